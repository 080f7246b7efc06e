/* SPDX-License-Identifier: MIT */
#include "cmd/cmd_help.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "base/wrap.h"
#include "cli/option_table.h"
#include "cmd/app.h"
#include "view/output.h"

#define TEXT_COLUMNS 80 /* what the text is laid out for */
#define OPTION_COLUMNS 28
#define EXIT_CODE_COLUMNS 15
#define NARROW_INDENT 10 /* columns, of what is below an option */
#define LINE_BYTES_MAX 512

/* Prints lines, each of which is wrapped. */
static void print_lines(FILE *out, size_t columns, size_t indent, const char *text)
{
	while (*text) {
		char line[LINE_BYTES_MAX], wrapped[4 * LINE_BYTES_MAX];
		struct strbuf lines = strbuf_start(wrapped, sizeof wrapped);
		size_t length = strcspn(text, "\n");

		snprintf(line, sizeof line, "%.*s", (int)length, text);
		wrap_add(&lines, line, indent, columns);
		fprintf(out, "%s\n", wrapped);
		text += length + (text[length] == '\n');
	}
}

/* Two columns, or one below the other on a terminal that is too narrow for them. */
static void print_row(FILE *out, size_t columns, int width, const char *left, const char *right)
{
	char line[LINE_BYTES_MAX];

	if (columns == 0 || columns >= TEXT_COLUMNS) {
		fprintf(out, "  %-*s %s\n", width, left, right);
		return;
	}
	snprintf(line, sizeof line, "  %s\n%*s%s", left, NARROW_INDENT, "", right);
	print_lines(out, columns, NARROW_INDENT, line);
}

/* Longer than a line, so that it is always wrapped. */
static void print_attribution(FILE *out, size_t columns)
{
	bool is_narrow = columns > 0 && columns < TEXT_COLUMNS;

	print_lines(out, is_narrow ? columns : TEXT_COLUMNS, 2,
		_("Weather data provided by OpenWeather (https://openweathermap.org/), or, without "
		  "a key, by Open-Meteo.com (https://open-meteo.com/), CC BY 4.0, adapted\n"));
}

void cmd_help_print(FILE *out, size_t columns)
{
	print_lines(out, columns, 11,
		/* TRANSLATORS: words in capitals stay as they are, as in the list of options */
		_("Usage: wx [OPTION]... [PLACE]...\n"
		  "       wx --list [-j] NAME\n"
		  "       wx --save-key\n"
		  "       wx --check [PLACE]\n"
		  "       wx --serve[=[HOST:]PORT] [--once] [--idle-timeout SECONDS] [-q]\n"));
	print_lines(out, columns, 0,
		_("\nPrint the current weather at each PLACE.\n\nWays to write a PLACE:\n"));
	print_row(out, columns, OPTION_COLUMNS,
		/* TRANSLATORS: this and the three that follow have 28 columns at most */
		_("a name in any writing system"), "Seoul  Paris,FR  Portland,Oregon");
	print_row(out, columns, OPTION_COLUMNS, _("latitude,longitude"), "37.57,126.98");
	print_row(out, columns, OPTION_COLUMNS, _("a postcode and a country"), "zip:90210,US");
	print_row(out, columns, OPTION_COLUMNS, _("an OpenWeatherMap city ID"), "id:1835848");
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		char usage[64], letter[] = "-x, ";
		struct strbuf buffer = strbuf_start(usage, sizeof usage);

		if (!row->help)
			continue;
		letter[1] = row->letter;
		strbuf_addf(&buffer, "%s--%s", row->letter ? letter : "    ", row->name);
		if (row->argument)
			strbuf_addf(&buffer, row->optional ? "[=%s]" : " %s", row->argument);
		if (row->group)
			fprintf(out, "\n%s\n", _(row->group));
		print_row(out, columns, OPTION_COLUMNS, usage, _(row->help));
	}
	print_lines(out, columns, 0, _("\nExit status:\n"));
	for (int code = EXIT_OK; code < EXIT_CODES; code++) {
		char status[32];

		snprintf(status, sizeof status, "%2d  %s", code, exit_code_name(code));
		print_row(out, columns, EXIT_CODE_COLUMNS, status, _(exit_code_meaning(code)));
	}
	print_lines(out, columns, 2,
		_("\nThe API key is read from WX_API_KEY, OPENWEATHERMAP_API_KEY or "
		  "~/.config/wx/key.\n"
		  "Examples and details are in the manual: man wx\n"));
	print_attribution(out, columns);
}

bool cmd_help(struct app *app, struct error *error)
{
	(void)error;
	cmd_help_print(app->report.out, output_columns(STDOUT_FILENO));
	return true;
}

bool cmd_help_version(struct app *app, struct error *error)
{
	FILE *out = app->report.out;
	size_t columns = output_columns(STDOUT_FILENO);

	(void)error;
	fputs("wx " PACKAGE_VERSION "\n", out);
	print_lines(out, columns, 2,
		_("Places from GeoNames (https://www.geonames.org/), CC BY 4.0\n"));
	print_attribution(out, columns);
	print_lines(out, columns, 2,
		_("Copyright (c) 2026 The wx authors. MIT License; there is no warranty.\n"));
	return true;
}
