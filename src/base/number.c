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

void number_fixed(char to[NUMBER_MAX], double value, int decimals)
{
	if (!(fabs(value) <= NUMBER_MAGNITUDE_MAX)) {
		snprintf(to, NUMBER_MAX, "-");
		return;
	}
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
