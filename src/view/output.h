/* SPDX-License-Identifier: MIT */
/* The standard streams: their state at the start, and standard output written completely. */
#ifndef WX_OUTPUT_H
#define WX_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * Opens /dev/null on each standard stream that is closed, so that no other file gets its number.
 * Ignores the signals that end a program by default though they are not sent for that, such as
 * SIGALRM and SIGUSR1, and SIGPIPE and SIGXFSZ, so that a write fails with EPIPE or EFBIG instead.
 * Returns whether SIGPIPE would have ended the program.
 */
bool output_prepare(void);

/* Ends the program by SIGPIPE, as is usual when nobody reads standard output any more. */
void output_end_by_sigpipe(void);

/* The columns of the terminal, or COLUMNS if that is set; 0 if the file is no terminal. */
size_t output_columns(int file);

/* Likewise, but also 0 where neither the terminal nor COLUMNS says how many they are. */
size_t output_known_columns(int file);

/* The rows of the terminal, or LINES; 0 if the file is no terminal, or nothing says it. */
size_t output_known_rows(int file);

/*
 * Writes all of text to standard output, and waits where a pipe is full and does not block. Fails
 * with EXIT_OUTPUT and sets errno.
 */
bool output_write(const char *text, size_t length, struct error *error);

/*
 * Closes standard output, unless it is a terminal: some file systems report only then that what was
 * written is lost. Fails with EXIT_OUTPUT.
 */
bool output_close(struct error *error);

#endif
