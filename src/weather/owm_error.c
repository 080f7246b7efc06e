/* SPDX-License-Identifier: MIT */
#include "weather/owm_error.h"

#include <ctype.h>
#include <string.h>

#include "weather/json_get.h"

#define DEFAULT_PAUSE \
	600 /* seconds after a 429 that names none; the service asks for ten minutes */

#define SAID_MAX 512

bool owm_error_is_page(const struct owm_error *fault)
{
	const char *text = fault->body;

	return !fault->object &&
	       (strstr(fault->content_type, "html") || text[strspn(text, " \t\r\n")] == '<');
}

/* Whether a text has the word, not just the letters: no "plan" in "explanation". */
static bool has_word(const char *text, const char *word)
{
	const char *at = text;

	while ((at = strstr(at, word))) {
		bool begins = at == text || !isalpha((unsigned char)at[-1]);

		at += strlen(word);
		if (begins && !isalpha((unsigned char)*at))
			return true;
	}
	return false;
}

static bool fail_refused(const struct owm_error *fault, struct error *error)
{
	char said[SAID_MAX];

	json_get_string(fault->object, "message", said, sizeof said);
	if (!has_word(said, "plan") && !has_word(said, "subscription"))
		return error_set(error, EXIT_AUTH, "OpenWeatherMap rejected the API key");
	error_set(error, EXIT_AUTH,
		"the plan of the API key does not include this request: OpenWeatherMap says '%s'; "
		"see https://openweathermap.org/price",
		said);
	error->is_plan = true;
	return false;
}

static bool fail_page(int status, struct error *error)
{
	if (status == 511)
		return error_set(error, EXIT_BAD_REPLY,
			"this network requires a login first (status 511); open any web page, log "
			"in, and try again");
	return error_set(error, EXIT_BAD_REPLY,
		"status %d did not come from OpenWeatherMap, but from a filter or the login of "
		"this network; ask whoever runs it",
		status);
}

static size_t count_numbers(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += isdigit((unsigned char)*text) && !isdigit((unsigned char)text[1]);
	return count;
}

/* What people paste for coordinates: "48.8565N,2.3524E", "[51.51,-0.13]", "48.8°，2.3°". */
static bool resembles_coordinates(const char *text)
{
	static const char bytes[] = "0123456789+-.,:[]()'\" NSEWnsew°′″，";

	return strspn(text, bytes) == strlen(text) && count_numbers(text) >= 2 &&
	       strpbrk(text, "., ");
}

/* Before the comma: "K0A1K0,CA". */
static bool has_letters(const char *postcode)
{
	size_t length = strcspn(postcode, ",");

	for (size_t i = 0; i < length; i++)
		if (isalpha((unsigned char)postcode[i]))
			return true;
	return false;
}

static const char *describe_unknown(const struct location *location)
{
	switch (location->kind) {
	case LOCATION_POSTCODE:
		return has_letters(location->text)
			       ? "no such postcode; check it and its "
				 "country's code, or try its first part alone, as in 'zip:K0A,CA'"
			       : "no such postcode; check it and its "
				 "country's code, as in 'zip:90210,US'";
	case LOCATION_COORDINATES:
		return "OpenWeatherMap has no weather for these coordinates; check them, latitude "
		       "first, as in '37.57,126.98'";
	case LOCATION_LISTED:
		return "OpenWeatherMap has no weather for the coordinates of this place; try a "
		       "larger one near it";
	case LOCATION_ID:
		return "OpenWeatherMap knows no place of this number; check it, or give the name";
	case LOCATION_NAME:
		break;
	}
	if (resembles_coordinates(location->text))
		return "no such place; coordinates are written as in "
		       "'37.57,126.98'";
	if (count_numbers(location->text) > 0)
		return "no such place; a postcode is written with its "
		       "country, as in 'zip:90210,US'";
	return "no such place; check the spelling, or add the country, as in "
	       "'Paris,FR'";
}

static bool fail_unknown(const struct owm_error *fault, struct error *error)
{
	if (owm_error_is_page(fault))
		return error_set(error, EXIT_NOT_FOUND,
			"a web page says that it is not found (status 404), not OpenWeatherMap; "
			"check WX_API_URL, or log in to this network first");
	return error_set(error, EXIT_NOT_FOUND, "%s", describe_unknown(fault->location));
}

static bool fail_rate(const struct owm_error *fault, struct error *error)
{
	error_set(error, EXIT_RATE_LIMIT,
		"too many requests for this account; wait before asking again");
	error->retry_after = fault->retry_after ? fault->retry_after : DEFAULT_PAUSE;
	return false;
}

/* The gateway before the service answers with web pages, but with none of these statuses. */
static bool is_from_elsewhere(const struct owm_error *fault)
{
	return fault->status == 511 || (fault->status == 403 && !fault->object) ||
	       (fault->status < 500 && owm_error_is_page(fault));
}

bool owm_error_set(const struct owm_error *fault, struct error *error)
{
	char said[SAID_MAX];

	if (fault->status == 401)
		return fail_refused(fault, error);
	if (fault->status == 404)
		return fail_unknown(fault, error);
	if (fault->status == 429)
		return fail_rate(fault, error);
	if (is_from_elsewhere(fault))
		return fail_page(fault->status, error);
	if (fault->status == 403)
		return fail_refused(fault, error);
	json_get_string(fault->object, "message", said, sizeof said);
	return error_set(error, EXIT_BAD_REPLY, "OpenWeatherMap answered with status %d%s%s%s",
		fault->status, *said ? ": " : "", said,
		fault->status >= 500 ? "; try again later" : "");
}
