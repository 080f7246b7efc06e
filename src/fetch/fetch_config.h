/* SPDX-License-Identifier: MIT */
/* How answers are to be come by. */
#ifndef WX_FETCH_CONFIG_H
#define WX_FETCH_CONFIG_H

#include <stdbool.h>
#include <stdio.h>

struct api_key;
struct language;

/* Files that the user names as holding the API key; NULL or "" names none. */
struct api_key_files {
	const char *typed;      /* on the command line: goes before the environment */
	const char *configured; /* in the config file: comes after it */
};

struct fetch_config {
	const struct language *language; /* of the descriptions */
	double timeout;                  /* seconds for one place */
	double max_age, max_stale;       /* seconds; 0: none from the cache, none that is old */
	int requests_per_minute;         /* 1 to REQUESTS_PER_MINUTE_MAX */
	bool offline;                    /* from the cache alone */
	struct api_key_files api_key_files;
	const struct api_key *key; /* the one to use; NULL: the one that api_key_find finds */
	FILE *log;                 /* see struct http */
};

#endif
