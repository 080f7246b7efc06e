/* SPDX-License-Identifier: MIT */
#include "cmd/complete_qualifier.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/*
 * What was typed as far as the qualifier, and the qualifier, if that is what was begun and means
 * the place.
 */
static bool offer_qualifier(struct completions *completions, const struct gazetteer *list,
	const struct typed *typed, const struct listed *place, const char *qualifier)
{
	const char *comma = strrchr(typed->text, ',');
	size_t length = (size_t)(comma - typed->text) + 1 + strspn(comma + 1, " ");
	char plain[PLACE_ARGUMENT_MAX], text[OFFERS_TYPED_MAX + PLACE_ARGUMENT_MAX];

	utf8_ascii(plain, sizeof plain, qualifier);
	if (!completions_fit(qualifier, typed->text + length))
		qualifier = plain;
	if (!*qualifier || !completions_fit(qualifier, typed->text + length))
		return false;
	snprintf(text, sizeof text, "%.*s%s", (int)length, typed->text, qualifier);
	if (strlen(text) >= PLACE_ARGUMENT_MAX || !place_search_means(list, text, place))
		return false;
	completions_add(completions, text, typed->done, place);
	return true;
}

/* The shortest qualifier first: country, state, and both. */
static void offer_qualifiers(struct completions *completions, const struct gazetteer *list,
	const struct typed *typed, const struct listed *place)
{
	const char *comma = strchr(typed->text, ',');
	const char *state = strchr(place->region, '.');
	const char *glue = comma[strspn(comma, ", ") - 1] == ' ' ? ", " : ",";
	char unit[GAZETTEER_NAME_MAX], country[GAZETTEER_NAME_MAX];
	char both[2][2 * GAZETTEER_NAME_MAX];

	state = state && strcmp(place->country, "US") == 0 ? state + 1 : "";
	gazetteer_admin1_name(list, place, unit);
	gazetteer_region_name(list, place->country, country);
	snprintf(both[0], sizeof both[0], "%s%s%s", state, glue, place->country);
	snprintf(both[1], sizeof both[1], "%s%s%s", unit, glue, place->country);
	(void)(offer_qualifier(completions, list, typed, place, place->country) ||
		offer_qualifier(completions, list, typed, place, state) ||
		offer_qualifier(completions, list, typed, place, unit) ||
		offer_qualifier(completions, list, typed, place, country) ||
		offer_qualifier(completions, list, typed, place, both[0]) ||
		offer_qualifier(completions, list, typed, place, both[1]));
}

static int by_ref(const void *a, const void *b)
{
	const struct candidate *left = a, *right = b;

	return (left->offset > right->offset) - (left->offset < right->offset);
}

void complete_qualifier(
	struct completions *completions, const struct gazetteer *list, const struct typed *typed)
{
	struct candidates candidates;
	char name[OFFERS_TYPED_MAX];

	snprintf(name, sizeof name, "%.*s", (int)strcspn(typed->text, ","), typed->text);
	completions->are_all = place_search(list, name, &candidates);
	qsort(candidates.all, candidates.count, sizeof *candidates.all, by_ref);
	for (size_t i = 0; i < candidates.count && completions->count < COMPLETIONS_MAX; i++) {
		struct listed place;

		if (gazetteer_place(list, candidates.all[i].offset, &place))
			offer_qualifiers(completions, list, typed, &place);
	}
}
