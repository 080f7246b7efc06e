/* SPDX-License-Identifier: MIT */
/* The shapes of postcodes, by country. */
#ifndef WX_POSTCODE_H
#define WX_POSTCODE_H

#include <stdbool.h>
#include <stddef.h>

#define POSTCODE_MAX 16 /* bytes of the longest, the end counted */

/*
 * Whether text has the shape of the country's postcodes, or, where that is enough, of their first
 * half, in any case, with or without its blank. Writes the form that OpenWeatherMap takes: in
 * capitals and as the country writes it, of British, Canadian, Irish and Dutch ones the first half
 * alone, of American ones the five digits.
 */
bool postcode_form(
	const char *country, const char *text, bool is_half_enough, char to[POSTCODE_MAX]);

/* Rewrites full-width letters, digits and signs, and hyphens of any kind, as ASCII has them. */
void postcode_to_ascii(char *text);

/* How many countries have postcodes of that shape; *country is the first of them. */
size_t postcode_countries(const char *text, const char **country);

#endif
