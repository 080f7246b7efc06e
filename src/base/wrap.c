/* SPDX-License-Identifier: MIT */
#include "base/wrap.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define WORD_BYTES_MAX 1024 /* a longer word is wider than any terminal that is worth the care */

/* Whether text[0..length) is a number, perhaps after an opening parenthesis. */
static bool is_number(const char *text, size_t length)
{
	const char *digits = text + (*text == '(');

	digits += *digits == '-' || *digits == '+';
	return digits < text + length && isdigit((unsigned char)*digits) &&
	       digits + strspn(digits, "0123456789.") == text + length;
}

size_t wrap_word(const char *text)
{
	size_t length = strcspn(text, " ");

	if (is_number(text, length) && text[length] == ' ' && text[length + 1] != ' ')
		length += 1 + strcspn(text + length + 1, " ");
	return length;
}

void wrap_add(struct strbuf *to, const char *text, size_t indent, size_t columns)
{
	size_t column = 0;

	if (columns == 0) {
		strbuf_add(to, text);
		return;
	}
	while (*text) {
		char word[WORD_BYTES_MAX];
		size_t blanks = strspn(text, " ");
		size_t length = wrap_word(text + blanks);
		size_t width;

		snprintf(word, sizeof word, "%.*s", (int)length, text + blanks);
		width = utf8_width(word);
		if (column > indent && column + blanks + width > columns) {
			strbuf_addf(to, "\n%*s", (int)indent, "");
			column = indent;
			text += blanks;
			blanks = 0;
		}
		strbuf_addf(to, "%.*s", (int)(blanks + length), text);
		column += blanks + width;
		text += blanks + length;
	}
}
