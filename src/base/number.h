/* SPDX-License-Identifier: MIT */
/*
 * Numbers as text, always as in the C locale, and the few functions of libm that wx needs: to load
 * that library takes a tenth of the time of a cached answer.
 */
#ifndef WX_NUMBER_H
#define WX_NUMBER_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The smaller and the larger of two numbers; of a number and a NAN, the number. */
static inline double number_min(double a, double b)
{
	return a < b || isnan(b) ? a : b;
}

static inline double number_max(double a, double b)
{
	return a > b || isnan(b) ? a : b;
}

/*
 * The cosine of -90 to 90 degrees, to 0.002, as Bhaskara I approximated it. It needs no function of
 * libm, whose loading would take longer than most of what the program does.
 */
static inline double number_cosine(double degrees)
{
	return (32400 - 4 * degrees * degrees) / (32400 + degrees * degrees);
}

/* The nearest whole number; of two that are as near the even one, as printf has it. */
double number_round(double value);

/* Room for any number that the functions below write. */
#define NUMBER_MAX 32

/*
 * Reads the whole text as a decimal number. "nan", "inf" and exponents are accepted; white space,
 * hexadecimal numbers and trailing text are not. A number that is too large becomes infinite. False
 * on failure, which leaves *value unchanged.
 */
bool number_parse(const char *text, double *value);

/* Writes at least so many digits, without a NUL; returns their end. `width` is 1 to NUMBER_MAX. */
char *number_digits(char *to, uint64_t value, int width);

#define NUMBER_MAGNITUDE_MAX 1e15

/*
 * Writes a number with that many decimals, without the sign of a zero. NAN and magnitudes above
 * NUMBER_MAGNITUDE_MAX become "-".
 */
void number_fixed(char to[NUMBER_MAX], double value, int decimals);

/* The same without trailing zeros: 10.70 becomes "10.7", 10.00 becomes "10". */
void number_trimmed(char to[NUMBER_MAX], double value, int decimals);

#endif
