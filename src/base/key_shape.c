/* SPDX-License-Identifier: MIT */
#include "base/key_shape.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"

#define DIGITS "0123456789"

enum {
	RUN_LENGTH_MIN = 20,
	RUN_DIGITS_MIN = 4,
	HEX_LENGTH_MIN = 28,
	HEX_LENGTH_MAX = 36,
	CUT_HEX_LENGTH_MIN = 8,
};

bool key_shape_is_in(const char *text)
{
	for (size_t length; *text; text += length ? length : 1) {
		size_t digits = 0;

		length = strspn(text, KEY_SHAPE_ALPHANUMERICS);
		for (size_t i = 0; i < length; i++)
			digits += strchr(DIGITS, text[i]) != NULL;
		if (length >= RUN_LENGTH_MIN && digits >= RUN_DIGITS_MIN && digits < length)
			return true;
	}
	return false;
}

void key_shape_hide(char *text, bool is_cut)
{
	for (size_t length; *text; text += length ? length : 1) {
		bool is_hex = true;

		/* All that is printed goes through here, and strspn takes long for a short word. */
		for (length = 0; text[length] && strchr(KEY_SHAPE_ALPHANUMERICS, text[length]);
			length++)
			is_hex = is_hex && isxdigit((unsigned char)text[length]);
		if (is_hex && ((length >= HEX_LENGTH_MIN && length <= HEX_LENGTH_MAX) ||
				      (is_cut && length >= CUT_HEX_LENGTH_MIN && !text[length])))
			memset(text, '*', length);
	}
}

bool key_shape_is_name(const char *name)
{
	static const char *const words[] = {"key", "apikey", "appid", "token", "secret"};
	const char *last = name;

	for (; *name; name++)
		if (!strchr(KEY_SHAPE_ALPHANUMERICS, *name) && name[1])
			last = name + 1;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcasecmp(last, words[i]) == 0)
			return true;
	return false;
}

bool key_shape_fail(struct error *error, enum exit_code code, const char *label)
{
	if (!label)
		return error_set(error, code,
			_("the place looks like an API key, which must not be given here; run 'wx "
			  "--save-key' to store it, or set WX_API_KEY"));
	return error_set(error, code,
		_("%s: this looks like an API key, which must not be given here; run 'wx "
		  "--save-key' to store it, or set WX_API_KEY"),
		label);
}
