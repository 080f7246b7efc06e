/* SPDX-License-Identifier: MIT */
#include "place/place_abbreviation.h"

#include <stdio.h>
#include <string.h>

#include "place/fold.h"

#define PREPOSITIONS "abiosuv" /* am, an, bei, im, in, ob, sur, unter, upon, vor */
#define NAME_LEAST 3           /* bytes of what stands before it */

/* Where the abbreviated words begin: "a.M."; NULL if there are none. */
static const char *find_abbreviated(const char *text)
{
	for (const char *at = strchr(text, ' '); at; at = strchr(at + 1, ' '))
		if (at[1] && strchr(PREPOSITIONS, at[1]) && (at[2] == '.' || at[2] == '/'))
			return at + 1;
	return NULL;
}

/* The length of the next word from *at on, which is moved to its beginning; 0 at the end. */
static size_t next_word(const char **at, const char *separators)
{
	*at += strspn(*at, separators);
	return strcspn(*at, separators);
}

/* Whether each word that was typed is one of the name's, or its first letter. */
static bool abbreviates(const char *typed, const char *name)
{
	size_t length, name_length;

	while ((length = next_word(&typed, " ./-")) > 0) {
		char word[GAZETTEER_NAME_MAX], key[FOLD_MAX], name_key[FOLD_MAX];

		name_length = next_word(&name, " -");
		snprintf(word, sizeof word, "%.*s", (int)length, typed);
		fold_key(key, word);
		snprintf(word, sizeof word, "%.*s", (int)name_length, name);
		fold_key(name_key, word);
		if (!*key || (length == 1 || typed[length] == '.' ? *key != *name_key
								  : strcmp(key, name_key) != 0))
			return false;
		typed += length;
		name += name_length;
	}
	return next_word(&name, " -") == 0;
}

bool place_abbreviation_expand(
	char to[GAZETTEER_NAME_MAX], const struct gazetteer *list, const char *text)
{
	const char *abbreviated = find_abbreviated(text), *at = NULL;
	char before[FOLD_MAX], key[FOLD_MAX];
	struct listed_name name;
	int64_t most = -1;

	if (!abbreviated)
		return false;
	/* With the preposition's first letter only few names begin. */
	snprintf(before, sizeof before, "%.*s", (int)(abbreviated + 1 - text), text);
	if (fold_key(key, before) <= NAME_LEAST)
		return false;
	before[strlen(before) - 1] = '\0';
	while (gazetteer_next_name(list, key, true, &at, &name)) {
		char spelling[GAZETTEER_NAME_MAX];
		const char *word = before, *rest = spelling;
		struct listed place;

		gazetteer_spelling(list, &name, spelling);
		for (size_t length; (length = next_word(&word, " -")) > 0; word += length) {
			size_t skipped = next_word(&rest, " -");

			rest += skipped;
		}
		if (!abbreviates(abbreviated, rest) ||
			!gazetteer_place(list, name.offset, &place) || place.population <= most)
			continue;
		most = place.population;
		snprintf(to, GAZETTEER_NAME_MAX, "%s", spelling);
	}
	return most >= 0;
}

bool place_abbreviation_is_last(const char *text)
{
	size_t length = strlen(text);

	return find_abbreviated(text) && (text[length - 1] == '.' || text[length - 1] == '/');
}
