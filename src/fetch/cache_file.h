/* SPDX-License-Identifier: MIT */
/*
 * The files of the cache: their names, access to them, and the removal of old ones. For cache.c
 * and cache_lock.c only; the directory must be open (see struct cache).
 */
#ifndef WX_CACHE_FILE_H
#define WX_CACHE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "fetch/cache.h"

#define CACHE_IDENTITY_BYTES 4096 /* of what identifies a request, including the NUL */
#define CACHE_NAME_BYTES 32       /* sixteen hexadecimal digits and a suffix, or "new-" and a PID */

#define CACHE_PAUSE_SECONDS_MAX (24 * 3600) /* a longer pause is ignored */

/* Writes what a reply depends on, one item per line; returns its length, or 0 if it is too long. */
size_t cache_file_identity(char to[CACHE_IDENTITY_BYTES], const struct cache_key *key);

/*
 * The name of a request's file with that suffix: ".reply", ".failed" or ".lock". False if the
 * identity is too long for anything to be stored.
 */
bool cache_file_name(char to[CACHE_NAME_BYTES], const struct cache_key *key, const char *suffix);

/* The name of the file that holds the pause of the service, whatever the request. */
void cache_file_name_pause(char to[CACHE_NAME_BYTES], const struct cache_key *key);

/*
 * Opens for reading a regular file that belongs to the user, and fills *status. Returns a
 * descriptor, or -1.
 */
int cache_file_open(const struct cache *cache, const char *name, struct stat *status);

/*
 * Replaces a file with one that consists of the head and the body: completely or not at all, except
 * that a system crash may leave it incomplete.
 */
void cache_file_write(const struct cache *cache, const char *name, const char *head,
	const char *body, size_t length);

void cache_file_remove(const struct cache *cache, const char *name);

/*
 * Once a day, removes files that are too old to be of use, a limited number at a time. `now` is in
 * seconds since 1970.
 */
void cache_file_sweep(const struct cache *cache, int64_t now);

#endif
