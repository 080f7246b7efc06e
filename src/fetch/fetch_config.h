/* SPDX-License-Identifier: MIT */
/* How to fetch: what the command line and the config file say about it. */
#ifndef WX_FETCH_CONFIG_H
#define WX_FETCH_CONFIG_H

#include <stdbool.h>
#include <stdio.h>

struct api_key;
struct language;

/* Files that hold the API key; NULL or "" names none. */
struct api_key_files {
	const char *typed;      /* from the command line: takes precedence over the environment */
	const char *configured; /* from the config file: the environment takes precedence over it */
};

struct fetch_config {
	const struct language *language; /* of the descriptions */
	bool forecast, air;              /* fetch these, too */
	double timeout;                  /* seconds for one place, from when its turn has come */
	double max_age;   /* seconds; the cache is used for answers up to this age; 0: never */
	double max_stale; /* seconds; the same if the service cannot be used */
	int requests_per_minute; /* 1 to REQUESTS_PER_MINUTE_MAX */
	bool offline;            /* use the cache only */
	struct api_key_files api_key_files;
	const struct api_key *key; /* NULL: the one that api_key_find finds */
	FILE *log;                 /* for -v, without the key; or NULL */
};

#endif
