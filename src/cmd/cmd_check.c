/* SPDX-License-Identifier: MIT */
#include "cmd/cmd_check.h"

#include <string.h>

#include "base/i18n.h"
#include "base/monotonic.h"
#include "cli/option_table.h"
#include "cmd/app.h"
#include "cmd/settings.h"
#include "fetch/api_key.h"
#include "fetch/fetch.h"
#include "http/http_describe.h"
#include "weather/provider.h"

static void print_source(const struct app *app, const struct view *view, const struct fetch *fetch)
{
	FILE *out = app->report.out;
	const char *name = fetch->source.provider->name;

	if (fetch->config.key)
		text_line(out, view, _("Source: %s, because there is an API key"), name);
	else if (options_are_given(&app->options, option_table_find_setting("source")) &&
		 app->options.source > 0)
		text_line(out, view, _("Source: %s, because --source names it"), name);
	else if (app->options.source > 0)
		text_line(out, view, _("Source: %s, because a configuration file names it"), name);
	else if (fetch->source.is_fallback)
		text_line(out, view, _("Source: %s, because there is no API key"), name);
	else
		text_line(out, view, _("Source: %s, because there is an API key"), name);
}

static void print_setup(const struct app *app, const struct view *view, const struct fetch *fetch)
{
	FILE *out = app->report.out;
	const struct options *options = &app->options;
	const struct gazetteer *list = &app->list;
	const struct cache *cache = &fetch->cache;
	const char *key_source = fetch->key.origin.name;
	char service[HTTP_DESCRIBE_MAX], library[256];

	http_describe_library(library, sizeof library);
	/* TRANSLATORS: the version of wx, and that of libcurl or "no usable libcurl" */
	text_line(out, view, _("Program: wx %s, %s"), PACKAGE_VERSION, library);
	if (!*options->config_file)
		text_line(out, view, _("Configuration file: none"));
	else if (options->config_found)
		text_line(out, view, _("Configuration file: %s"), options->config_file);
	else
		text_line(out, view,
			_("Configuration file: none (%s does not exist; it is optional)"),
			options->config_file);
	if (*options->site_file)
		text_line(out, view, _("System-wide configuration file: %s"), options->site_file);
	print_source(app, view, fetch);
	if (!fetch->source.provider->key_parameter && !fetch->source.is_fallback)
		text_line(out, view, _("API key source: not needed"));
	else if (*key_source)
		text_line(out, view, _("API key source: %s"), key_source);
	else
		text_line(out, view, _("API key source: none"));
	if (api_key_is_in_git_tree(&fetch->key.origin))
		text_line(out, view,
			_("Warning: the API key file %s is in a Git working tree and could be "
			  "published by mistake; move it elsewhere"),
			key_source);
	if (!*cache->reason)
		text_line(out, view, _("Cache: %s"), cache->path);
	else
		text_line(out, view, _("Cache: none (%s)"), cache->reason);
	if (list->size > 0)
		text_line(out, view, _("List of places: %s, dated %s"), list->path, list->date);
	else
		text_line(out, view,
			_("List of places: none (%s: %s), so names are sent to the service as "
			  "typed; reinstall wx, or correct WX_DATADIR if it is set"),
			list->path, list->reason);
	http_describe_url(service, provider_base_url(fetch->source.provider), fetch->key.text);
	text_line(out, view, _("Service URL: %s"), service);
}

/* Requests nothing if *error already says why the configuration or the place cannot be used. */
static bool check(
	struct app *app, const struct place *place, const struct api_key *key, struct error *error)
{
	const struct view view = settings_view(app);
	struct fetch_config config = settings_fetch(app);
	double start = monotonic_now();
	bool is_requested = error->code == EXIT_OK;
	const struct job *job;
	struct error unused;
	struct fetch *fetch;

	/* A cached answer would test nothing. */
	config.max_age = config.max_stale = 0;
	config.forecast = false;
	config.key = key;
	fetch = fetch_open(&config, 1);
	if (!fetch)
		return error_set_no_memory(error);
	if (is_requested)
		fetch_add(fetch, place);
	else
		fetch_add_error(fetch, place, error);
	while (!(job = fetch_first_if_done(fetch)))
		fetch_wait(fetch, -1, config.timeout);
	*error = job->error;
	/* It is empty if it contains the key. */
	memcpy(app->query, job->answer.location.query, sizeof app->query);
	/* If no request was sent, the key has not been looked for. */
	if (!*fetch->key.origin.name && fetch->source.provider->key_parameter)
		api_key_find(&fetch->key, &config.api_key_files, start + config.timeout, &unused);
	print_setup(app, &view, fetch);
	if (app->config_error.code != EXIT_OK)
		text_line(app->report.out, &view,
			_("Request: none, because the configuration cannot be used"));
	else if (!is_requested)
		text_line(app->report.out, &view,
			_("Request: none, because the place cannot be used"));
	else if (error->code == EXIT_OK)
		text_line(app->report.out, &view,
			_("Request: weather for '%s', answered after %.2f s"), app->query,
			monotonic_now() - start);
	else if (*app->query)
		text_line(app->report.out, &view,
			_("Request: weather for '%s', failed after %.2f s"), app->query,
			monotonic_now() - start);
	fetch_close(fetch);
	return error->code == EXIT_OK;
}

bool cmd_check_key(struct app *app, const struct api_key *key, struct error *error)
{
	struct place place;

	if (!places_parse_one(&place, &app->list, "London", "", error))
		return false;
	*error = place.error;
	return check(app, &place, key, error);
}

bool cmd_check(struct app *app, struct error *error)
{
	const struct options *options = &app->options;
	struct places *places = &app->places;
	struct place place = {.location = {.query = ""}};

	/* In quotes, they are read as one place. */
	if (places->count > 1 || (places->count == 1 && places->all[0].is_several))
		return error_set(
			error, EXIT_USAGE, _("--check takes only one place; remove the others"));
	if (app->config_error.code != EXIT_OK) {
		*error = app->config_error;
	} else if (places->count > 0 ||
		   places_read_text(places, &app->list, *options->place ? options->place : "London",
			   options->aliases, error)) {
		place = places->all[0];
		*error = place.error;
	}
	return error->code != EXIT_INTERNAL && check(app, &place, NULL, error);
}
