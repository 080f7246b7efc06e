/* SPDX-License-Identifier: MIT */
#include "cmd/format.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/key_shape.h"
#include "base/utf8.h"
#include "cli/option_table.h"
#include "cmd/app.h"
#include "view/fields.h"
#include "view/template.h"

static const struct {
	const char *name;
	enum report_format format;
} own_formats[] = {{"waybar", REPORT_WAYBAR}, {"prometheus", REPORT_PROMETHEUS}};

const char *format_name(unsigned index)
{
	return index < sizeof own_formats / sizeof *own_formats ? own_formats[index].name : NULL;
}

/* A template of one word without letters and fields would always print that word. */
static bool is_name(const char *text)
{
	return *text && !strpbrk(text, "%{}\\ \t\n");
}

/* To be freed; NULL if it has an error, EXIT_USAGE, or memory is short. */
static struct template *compile(const char *text, struct error *error)
{
	struct template *template = malloc(sizeof *template);

	if (!template)
		error_set_no_memory(error);
	else if (template_compile(template, text, error))
		return template;
	free(template);
	return NULL;
}

static bool set_template(struct app *app, const char *label, const char *text, struct error *error)
{
	struct error cause;

	app->template = compile(text, &cause);
	return app->template || error_set(error, cause.code, "%s: %s", label, cause.message);
}

static bool is_given(const struct options *options, const char *name)
{
	for (size_t i = 0; i < option_row_count; i++)
		if (strcmp(option_rows[i].name, name) == 0)
			return options_are_given(options, &option_rows[i]);
	return false;
}

/* Prometheus has base units, one language and no values of the future. */
static bool check_prometheus(const struct options *options, struct error *error)
{
	if (is_given(options, "units") || is_given(options, "wind"))
		return error_set(error, EXIT_USAGE,
			_("neither --units nor --wind can be used with --format prometheus, whose "
			  "units are fixed; remove the option"));
	if (is_given(options, "forecast") || is_given(options, "days"))
		return error_set(error, EXIT_USAGE,
			_("neither --forecast nor --days can be used with --format prometheus, "
			  "which prints no forecast; remove the option"));
	return true;
}

bool format_read(struct app *app, struct error *error)
{
	const struct options *options = &app->options;
	const char *text = options->format;

	app->report.format = options->json ? REPORT_JSON : REPORT_TEXT;
	if (!text)
		return true;
	if (key_shape_is_in(text))
		return key_shape_fail(error, EXIT_USAGE, "--format");
	app->report.format = REPORT_TEMPLATE;
	for (size_t i = 0; i < sizeof own_formats / sizeof *own_formats; i++)
		if (strcmp(text, own_formats[i].name) == 0)
			app->report.format = own_formats[i].format;
	if (app->report.format == REPORT_PROMETHEUS)
		return check_prometheus(options, error);
	return app->report.format != REPORT_TEMPLATE || is_name(text) ||
	       set_template(app, "--format", text, error);
}

static struct format_setting setting_at(const char *text)
{
	struct format_setting setting = {.name = text, .label = text, .text = text};

	if (*text) {
		setting.label = setting.name + strlen(setting.name) + 1;
		setting.text = setting.label + strlen(setting.label) + 1;
	}
	return setting;
}

struct format_setting format_first(const struct options *options)
{
	return setting_at(options->formats.length > 0 ? options->formats.text : "");
}

struct format_setting format_next(const struct format_setting *setting)
{
	return setting_at(setting->text + strlen(setting->text) + 1);
}

bool format_check(const struct app *app, struct error *error)
{
	struct format_setting setting = format_first(&app->options);

	for (; *setting.name; setting = format_next(&setting)) {
		struct template *template;
		struct error cause;

		for (unsigned i = 0; format_name(i); i++)
			if (strcmp(setting.name, format_name(i)) == 0)
				return error_set(error, EXIT_CONFIG,
					_("%s: format.%s: wx has a built-in format of that name; "
					  "choose another name"),
					setting.label, setting.name);
		template = compile(setting.text, &cause);
		if (!template && cause.code == EXIT_INTERNAL)
			return error_set_no_memory(error);
		if (!template)
			return error_set(error, EXIT_CONFIG,
				_("%s: invalid template for format.%s: %s"), setting.label,
				setting.name, cause.message);
		free(template);
	}
	return true;
}

static bool fail_unknown_name(const struct options *options, struct error *error)
{
	const char *name = options->format;
	const struct field *field = fields_find(fields_table, name, strlen(name));
	char shown[OPTIONS_SHOWN_BYTES];

	utf8_copy(shown, sizeof shown, name);
	if (field && !field->members)
		return error_set(error, EXIT_USAGE,
			_("--format: '%s' is a field; write it in braces: '{%s}'"), shown, shown);
	return error_set(error, EXIT_USAGE,
		_("--format: no format is named '%s': expected waybar, prometheus, a template such "
		  "as '%%c %%t', or a name that is defined by a line 'format.NAME = TEMPLATE' in a "
		  "configuration file"),
		shown);
}

bool format_find(struct app *app, struct error *error)
{
	const struct options *options = &app->options;
	struct format_setting setting = format_first(options);
	const char *text = NULL;

	if (app->report.format != REPORT_TEMPLATE)
		return true;
	/* Of one name the last one counts. */
	for (; is_name(options->format) && *setting.name; setting = format_next(&setting))
		if (strcmp(setting.name, options->format) == 0)
			text = setting.text;
	if (is_name(options->format) && !text)
		return fail_unknown_name(options, error);
	if (text && !set_template(app, options->format, text, error))
		return false;
	if (format_parts(app) & FIELDS_OF_FORECAST && is_given(options, "no-forecast") &&
		!options->forecast)
		return error_set(error, EXIT_USAGE,
			_("--no-forecast cannot be used with a template that has forecast "
			  "fields; remove --no-forecast, or those fields"));
	return true;
}

unsigned format_parts(const struct app *app)
{
	return app->template ? app->template->parts : 0;
}

bool format_needs_forecast(const struct app *app)
{
	const struct options *options = &app->options;

	if (app->report.format == REPORT_TEXT || app->report.format == REPORT_JSON)
		return options->forecast;
	return format_parts(app) & FIELDS_OF_FORECAST ||
	       (options->forecast && (is_given(options, "forecast") || is_given(options, "days")));
}
