/* SPDX-License-Identifier: MIT */
#include "place/lead_back.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "cmd/cmd_complete.h"
#include "place/place.h"
#include "place/place_search.h"
#include "place/place_words.h"
#include "place/places.h"

#define TEXT_SIZE 32768
#define DETOURS_MAX 2
#define BUDGET 300 /* completions for one candidate */
#define RARELY 10  /* what takes long is tried on every tenth name */

static bool ends_with(const char *line, const char *end)
{
	size_t length = strlen(line), size = strlen(end);

	return length >= size && strcmp(line + length - size, end) == 0;
}

/* Whether the place has the name and country that a description has. */
static bool is_described(const struct place *place, const char *description)
{
	return place->location.kind == LOCATION_LISTED &&
	       strncmp(description, place->location.name, strlen(place->location.name)) == 0 &&
	       ends_with(description, place->location.country);
}

static bool leads_as_described(
	const struct gazetteer *list, const char *argument, const char *description)
{
	struct error error;
	struct place place;

	return place_parse(&place, list, argument, &error) && is_described(&place, description);
}

static void complete_into(
	char text[TEXT_SIZE], const struct gazetteer *list, char *const words[], int count)
{
	FILE *out = fmemopen(text, TEXT_SIZE, "w");

	*text = '\0';
	cmd_complete_print(out, list, words, count);
	fclose(out);
}

/*
 * The next candidate of *text, which is moved on behind it, and its description; NULL at the end.
 */
static char *next_candidate(char **text, char **description)
{
	char *line = strsep(text, "\n");
	char *tab = line ? strchr(line, '\t') : NULL;

	if (!tab)
		return NULL;
	*tab = '\0';
	*description = tab + 1;
	return line;
}

static void try_candidates(
	struct lead_back *result, const struct gazetteer *list, const char *typed, FILE *complaints)
{
	char *word = (char *)(uintptr_t)typed;
	char text[TEXT_SIZE], *rest = text, *candidate, *description;

	complete_into(text, list, &word, 1);
	while ((candidate = next_candidate(&rest, &description))) {
		result->candidates++;
		if (leads_as_described(list, candidate, description))
			continue;
		result->failures++;
		fprintf(complaints, "'%s' offers '%s', which is not %s\n", typed, candidate,
			description);
	}
}

/* Whether the words, taken from left to right, end with a place as described. */
static bool ends_as_described(
	const struct gazetteer *list, char *const words[], int count, const char *description)
{
	struct error error;
	struct places places;
	bool good;

	good = places_read(&places, list, words, count, "", &error) && places.count > 0 &&
	       is_described(&places.all[places.count - 1], description);
	places_free(&places);
	return good;
}

/* Whether all words are places of the list: behind others a city is a part of what is unknown. */
static bool are_known(const struct gazetteer *list, char *const words[], int count)
{
	struct places places;
	struct error error;
	bool good = places_read(&places, list, words, count, "", &error);

	for (size_t i = 0; good && i < places.count; i++)
		good = places.all[i].location.kind == LOCATION_LISTED;
	places_free(&places);
	return good;
}

/*
 * Whether they do, or do so with the words that they complete to next: candidates with the wanted
 * description, or a few others, as a larger place may have a name that begins likewise.
 */
static bool leads_on(const struct gazetteer *list, char *words[PLACE_WORDS_MAX], int count,
	const char *wanted, int detours, int *budget)
{
	char text[TEXT_SIZE], *rest = text;
	char *candidates[COMPLETE_MAX + 1], *descriptions[COMPLETE_MAX + 1];
	size_t found = 0;

	if (ends_as_described(list, words, count, wanted))
		return true;
	if (count == PLACE_WORDS_MAX || --*budget < 0)
		return false;
	words[count] = (char *)(uintptr_t) "";
	complete_into(text, list, words, count + 1);
	while ((candidates[found] = next_candidate(&rest, &descriptions[found])))
		found++;
	for (size_t i = 0; i < 2 * found; i++) {
		bool is_alike = strcmp(descriptions[i % found], wanted) == 0;

		words[count] = candidates[i % found];
		if (is_alike == (i < found) && (is_alike || detours > 0) &&
			leads_on(list, words, count + 1, wanted, detours - !is_alike, budget))
			return true;
	}
	return false;
}

/*
 * Splits at blanks, and leaves the first letter of the last word. Returns how many there are, 0 for
 * too many.
 */
static int split_words(char *text, char *words[PLACE_WORDS_MAX])
{
	const char *end;
	int count = 0;

	for (char *word; (word = strsep(&text, " "));) {
		if (count == PLACE_WORDS_MAX || !*word || strchr(word, ','))
			return 0;
		words[count++] = word;
	}
	end = words[count - 1];
	utf8_next(&end, end + strlen(end));
	words[count - 1][end - words[count - 1]] = '\0';
	return count;
}

static void try_words(struct lead_back *result, const struct gazetteer *list, const char *spelling,
	FILE *complaints)
{
	char text[TEXT_SIZE], *rest = text, *candidate, *description;
	char typed[GAZETTEER_NAME_MAX], *words[PLACE_WORDS_MAX];
	int count;

	snprintf(typed, sizeof typed, "%s", spelling);
	count = split_words(typed, words);
	if (count < 2)
		return;
	complete_into(text, list, words, count);
	while ((candidate = next_candidate(&rest, &description))) {
		bool is_led = false;

		result->candidates++;
		words[count - 1] = candidate;
		for (int detours = 0; detours <= DETOURS_MAX && !is_led; detours++) {
			int budget = BUDGET;

			is_led = leads_on(list, words, count, description, detours, &budget) ||
				 !are_known(list, words, count);
		}
		if (is_led)
			continue;
		result->failures++;
		fprintf(complaints, "the words of '%s' offer '%s', which does not lead to %s\n",
			spelling, candidate, description);
	}
}

/* What may stand behind the comma. */
static void try_qualifiers(struct lead_back *result, const struct gazetteer *list,
	const char *spelling, FILE *complaints)
{
	char typed[GAZETTEER_NAME_MAX + 2];

	if (strchr(spelling, ','))
		return;
	snprintf(typed, sizeof typed, "%s,", spelling);
	try_candidates(result, list, typed, complaints);
	snprintf(typed, sizeof typed, "%s, ", spelling);
	try_candidates(result, list, typed, complaints);
}

/* By name, by id, or by coordinates, which are those of the place within a few metres. */
static bool leads_to(
	const struct gazetteer *list, const char *argument, const struct listed *wanted)
{
	struct error error;
	struct place place;

	if (!place_parse(&place, list, argument, &error))
		return false;
	if (place.location.kind == LOCATION_ID)
		return wanted->id && strtoll(place.location.text, NULL, 10) == wanted->id;
	if (place.location.kind == LOCATION_COORDINATES)
		return place.location.latitude == wanted->latitude &&
		       place.location.longitude == wanted->longitude;
	return place_search_means(list, argument, wanted);
}

static void try_rivals(struct lead_back *result, const struct gazetteer *list,
	const struct candidates *candidates, FILE *complaints)
{
	struct listed rivals[PLACE_SEARCH_RIVALS_MAX];
	struct listed first;
	size_t count = 0;

	if (candidates->count > 0 && gazetteer_place(list, candidates->all[0].offset, &first))
		count = place_search_rivals(list, candidates, &first, rivals);

	for (size_t i = 0; i < count; i++) {
		char argument[PLACE_ARGUMENT_MAX];

		result->rivals++;
		place_search_argument(list, &rivals[i], rivals[i].name, argument);
		if (leads_to(list, argument, &rivals[i]))
			continue;
		result->failures++;
		fprintf(complaints, "'%s' is not %s, %s\n", argument, rivals[i].name,
			rivals[i].region);
	}
}

/* Whether it is the first one that is no province. */
static bool is_likeliest(
	const struct gazetteer *list, const struct candidates *candidates, size_t offset)
{
	struct listed place;

	for (size_t i = 0; i < candidates->count; i++)
		if (gazetteer_place(list, candidates->all[i].offset, &place) && !place.is_area)
			return place.offset == offset;
	return false;
}

static void try_name(struct lead_back *result, const struct gazetteer *list,
	const struct listed_name *name, FILE *complaints)
{
	char spelling[GAZETTEER_NAME_MAX];
	struct candidates candidates;
	struct listed place;

	if (!gazetteer_place(list, name->offset, &place)) {
		fprintf(complaints, "no place at %zu\n", name->offset);
		result->failures++;
		return;
	}
	snprintf(spelling, sizeof spelling, "%.*s", (int)name->spelling_length, name->spelling);
	if (!*spelling)
		strcpy(spelling, name->kind == NAME_ASCII ? place.ascii : place.name);
	result->names++;
	place_search(list, spelling, &candidates);
	/* With a comma inside, or too many words, it is not for typing back. */
	if (!strchr(spelling, ',') && name->is_unambiguous &&
		place_words_split(NULL, 0, spelling) <= PLACE_WORDS_RUN_MAX &&
		!is_likeliest(list, &candidates, name->offset)) {
		fprintf(complaints, "'%s' alone does not mean %s\n", spelling, place.name);
		result->failures++;
	}
	try_rivals(result, list, &candidates, complaints);
	try_candidates(result, list, spelling, complaints);
	if (result->names % RARELY == 0) {
		try_qualifiers(result, list, spelling, complaints);
		try_words(result, list, spelling, complaints);
	}
}

struct lead_back lead_back(const struct gazetteer *list, size_t stride, FILE *complaints)
{
	struct lead_back result = {0};
	struct listed_name name;
	const char *at = NULL;

	for (size_t i = 0; gazetteer_next(list, &at, &name); i++)
		if (i % stride == 0)
			try_name(&result, list, &name, complaints);
	return result;
}
