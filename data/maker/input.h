/* SPDX-License-Identifier: MIT */
/* The text of the sources. */
#ifndef MAKER_INPUT_H
#define MAKER_INPUT_H

#include "memory.h"

/* The whole of a file, ended with NUL. Ends the run (stop.h) when it cannot be read. */
char *input_read(struct memory *memory, const char *path);

/*
 * Takes the text before the next separator off *rest, putting a NUL in the separator's place; *rest
 * is NULL behind the last piece. NULL when there is none left.
 */
char *input_cut(char **rest, char separator);

#endif
