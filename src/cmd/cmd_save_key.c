/* SPDX-License-Identifier: MIT */
#include "cmd/cmd_save_key.h"

#include <stdio.h>
#include <unistd.h>

#include "cmd/app.h"
#include "cmd/cmd_check.h"
#include "cmd/settings.h"
#include "fetch/api_key.h"

static bool store_key(struct app *app, const struct api_key *key, struct error *error)
{
	const struct view view = settings_view(app);
	char path[PATHS_MAX];

	if (!api_key_path(path, error) || !api_key_store(path, key, error))
		return false;
	text_line(app->report.out, &view, "Saved: %s", path);
	return true;
}

static bool fail_unsaved(struct app *app, struct error *error)
{
	char path[PATHS_MAX];
	bool has_earlier = paths_config(path, "key") && access(path, F_OK) == 0;

	*app->query = '\0'; /* it failed for no place */
	if (has_earlier)
		return error_set(error, EXIT_AUTH,
			"cannot store the API key: the service rejected it, and the key stored "
			"earlier is kept; a new key takes up to two hours to work, so try again "
			"later");
	return error_set(error, EXIT_AUTH,
		"cannot store the API key: the service rejected it; a new key takes up to two "
		"hours to work, so try again later");
}

/* What else wx would take a key from before it looks into the key file. */
static void note_precedence(struct app *app)
{
	if (api_key_variable())
		report_note(&app->report, "%s is set and takes precedence over the stored API key",
			api_key_variable());
	else if (*app->options.key_file)
		report_note(&app->report,
			"the configuration file sets key-file to %s, which takes precedence over "
			"the stored API key",
			app->options.key_file);
}

/*
 * A key that could not be tried, be it for want of a network, is stored all the same. Who says that
 * it knows no such place has accepted the key.
 */
bool cmd_save_key(struct app *app, struct error *error)
{
	struct api_key key;
	struct error trial = {0};

	if (!api_key_ask(&key, stderr, error))
		return false;
	if (api_key_flaw(&key))
		report_note(&app->report, "the API key looks wrong: %s", api_key_flaw(&key));
	cmd_check_with_key(app, &key, &trial);
	if (trial.code == EXIT_AUTH && !trial.is_plan)
		return report_flush(&app->report, error) && fail_unsaved(app, error);
	if (!store_key(app, &key, error) || !report_flush(&app->report, error))
		return false;
	note_precedence(app);
	if (trial.code != EXIT_OK && trial.code != EXIT_NOT_FOUND)
		report_note(&app->report, "the API key is stored but could not be tested: %s",
			trial.message);
	return true;
}
