/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "answers.h"
#include "http/http.h"
#include "key.h"
#include "base/monotonic.h"

static void print_config(FILE *out, const struct view *view, const struct options *options)
{
	if (!*options->config_file)
		text_line(out, view, "Config file: none");
	else
		text_line(out, view, "Config file: %s%s", options->config_file,
			options->config_found ? "" : " (not there, which is fine)");
}

static void print_key(FILE *out, const struct view *view, const struct key_origin *key)
{
	text_line(out, view, "API key: %s%s", *key->source ? "from " : "none", key->source);
	if (key_is_exposed(key))
		text_line(out, view,
			"Warning: %s lies in a git work tree, from where it could be published",
			key->source);
}

static void print_list(FILE *out, const struct view *view, const struct gazetteer *list)
{
	if (list->size > 0)
		text_line(out, view, "City list: %s, of %s", list->path, list->date);
	else
		text_line(out, view, "City list: none; %s: %s; names are sent as typed", list->path,
			list->reason);
}

static void print_cache(FILE *out, const struct view *view, const struct cache *cache)
{
	if (*cache->reason)
		text_line(out, view, "Cache: none; %s%s%s", cache->path, *cache->path ? ": " : "",
			cache->reason);
	else
		text_line(out, view, "Cache: %s", cache->path);
}

static const struct asking *ask(struct answers *answers, const struct place *place)
{
	const struct asking *asking;

	answers_add(answers, place);
	while (!(asking = answers_first(answers)))
		answers_wait(answers, -1, answers->config.timeout);
	return asking;
}

static void print_all(FILE *out, const struct view *view, const struct gazetteer *list,
	const struct options *options, const struct answers *answers)
{
	char service[HTTP_NAME_MAX], library[256];

	http_name_url(service, answer_service());
	http_version(library, sizeof library);
	text_line(out, view, "Program: wx %s, %s", PACKAGE_VERSION, library);
	print_config(out, view, options);
	print_key(out, view, &answers->key.origin);
	print_cache(out, view, &answers->cache);
	print_list(out, view, list);
	text_line(out, view, "Service: %s", service);
}

bool check(FILE *out, const struct view *view, const struct gazetteer *list,
	const struct place *place, const struct options *options, const struct fetch_config *config,
	struct error *error)
{
	struct fetch_config fresh = *config;
	double start = monotonic_now();
	struct error unused;
	struct answers *answers;

	/* The service is asked, whatever is kept. */
	fresh.max_age = fresh.max_stale = 0;
	answers = answers_open(&fresh);
	if (!answers)
		return error_set_no_memory(error);
	*error = ask(answers, place)->error;
	/* In a pause nobody has looked for it. */
	if (!*answers->key.origin.source)
		key_find(&answers->key, &fresh.key_files, start + fresh.timeout, &unused);
	print_all(out, view, list, options, answers);
	text_line(out, view, "Request: the weather of %s, %s after %.2f s", place->location.query,
		error->code == EXIT_OK ? "answered" : "failed", monotonic_now() - start);
	answers_close(answers);
	return error->code == EXIT_OK;
}
