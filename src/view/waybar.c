/* SPDX-License-Identifier: MIT */
#include "view/waybar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory_stream.h"
#include "base/number.h"
#include "base/units.h"
#include "view/json_writer.h"
#include "view/symbol.h"
#include "view/template.h"
#include "view/text.h"
#include "view/text_forecast.h"
#include "weather/answer.h"

/* Text as Pango markup. False if memory was short. */
static bool add_markup(struct buffer *markup, const char *text)
{
	for (; *text; text++) {
		const char *entity = *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : "&gt;";
		bool is_special = strchr("&<>", *text);

		if (!buffer_append(
			    markup, is_special ? entity : text, is_special ? strlen(entity) : 1))
			return false;
	}
	return true;
}

/* What the text output has, but for the steps of a forecast, without the newline at its end. */
static bool add_tooltip(struct buffer *markup, const struct answer *answer, const struct view *view)
{
	struct answer now = *answer;
	struct memory_stream text;
	bool is_whole = memory_stream_open(&text);

	if (!is_whole)
		return false;
	now.has_forecast = false;
	text_answer(text.file, &now, view);
	if (answer->has_forecast)
		text_days(text.file, &answer->forecast, view);
	text_attribution(text.file, answer->provider, answer->has_air, view);
	is_whole = memory_stream_flush(&text);
	if (is_whole) {
		text.buffer.text[text.buffer.length - 1] = '\0';
		is_whole = add_markup(markup, text.buffer.text);
	}
	memory_stream_close(&text);
	return is_whole;
}

static void write_class(struct json_writer *json, const char *name, bool is_stale)
{
	if (!is_stale) {
		json_writer_string(json, "class", name);
		return;
	}
	json_writer_begin_array(json, "class");
	json_writer_string(json, NULL, name);
	json_writer_string(json, NULL, "stale");
	json_writer_end_array(json);
}

bool waybar_answer(FILE *out, const struct answer *answer, const struct view *view)
{
	const struct weather *weather = &answer->weather;
	const struct condition *condition = &weather->conditions[0];
	const struct symbol *symbol = symbol_find(condition);
	const char *name = symbol ? symbol->name : "unknown";
	bool is_clear_night = strcmp(name, "clear") == 0 && symbol_is_night(condition);
	struct json_writer json = {.out = out};
	struct buffer tooltip = {.text = NULL};
	struct view plain = *view;
	char number[NUMBER_MAX], picture[8], text[64];
	bool is_whole;

	plain.color = plain.screen = false;
	plain.columns = 0;
	template_letter(picture, sizeof picture, 'c', answer, view);
	number_fixed(number, units_temperature(weather->temperature, view->units), 0);
	snprintf(text, sizeof text, "%s%s%s%s", picture, *picture ? " " : "", number,
		text_temperature_unit(view));
	is_whole = add_tooltip(&tooltip, answer, &plain);
	if (is_whole) {
		json_writer_begin_object(&json, NULL);
		json_writer_string(&json, "text", text);
		json_writer_string(&json, "tooltip", tooltip.text);
		write_class(&json, name, answer->stale != NULL);
		if (!isnan(weather->humidity))
			json_writer_number(&json, "percentage", weather->humidity, 0);
		json_writer_string(&json, "alt", is_clear_night ? "clear-night" : name);
		json_writer_end_object(&json);
		putc('\n', out);
	}
	free(tooltip.text);
	return is_whole;
}

bool waybar_error(FILE *out, const char *query, const struct error *error)
{
	struct json_writer json = {.out = out};
	struct buffer tooltip = {.text = NULL};
	bool is_whole = add_markup(&tooltip, query) && add_markup(&tooltip, *query ? ": " : "") &&
			add_markup(&tooltip, error->message);

	if (is_whole) {
		json_writer_begin_object(&json, NULL);
		json_writer_string(&json, "text", exit_code_name(error->code));
		json_writer_string(&json, "tooltip", tooltip.text);
		json_writer_string(&json, "class", "error");
		json_writer_string(&json, "alt", "error");
		json_writer_end_object(&json);
		putc('\n', out);
	}
	free(tooltip.text);
	return is_whole;
}
