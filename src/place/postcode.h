/* SPDX-License-Identifier: MIT */
/* The forms of postcodes, by country. */
#ifndef WX_POSTCODE_H
#define WX_POSTCODE_H

#include <stdbool.h>
#include <stddef.h>

#define POSTCODE_MAX 16 /* bytes of the longest, the end counted */

/*
 * Whether text has the form of the country's postcodes, in any case, with or without its blank, and
 * perhaps with the country's code, or in Europe the sign of its cars, and a hyphen before it. If it
 * is known that the country is meant, as it is by that code, the first half is enough where the
 * service knows no more, and forms count that other texts may have, too, such as three digits.
 * Writes what OpenWeatherMap takes: in capitals and as the country writes it, of British, Canadian,
 * Dutch, Irish and Maltese ones the first half alone, of American ones the five digits.
 */
bool postcode_form(const char *country, const char *text, bool is_known, char to[POSTCODE_MAX]);

/* Whether any form of the country's postcodes is known. */
bool postcode_is_known_in(const char *country);

/* Rewrites full-width letters, digits and signs, and hyphens of any kind, as ASCII has them. */
void postcode_to_ascii(char *text);

/*
 * How many countries have postcodes of that form; *country is the last of them. Forms that other
 * texts may have, too, do not count.
 */
size_t postcode_countries(const char *text, const char **country);

#endif
