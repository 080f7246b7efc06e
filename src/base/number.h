/* SPDX-License-Identifier: MIT */
/* Numbers as text, always as in the C locale. */
#ifndef WX_NUMBER_H
#define WX_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* Room for any number that the functions below write. */
#define NUMBER_MAX 32

/*
 * Reads the whole text as a decimal number. "nan", "inf" and exponents are accepted; white space,
 * hexadecimal numbers and trailing text are not. A number that is too large becomes infinite. False
 * on failure, which leaves *value unchanged.
 */
bool number_parse(const char *text, double *value);

#define NUMBER_MAGNITUDE_MAX 1e15

/*
 * Writes a number with that many decimals, without the sign of a zero. NAN and magnitudes above
 * NUMBER_MAGNITUDE_MAX become "-".
 */
void number_fixed(char to[NUMBER_MAX], double value, int decimals);

/* The same without trailing zeros: 10.70 becomes "10.7", 10.00 becomes "10". */
void number_trimmed(char to[NUMBER_MAX], double value, int decimals);

#endif
