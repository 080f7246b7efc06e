/* SPDX-License-Identifier: MIT */
/* What the words of a command line mean, by the list that ships. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "harness.h"
#include "place/fold.h"
#include "place/place_explain.h"
#include "place/place_missing.h"
#include "place/places.h"

#define ARGUMENTS_MAX 64
#define MEANING_MAX 1024

static struct gazetteer list;

static void open_list(void)
{
	unsetenv("LC_ALL");
	unsetenv("LC_ADDRESS");
	unsetenv("LANG");
	gazetteer_open(&list);
	cr_assert_null(list.reason, "%s: %s", list.path, list.reason);
}

static void close_list(void)
{
	gazetteer_close(&list);
}

TestSuite(places, .init = open_list, .fini = close_list);

/* Splits at blanks but not within single quotes; returns how many arguments there are. */
static int split(const char *line, char *text, char *arguments[ARGUMENTS_MAX])
{
	int count = 0;

	while (*line && count < ARGUMENTS_MAX) {
		bool is_quoted = *line == '\'';

		arguments[count++] = text;
		line += is_quoted;
		while (*line && *line != (is_quoted ? '\'' : ' '))
			*text++ = *line++;
		*text++ = '\0';
		line += *line != '\0';
		while (*line == ' ')
			line++;
	}
	return count;
}

/* "US.OR" of a listed place; its country where the list has it not. */
static const char *region_of(const struct location *location)
{
	static char region[16];
	struct listed_name name;
	char key[FOLD_MAX];
	const char *at = NULL;
	struct listed place;

	snprintf(region, sizeof region, "%s", location->country);
	fold_key(key, location->name);
	while (gazetteer_next_name(&list, key, false, &at, &name))
		if (gazetteer_place(&list, name.offset, &place) &&
			place.latitude == location->latitude &&
			place.longitude == location->longitude)
			snprintf(region, sizeof region, "%s", place.region);
	return region;
}

static void add_meaning(FILE *out, const struct place *place)
{
	const struct location *location = &place->location;

	if (place->error.code != EXIT_OK)
		fprintf(out, "unknown");
	else if (location->kind == LOCATION_LISTED)
		fprintf(out, "%s, %s", location->name, region_of(location));
	else if (location->kind == LOCATION_NAME)
		fprintf(out, "as typed");
	else if (location->kind == LOCATION_POSTCODE)
		fprintf(out, "postcode %s", location->text);
	else
		fprintf(out, "%s", location->kind == LOCATION_ID ? "id" : "coordinates");
}

static void read_line(struct places *places, const char *line, struct error *error)
{
	static const char aliases[] = "home\0Paris,TX\0work\0Nowhere\0Work\0Seoul\0";
	char *arguments[ARGUMENTS_MAX], text[4096];
	int count = split(line, text, arguments);

	*error = (struct error){.code = EXIT_OK};
	places_read(places, &list, arguments, count, aliases, error);
}

/* "Seoul, KR.11 | as typed" */
static const char *meaning(const char *line)
{
	static char text[MEANING_MAX];
	struct places places;
	struct error error;
	FILE *out = fmemopen(text, sizeof text, "w");

	read_line(&places, line, &error);
	for (size_t i = 0; error.code == EXIT_OK && i < places.count; i++) {
		fprintf(out, "%s", i ? " | " : "");
		add_meaning(out, &places.all[i]);
	}
	if (error.code != EXIT_OK)
		fprintf(out, "refused");
	places_free(&places);
	fclose(out);
	return text;
}

/* The notes of all places, or what was said against them. */
static const char *said(const char *line)
{
	static char text[8192];
	struct places places;
	struct error error;
	FILE *out = fmemopen(text, sizeof text, "w");

	*text = '\0';
	read_line(&places, line, &error);
	fprintf(out, "%s", error.message);
	for (size_t i = 0; error.code == EXIT_OK && i < places.count; i++)
		fprintf(out, "%s%s", places.all[i].note, places.all[i].error.message);
	places_free(&places);
	fclose(out);
	return text;
}

Test(places, are_what_people_mean, .timeout = 120)
{
	char path[4096], line[512];
	int count = 0;
	FILE *file;

	source_path(path, sizeof path, "tests/place/typed-places.tsv");
	file = fopen(path, "r");
	cr_assert_not_null(file);
	while (fgets(line, sizeof line, file)) {
		char *tab = strchr(line, '\t');

		if (*line == '#')
			continue;
		cr_assert_not_null(tab, "%s", line);
		*tab++ = '\0';
		tab[strcspn(tab, "\n")] = '\0';
		cr_expect_str_eq(meaning(line), tab, "%s: %s, not %s", line, meaning(line), tab);
		count++;
	}
	fclose(file);
	cr_expect(count >= 400, "%d", count);
}

Test(places, are_aliases_before_names)
{
	static const char *const rows[][2] = {{"home", "Paris, US.TX"}, {"HOME", "Paris, US.TX"},
		{"work", "Seoul, KR.11"}, {"home London", "Paris, US.TX | London, GB.ENG"},
		{"London home Texas", "London, GB.ENG | Paris, US.TX | Houston, US.TX"},
		{"home, London", "Paris, US.TX | London, GB.ENG"},
		{"London, home,,", "London, GB.ENG | Paris, US.TX"}, {"'home,'", "Paris, US.TX"},
		{"Sweet Home", "as typed | Paris, US.TX"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(
			meaning(rows[i][0]), rows[i][1], "%s: %s", rows[i][0], meaning(rows[i][0]));
}

/* A geocoder is sent this alone. */
Test(places, that_are_sent_as_typed_have_their_whole_name)
{
	static const char *const rows[][2] = {{"Cabo de Gata", "Cabo de Gata"},
		{"Buckingham Palace", "Buckingham Palace"}, {"Lake Zork", "Lake Zork"},
		{"Nether Wallop UK", "Nether Wallop"}, {"Soho New York", "Soho"},
		{"Nether Wallop London", "Nether Wallop"}, {"Big Ben London", "Big Ben"},
		{"Nether Wallop, London", "Nether Wallop"},
		{"Nether Wallop London UK", "Nether Wallop"},
		{"Quellerby,Woodbury, United States", "Quellerby"}, {"Soho, London, UK", "Soho"},
		{"Fisherman's Wharf, San Francisco, CA", "Fisherman's Wharf"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *arguments[ARGUMENTS_MAX], text[256];
		int count = split(rows[i][0], text, arguments);
		struct places places;
		struct error error;

		cr_assert(places_read(&places, &list, arguments, count, "", &error), "%s",
			error.message);
		cr_assert_eq(places.count, 1, "%s: %zu", rows[i][0], places.count);
		cr_expect_str_eq(places.all[0].location.name, rows[i][1], "%s: '%s'", rows[i][0],
			places.all[0].location.name);
		places_free(&places);
	}
}

Test(places, of_a_text_are_separated_by_semicolons)
{
	struct places places;
	struct error error;

	cr_assert(places_read_text(
		&places, &list, "Seoul; New York;;Paris, TX ;", "home\0Busan\0", &error));
	cr_assert_eq(places.count, 3);
	cr_expect_str_eq(places.all[1].location.name, "New York");
	cr_expect_str_eq(places.all[2].location.query, "Paris, TX");
	cr_expect_str_eq(places.all[2].location.country, "US");
	places_free(&places);
}

Test(places, of_a_text_are_not_separated_by_blanks)
{
	static const char aliases[] = "both\0London Paris\0";
	struct places places;
	struct error error;

	cr_assert(places_read_text(&places, &list, "London Paris; both", aliases, &error));
	cr_assert_eq(places.count, 2);
	cr_expect_eq(places.all[0].error.code, EXIT_NOT_FOUND);
	cr_expect_str_eq(places.all[0].error.message,
		"more than one place; write ';' between them in a configuration file");
	cr_expect_str_eq(places.all[1].error.message,
		"an alias can stand for one place only; correct it in a configuration file");
	cr_expect_str_eq(places.all[1].location.query, "both (London Paris)");
	places_free(&places);
}

Test(places, of_a_text_may_be_aliases_and_uris)
{
	static const char aliases[] = "home\0Busan\0far\0New Yrok\0";
	struct places places;
	struct error error;

	cr_assert(places_read_text(
		&places, &list, " home ; geo:48.2,16.37;u=35; geo:1,2;far", aliases, &error));
	cr_assert_eq(places.count, 4);
	cr_expect_str_eq(places.all[0].location.name, "Busan");
	cr_expect_str_eq(places.all[0].location.query, "home");
	cr_expect_eq(places.all[1].location.kind, LOCATION_COORDINATES);
	cr_expect_eq(places.all[2].location.kind, LOCATION_COORDINATES);
	cr_expect_eq(places.all[3].error.code, EXIT_NOT_FOUND);
	cr_expect_str_eq(places.all[3].location.query, "far (New Yrok)");
	places_free(&places);
}

/* With the three alignments, a cut of the alias and one of its places is within a character. */
Test(places, by_aliases_are_shown_in_whole_characters)
{
	for (int ascii = 1; ascii <= 3; ascii++) {
		char aliases[512] = "", *value;
		struct places places;
		struct error error;

		memset(aliases, 'x', (size_t)ascii);
		for (int i = 0; i < 30; i++)
			strncat(aliases, "東京", sizeof aliases - strlen(aliases) - 1);
		value = aliases + strlen(aliases) + 1;
		memset(value, ' ', (size_t)ascii);
		for (int i = 0; i < 30; i++)
			strncat(value, "東京 ", sizeof "東京 ");
		cr_assert(places_read_text(&places, &list, aliases, aliases, &error));
		cr_assert_eq(places.count, 1);
		cr_expect_eq(places.all[0].error.code, EXIT_NOT_FOUND);
		cr_expect(strstr(places.all[0].location.query, "東京 東京"), "%s",
			places.all[0].location.query);
		cr_expect(utf8_is_valid(places.all[0].location.query), "%s",
			places.all[0].location.query);
		places_free(&places);
	}
}

Test(places, say_what_was_taken_and_what_to_type)
{
	static const char *const rows[][2] = {{"Paris", ""}, {"Seoul Tokyo", ""},
		{"Paris Texas", ""}, {"Seoul,", ""},
		{"Georgia", "'Georgia' was taken as its capital, Tbilisi, GE; for another place, "
			    "write 'Georgia,US'"},
		{"Norway", "'Norway' was taken as its capital, Oslo, NO"},
		{"Polen", "'Polen' was taken as its capital, Warsaw, Mazovia, PL"},
		{"Singapur", "'Singapur' was taken as Singapore, SG; for another place, write "
			     "'Singapur,IN'"},
		/* It is shown by the name that was typed, the one that is taken is not. */
		{"Puerto de la Cruz", "'Puerto de la Cruz' was taken as Puerto La Cruz, "
				      "Anzoátegui, VE; for another place, write 'Puerto de la "
				      "Cruz,ES'"},
		{"Sevilla", ""}, {"Luxemburg", ""}, {"Zurich", ""}, {"CDMX", ""},
		{"Moskva", "'Moskva' was taken as Moscow, RU; for another "},
		{"Jersey", "'Jersey' was taken as its capital, Saint Helier, JE"},
		{"Trinidad,BO", ""}, {"Trinidad BO", ""},
		{"Grand Canyon", "'Grand Canyon' was taken as Grand Canyon Village, Arizona, US"},
		{"Surfers Paradise", "was taken as Southport, Queensland, AU"},
		{"Engadine", "'Engadine' was taken as St. Moritz, Grisons, CH; for another place, "
			     "write 'Engadine,AU'"},
		{"Bavaria", "'Bavaria' was taken as its largest city, Munich, Bavaria, DE"},
		{"London Ontario", "'London Ontario' was taken as one place, London, Ontario, CA; "
				   "for two places, write 'London, GB' 'Ontario, US'"},
		{"Richmond London",
			"'Richmond London' was taken as one place, Richmond, England, GB; for two "
			"places, write 'Richmond, US' 'London, GB'"},
		{"Praha 2", "'Praha 2' was taken as Prague, CZ; the number was ignored"},
		{"Bali 2", "'Bali 2' was taken as Denpasar, Bali, ID; the number was ignored"},
		/* As no list has the shapes of islands, a note always says how two are written. */
		{"Manacor Mallorca",
			"'Manacor Mallorca' was taken as one place, Manacor, Balearic Islands, ES; "
			"for two places, write 'Manacor, ES' 'Palma, ES'"},
		{"Cannes French Riviera", "; for two places, write 'Cannes, FR' 'Nice, FR'"},
		{"Ibiza, Mallorca", "; for two places, write 'Ibiza, ES' 'Palma, ES'"},
		{"Puerto de la Cruz Tenerife", "; for two places, write 'Puerto La Cruz, VE' "
					       "'Santa Cruz de Tenerife, ES'"},
		{"Palma Mallorca", ""}, {"Portree Skye", ""}, {"Innsbruck Tirol", ""},
		{"Inverness Skye", "; for two places, write 'Inverness, GB' 'Portree, GB'"},
		{"Central Hong Kong", ""}, {"Newtown Sydney", ""}, {"Denpasar Bali", ""},
		{"Halle", "'Halle' was taken as Halle, Saxony-Anhalt, DE; for another place, write "
			  "'Halle,BE'"},
		{"90210", "'90210' was taken as a postcode (United States); for another country, "
			  "add the country's code, as in '90210,DE'"},
		{"10115 Berlin", "'10115 Berlin' was taken as the postcode 10115 (Germany)"},
		{"10115 Germany", ""},
		{"SW1A 1AA", "'SW1A 1AA' was taken as the postcode SW1A (United Kingdom)"},
		{"IN", "'IN' is a code (India or Indiana), not a place; name a place there"},
		{"HK", "'HK' is a code (Hong Kong or Haut-Katanga), not a place; did you mean "
		       "Hong Kong?"},
		{"KL", "'KL' is a code (Kerala), not a place; did you mean Kuala Lumpur?"},
		{"FRA", "not a place; name a place there; for an airport, name its city"},
		{"Los Angelos", "no such place; did you mean Los Angeles?"},
		{"San Diago CA", "no such place; did you mean San Diego, Santiago"},
		{"New Yrok", "no such place; did you mean New York?"},
		{"South Afrika", "no such place; did you mean South Africa?"},
		{"Brittish Columbia", "no such place; did you mean British Columbia?"},
		{"Glasow", "'Glasow' was taken as Glazov, Udmurtia, RU; did you mean Glasgow?"},
		{"Hanio", "; did you mean Hanoi?"}, {"Berli", "; did you mean Berlin?"},
		{"Karchi", "; did you mean Karachi?"}, {"Praha", ""}, {"Firenze", ""},
		{"90210 Singapore", "postcodes in Singapore have a different form"},
		{"1100 Maputo", "'1100 Maputo': the form of postcodes in Maputo is not known; "
				"leave out the postcode"},
		{"10400 Havana", "the form of postcodes in Havana is not known"},
		{"1100,MZ", "the form of postcodes in MZ is not known"},
		{"14200 Mongolia", "the form of postcodes in Mongolia is not known"},
		{"London Vauxhall", "'Vauxhall' was taken as a separate place, Millburn, New "
				    "Jersey, US; for the one in London, write just 'London'"},
		{"Novi Zagreb", "'Novi' was taken as a separate place, Novi, Michigan, US; for "
				"the one in Zagreb, write just 'Zagreb'"},
		{"London Heathrow", "'Heathrow' was taken as Heathrow, England, GB; for another "
				    "place, write 'Heathrow,US'"},
		/* Parts of cities, and namesakes of 100,000 people. */
		{"Harlem New York", ""},
		{"Palermo Buenos Aires",
			"'Palermo Buenos Aires' was taken as one place, Palermo, Buenos Aires "
			"City, AR; for two places, write 'Palermo, IT' 'Buenos Aires, AR'"},
		{"Belem Lisboa", "for two places, write 'Belém, BR' 'Lisbon, PT'"},
		{"Praga Warsaw", "for two places, write 'Prague, CZ' 'Warsaw, PL'"},
		{"Salt Lake Kolkata", "write 'Salt Lake City, US' 'Kolkata, IN'"},
		{"Buenos Aires Palermo",
			"'Palermo' was taken as a separate place, Palermo, "
			"Sicily, IT; for the one in Buenos Aires, write 'Palermo,AR'"},
		{"Jakarta Kuningan", "for the one in Jakarta, write 'Kuningan,Jakarta,ID'"},
		{"Melbourne Newport", "for the one in Melbourne, write 'Newport,AU'"},
		{"Praga", ""}, {"Copacabana", "for another place, write 'Copacabana,CO'"},
		{"Marina", "for another place, write 'Marina,US', 'Marina,IT', 'Marina,HR' or "
			   "'Marina,GR'"},
		{"Brooklyn Bridge", "; for the one in Brooklyn, write just 'Brooklyn'"},
		{"Monte Rosa", "'Rosa' was taken as Rosa, Friuli-Venezia Giulia, IT; "},
		{"Whitefield Bangalore", "; for the one in Bengaluru, write just 'Bangalore'"},
		{"Seoul and Oslo", ""}, {"Zocca", "'Zocca' was taken as Zocca, Emilia-Romagna, IT"},
		{"Å", "'Å' was taken as Å i Åfjord, "},
		{"edinburg", "was taken as Edinburg, Texas, US; did you mean Edinburgh?"},
		{"Zocca,IT", ""}, {"Heathrow", "was taken as Heathrow, England, GB"},
		{"Yosemite", "was taken as Mariposa, California, US"},
		{"Kilimanjaro", "was taken as Moshi, "}, {"Mt Fuji", "was taken as Fujiyoshida, "},
		{"Loch Ness", "was taken as Inverness, Scotland, GB"},
		{"Altstadt", "was taken as Altstadt, Baden-Württemberg, DE"},
		{"Paddington", "was taken as Paddington, New South Wales, AU"},
		{"Seoul Zocca", "; for the one in Seoul, write just 'Seoul'"},
		{"Seoul, Tokyo, Oslo", ""}, {"London Heathrow Florida", ""}, {"London Vaduz", ""},
		{"MAN", "'MAN' was taken as Man, Montagnes, CI; for an airport, name its city"},
		{"ord", "'ord' was taken as Ord, Nebraska, US; for an airport, name its city"},
		{"man", ""}, {"Ulm", ""}, {"ulm", ""}, {"NYC", ""},
		{"LAX", "no place in the list has this name; for an airport, name its city; for a "
			"village, add its country, as in 'Lax,CH'"},
		{"Central Park", "'Central Park' was taken as Central Park, Washington, US; for a "
				 "landmark, name a town near it"},
		{"Mount Rainier", "was taken as Mount Rainier, Maryland, US"},
		{"Central Park, WA", ""}, {"Oak Park", "was taken as Oak Park, "},
		{"Sandy Hook", "'Sandy Hook' was taken as Sandy Hook, Kentucky, US"},
		{"Snowdon,", "'Snowdon' was taken as Llanberis, Wales, GB"},
		{"バリ", "'バリ' was taken as Barre, Vermont, US"},
		{"Antium", "'Antium' was taken as Anzio, Lazio, IT"}, {"Venedig", ""},
		{"Berlin Tegel", ""},
		{"Venise", "was taken as Vénissieux, Auvergne-Rhône-Alpes, FR; for another place, "
			   "write 'Venice'"},
		{"Sucre", "'Sucre' was taken as Sucre, Chuquisaca, BO; for another place, write "
			  "'Sucre,VE'"},
		{"San Fran CA", "no such place; did you mean San Francisco?"},
		{"paris 15e", "invalid place '15e': neither a name nor coordinates; write just "
			      "the city, 'Paris'"},
		{"Taipei 101", "invalid place '101': neither a name nor coordinates; write just "
			       "the city, 'Taipei'"},
		{"Wien 3.", "write just the city, 'Vienna'"},
		{"Munchen Hbf",
			"no such place; check the spelling, or write just the city, 'Munich'"},
		{"Paris CDG", "no such place; check the spelling, or write just the city, 'Paris'"},
		{"V", "no place in the list has this name; for a village, add its country, as in "
		      "'Lax,CH'"},
		{"London and", "no place follows this word; name one, or remove the word"},
		{"Berlin und", "no place follows this word"},
		{"９０２１０", "as in '９０２１０,DE'"},
		{"'London, Paris'", "more than one place; write them without quotes"},
		{"home 'London Paris'", "more than one place; write them without quotes"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect(*rows[i][1] ? strstr(said(rows[i][0]), rows[i][1]) != NULL &&
						!strstr(said(rows[i][0]), "'id:")
				      : !*said(rows[i][0]),
			"%s: %s", rows[i][0], said(rows[i][0]));
}

/* What a note offers for two places is two places. */
Test(places, that_a_note_offers_are_those)
{
	static const char *const rows[][2] = {
		{"'London, GB' 'Ontario, US'", "London, GB.ENG | Ontario, US.CA"},
		{"'Richmond, US' 'London, GB'", "Richmond, US.VA | London, GB.ENG"},
		{"Georgia,US", "Atlanta, US.GA"}, {"Halle,BE", "Halle, BE.VLG"},
		{"'Palermo, IT' 'Buenos Aires, AR'", "Palermo, IT.15 | Buenos Aires, AR.07"},
		{"Palermo,AR", "Palermo, AR.07"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(
			meaning(rows[i][0]), rows[i][1], "%s: %s", rows[i][0], meaning(rows[i][0]));
}

Test(places, take_a_postcode_where_the_reader_is)
{
	setenv("LC_ALL", "de_DE.UTF-8", 1);
	cr_expect_str_eq(meaning("10115"), "postcode 10115,DE");
	cr_expect_str_eq(meaning("90210,US"), "postcode 90210,US");
	setenv("LC_ALL", "de_AT.UTF-8", 1);
	cr_expect_str_eq(meaning("1010"), "postcode 1010,AT");
	cr_expect_str_eq(meaning("10115"), "postcode 10115,US");
	setenv("LC_ALL", "lv_LV.UTF-8", 1);
	cr_expect_str_eq(meaning("1010"), "postcode LV-1010,LV");
	setenv("LC_ALL", "en_GB.UTF-8", 1);
	cr_expect_str_eq(meaning("GY1 1AA"), "postcode GY1,GG");
}

/* Reads the one place of a line; the caller frees it. */
static void read_and_expect(
	struct places *places, const char *typed, const struct place_answer *answer, bool is_meant)
{
	struct error error;

	read_line(places, typed, &error);
	cr_assert_eq(places->count, 1, "%s", typed);
	cr_expect_eq(place_missing_accepts(&list, &places->all[0].location, answer), is_meant,
		"%s: %s, %s at %g, %g", typed, answer->state, answer->country, answer->latitude,
		answer->longitude);
}

/* An answer to a name that was sent as typed. */
Test(places, are_not_answered_by_a_namesake)
{
	static const struct {
		const char *typed, *country;
		double latitude, longitude;
		bool is_meant;
		const char *reason; /* NULL: none is known */
	} rows[] = {{"Springfield, CA", "US", 37.22, -93.30, false,
			    "no such place: Springfield (California); did you mean the one in "
			    "Missouri, Massachusetts, Illinois, Oregon or Ohio? For the first of "
			    "these, write 'Springfield'"},
		{"Springfield, CA", "US", 38.5, -121.5, true, ""},
		{"Springfield, CA", "GB", 51.5, 0, false,
			"no such place: Springfield (California)"},
		{"Kissimmee UK", "GB", 51.47, -0.45, true, ""},
		{"Kissimmee UK", "US", 51.47, -0.45, false,
			"no such place: Kissimmee (United Kingdom); did you mean the one in "
			"Florida (US)? If so, write "},
		{"Berlin, CT, US", "US", 41.6, -72.7, true,
			"no such place: Berlin (Connecticut); "},
		{"Berlin, CT", "ES", 41.6, 2.7, true, "no such place: Berlin (Connecticut); "},
		{"Berlin, Germany, Europe", "DE", 52.5, 13.4, false,
			"no such place; did you mean Berlin"},
		{"Nether Wallop UK", "GB", 51.1, -1.6, true, ""},
		{"Nether Wallop UK", "US", 51.1, -1.6, false, ""},
		{"Soho, London", "GB", 51.5, -0.1, true, ""},
		{"Montmartre Paris", "CA", 45.5, -73.6, false, ""},
		{"Montmartre Paris", "FR", 48.89, 2.34, true, ""},
		{"Soho, London", "US", 40.7, -74.0, false, "no such place"},
		{"Buckingham Palace", "CA", 45.6, -75.4, false,
			"no such place; for a landmark, name a town near it; for an airport, name "
			"its city"},
		{"Buckingham Palace", "GB", 51.5, -0.14, true, ""},
		{"Frankfurt Airport", "DE", 50.03, 8.56, true,
			"no such place; for an airport, name its city, as in 'Frankfurt am Main'"},
		{"Frankfurt Airport Germany", "DE", 50.03, 8.56, true,
			"for an airport, name its city, as in 'Frankfurt am Main'"},
		{"Frankfurt Airport Germany", "US", 50.03, 8.56, false, ""},
		{"Victoria Station", "GB", 51.5, -0.14, true,
			"no such place; for a landmark, name a town near it; for an airport, name "
			"its city"},
		{"Rio de Janiero", "BR", -22.9, -43.2, false,
			"no such place; did you mean Rio de Janeiro?"},
		{"Tower of London", "IE", 51.9, -8.6, false, "or write just the city, 'London'"},
		{"Big Ben", "BJ", 6.5, 2.6, true, NULL},
		{"Lan Kwai Fong", "HK", 22.3, 114.1, true, NULL},
		{"Sprngfield, IL", "US", 39.8, -89.6, true,
			"no such place; did you mean 'Springfield,IL,US'"},
		/* Without villages far from what was named. */
		{"Wellington Somerset", "NZ", -41.3, 174.8, false,
			"no such place: Wellington (Somerset); did you mean the one in England? If "
			"so, write 'Wellington,GB'"},
		{"Memphis Egypt", "US", 35.1, -90, false,
			"did you mean the one in Tennessee (US) or Florida (US)? For the first"},
		{"Zurich HB", "CH", 47.4, 8.5, false,
			"did you mean the one in Switzerland? If so, write 'Zurich'"},
		/* A part of a city or a region, or what is none of either. */
		{"Bandra Mumbai", "IN", 19.1, 72.8, true,
			"no such place; check the spelling, or write just the city, 'Mumbai'"},
		{"Lower East Side New York", "US", 40.7, -74, true,
			"or write just the city, 'New York'"},
		{"Koramangala, Bengaluru", "IN", 13, 77.6, true,
			"or write just the city, 'Bengaluru'"},
		{"District 1 Saigon", "VN", 10.8, 106.7, true,
			"or write just the city, 'Ho Chi Minh City'"},
		{"North London", "GB", 51.6, -0.1, true, "or write just the city, 'London'"},
		{"Leith Edinburgh", "GB", 56, -3.2, true, "or write just the city, 'Edinburgh'"},
		{"West Berlin", "DE", 52.5, 13.3, true, "or write just the city, 'Berlin'"},
		{"München-Schwabing", "DE", 48.2, 11.6, true, "or write just the city, 'München'"},
		{"quan 7 ho chi minh", "VN", 10.8, 106.7, true,
			"or write just the city, 'Ho Chi Minh City'"},
		{"Gulf of Mexico", "MX", 19.4, -99.1, true, NULL},
		{"West Africa", "ZA", -26, 28, true, NULL},
		{"Gotham City", "US", 40.7, -74, true, NULL},
		{"South of France", "FR", 43.6, 3.9, true,
			"no such place; for a part of a region, name a city there"},
		{"Northern California", "US", 38.6, -121.5, true,
			"no such place; for a part of a region, name a city there"},
		{"Cook County IL", "US", 41.8, -87.7, true,
			"no such place; for a county, a region or an island, name a town there"},
		{"Aran Islands", "IE", 53.1, -9.7, true,
			"no such place; for a county, a region or an island, name a town there"},
		{"Lake Malawi", "MW", -12, 34.5, true,
			"no such place; for a lake or a mountain, name a town near it"},
		{"Mount Hood", "US", 45.4, -121.7, true,
			"no such place; for a lake or a mountain, name a town near it"},
		/* Near to a landscape or in writing only. */
		{"Schwabing", "DE", 48.2, 11.6, true, NULL},
		{"新宿", "JP", 35.7, 139.7, true, NULL},
		/* Near, but in another state. */
		{"Kona HI", "US", 19.6, -156, true, NULL}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct place_answer answer = {.state = "",
			.country = rows[i].country,
			.latitude = rows[i].latitude,
			.longitude = rows[i].longitude};
		struct error error = {.message = "no such place"};
		struct places places;

		read_and_expect(&places, rows[i].typed, &answer, rows[i].is_meant);
		place_explain(&list, &places.all[0].location, &error);
		if (rows[i].reason)
			cr_expect(strstr(error.message, rows[i].reason), "%s: %s", rows[i].typed,
				error.message);
		else
			cr_expect_str_eq(error.message, "no such place");
		places_free(&places);
	}
}

/* The state is as a service has it, in any language. */
Test(places, are_refused_in_another_region_of_the_country)
{
	static const struct {
		const char *typed, *state, *country;
		double latitude, longitude;
		bool is_meant;
	} rows[] = {{"Nether Wallop, Scotland", "England", "GB", 51.15, -1.57, false},
		{"Nether Wallop Scotland", "England", "GB", 51.15, -1.57, false},
		{"Nether Wallop, Scotland", "잉글랜드", "GB", 51.15, -1.57, false},
		{"Nether Wallop, Scotland", "Scotland", "GB", 56, -3, true},
		{"Nether Wallop, Scotland", "Schottland", "GB", 56, -3, true},
		{"Nether Wallop, Schottland", "Scotland", "GB", 56, -3, true},
		{"Nether Wallop, England", "England", "GB", 51.15, -1.57, true},
		{"Nether Wallop, Hampshire", "England", "GB", 51.15, -1.57, true},
		{"Nether Wallop, GB", "England", "GB", 51.15, -1.57, true},
		/* What is not known says nothing. */
		{"Nether Wallop, Scotland", "", "GB", 51.15, -1.57, true},
		{"Nether Wallop, Scotland", "Logres", "GB", 51.15, -1.57, true},
		{"Nether Wallop, Bern", "Canton of Bern", "CH", 46.6, 8.0, true},
		{"Nether Wallop, Bern", "Berne", "CH", 46.6, 8.0, true},
		{"Nether Wallop, Bern", "Valais", "CH", 46.2, 6.9, true}, /* near Bern */
		{"Nether Wallop, Bavaria", "Bayern", "DE", 48, 11, true},
		{"Nether Wallop, Bavaria", "Saxony", "DE", 51, 14, false},
		{"Nether Wallop OH", "Iowa", "US", 42.5, -96.4, false},
		/* KZ.15 and KZ.1537272 */
		{"Nether Wallop, East Kazakhstan", "Shymkent", "KZ", 42.3, 69.6, false},
		{"Nether Wallop OH", "Ohio", "US", 40, -83, true}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct place_answer answer = {.state = rows[i].state,
			.country = rows[i].country,
			.latitude = rows[i].latitude,
			.longitude = rows[i].longitude};
		struct places places;

		read_and_expect(&places, rows[i].typed, &answer, rows[i].is_meant);
		places_free(&places);
	}
}

/* Read with one clear line at the most, and nothing is asked that says nothing. */
static void expect_sense(char *const arguments[], int count)
{
	struct error error = {.code = EXIT_OK};
	struct places places;

	if (!places_read(&places, &list, arguments, count, "", &error)) {
		cr_expect_eq(error.code, EXIT_USAGE, "%s: %s", arguments[0], error.message);
		cr_expect(*error.message && !strchr(error.message, '\n'), "%s", arguments[0]);
	}
	for (size_t i = 0; error.code == EXIT_OK && i < places.count; i++) {
		const struct place *place = &places.all[i];
		char key[FOLD_MAX];

		cr_expect(place->error.code == EXIT_OK ||
				  (place->error.code == EXIT_NOT_FOUND && *place->error.message),
			"%s", arguments[0]);
		cr_expect(place->location.kind != LOCATION_NAME || place->error.code != EXIT_OK ||
				  fold_prefix(key, place->location.text) > 0,
			"%s: '%s'", arguments[0], place->location.text);
		cr_expect(*place->location.query && !strchr(place->note, '\n'));
	}
	places_free(&places);
}

/* Cut anywhere, within characters too. */
Test(places, cut_short_still_make_sense, .timeout = 300)
{
	static const char *const rows[] = {"Springfield, CA", "New York Washington", "서울 부산",
		"광주 경기도", "10115 Berlin", "St. Louis,MO", "Soho, London", "München Wien",
		"Armenia Colombia", "Jeju Island", "北海道 札幌", "Paris 75001", "'New York' USA",
		"37.57°, 126.98°", "geo:37.57,126.98", "zip:90210,US"};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t length = 1; length <= strlen(rows[i]); length++) {
			char line[64], text[4096], *arguments[ARGUMENTS_MAX];

			snprintf(line, sizeof line, "%.*s", (int)length, rows[i]);
			expect_sense(arguments, split(line, text, arguments));
		}
}

Test(places, of_bad_input_are_refused_in_one_line, .timeout = 120)
{
	static char huge[10241];
	static char *thousand[1000];
	static const char *const rows[] = {",", ", ,", ",,,,", "USA,", ", Seoul", "CA CA CA",
		"UK UK", "of of of", "island", "County State", "\u200fSeoul", "\u202e",
		"Seoul\u200f", "서울 Paris Москва القاهرة", "Z\xFCrich", "\xFF\xFE", "\xED\x95",
		"-", "--", "...", "0", "-5", "1 2 3", "zip:", "id:", "geo:", "zip:,", "e", "n",
		"N S", "1e5", "''"};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[4096], *arguments[ARGUMENTS_MAX];

		expect_sense(arguments, split(rows[i], text, arguments));
	}
	memset(huge, 'x', sizeof huge - 1);
	expect_sense((char *[]){huge}, 1);
	expect_sense((char *[]){(char *)(uintptr_t) "Seoul", huge, (char *)(uintptr_t) "Paris"}, 3);
	for (size_t i = 0; i < 1000; i++)
		thousand[i] = (char *)(uintptr_t)(i % 3 ? "Zzyzx" : "Qwxx");
	expect_sense(thousand, 1000);
	for (size_t i = 0; i < 1000; i++)
		thousand[i] = (char *)(uintptr_t)(i % 2 ? "Seoul" : "Paris,");
	expect_sense(thousand, 1000);
	for (size_t i = 0; i < 1000; i++)
		thousand[i] = (char *)(uintptr_t) ",";
	expect_sense(thousand, 1000);
}
