/* SPDX-License-Identifier: MIT */
#include "weather/owm_error.h"

#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "base/timefmt.h"
#include "weather/json_get.h"

/* After a 429 without Retry-After; OpenWeatherMap's FAQ asks for ten minutes. */
#define PAUSE_SECONDS 600

#define MESSAGE_BYTES 512
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

bool owm_error_is_page(const struct owm_error *reply)
{
	const char *text = reply->body;

	return !reply->object &&
	       (strstr(reply->content_type, "html") || text[strspn(text, " \t\r\n")] == '<');
}

/* Whether text contains the whole word: "explanation" does not contain "plan". */
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

static bool fail_rejected(const struct owm_error *reply, struct error *error)
{
	char message[MESSAGE_BYTES];

	json_get_string(reply->object, "message", message, sizeof message);
	if (!has_word(message, "plan") && !has_word(message, "subscription"))
		return error_set(error, EXIT_AUTH, _("OpenWeatherMap rejected the API key"));
	error_set(error, EXIT_AUTH,
		_("the plan of the API key does not include this request: OpenWeatherMap says "
		  "'%s'; see https://openweathermap.org/price"),
		message);
	error->is_plan = true;
	return false;
}

static size_t count_numbers(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += isdigit((unsigned char)*text) && !isdigit((unsigned char)text[1]);
	return count;
}

/* Coordinates as people paste them: "48.8565N,2.3524E", "[51.51,-0.13]", "48.8°，2.3°". */
static bool resembles_coordinates(const char *text)
{
	static const char bytes[] = "0123456789+-.,:[]()'\" NSEWnsew°′″，";

	return strspn(text, bytes) == strlen(text) && count_numbers(text) >= 2 &&
	       strpbrk(text, "., ");
}

/* Advice depends on what the user typed: a name, a postcode, coordinates or an id. */
static const char *describe_not_found(const struct location *location)
{
	switch (location->kind) {
	case LOCATION_POSTCODE:
		/* Postcodes with letters are known by their first part: "K0A" of "K0A 1K0". */
		if (strcspn(location->text, LETTERS) < strcspn(location->text, ","))
			return N_("no such postcode; check it and its country's code, or try its "
				  "first part alone, as in 'zip:K0A,CA'");
		return N_("no such postcode; check it and its country's code, as in "
			  "'zip:90210,US'");
	case LOCATION_COORDINATES:
		return N_("OpenWeatherMap has no weather for these coordinates; check them, "
			  "latitude first, as in '37.57,126.98'");
	case LOCATION_LISTED:
		return N_("OpenWeatherMap has no weather for the coordinates of this place; try a "
			  "larger one near it");
	case LOCATION_ID:
		return N_("no such OpenWeatherMap city ID; check it, or give the name");
	case LOCATION_NAME:
		break;
	}
	if (resembles_coordinates(location->text))
		return N_("no such place; for coordinates, write '37.57,126.98'");
	if (count_numbers(location->text) > 0)
		return N_("no such place; for a postcode, add the country, as in 'zip:90210,US'");
	return N_("no such place; check the spelling, or add the country, as in 'Paris,FR'");
}

bool owm_error_set(const struct owm_error *reply, struct error *error)
{
	int status = reply->status;
	bool is_page = owm_error_is_page(reply);
	char message[MESSAGE_BYTES];

	if (status == 401)
		return fail_rejected(reply, error);
	if (status == 404 && is_page)
		return error_set(error, EXIT_NOT_FOUND,
			_("the reply (HTTP status 404) is a web page, not from OpenWeatherMap; "
			  "check WX_API_URL if it is set, or, if this network requires a login, "
			  "log in first"));
	if (status == 404)
		return error_set(
			error, EXIT_NOT_FOUND, "%s", _(describe_not_found(reply->location)));
	if (status == 429) {
		int seconds = reply->retry_after ? reply->retry_after : PAUSE_SECONDS;
		char pause[TIMEFMT_MAX];

		timefmt_wait(pause, seconds);
		error_set(error, EXIT_RATE_LIMIT,
			_("too many requests with this API key; try again in %s"), pause);
		error->retry_after = seconds;
		return false;
	}
	if (status == 511)
		return error_set(error, EXIT_BAD_REPLY,
			_("this network requires a login (HTTP status 511); open any web page and "
			  "log in, then try again"));
	/* The service's own gateway sends web pages only with a status of 500 and above. */
	if ((status == 403 && !reply->object) || (status < 500 && is_page))
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply (HTTP status %d) is not from OpenWeatherMap, but probably "
			  "from a filter or the login page of this network; if this network "
			  "requires a login, log in first, or ask its administrator"),
			status);
	if (status == 403)
		return fail_rejected(reply, error);

	json_get_string(reply->object, "message", message, sizeof message);
	if (status >= 500 && *message)
		return error_set(error, EXIT_BAD_REPLY,
			_("OpenWeatherMap answered with status %d: '%s'; try again later"), status,
			message);
	if (status >= 500)
		return error_set(error, EXIT_BAD_REPLY,
			_("OpenWeatherMap answered with status %d; try again later"), status);
	if (*message)
		return error_set(error, EXIT_BAD_REPLY,
			_("OpenWeatherMap answered with status %d: '%s'; check the place, or try "
			  "again later"),
			status, message);
	return error_set(error, EXIT_BAD_REPLY,
		_("OpenWeatherMap answered with status %d; check the place, or try again later"),
		status);
}
