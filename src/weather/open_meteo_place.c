/* SPDX-License-Identifier: MIT */
#include "weather/open_meteo_place.h"

#include <json-c/json.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/language.h"
#include "base/location.h"
#include "base/number.h"
#include "base/utf8.h"
#include "http/request.h"
#include "weather/json_get.h"
#include "weather/service_reply.h"

#define GEOCODER "https://geocoding-api.open-meteo.com"
#define RESULTS_MAX "100" /* as many as the service sends, if they must fit what was typed */
#define CODE_LENGTH_MAX 3 /* of "GB" and "USA" */

/* Copies what is before the next comma, without blanks around it; returns what is after that. */
static const char *next_part(char to[LOCATION_TEXT_MAX + 1], const char *text)
{
	size_t length = strcspn(text, ",");
	char part[LOCATION_TEXT_MAX + 1];

	snprintf(part, sizeof part, "%.*s", (int)length, text);
	utf8_copy(to, LOCATION_TEXT_MAX + 1, utf8_trim(part));
	return text + length + (text[length] == ',');
}

/* Whether the coordinates are those of a city that was typed with the name. */
static bool has_city(const struct location *location)
{
	return location->kind == LOCATION_NAME && isfinite(location->latitude);
}

static bool is_ascii(const char *text)
{
	while (*text && (unsigned char)*text < 0x80)
		text++;
	return !*text;
}

/* Whether all letters are Latin: such a name is found in English, too, if it is a local one. */
static bool is_latin(const char *text)
{
	char ascii[LOCATION_TEXT_MAX + 1];

	utf8_ascii(ascii, sizeof ascii, text);
	return !strchr(ascii, '?');
}

/* The geocoder knows languages by ISO 639 alone: "pt" for "pt-BR". */
static void add_language(struct request *request, const struct location *location,
	const char *qualifiers, const struct language *language)
{
	char part[LOCATION_TEXT_MAX + 1], code[8];
	bool is_english = *location->region_name && is_latin(location->name);

	while (*qualifiers) {
		qualifiers = next_part(part, qualifiers);
		is_english |= strlen(part) > CODE_LENGTH_MAX && is_ascii(part);
	}
	snprintf(code, sizeof code, "%s", is_english ? "en" : language->tag);
	code[strcspn(code, "-")] = '\0';
	request_add(request, "language", code);
}

bool open_meteo_place_request(
	struct request *request, const struct location *location, const struct language *language)
{
	char name[LOCATION_TEXT_MAX + 1];
	const char *qualifiers = next_part(name, location->text);
	bool is_qualified = *qualifiers || *location->countries || has_city(location);

	if (*location->name)
		utf8_copy(name, sizeof name, location->name);
	*request = (struct request){.base_url = GEOCODER, .path = "/v1/search"};
	if (location->kind == LOCATION_ID) {
		request->path = "/v1/get";
		request_add(request, "id", location->text);
	} else {
		request_add(request, "name", name);
		request_add(request, "count", is_qualified ? RESULTS_MAX : "1");
	}
	add_language(request, location, qualifiers, language);
	request_add(request, "format", "json");
	return true;
}

/* Whether a result lies in a country or region that was typed. */
static bool lies_in(json_object *result, const char *typed)
{
	static const char *const members[] = {
		"country_code", "country", "admin1", "admin2", "admin3", "admin4"};
	const char *code = typed;
	char value[LOCATION_NAME_MAX];

	if (strcasecmp(typed, "UK") == 0)
		code = "GB";
	else if (strcasecmp(typed, "USA") == 0)
		code = "US";
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		json_get_string(result, members[i], value, sizeof value);
		if (*value && strcasecmp(value, i == 0 ? code : typed) == 0)
			return true;
	}
	return false;
}

static bool lies_in_all(json_object *result, const char *qualifiers)
{
	char part[LOCATION_TEXT_MAX + 1];

	while (*qualifiers) {
		qualifiers = next_part(part, qualifiers);
		if (*part && !lies_in(result, part))
			return false;
	}
	return true;
}

/* The square of how far apart the result and the city are, in degrees of a meridian. */
static double distance(json_object *result, const struct location *city)
{
	double north = json_get_number(result, "latitude", -90, 90) - city->latitude;
	double east = fabs(json_get_number(result, "longitude", -180, 180) - city->longitude);

	east = (east > 180 ? 360 - east : east) * number_cosine(city->latitude);
	return north * north + east * east;
}

/*
 * Of the results in a country that it may lie in, and in all the qualifiers, the one nearest to the
 * city that was typed with the name; the first one if there is no city.
 */
static json_object *find_best(
	json_object *results, const struct location *location, const char *qualifiers)
{
	size_t count = results ? json_object_array_length(results) : 0;
	json_object *best = NULL;
	double least = INFINITY;
	char country[3];

	for (size_t i = 0; i < count; i++) {
		json_object *result = json_object_array_get_idx(results, i);
		bool is_in_country;
		double apart;

		if (!json_object_is_type(result, json_type_object))
			continue;
		json_get_string(result, "country_code", country, sizeof country);
		is_in_country = *country && strstr(location->countries, country);
		if ((*location->countries && !is_in_country) || !lies_in_all(result, qualifiers))
			continue;
		if (!has_city(location))
			return result;
		apart = distance(result, location);
		if (apart < least) {
			least = apart;
			best = result;
		}
	}
	return best;
}

/*
 * The result that was asked for; NULL if there is none. wx's list knows more names of countries and
 * regions than the results have.
 */
static json_object *find_result(json_object *root, const struct location *location)
{
	json_object *results = json_get(root, "results", json_type_array);
	char name[LOCATION_TEXT_MAX + 1];
	const char *qualifiers = next_part(name, location->text);
	json_object *result = NULL;

	if (location->kind == LOCATION_ID)
		return root;
	/* The results do not say in which city they lie. */
	if (has_city(location) && !location->is_perhaps_county)
		return find_best(results, location, "");
	if (*qualifiers)
		result = find_best(results, location, qualifiers);
	if (!result && *location->region_name)
		result = find_best(results, location, location->region_name);
	/* A name in another script was looked up in the reader's language. */
	if (!result && *location->region_name &&
		strncmp(location->text, location->name, strlen(location->name)) == 0)
		result = find_best(results, location, location->text + strlen(location->name));
	if (!result && (!*qualifiers || *location->countries))
		result = find_best(results, location, "");
	return result;
}

bool open_meteo_place_read(
	struct answer *answer, const struct service_reply *reply, struct error *error)
{
	json_object *result = find_result(reply->object, &answer->location);
	struct location location = {.kind = LOCATION_LISTED};

	if (!result)
		return service_reply_not_found(reply, error);
	location.latitude = json_get_number(result, "latitude", -90, 90);
	location.longitude = json_get_number(result, "longitude", -180, 180);
	json_get_string(result, "name", location.name, sizeof location.name);
	json_get_string(result, "admin1", location.state, sizeof location.state);
	json_get_string(result, "country_code", location.country, sizeof location.country);
	json_get_string(result, "timezone", location.zone, sizeof location.zone);
	if (isnan(location.latitude) || isnan(location.longitude) || !*location.name)
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (the place that was found has no name or no "
			  "coordinates); try again later"));
	if (strcmp(location.state, location.name) == 0)
		*location.state = '\0';
	answer->found = location;
	answer->is_found = true;
	return true;
}
