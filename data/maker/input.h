/* SPDX-License-Identifier: MIT */
/* The text of the sources. */
#ifndef MAKER_INPUT_H
#define MAKER_INPUT_H

#include <stdbool.h>

#include "memory.h"

/* The whole of a text file. Ends the run (stop.h) if it cannot be read, is empty or has a NUL. */
char *input_read(struct memory *memory, const char *path);

/*
 * Takes the text before the next separator off *rest, putting a NUL in the separator's place; *rest
 * is NULL behind the last piece. NULL when there is none left.
 */
char *input_cut(char **rest, char separator);

/* Whether it is UTF-8 without control characters, as a name has to be. */
bool input_is_plain(const char *text);

#endif
