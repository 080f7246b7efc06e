/* SPDX-License-Identifier: MIT */
/*
 * Replies of the service kept on disk, and what keeps from asking it: locks, failures, pauses. All
 * of it lies in $XDG_CACHE_HOME/wx (~/.cache/wx), which is the user's alone.
 *
 * The cache never harms a run. What is missing, damaged, of another version, somebody else's or
 * from the future is not there; what cannot be written is not kept.
 */
#ifndef WX_CACHE_H
#define WX_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/paths.h"
#include "http/request.h"

struct cache {
	int directory;        /* -1: there is none */
	char path[PATHS_MAX]; /* where it is or should be; "" where there is no home */
	char reason[256];     /* why there is none; "" */
	bool is_unsafe;       /* others could change what lies there */
};

/* Opens the directory, making it if need be. Without one nothing is found and nothing kept. */
void cache_open(struct cache *cache);
void cache_close(struct cache *cache);

/* What a reply is an answer to: the service's URL and the request, the key apart. */
struct cache_key {
	const char *service;
	const struct request *request;
};

/* A reply as it came; its age is from 0 on. */
struct cache_entry {
	int64_t fetched;
	char *body; /* see cache_entry_free */
	size_t length;
	bool lacks_memory; /* there is one, but no memory for it */
};

/* False when there is none that can be read; ->lacks_memory is set in any case. */
bool cache_read(const struct cache *cache, const struct cache_key *key, int64_t now,
	struct cache_entry *entry);
void cache_entry_free(struct cache_entry *entry);

/* Keeps a reply in the place of an older one, whole or not at all, and forgets a failure. */
void cache_write(const struct cache *cache, const struct cache_key *key, int64_t now,
	const char *body, size_t length);

/* Remembers for a minute that the service failed; the code of that, or EXIT_OK. */
void cache_write_failure(
	const struct cache *cache, const struct cache_key *key, int64_t now, enum exit_code code);
enum exit_code cache_read_failure(
	const struct cache *cache, const struct cache_key *key, int64_t now);

/*
 * The time before which the service must not be asked, an hour ahead at the most; 0 if it may be.
 */
void cache_write_pause(const struct cache *cache, const char *service, int64_t until);
int64_t cache_read_pause(const struct cache *cache, const char *service, int64_t now);

#define CACHE_LOCKED (-1)   /* by another */
#define CACHE_LOCKLESS (-2) /* locks cannot be had */

/*
 * Tries to become the one who asks; never waits. Returns what cache_unlock wants, or one of the
 * above. A lock ends with the process that has it.
 */
int cache_lock(const struct cache *cache, const struct cache_key *key);
void cache_unlock(const struct cache *cache, const struct cache_key *key, int lock);

#endif
