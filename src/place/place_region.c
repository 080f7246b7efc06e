/* SPDX-License-Identifier: MIT */
#include "place/place_region.h"

#include <string.h>
#include <strings.h>

#include "place/rank.h"

#define LARGE_CITY 200000
#define HAVE_COUNTIES_BELOW "GB IE" /* the regions that their first-level units consist of */
#define RENOWNED_CITY 1000000

bool place_region_counts(const struct place_qualifier *qualifier, const struct region_key *key)
{
	return key->kind != REGION_CODE || qualifier->end - qualifier->begin == 1;
}

bool place_region_is_country(const char *code)
{
	return !strchr(code, '.');
}

bool place_region_contains(
	const struct gazetteer *list, const char *code, const struct listed *place)
{
	/* The special administrative regions of China have codes of countries in ISO 3166. */
	return gazetteer_is_within(list, place, code) ||
	       (strcmp(code, "CN") == 0 &&
		       (strcmp(place->country, "HK") == 0 || strcmp(place->country, "MO") == 0));
}

bool place_region_has(const struct gazetteer *list, const struct place_qualifier *qualifier,
	const struct listed *place)
{
	struct region_key key;
	const char *at = NULL;

	while (place_words_next_region(list, &qualifier->run, &at, &key))
		if (place_region_counts(qualifier, &key) &&
			place_region_contains(list, key.code, place))
			return true;
	return false;
}

bool place_region_is_in(const char *code, const char *other)
{
	size_t length = strlen(other);

	return strncmp(code, other, length) == 0 && (code[length] == '.' || code[length] == '\0');
}

bool place_region_is_named(
	const struct gazetteer *list, const char *key, const struct listed *place, bool own)
{
	struct listed_name name;
	const char *at = NULL;

	while (gazetteer_next_name(list, key, false, &at, &name))
		if (name.offset == place->offset && (!own || name.kind != NAME_ALTERNATE))
			return true;
	return false;
}

/*
 * The likeliest place that has the key as its own name and lies in the country and in the region,
 * each unless it is NULL; false if there is none.
 */
static bool find_own(const struct gazetteer *list, const char *key, const char *country,
	const char *region, struct listed *best)
{
	struct listed_name name, best_name = {.kind = NAME_ALTERNATE};
	double score = -1;
	const char *at = NULL;

	while (gazetteer_next_name(list, key, false, &at, &name)) {
		struct listed place;
		double own;

		if (name.kind == NAME_ALTERNATE ||
			!gazetteer_may_outrank(list, &name, &best_name) ||
			!gazetteer_place(list, name.offset, &place) || place.is_area ||
			(country && strcmp(place.country, country) != 0) ||
			(region && !gazetteer_is_within(list, &place, region)))
			continue;
		own = gazetteer_score(&name, &place);
		if (own <= score)
			continue;
		*best = place;
		best_name = name;
		score = own;
	}
	return score >= 0;
}

/* Which of the regions of a name may be meant. */
struct scope {
	const struct place_qualifier *country; /* that must be theirs; NULL: any */
	const char *countries;                 /* codes, one of which must be theirs; NULL: any */
	bool no_countries;
};

/* Whether the region lies in a country that the qualifier names, or a county in its region. */
static bool is_in_scope(
	const struct gazetteer *list, const struct scope *scope, const struct region_key *name)
{
	bool is_country = place_region_is_country(name->code);
	bool is_county = strchr(name->code, '.') != strrchr(name->code, '.');
	char code[3] = {name->code[0], name->code[1]};
	struct region_key key;
	const char *at = NULL;

	if (name->kind == REGION_CODE || (is_country && scope->no_countries))
		return false;
	/* England is no county. */
	if (scope->countries && (!strstr(scope->countries, code) ||
					(!is_county && strstr(HAVE_COUNTIES_BELOW, code))))
		return false;
	if (!scope->country)
		return true;
	while (place_words_next_region(list, &scope->country->run, &at, &key)) {
		size_t length = strlen(key.code);

		if (place_region_counts(scope->country, &key) &&
			strncmp(name->code, key.code, length) == 0 && name->code[length] == '.' &&
			(place_region_is_country(key.code) || is_county))
			return true;
	}
	return false;
}

/* Of the regions of that name a country, else the one with the largest place; false if none. */
static bool find_region(const struct gazetteer *list, const char *key, const struct scope *scope,
	struct listed_region *best, struct listed *largest)
{
	struct listed_region region;
	struct region_key name;
	const char *at = NULL;
	struct listed place;
	bool found = false;

	while (gazetteer_next_key(list, key, false, &at, &name)) {
		bool is_country = place_region_is_country(name.code);

		if (!is_in_scope(list, scope, &name) ||
			!gazetteer_region(list, name.code, &region) ||
			!gazetteer_place(list, region.largest, &place))
			continue;
		if (!found || is_country || place.population > largest->population) {
			*best = region;
			*largest = place;
			found = true;
		}
		if (is_country)
			break;
	}
	return found;
}

/*
 * The capital or city of a million in the region's country that has the key as another name, and
 * not as a part of its own; it has more people than the region's largest place. "Leningrad" is that
 * city's old name, and "Morelos" is not Ecatepec de Morelos.
 */
static bool find_renowned(const struct gazetteer *list, const char *key,
	const struct listed_region *region, int64_t most, struct listed *best)
{
	struct listed_name name;
	const char *at = NULL;
	char own[FOLD_MAX];
	struct listed place;
	bool found = false;

	while (gazetteer_next_name(list, key, false, &at, &name))
		if (gazetteer_place(list, name.offset, &place) && !place.is_area &&
			strncmp(place.country, region->code, 2) == 0 && place.population > most &&
			(place.is_capital || place.population >= RENOWNED_CITY) &&
			fold_key(own, place.name) && !strstr(own, key)) {
			*best = place;
			most = place.population;
			found = true;
		}
	return found;
}

/*
 * The city in the region that its English name means, if it bears the key, too: "볼로그다" is
 * Vologda, and not the larger Cherepovets.
 */
static bool find_translated(const struct gazetteer *list, const char *key,
	const struct listed_region *region, struct listed *best)
{
	char english[FOLD_MAX];

	return fold_key(english, region->name) && strcmp(english, key) != 0 &&
	       find_own(list, english, NULL, region->code, best) &&
	       place_region_is_named(list, key, best, false);
}

static bool is_famous(const struct listed *place, const char *typed)
{
	return (place->is_capital || place->population >= LARGE_CITY) &&
	       strcasecmp(place->name, typed) == 0;
}

bool place_region_alone(const struct gazetteer *list, const char *key, const char *typed,
	struct listed *place, struct listed_region *region)
{
	const struct scope anywhere = {.country = NULL};
	struct listed largest, own;

	if (!find_region(list, key, &anywhere, region, &largest))
		return false;
	*place = largest;
	if (place_region_is_country(region->code))
		return gazetteer_place(list, region->capital, place) ||
		       gazetteer_place(list, region->largest, place);
	if ((find_own(list, key, NULL, NULL, &own) &&
		    (gazetteer_is_within(list, &own, region->code) ||
			    own.population >= largest.population || is_famous(&own, typed))) ||
		find_translated(list, key, region, &own) ||
		find_renowned(list, key, region, largest.population, &own))
		*place = own;
	return true;
}

/*
 * "Ontario CA", "Georgetown KY": in California there is a city of that name, and in Kentucky one
 * that has more people than `other`, on the Cayman Islands.
 */
static bool holds_city(const struct gazetteer *list, const char *key,
	const struct place_qualifier *code, const struct listed *other)
{
	int64_t least =
		other->population < RANK_CITY_LEAST ? other->population + 1 : RANK_CITY_LEAST;
	struct listed_name name, town = {.kind = NAME_ALTERNATE};
	const char *at = NULL;

	if (code->run.has_region_name || strlen(code->run.key) != 2)
		return false;
	while (gazetteer_next_name(list, key, false, &at, &name)) {
		struct region_key region;
		const char *region_at = NULL;
		struct listed place;

		if (name.kind == NAME_ALTERNATE || !gazetteer_may_outrank(list, &name, &town) ||
			!gazetteer_place(list, name.offset, &place) || place.is_area)
			continue;
		/* What comes after a town is no city either. */
		if (place.population < least) {
			if (!place.is_capital)
				town = name;
			continue;
		}
		while (place_words_next_region(list, &code->run, &region_at, &region))
			if (!place_region_is_country(region.code) &&
				gazetteer_is_within(list, &place, region.code) &&
				(place.population >= RANK_CITY_LEAST ||
					strcmp(place.country, other->country) != 0))
				return true;
	}
	return false;
}

bool place_region_in_country(const struct gazetteer *list, const char *key, const char *typed,
	const struct place_qualifier *country, struct listed *place, struct listed_region *region)
{
	const struct scope scope = {.country = country, .no_countries = true};
	char code[3] = "";
	struct listed own;

	if (!find_region(list, key, &scope, region, place) || holds_city(list, key, country, place))
		return false;
	memcpy(code, region->code, 2);
	if (find_own(list, key, code, region->code, &own) ||
		(find_own(list, key, code, NULL, &own) && is_famous(&own, typed)) ||
		find_translated(list, key, region, &own) ||
		find_renowned(list, key, region, place->population, &own))
		*place = own;
	return true;
}

bool place_region_of_code(const struct gazetteer *list, const struct place_run *code,
	const struct place_qualifier *country, struct listed *place, struct listed_region *region)
{
	struct region_key inner, outer;
	const char *at = NULL;

	while (place_words_next_region(list, code, &at, &inner)) {
		const char *outer_at = NULL;
		char key[FOLD_MAX];
		struct listed own;

		while (place_words_next_region(list, &country->run, &outer_at, &outer)) {
			if (!place_region_is_country(outer.code) || inner.code[2] != '.' ||
				strncmp(inner.code, outer.code, 2) != 0 ||
				!gazetteer_region(list, inner.code, region) ||
				!gazetteer_place(list, region->largest, place))
				continue;
			if (fold_key(key, region->name) &&
				find_own(list, key, NULL, region->code, &own))
				*place = own;
			return true;
		}
	}
	return false;
}

bool place_region_of_kind(const struct place_words *words, size_t kind, const char *key,
	struct listed *place, struct listed_region *region)
{
	/* Elsewhere a county is no region of the list: Nevada County is not the state. */
	static const struct {
		const char *kind, *countries;
	} kinds[] = {{"county", "AL EE GB HR HU IE KE LR LT NO RO SE TW"},
		{"parish", "AD AG BB BM DM GD GG JE JM KN VC"}, {"borough", "GB"}};
	const struct gazetteer *list = words->list;
	struct scope regions = {.no_countries = true};
	struct listed own;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (place_words_is(words, kind, kinds[i].kind))
			regions.countries = kinds[i].countries;
	if (!find_region(list, key, &regions, region, place))
		return false;
	if (find_own(list, key, NULL, region->code, &own))
		*place = own;
	return true;
}
