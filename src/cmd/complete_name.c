/* SPDX-License-Identifier: MIT */
#include "cmd/complete_name.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "cmd/complete_match.h"
#include "place/place_words.h"
#include "place/postcode.h"

#define CODE_LETTERS_MAX 3 /* of a name that, in capitals, may be the code of an airport */

/* The bytes of an ending that says what kind of place it is, and that may be left out. */
static size_t ending_size(const char *text)
{
	size_t length = strlen(text), ending;
	char prefix[FOLD_MAX], key[FOLD_MAX], bare[PLACE_ARGUMENT_MAX];

	if (length == 0 || (unsigned char)text[length - 1] < 0x80)
		return 0;
	ending = fold_prefix(prefix, text) - fold_key(key, text);
	while (ending > 0 && ending < length && text[length - ending - 1] == ' ')
		ending++;
	/* What is left may seem to end likewise. */
	snprintf(bare, sizeof bare, "%.*s", (int)(length - ending), text);
	return fold_key(prefix, bare) > 0 && strcmp(prefix, key) == 0 ? ending : 0;
}

/*
 * Reads the place and completes to the name without its ending where that may be left out, or with
 * `full`, after that, to all of a name that has one. False for what cannot be typed.
 */
static bool write_text(char text[PLACE_ARGUMENT_MAX], struct listed *place,
	const struct gazetteer *list, const struct typed *typed, struct match *match, bool full)
{
	char spelling[GAZETTEER_NAME_MAX];
	const char *country;
	size_t ending;

	if ((full && !match->has_ending) || !gazetteer_place(list, match->name.offset, place))
		return false;
	gazetteer_spelling_of(&match->name, place, spelling);
	if (complete_text(text, PLACE_ARGUMENT_MAX, typed, spelling) == FIT_NONE ||
		strpbrk(text, ",?") || postcode_countries(text, &country) > 0 ||
		place_words_split(NULL, 0, text) > PLACE_WORDS_RUN_MAX)
		return false;
	ending = ending_size(text);
	if (strlen(text) - ending < strlen(typed->text))
		ending = 0;
	match->has_ending = ending > 0;
	if (!full)
		text[strlen(text) - ending] = '\0';
	return true;
}

/* The forms in which a name may mean a place: with nothing, its country, or its region and that. */
enum { ALONE, IN_COUNTRY, IN_REGION, FORMS };

/* Finds out which forms tell the place from all likelier ones of that name. */
static void find_forms(bool is_enough[FORMS], const struct gazetteer *list, const char *key,
	const struct match *match, const struct listed *place, const char *region)
{
	double score = gazetteer_score(&match->name, place);
	char region_key[FOLD_MAX], country_key[FOLD_MAX];
	struct listed_name name;
	const char *at = NULL;
	size_t last = 0;

	fold_key(country_key, place->country);
	is_enough[ALONE] = is_enough[IN_COUNTRY] = true;
	is_enough[IN_REGION] = fold_key(region_key, region) > 0;
	while (gazetteer_next_name(list, key, false, &at, &name)) {
		struct listed other;
		double rank;

		if (name.offset == place->offset || name.offset == last ||
			!gazetteer_may_outrank(list, &name, &match->name) ||
			!gazetteer_place(list, name.offset, &other) || other.is_area)
			continue;
		last = name.offset;
		rank = gazetteer_score(&name, &other);
		if (rank < score || (rank == score && other.offset > place->offset))
			continue;
		is_enough[ALONE] = false;
		if (place_search_is_within(list, &other, country_key)) {
			is_enough[IN_COUNTRY] = false;
			is_enough[IN_REGION] &= !place_search_is_within(list, &other, region_key);
		}
	}
}

/*
 * Whether the text may be read as the name of a place or region and one that it lies in: "Bella
 * Italia" is the Bella in Italy.
 */
static bool ends_with_region(const struct gazetteer *list, const char *text)
{
	for (const char *blank = text; (blank = strchr(blank, ' ')); blank++) {
		char key[FOLD_MAX], head[GAZETTEER_NAME_MAX];
		const char *name_at = NULL, *head_at = NULL, *region_at = NULL;
		struct listed_name name;
		struct region_key region;

		if (!fold_key(key, blank) ||
			!gazetteer_next_key(list, key, false, &region_at, &region))
			continue;
		snprintf(head, sizeof head, "%.*s", (int)(blank - text), text);
		if (fold_key(key, head) &&
			(gazetteer_next_name(list, key, false, &name_at, &name) ||
				gazetteer_next_key(list, key, false, &head_at, &region)))
			return true;
	}
	return false;
}

/* The shortest form of a completed name that means the place; false if none does. */
static bool choose_argument(char to[PLACE_ARGUMENT_MAX], const struct gazetteer *list,
	const struct match *match, const struct listed *place, const char *region, const char *text)
{
	char key[FOLD_MAX];
	/*
	 * What is spaced or dotted otherwise than the name, "BatKhela", "Frankfurt a.m Main", is
	 * not always read as the name, nor is what looks like a code, "SLP".
	 */
	bool has_more = match->fit == FIT_LOOSE || strchr(text, '.') ||
			strlen(text) <= CODE_LETTERS_MAX || ends_with_region(list, text);
	bool is_enough[FORMS];
	struct region_key region_key;
	const char *at = NULL;

	memcpy(to, text, strlen(text) + 1);
	if (match->name.is_unambiguous && !has_more)
		return true;
	/* No name means a province, but its largest city. */
	if (place->is_area || !fold_key(key, text))
		return false;
	if (strncmp(place->region, "US.", 3) == 0)
		region = place->region + 3;
	/* What is the name or code of a country or region, or has one, is read by more rules. */
	has_more = has_more || gazetteer_next_key(list, key, false, &at, &region_key);
	if (!has_more)
		find_forms(is_enough, list, key, match, place, region);
	for (int form = ALONE; form < FORMS; form++) {
		struct strbuf argument = strbuf_start(to, PLACE_ARGUMENT_MAX);

		strbuf_add(&argument, text);
		strbuf_add(&argument, form == IN_REGION ? "," : "");
		strbuf_add(&argument, form == IN_REGION ? region : "");
		strbuf_add(&argument, form == ALONE ? "" : ",");
		strbuf_add(&argument, form == ALONE ? "" : place->country);
		if (!argument.is_cut &&
			(has_more ? place_search_means(list, to, place) : is_enough[form]))
			return true;
	}
	return false;
}

/* Adds what has to be typed for a match, unless there are enough candidates. */
static void add_match(
	struct completions *completions, const struct typed *typed, struct match *match, bool full)
{
	char text[PLACE_ARGUMENT_MAX], argument[PLACE_ARGUMENT_MAX], region[GAZETTEER_NAME_MAX];
	const struct gazetteer *list = completions->list;
	struct listed place;
	struct typed other;

	if (completions->count == COMPLETIONS_MAX)
		return;
	if (match->variant != AS_TYPED && complete_match_variant(&other, typed, match->variant))
		typed = &other;
	if (!write_text(text, &place, list, typed, match, full))
		return;
	gazetteer_admin1_name(list, &place, region);
	if (choose_argument(argument, list, match, &place, region, text))
		completions_add(completions, argument, typed->done, &place, region);
}

/* A country or region whose name begins with what was typed. */
struct region_match {
	struct region_key key;
	enum fit fit;
	size_t offset; /* about where it ranks: its capital, or its largest place */
};

static bool is_country(const struct region_match *match)
{
	return !strchr(match->key.code, '.');
}

/* Keeps each region by its best name, countries first and then those of larger cities. */
static size_t keep_region(
	struct region_match all[COMPLETIONS_MAX], size_t count, const struct region_match *match)
{
	size_t at = 0;

	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i].key.code, match->key.code) == 0) {
			if (match->fit < all[i].fit ||
				(match->fit == all[i].fit && match->key.kind == REGION_NAME))
				all[i] = *match;
			return count;
		}
	while (at < count &&
		(is_country(&all[at]) != is_country(match) ? is_country(&all[at])
							   : all[at].offset < match->offset))
		at++;
	if (at == COMPLETIONS_MAX)
		return count;
	count -= count == COMPLETIONS_MAX;
	memmove(&all[at + 1], &all[at], (count - at) * sizeof *all);
	all[at] = *match;
	return count + 1;
}

/* Adds countries and regions by the names that begin with what was typed. */
static void add_regions(struct completions *completions, const struct typed *typed)
{
	const struct gazetteer *list = completions->list;
	char spelling[GAZETTEER_NAME_MAX], admin1[GAZETTEER_NAME_MAX], text[PLACE_ARGUMENT_MAX];
	struct region_match match, all[COMPLETIONS_MAX];
	struct listed_region region;
	struct listed place;
	const char *at = NULL;
	size_t count = 0;

	if (completions->count == COMPLETIONS_MAX || typed->trace.length == 0)
		return;
	while (gazetteer_next_key(list, typed->trace.key, true, &at, &match.key)) {
		if (match.key.kind == REGION_CODE || match.key.kind == REGION_FOREIGN ||
			!gazetteer_region(list, match.key.code, &region) || !region.largest)
			continue;
		gazetteer_key_spelling(list, &match.key, spelling);
		match.fit = complete_text(NULL, 0, typed, spelling);
		match.offset =
			is_country(&match) && region.capital ? region.capital : region.largest;
		if (match.fit < FIT_LOOSE)
			count = keep_region(all, count, &match);
	}
	for (size_t i = 0; i < count && completions->count < COMPLETIONS_MAX; i++) {
		gazetteer_key_spelling(list, &all[i].key, spelling);
		complete_text(text, sizeof text, typed, spelling);
		if (!strpbrk(text, ",?") && place_search_region(list, text, &place, &region)) {
			gazetteer_admin1_name(list, &place, admin1);
			completions_add(completions, text, typed->done, &place, admin1);
		}
	}
}

/* Adds the places by their own names; returns how many of the matches these are. */
static size_t add_own(
	struct completions *completions, const struct typed *typed, struct matches *matches)
{
	size_t own = 0;

	while (own < matches->count && !complete_match_is_alternate(&matches->all[own]))
		add_match(completions, typed, &matches->all[own++], false);
	return own;
}

void complete_name(struct completions *completions, const struct typed *typed)
{
	struct matches matches;
	struct typed other;
	size_t own;

	complete_match_find(&matches, completions->list, typed, false);
	own = add_own(completions, typed, &matches);
	/* There may be more than the prefix index has. */
	if (own >= MATCHES_INDEXED_MAX && own < MATCHES_MAX &&
		completions->count < COMPLETIONS_MAX) {
		complete_match_find(&matches, completions->list, typed, true);
		own = add_own(completions, typed, &matches);
	}
	add_regions(completions, typed);
	if (complete_match_variant(&other, typed, ABBREVIATED))
		add_regions(completions, &other);
	for (size_t i = own; i < matches.count; i++)
		add_match(completions, typed, &matches.all[i], false);
	for (size_t i = 0; i < matches.count; i++)
		add_match(completions, typed, &matches.all[i], true);
}

void complete_in_region(struct completions *completions, const struct typed *typed, size_t length)
{
	const struct gazetteer *list = completions->list;
	char region[COMPLETE_TYPED_MAX], admin1[GAZETTEER_NAME_MAX], key[FOLD_MAX];
	struct region_key found;
	struct matches matches;
	struct typed rest;
	const char *at = NULL;

	snprintf(region, sizeof region, "%.*s", (int)length, typed->text);
	snprintf(rest.text, sizeof rest.text, "%s", typed->text + length);
	complete_text_start(&rest);
	if (!fold_key(key, region) || !gazetteer_next_key(list, key, false, &at, &found))
		return;
	complete_match_find_in_region(&matches, list, &rest, key);
	/* All without the endings that may be left out, and then with them. */
	for (size_t i = 0; i < 2 * matches.count; i++) {
		struct match *match = &matches.all[i % matches.count];
		char name[PLACE_ARGUMENT_MAX], text[COMPLETE_TYPED_MAX + PLACE_ARGUMENT_MAX];
		struct listed place;

		if (!write_text(name, &place, list, &rest, match, i >= matches.count))
			continue;
		snprintf(text, sizeof text, "%s%s", region, name);
		if (strlen(text) < PLACE_ARGUMENT_MAX && place_search_means(list, text, &place)) {
			gazetteer_admin1_name(list, &place, admin1);
			completions_add(completions, text, typed->done, &place, admin1);
		}
	}
	completions->is_certain |= matches.count > 0;
}
