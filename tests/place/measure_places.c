/* SPDX-License-Identifier: MIT */
/*
 * How often names lead to the right place, by class, with every exception: make places. A name is
 * right that leads to the place itself or to one that bears it as its own. It fails if anything
 * that wx offers to type does not lead where it should, or a goal is missed.
 */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cmd_complete.h"
#include "place/beginnings.h"
#include "place/fold.h"
#include "place/known_names.h"
#include "place/known_pairs.h"
#include "place/lead_back.h"
#include "place/place_search.h"

#define PLACES_MAX 200000
#define LARGEST 10000
#define PAIRS 2000
#define SIZE_MAX_BYTES (20 * 1024 * 1024) /* of the list */
#define CITIES 1000
#define LETTERS 3        /* that a large city may need on the median */
#define POPULATION 20000 /* of places whose beginnings are all tried */

struct score {
	const char *class;
	int right, all;
};

static struct listed places[PLACES_MAX];

static int by_population(const void *a, const void *b)
{
	const struct listed *left = a, *right = b;

	if (left->population != right->population)
		return left->population < right->population ? 1 : -1;
	return (left->offset > right->offset) - (left->offset < right->offset);
}

static int by_ref(const void *a, const void *b)
{
	const struct listed *left = a, *right = b;

	return (left->offset > right->offset) - (left->offset < right->offset);
}

/* All places, the most populous first. */
static size_t read_places(const struct gazetteer *list)
{
	size_t count = 0, kept = 0;
	struct listed_name name;
	const char *at = NULL;

	while (count < PLACES_MAX && gazetteer_next(list, &at, &name))
		if (name.kind == NAME_OWN && gazetteer_place(list, name.offset, &places[count]))
			count++;
	qsort(places, count, sizeof *places, by_ref);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || places[i].offset != places[kept - 1].offset)
			places[kept++] = places[i];
	qsort(places, kept, sizeof *places, by_population);
	return kept;
}

static void rate(struct score *score, const struct gazetteer *list, const struct listed *place,
	const char *typed)
{
	struct candidates candidates;
	struct listed first;
	bool found =
		place_search(list, typed, &candidates) && place_search_first(list, typed, &first);

	score->all++;
	if (found && (first.offset == place->offset || candidates.all[0].is_own)) {
		score->right++;
		return;
	}
	printf("%s: '%s' of %s, %s leads to %s, %s\n", score->class, typed, place->name,
		place->region, found ? first.name : "nothing", found ? first.region : "-");
}

/*
 * Where most people write otherwise than in Latin letters, and the first and last letter of that.
 */
static bool is_home_script(const char *country, const char *spelling, size_t length)
{
	static const struct {
		const char *countries, *first, *last;
	} scripts[] = {{"RU UA BY BG RS MK KZ KG TJ MN", "Ѐ", "ӿ"}, {"GR CY", "Ͱ", "Ͽ"},
		{"KR KP", "가", "힣"}, {"JP", "ぁ", "鿿"}, {"CN TW HK MO", "一", "鿿"},
		{"IL", "א", "ת"}, {"TH", "ก", "๛"},
		{"EG SA IQ SY JO LB YE OM AE KW QA BH LY TN DZ MA SD IR AF PK", "ء", "ۿ"},
		{"GE", "ა", "ჿ"}, {"AM", "Ա", "֏"}, {"IN NP", "ऀ", "ॿ"}, {"BD", "ঀ", "৾"}};

	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		if (strstr(scripts[i].countries, country) && length >= strlen(scripts[i].first) &&
			memcmp(spelling, scripts[i].first, strlen(scripts[i].first)) >= 0 &&
			memcmp(spelling, scripts[i].last, strlen(scripts[i].last)) <= 0)
			return true;
	return false;
}

/* Names of places of so many people: those in home scripts, and those that are their own. */
static void rate_home_names(
	struct score *script, struct score *own, const struct gazetteer *list, int64_t least)
{
	struct listed_name name;
	const char *at = NULL;

	while (gazetteer_next(list, &at, &name)) {
		char typed[GAZETTEER_NAME_MAX];
		struct listed place;

		if (name.spelling_length == 0 || !gazetteer_place(list, name.offset, &place) ||
			place.population < least)
			continue;
		snprintf(typed, sizeof typed, "%.*s", (int)name.spelling_length, name.spelling);
		if (is_home_script(place.country, name.spelling, name.spelling_length))
			rate(script, list, &place, typed);
		if (name.kind != NAME_ALTERNATE)
			rate(own, list, &place, typed);
	}
}

/* Whether the text leads to within a kilometre or so of the row's place. */
static void rate_korean(struct score *score, const struct gazetteer *list, const char *typed,
	const char *unit, double latitude, double longitude)
{
	struct candidates candidates = {.count = 0};
	struct listed first;
	char qualified[512];

	score->all++;
	for (int attempt = 0; attempt < 2; attempt++) {
		snprintf(qualified, sizeof qualified, "%s%s%s", attempt ? unit : "",
			attempt ? " " : "", typed);
		if (place_search(list, qualified, &candidates) &&
			place_search_first(list, qualified, &first) &&
			fabs(first.latitude - latitude) < 0.02 &&
			fabs(first.longitude - longitude) < 0.02) {
			score->right++;
			return;
		}
		/* A namesake may come first; then the larger unit tells them apart. */
		if (!*unit || (unsigned char)*typed < 0x80)
			break;
	}
	if (candidates.count > 0 && candidates.all[0].is_own && (unsigned char)*typed < 0x80) {
		score->right++;
		return;
	}
	printf("%s: '%s' (%s) leads to %s, %s\n", score->class, typed, unit,
		candidates.count ? first.name : "nothing", candidates.count ? first.region : "-");
}

static void rate_korea(struct score scores[3], const struct gazetteer *list, const char *path)
{
	FILE *file = fopen(path, "r");
	char line[512];

	if (!file) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	while (fgets(line, sizeof line, file)) {
		char *fields[9] = {line};
		char bare[128];
		size_t count = 1;

		for (char *tab;
			*line != '#' && count < 9 && (tab = strchr(fields[count - 1], '\t'));) {
			*tab = '\0';
			fields[count++] = tab + 1;
		}
		if (count < 9 || !*fields[2])
			continue;
		snprintf(bare, sizeof bare, "%.*s", (int)strlen(fields[1]) - 3, fields[1]);
		rate_korean(
			&scores[0], list, fields[1], fields[2], atof(fields[5]), atof(fields[6]));
		rate_korean(&scores[1], list, strlen(bare) > 3 ? bare : fields[1], fields[2],
			atof(fields[5]), atof(fields[6]));
		rate_korean(
			&scores[2], list, fields[3], fields[2], atof(fields[5]), atof(fields[6]));
	}
	fclose(file);
}

/* Prints a score; false if the goal is missed. */
static bool report(const char *class, size_t right, size_t all, double goal)
{
	double percent = all ? 100.0 * (double)right / (double)all : 0;

	printf("%-18s %6zu of %6zu  %6.2f %%%s\n", class, right, all, percent,
		percent < goal ? "  MISSED" : "");
	return percent >= goal;
}

static bool report_names(const char *class, struct known_names names)
{
	bool is_met = report(class, names.right, names.all, 100);

	if (names.empty > 0)
		printf("%zu regions have no place\n", names.empty);
	return is_met;
}

/* Names side by side; ->empty is how many of them are of a kind of their own. */
static bool report_pairs(const struct gazetteer *list, size_t count)
{
	struct known_names needed = known_pairs_needed(list, places, count, PAIRS, stdout);
	struct known_names cities = known_pairs_of_cities(list, places, count, PAIRS, stdout);
	struct known_names all = known_pairs_with_country(list, places, count, stdout);
	bool is_met = report("name and region", needed.right, needed.all, 100);

	printf("%zu of these need a state\n", needed.empty);
	is_met &= report("name and country", all.right, all.all, 99.9);
	is_met &= report("two large cities", cities.right, cities.all, 100);
	printf("%zu of these are one place, with a note\n", cities.empty);
	return is_met;
}

static bool report_back(struct lead_back back)
{
	printf("%zu names: %zu candidates and %zu others in notes typed back, %zu failed\n",
		back.names, back.candidates, back.rivals, back.failures);
	return back.failures == 0;
}

static int by_size(const void *a, const void *b)
{
	const size_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

/* The letters of its name after which a large city is among the first ten candidates. */
static bool report_letters(const struct gazetteer *list, size_t count)
{
	static size_t letters[CITIES];
	size_t cities = 0, never = 0;

	for (size_t i = 0; i < count && cities < CITIES; i++) {
		if (places[i].is_section || places[i].is_area ||
			!beginnings_can_mean(list, &places[i], places[i].name))
			continue;
		letters[cities] = beginnings_letters(list, &places[i]);
		if (letters[cities] == 0) {
			printf("'%s' is not among the first ten candidates for it\n",
				places[i].name);
			never++;
		}
		cities++;
	}
	qsort(letters, cities, sizeof *letters, by_size);
	printf("%zu cities: %zu letters on the median (at most %d), %zu at most; %zu need more\n",
		cities, letters[cities / 2], LETTERS, letters[cities - 1], never);
	return never == 0 && letters[cities / 2] <= LETTERS;
}

static bool report_beginnings(struct beginnings beginnings)
{
	printf("%zu own names mean their place in no form\n", beginnings.nameless);
	printf("%zu own names: %zu beginnings typed, %zu offer the place, %zu have %d likelier "
	       "ones, "
	       "%zu failed\n",
		beginnings.names, beginnings.typed, beginnings.offered, beginnings.beyond,
		COMPLETE_MAX, beginnings.failures);
	return beginnings.failures == 0;
}

static bool report_size(const struct gazetteer *list)
{
	printf("the list has %zu bytes (at most %d)\n", list->size, SIZE_MAX_BYTES);
	return list->size <= SIZE_MAX_BYTES;
}

/* All classes, with each `every`th name typed; false if a goal is missed. */
static bool measure(const struct gazetteer *list, char *tables[], size_t every)
{
	static const double goals[] = {100, 100, 99, 100, 100, 100, 100};
	struct score scores[] = {{"own name", 0, 0}, {"ASCII name", 0, 0}, {"home script", 0, 0},
		{"other own names", 0, 0}, {"Korea with ending", 0, 0}, {"Korea without", 0, 0},
		{"Korea romanized", 0, 0}};
	size_t count = read_places(list);
	bool is_met = true;

	for (size_t i = 0; i < count && i < LARGEST; i++) {
		rate(&scores[0], list, &places[i], places[i].name);
		rate(&scores[1], list, &places[i], places[i].ascii);
	}
	rate_home_names(&scores[2], &scores[3], list,
		places[count < LARGEST ? count - 1 : LARGEST - 1].population);
	rate_korea(scores + 4, list, tables[0]);
	for (size_t i = 0; i < sizeof scores / sizeof *scores; i++)
		is_met &= report(
			scores[i].class, (size_t)scores[i].right, (size_t)scores[i].all, goals[i]);
	is_met &= report_names("regions", known_regions(list, false, stdout));
	is_met &= report_names("their other names", known_regions(list, true, stdout));
	is_met &= report_names("renamed cities", known_renamed(list, tables[1], stdout));
	is_met &= report_names("landscapes", known_landscapes(list, tables[2], stdout));
	is_met &= report_pairs(list, count);
	is_met &= report_size(list);
	is_met &= report_letters(list, count);
	is_met &= report_beginnings(beginnings_try(list, POPULATION, every, stdout));
	return report_back(lead_back(list, every, stdout)) && is_met;
}

int main(int argc, char **argv)
{
	struct gazetteer list;
	long every = argc == 5 ? strtol(argv[4], NULL, 10) : 0;
	bool is_met;

	gazetteer_open(&list);
	if (list.reason || every < 1) {
		fprintf(stderr, "%s: %s\n", list.path,
			list.reason ? list.reason
				    : "name korea.tsv, renamed-cities.tsv, landscapes.tsv and a "
				      "number: which of the names to type, each 1st, 2nd, …");
		return EXIT_FAILURE;
	}
	setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
	is_met = measure(&list, argv + 1, (size_t)every);
	gazetteer_close(&list);
	return is_met ? EXIT_SUCCESS : EXIT_FAILURE;
}
