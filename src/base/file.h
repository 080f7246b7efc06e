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

/* A part of a file that is to be written. */
struct file_part {
	const char *text;
	size_t length;
};

/*
 * Replaces a file by one of mode 0600 that consists of the parts, in their order: completely or not
 * at all. It is written under a temporary name first, in the same directory, where anything of that
 * name is removed; so it must be a name that nobody else uses, such as one with the process's
 * number. The names are relative to an open directory, or to AT_FDCWD as in openat(2). A symbolic
 * link is replaced, not followed. A durable file is on the disk when this returns; another may be
 * empty or incomplete after a crash of the system. False and errno on failure.
 */
bool file_replace_at(int directory, const char *name, const char *temporary,
	const struct file_part *parts, size_t count, bool is_durable);

/*
 * The same for a durable file of that text, but a symbolic link to a file is followed, and missing
 * directories are made with mode 0700.
 */
bool file_replace(const char *path, const char *text);

#endif
