/* SPDX-License-Identifier: MIT */
/* Standard output, written whole. */
#ifndef WX_OUTPUT_H
#define WX_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * Opens /dev/null for what of the three standard streams is closed, so that no socket takes a
 * place, and makes a limit to the size of files a write that fails.
 */
void output_prepare(void);

/* The columns of the terminal that a stream is; 0 when it is none. COLUMNS may say otherwise. */
size_t output_columns(int stream);

/* Writes all of it, waiting where a pipe does not block. Fails with EXIT_OUTPUT. */
bool output_write(const char *text, size_t length, struct error *error);

#endif
