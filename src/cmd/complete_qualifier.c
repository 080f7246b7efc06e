/* SPDX-License-Identifier: MIT */
#include "cmd/complete_qualifier.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "place/postcode.h"

/* A name that is there, and the beginning of what tells its places apart. */
struct qualified {
	struct completions *completions;
	const struct typed *whole;
	struct typed qualifier;
	char name[COMPLETE_TYPED_MAX];
	bool has_comma;
};

/* Adds a qualifier if it begins as typed and the name with it means the place. */
static bool add(const struct qualified *qualified, const struct listed *place, const char *spelling)
{
	char region[GAZETTEER_NAME_MAX];
	char text[PLACE_ARGUMENT_MAX], completed[PLACE_ARGUMENT_MAX];
	const struct typed *whole = qualified->whole;
	struct strbuf line = strbuf_start(text, sizeof text);

	if (!*spelling || complete_text(completed, sizeof completed, &qualified->qualifier,
				  spelling) == FIT_NONE)
		return false;
	strbuf_addf(&line, "%.*s%s", (int)(strlen(whole->text) - strlen(qualified->qualifier.text)),
		whole->text, completed);
	if (line.is_cut || !place_search_means(qualified->completions->list, text, place))
		return false;
	gazetteer_admin1_name(qualified->completions->list, place, region);
	completions_add(qualified->completions, text, whole->done, place, region);
	return true;
}

enum other { WHOLE_CODES, NAMES, CODES };

/* Other names of the place's countries and regions, or their codes. */
static bool add_other(
	const struct qualified *qualified, const struct listed *place, enum other other)
{
	size_t length = qualified->qualifier.trace.length;
	const struct gazetteer *list = qualified->completions->list;
	struct region_key key;
	const char *at = NULL;

	if (length == 0)
		return false;
	while (gazetteer_next_key(list, qualified->qualifier.trace.key, true, &at, &key)) {
		char spelling[GAZETTEER_NAME_MAX];

		if (key.kind == REGION_FOREIGN || (key.kind == REGION_CODE) != (other != NAMES) ||
			(other == WHOLE_CODES && key.key_length != length) ||
			!gazetteer_is_within(list, place, key.code))
			continue;
		gazetteer_key_spelling(list, &key, spelling);
		/* "US." */
		if (*spelling && spelling[strlen(spelling) - 1] == '.')
			spelling[strlen(spelling) - 1] = '\0';
		if (!strchr(spelling, ',') && add(qualified, place, spelling))
			return true;
	}
	return false;
}

/*
 * Region and country; if neither is enough, both; or else what they are called besides. A region
 * that is called like the city says little.
 */
static void add_all(const struct qualified *qualified, const struct listed *place)
{
	const struct gazetteer *list = qualified->completions->list;
	const char *comma = strrchr(qualified->whole->text, ',');
	char region[GAZETTEER_NAME_MAX], country[GAZETTEER_NAME_MAX];
	char both[2 * GAZETTEER_NAME_MAX];
	bool is_empty = *qualified->qualifier.text == '\0';
	bool has_region, is_told;

	gazetteer_admin1_name(list, place, region);
	gazetteer_region_name(list, place->country, country);
	snprintf(both, sizeof both, "%s,%s%s", region, comma && comma[1] == ' ' ? " " : "",
		place->country);
	has_region = *region && !strchr(qualified->name, ',') &&
		     !(is_empty && strcmp(region, place->name) == 0);
	is_told = has_region && add(qualified, place, region);
	is_told |= add(qualified, place, country);
	(void)(is_told || (has_region && qualified->has_comma && add(qualified, place, both)) ||
		add_other(qualified, place, WHOLE_CODES) || add_other(qualified, place, NAMES) ||
		add_other(qualified, place, CODES));
}

static int by_offset(const void *a, const void *b)
{
	const struct candidate *left = a, *right = b;

	return (left->offset > right->offset) - (left->offset < right->offset);
}

bool complete_qualifier(
	struct completions *completions, const struct typed *typed, size_t length, bool own)
{
	struct qualified qualified = {.completions = completions, .whole = typed};
	const char *rest = typed->text + length;
	struct candidates candidates;
	const char *country;
	bool is_found = false;

	qualified.has_comma = strchr(typed->text, ',') != NULL;
	snprintf(qualified.name, sizeof qualified.name, "%.*s", (int)length, typed->text);
	snprintf(qualified.qualifier.text, sizeof qualified.qualifier.text, "%s",
		rest + strspn(rest, ", "));
	complete_text_start(&qualified.qualifier);
	if (postcode_countries(qualified.name, &country) > 0)
		return false;
	place_search(completions->list, qualified.name, &candidates);
	qsort(candidates.all, candidates.count, sizeof *candidates.all, by_offset);
	for (size_t i = 0; i < candidates.count; i++) {
		struct listed place;

		if (candidates.all[i].is_own != own ||
			!gazetteer_place(completions->list, candidates.all[i].offset, &place))
			continue;
		is_found = true;
		if (completions->count < COMPLETIONS_MAX)
			add_all(&qualified, &place);
	}
	return is_found;
}
