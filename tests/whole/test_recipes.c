/* SPDX-License-Identifier: MIT */
/* What the man page says about bars and prompts, run by the programs that it is for. */
#include <criterion/criterion.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"

#define LINE_MAX_BYTES 512
#define LINE "☁ +11°C 47%" /* what the format "bar" prints */

TestSuite(recipes, .fini = harness_teardown, .timeout = 60);

/* The line of the man page that begins so, without the escape sequences of roff. */
static void read_recipe(char to[LINE_MAX_BYTES], const char *beginning)
{
	static const struct {
		const char *from, *to;
	} replaced[] = {{"\\(aq", "'"}, {"\\e", "\\"}};
	char path[PATH_MAX], line[LINE_MAX_BYTES] = "";
	FILE *page;

	source_path(path, sizeof path, "man/wx.1");
	page = fopen(path, "r");
	cr_assert_not_null(page, "%s", path);
	while (strncmp(line, beginning, strlen(beginning)) != 0)
		cr_assert(fgets(line, sizeof line, page), "no line '%s'", beginning);
	fclose(page);
	line[strcspn(line, "\n")] = '\0';
	*to = '\0';
	for (const char *at = line; *at;) {
		size_t used = strlen(to), i = 0;

		while (i < 2 && strncmp(at, replaced[i].from, strlen(replaced[i].from)) != 0)
			i++;
		snprintf(to + used, LINE_MAX_BYTES - used, "%.*s", i < 2 ? INT_MAX : 1,
			i < 2 ? replaced[i].to : at);
		at += i < 2 ? strlen(replaced[i].from) : 1;
	}
}

static void require_program(const char *program)
{
	char command[64];

	snprintf(command, sizeof command, "command -v %s >/dev/null", program);
	if (system(command) != 0)
		cr_skip_test("%s is not installed", program);
}

/* A home with an answer in its cache, and the format; with a percent sign, which prompts expand. */
static const struct home *prepare(void)
{
	const struct peer *standin = STANDIN(NULL);
	struct home *home = home_make();

	setenv("WX_API_URL", standin->url, 1);

	home_write(home, ".config/wx/config", 0600, "place = Seoul\nformat.bar = %c %t %h\n");
	cr_assert_eq(WX(SETUP(.url = standin->url, .home = home), "-qFbar")->status, 0);
	return home;
}

/* Runs a script with $recipe and wx in the PATH, and holds what it prints to what is expected. */
static void expect(const char *script, const char *recipe, const char *expected)
{
	static const char environment[] =
		"env -i PATH=\"${WX%%/*}:$PATH\" HOME='%s' WX_DATADIR=\"$WX_DATADIR\" "
		"WX_API_URL=\"$WX_API_URL\" XDG_CONFIG_DIRS=/nonexistent WX_API_KEY=none "
		"LC_ALL=C.UTF-8 TERM=xterm "
		"recipe=\"$recipe\" sh -c \"$script\" 2>&1";
	char command[2048], said[4096] = "";
	FILE *in;

	snprintf(command, sizeof command, environment, prepare()->path);
	setenv("recipe", recipe, 1);
	setenv("script", script, 1);
	in = popen(command, "r");
	cr_assert_not_null(in);
	said[fread(said, 1, sizeof said - 1, in)] = '\0';
	cr_expect_eq(pclose(in), 0);
	cr_expect_str_eq(said, expected, "'%s' instead of '%s'", said, expected);
}

/* The sign at the end of a prompt is another one for root. */
static const char *prompt(const char *end, char sign)
{
	static char expected[128];

	snprintf(expected, sizeof expected, "%s %s%c \n", LINE, end, geteuid() == 0 ? '#' : sign);
	return expected;
}

Test(recipes, prompt_of_bash)
{
	char recipe[LINE_MAX_BYTES];

	require_program("bash");
	read_recipe(recipe, "PS1=\\(aq$(");
	expect("cd / && exec bash --norc --noprofile -c 'eval \"$recipe\"\n"
	       "printf \"%s\\n\" \"${PS1@P}\"'",
		recipe, prompt("/", '$'));
}

Test(recipes, prompt_of_zsh)
{
	char recipe[LINE_MAX_BYTES], both[2 * LINE_MAX_BYTES];

	require_program("zsh");
	read_recipe(both, "setopt PROMPT_SUBST");
	read_recipe(recipe, "PS1=\\(aq${");
	snprintf(both + strlen(both), sizeof both - strlen(both), "\n%s", recipe);
	expect("cd / && exec zsh -f -c 'eval \"$recipe\"\nprint -P -- \"$PS1\"'", both,
		prompt("/ ", '%'));
}

/*
 * A client in a terminal, until its status line is on the screen; tmux runs the command of its own
 * accord and at first has nothing.
 */
static const char tmux_script[] =
	"printf '%s\\n' \"$recipe\" >\"$HOME/tmux.conf\"\n"
	": >\"$HOME/screen\"\n"
	"tmux() { command tmux -S \"$HOME/socket\" -f \"$HOME/tmux.conf\" \"$@\"; }\n"
	"TERM=xterm script -qec 'stty columns 80 rows 24; exec tmux -u -S \"$HOME/socket\" \\\n"
	"	-f \"$HOME/tmux.conf\" new-session \"sleep 60\"' /dev/null \\\n"
	"	</dev/null >\"$HOME/screen\" 2>&1 &\n"
	"for i in $(seq 400); do\n"
	"	grep -q 'C 47%' \"$HOME/screen\" && break\n"
	"	sleep 0.05\n"
	"done\n"
	"tmux kill-server\n"
	"wait\n"
	"grep -ao '[^ ] [+][0-9]*°C [0-9]*%' \"$HOME/screen\" | head -n 1\n";

Test(recipes, status_line_of_tmux)
{
	char recipe[LINE_MAX_BYTES];

	require_program("tmux");
	if (system("script -qec true /dev/null </dev/null >/dev/null 2>&1") != 0)
		cr_skip_test("there is no script(1) of util-linux");
	read_recipe(recipe, "set -g status-right");
	expect(tmux_script, recipe, LINE "\n");
	/* A percent sign is that of a time there, unless it is doubled. */
	expect(tmux_script, "set -g status-right \"#(wx --no-wait -qF '%%c %%t %%h')\"", LINE "\n");
}
