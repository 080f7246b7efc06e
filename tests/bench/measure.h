/* SPDX-License-Identifier: MIT */
/* What the programs that measure have in common: the clock, the median and a row of the table. */
#ifndef MEASURE_H
#define MEASURE_H

#include <stddef.h>

enum { MEASURE_RUNS_MAX = 1000 };

/* What both sides came to, run by run. Without a peer the row is about `ours` alone. */
struct measured {
	const char *name; /* "what / whose" */
	const char *goal; /* as in "<=2.0" or ">=0.9"; "-" when it is only reported */
	const char *unit;
	size_t runs;
	double ours[MEASURE_RUNS_MAX], theirs[MEASURE_RUNS_MAX];
};

/* Seconds that only go forward. */
double measure_clock(void);

/* A whole number of the command line from 1 to most; ends the program when it is none. */
size_t measure_count(const char *text, size_t most);

/* Prints the medians, their ratio, the goal, and whether it is met. Sorts what was measured. */
void measure_print(struct measured *measured, int has_peer);

/* Prints the row of what could not be measured, and why; ends the program. */
__attribute__((noreturn, format(printf, 2, 3))) void measure_give_up(
	const struct measured *measured, const char *format, ...);

#endif
