/* SPDX-License-Identifier: MIT */
#include "cmd/complete_match.h"

#include <stdint.h>
#include <string.h>

#include "place/place_search.h"

#define WHOLE_MIN 3 /* bytes of a name that goes first when it has been typed */

bool complete_match_variant(struct typed *to, const struct typed *typed, int variant)
{
	if (variant == ABBREVIATED)
		return complete_text_abbreviation(to, typed);
	if (variant >= SYLLABLES)
		return complete_text_syllable(to, typed, variant - SYLLABLES);
	*to = *typed;
	return true;
}

bool complete_match_is_alternate(const struct match *match)
{
	return match->name.kind == NAME_ALTERNATE;
}

/* Own names before others, whole ones first, then in the order of the places; loose ones last. */
static bool goes_before(const struct match *match, const struct match *other)
{
	bool is_loose = match->fit == FIT_LOOSE, other_is_loose = other->fit == FIT_LOOSE;

	if (is_loose != other_is_loose)
		return other_is_loose;
	if (complete_match_is_alternate(match) != complete_match_is_alternate(other))
		return complete_match_is_alternate(other);
	if (match->is_whole != other->is_whole)
		return match->is_whole;
	return match->name.offset < other->name.offset;
}

/* Of two names of one place, whether the first is the better one to complete to. */
static bool is_better(const struct match *match, const struct match *other)
{
	static const char kinds[] = {
		NAME_OWN, NAME_ASCII, NAME_HOME, NAME_LOCAL, NAME_LANDSCAPE, NAME_ALTERNATE, 0};

	if (complete_match_is_alternate(match) != complete_match_is_alternate(other))
		return complete_match_is_alternate(other);
	if (match->fit != other->fit)
		return match->fit < other->fit;
	return strchr(kinds, (char)match->name.kind) < strchr(kinds, (char)other->name.kind);
}

/* Keeps a match if it is among the best. */
static void keep(struct matches *matches, const struct match *match)
{
	struct match *all = matches->all;
	size_t at;

	for (size_t i = 0; i < matches->count; i++) {
		if (all[i].name.offset != match->name.offset)
			continue;
		if (!is_better(match, &all[i]))
			return;
		matches->count--;
		memmove(&all[i], &all[i + 1], (matches->count - i) * sizeof *all);
		break;
	}
	at = matches->count;
	while (at > 0 && goes_before(match, &all[at - 1]))
		at--;
	if (at == MATCHES_MAX)
		return;
	if (matches->count == MATCHES_MAX)
		matches->count--;
	memmove(&all[at + 1], &all[at], (matches->count - at) * sizeof *all);
	all[at] = *match;
	matches->count++;
}

/* Whether the name may still be kept: the last of a full list is not better in any case. */
static bool is_worth_reading(
	const struct matches *matches, const struct listed_name *name, const struct typed *typed)
{
	const struct match best = {.name = *name,
		.fit = FIT_LITERAL,
		.is_whole = typed->trace.length == name->key_length};
	bool is_ascii = name->spelling_length > 0;

	if (matches->count == MATCHES_MAX && !goes_before(&best, &matches->all[MATCHES_MAX - 1]))
		return false;
	for (size_t i = 0; i < name->spelling_length && is_ascii; i++)
		is_ascii = (unsigned char)name->spelling[i] < 0x80;
	return !(is_ascii && typed->has_marks && matches->count > 0);
}

/* Reads all names that have the key, or begin with it. */
static void find_all(struct matches *matches, const struct gazetteer *list,
	const struct typed *typed, const char *key, bool beginning, int variant)
{
	struct match match = {.variant = variant};
	char spelling[GAZETTEER_NAME_MAX];
	const char *at = NULL;

	while (gazetteer_next_name(list, key, beginning, &at, &match.name)) {
		match.is_whole = match.name.is_unambiguous &&
				 !complete_match_is_alternate(&match) &&
				 match.name.key_length == typed->trace.length &&
				 typed->trace.length >= WHOLE_MIN;
		if (!is_worth_reading(matches, &match.name, typed))
			continue;
		gazetteer_spelling(list, &match.name, spelling);
		match.fit = complete_text(NULL, 0, typed, spelling);
		if (match.fit != FIT_NONE)
			keep(matches, &match);
	}
}

/*
 * Finds names by the prefix index where it has a line, unless all have to be read; it does not know
 * of accents.
 */
static void find(struct matches *matches, const struct gazetteer *list, const struct typed *typed,
	int variant, bool all)
{
	struct listed_name names[MATCHES_INDEXED_MAX];
	char prefix[FOLD_SPACED_MAX];
	size_t count = SIZE_MAX;

	if (typed->trace.length == 0 && *typed->text)
		return;
	fold_spaced(prefix, &typed->trace);
	if (!typed->has_marks && !all)
		count = gazetteer_best_names(list, prefix, names, MATCHES_INDEXED_MAX);
	if (count == SIZE_MAX)
		find_all(matches, list, typed, typed->trace.key, true, variant);
	for (size_t i = 0; i < count && count != SIZE_MAX; i++)
		keep(matches,
			&(struct match){.name = names[i], .fit = FIT_FOLDED, .variant = variant});
}

void complete_match_find(
	struct matches *matches, const struct gazetteer *list, const struct typed *typed, bool all)
{
	char stem[FOLD_MAX];
	struct typed other;

	matches->count = 0;
	if (typed->trace.length >= WHOLE_MIN)
		find_all(matches, list, typed, typed->trace.key, false, AS_TYPED);
	find(matches, list, typed, AS_TYPED, all);
	if (complete_match_variant(&other, typed, ABBREVIATED))
		find(matches, list, &other, ABBREVIATED, all);
	/* "서울특" is on the way to 서울특별시, whose key is 서울. */
	if (fold_stem(stem, typed->trace.key))
		find_all(matches, list, typed, stem, false, AS_TYPED);
	/* Loose matches are better than none, but no better. */
	while (matches->count > 0 && matches->all[0].fit != FIT_LOOSE &&
		matches->all[matches->count - 1].fit == FIT_LOOSE)
		matches->count--;
	if (matches->count > 0 && !complete_match_is_alternate(&matches->all[0]))
		return;
	for (int variant = SYLLABLES; complete_match_variant(&other, typed, variant); variant++)
		find(matches, list, &other, variant, all);
}

void complete_match_find_in_region(struct matches *matches, const struct gazetteer *list,
	const struct typed *typed, const char *region)
{
	struct match match = {.variant = AS_TYPED};
	char spelling[GAZETTEER_NAME_MAX];
	struct listed place;
	const char *at = NULL;

	matches->count = 0;
	while (gazetteer_next_name(list, typed->trace.key, true, &at, &match.name)) {
		const struct listed_name *name = &match.name;
		bool is_region = name->key_length == strlen(region) &&
				 memcmp(name->key, region, name->key_length) == 0;
		/* Where nothing was typed yet, only names in the region's script. */
		bool is_other = !*typed->text &&
				(name->kind == NAME_ALTERNATE || name->spelling_length == 0);

		if (is_region || is_other || !is_worth_reading(matches, name, typed) ||
			!gazetteer_place(list, name->offset, &place) ||
			!place_search_is_within(list, &place, region))
			continue;
		gazetteer_spelling(list, name, spelling);
		match.fit = complete_text(NULL, 0, typed, spelling);
		if (match.fit < FIT_LOOSE)
			keep(matches, &match);
	}
}
