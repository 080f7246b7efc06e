/* SPDX-License-Identifier: MIT */
/* Numbers read and written as the C locale does, whatever the user's. */
#ifndef WX_NUMBER_H
#define WX_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* Room for any number that the functions below write. */
#define NUMBER_MAX 32

/*
 * Reads the whole of text as a decimal number; "nan", "inf" and exponents count, blanks,
 * hexadecimal and trailing text do not. What is too large becomes infinite. On failure *value stays
 * as it was.
 */
bool number_parse(const char *text, double *value);

#define NUMBER_MAGNITUDE_MAX 1e15

/*
 * Writes with so many decimals; what rounds to minus zero is 0. NAN and what is beyond
 * NUMBER_MAGNITUDE_MAX become "-".
 */
void number_fixed(char to[NUMBER_MAX], double value, int decimals);

/* The same without trailing zeros: 10.70 is "10.7", 10.00 is "10". */
void number_trimmed(char to[NUMBER_MAX], double value, int decimals);

#endif
