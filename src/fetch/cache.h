/* SPDX-License-Identifier: MIT */
/*
 * Files that all runs share, in $XDG_CACHE_HOME/wx (~/.cache/wx): replies from the service, recent
 * failed requests, the pauses that the service asks for, the time when old files were last
 * removed, and locks (see fetch/cache_lock.h). Only the user may write to the directory.
 *
 * No function here reports an error, except that cache_open sets ->reason, and cache_read says if
 * there is not enough memory to read an entry. An entry that is damaged, of another version, owned
 * by another user or from the future is ignored; a failure to write is ignored. Times are seconds
 * since 1970.
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
	int directory;                    /* a descriptor; -1: the cache is not used */
	bool is_unsafe;                   /* it is not used because another user may control it */
	char reason[3 * PATHS_MAX + 128]; /* why it is not used and what to do; "" if it is used */
	char path[PATHS_MAX];             /* of the directory, used or not; "" if it is not known */
};

/*
 * Opens the directory, creating it if necessary. If that fails, the functions below find nothing
 * and write nothing; call cache_close even then.
 */
void cache_open(struct cache *cache);
void cache_close(struct cache *cache);

/*
 * Whether the permissions of the directory allow files to be created; the disk may still be full.
 */
bool cache_is_writable(const struct cache *cache);

/*
 * What identifies an entry. Replies, failures and locks belong to a request and the base URL of the
 * service, whose ID is not needed, since no two services share a path. Pauses belong to the service
 * and its base URL, whatever the request. The API key is not part of it.
 */
struct cache_key {
	const char *service;  /* its id */
	const char *base_url; /* of the service */
	const struct request *request;
};

struct cache_entry {
	int64_t fetched; /* when the reply was received; not in the future */
	char *body;      /* ends with a NUL; see cache_entry_free */
	size_t length;
	bool is_out_of_memory; /* there is an entry, but not enough memory to read it */
};

/*
 * Reads a reply, to be freed with cache_entry_free. On failure only is_out_of_memory is meaningful;
 * cache_entry_free may be called, but need not be.
 */
bool cache_read(const struct cache *cache, const struct cache_key *key, int64_t now,
	struct cache_entry *entry);
void cache_entry_free(struct cache_entry *entry);

/*
 * Stores a reply, replacing the previous one atomically, and removes the stored failure of that
 * request. Once a day it also removes files that are too old to be of use.
 */
void cache_write(const struct cache *cache, const struct cache_key *key, int64_t now,
	const char *body, size_t length);

/* Records that the request has just failed with this code. */
void cache_write_failure(
	const struct cache *cache, const struct cache_key *key, int64_t now, enum exit_code code);

/* The code of a failure that was stored less than a minute ago; EXIT_OK if there is none. */
enum exit_code cache_read_failure(
	const struct cache *cache, const struct cache_key *key, int64_t now);

/* Records that no request may be sent to the service before that time, whatever the API key. */
void cache_write_pause(const struct cache *cache, const struct cache_key *key, int64_t until);

/* That time; 0 if there is none, it has passed, or it is more than a day ahead. */
int64_t cache_read_pause(const struct cache *cache, const struct cache_key *key, int64_t now);

#endif
