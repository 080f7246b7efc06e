/* SPDX-License-Identifier: MIT */
/*
 * Open-Meteo's geocoder (https://open-meteo.com/en/docs/geocoding-api), for places that are not in
 * wx's own list. For weather/ only.
 */
#ifndef WX_OPEN_METEO_PLACE_H
#define WX_OPEN_METEO_PLACE_H

#include <stdbool.h>

#include "weather/answer.h"

struct error;
struct language;
struct request;
struct service_reply;

/*
 * Words the request for a name, a postcode or an ID, which is GeoNames' and OpenWeatherMap's; true.
 * Of a name the part before the first comma is sent, in the reader's language, which is that of the
 * result, except if a region or what follows the comma is to be compared with names in English.
 */
bool open_meteo_place_request(
	struct request *request, const struct location *location, const struct language *language);

/*
 * Makes answer->found the first result that lies in everything that was typed after the name: a
 * country, by its code or name, or a region, by its name; or the one in the country that is nearest
 * to a city that was typed. EXIT_NOT_FOUND if there is none.
 */
bool open_meteo_place_read(
	struct answer *answer, const struct service_reply *reply, struct error *error);

#endif
