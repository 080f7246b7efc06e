/* SPDX-License-Identifier: MIT */
#include "cmd/cmd_save_key.h"

#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cmd/app.h"
#include "cmd/cmd_check.h"
#include "cmd/settings.h"
#include "fetch/api_key.h"
#include "weather/provider.h"

/* A key that could not be tested, for example without a network, is stored all the same. */
bool cmd_save_key(struct app *app, struct error *error)
{
	const struct view view = settings_view(app);
	struct report *report = &app->report;
	const struct provider *provider = provider_with_key();
	const char *service = provider->name;
	struct error test = {0};
	struct api_key key;
	char path[PATHS_MAX];

	if (!api_key_ask(&key, stderr, error))
		return false;
	if (api_key_flaw(&key))
		report_note(report, "%s", api_key_flaw(&key));
	cmd_check_key(app, &key, &test);
	if (test.code == EXIT_AUTH && !test.is_plan) {
		*app->query = '\0'; /* the key failed, not the place */
		if (!report_flush(report, error))
			return false;
		if (paths_config(path, "key") && access(path, F_OK) == 0)
			return error_set(error, EXIT_AUTH,
				_("the API key was not stored, and the previous one was kept: %s "
				  "rejected the new one; check it; a new key can take up to two "
				  "hours to become valid"),
				service);
		return error_set(error, EXIT_AUTH,
			_("the API key was not stored: %s rejected it; check the key; a new key "
			  "can take up to two hours to become valid"),
			service);
	}
	if (!api_key_path(path, error) || !api_key_store(path, &key, error))
		return false;
	text_line(report->out, &view, _("API key stored in %s"), path);
	if (!report_flush(report, error))
		return false;
	if (api_key_variable())
		report_note(report,
			_("%s is set and takes precedence over the stored API key; unset it to use "
			  "the stored key"),
			api_key_variable());
	else if (*app->options.key_file)
		report_note(report,
			_("a configuration file sets 'key-file' to %s, which takes precedence "
			  "over the stored API key; remove that line to use the stored key"),
			app->options.key_file);
	if (test.code == EXIT_NOT_FOUND)
		error_set(&test, EXIT_NOT_FOUND,
			/* TRANSLATORS: a service, and an environment variable */
			_("%s has no weather data for London; check %s if it is set"), service,
			provider->url_variable);
	if (test.code != EXIT_OK)
		report_note(
			report, _("the API key is stored, but the test failed: %s"), test.message);
	return true;
}
