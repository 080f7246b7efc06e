/* SPDX-License-Identifier: MIT */
#include "fetch/refresh.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/background.h"
#include "base/environment.h"
#include "base/monotonic.h"
#include "base/paths.h"
#include "fetch/fetch.h"

#define GRACE_SECONDS 1.0 /* added to the time-out, which here is for all places together */

void refresh_add(struct refresh *refresh, const struct location *location)
{
	if (refresh->count == refresh->capacity) {
		size_t capacity = refresh->capacity > 0 ? 2 * refresh->capacity : 4;
		struct location *more = realloc(refresh->locations, capacity * sizeof *more);

		if (!more)
			return;
		refresh->locations = more;
		refresh->capacity = capacity;
	}
	refresh->locations[refresh->count++] = *location;
}

/* The descriptor that a path such as /dev/fd/63 names, as in --key-file <(COMMAND); -1 if none. */
static int descriptor_of(const char *path)
{
	int number, length = 0;

	if (sscanf(path, "/dev/fd/%d%n", &number, &length) == 1 && !path[length])
		return number;
	length = 0;
	if (sscanf(path, "/proc/self/fd/%d%n", &number, &length) == 1 && !path[length])
		return number;
	return -1;
}

/* Runs in the background. The replies go into the cache; nothing else is done with the answers. */
static void fetch_all(const void *context)
{
	const struct refresh *refresh = context;
	double deadline = monotonic_now() + refresh->config.timeout + GRACE_SECONDS;
	struct fetch *fetch = fetch_open(&refresh->config, refresh->count);
	size_t next = 0;

	while (fetch && monotonic_now() < deadline) {
		while (next < refresh->count && !fetch_is_full(fetch)) {
			struct place place = {.location = refresh->locations[next++]};

			fetch_add(fetch, &place);
		}
		if (fetch->count == 0)
			break;
		fetch_wait(fetch, -1, deadline - monotonic_now());
		while (fetch_first_if_done(fetch))
			fetch_drop(fetch);
	}
	if (fetch)
		fetch_close(fetch);
}

void refresh_start(struct refresh *refresh)
{
	static const char *const variables[] = {"SSL_CERT_FILE", "SSL_CERT_DIR"};
	struct fetch_config *config = &refresh->config;
	const char *files[] = {config->api_key_files.typed, config->api_key_files.configured};
	char paths[2][PATHS_MAX], path[PATHS_MAX];
	int kept = -1;

	if (refresh->count == 0)
		return;
	/* The background process has another working directory, so paths must be absolute. */
	for (size_t i = 0; i < 2; i++) {
		const char *value = environment_get(variables[i]);

		if (value && paths_absolute(path, value))
			setenv(variables[i], path, 1);
		if (files[i] && *files[i] && paths_absolute(paths[i], files[i]))
			files[i] = paths[i];
		if (files[i] && descriptor_of(files[i]) > kept)
			kept = descriptor_of(files[i]);
	}
	if (config->log)
		fprintf(config->log, "places to refresh in the background: %zu\n", refresh->count);
	config->api_key_files = (struct api_key_files){files[0], files[1]};
	config->refresh = NULL;
	config->is_background = true;
	config->max_stale = 0;
	config->log = NULL;
	background_run(fetch_all, refresh, config->timeout + 2 * GRACE_SECONDS, kept);
	free(refresh->locations);
	*refresh = (struct refresh){.count = 0};
}
