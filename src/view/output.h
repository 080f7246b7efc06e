/* SPDX-License-Identifier: MIT */
/* Standard output, written whole. */
#ifndef WX_OUTPUT_H
#define WX_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * Opens /dev/null for what of the three standard streams is closed, so that no socket takes a
 * place. Ignores the signals that nobody sends to end a program. Has a write fail that goes past
 * the limit of a file's size, or to a pipe or socket without a reader, instead of ending the
 * program. Returns whether SIGPIPE would have ended it.
 */
bool output_prepare(void);

/* Ends the program as SIGPIPE does, for a standard output without a reader. */
void output_end_by_sigpipe(void);

/* The columns of the terminal that a stream is; 0 when it is none. COLUMNS may say otherwise. */
size_t output_columns(int stream);

/* Writes all of it, waiting where a pipe does not block. Fails with EXIT_OUTPUT; errno says why. */
bool output_write(const char *text, size_t length, struct error *error);

/*
 * Closes standard output unless it is a terminal: some file systems tell no earlier that what was
 * written is lost. Fails with EXIT_OUTPUT.
 */
bool output_close(struct error *error);

#endif
