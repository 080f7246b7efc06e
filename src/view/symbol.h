/* SPDX-License-Identifier: MIT */
/* The weather as one symbol, one letter and one word. */
#ifndef WX_SYMBOL_H
#define WX_SYMBOL_H

#include <stdbool.h>

#include "weather/forecast.h"

struct symbol {
	const char *name;    /* "rain", as programs read it */
	const char *picture; /* one character that takes one column, also in East Asian terminals */
	char letter;
};

/*
 * The symbol of a condition, by its code or its icon, which says whether it is night; NULL for an
 * unknown code. The pictures are from the blocks Miscellaneous Symbols and Dingbats of Unicode, but
 * for fog's, a mathematical operator; none is an emoji by default.
 */
const struct symbol *symbol_find(const struct condition *condition);

/* Whether the icon is one for the night. */
bool symbol_is_night(const struct condition *condition);

/* Of the moment: by the icon, else by the sun. */
enum forecast_light symbol_light(const struct weather *weather);

#endif
