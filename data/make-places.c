/* SPDX-License-Identifier: MIT */
/*
 * Makes the list of the world's places from local copies of its sources; data/README says where
 * they come from and how to run this, src/gazetteer.h what it writes. The same sources give the
 * same list, byte by byte.
 *
 *   make-places CITIES1000 CITIES_JSON ADMIN1_JSON COUNTRIES_TSV KOREA_TSV NAMES_TSV... > places
 *
 * It runs once and ends: what it reads stays in memory until then.
 */
#include "place/fold.h"
#include "place/rank.h"

#include <errno.h>
#include <json-c/json.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
	HEADER_SIZE = 83,
	NAMES_PER_STEP = 256,
	MANY_NAMES = 200, /* a beginning that more of them have gets a line among the tops */
	TOPS_PER_KEY = 60,
	SPELLING_MAX = 60,     /* bytes */
	SECTION_LEAST = 10000, /* people in a part of a city */
	SMALL = 5000,          /* people; smaller places keep fewer of their names */
};

static const double SAME_PLACE_KM = 20;
static const double SAME_POINT_KM = 0.02;
static const double SAME_TOWN_KM = 5;

struct alternate {
	const char *spelling;
	bool is_listed; /* in a list of names, so chosen by somebody */
};

struct name {
	const char *key, *spelling;
	char kind;
};

struct place {
	const char *id, *name, *ascii, *country, *state;
	const char *given, *given_ascii; /* its names in the dump */
	const char *korean;              /* its name in Hangul with the ending, or NULL */
	double latitude, longitude;
	long people;
	bool is_capital;
	bool is_area;    /* a Korean province rather than a city */
	bool is_claimed; /* by a row of the Korean list */
	bool is_dropped;
	struct alternate *alternates;
	size_t alternate_count;
	struct name *names;
	size_t name_count;
	char *line;
	size_t offset;
};

/* A place as of today, of which only the state is taken. */
struct current {
	const char *key; /* country and folded name */
	const char *state;
	double latitude, longitude;
};

/* A row of the Korean list. */
struct korean {
	const char *id, *name, *unit, *roman, *state, *kind;
	double latitude, longitude;
	long people;
	struct place *place;
};

/* Another name for a row of the Korean list. */
struct korean_alias {
	const char *alias, *name, *unit;
};

struct entry {
	char *line;
	size_t key_length;
	const struct place *place;
	const char *spelling; /* "" if the place's line has it */
	char kind;
};

struct top {
	const char *key;
	size_t key_length, count;
	const struct entry *best[TOPS_PER_KEY];
	char *line;
};

struct maker {
	char date[11];
	struct place **places;
	size_t place_count, sorted_count; /* those with an id come first, sorted by it */
	struct current *currents;
	size_t current_count;
	struct korean *koreans;
	size_t korean_count;
	struct korean_alias *aliases;
	size_t alias_count;
	char **regions;
	size_t region_count;
	struct entry *entries;
	size_t entry_count;
	struct top *tops;
	size_t top_count;
};

struct source {
	const char *path;
	FILE *stream;
	char *line;
	size_t room;
	unsigned number;
};

static _Noreturn void give_up(const char *what, const char *why)
{
	fprintf(stderr, "make-places: %s: %s\n", what, why);
	exit(EXIT_FAILURE);
}

static _Noreturn void complain(const struct source *source, const char *what)
{
	fprintf(stderr, "make-places: %s:%u: %s\n", source->path, source->number, what);
	exit(EXIT_FAILURE);
}

static void *checked(void *memory)
{
	if (!memory)
		give_up("memory", strerror(ENOMEM));
	return memory;
}

static char *copy(const char *text)
{
	return checked(strdup(text));
}

__attribute__((format(printf, 1, 2))) static char *text_of(const char *format, ...)
{
	va_list arguments;
	char *text = NULL;

	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) < 0)
		text = NULL;
	va_end(arguments);
	return checked(text);
}

/* Room for one more item than count; it doubles whenever count is a power of two. */
static void *with_room(void *items, size_t count, size_t size)
{
	if (count & (count - 1))
		return items;
	return checked(reallocarray(items, count ? 2 * count : 1, size));
}

/* ---- reading ---- */

static struct source open_source(const char *path)
{
	struct source source = {.path = path, .stream = fopen(path, "r")};

	if (!source.stream)
		give_up(path, strerror(errno));
	return source;
}

/* The next line, without its end, is in source->line. At the end the source is closed. */
static bool next_line(struct source *source)
{
	ssize_t length = getline(&source->line, &source->room, source->stream);

	if (length < 0) {
		if (ferror(source->stream))
			give_up(source->path, strerror(errno));
		fclose(source->stream);
		free(source->line);
		return false;
	}
	source->number++;
	source->line[strcspn(source->line, "\r\n")] = '\0';
	return true;
}

/* Splits a text in place; returns how many fields it has, of which at most max are stored. */
static size_t split(char *text, char separator, const char *fields[], size_t max)
{
	size_t count = 0;

	for (char *next = text; next; count++) {
		char *field = next;

		next = strchr(field, separator);
		if (next)
			*next++ = '\0';
		if (count < max)
			fields[count] = field;
	}
	return count;
}

static double degrees_of(const struct source *source, const char *text, double most)
{
	char *end;
	double degrees = strtod(text, &end);

	if (end == text || *end || !(fabs(degrees) <= most))
		complain(source, "it has no such latitude or longitude");
	return degrees;
}

static long people_of(const struct source *source, const char *text)
{
	char *end;
	long people = strtol(text, &end, 10);

	if (end == text || *end || people < 0 || people > 1000000000)
		complain(source, "the number of people is not a number");
	return people;
}

/* ---- places ---- */

static struct place *new_place(struct maker *maker)
{
	struct place *place = checked(calloc(1, sizeof *place));

	place->given = place->given_ascii = "";
	maker->places = with_room(maker->places, maker->place_count, sizeof *maker->places);
	maker->places[maker->place_count++] = place;
	return place;
}

static void add_alternate(struct place *place, const char *spelling, bool is_listed)
{
	if (!*spelling)
		return;
	place->alternates =
		with_room(place->alternates, place->alternate_count, sizeof *place->alternates);
	place->alternates[place->alternate_count++] =
		(struct alternate){.spelling = spelling, .is_listed = is_listed};
}

static const char *padded_id(const struct source *source, const char *id)
{
	if (!*id || strlen(id) > 10 || strspn(id, "0123456789") != strlen(id))
		complain(source, "the id is not a number");
	return text_of("%010lu", strtoul(id, NULL, 10));
}

static int by_id(const void *a, const void *b)
{
	const struct place *const *first = a;
	const struct place *const *second = b;

	return strcmp((*first)->id, (*second)->id);
}

static struct place *find_place(const struct maker *maker, const char *id)
{
	struct place key = {.id = id};
	struct place *wanted = &key;
	struct place **found;

	found = bsearch(&wanted, maker->places, maker->sorted_count, sizeof wanted, by_id);
	return found ? *found : NULL;
}

/* The columns of GeoNames' dump. */
enum {
	CITY_ID,
	CITY_NAME,
	CITY_ASCII,
	CITY_ALTERNATES,
	CITY_LATITUDE,
	CITY_LONGITUDE,
	CITY_CLASS,
	CITY_FEATURE,
	CITY_COUNTRY,
	CITY_OTHER_COUNTRIES,
	CITY_STATE,
	CITY_ADMIN2,
	CITY_ADMIN3,
	CITY_ADMIN4,
	CITY_PEOPLE,
	CITY_ELEVATION,
	CITY_TERRAIN,
	CITY_TIMEZONE,
	CITY_MODIFIED,
	CITY_FIELDS
};

/* Places that are no more, and small parts of cities, are left out. */
static bool is_wanted(const char *feature, long people)
{
	static const char *const gone[] = {"PPLCH", "PPLH", "PPLQ", "PPLW"};

	for (size_t i = 0; i < COUNT(gone); i++)
		if (strcmp(feature, gone[i]) == 0)
			return false;
	return strcmp(feature, "PPLX") != 0 || people >= SECTION_LEAST;
}

static void add_alternates(struct place *place, const char *list)
{
	char *rest = copy(list);
	char *spelling;

	while ((spelling = strsep(&rest, ",")))
		add_alternate(place, spelling, false);
}

/*
 * Cities that bear another name, too, as their own: people who type it mean them rather than a smaller
 * place of that name.
 */
static const char *second_name(const struct place *place)
{
	static const struct {
		const char *id, *name;
	} cities[] = {{"0000498817", "St. Petersburg"}, {"0003998655", "León"},
		{"0003523466", "Matamoros"}};

	for (size_t i = 0; i < COUNT(cities); i++)
		if (strcmp(place->id, cities[i].id) == 0)
			return cities[i].name;
	return NULL;
}

/* Cities that everybody calls otherwise than GeoNames does; its name becomes an alternate. */
static void use_common_name(struct place *place)
{
	static const struct {
		const char *id, *name;
	} cities[] = {{"0004140963", "Washington"}, {"0005128581", "New York"}};

	for (size_t i = 0; i < sizeof cities / sizeof *cities; i++) {
		if (strcmp(place->id, cities[i].id) != 0)
			continue;
		add_alternate(place, place->name, true);
		place->name = cities[i].name;
		place->ascii = "";
	}
}

static void add_city(struct maker *maker, const struct source *source, const char **fields)
{
	long people = people_of(source, fields[CITY_PEOPLE]);
	struct place *place;

	if (strlen(fields[CITY_COUNTRY]) != 2 || !*fields[CITY_NAME])
		complain(source, "the name or country is missing");
	if (!is_wanted(fields[CITY_FEATURE], people))
		return;
	place = new_place(maker);
	place->id = padded_id(source, fields[CITY_ID]);
	place->given = place->name = fields[CITY_NAME];
	place->given_ascii = place->ascii = fields[CITY_ASCII];
	place->country = fields[CITY_COUNTRY];
	place->state = fields[CITY_STATE];
	place->latitude = degrees_of(source, fields[CITY_LATITUDE], 90);
	place->longitude = degrees_of(source, fields[CITY_LONGITUDE], 180);
	place->people = people;
	place->is_capital = strcmp(fields[CITY_FEATURE], "PPLC") == 0;
	add_alternates(place, fields[CITY_ALTERNATES]);
	use_common_name(place);
}

/* The list's date is that of the latest change in the dump. */
static void keep_date(struct maker *maker, const struct source *source, const char *date)
{
	if (strlen(date) != strlen("2020-03-18"))
		complain(source, "the date is not like 2020-03-18");
	if (strcmp(date, maker->date) > 0)
		snprintf(maker->date, sizeof maker->date, "%s", date);
}

static void read_cities(struct maker *maker, const char *path)
{
	struct source source = open_source(path);
	const char *fields[CITY_FIELDS];

	while (next_line(&source)) {
		if (split(copy(source.line), '\t', fields, CITY_FIELDS) != CITY_FIELDS)
			complain(&source, "it does not have the 19 columns of GeoNames");
		keep_date(maker, &source, fields[CITY_MODIFIED]);
		add_city(maker, &source, fields);
	}
	if (maker->place_count == 0)
		give_up(path, "no places");
	qsort(maker->places, maker->place_count, sizeof *maker->places, by_id);
	maker->sorted_count = maker->place_count;
}

/* ---- states ---- */

static const char *member(struct json_object *object, const char *key)
{
	struct json_object *value;

	if (!json_object_object_get_ex(object, key, &value))
		return NULL;
	return json_object_get_string(value);
}

static double distance_km(const struct place *place, double latitude, double longitude)
{
	const double km_per_degree = 111.2;
	double middle = (place->latitude + latitude) / 2 * acos(-1) / 180;

	return km_per_degree *
	       hypot(place->latitude - latitude, (place->longitude - longitude) * cos(middle));
}

/* NULL for what is no name. */
static const char *current_key(const char *country, const char *name)
{
	char key[FOLD_MAX];

	return fold_key(key, name) ? text_of("%s%s", country, key) : NULL;
}

static int by_current_key(const void *a, const void *b)
{
	const struct current *first = a;
	const struct current *second = b;

	return strcmp(first->key, second->key);
}

static void add_current(struct maker *maker, const char *path, struct json_object *city)
{
	const char *name = member(city, "name"), *country = member(city, "country");
	const char *state = member(city, "admin1"), *key;
	const char *latitude = member(city, "lat"), *longitude = member(city, "lng");

	if (!name || !country || !state || !latitude || !longitude)
		give_up(path, "a city has no name, country, admin1, lat or lng");
	key = current_key(country, name);
	if (!key)
		return;
	maker->currents = with_room(maker->currents, maker->current_count, sizeof *maker->currents);
	maker->currents[maker->current_count++] =
		(struct current){key, copy(state), strtod(latitude, NULL), strtod(longitude, NULL)};
}

static void read_currents(struct maker *maker, const char *path)
{
	struct json_object *cities = json_object_from_file(path);

	if (!json_object_is_type(cities, json_type_array))
		give_up(path, "not a JSON array of cities");
	for (size_t i = 0; i < json_object_array_length(cities); i++)
		add_current(maker, path, json_object_array_get_idx(cities, i));
	json_object_put(cities);
	qsort(maker->currents, maker->current_count, sizeof *maker->currents, by_current_key);
}

/* The first that has not a smaller key. */
static size_t find_current(const struct maker *maker, const char *key)
{
	size_t low = 0, high = maker->current_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(maker->currents[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The state of the nearest that has the name, if that is the same place; NULL if there is none. */
static const char *current_state(
	const struct maker *maker, const struct place *place, const char *name)
{
	const char *key = current_key(place->country, name);
	const char *state = NULL;
	double least = SAME_TOWN_KM;

	for (size_t i = key ? find_current(maker, key) : SIZE_MAX;
		i < maker->current_count && strcmp(maker->currents[i].key, key) == 0; i++) {
		const struct current *current = &maker->currents[i];
		double distance = distance_km(place, current->latitude, current->longitude);

		if (distance < least) {
			least = distance;
			state = current->state;
		}
	}
	return state;
}

/* Countries that gave old numbers to other states; there the dump's say something wrong. */
static bool is_renumbered(const char *country)
{
	return strcmp(country, "VN") == 0;
}

static void use_current_state(const struct maker *maker, struct place *place)
{
	const char *state = current_state(maker, place, place->given);

	if (!state)
		state = current_state(maker, place, place->given_ascii);
	if (!state)
		state = is_renumbered(place->country) ? "" : place->state;
	place->state = strcmp(state, "00") == 0 ? "" : state;
}

static void use_current_states(struct maker *maker, const char *path)
{
	read_currents(maker, path);
	for (size_t i = 0; i < maker->place_count; i++)
		use_current_state(maker, maker->places[i]);
}

/* ---- Korea ---- */

/* Villages that GeoNames gives the people of a city that is no more: Masan. */
static const char *const mistaken_ids[] = {"0001841246"};

static void drop_place(struct maker *maker, const char *id)
{
	struct place *place = find_place(maker, id);

	if (place)
		place->is_dropped = true;
}

static void read_korean_mark(struct maker *maker, const struct source *source)
{
	const char *fields[4];
	size_t count = split(copy(source->line), '\t', fields, COUNT(fields));

	if (strcmp(fields[0], "#alias") == 0 && count == 4) {
		maker->aliases =
			with_room(maker->aliases, maker->alias_count, sizeof *maker->aliases);
		maker->aliases[maker->alias_count++] =
			(struct korean_alias){fields[1], fields[2], fields[3]};
	} else if (strcmp(fields[0], "#same") == 0 && count == 4) {
		drop_place(maker, padded_id(source, fields[1]));
	} else if (strncmp(fields[0], "# ", 2) != 0) {
		complain(source, "neither a comment nor #alias nor #same");
	}
}

static void read_korean_row(struct maker *maker, const struct source *source)
{
	const char *fields[9];
	struct korean *row;

	if (split(copy(source->line), '\t', fields, COUNT(fields)) != COUNT(fields))
		complain(source, "it does not have 9 columns");
	maker->koreans = with_room(maker->koreans, maker->korean_count, sizeof *maker->koreans);
	row = &maker->koreans[maker->korean_count++];
	*row = (struct korean){.id = *fields[0] ? padded_id(source, fields[0]) : "",
		.name = fields[1],
		.unit = fields[2],
		.roman = fields[3],
		.state = fields[4],
		.latitude = degrees_of(source, fields[5], 90),
		.longitude = degrees_of(source, fields[6], 180),
		.people = people_of(source, fields[7]),
		.kind = fields[8]};
	if (*row->id) {
		row->place = find_place(maker, row->id);
		if (row->place && row->place->is_claimed)
			complain(source, "the id is that of another row, too");
		if (row->place)
			row->place->is_claimed = true;
	}
}

static bool has_key(const char *spelling, const char *key)
{
	char folded[FOLD_MAX];

	return fold_key(folded, spelling) && strcmp(folded, key) == 0;
}

static bool is_named(const struct place *place, const char *name)
{
	char key[FOLD_MAX];

	if (!fold_key(key, name))
		return false;
	if (has_key(place->name, key) || has_key(place->ascii, key))
		return true;
	for (size_t i = 0; i < place->alternate_count; i++)
		if (has_key(place->alternates[i].spelling, key))
			return true;
	return false;
}

/* GeoNames' place that a row without an id means; NULL if it has none. */
static struct place *find_korean(const struct maker *maker, const struct korean *row)
{
	struct place *nearest = NULL;
	double least = SAME_PLACE_KM;

	for (size_t i = 0; i < maker->sorted_count; i++) {
		struct place *place = maker->places[i];
		double distance;

		if (strcmp(place->country, "KR") != 0 || place->is_claimed || place->is_dropped)
			continue;
		distance = distance_km(place, row->latitude, row->longitude);
		if (distance < least && (distance < SAME_POINT_KM || is_named(place, row->roman) ||
						is_named(place, row->name))) {
			least = distance;
			nearest = place;
		}
	}
	return nearest;
}

/* The romanization with its ending, such as "Gangnam-gu"; NULL for other endings. */
static const char *roman_with_ending(const struct korean *row)
{
	static const struct {
		const char *korean, *roman;
	} endings[] = {{"시", "si"}, {"군", "gun"}, {"구", "gu"}, {"도", "do"}};

	for (size_t i = 0; i < COUNT(endings); i++) {
		size_t length = strlen(row->name), size = strlen(endings[i].korean);

		if (length > size && strcmp(row->name + length - size, endings[i].korean) == 0)
			return text_of("%s-%s", row->roman, endings[i].roman);
	}
	return NULL;
}

static void apply_row(struct maker *maker, struct korean *row)
{
	struct place *place = row->place ? row->place : new_place(maker);
	const char *with_ending = roman_with_ending(row);

	row->place = place;
	if (place->id) {
		add_alternate(place, place->name, false);
		add_alternate(place, place->ascii, false);
	} else {
		place->id = *row->id ? row->id : "0000000000";
	}
	place->name = row->roman;
	place->ascii = "";
	place->country = "KR";
	place->state = row->state;
	place->korean = row->name;
	place->latitude = row->latitude;
	place->longitude = row->longitude;
	place->people = row->people;
	place->is_area = !*row->id && strcmp(row->kind, "province") == 0;
	if (with_ending)
		add_alternate(place, with_ending, true);
}

static const struct korean *find_row(const struct maker *maker, const char *name, const char *unit)
{
	for (size_t i = 0; i < maker->korean_count; i++)
		if (strcmp(maker->koreans[i].name, name) == 0 &&
			(!unit || strcmp(maker->koreans[i].unit, unit) == 0))
			return &maker->koreans[i];
	return NULL;
}

static void apply_alias(const struct maker *maker, const struct korean_alias *alias)
{
	const struct korean *row = find_row(maker, alias->name, alias->unit);

	if (row)
		add_alternate(row->place, alias->alias, true);
}

static void read_korea(struct maker *maker, const char *path)
{
	struct source source = open_source(path);

	for (size_t i = 0; i < COUNT(mistaken_ids); i++)
		drop_place(maker, mistaken_ids[i]);
	while (next_line(&source)) {
		if (source.line[0] == '#')
			read_korean_mark(maker, &source);
		else
			read_korean_row(maker, &source);
	}
	for (size_t i = 0; i < maker->korean_count; i++) {
		struct korean *row = &maker->koreans[i];

		if (!*row->id) {
			row->place = find_korean(maker, row);
			if (row->place)
				row->place->is_claimed = true;
		}
	}
	for (size_t i = 0; i < maker->korean_count; i++)
		apply_row(maker, &maker->koreans[i]);
	for (size_t i = 0; i < maker->alias_count; i++)
		apply_alias(maker, &maker->aliases[i]);
}

/* ---- lists of names ---- */

/* Names of places that are not in the list are of no use, and no error. */
static void read_names(struct maker *maker, const char *path)
{
	struct source source = open_source(path);
	const char *fields[2];
	struct place *place;

	while (next_line(&source)) {
		if (source.line[0] == '#' || !source.line[0])
			continue;
		if (split(copy(source.line), '\t', fields, COUNT(fields)) < COUNT(fields))
			complain(&source, "it is not a name, a tab and an id");
		place = find_place(maker, padded_id(&source, fields[1]));
		if (place)
			add_alternate(place, fields[0], true);
	}
}

/* ---- regions ---- */

static void add_region(struct maker *maker, const char *name, const char *code, const char *english)
{
	char key[FOLD_MAX];

	if (!fold_key(key, name))
		return;
	maker->regions = with_room(maker->regions, maker->region_count, sizeof *maker->regions);
	maker->regions[maker->region_count++] = text_of("%s\t%s\t%s\n", key, code, english);
}

static void read_countries(struct maker *maker, const char *path)
{
	struct source source = open_source(path);
	const char *fields[3];

	while (next_line(&source)) {
		char *row, *other;

		if (source.line[0] == '#')
			continue;
		row = copy(source.line);
		if (split(row, '\t', fields, COUNT(fields)) != COUNT(fields))
			complain(&source, "it does not have 3 columns");
		add_region(maker, fields[0], fields[0], fields[1]);
		add_region(maker, fields[1], fields[0], fields[1]);
		for (char *rest = copy(fields[2]); (other = strsep(&rest, "|"));)
			add_region(maker, other, fields[0], fields[1]);
	}
}

/* The codes that people write for the states whose codes are numbers in GeoNames. */
static void add_postal_code(struct maker *maker, const char *code, const char *english)
{
	static const struct {
		const char *code, *postal;
	} states[] = {{"AU.01", "ACT"}, {"AU.02", "NSW"}, {"AU.03", "NT"}, {"AU.04", "QLD"},
		{"AU.05", "SA"}, {"AU.06", "TAS"}, {"AU.07", "VIC"}, {"AU.08", "WA"},
		{"CA.01", "AB"}, {"CA.02", "BC"}, {"CA.03", "MB"}, {"CA.04", "NB"}, {"CA.05", "NL"},
		{"CA.07", "NS"}, {"CA.08", "ON"}, {"CA.09", "PE"}, {"CA.10", "QC"}, {"CA.11", "SK"},
		{"CA.12", "YT"}, {"CA.13", "NT"}, {"CA.14", "NU"}};

	for (size_t i = 0; i < COUNT(states); i++)
		if (strcmp(code, states[i].code) == 0)
			add_region(maker, states[i].postal, code, english);
	if (strncmp(code, "US.", 3) == 0)
		add_region(maker, code + 3, code, english);
}

/* The English name of a Korean province is its romanization; NULL elsewhere. */
static const char *korean_province(const struct maker *maker, const char *code)
{
	if (strncmp(code, "KR.", 3) != 0)
		return NULL;
	for (size_t i = 0; i < maker->korean_count; i++)
		if (!*maker->koreans[i].unit && strcmp(maker->koreans[i].state, code + 3) == 0)
			return maker->koreans[i].roman;
	return NULL;
}

static void add_state(struct maker *maker, const char *code, const char *name)
{
	const char *korean = korean_province(maker, code);
	const char *hyphen = strrchr(name, '-');
	const char *english = korean ? korean : name;

	/* By its code too, so that the name of a place's state is found at once. */
	add_region(maker, code, code, english);
	add_region(maker, name, code, english);
	add_region(maker, english, code, english);
	if (korean && hyphen)
		add_region(maker, text_of("%.*s", (int)(hyphen - name), name), code, english);
	add_postal_code(maker, code, english);
}

static void read_states(struct maker *maker, const char *path)
{
	struct json_object *states = json_object_from_file(path);

	if (!json_object_is_type(states, json_type_array))
		give_up(path, "not a JSON array of states");
	for (size_t i = 0; i < json_object_array_length(states); i++) {
		struct json_object *state = json_object_array_get_idx(states, i);
		const char *code = member(state, "code"), *name = member(state, "name");

		if (!code || !name || strlen(code) < 4 || code[2] != '.')
			give_up(path, "a state has no code or no name");
		add_state(maker, code, name);
	}
	json_object_put(states);
}

/* What a Korean place can be within: its province, or the city whose ward it is. */
static void add_korean_unit(struct maker *maker, const struct korean *row)
{
	const char *code = text_of("KR.%s", row->state);
	const char *english = korean_province(maker, code);
	const struct korean *city;

	if (!english)
		english = row->roman;
	if (!*row->unit) {
		add_region(maker, row->name, code, english);
		add_region(maker, row->roman, code, english);
	}
	if (strcmp(row->kind, "ward") != 0)
		return;
	add_region(maker, row->unit, code, english);
	city = find_row(maker, row->unit, NULL);
	if (city)
		add_region(maker, city->roman, code, english);
}

static void add_korean_units(struct maker *maker)
{
	for (size_t i = 0; i < maker->korean_count; i++)
		add_korean_unit(maker, &maker->koreans[i]);
	for (size_t i = 0; i < maker->alias_count; i++) {
		const struct korean_alias *alias = &maker->aliases[i];
		const struct korean *row = find_row(maker, alias->name, alias->unit);

		if (row && !*row->unit)
			add_region(maker, alias->alias, text_of("KR.%s", row->state), row->roman);
	}
}

/* ---- names ---- */

enum script {
	NO_SCRIPT,
	LATIN = 'L',
	GREEK = 'G',
	CYRILLIC = 'C',
	ARMENIAN = 'N',
	HEBREW = 'H',
	ARABIC = 'A',
	INDIC = 'I',
	THAI = 'T',
	LAO = 'O',
	TIBETAN = 'B',
	BURMESE = 'M',
	GEORGIAN = 'R',
	HANGUL = 'K',
	ETHIOPIC = 'E',
	KHMER = 'Q',
	HAN = 'J', /* and Kana */
	OTHER = '?'
};

static enum script script_of_letter(utf8proc_int32_t letter)
{
	static const struct {
		utf8proc_int32_t first, last;
		enum script script;
	} blocks[] = {{0x41, 0x2AF, LATIN}, {0x1E00, 0x1EFF, LATIN}, {0x370, 0x3FF, GREEK},
		{0x1F00, 0x1FFF, GREEK}, {0x400, 0x52F, CYRILLIC}, {0x530, 0x58F, ARMENIAN},
		{0x590, 0x5FF, HEBREW}, {0x600, 0x77F, ARABIC}, {0xFB50, 0xFEFF, ARABIC},
		{0x900, 0xDFF, INDIC}, {0xE00, 0xE7F, THAI}, {0xE80, 0xEFF, LAO},
		{0xF00, 0xFFF, TIBETAN}, {0x1000, 0x109F, BURMESE}, {0x10A0, 0x10FF, GEORGIAN},
		{0x1100, 0x11FF, HANGUL}, {0xAC00, 0xD7FF, HANGUL}, {0x1200, 0x139F, ETHIOPIC},
		{0x1780, 0x17FF, KHMER}, {0x2E80, 0x9FFF, HAN}, {0xF900, 0xFAFF, HAN},
		{0xFF66, 0xFF9D, HAN}, {0x20000, 0x3FFFF, HAN}};

	for (size_t i = 0; i < COUNT(blocks); i++)
		if (letter >= blocks[i].first && letter <= blocks[i].last)
			return blocks[i].script;
	return OTHER;
}

/* The first letter of a text; 0 if it has none or is not UTF-8. */
static utf8proc_int32_t first_letter(const char *text)
{
	utf8proc_int32_t point;
	utf8proc_ssize_t size;

	while ((size = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point)) > 0 && point) {
		utf8proc_category_t category = utf8proc_category(point);

		if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO &&
			category != UTF8PROC_CATEGORY_LM)
			return point;
		text += size;
	}
	return 0;
}

/* Whether a country's places are written in a script there. */
static bool is_at_home(enum script script, const char *country)
{
	static const struct {
		enum script script;
		const char *countries;
	} homes[] = {{GREEK, "GR CY"},
		{CYRILLIC, "RU UA BY BG RS MK KZ KG TJ MN ME BA MD GE UZ XK TM"}, {ARMENIAN, "AM"},
		{HEBREW, "IL PS"},
		{ARABIC, "AE AF BH DJ DZ EG EH ER IL IN IQ IR JO KM KW LB LY MA MR OM PK PS QA SA "
			 "SD SO SY TD TN YE"},
		{INDIC, "IN NP BD LK BT"}, {THAI, "TH"}, {LAO, "LA"}, {TIBETAN, "BT CN"},
		{BURMESE, "MM"}, {GEORGIAN, "GE"}, {HANGUL, "KR KP"}, {ETHIOPIC, "ET ER"},
		{KHMER, "KH"}, {HAN, "CN JP TW HK MO SG"}, {OTHER, "MV CN LK"}};

	for (size_t i = 0; i < COUNT(homes); i++)
		if (homes[i].script == script)
			return strstr(homes[i].countries, country) != NULL;
	return false;
}

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
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

	return is_ascii(text) &&
	       (length <= 2 ||
		       (length <= 4 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == length));
}

/* Whether a text can be a name at all: transliterations such as "shou er" are none. */
static bool is_name(const char *text)
{
	utf8proc_int32_t letter = first_letter(text);

	if (!letter || strlen(text) > SPELLING_MAX || strpbrk(text, "\t\n\r") ||
		strstr(text, "://"))
		return false;
	return script_of_letter(letter) != LATIN ||
	       utf8proc_category(letter) != UTF8PROC_CATEGORY_LL;
}

/* Small places keep what they are called at home. */
static bool is_kept(const struct place *place, const struct alternate *alternate)
{
	enum script script;

	if (!is_name(alternate->spelling))
		return false;
	if (is_code(alternate->spelling) && !is_initials(alternate->spelling, place->name) &&
		!is_initials(alternate->spelling, place->given) &&
		!is_initials(alternate->spelling, place->given_ascii))
		return false;
	if (alternate->is_listed || place->is_capital || place->people >= SMALL)
		return true;
	script = script_of_letter(first_letter(alternate->spelling));
	if (script == LATIN)
		return !is_ascii(alternate->spelling);
	return is_at_home(script, place->country);
}

/* Of alternates with one key the one with accents stays: the plain one can be told from it. */
static void add_name(struct place *place, char kind, const char *spelling)
{
	char key[FOLD_MAX];

	if (!fold_key(key, spelling))
		return;
	for (size_t i = 0; i < place->name_count; i++) {
		struct name *name = &place->names[i];

		if (strcmp(name->key, key) != 0)
			continue;
		if (name->kind == 'x' && is_ascii(name->spelling) && !is_ascii(spelling))
			name->spelling = spelling;
		return;
	}
	place->names = with_room(place->names, place->name_count, sizeof *place->names);
	place->names[place->name_count++] = (struct name){copy(key), spelling, kind};
}

/* Northern places are known in Hangul as by their own names, unless a southern one has that name. */
static bool is_northern_name(
	const struct maker *maker, const struct place *place, const char *spelling)
{
	char key[FOLD_MAX];

	if (strcmp(place->country, "KP") != 0 ||
		script_of_letter(first_letter(spelling)) != HANGUL || !fold_key(key, spelling))
		return false;
	for (size_t i = 0; i < maker->korean_count; i++)
		if (has_key(maker->koreans[i].name, key))
			return false;
	return true;
}

static void add_alternate_names(const struct maker *maker, struct place *place)
{
	for (size_t i = 0; i < place->alternate_count; i++) {
		const struct alternate *alternate = &place->alternates[i];
		bool is_own = is_northern_name(maker, place, alternate->spelling);

		if (is_kept(place, alternate))
			add_name(place, is_own ? 'o' : 'x', alternate->spelling);
	}
}

static void add_names(const struct maker *maker, struct place *place)
{
	add_name(place, 'o', place->name);
	if (place->korean)
		add_name(place, 'o', place->korean);
	if (second_name(place))
		add_name(place, 'o', second_name(place));
	if (*place->ascii)
		add_name(place, 'a', place->ascii);
	add_alternate_names(maker, place);
}

/* ---- sections ---- */

static int by_text(const void *a, const void *b)
{
	const char *const *first = a;
	const char *const *second = b;

	return strcmp(*first, *second);
}

static void sort_regions(struct maker *maker)
{
	size_t kept = 0;

	qsort(maker->regions, maker->region_count, sizeof *maker->regions, by_text);
	for (size_t i = 0; i < maker->region_count; i++)
		if (kept == 0 || strcmp(maker->regions[kept - 1], maker->regions[i]) != 0)
			maker->regions[kept++] = maker->regions[i];
	maker->region_count = kept;
}

static void write_degrees(char to[16], double degrees)
{
	size_t length = (size_t)snprintf(to, 16, "%.4f", degrees);

	while (to[length - 1] == '0')
		length--;
	if (to[length - 1] == '.')
		length--;
	to[length] = '\0';
	if (strcmp(to, "-0") == 0)
		strcpy(to, "0");
}

static void make_line(struct place *place)
{
	const char *ascii = strcmp(place->ascii, place->name) == 0 ? "" : place->ascii;
	char latitude[16], longitude[16];

	write_degrees(latitude, place->latitude);
	write_degrees(longitude, place->longitude);
	place->line = text_of("%s\t%s\t%s\t%s\t%s\t%s\t%s\t%ld\t%s\n", place->id, place->name,
		ascii, place->country, place->state, latitude, longitude, place->people,
		place->is_capital ? "C" : "");
}

/* The most populous first. */
static int by_size(const void *a, const void *b)
{
	const struct place *const *first = a;
	const struct place *const *second = b;

	if ((*first)->people != (*second)->people)
		return (*first)->people < (*second)->people ? 1 : -1;
	return strcmp((*first)->line, (*second)->line);
}

/* Leaves the dropped ones out, and sorts. The ids can no longer be looked up. */
static void make_places(struct maker *maker)
{
	size_t kept = 0;

	for (size_t i = 0; i < maker->place_count; i++) {
		struct place *place = maker->places[i];

		if (place->is_dropped)
			continue;
		add_names(maker, place);
		make_line(place);
		maker->places[kept++] = place;
	}
	maker->place_count = kept;
	qsort(maker->places, kept, sizeof *maker->places, by_size);
}

static size_t regions_size(const struct maker *maker)
{
	size_t size = 0;

	for (size_t i = 0; i < maker->region_count; i++)
		size += strlen(maker->regions[i]);
	return size;
}

static void place_places(struct maker *maker)
{
	size_t offset = HEADER_SIZE + regions_size(maker);

	for (size_t i = 0; i < maker->place_count; i++) {
		maker->places[i]->offset = offset;
		offset += strlen(maker->places[i]->line);
	}
}

static void add_entry(struct maker *maker, const struct place *place, const struct name *name)
{
	bool is_spelt = name->kind == 'x' || (name->kind == 'o' && name->spelling != place->name);
	struct entry *entry;

	maker->entries = with_room(maker->entries, maker->entry_count, sizeof *maker->entries);
	entry = &maker->entries[maker->entry_count++];
	entry->spelling = is_spelt ? name->spelling : "";
	entry->line =
		text_of("%s\t%zu\t%c\t%s\n", name->key, place->offset, name->kind, entry->spelling);
	entry->key_length = strlen(name->key);
	entry->place = place;
	entry->kind = name->kind;
}

static int by_entry_line(const void *a, const void *b)
{
	const struct entry *first = a;
	const struct entry *second = b;

	return strcmp(first->line, second->line);
}

static bool have_one_key(const struct entry *a, const struct entry *b)
{
	return a->key_length == b->key_length && memcmp(a->line, b->line, a->key_length) == 0;
}

static double rank_of(const struct entry *entry)
{
	return rank_score(entry->place->people, entry->kind != 'x', entry->place->is_capital);
}

/* Of the entries with one key, marks by a capital letter the one that the key alone means. */
static void mark_first(struct entry *entries, size_t count)
{
	struct entry *first = entries;
	char *kind;

	for (size_t i = 1; i < count; i++)
		if (rank_of(&entries[i]) > rank_of(first) ||
			(rank_of(&entries[i]) == rank_of(first) &&
				entries[i].place->offset < first->place->offset))
			first = &entries[i];
	kind = strchr(first->line + first->key_length + 1, '\t') + 1;
	*kind = (char)(*kind - 'a' + 'A');
}

static void make_entries(struct maker *maker)
{
	size_t next;

	for (size_t i = 0; i < maker->place_count; i++)
		for (size_t k = 0; k < maker->places[i]->name_count; k++)
			add_entry(maker, maker->places[i], &maker->places[i]->names[k]);
	qsort(maker->entries, maker->entry_count, sizeof *maker->entries, by_entry_line);
	for (size_t i = 0; i < maker->entry_count; i = next) {
		for (next = i + 1; next < maker->entry_count &&
				   have_one_key(&maker->entries[i], &maker->entries[next]);)
			next++;
		mark_first(&maker->entries[i], next - i);
	}
}

/* ---- tops ---- */

static int by_number(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* The most populous places first, and of each the best name first. */
static int by_people(const void *a, const void *b)
{
	static const char kinds[] = "oax";
	const struct entry *const *first = a;
	const struct entry *const *second = b;
	const struct place *left = (*first)->place, *right = (*second)->place;

	if (left != right)
		return by_number(left->offset, right->offset);
	if ((*first)->kind != (*second)->kind)
		return strchr(kinds, (*first)->kind) < strchr(kinds, (*second)->kind) ? -1 : 1;
	return strcmp((*first)->line, (*second)->line);
}

/* Provinces are not among the world's largest cities. */
static size_t select_best(
	const struct entry **entries, size_t count, bool with_areas, const struct entry **best)
{
	const struct place *last = NULL;
	size_t used = 0;

	qsort(entries, count, sizeof *entries, by_people);
	for (size_t i = 0; i < count && used < TOPS_PER_KEY; i++) {
		if (entries[i]->place == last || (entries[i]->place->is_area && !with_areas))
			continue;
		last = entries[i]->place;
		best[used++] = entries[i];
	}
	return used;
}

/* The line of a beginning: its key, and of each name what the names' line has behind the key. */
static char *make_top_line(const struct top *top)
{
	char *line = text_of("%.*s", (int)top->key_length, top->key);

	for (size_t i = 0; i < top->count; i++) {
		const struct entry *entry = top->best[i];
		const char *kind = strchr(entry->line + entry->key_length + 1, '\t') + 1;
		char *longer =
			text_of("%s\t%zu%c%s", line, entry->place->offset, *kind, entry->spelling);

		free(line);
		line = longer;
	}
	return line;
}

static void add_top(struct maker *maker, size_t first, size_t end, size_t depth)
{
	const struct entry **entries = checked(calloc(end - first, sizeof *entries));
	struct top *top;

	for (size_t i = first; i < end; i++)
		entries[i - first] = &maker->entries[i];
	maker->tops = with_room(maker->tops, maker->top_count, sizeof *maker->tops);
	top = &maker->tops[maker->top_count++];
	top->key = maker->entries[first].line;
	top->key_length = depth;
	top->count = select_best(entries, end - first, depth > 0, top->best);
	top->line = make_top_line(top);
	free(entries);
}

static size_t character_size(const char *text)
{
	utf8proc_int32_t point;
	utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point);

	return size > 0 ? (size_t)size : 1;
}

/* Of the entries from first to end, whose keys begin with the same depth bytes. */
static void add_tops(struct maker *maker, size_t first, size_t end, size_t depth)
{
	if (end - first <= MANY_NAMES)
		return;
	add_top(maker, first, end, depth);
	while (first < end && maker->entries[first].key_length == depth)
		first++;
	while (first < end) {
		const char *text = maker->entries[first].line + depth;
		size_t size = character_size(text);
		size_t next = first + 1;

		while (next < end && memcmp(maker->entries[next].line + depth, text, size) == 0)
			next++;
		add_tops(maker, first, next, depth + size);
		first = next;
	}
}

/* ---- the whole ---- */

static size_t tops_size(const struct maker *maker)
{
	size_t size = 0;

	for (size_t i = 0; i < maker->top_count; i++)
		size += strlen(maker->tops[i].line) + 1;
	return size;
}

static size_t names_size(const struct maker *maker)
{
	size_t size = 0;

	for (size_t i = 0; i < maker->entry_count; i++)
		size += strlen(maker->entries[i].line);
	return size;
}

/* Writes the steps, or with no stream only counts their bytes. */
static size_t write_steps(const struct maker *maker, FILE *stream)
{
	size_t size = 0, offset = 0;

	for (size_t i = 0; i < maker->entry_count; i++) {
		const struct entry *entry = &maker->entries[i];
		char number[32];

		snprintf(number, sizeof number, "\t%zu\n", offset);
		offset += strlen(entry->line);
		if (i % NAMES_PER_STEP != 0)
			continue;
		size += entry->key_length + strlen(number);
		if (stream)
			fprintf(stream, "%.*s%s", (int)entry->key_length, entry->line, number);
	}
	return size;
}

static void write_list(const struct maker *maker, FILE *stream)
{
	const struct place *last = maker->places[maker->place_count - 1];
	size_t tops = last->offset + strlen(last->line);
	size_t steps = tops + tops_size(maker);
	size_t names = steps + write_steps(maker, NULL);
	size_t size = names + names_size(maker);
	int length = fprintf(stream, "wx-places\t1\t%s\t%09zu\t%09d\t%09zu\t%09zu\t%09zu\t%09zu\n",
		maker->date, size, HEADER_SIZE, maker->places[0]->offset, tops, steps, names);

	if (length != HEADER_SIZE)
		give_up("output", length < 0 ? strerror(errno) : "the list is too large");
	for (size_t i = 0; i < maker->region_count; i++)
		fputs(maker->regions[i], stream);
	for (size_t i = 0; i < maker->place_count; i++)
		fputs(maker->places[i]->line, stream);
	for (size_t i = 0; i < maker->top_count; i++)
		fprintf(stream, "%s\n", maker->tops[i].line);
	write_steps(maker, stream);
	for (size_t i = 0; i < maker->entry_count; i++)
		fputs(maker->entries[i].line, stream);
	if (ferror(stream) || fflush(stream) != 0)
		give_up("output", strerror(errno));
}

int main(int argc, char **argv)
{
	static struct maker maker;

	if (argc < 6) {
		fputs("Usage: make-places CITIES1000 CITIES_JSON ADMIN1_JSON COUNTRIES_TSV "
		      "KOREA_TSV NAMES_TSV... > places\n",
			stderr);
		return EXIT_FAILURE;
	}
	read_cities(&maker, argv[1]);
	use_current_states(&maker, argv[2]);
	read_korea(&maker, argv[5]);
	for (int i = 6; i < argc; i++)
		read_names(&maker, argv[i]);
	read_countries(&maker, argv[4]);
	read_states(&maker, argv[3]);
	add_korean_units(&maker);
	sort_regions(&maker);
	make_places(&maker);
	place_places(&maker);
	make_entries(&maker);
	add_tops(&maker, 0, maker.entry_count, 0);
	write_list(&maker, stdout);
	return EXIT_SUCCESS;
}
