/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/monotonic.h"
#include "fetch/fetch.h"
#include "harness.h"
#include "weather/provider.h"

TestSuite(fetch, .fini = harness_teardown);

/* Opens a fetch of all parts from the stand-in, without a cache, with three places added to it. */
static struct fetch *fetch_three_places(const struct peer *standin, double timeout)
{
	static const struct api_key key = {.text = HARNESS_KEY};
	struct fetch_config config = {.provider = provider_with_key(),
		.language = language_english(),
		.forecast = true,
		.air = true,
		.timeout = timeout,
		.requests_per_minute = 60,
		.key = &key};
	struct fetch *fetch;

	setenv("HOME", home_make()->path, 1);
	setenv("WX_API_URL", standin->url, 1);
	fetch = fetch_open(&config, 3);
	cr_assert(fetch);
	for (int i = 0; i < 3; i++) {
		struct place place = {.location = {.kind = LOCATION_COORDINATES,
					      .latitude = i,
					      .longitude = i,
					      .query = "a place"}};

		fetch_add(fetch, &place);
	}
	return fetch;
}

/* The first eight of the nine parts have all transfers. */
Test(fetch, fails_a_part_that_gets_no_transfer_by_the_deadline_of_its_place)
{
	struct fetch *fetch = fetch_three_places(STANDIN("--delay", "60000"), 50);
	struct job *last = &fetch->ring[2];
	const struct job_part *air = &last->parts[ANSWER_AIR];

	fetch_wait(fetch, -1, 0);
	cr_assert_eq(last->parts[ANSWER_FORECAST].state, PART_IN_FLIGHT);
	cr_assert_eq(air->state, PART_QUEUED);
	last->deadline = monotonic_now();
	fetch_wait(fetch, -1, 0);
	cr_assert_eq(air->state, PART_DONE);
	cr_expect_eq(air->error.code, EXIT_NETWORK);
	cr_expect_str_eq(air->error.message, "no complete answer from OpenWeatherMap within 50 s; "
					     "try again, or raise --timeout");
	cr_expect_eq(last->parts[ANSWER_FORECAST].state, PART_IN_FLIGHT);
	fetch_close(fetch);
}
