/* SPDX-License-Identifier: MIT */
/*
 * Small files: reading never blocks for ever, a file is replaced completely or not at all, and no
 * descriptor is inherited by a child process.
 */
#ifndef WX_FILE_H
#define WX_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

/*
 * Opens a file for reading and fills *status. Symbolic links are followed; a FIFO without a writer
 * does not block. Returns a descriptor, or -1 and errno.
 */
int file_open(const char *path, struct stat *status);

/*
 * Reads to the end of a file into to[0..size) and adds a NUL. Returns the length without it; -1 and
 * errno on failure: EFBIG if the file does not fit, ETIMEDOUT at the deadline (see monotonic_now).
 * On a terminal, the end of the line is the end of the file.
 */
ssize_t file_read(int file, char *to, size_t size, double deadline);

/*
 * Waits until a file, which may be a terminal, can be read or is at its end. False and errno on
 * failure: ETIMEDOUT at the deadline (see monotonic_now).
 */
bool file_wait_readable(int file, double deadline);

/*
 * Whether a file that has ended before anything could be read is a FIFO that may have no writer
 * yet, which looks the same on some systems. Pauses briefly if so.
 */
bool file_awaits_writer(int file);

/* Writes all of the text, waiting for a non-blocking descriptor. False and errno on failure. */
bool file_write(int file, const char *text, size_t length);

/*
 * Makes a directory of mode 0700 unless it exists, and its parent if that is missing, but nothing
 * above: a missing home directory is not made. False and errno on failure.
 */
bool file_make_directory(const char *path);

/* Whether a file belongs to the user or to root. */
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
