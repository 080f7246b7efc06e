/* SPDX-License-Identifier: MIT */
#include "measure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double measure_clock(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

size_t measure_count(const char *text, size_t most)
{
	char *end;
	unsigned long count = strtoul(text, &end, 10);

	if (*end || count < 1 || count > most) {
		fprintf(stderr, "'%s' is no number from 1 to %zu\n", text, most);
		exit(2);
	}
	return count;
}

static int compare(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static double median(double *values, size_t count)
{
	qsort(values, count, sizeof *values, compare);
	return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

static const char *judge(const char *goal, double value)
{
	double limit = strtod(goal + (*goal == '-' ? 1 : 2), NULL);

	if (*goal == '-')
		return "reported";
	return (*goal == '<' ? value <= limit : value >= limit) ? "met" : "missed";
}

void measure_print(struct measured *measured, int has_peer)
{
	double ours = median(measured->ours, measured->runs);
	double theirs = has_peer ? median(measured->theirs, measured->runs) : 1;
	double value = ours / theirs;

	printf("%-44s %10.2f ", measured->name, ours);
	if (has_peer)
		printf("%10.2f %-5s %7.2f", theirs, measured->unit, value);
	else
		printf("%10s %-5s %7s", "-", measured->unit, "-");
	printf("  %-6s %s\n", measured->goal, judge(measured->goal, value));
}

void measure_give_up(const struct measured *measured, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	printf("%-44s failed: ", measured->name);
	vprintf(format, arguments);
	putchar('\n');
	va_end(arguments);
	exit(EXIT_FAILURE);
}
