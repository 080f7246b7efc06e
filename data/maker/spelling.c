/* SPDX-License-Identifier: MIT */
#include "spelling.h"
#include "place/fold.h"
#include "script.h"

#include <string.h>

enum {
	LENGTH_MAX = 60, /* bytes */
	SMALL = 8000,    /* people; smaller places keep fewer of their names */
};

bool spelling_is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

bool spelling_has_key(const char *text, const char *key)
{
	char folded[FOLD_MAX];

	return fold_key(folded, text) && strcmp(folded, key) == 0;
}

/* Whether a text is the first letters of a name's words: NYC. */
static bool is_initials(const char *text, const char *name)
{
	for (; *text; text++) {
		if (*name != *text)
			return false;
		name += strcspn(name, " ");
		name += strspn(name, " ");
	}
	return !*name;
}

/* Airport codes and the like. */
static bool is_code(const char *text)
{
	size_t length = strlen(text);
	bool is_capitals = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == length;

	return spelling_is_ascii(text) && (length <= 2 || (length <= 4 && is_capitals));
}

static bool is_name(const char *text)
{
	enum script script = script_detect(text);

	if (script == SCRIPT_NONE || strlen(text) > LENGTH_MAX || strstr(text, "://"))
		return false;
	return script != SCRIPT_LATIN || !script_is_small(text);
}

bool spelling_is_kept(const struct place *place, const struct alternate *alternate)
{
	const char *text = alternate->spelling;
	enum script script = script_detect(text);

	if (!is_name(text))
		return false;
	if (is_code(text) && !is_initials(text, place->name) && !is_initials(text, place->given) &&
		!is_initials(text, place->given_ascii))
		return false;
	if (alternate->is_listed || place->is_capital || place->people >= SMALL)
		return true;
	if (place->people == 0)
		return false;
	if (script == SCRIPT_LATIN)
		return !spelling_is_ascii(text);
	return script_is_native(script, place->country);
}
