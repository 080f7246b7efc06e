/* SPDX-License-Identifier: MIT */
/* The list that ships, and what names mean by it. */
#include <criterion/criterion.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cmd/cmd_complete.h"
#include "cmd/cmd_list.h"
#include "harness.h"
#include "place/known_names.h"
#include "place/beginnings.h"
#include "place/lead_back.h"
#include "place/place.h"
#include "place/place_near.h"
#include "place/place_search.h"
#include "view/text.h"

static struct gazetteer list;

static void open_list(void)
{
	gazetteer_open(&list);
	cr_assert_null(list.reason, "%s: %s", list.path, list.reason);
}

static void close_list(void)
{
	gazetteer_close(&list);
}

TestSuite(resolve, .init = open_list, .fini = close_list);

/* "Portland, US.OR" */
static const char *meaning(const char *typed)
{
	static char text[GAZETTEER_NAME_MAX + 32];
	struct listed place;

	if (!place_search_first(&list, typed, &place))
		return "nothing";
	snprintf(text, sizeof text, "%s, %s", place.name, place.region);
	return text;
}

Test(resolve, names_to_what_their_writer_meant)
{
	static const struct {
		const char *typed, *place;
	} rows[] = {{"Seoul", "Seoul, KR.11"}, {"서울", "Seoul, KR.11"}, {"sEOUL", "Seoul, KR.11"},
		{"munchen", "Munich, DE.02"}, {"München", "Munich, DE.02"},
		{"New York", "New York, US.NY"}, {"London", "London, GB.ENG"},
		{"London,CA", "London, CA.08"}, {"London, Canada", "London, CA.08"},
		{"London, Ontario", "London, CA.08"}, {"San Francisco, CA", "San Francisco, US.CA"},
		{"Denver,CO", "Denver, US.CO"}, {"Portland, Oregon", "Portland, US.OR"},
		{"Portland,OR,US", "Portland, US.OR"}, {"Portland, ME, USA", "Portland, US.ME"},
		{"Seoul,KR", "Seoul, KR.11"}, {"Seoul, South Korea", "Seoul, KR.11"},
		{"Birmingham,UK", "Birmingham, GB.ENG"}, {"Birmingham, AL", "Birmingham, US.AL"},
		{"Springfield", "Springfield, US.MO"}, {"Springfield,IL,US", "Springfield, US.IL"},
		{"Washington, DC", "Washington, US.DC"}, {"sao paulo", "São Paulo, BR.27"},
		{"Islamabad", "Islamabad, PK.08"}, {"Zaragoza", "Zaragoza, ES.52"},
		{"Victoria", "Victoria, CA.02"}, {"Geneva", "Geneva, CH.GE"},
		{"Paris", "Paris, FR.11"}, {"Bethlehem", "Bethlehem, ZA.03"},
		{"Waterloo", "Waterloo, CA.08"}, {"San Miguel", "San Miguel, SV.09"},
		{"St. Petersburg", "Saint Petersburg, RU.66"}, {"León", "León, MX.11"},
		{"Москва", "Moscow, RU.48"}, {"東京", "Tokyo, JP.40"}, {"札幌市", "Sapporo, JP.12"},
		{"오사카", "Osaka, JP.32"}, {"뮌헨", "Munich, DE.02"}, {"하노이", "Hanoi, VN.01"},
		{"용인", "Yongin, KR.13"}, {"파주", "Paju, KR.13"}, {"파주시", "Paju, KR.13"},
		{"Paju", "Paju, KR.13"}, {"삼척", "Samcheok, KR.06"}, {"영월", "Yeongwol, KR.06"},
		{"경기도 광주", "Gwangju, KR.13"}, {"광주", "Gwangju, KR.18"},
		{"부산 해운대구", "Haeundae, KR.10"}, {"서울 중구", "Jung, KR.11"},
		{"대구 중구", "Jung, KR.15"}, {"수원시 영통구", "Yeongtong, KR.13"},
		{"NYC", "New York, US.NY"}, {"Hanoi,Hanoi", "Hanoi, VN.01"},
		{"원산", "Wonsan, KP.09"}, {"평양", "Pyongyang, KP.12"}, {"옹진", "Ongjin, KR.12"},
		{"Nirgendwoland", "nothing"}, {"London,ZZ", "nothing"}, {"", "nothing"},
		{",", "nothing"}, {"London,CA,US,X", "nothing"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(meaning(rows[i].typed), rows[i].place, "'%s' is %s", rows[i].typed,
			meaning(rows[i].typed));
}

/* Names that are written with abbreviations, in the spelling of either kind. */
Test(resolve, names_with_saint_mount_and_fort)
{
	static const struct {
		const char *typed, *place;
	} rows[] = {{"Saint Louis", "St. Louis, US.MO"}, {"St Louis", "St. Louis, US.MO"},
		{"Saint Albans", "St Albans, GB.ENG"}, {"Mt Vernon", "Mount Vernon, US.NY"},
		{"Mt. Vernon, NY", "Mount Vernon, US.NY"}, {"St Peters, MO", "Saint Peters, US.MO"},
		{"Ft Worth", "Fort Worth, US.TX"}, {"Ft. Wayne", "Fort Wayne, US.IN"},
		{"Ft McMurray,CA", "Fort McMurray, CA.01"},
		{"St Maur des Fosses", "Saint-Maur-des-Fossés, FR.11"},
		{"St Germain en Laye", "Saint-Germain-en-Laye, FR.11"},
		{"St-Nazaire,FR", "Saint-Nazaire, FR.52"}, {"Ste-Julie", "Sainte-Julie, CA.10"},
		{"St John,CA", "Saint John, CA.04"}, {"Mt Juliet,TN,US", "Mount Juliet, US.TN"},
		{"Sankt Gallen", "St. Gallen, CH.SG"}, {"St.Gallen", "St. Gallen, CH.SG"},
		{"St Pölten", "Sankt Pölten, AT.03"},
		{"Sault Sainte Marie", "Sault Ste. Marie, CA.08"},
		{"St Petersburg", "Saint Petersburg, RU.66"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(meaning(rows[i].typed), rows[i].place, "'%s' is %s", rows[i].typed,
			meaning(rows[i].typed));
}

/* A name that tells itself apart leads to the place without that, too. */
Test(resolve, bare_names)
{
	static const struct {
		const char *typed, *place;
	} rows[] = {{"Halle", "Halle, DE.14"}, {"Halle (Saale)", "Halle, DE.14"},
		{"Frankfurt", "Frankfurt am Main, DE.05"}, {"Rostov", "Rostov-on-Don, RU.61"},
		{"Burton,GB", "Burton upon Trent, GB.ENG"}, {"Boulogne", "Boulogne-sur-Mer, FR.32"},
		{"Freiburg", "Freiburg, DE.01"}, {"Kingston upon Hull", "Hull, GB.ENG"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(meaning(rows[i].typed), rows[i].place, "'%s' is %s", rows[i].typed,
			meaning(rows[i].typed));
}

Test(resolve, islands_and_landscapes)
{
	static const char *const rows[][2] = {{"Mallorca", "Palma, ES.07"},
		{"Maui", "Kahului, US.HI"}, {"Oahu", "Honolulu, US.HI"}, {"Java", "Jakarta, ID.04"},
		{"Sumatra", "Medan, ID.26"}, {"Borneo", "Kota Kinabalu, MY.16"},
		{"Santorini", "Fira, GR.ESYE42"}, {"Provence", "Marseille, FR.93"},
		{"Lombok", "Mataram, ID.17"}, {"Boracay", "Malay, PH.06"},
		{"Lake District", "Windermere, GB.ENG"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(meaning(rows[i][0]), rows[i][1], "'%s' is %s", rows[i][0],
			meaning(rows[i][0]));
}

/* What places and regions are called by their own people, by others and now. */
Test(resolve, qualifies_by_codes_and_names_of_regions)
{
	static const char *const rows[][2] = {{"London,ON", "London, CA.08"},
		{"Melbourne,VIC", "Melbourne, AU.07"}, {"Perth,WA", "Perth, AU.08"},
		{"Mumbai,MH", "Mumbai, IN.16"}, {"Santos,SP", "Santos, BR.27"},
		{"Tijuana,BC", "Tijuana, MX.02"}, {"Würzburg,BY", "Würzburg, DE.02"},
		{"Würzburg, Bayern", "Würzburg, DE.02"}, {"뮌헨, 바이에른", "Munich, DE.02"},
		{"뮌헨, 독일", "Munich, DE.02"}, {"Brighton, Sussex", "Brighton, GB.ENG"},
		{"Leeds, Yorkshire", "Leeds, GB.ENG"},
		{"Newcastle, Tyne and Wear", "Newcastle upon Tyne, GB.ENG"},
		{"Cork, County Cork", "Cork, IE.M"}, {"Belfast, Co. Antrim", "Belfast, GB.NIR"},
		{"札幌, 日本", "Sapporo, JP.12"}, {"東京, 東京都", "Tokyo, JP.40"},
		{"Wien, Österreich", "Vienna, AT.09"}, {"Москва, Россия", "Moscow, RU.48"},
		{"서울, 대한민국", "Seoul, KR.11"}, {"Amsterdam, Holland", "Amsterdam, NL.07"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(meaning(rows[i][0]), rows[i][1], "'%s' is %s", rows[i][0],
			meaning(rows[i][0]));
}

Test(resolve, regions_to_a_place_in_them)
{
	static const struct {
		const char *typed, *place, *region;
	} rows[] = {{"Norway", "Oslo, NO.12", "NO"}, {"Jamaica", "Kingston, JM.17", "JM"},
		{"Georgia", "Tbilisi, GE.51", "GE"}, {"UK", "London, GB.ENG", "GB"},
		{"Korea", "Seoul, KR.11", "KR"}, {"日本", "Tokyo, JP.40", "JP"},
		{"Россия", "Moscow, RU.48", "RU"}, {"독일", "Berlin, DE.16", "DE"},
		{"Quebec", "Quebec City, CA.10", "CA.10"}, {"New York", "New York, US.NY", "US.NY"},
		{"Washington", "Washington, US.DC", "US.WA"},
		{"Victoria", "Victoria, CA.02", "AU.07"}, {"Bali", "Denpasar, ID.02", "ID.02"},
		{"Ontario", "Toronto, CA.08", "CA.08"}, {"Hawaii", "Honolulu, US.HI", "US.HI"},
		{"Sicily", "Palermo, IT.15", "IT.15"}, {"Hokkaido", "Sapporo, JP.12", "JP.12"},
		{"Bayern", "Munich, DE.02", "DE.02"}, {"Israel", "Jerusalem, IL.06", "IL"},
		{"Bolivia", "La Paz, BO.04", "BO"}, {"Sri Lanka", "Colombo, LK.36", "LK"},
		{"Western Sahara", "Laayoune, EH", "EH"},
		{"Sussex", "Brighton, GB.ENG", "GB.ENG.Sussex"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[GAZETTEER_NAME_MAX + 32] = "nothing";
		struct listed_region region = {.code = ""};
		struct listed place;

		if (place_search_region(&list, rows[i].typed, &place, &region))
			snprintf(text, sizeof text, "%s, %s", place.name, place.region);
		cr_expect_str_eq(text, rows[i].place, "'%s' is %s", rows[i].typed, text);
		cr_expect_str_eq(region.code, rows[i].region, "'%s'", rows[i].typed);
	}
}

Test(resolve, no_code_and_no_city_to_a_region)
{
	static const char *const typed[] = {
		"GB", "IN", "ON", "Nirgendwoland", "", ",", "Amstelveen"};
	struct listed_region region;
	struct listed place;

	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		cr_expect_not(
			place_search_region(&list, typed[i], &place, &region), "'%s'", typed[i]);
}

Test(resolve, every_region_renamed_city_and_landscape)
{
	char complaints[4096] = "", path[PATH_MAX];
	FILE *stream = fmemopen(complaints, sizeof complaints, "w");
	struct known_names regions = known_regions(&list, true, stream);
	struct known_names renamed, landscapes;

	source_path(path, sizeof path, "tests/place/renamed-cities.tsv");
	renamed = known_renamed(&list, path, stream);
	source_path(path, sizeof path, "data/landscapes.tsv");
	landscapes = known_landscapes(&list, path, stream);
	fclose(stream);
	cr_expect(regions.all > 4000 && regions.right == regions.all, "%zu of %zu: %s",
		regions.right, regions.all, complaints);
	cr_expect(renamed.all >= 200 && renamed.right == renamed.all, "%zu of %zu: %s",
		renamed.right, renamed.all, complaints);
	cr_expect(landscapes.all >= 500 && landscapes.right == landscapes.all, "%zu of %zu: %s",
		landscapes.right, landscapes.all, complaints);
}

Test(resolve, by_a_list_in_the_order_of_likelihood)
{
	size_t parts = (size_t)(list.parts - list.base), all = 0, in_parts = 0;
	struct listed_name name, last = {.key = ""};
	struct listed place;
	const char *at = NULL;

	for (; gazetteer_next(&list, &at, &name); last = name, all++) {
		bool has_last_key = name.key_length == last.key_length &&
				    memcmp(name.key, last.key, name.key_length) == 0;

		cr_assert(gazetteer_place(&list, name.offset, &place));
		cr_assert_eq(place.is_section, name.offset >= parts, "%s", place.name);
		cr_assert(!has_last_key || name.offset >= last.offset, "%s", place.name);
		in_parts += place.is_section;
	}
	cr_expect(in_parts > 1000 && in_parts < all / 10, "%zu of %zu", in_parts, all);
}

/* Of the names of each key, the likeliest one and the one that is found without reading all. */
Test(resolve, to_a_place_that_none_outranks)
{
	static const struct listed_name none = {.kind = NAME_ALTERNATE};
	struct listed_name name, found = none, last = {.key = ""};
	double likeliest_score = -1, found_score = -1;
	size_t left_out = 0;
	const char *at = NULL;

	for (; gazetteer_next(&list, &at, &name); last = name) {
		struct listed place;
		double score;

		if (name.key_length != last.key_length ||
			memcmp(name.key, last.key, name.key_length) != 0) {
			cr_assert_eq(found_score, likeliest_score, "%.*s", (int)last.key_length,
				last.key);
			likeliest_score = found_score = -1;
			found = none;
		}
		cr_assert(gazetteer_place(&list, name.offset, &place));
		score = gazetteer_score(&name, &place);
		if (score > likeliest_score)
			likeliest_score = score;
		if (!gazetteer_may_outrank(&list, &name, &found)) {
			left_out++;
		} else if (score > found_score) {
			found_score = score;
			found = name;
		}
	}
	cr_expect(left_out > 20000, "%zu", left_out);
}

Test(resolve, knows_regions_and_time_zones)
{
	struct listed_region region;
	struct listed place;
	char zone[GAZETTEER_ZONE_MAX];

	cr_assert(gazetteer_region(&list, "DE.02", &region));
	cr_expect_str_eq(region.iso, "BY");
	cr_expect_str_eq(region.name, "Bavaria");
	cr_expect(gazetteer_place(&list, region.capital, &place));
	cr_expect_str_eq(place.name, "Munich");
	gazetteer_zone(&list, place.zone, zone);
	cr_expect_str_eq(zone, "Europe/Berlin");
	cr_expect_not(gazetteer_region(&list, "DE.99", &region));
	cr_expect_not(gazetteer_region(&list, "", &region));
	cr_expect_not(gazetteer_region(&list, "ZZ", &region));
	gazetteer_zone(&list, 100000, zone);
	cr_expect_str_empty(zone);
	cr_assert(place_search_first(&list, "Adelaide", &place));
	gazetteer_zone(&list, place.zone, zone);
	cr_expect_str_eq(zone, "Australia/Adelaide");
}

/* The kinds of the names of the place that a name means, by spelling. */
static enum name_kind kind_of(const char *typed, const char *spelling)
{
	struct listed_name name;
	const char *at = NULL;
	struct listed place;

	cr_assert(place_search_first(&list, typed, &place), "%s", typed);
	while (gazetteer_next(&list, &at, &name))
		if (name.offset == place.offset && name.spelling_length == strlen(spelling) &&
			memcmp(name.spelling, spelling, name.spelling_length) == 0)
			return name.kind;
	return NAME_ASCII;
}

Test(resolve, knows_the_names_that_people_use_at_home)
{
	static const struct {
		const char *place, *home, *other;
	} rows[] = {{"Munich", "München", "Monaco di Baviera"}, {"Vienna", "Wien", "Vienne"},
		{"Tokyo", "東京", "Edo"}, {"Moscow", "Москва", "Moskau"},
		{"Hanoi", "Hà Nội", "하노이"}, {"Athens", "Αθήνα", "Atene"},
		{"Seoul", "서울특별시", "Seúl"}, {"Geneva", "Genève", "Ginebra"},
		{"Jerusalem", "ירושלים", "예루살렘"}, {"Chennai", "சென்னை", "첸나이"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_eq(kind_of(rows[i].place, rows[i].home), NAME_HOME, "%s", rows[i].home);
		cr_expect_eq(
			kind_of(rows[i].place, rows[i].other), NAME_ALTERNATE, "%s", rows[i].other);
	}
}

/* Splits at blanks; "+" stands for a blank within a word. Returns how many words there are. */
static int split_words(const char *line, char *words[12])
{
	static char text[512];
	int count = 0;

	snprintf(text, sizeof text, "%s", line);
	for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) {
		for (char *plus; (plus = strchr(word, '+'));)
			*plus = ' ';
		words[count++] = word;
	}
	return count;
}

static const char *list_of(const char *typed, bool json, bool utf8, struct error *error)
{
	static char text[65536];
	FILE *out = fmemopen(text, sizeof text, "w");
	struct view view = {.utf8 = utf8};

	*text = '\0';
	cmd_list_print(out, &list, typed, json, &view, error);
	fclose(out);
	return text;
}

Test(resolve, lists_what_to_type)
{
	static const struct {
		const char *typed, *expected;
		bool json;
	} rows[] = {{"San Juan", "  'San Juan,AR'\n", false},
		{"San Juan", "\"argument\":\"San Juan,AR\"", true}, {"Seoul", "  Seoul\n", false},
		{"L'Aquila", "  \"L'Aquila\"\n", false}, {"Denver", "  Denver\n", false},
		{"Springfield", "  Springfield,IL,US\n", false}, {"Georgia", "  Atlanta\n", false},
		{"Georgia", "\"argument\":\"Atlanta\"", true},
		{"id:1835848", "\"argument\":\"Seoul\"", true},
		{"id:2643743", "London  England  GB  ", false}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error = {0};
		const char *text = list_of(rows[i].typed, rows[i].json, true, &error);

		cr_expect(strstr(text, rows[i].expected), "'%s': %s%s", rows[i].typed, text,
			error.message);
	}
}

/* Also where its name is another one, or that of places that are not taken. */
Test(resolve, lists_the_place_that_is_taken_first)
{
	static const char *const rows[][2] = {{"France", "Paris  "}, {"Deutschland", "Berlin  "},
		{"Bavaria", "Munich  "}, {"Bali", "Denpasar  "}, {"Georgia USA", "Atlanta  "},
		{"Richmond London", "Richmond  England"}, {"Victoria", "Victoria  "}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error = {0};
		const char *text = list_of(rows[i][0], false, true, &error);

		cr_expect_eq(strncmp(text, rows[i][1], strlen(rows[i][1])), 0, "'%s': %s%s",
			rows[i][0], text, error.message);
	}
}

/* What "Georgia,US" means is listed for "Georgia", too, even if it has another name. */
Test(resolve, lists_the_places_of_all_regions_of_a_name)
{
	static const char *const rows[][3] = {{"Georgia", "Tbilisi  ", "Atlanta  Georgia  US"},
		{"Punjab", "Lahore  ", "Ludhiana  Punjab  IN"},
		{"Georgia,", "Tbilisi  ", "Atlanta  "}, {"Victoria", "Victoria  ", "Melbourne  "},
		{"조지아", "Tbilisi  ", "Atlanta  "},
		{"Granada", "Granada        Andalusia", "Granada        Granada          NI"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error = {0};
		const char *text = list_of(rows[i][0], false, true, &error);
		const char *second = strchr(text, '\n');

		cr_expect_eq(strncmp(text, rows[i][1], strlen(rows[i][1])), 0, "%s", text);
		cr_assert(second);
		cr_expect_eq(strncmp(second + 1, rows[i][2], strlen(rows[i][2])), 0, "%s", text);
	}
}

/* Whatever is to be typed in ASCII means the same place. */
Test(resolve, lists_in_ascii_what_leads_back)
{
	static const char *const typed[] = {
		"Guadalupe", "San José", "Florence", "Ganja", "Hà Tĩnh"};

	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		struct error error = {0};
		const char *text = list_of(typed[i], false, false, &error);

		cr_expect_neq(*text, '\0', "%s", typed[i]);
		for (const char *c = text; *c; c++)
			cr_assert_lt((unsigned char)*c, 0x80, "'%s': %s", typed[i], text);
	}
}

Test(resolve, refuses_to_list_what_is_no_name)
{
	static const struct {
		const char *typed, *message;
		enum exit_code code;
	} rows[] = {{"37.57,126.98", "for --list: expected a name", EXIT_USAGE},
		{"zip:90210,US", "for --list: expected a name", EXIT_USAGE},
		{"id:x", "expected an OpenWeatherMap city ID", EXIT_USAGE},
		{"", "empty", EXIT_USAGE},
		{"id:999",
			"id:999: no place in the list has this ID; check it, or write the name of "
			"the place",
			EXIT_NOT_FOUND},
		{"Seuol", "Seuol: no such place; did you mean Seoul", EXIT_NOT_FOUND},
		{"Hanoi,Tokyo", "Hanoi,Tokyo: more than one place; name one of them",
			EXIT_NOT_FOUND},
		{"90210", "invalid place '90210' for --list: expected a name", EXIT_USAGE},
		{"1234", "invalid place '1234' for --list: expected a name", EXIT_USAGE},
		{"10115 Berlin", "invalid place '10115 Berlin' for --list: expected a name",
			EXIT_USAGE},
		{"HK",
			"HK: 'HK' is a code (Hong Kong or Haut-Katanga), not a place; did you mean "
			"Hong Kong?",
			EXIT_NOT_FOUND},
		{"LAX", "LAX: no place in the list has this name; for an airport, name its city",
			EXIT_NOT_FOUND},
		{"Pheonix AZ", "Pheonix AZ: no such place; did you mean 'Phoenix'?",
			EXIT_NOT_FOUND},
		{"ko phi phi", "did you mean Koh Phi Phi?", EXIT_NOT_FOUND},
		{"Springfield, CA", "did you mean the one in Missouri, ", EXIT_NOT_FOUND},
		{"paris 15e",
			"paris 15e: no such place; check the spelling, or write just the city, "
			"'Paris'",
			EXIT_NOT_FOUND},
		{"Wien 3. Bezirk", "or write just the city, 'Vienna'", EXIT_NOT_FOUND},
		{"Bavaria Xyzzy",
			"Bavaria Xyzzy: no place in the list has this name; check the "
			"spelling",
			EXIT_NOT_FOUND},
		{"South Jakarta", "or write just the city, 'Jakarta'", EXIT_NOT_FOUND},
		{"Jackson Hole",
			"Jackson Hole: no place in the list has this name; check the "
			"spelling",
			EXIT_NOT_FOUND},
		{"Lake Louise", "for a lake or a mountain, name a town near it", EXIT_NOT_FOUND},
		{"Xyzzyxyzzy",
			"Xyzzyxyzzy: no place in the list has this name; check the spelling, or "
			"try a larger place nearby",
			EXIT_NOT_FOUND}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error = {0};

		cr_expect_str_empty(list_of(rows[i].typed, false, true, &error));
		cr_expect_eq(error.code, rows[i].code, "'%s'", rows[i].typed);
		cr_expect(strstr(error.message, rows[i].message), "'%s': %s", rows[i].typed,
			error.message);
	}
}

/* Words in one argument that are no place of the list, and the city that was typed with them. */
Test(resolve, advises_the_city_that_was_typed)
{
	static const char near[] = "for a lake or a mountain, name a town near it";
	static const char none[] =
		": no place in the list has this name; check the spelling, or try ";
	static const struct {
		const char *typed, *message; /* a name: "write just the city, 'NAME'" */
	} rows[] = {{"Old Town Prague", "Prague"}, {"Old Town Warsaw", "Warsaw"},
		{"Old Town Vienna", "Vienna"}, {"Old Town Tallinn", "Tallinn"},
		{"Old Town Edinburgh", "Edinburgh"}, {"Hyde Park London", "London"},
		{"Back Bay Boston", "Boston"}, {"Altstadt Köln", "Cologne"},
		{"Castle Prague", "Prague"}, {"Whitefield Bangalore", "Bengaluru"},
		{"LAX Los Angeles", "Los Angeles"}, {"Vienna 1st district", "Vienna"},
		{"Paris 7th district", "Paris"}, {"Budapest 5th district", "Budapest"},
		{"Gangnam District", "Gangnam"}, {"Gare de Lyon Paris", "Paris"},
		{"Paris Gare de Lyon", "Paris"}, {"Boston area", "Boston"}, {"Paris City", "Paris"},
		{"Berlin City", "Berlin"}, {"Budapest V. kerület", "Budapest"},
		{"Lake Louise, AB", near}, {"Lake Travis, TX", near}, {"Lake Tekapo NZ", near},
		{"Lake Victoria", near}, {"Port Foo Australia", none}, {"San Foo, MX", none},
		{"Val Foo, IT", none}, {"Foo Springs Colorado", none}, {"Gulf of Mexico", none},
		{"Gotham City", none}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool is_city = !strchr(rows[i].message, ',');
		struct error error = {0};
		char advice[128];

		snprintf(advice, sizeof advice, "%s%s%s", is_city ? "write just the city, '" : "",
			rows[i].message, is_city ? "'" : "");
		cr_expect_str_empty(list_of(rows[i].typed, false, true, &error));
		cr_expect(strstr(error.message, advice), "'%s': %s", rows[i].typed, error.message);
	}
}

/* Canton belongs to a city of that name, but who means Guangzhou has been told. */
Test(resolve, names_the_larger_place_that_has_the_name_too)
{
	struct candidates candidates;
	struct listed first, rivals[PLACE_SEARCH_RIVALS_MAX];
	size_t count;

	cr_assert(place_search(&list, "Canton", &candidates));
	cr_expect_eq(strcmp(meaning("Canton"), "Canton, US.MI"), 0);
	cr_assert(gazetteer_place(&list, candidates.all[0].offset, &first));
	count = place_search_rivals(&list, &candidates, &first, rivals);
	while (count > 0 && strcmp(rivals[count - 1].name, "Guangzhou") != 0)
		count--;
	cr_expect(count > 0);
}

Test(resolve, suggests_near_names)
{
	static const char *const rows[][2] = {{"Seuol", "Seoul"}, {"Lodnon", "London"},
		{"Reykjavk", "Reykjavík"}, {"Muncih", "Munich"}, {"Krakwo", "Kraków"},
		{"Barcelonna", "Barcelona"}, {"Budapset,HU", "Budapest"}, {"서을", "Seoul"},
		{"Miamy", "Miami"}, {"ondon", "London"}, {"Oaris", "Paris"}, {"Pheonix", "Phoenix"},
		{"Los Angelos", "Los Angeles"}, {"Edinborough", "Edinburgh"},
		{"Conneticut", "Connecticut"}, {"Phillipines", "Philippines"},
		{"Swizerland", "Switzerland"}, {"Deutshland", "Germany"}, {"Genva", "Genoa"},
		{"Lugnao", "Lugano"}, {"Glastonbry", "Glastonbury"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct listed near[PLACE_NEAR_MAX];

		cr_assert(place_near_find(&list, rows[i][0], NULL, near) > 0, "%s", rows[i][0]);
		cr_expect_str_eq(near[0].name, rows[i][1], "%s: %s", rows[i][0], near[0].name);
	}
}

/* What is far less likely than another is not offered beside it. */
Test(resolve, suggests_a_single_name_where_it_can)
{
	static const char *const rows[][2] = {{"Zurick", "Zurich"}, {"Warshaw", "Warsaw"},
		{"Maniila", "Manila"}, {"Naplles", "Naples"}, {"New Yrok", "New York"},
		{"Sao Palo", "São Paulo"}, {"Casablanka", "Casablanca"}, {"Cairro", "Cairo"},
		{"Saudi Arabi", "Saudi Arabia"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct listed near[PLACE_NEAR_MAX];

		cr_expect_eq(place_near_find(&list, rows[i][0], NULL, near), 1, "%s", rows[i][0]);
		cr_expect_str_eq(near[0].name, rows[i][1], "%s: %s", rows[i][0], near[0].name);
	}
}

Test(resolve, suggests_what_goes_on_behind_the_name)
{
	struct listed near[PLACE_NEAR_MAX];

	cr_assert_eq(place_near_find(&list, "San Fran", NULL, near), 1);
	cr_expect_str_eq(near[0].name, "San Francisco");
	cr_assert(place_near_find(&list, "Minneap", NULL, near) > 0);
	cr_expect_str_eq(near[0].name, "Minneapolis");
}

Test(resolve, suggests_what_lies_where_it_was_said_to_lie)
{
	struct location where = {.countries = "HU", .latitude = NAN, .longitude = NAN};
	struct listed near[PLACE_NEAR_MAX];

	cr_assert_eq(place_near_find(&list, "Budapset", &where, near), 1);
	cr_expect_str_eq(near[0].name, "Budapest");
	where = (struct location){.countries = "AT", .latitude = NAN, .longitude = NAN};
	cr_expect_eq(place_near_find(&list, "Budapset", &where, near), 0);
	where = (struct location){.latitude = 47.5, .longitude = 19.0};
	cr_expect_eq(place_near_find(&list, "Budapset", &where, near), 1);
	where.latitude = 51.5;
	cr_expect_eq(place_near_find(&list, "Budapset", &where, near), 0);
}

Test(resolve, suggests_nothing_for_what_is_no_slip)
{
	struct listed near[PLACE_NEAR_MAX];

	static const char *const rows[] = {"x", ",", "Xyzzyxyzzyxyzzy", "Soho", "Airport",
		"Southwark", "Station", "Place", "Euston", "Taksim", "Pudong", "Haneda", "Itaewon",
		"Sentosa", "Zamalek", "Myeongdong", "Montmartre", "Alexanderplatz", "Sultanahmet"};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(place_near_find(&list, rows[i], NULL, near), 0, "%s: %s", rows[i],
			near[0].name);
}

static size_t lines_of(char *const words[], int count, char *text, size_t size)
{
	FILE *out = fmemopen(text, size, "w");
	size_t lines = 0;

	*text = '\0';
	cmd_complete_print(out, &list, words, count);
	fclose(out);
	for (const char *c = text; *c; c++)
		lines += *c == '\n';
	return lines;
}

/* Here a part of the list; make places goes through all of it. */
Test(resolve, what_is_offered_leads_back, .timeout = 300)
{
	char complaints[4096] = "";
	FILE *stream = fmemopen(complaints, sizeof complaints, "w");
	struct lead_back back = lead_back(&list, 211, stream);

	fclose(stream);
	cr_expect(back.candidates > 1000 && back.rivals > 50, "%zu candidates, %zu others",
		back.candidates, back.rivals);
	cr_expect_eq(back.failures, 0, "%s", complaints);
}

Test(resolve, completes_every_beginning_of_an_own_name, .timeout = 300)
{
	char complaints[4096] = "";
	FILE *stream = fmemopen(complaints, sizeof complaints, "w");
	struct beginnings beginnings = beginnings_try(&list, 20000, 307, stream);

	fclose(stream);
	cr_expect_gt(beginnings.offered, 1000, "%zu", beginnings.offered);
	cr_expect_eq(beginnings.failures, 0, "%s", complaints);
}

Test(resolve, completes_large_cities_after_few_letters)
{
	static const char *const names[] = {
		"London", "Lima", "Lagos", "New York", "Seoul", "Nanjing"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct listed place;
		size_t letters;

		cr_assert(place_search_first(&list, names[i], &place));
		letters = beginnings_letters(&list, &place);
		cr_expect(letters >= 1 && letters <= 3, "%s: %zu", names[i], letters);
	}
}

/* What is typed, and the first lines. */
Test(resolve, completes_to_what_is_meant)
{
	static const char *const rows[][2] = {{"L", "London\t"}, {"N", "Nanjing\t"},
		{"New ", "New York\tNew York, US\nNew Delhi\t"},
		{"Constanț", "Constanța\tConstanța, RO\n"}, {"москв", "москва\tMoscow, RU\n"},
		{"Malág", "Malága\tMálaga, "}, {"St", "St Petersburg\tSaint Petersburg, RU\n"},
		{"Saint Lou", "Saint Louis\tSt. Louis, "},
		{"서울", "서울\tSeoul, KR\n서울특별시\t"}, {"서우", "서울\tSeoul, KR\n"},
		{"용", "용인\tYongin, "}, {"Kota", "Kota\tKota, Rajasthan, IN\n"},
		{"L’Aq", "L’Aquila\tL'Aquila, "}, {"New", "New York\t"},
		{"Georgi", "Georgiyevsk\t"}, {"Bella Ital", "Bella Italia,AR\tBella Italia, "},
		{"South Leba", "South Lebanon,US\tSouth Lebanon, Ohio, "},
		{"SLC", "SLC,US\tSalt Lake City, Utah, US\n"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		static char text[65536];
		char *word = (char *)(uintptr_t)rows[i][0];

		lines_of(&word, 1, text, sizeof text);
		cr_expect(strncmp(text, rows[i][1], strlen(rows[i][1])) == 0, "'%s': %.200s",
			rows[i][0], text);
	}
}

/*
 * A country means its capital, also where a small place has its name, and a province its largest
 * city. Two letters that are a code mean no village.
 */
Test(resolve, completes_countries_and_regions_behind_cities)
{
	static const char *const rows[][2] = {{"Norw", "\nNorway\tOslo, NO\n"},
		{"Norw", "\nNorway,US\tNorway, Michigan, US\n"}, {"Bavar", "Bavaria\tMunich, "},
		{"대한", "대한민국\tSeoul, KR\n"}, {"Deutschl", "Deutschland\tBerlin, "},
		{"Gyeong", "\nGyeonggi\tSuwon, Gyeonggi, KR\n"}, {"제주", "\n제주시\tJeju, KR\n"},
		{"Ål", "\nÅl,NO\tÅl, Buskerud, NO\n"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		static char text[65536];
		char *word = (char *)(uintptr_t)rows[i][0];

		lines_of(&word, 1, text, sizeof text);
		cr_expect(strstr(text, rows[i][1]), "'%s': %s", rows[i][0], text);
	}
}

Test(resolve, completes_the_region_behind_a_blank)
{
	static const char *const rows[][2] = {{"Paris T", "Texas\tParis, Texas, US\n"},
		{"Portland O", "Oregon\tPortland, Oregon, US\n"}, {"London Onta", "Ontario\t"},
		{"London C", "Canada\tLondon, Ontario, CA\n"}, {"San F", "Francisco\t"},
		{"New _", "York\t"}, {"시즈오카 시즈오카 _", "현\tShizuoka, JP\n"},
		{"서울 대", "대한민국\tSeoul, KR\n"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		static char text[65536];
		char *words[12];
		int count = split_words(rows[i][0], words);

		if (strcmp(words[count - 1], "_") == 0)
			*words[count - 1] = '\0';
		lines_of(words, count, text, sizeof text);
		cr_expect(strncmp(text, rows[i][1], strlen(rows[i][1])) == 0, "'%s': %.200s",
			rows[i][0], text);
	}
}

Test(resolve, candidates_begin_with_what_was_typed)
{
	static const char *const typed[] = {"", "S", "Se", "San", "Zur", "munch", "sao pau", "서",
		"중", "New", "Los", "Saint", "М", "東", "al", "L'", "Lon", "Spr", "k", "광", "부",
		"São", "Xi", "Ber", "Vic", "Š", "Sé"};

	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		static char text[65536];
		char *word = (char *)(uintptr_t)typed[i];
		size_t lines = lines_of(&word, 1, text, sizeof text);

		cr_expect(lines > 0 && lines <= COMPLETE_MAX, "'%s': %zu", typed[i], lines);
		for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
			cr_expect(strncasecmp(line, typed[i], strlen(typed[i])) == 0, "'%s': %s",
				typed[i], line);
	}
}

/* What few of the names with its key are spelt like is not lost among the others. */
Test(resolve, finds_rare_spellings_among_many)
{
	static char text[65536];
	char *word = (char *)(uintptr_t) "Š";

	cr_expect_eq(lines_of(&word, 1, text, sizeof text), COMPLETE_MAX);
	cr_expect(strstr(text, "Šiauliai\t"), "%s", text);
}

Test(resolve, completes_the_last_of_several_words)
{
	static char text[65536];
	char *words[] = {(char *)(uintptr_t) "New", (char *)(uintptr_t) "Yo"};
	char *others[] = {(char *)(uintptr_t) "Seoul", (char *)(uintptr_t) "Toky"};

	cr_assert(lines_of(words, 2, text, sizeof text) > 0);
	cr_expect(strncmp(text, "York\tNew York, US\n", 18) == 0, "%s", text);
	cr_expect_null(strstr(text, "\nYork,"), "%s", text);
	cr_assert(lines_of(others, 2, text, sizeof text) > 0);
	cr_expect(strncmp(text, "Tokyo\t", 6) == 0, "%s", text);
}

Test(resolve, starts_with_the_largest_cities)
{
	static char text[65536];
	char *none[] = {NULL};

	cr_expect_eq(lines_of(none, 0, text, sizeof text), COMPLETE_MAX);
	cr_expect(strncmp(text, "Beijing\t", 8) == 0, "%s", text);
}

/* "wx Santiago de lo" and the like: what comes first, and what must not come at all. */
Test(resolve, completes_words_that_stay_one_place)
{
	static const struct {
		const char *words, *first, *absent;
	} rows[] = {{"Santiago de los", "los\tSantiago de los Caballeros, ", "Caballeros\t"},
		{"Santiago de los _", "Caballeros\tSantiago de los Caballeros, ", NULL},
		{"Ho Chi", "Chi\tHo Chi Minh City, ", "Chi Minh City\t"},
		{"Ho Chi Minh _", "City\tHo Chi Minh City, ", NULL},
		{"Ho+Chi", "Ho Chi Minh City\tHo Chi Minh City, ", NULL},
		{"San Fran", "Francisco\tSan Francisco, ", "Frankfurt"},
		/* Words that are glued together are not read back, but of large cities. */
		{"Batkhel", NULL, "BatKhela"}, {"Newyor", "NewYork\t", NULL},
		/* Countries in foreign languages are read, but not offered. */
		{"Frankr", NULL, "Frankreich"}, {"Paris Frankr", NULL, "Frankreich"},
		{"Paris+Frankr", NULL, "Frankreich"}, {"Seoul New+Y", "New York\t", "\nYork"},
		{"Râss el A", NULL, "Ain\t"}, {"A1V+0A", NULL, "A1V"},
		{"London B", "Britain\tLondon, England, GB\nBorough\t", "of Brent"},
		{"Hampton M", "Middlesex\tHampton, England, GB\n", "\nMelbourne\t"},
		{"경기도 광", "광주\tGwangju, Gyeonggi, KR\n", "광주광역시"},
		{"경기도 _", "수원\tSuwon, ", "Gyeonggi, KR\n경기"},
		{"경기도+광", "경기도 광주\tGwangju, Gyeonggi, KR\n", NULL},
		{"대구 중", "중구\tJung, Daegu, KR\n", "Daejeon"},
		{"부산+해운", "부산 해운대\tHaeundae, Busan, KR\n", NULL},
		{"부산 부산", "부산진\tBusanjin, ", NULL}, {"수원시 영", "영통\tYeongtong, ", NULL},
		{"서울 부산", "부산\tBusan, KR\n", NULL}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		static char text[65536];
		char *words[12];
		int count = split_words(rows[i].words, words);

		if (strcmp(words[count - 1], "_") == 0)
			*words[count - 1] = '\0';
		lines_of(words, count, text, sizeof text);
		if (rows[i].first)
			cr_expect(strncmp(text, rows[i].first, strlen(rows[i].first)) == 0,
				"'%s': %.80s", rows[i].words, text);
		if (rows[i].absent)
			cr_expect_null(
				strstr(text, rows[i].absent), "'%s': %s", rows[i].words, text);
	}
}

/* The next place is not hidden by what the first one's name goes on with. */
Test(resolve, completes_the_next_place_too)
{
	static const char *const rows[][2] = {{"London B", "Berlin\t"}, {"Paris L", "Lagos\t"},
		{"Seoul T", "Tokyo\t"}, {"London Ne", "New York\t"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		static char text[65536];
		char *words[12];
		int count = split_words(rows[i][0], words);

		cr_expect(lines_of(words, count, text, sizeof text) <= COMPLETE_MAX);
		cr_expect(strstr(text, rows[i][1]), "'%s': %s", rows[i][0], text);
	}
}

Test(resolve, completes_what_stands_behind_a_comma)
{
	static const char *const rows[][2] = {{"London,C", "London,Canada\tLondon, Ontario, CA\n"},
		{"London,ont", "London,Ontario\tLondon, Ontario, CA\n"},
		{"London,Can", "London,Canada\tLondon, Ontario, CA\n"},
		{"London,", "London,England\tLondon, England, GB\nLondon,United Kingdom\t"},
		{"Springfield,I", "Springfield,Illinois\tSpringfield, Illinois, US\n"},
		{"Springfield,IL,", "Springfield,IL,United States\tSpringfield, Illinois, US\n"},
		{"Portland, Or", "Oregon\tPortland, Oregon, US\n"},
		{"Portland,+Ore", "Portland, Oregon\tPortland, Oregon, US\n"},
		{"San Juan, A", "Argentina\tSan Juan, AR\n"},
		{"New York, U", "United\tNew York, US\n"}, {"New York, US", "US\tNew York, US\n"},
		{"Paris, Ile", "Ile-de-France\tParis, Île-de-France, FR\n"},
		{"서울,K", "서울,Korea\tSeoul, KR\n"}, {"서울,KR", "서울,KR\tSeoul, KR\n"},
		{"서울, 대", "대한민국\tSeoul, KR\n"}, {"München, Bay", "Bayern\tMunich, "},
		{"Seoul, Toky", ""}, {"Nirgendwo,", ""}, {"London,Xyz", ""}, {"37.57,", ""},
		{"37.57, 1", ""}, {"Nirgendwo, Lon", ""}, {"Springfield,IL, U", ""},
		{"Seoul London,Ca", "London,Canada\t"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		static char text[65536];
		char *words[12];
		int count = split_words(rows[i][0], words);

		lines_of(words, count, text, sizeof text);
		cr_expect(*rows[i][1] ? strncmp(text, rows[i][1], strlen(rows[i][1])) == 0 : !*text,
			"'%s': %s", rows[i][0], text);
	}
}
