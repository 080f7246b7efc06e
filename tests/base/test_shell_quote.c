/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/shell_quote.h"

static const char *const texts[] = {"Seoul", "New York", "", "L'Aquila", "a\"b", "it's $5", "`id`",
	"a\\b'c", "'", "*?[x]", "~", "-k", "100%", "caf\xC3\xA9", "/home/a b/it's", "a\nb"};

/* The word that the shell makes of it. */
static void read_back(char *to, size_t size, const char *quoted)
{
	char command[256];
	size_t length;
	FILE *shell;

	snprintf(command, sizeof command, "printf %%s %s", quoted);
	shell = popen(command, "r");
	cr_assert(shell);
	length = fread(to, 1, size - 1, shell);
	to[length] = '\0';
	cr_expect_eq(pclose(shell), 0, "%s", command);
}

Test(shell_quote, makes_one_word_of_any_text)
{
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char quoted[128], word[128];

		shell_quote(quoted, sizeof quoted, texts[i]);
		read_back(word, sizeof word, quoted);
		cr_expect_str_eq(word, texts[i], "%s", quoted);
	}
}

Test(shell_quote, makes_one_word_of_any_path)
{
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char quoted[128], word[128];
		const char *path = strncmp(texts[i], "-", 1) == 0 ? "./-k" : texts[i];

		shell_quote_path(quoted, sizeof quoted, texts[i]);
		read_back(word, sizeof word, quoted);
		cr_expect_str_eq(word, path, "%s", quoted);
	}
}

Test(shell_quote, leaves_a_plain_path_as_it_is)
{
	char quoted[64];

	shell_quote_path(quoted, sizeof quoted, "/home/me/.config/wx/key");
	cr_expect_str_eq(quoted, "/home/me/.config/wx/key");
	shell_quote_path(quoted, sizeof quoted, "/home/my name/key");
	cr_expect_str_eq(quoted, "\"/home/my name/key\"");
}

Test(shell_quote, keeps_an_apostrophe_readable_and_cuts)
{
	static const char *const rows[][2] = {{"Seoul", "'Seoul'"},
		{"San Juan,MX", "'San Juan,MX'"}, {"L'Aquila", "\"L'Aquila\""},
		{"Al-`Ula", "'Al-`Ula'"}, {"a'b$c", "'a'\\''b$c'"}, {"", "''"}};
	char quoted[32], shortened[6];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		shell_quote(quoted, sizeof quoted, rows[i][0]);
		cr_expect_str_eq(quoted, rows[i][1], "%s", quoted);
	}
	shell_quote(shortened, sizeof shortened, "'$'$'$'$");
	cr_expect_eq(strlen(shortened), sizeof shortened - 1);
}
