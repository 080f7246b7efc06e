/* SPDX-License-Identifier: MIT */
#include "base/number.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool number_parse(const char *text, double *value)
{
	char *end;
	double number;

	if (isspace((unsigned char)*text) || strpbrk(text, "xX("))
		return false;
	number = strtod(text, &end);
	if (end == text || *end)
		return false;
	*value = number;
	return true;
}

double number_round(double value)
{
	double below = floor(value), part = value - below;
	bool is_odd = below / 2 != floor(below / 2);

	return part > 0.5 || (part == 0.5 && is_odd) ? below + 1 : below;
}

char *number_digits(char *to, uint64_t value, int width)
{
	char digits[NUMBER_MAX], *first = digits + sizeof digits;
	size_t length;

	for (; value > 0 || width > 0; value /= 10, width--)
		*--first = (char)('0' + value % 10);
	length = (size_t)(digits + sizeof digits - first);
	memcpy(to, first, length);
	return to + length;
}

/*
 * Most numbers are short and not near a tie, so that they can be rounded in binary; that takes a
 * tenth of the time of printf, of which a forecast would spend most here. False for any other.
 */
static bool write_short(char to[NUMBER_MAX], double value, int decimals)
{
	static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
	double scaled, rounded, whole;

	if (decimals < 0 || decimals >= (int)(sizeof powers / sizeof *powers))
		return false;
	scaled = fabs(value) * powers[decimals];
	rounded = floor(scaled + 0.5);
	if (!(scaled < 1e9) || fabs(scaled - floor(scaled) - 0.5) < 1e-6)
		return false;
	if (value < 0 && rounded > 0)
		*to++ = '-';
	whole = floor(rounded / powers[decimals]);
	to = number_digits(to, (uint64_t)whole, 1);
	if (decimals > 0) {
		*to++ = '.';
		to = number_digits(to, (uint64_t)(rounded - whole * powers[decimals]), decimals);
	}
	*to = '\0';
	return true;
}

void number_fixed(char to[NUMBER_MAX], double value, int decimals)
{
	if (!(fabs(value) <= NUMBER_MAGNITUDE_MAX)) {
		snprintf(to, NUMBER_MAX, "-");
		return;
	}
	if (write_short(to, value, decimals))
		return;
	snprintf(to, NUMBER_MAX, "%.*f", decimals, value);
	if (*to == '-' && strspn(to, "-0.") == strlen(to))
		memmove(to, to + 1, strlen(to));
}

void number_trimmed(char to[NUMBER_MAX], double value, int decimals)
{
	number_fixed(to, value, decimals);
	if (!strchr(to, '.'))
		return;
	for (char *last = to + strlen(to) - 1; *last == '0' || *last == '.'; last--) {
		bool point = *last == '.';

		*last = '\0';
		if (point)
			return;
	}
}
