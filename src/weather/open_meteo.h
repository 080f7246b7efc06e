/* SPDX-License-Identifier: MIT */
/*
 * Open-Meteo (https://open-meteo.com/en/docs, https://open-meteo.com/en/docs/air-quality-api): the
 * functions of its row in the table of providers, and what they fail with; see struct provider. Its
 * values are those of weather models, and it needs no key.
 */
#ifndef WX_OPEN_METEO_H
#define WX_OPEN_METEO_H

#include <stdbool.h>

#include "weather/answer.h"

struct error;
struct language;
struct request;
struct service_reply;

/* The member of replies with the hours. */
#define OPEN_METEO_SERIES "hourly"

/* By coordinates alone. */
bool open_meteo_request(struct request *request, enum answer_part part,
	const struct location *location, const struct language *language);

/*
 * A value that is missing, null, of the wrong type or physically impossible counts as not sent, and
 * so does an array that is not as long as that of the times. Without a temperature and a time there
 * is no weather. Snow is sent as its depth in cm, of which 7 are 10 mm of water; what is left of
 * the precipitation is rain. The hourly values become steps of three hours, at hours of UTC that
 * are multiples of three, as OpenWeatherMap has them: up to forty that are later than the current
 * weather. A step has the values of its hour, but the sums, the highest probability and gust, and
 * the most significant condition of its three hours (see enum condition_kind; of two of one kind,
 * the later one).
 *
 * Fails with EXIT_BAD_REPLY also where the times of a wanted forecast are not in order.
 */
bool open_meteo_read(struct answer *answer, enum answer_part part, struct service_reply *reply,
	struct error *error);

/*
 * Fails with EXIT_NOT_FOUND where there is no data for the place; with EXIT_RATE_LIMIT until the
 * end of the minute, hour or day whose limit was exceeded; with EXIT_AUTH or EXIT_BAD_REPLY.
 */
bool open_meteo_fail(const struct service_reply *reply, struct error *error);

#endif
