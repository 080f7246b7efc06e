/* SPDX-License-Identifier: MIT */
#include "place/coordinates.h"

#include <ctype.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

#define TEXT_MAX 300
#define DIGITS "0123456789"
#define KM_PER_DEGREE 111.195 /* of a great circle, the mean radius being 6371.0 km */

/* Copies text with a plain comma for each of another script, and a blank for each ornament. */
static void simplify(char to[TEXT_MAX], const char *text)
{
	static const char *const marks[][2] = {{"°", " "}, {"º", " "}, {"，", ","}, {"、", ","},
		{"−", "-"}, {"[", " "}, {"]", " "}, {"(", " "}, {")", " "}};
	size_t used = 0;

	while (*text && used + 1 < TEXT_MAX) {
		size_t i = 0, length = 1;
		char character = *text;

		while (i < sizeof marks / sizeof *marks &&
			strncmp(text, marks[i][0], strlen(marks[i][0])) != 0)
			i++;
		if (i < sizeof marks / sizeof *marks) {
			length = strlen(marks[i][0]);
			character = *marks[i][1];
		}
		to[used++] = character;
		text += length;
	}
	to[used] = '\0';
}

/* One number, and the letter of its hemisphere before or after it; '\0' if there is none. */
static bool read_part(char *part, double *value, char *hemisphere)
{
	char *end;

	part = utf8_trim(part);
	*hemisphere = '\0';
	if (number_parse(part, value))
		return strspn(part, "+-" DIGITS) != strlen(part) || strspn(part, DIGITS) < 4;
	if (*part && strchr("NSEWnsew", *part)) {
		*hemisphere = (char)toupper((unsigned char)*part++);
	} else {
		end = part + strlen(part);
		if (end == part || !strchr("NSEWnsew", end[-1]))
			return false;
		*hemisphere = (char)toupper((unsigned char)end[-1]);
		end[-1] = '\0';
	}
	part = utf8_trim(part);
	if (!number_parse(part, value) || *part == '-' || *part == '+')
		return false;
	if (*hemisphere == 'S' || *hemisphere == 'W')
		*value = -*value;
	return true;
}

/* Splits at the comma, else at the last blank that is not before a hemisphere's letter. */
static char *split(char *text)
{
	char *comma = strchr(text, ','), *blank;

	if (comma) {
		*comma = '\0';
		return comma + 1;
	}
	blank = strrchr(text, ' ');
	while (blank && blank > text && blank[1] && !strpbrk(blank, DIGITS)) {
		char *before = blank;

		while (before > text && *--before != ' ')
			;
		if (*before != ' ')
			return NULL;
		blank = before;
	}
	if (!blank)
		return NULL;
	*blank = '\0';
	return blank + 1;
}

/* "111 22", as in Sweden: three digits that are no latitude, and two. */
static bool is_postcode(const char *first, const char *second)
{
	return strspn(first, DIGITS) == 3 && strlen(first) == 3 && strspn(second, DIGITS) == 2 &&
	       strlen(second) == 2 && (*first == '0' || strcmp(first, "090") > 0);
}

bool coordinates_read(const char *text, double *latitude, double *longitude)
{
	bool is_uri = strncmp(text, "geo:", 4) == 0;
	char simple[TEXT_MAX], *first, *second, *altitude;
	double values[2];
	char letters[2];

	if (is_uri) {
		snprintf(simple, sizeof simple, "%.*s", (int)strcspn(text + 4, ";?"), text + 4);
		altitude = strchr(simple, ',') ? strchr(strchr(simple, ',') + 1, ',') : NULL;
		if (altitude)
			*altitude = '\0';
	} else {
		simplify(simple, text);
	}
	first = utf8_trim(simple);
	second = split(first);
	if (!second || is_postcode(first, second) || !read_part(first, &values[0], &letters[0]) ||
		!read_part(second, &values[1], &letters[1]))
		return false;
	if ((letters[0] == 'E' || letters[0] == 'W') && (letters[1] == 'N' || letters[1] == 'S')) {
		*latitude = values[1];
		*longitude = values[0];
		return true;
	}
	*latitude = values[0];
	*longitude = values[1];
	return letters[0] != 'E' && letters[0] != 'W' && letters[1] != 'N' && letters[1] != 'S';
}

bool coordinates_are_resembled(const char *text)
{
	static const char bytes[] = DIGITS "+-.,:;[]()'\" NSEWnsew°º′″，、−\t";

	return strncmp(text, "geo:", 4) == 0 ||
	       (strpbrk(text, DIGITS) && strspn(text, bytes) == strlen(text));
}

bool coordinates_have_decimal_comma(const char *text)
{
	size_t whole;

	text += *text == '-';
	whole = strspn(text, DIGITS);
	return whole > 0 && text[whole] == ',' && text[whole + 1] &&
	       text[whole + 1 + strspn(text + whole + 1, DIGITS)] == '\0';
}

/* The equirectangular approximation. */
double coordinates_distance(
	double latitude, double longitude, double to_latitude, double to_longitude)
{
	double cosine = number_cosine((latitude + to_latitude) / 2);
	double north = to_latitude - latitude;
	double east = fabs(to_longitude - longitude);

	east = (east > 180 ? 360 - east : east) * cosine;
	return KM_PER_DEGREE * sqrt(north * north + east * east);
}
