/* SPDX-License-Identifier: MIT */
#include "weather/service_reply.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/i18n.h"
#include "weather/json_reader.h"
#include "weather/provider.h"

#define FIRST_PART_MAX 4 /* letters and digits of a first part, in all countries that have one */

bool service_reply_is_page(const struct service_reply *reply)
{
	const char *text = reply->body;

	return !reply->object &&
	       (strstr(reply->content_type, "html") || text[strspn(text, " \t\r\n")] == '<');
}

static size_t count_numbers(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += isdigit((unsigned char)*text) && !isdigit((unsigned char)text[1]);
	return count;
}

static bool begins_with_word(const char *text, const char *word)
{
	size_t length = strlen(word);

	return strncasecmp(text, word, length) == 0 && !isalpha((unsigned char)text[length]);
}

/* Coordinates as people paste them: "48.8565N,2.3524E", "[51.51,-0.13]", "lat=48.8,lon=2.3". */
static bool resembles_coordinates(const char *text)
{
	static const char bytes[] = "0123456789+-.,:[]()'\" NSEWnsew°′″，";

	return count_numbers(text) >= 2 &&
	       (begins_with_word(text, "lat") || begins_with_word(text, "latitude") ||
		       (strspn(text, bytes) == strlen(text) && strpbrk(text, "., ")));
}

/* "EC2", "12345-6789": digits, and no more than three letters side by side; not "District 9". */
static bool resembles_postcode(const char *text)
{
	size_t letters = 0, digits = 0;

	for (; *text && letters < 4; text++) {
		bool is_letter = isalpha((unsigned char)*text) || (unsigned char)*text > 0x7F;

		letters = is_letter ? letters + 1 : 0;
		digits += isdigit((unsigned char)*text) != 0;
	}
	return digits > 0 && letters < 4;
}

static bool fail_unknown_name(const struct location *location, struct error *error)
{
	const char *name = location->text;

	if (resembles_coordinates(name))
		return error_set(error, EXIT_NOT_FOUND,
			_("no such place; write coordinates as in '37.57,126.98'"));
	if (*location->countries)
		return error_set(error, EXIT_NOT_FOUND,
			_("no such place; check the spelling, or use coordinates, as in "
			  "'37.57,126.98'"));
	if (resembles_postcode(name))
		return error_set(error, EXIT_NOT_FOUND,
			_("no such place; for a postcode, add the country, as in 'zip:90210,US'"));
	return error_set(error, EXIT_NOT_FOUND,
		_("no such place; check the spelling, or try a larger place nearby"));
}

/*
 * Whether a postcode of a country where the service knows only the first part, "K0A" of "K0A 1K0",
 * has more than that.
 */
static bool has_second_part(const char *postcode)
{
	const char *comma = strchr(postcode, ',');

	return comma && comma - postcode > FIRST_PART_MAX && strlen(comma + 1) == 2 &&
	       strstr("CA GB GG IE IM JE MT NL", comma + 1);
}

bool service_reply_not_found(const struct service_reply *reply, struct error *error)
{
	const struct location *location = reply->location;
	const char *service = reply->provider->name;

	if (reply->part == ANSWER_FORECAST)
		return error_set(error, EXIT_NOT_FOUND,
			_("%s has no forecast for this place; try without the forecast"), service);
	if (reply->part == ANSWER_AIR)
		return error_set(error, EXIT_NOT_FOUND,
			_("%s has no air quality data for this place; try without the air quality"),
			service);
	switch (location->kind) {
	case LOCATION_POSTCODE:
		if (has_second_part(location->text))
			return error_set(error, EXIT_NOT_FOUND,
				_("no such postcode; check the postcode and the country code, or "
				  "try the first part of the postcode alone, as in 'zip:K0A,CA'"));
		return error_set(error, EXIT_NOT_FOUND,
			_("no such postcode; check the postcode and the country code, as in "
			  "'zip:90210,US'"));
	case LOCATION_COORDINATES:
		return error_set(error, EXIT_NOT_FOUND,
			_("%s has no weather data for these coordinates; check them (the latitude "
			  "comes first, as in '37.57,126.98')"),
			service);
	case LOCATION_LISTED:
		return error_set(error, EXIT_NOT_FOUND,
			_("%s has no weather data for the coordinates of this place; try a larger "
			  "place nearby"),
			service);
	case LOCATION_ID:
		return error_set(error, EXIT_NOT_FOUND,
			_("no such OpenWeatherMap city ID; check it, or write the name of the "
			  "place"));
	case LOCATION_NAME:
		break;
	}
	return fail_unknown_name(location, error);
}

bool service_reply_fail(const struct service_reply *reply, const char *message, struct error *error)
{
	const struct provider *provider = reply->provider;
	bool is_page = service_reply_is_page(reply);
	enum exit_code code = reply->status == 404 ? EXIT_NOT_FOUND : EXIT_BAD_REPLY;
	int status = reply->status;

	if (status == 404 && is_page)
		return error_set(error, EXIT_BAD_REPLY,
			/* TRANSLATORS: the last %s is an environment variable */
			_("the reply (HTTP status 404) is a web page that is not from %s; check "
			  "%s if it is set, or, if this network requires a login, log in first"),
			provider->name, provider->url_variable);
	if (status == 511)
		return error_set(error, code,
			_("this network requires a login (HTTP status 511); open any web page and "
			  "log in, then try again"));
	/* The gateways of the services send web pages only with a status of 500 and above. */
	if ((status == 403 && !reply->object) || (status < 500 && is_page))
		return error_set(error, code,
			_("the reply (HTTP status %d) is not from %s, but probably from a filter "
			  "or the login page of this network; if this network requires a login, "
			  "log in first; if not, ask its administrator"),
			status, provider->name);
	if (is_page)
		return error_set(error, code,
			_("the reply (HTTP status %d) is a web page, not weather data; try again "
			  "later"),
			status);
	if (status >= 500 && *message)
		return error_set(error, code,
			_("%s answered with HTTP status %d: '%s'; try again later"), provider->name,
			status, message);
	if (status >= 500)
		return error_set(error, code, _("%s answered with HTTP status %d; try again later"),
			provider->name, status);
	if (*message)
		return error_set(error, code,
			_("%s answered with HTTP status %d: '%s'; check the place, or try again "
			  "later"),
			provider->name, status, message);
	return error_set(error, code,
		_("%s answered with HTTP status %d; check the place, or try again later"),
		provider->name, status);
}

/* *parse_error tells why a reply could not be parsed; it has no code for JSON that is no object. */
static bool read_by_status(struct answer *answer, enum answer_part part,
	struct service_reply *reply, const struct error *parse_error, struct error *error)
{
	const char *host = reply->redirect_host;
	int status = reply->status;

	if (status == 204 || status == 304 || (status == 200 && !*reply->body))
		return error_set(error, EXIT_BAD_REPLY, _("the reply is empty; try again later"));
	if (status >= 300 && status < 400 && *host)
		return error_set(error, EXIT_BAD_REPLY,
			/* TRANSLATORS: the last %s is an environment variable */
			_("the reply is an unexpected redirect to %s; check %s if it is set, or, "
			  "if this network requires a login, log in first"),
			host, reply->provider->url_variable);
	if (status >= 300 && status < 400)
		return error_set(error, EXIT_BAD_REPLY,
			/* TRANSLATORS: %s is an environment variable */
			_("the reply is an unexpected redirect; check %s if it is set, or, if this "
			  "network requires a login, log in first"),
			reply->provider->url_variable);
	if (status != 200)
		return reply->provider->fail(reply, error);
	if (parse_error->code != EXIT_INTERNAL && service_reply_is_page(reply))
		return error_set(error, EXIT_BAD_REPLY,
			/* TRANSLATORS: %s is an environment variable */
			_("the reply is a web page, not weather data; check %s if it is set, or, "
			  "if this network requires a login, log in first"),
			reply->provider->url_variable);
	if (parse_error->code != EXIT_OK) {
		*error = *parse_error;
		return false;
	}
	if (!reply->object)
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (no JSON object); try again later"));
	return reply->provider->read(answer, part, reply, error);
}

/* Says of which part of the answer a failure is, and how to do without that part. */
static void name_part(enum answer_part part, struct error *error)
{
	const struct error failure = *error;

	if (failure.code != EXIT_BAD_REPLY)
		return;
	if (part == ANSWER_FORECAST)
		error_set(error, EXIT_BAD_REPLY,
			/* TRANSLATORS: %s is another of these messages, with its advice */
			_("the forecast request failed: %s, or try without the forecast"),
			failure.message);
	else if (part == ANSWER_AIR)
		error_set(error, EXIT_BAD_REPLY,
			/* TRANSLATORS: %s is another of these messages, with its advice */
			_("the air quality request failed: %s, or try without the air quality"),
			failure.message);
}

bool service_reply_read(struct answer *answer, enum answer_part part, struct service_reply *reply,
	struct error *error)
{
	struct error parse_error = {.code = EXIT_OK};
	const int status = reply->status;
	struct json_reader reader;
	bool good;

	if (json_reader_open(&reader, reply->body, reply->length,
		    status == 200 ? reply->provider->series : NULL, &parse_error) &&
		json_object_is_type(reader.root, json_type_object))
		reply->object = reader.root;
	reply->part = part;
	reply->reader = &reader;
	good = read_by_status(answer, part, reply, &parse_error, error);
	/* What is not valid inside the series goes before all that was read. */
	if (reply->object && !json_reader_finish(&reader)) {
		reply->object = NULL;
		reply->status = status;
		good = read_by_status(answer, part, reply, &parse_error, error);
	}
	json_reader_close(&reader);
	reply->object = NULL;
	reply->reader = NULL;
	if (!good)
		name_part(part, error);
	return good;
}
