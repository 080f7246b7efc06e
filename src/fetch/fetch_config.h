/* SPDX-License-Identifier: MIT */
/* How to fetch: what the command line and the config file say about it. */
#ifndef WX_FETCH_CONFIG_H
#define WX_FETCH_CONFIG_H

#include <stdbool.h>
#include <stdio.h>

struct api_key;
struct language;
struct provider;
struct refresh;

/* Files that hold the API key; NULL or "" names none. */
struct api_key_files {
	const char *typed;      /* from the command line: takes precedence over the environment */
	const char *configured; /* from the config file: the environment takes precedence over it */
};

struct fetch_config {
	const struct provider *
		provider; /* NULL: chosen according to whether there is a key; ignored with ->key */
	const struct language *language; /* of the descriptions */
	bool forecast, air;              /* fetch these, too */
	double timeout; /* seconds for one place, from when a request may be sent for it */
	double max_age; /* seconds; cached replies up to this age replace a request; 0: none do */
	/*
	 * Seconds; replies up to this age are also used with ->offline or ->refresh, or if the
	 * connection or the service fails.
	 */
	double max_stale;
	int requests_per_minute; /* 1 to REQUESTS_PER_MINUTE_MAX */
	bool offline;            /* use the cache only */
	/* Not NULL: use the cache only, and add to this the places that are to be refreshed. */
	struct refresh *refresh;
	bool is_background; /* nobody waits for the answers; see refresh_start */
	struct api_key_files api_key_files;
	const struct api_key *key; /* used instead of api_key_files; NULL: use those */
	FILE *log;                 /* for -v; the key is left out; NULL: none */
};

#endif
