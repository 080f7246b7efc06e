/* SPDX-License-Identifier: MIT */
#include "key_shape.h"

#include <string.h>

#define RUN_MIN 20 /* bytes */
#define CUT_MIN 8  /* bytes of a run at the end of a text that may have been cut */
#define NAME_BYTES_MAX 64

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* The length of the run of letters and digits at the front; *mixed if it has both. */
static size_t measure_run(const char *text, bool *mixed)
{
	size_t length = 0, digits = 0;

	while (is_digit(text[length]) || is_letter(text[length]))
		digits += is_digit(text[length++]);
	*mixed = digits > 0 && digits < length;
	return length;
}

bool key_shape_is_in(const char *text)
{
	bool mixed;

	for (size_t length; *text; text += length ? length : 1) {
		length = measure_run(text, &mixed);
		if (length >= RUN_MIN && mixed)
			return true;
	}
	return false;
}

void key_shape_hide(char *text)
{
	bool mixed;

	for (size_t length; *text; text += length ? length : 1) {
		length = measure_run(text, &mixed);
		if (mixed && (length >= RUN_MIN || (length >= CUT_MIN && !text[length])))
			memset(text, '*', length);
	}
}

bool key_shape_is_name(const char *name)
{
	static const char *const ends[] = {"appid", "key", "token", "secret"};
	char letters[NAME_BYTES_MAX + 1];
	size_t used = 0;

	for (; *name && used < NAME_BYTES_MAX; name++)
		if (is_letter(*name))
			letters[used++] = (char)(*name | 0x20);
	letters[used] = '\0';
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (used >= strlen(ends[i]) &&
			strcmp(letters + used - strlen(ends[i]), ends[i]) == 0)
			return true;
	return false;
}

bool key_shape_fail(struct failure *failure, enum exit_code code, const char *subject)
{
	return fail(failure, code,
		"%s looks like an API key, which does not belong there and is not repeated here; "
		"run 'wx --save-key' to store it, or set WX_API_KEY",
		subject);
}
