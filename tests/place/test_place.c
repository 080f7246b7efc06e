/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "place/coordinates.h"
#include "place/place.h"

/* A list that is closed, in which nothing is found. */
static const struct gazetteer *no_list(void)
{
	static struct gazetteer list;

	gazetteer_close(&list);
	return &list;
}

Test(place, understands_every_form)
{
	static const struct {
		const char *typed;
		enum location_kind kind;
		const char *query, *text;
		double latitude, longitude;
	} rows[] = {{"Seoul", LOCATION_NAME, "Seoul", "Seoul", 0, 0},
		{"  New York\n", LOCATION_NAME, "New York", "New York", 0, 0},
		{"서울", LOCATION_NAME, "서울", "서울", 0, 0},
		{"a&appid=x#?%00", LOCATION_NAME, "a&appid=x#?%00", "a&appid=x#?%00", 0, 0},
		{"37.57,126.98", LOCATION_COORDINATES, "37.57,126.98", "", 37.57, 126.98},
		{"-33.87, 151.21", LOCATION_COORDINATES, "-33.87, 151.21", "", -33.87, 151.21},
		{"90,-180", LOCATION_COORDINATES, "90,-180", "", 90, -180},
		{"1e1,.5", LOCATION_COORDINATES, "1e1,.5", "", 10, .5},
		{"0x10,5", LOCATION_NAME, "0x10,5", "0x10,5", 0, 0},
		{"12abc,5", LOCATION_NAME, "12abc,5", "12abc,5", 0, 0},
		{"37.57 126.98", LOCATION_COORDINATES, "37.57 126.98", "", 37.57, 126.98},
		{"37.57N 126.98E", LOCATION_COORDINATES, "37.57N 126.98E", "", 37.57, 126.98},
		{"33.87S, 70.5w", LOCATION_COORDINATES, "33.87S, 70.5w", "", -33.87, -70.5},
		{"126.98E 37.57N", LOCATION_COORDINATES, "126.98E 37.57N", "", 37.57, 126.98},
		{"N37.57 E126.98", LOCATION_COORDINATES, "N37.57 E126.98", "", 37.57, 126.98},
		{"37.57°, 126.98°", LOCATION_COORDINATES, "37.57°, 126.98°", "", 37.57, 126.98},
		{"48.8565°,2.3524°", LOCATION_COORDINATES, "48.8565°,2.3524°", "", 48.8565, 2.3524},
		{"48.8，2.3", LOCATION_COORDINATES, "48.8，2.3", "", 48.8, 2.3},
		{"[51.51,-0.13]", LOCATION_COORDINATES, "[51.51,-0.13]", "", 51.51, -0.13},
		{"geo:37.57,126.98", LOCATION_COORDINATES, "geo:37.57,126.98", "", 37.57, 126.98},
		{"geo:37.57,126.98,30;u=35", LOCATION_COORDINATES, "geo:37.57,126.98,30;u=35", "",
			37.57, 126.98},
		{"52,47", LOCATION_COORDINATES, "52,47", "", 52, 47},
		{"zip:K0A1K0,CA", LOCATION_POSTCODE, "zip:K0A1K0,CA", "K0A,CA", 0, 0},
		{"zip:Y1A 0A1,ca", LOCATION_POSTCODE, "zip:Y1A 0A1,ca", "Y1A,CA", 0, 0},
		{"zip:1010,LV", LOCATION_POSTCODE, "zip:1010,LV", "LV-1010,LV", 0, 0},
		{"zip:D-10115,DE", LOCATION_POSTCODE, "zip:D-10115,DE", "10115,DE", 0, 0},
		{"zip:vlt,MT", LOCATION_POSTCODE, "zip:vlt,MT", "VLT,MT", 0, 0},
		{"zip:1234567,US", LOCATION_POSTCODE, "zip:1234567,US", "1234567,US", 0, 0},
		{"zip:1234 567 , us", LOCATION_POSTCODE, "zip:1234 567 , us", "1234 567,US", 0, 0},
		{"90210", LOCATION_POSTCODE, "90210", "90210,US", 0, 0},
		{"SW1A 1AA", LOCATION_POSTCODE, "SW1A 1AA", "SW1A,GB", 0, 0},
		{"zip:90210,US", LOCATION_POSTCODE, "zip:90210,US", "90210,US", 0, 0},
		{"zip: E14, GB ", LOCATION_POSTCODE, "zip: E14, GB", "E14,GB", 0, 0},
		{"zip:E14,uk", LOCATION_POSTCODE, "zip:E14,uk", "E14,GB", 0, 0},
		{"zip:90210, US , ", LOCATION_POSTCODE, "zip:90210, US", "90210,US", 0, 0},
		{"id:1835848", LOCATION_ID, "id:1835848", "1835848", 0, 0}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error = {0};
		struct place place;

		cr_assert(place_parse(&place, no_list(), rows[i].typed, &error), "'%s': %s",
			rows[i].typed, error.message);
		cr_expect_eq(place.location.kind, rows[i].kind, "'%s'", rows[i].typed);
		cr_expect_str_eq(place.location.query, rows[i].query);
		cr_expect_str_eq(place.location.text, rows[i].text, "'%s': '%s'", rows[i].typed,
			place.location.text);
		if (rows[i].kind != LOCATION_COORDINATES)
			continue;
		cr_expect_eq(place.location.latitude, rows[i].latitude, "'%s'", rows[i].typed);
		cr_expect_eq(place.location.longitude, rows[i].longitude, "'%s'", rows[i].typed);
	}
}

Test(place, refuses_with_a_reason)
{
	static const struct {
		const char *typed, *reason;
	} rows[] = {{"", "empty"}, {" \t\n", "empty"},
		{"Z\xFCrich", "invalid place 'Z\\xfcrich': not UTF-8"},
		{"91,0", "'91,0': the latitude"}, {"-90.0001,0", "latitude"},
		{"0,181", "longitude"}, {"nan,0", "latitude"}, {"0,nan", "longitude"},
		{"52,47 13,39", "as in '52.47,13.39'"}, {"1,2,3", "decimal degrees"},
		{"N16", "neither a name nor coordinates, which are written in decimal degrees"},
		{"-23,1328471,-47,4876787", "decimal degrees"}, {"37.57", "decimal degrees"},
		{"geo:Seoul", "decimal degrees"}, {"33.87S 70.5N", "decimal degrees"},
		{"-33.87S 70.5E", "decimal degrees"}, {",", "no letters or digits"},
		{"-- !", "no letters or digits"}, {"\u200f", "no letters or digits"},
		{"1234", "several countries have such postcodes"}, {"inf,0", "latitude"},
		{"0,1e309", "longitude"}, {"zip:", "postcode"}, {"zip: ,US", "postcode"},
		{"zip:xx", "'zip:xx': expected a postcode and a country code of two letters, as in "
			   "'zip:90210,US'"},
		{"zip:90210", "country code"}, {"zip:90210 US", "country code"},
		{"zip:90210,", "country code"}, {"zip:90210,,US", "country code"},
		{"zip:90210,USA", "country code"}, {"zip:90210,U5", "country code"},
		{"zip:90210,CA,US", "country code"}, {"zip:90210,\u00fc", "country code"},
		{"id:", "id"}, {"id:12x", "id"}, {"id:-5", "id"}, {"id:12345678901", "id"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error = {0};
		struct place place;

		cr_expect(!place_parse(&place, no_list(), rows[i].typed, &error), "'%s'",
			rows[i].typed);
		cr_expect_eq(error.code, EXIT_USAGE);
		cr_expect(strstr(error.message, rows[i].reason), "row %zu: %s", i, error.message);
	}
}

Test(place, has_a_longest)
{
	char typed[LOCATION_TEXT_MAX + 2];
	struct error error;
	struct place place;

	memset(typed, 'x', sizeof typed);
	typed[LOCATION_TEXT_MAX] = '\0';
	cr_expect(place_parse(&place, no_list(), typed, &error));
	typed[LOCATION_TEXT_MAX] = 'x';
	typed[LOCATION_TEXT_MAX + 1] = '\0';
	cr_expect(!place_parse(&place, no_list(), typed, &error));
	cr_expect(strstr(error.message, "256 bytes"), "%s", error.message);
	/* Two bytes each, after one: the fortieth byte is half of one. */
	for (size_t i = 1; i < LOCATION_TEXT_MAX; i += 2)
		memcpy(typed + i, "ø", 2);
	cr_expect(!place_parse(&place, no_list(), typed, &error));
	cr_expect(!strstr(error.message, "\\x"), "%s", error.message);
}

Test(place, of_a_setting_has_letters)
{
	static const char *const rows[] = {",", " , ", "...", "\u200f"};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error = {0};
		struct place place;

		cr_expect(!place_classify(&place, rows[i], &error), "'%s'", rows[i]);
		cr_expect_eq(error.code, EXIT_USAGE);
		cr_expect(strstr(error.message, "no letters or digits"), "%s", error.message);
	}
}

Test(coordinates, have_a_distance_within_one_percent)
{
	/* By the haversine formula, rounded. */
	static const struct {
		double from[2], to[2], kilometres;
	} rows[] = {{{37.5665, 126.978}, {35.1796, 129.0756}, 325.1},
		{{51.5074, -0.1278}, {51.47, -0.4543}, 23.0},
		{{-16.5, 179.9}, {-16.5, -179.9}, 21.3}, {{69.65, 18.96}, {67.28, 14.4}, 322.5},
		{{0, 0}, {0, 0}, 0}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double distance = coordinates_distance(
			rows[i].from[0], rows[i].from[1], rows[i].to[0], rows[i].to[1]);

		cr_expect_float_eq(distance, rows[i].kilometres, 0.01 * rows[i].kilometres + 0.001,
			"row %zu: %g", i, distance);
	}
	cr_expect_gt(coordinates_distance(37.57, 126.98, 40.71, -74.01), 1000);
}
