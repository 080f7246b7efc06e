/* SPDX-License-Identifier: MIT */
/* Reading small files with care: nothing blocks for ever, nothing leaks into a child process. */
#ifndef WX_FILE_H
#define WX_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

/* Opens for reading, links followed, and never waits for a FIFO's writer. Returns -1 and errno. */
int file_open(const char *path, struct stat *status);

/*
 * Reads until the end into to[0..size), ends it with NUL and returns the length; -1 and errno when
 * that fails, EFBIG when it does not fit, ETIMEDOUT past the deadline (see monotonic_now). A
 * terminal's end is the end of its line.
 */
ssize_t file_read(int file, char *to, size_t size, double deadline);

/*
 * Waits until a file can be read or is at its end; terminals, too. False and errno at the deadline
 * (see monotonic_now), which is ETIMEDOUT then, and on failure.
 */
bool file_wait_readable(int file, double deadline);

/*
 * Whether a file that seemed to be at its end, with nothing read of it, is a FIFO that nobody may
 * have opened to write yet, which some systems do not tell apart; waits for a moment then.
 */
bool file_awaits_writer(int file);

/* Writes all of it; false and errno when that fails. */
bool file_write(int file, const char *text, size_t length);

/*
 * Makes a directory of mode 0700, and likewise the one above it, but no more: a home that is not
 * there is not made. False and errno on failure.
 */
bool file_make_directory(const char *path);

/* Whether a file's owner is the user or root. */
bool file_is_own(const struct stat *status);

/*
 * Puts a file of mode 0600 with that text in the path's place, whole or not at all, making missing
 * directories above it with mode 0700. A link is followed. False and errno on failure.
 */
bool file_replace(const char *path, const char *text);

#endif
