/* SPDX-License-Identifier: MIT */
/* Tells the weather of one place after another, each as soon as those before it are told. */
#ifndef WX_CMD_WEATHER_H
#define WX_CMD_WEATHER_H

#include <stdbool.h>

#include "fetch/fetch_config.h"
#include "place/gazetteer.h"
#include "view/report.h"
#include "place/place_reader.h"
#include "view/text.h"

struct weather_run {
	struct report *report;
	const struct gazetteer *list;
	struct place_reader *source;
	struct view view;
	struct fetch_config config;
	int told;    /* how many places were answered in text */
	int unknown; /* how many single words nobody knows */
};

/*
 * Tells of all that the source has. One's failure is told and does not keep the rest; in the end
 * error->code is the lowest one, and there is a message only if nothing could be told.
 */
bool cmd_weather(struct weather_run *telling, struct error *error);

#endif
