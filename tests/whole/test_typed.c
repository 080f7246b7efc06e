/* SPDX-License-Identifier: MIT */
/* Places as people type them, through the whole program and against the stand-in. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "harness.h"

TestSuite(typed, .fini = harness_teardown);

#define WEATHER "/data/2.5/weather="

/* What the service answers to a name that was sent as typed, and what is made of it. */
Test(typed, names_are_asked_for_once_and_their_answers_checked)
{
	static const struct {
		const char *words[4], *answer;
		int status;
		const char *message, *query;
	} rows[] = {
		{{"Nether", "Wallop", "UK"}, WEATHER "sample:A-london-doc", 0,
			"wx: 'Nether Wallop UK' was taken as London, GB\n", "?q=Nether+Wallop+UK&"},
		{{"London", "Town", "UK"}, WEATHER "sample:A-london-doc", 0, "",
			"?q=London+Town+UK&"},
		{{"Montmartre"}, WEATHER "sample:A-london-doc", 0,
			"wx: 'Montmartre' was taken as London, GB\n", "?q=Montmartre&"},
		{{"Montmartre"}, WEATHER "file:country-none.json", 0,
			"wx: 'Montmartre' was taken as Seoul\n", "?q=Montmartre&"},
		{{"-q", "Montmartre"}, WEATHER "sample:A-london-doc", 0, "", "?q=Montmartre&"},
		{{"Nether", "Wallop", "UK"}, WEATHER "sample:C-seoul-2022", 7,
			"wx: Nether Wallop UK: no such place; check the spelling, or use "
			"coordinates, as in '37.57,126.98'\n",
			"?q=Nether+Wallop+UK&"},
		{{"London,", "Texas"}, WEATHER "sample:A-london-doc", 7,
			"wx: London, Texas: no such place: London (Texas); did you mean the one in "
			"England (GB) or Ontario (CA)? For the first of these, write 'London'\n",
			"?q=London%2c+Texas&"},
		{{"London", "Wales"}, WEATHER "sample:A-london-doc", 7,
			"wx: London Wales: no such place: London (Wales); did you mean the one in "
			"England? If so, write 'London'\n",
			"?q=London+Wales&"},
		{{"Springfield,CA"}, WEATHER "sample:beverly-hills", 0,
			"wx: 'Springfield,CA' was taken as Beverly Hills, US\n",
			"?q=Springfield%2cCA&"},
		{{"Springfield,CA"}, WEATHER "status:404", 7,
			"wx: Springfield,CA: no such place: Springfield (California); did you mean "
			"the one in Missouri, Massachusetts, Illinois, Oregon or Ohio? For the "
			"first of "
			"these, write 'Springfield'\n",
			"?q=Springfield%2cCA&"},
		{{"Soho,", "London"}, WEATHER "sample:A-london-doc", 0,
			"wx: 'Soho, London' was taken as London, GB\n", "?q=Soho%2c+London&"},
		{{"Pheonix"}, WEATHER "status:404", 7,
			"wx: Pheonix: no such place; did you mean Phoenix?\n", "?q=Pheonix&"},
		{{"JFK", "Airport"}, WEATHER "status:404", 7,
			"wx: JFK Airport: no such place; for a landmark, name a town "
			"near it; for an airport, name its city\n",
			"?q=JFK+Airport&"},
		{{"Frankfurt", "Airport"}, WEATHER "status:404", 7,
			"wx: Frankfurt Airport: no such place; for an airport, name its city, as "
			"in 'Frankfurt am Main'\n",
			"?q=Frankfurt+Airport&"},
		{{"Bandra", "Mumbai"}, WEATHER "status:404", 7,
			"wx: Bandra Mumbai: no such place; check the spelling, or write just "
			"the city, 'Mumbai'\n",
			"?q=Bandra+Mumbai&"},
		/* Who has given the country is not told to add it. */
		{{"Qwertz,DE"}, WEATHER "status:404", 7,
			"wx: Qwertz,DE: no such place; check the spelling, or use coordinates, as "
			"in '37.57,126.98'\n",
			"?q=Qwertz%2cDE&"},
		{{"90210"}, WEATHER "sample:beverly-hills", 0,
			"wx: '90210' was taken as a postcode (United States); ",
			"?zip=90210%2cUS&"},
		{{"10115", "Berlin"}, WEATHER "sample:K-berlin-empty-rain", 0,
			"wx: '10115 Berlin' was taken as the postcode 10115 (Germany)\n",
			"?zip=10115%2cDE&"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct peer *standin = STANDIN("--answer", rows[i].answer);
		const struct run *run =
			wx_run(&(const struct setup){.url = standin->url}, rows[i].words);
		const struct requests *requests = standin_requests(standin);

		cr_expect_eq(run->status, rows[i].status, "%zu: %s", i, run->err);
		cr_expect(strstr(run->err, rows[i].message), "%zu: %s", i, run->err);
		cr_expect(*rows[i].message || !*run->err, "%zu: %s", i, run->err);
		cr_expect_eq(requests->count, 1, "%zu: %zu", i, requests->count);
		cr_expect(strstr(requests->last, rows[i].query), "%zu: %s", i, requests->last);
		cr_expect(rows[i].status == 0 || !*run->out, "%zu: %s", i, run->out);
	}
}

/* The answer in the cache is checked like one that has just come. */
Test(typed, a_wrong_answer_stays_wrong_in_the_cache)
{
	struct peer *standin = STANDIN("--answer", WEATHER "sample:C-seoul-2022");
	const struct home *home = home_make();

	for (int i = 0; i < 2; i++)
		cr_expect_eq(WX(SETUP(.url = standin->url, .home = home), "Nether", "Wallop", "UK")
				     ->status,
			7);
	cr_expect_eq(standin_requests(standin)->count, 1);
}

Test(typed, nobody_is_asked_for_what_is_no_place)
{
	static const struct {
		const char *words[4];
		int status;
		const char *message;
	} rows[] = {{{"IN"}, 7, "wx: IN: 'IN' is a code (India or Indiana), not a place; "},
		{{"San", "Diago"}, 7, "wx: San Diago: no such place; did you mean San Diego, "},
		{{"New", "Yrok"}, 7, "wx: New Yrok: no such place; did you mean New York"},
		{{"52,47", "13,39"}, 2, "with decimal points, as in '52.47,13.39'\n"},
		{{"-23,1328471,-47,4876787"}, 2, "in decimal degrees, the latitude first"},
		{{","}, 2,
			"wx: invalid place ',': no letters or digits; name a place, such as "
			"Seoul\n"},
		{{"London and"}, 7,
			"wx: London and: no place follows the last word; name one, or remove the "
			"word\n"},
		{{"90210", "Singapore"}, 2,
			"postcodes in Singapore have a different form; check the postcode\n"},
		{{"paris", "15e"}, 2,
			"wx: invalid place '15e': neither a name nor coordinates; write just "
			"the city, 'Paris'\n"},
		{{"1234"}, 2, "several countries have such postcodes"}};

	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *run =
			wx_run(&(const struct setup){.url = standin->url}, rows[i].words);

		cr_expect_eq(run->status, rows[i].status, "%zu: %s", i, run->err);
		cr_expect(strstr(run->err, rows[i].message), "%zu: %s", i, run->err);
		cr_expect_eq(
			strchr(run->err, '\n'), run->err + run->err_length - 1, "%s", run->err);
		cr_expect_str_empty(run->out);
	}
	cr_expect_eq(standin_requests(standin)->count, 0);
}

/* Nobody is asked for several places, and nothing is said of a place that one of them may be. */
Test(typed, several_cities_in_one_argument_are_said_to_be_several)
{
	static const char *const typed[] = {"Seoul Tokyo", "Paris and London", "Tokyo & Osaka",
		"서울 부산", "Boston MA New York NY", "Seoul, Tokyo", "France, Germany",
		"USA Canada"};
	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		const char *const messages[] = {"more than one place; write them without quotes",
			"more than one place; write each on its own line",
			"more than one place; write ';' between them in a configuration file",
			"an alias can stand for one place only; correct it in a configuration"};
		const struct home *home = home_make();
		const struct run *runs[4];
		char config[128];

		snprintf(config, sizeof config, "place = %s\nalias.x = %s\n", typed[i], typed[i]);
		home_write(home, ".config/wx/config", 0600, config);
		runs[0] = WX(SETUP(.url = standin->url, .home = home), "--json", typed[i]);
		runs[1] = WX(SETUP(.url = standin->url, .home = home, .input = typed[i]), "--json",
			"--from", "-");
		runs[2] = WX(SETUP(.url = standin->url, .home = home), "--json", NULL);
		runs[3] = WX(SETUP(.url = standin->url, .home = home), "--json", "x");
		for (size_t k = 0; k < sizeof runs / sizeof *runs; k++) {
			cr_expect_eq(runs[k]->status, 7, "%s: %s", typed[i], runs[k]->err);
			cr_expect(strstr(runs[k]->err, messages[k]), "%s: %s", typed[i],
				runs[k]->err);
			cr_expect(strstr(runs[k]->out, messages[k]), "%s: %s", typed[i],
				runs[k]->out);
		}
	}
	cr_expect_eq(standin_requests(standin)->count, 0);
}

/* One that fails does not keep the others. */
Test(typed, places_beside_one_that_is_none_are_answered)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run =
		WX(.url = standin->url, "--json", "IN", "Seoul", "Tokyo", "San", "Diago");

	cr_expect_eq(run->status, 7);
	cr_expect_eq(standin_requests(standin)->count, 2);
	cr_expect(strstr(run->out, "\"query\":\"Seoul\""), "%s", run->out);
	cr_expect(strstr(run->out, "{\"schema\":1,\"query\":\"IN\",\"error\":{\"code\":7,"), "%s",
		run->out);
	cr_expect(strstr(run->out, "\"query\":\"Tokyo\""), "%s", run->out);
	cr_expect(strstr(run->out, "\"query\":\"San Diago\",\"error\""), "%s", run->out);
}

/* What follows a city may be a part of it; a city that is misspelt is another one. */
Test(typed, words_behind_a_city_are_perhaps_in_it)
{
	static const char *const rows[][3] = {
		{"Shanghai", "Pudong",
			"wx: Pudong: no such place; check the spelling, or write just the city, "
			"'Shanghai'\n"},
		{"Lyon", "3eme",
			"wx: 3eme: no such place; check the spelling, or write just the city, "
			"'Lyon'\n"},
		{"Amsterdam", "noord", "write just the city, 'Amsterdam'\n"},
		{"Stockholm", "Arlanda", "write just the city, 'Stockholm'\n"},
		{"Munich", "Bavria", "wx: Bavria: no such place; did you mean Bavaria?\n"},
		{"London", "Pariss", "wx: Pariss: no such place; did you mean Paris?\n"}};
	struct peer *standin = STANDIN(NULL);
	const struct run *run;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		run = WX(.url = standin->url, rows[i][0], rows[i][1]);

		cr_expect_eq(run->status, 7, "%s", run->err);
		cr_expect(strstr(run->err, rows[i][2]), "%s", run->err);
		cr_expect(strstr(run->out, rows[i][0]), "%s", run->out);
	}
	run = WX(.url = standin->url, "Beacon", "Hill", "Boston");
	cr_expect(strstr(run->err,
			  "no such place; check the spelling, or write just the city, 'Boston'\n"),
		"%s", run->err);
}

Test(typed, lines_of_a_file_are_one_place_each)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run = WX(
		SETUP(.url = standin->url, .input = "London Ontario\nParis, Texas\n10115 Berlin\n"
						    "52,47 13,39\nSan Diago\n"),
		"--json", "--from", "-");

	cr_expect_eq(run->status, 2, "%s", run->err);
	cr_expect_eq(standin_requests(standin)->count, 3);
	cr_expect(strstr(run->out, "\"query\":\"London Ontario\""), "%s", run->out);
	cr_expect(strstr(run->err, "wx: standard input:4: invalid place '52,47 13,39'"), "%s",
		run->err);
	cr_expect(strstr(run->err, "San Diago: no such place; did you mean San Diego"), "%s",
		run->err);
}

Test(typed, places_and_aliases_of_the_config_file)
{
	struct peer *standin = STANDIN(NULL);
	const struct home *home = home_make();
	const struct run *run;

	home_write(home, ".config/wx/config", 0600,
		"place = Seoul; Paris, Texas\nalias.home = Tokyo\nalias.Work = 10115 Berlin\n");
	run = WX(SETUP(.url = standin->url, .home = home), "--json", NULL);
	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect_eq(standin_requests(standin)->count, 2);
	cr_expect(strstr(run->out, "\"query\":\"Paris, Texas\""), "%s", run->out);
	run = WX(SETUP(.url = standin->url, .home = home), "--json", "home", "London", "work");
	cr_expect(strstr(run->out, "\"query\":\"home\",\"place\":\"Tokyo\""), "%s", run->out);
	cr_expect(strstr(run->out, "\"query\":\"London\""), "%s", run->out);
	cr_expect(strstr(run->out, "\"query\":\"work\",\"place\":\"Berlin\""), "%s", run->out);
}

Test(typed, settings_that_are_no_places_are_refused)
{
	static const char *const rows[][2] = {
		{"place = Seoul; 91,0\n", "config:1: invalid place '91,0': the latitude"},
		{"place = ;\n", "config:1: the place is empty; name one, such as Seoul\n"},
		{"alias.home = 91,0\n", "config:1: alias.home: invalid place "},
		{"alias.x = -\n", "config:1: alias.x: invalid place '-': no letters or digits; "
				  "name a place, such as Seoul\n"},
		{"alias. = Seoul\n", "config:1: invalid alias '': expected one word"},
		{"alias.a,b = Seoul\n", "config:1: invalid alias 'a,b': expected one word without "
					"commas, semicolons or quotes"},
		{"alias.my home = Seoul\n", "config:1: invalid alias 'my home': "}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct home *home = home_make();
		const struct run *run;

		home_write(home, ".config/wx/config", 0600, rows[i][0]);
		run = WX(.home = home, "Seoul");
		cr_expect_eq(run->status, 3, "%s", run->err);
		cr_expect(strstr(run->err, rows[i][1]), "%s", run->err);
	}
}
