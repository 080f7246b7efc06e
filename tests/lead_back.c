/* SPDX-License-Identifier: MIT */
#include "lead_back.h"

#include <stdlib.h>
#include <string.h>

#include "complete.h"
#include "place.h"
#include "resolve.h"

static char text[65536];

static bool ends_with(const char *line, const char *end)
{
	size_t length = strlen(line), size = strlen(end);

	return length >= size && strcmp(line + length - size, end) == 0;
}

/* Whether a candidate leads to a place of the name and country that its description has. */
static bool leads_as_described(
	const struct gazetteer *list, const char *argument, const char *description)
{
	struct failure failure;
	struct place place;

	return place_parse(&place, list, argument, &failure) && place.kind == PLACE_LISTED &&
	       strncmp(description, place.name, strlen(place.name)) == 0 &&
	       ends_with(description, place.country);
}

static void try_candidates(
	struct lead_back *result, const struct gazetteer *list, const char *typed, FILE *complaints)
{
	char *word = (char *)(uintptr_t)typed;
	FILE *out = fmemopen(text, sizeof text, "w");

	*text = '\0';
	complete(out, list, &word, 1);
	fclose(out);
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		char *tab = strchr(line, '\t');

		result->candidates++;
		if (tab)
			*tab = '\0';
		if (tab && leads_as_described(list, line, tab + 1))
			continue;
		result->failures++;
		fprintf(complaints, "'%s' offers '%s', which is not %s\n", typed, line,
			tab ? tab + 1 : "described");
	}
}

/* By name, by id, or by coordinates, which are those of the place within a few metres. */
static bool leads_to(
	const struct gazetteer *list, const char *argument, const struct listed *wanted)
{
	struct candidates candidates;
	struct failure failure;
	struct place place;

	if (!place_parse(&place, list, argument, &failure))
		return false;
	if (place.kind == PLACE_ID)
		return wanted->id && strtoll(place.text, NULL, 10) == wanted->id;
	if (place.kind == PLACE_COORDINATES)
		return place.latitude == wanted->latitude && place.longitude == wanted->longitude;
	return resolve(list, argument, &candidates) && candidates.all[0].place.ref == wanted->ref;
}

static void try_rivals(struct lead_back *result, const struct gazetteer *list,
	const struct candidates *candidates, FILE *complaints)
{
	const struct listed *rivals[RESOLVE_RIVALS_MAX];
	size_t count = resolve_rivals(candidates, rivals);

	for (size_t i = 0; i < count; i++) {
		char argument[RESOLVE_ARGUMENT_MAX];

		result->rivals++;
		resolve_argument(list, rivals[i], rivals[i]->name, argument);
		if (leads_to(list, argument, rivals[i]))
			continue;
		result->failures++;
		fprintf(complaints, "'%s' is not %s, %s\n", argument, rivals[i]->name,
			rivals[i]->region);
	}
}

static void try_name(struct lead_back *result, const struct gazetteer *list,
	const struct listed_name *name, FILE *complaints)
{
	char spelling[GAZETTEER_NAME_MAX];
	struct candidates candidates;
	struct listed place;

	if (!gazetteer_place(list, name->ref, &place)) {
		fprintf(complaints, "no place at %zu\n", name->ref);
		result->failures++;
		return;
	}
	snprintf(spelling, sizeof spelling, "%.*s", (int)name->spelling_length, name->spelling);
	if (!*spelling)
		strcpy(spelling, name->kind == NAME_ASCII ? place.ascii : place.name);
	result->names++;
	resolve(list, spelling, &candidates);
	/* With a comma inside it is not for typing back. */
	if (!strchr(spelling, ',') &&
		(candidates.count > 0 && candidates.all[0].place.ref == name->ref) !=
			name->is_enough) {
		fprintf(complaints, "'%s' is%s said to be enough for %s\n", spelling,
			name->is_enough ? "" : " not", place.name);
		result->failures++;
	}
	try_rivals(result, list, &candidates, complaints);
	try_candidates(result, list, spelling, complaints);
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
