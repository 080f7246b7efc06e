/* SPDX-License-Identifier: MIT */
#include "cmd/cmd_check.h"

#include <string.h>

#include "base/monotonic.h"
#include "cmd/app.h"
#include "cmd/settings.h"
#include "fetch/api_key.h"
#include "fetch/fetch.h"
#include "http/http_describe.h"
#include "weather/provider.h"

static void print_config(FILE *out, const struct view *view, const struct options *options)
{
	if (!*options->config_file)
		text_line(out, view, "Configuration file: none");
	else if (options->config_found)
		text_line(out, view, "Configuration file: %s", options->config_file);
	else
		text_line(out, view, "Configuration file: %s (optional; it does not exist)",
			options->config_file);
}

static void print_key(FILE *out, const struct view *view, const struct api_key_origin *key)
{
	text_line(out, view, "API key: %s%s", *key->source ? "from " : "none", key->source);
	if (api_key_is_exposed(key))
		text_line(out, view,
			"Warning: %s is in a Git working tree, so it could be published by mistake",
			key->source);
}

static void print_list(FILE *out, const struct view *view, const struct gazetteer *list)
{
	if (list->size > 0)
		text_line(out, view, "List of places: %s, dated %s", list->path, list->date);
	else
		text_line(out, view,
			"List of places: none, because %s cannot be used: %s; names are sent as "
			"typed",
			list->path, list->reason);
}

static void print_cache(FILE *out, const struct view *view, const struct cache *cache)
{
	if (*cache->reason && *cache->path)
		text_line(out, view, "Cache: none, because %s cannot be used: %s", cache->path,
			cache->reason);
	else if (*cache->reason)
		text_line(out, view, "Cache: none, because %s", cache->reason);
	else
		text_line(out, view, "Cache: %s", cache->path);
}

static const struct job *ask(struct fetch *fetch, const struct place *place)
{
	const struct job *job;

	fetch_add(fetch, place);
	while (!(job = fetch_first(fetch)))
		fetch_wait(fetch, -1, fetch->config.timeout);
	return job;
}

static void print_all(FILE *out, const struct view *view, const struct gazetteer *list,
	const struct options *options, const struct fetch *fetch)
{
	char service[HTTP_DESCRIBE_MAX], library[256];

	http_describe_url(service, provider_base_url(provider_default()));
	http_describe_library(library, sizeof library);
	text_line(out, view, "Program: wx %s, %s", PACKAGE_VERSION, library);
	print_config(out, view, options);
	print_key(out, view, &fetch->key.origin);
	print_cache(out, view, &fetch->cache);
	print_list(out, view, list);
	text_line(out, view, "Service: %s", service);
}

/* The place typed, else the config file's, else one that everybody knows. */
static bool find_place(struct place *place, const struct app *app, struct error *error)
{
	const char *configured = app->options.place;

	if (app->places.count == 0)
		return place_parse(place, &app->list, *configured ? configured : "London", error);
	*place = app->places.all[0];
	return true;
}

bool cmd_check_with_key(struct app *app, const struct api_key *key, struct error *error)
{
	const struct view view = settings_view(app);
	struct fetch_config config = settings_fetch(app);
	double start = monotonic_now();
	struct error unused;
	struct fetch *fetch;
	struct place place;

	if (!find_place(&place, app, error))
		return false;
	memcpy(app->query, place.location.query, sizeof app->query);
	/* The service is asked, whatever is kept. */
	config.max_age = config.max_stale = 0;
	config.key = key;
	fetch = fetch_open(&config);
	if (!fetch)
		return error_set_no_memory(error);
	*error = ask(fetch, &place)->error;
	/* In a pause nobody has looked for it. */
	if (!*fetch->key.origin.source)
		api_key_find(&fetch->key, &config.api_key_files, start + config.timeout, &unused);
	print_all(app->report.out, &view, &app->list, &app->options, fetch);
	if (error->code == EXIT_OK)
		text_line(app->report.out, &view, "Request: weather in %s, answered after %.2f s",
			place.location.query, monotonic_now() - start);
	else
		text_line(app->report.out, &view, "Request: weather in %s, failed after %.2f s",
			place.location.query, monotonic_now() - start);
	fetch_close(fetch);
	return error->code == EXIT_OK;
}

bool cmd_check(struct app *app, struct error *error)
{
	if (app->places.count > 1)
		return error_set(
			error, EXIT_USAGE, "--check takes only one place; remove the others");
	return cmd_check_with_key(app, NULL, error);
}
