/* SPDX-License-Identifier: MIT */
#include "cmd/cmd_complete.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "cli/config_file.h"
#include "cmd/app.h"
#include "cmd/complete_format.h"
#include "cmd/complete_name.h"
#include "cmd/complete_qualifier.h"
#include "place/fold.h"
#include "place/place.h"

/* Whether the text has a control character: a tab or a line feed would break the output's lines. */
static bool has_control(const char *text)
{
	const char *end = text + strlen(text);

	while (text < end) {
		int32_t point = utf8_next(&text, end);

		if (point < 0x20 || (point >= 0x7F && point < 0xA0))
			return true;
	}
	return false;
}

/* Joins words; false when they are too long, not UTF-8, or have a control character. */
static bool join_typed(struct typed *typed, char *const words[], int count)
{
	struct strbuf text = strbuf_start(typed->text, sizeof typed->text);

	typed->done = 0;
	for (int i = 0; i < count; i++) {
		typed->done = text.length + (i > 0);
		strbuf_addf(&text, "%s%s", i > 0 ? " " : "", words[i]);
	}
	if (text.is_cut || !utf8_is_valid(typed->text) || has_control(typed->text))
		return false;
	complete_text_start(typed);
	return true;
}

/* Whether the text is a name of the list, with nothing after it that says where it lies. */
static bool is_name(const struct gazetteer *list, const char *text, size_t length)
{
	char name[COMPLETE_TYPED_MAX], key[FOLD_MAX];
	struct listed_name found;
	const char *at = NULL;

	snprintf(name, sizeof name, "%.*s", (int)length, text);
	return fold_key(key, name) && gazetteer_next_name(list, key, false, &at, &found);
}

/*
 * Where a blank follows a name, what tells its places apart: the longest name first, as "New York"
 * rather than "New". But "San Miguel San", in Santander, hides no region of San Miguel.
 */
static void complete_behind_blanks(
	struct completions *completions, const struct typed *typed, bool own)
{
	size_t count = completions->count;
	bool is_done = false;

	for (size_t end = strlen(typed->text); end > 1 && !is_done; end--) {
		if (typed->text[end - 1] != ' ' || typed->text[end - 2] == ' ')
			continue;
		complete_qualifier(completions, typed, end - 1, own);
		is_done = completions->count > count &&
			  is_name(completions->list, typed->text, end - 1);
	}
}

/* The words from `first` on may be one place. Returns whether they are. */
static bool complete_from(
	struct completions *completions, char *const words[], int first, int count)
{
	struct typed typed;
	const char *comma;

	completions->before = words;
	completions->before_count = first;
	if (!join_typed(&typed, words + first, count - first))
		return false;
	comma = strrchr(typed.text, ',');
	if (comma) {
		size_t length = (size_t)(comma - typed.text);

		completions->is_certain = complete_qualifier(completions, &typed, length, true);
		completions->is_certain |= complete_qualifier(completions, &typed, length, false);
		return completions->count > 0 || completions->is_certain;
	}
	complete_behind_blanks(completions, &typed, true);
	complete_name(completions, &typed);
	complete_behind_blanks(completions, &typed, false);
	/* As place_search() reads them, in what is not written in Latin letters. */
	for (const char *at = typed.text;
		(unsigned char)*typed.text >= 0x80 && (at = strchr(at, ' '));) {
		at += strspn(at, " ");
		complete_in_region(completions, &typed, (size_t)(at - typed.text));
	}
	return completions->count > 0 || completions->is_certain;
}

/*
 * Where the words before the last one are a place, what goes on with its name must not hide the
 * next place, unless it is a larger one: "San Fran" is not Frankfurt after San.
 */
static void complete_next(
	struct completions *completions, char *const words[], int first, int count)
{
	char before[LOCATION_TEXT_MAX + 2];
	struct listed known;
	struct typed last;

	if (completions->is_certain || !place_join(before, words + first, count - 1 - first) ||
		!place_search_first(completions->list, before, &known) ||
		completions->all[0].offset < known.offset)
		return;
	completions->before = words + first;
	completions->before_count = count - 1 - first;
	if (join_typed(&last, words + count - 1, 1))
		complete_name(completions, &last);
}

/* The first word that may be of one place with the last one. */
static int first_joined(char *const words[], int count)
{
	int first = count > 0 ? count - 1 : 0;

	if (count == 0 || strchr(words[first], ' '))
		return first;
	while (first > 0 && count - first < PLACE_WORDS_MAX &&
		!place_stands_alone(words[first - 1]))
		first--;
	return first;
}

void cmd_complete_find(struct completions *completions, const struct gazetteer *list,
	char *const words[], int count)
{
	int earliest = first_joined(words, count), last = count > 0 ? count - 1 : 0;
	size_t length = last > 0 ? strlen(words[last - 1]) : 0;
	bool is_behind_comma = length > 0 && words[last - 1][length - 1] == ',';

	completions->list = list;
	completions->count = completions->used = 0;
	completions->is_certain = false;
	words = earliest > 0 ? words + earliest : words;
	count -= earliest;
	/* After a comma there is only what tells places apart. */
	last -= earliest + is_behind_comma;
	for (int first = 0; first <= last; first++) {
		if (!complete_from(completions, words, first, count))
			continue;
		if (first < count - 1)
			complete_next(completions, words, first, count);
		break;
	}
}

void cmd_complete_print(FILE *out, const struct gazetteer *list, char *const words[], int count)
{
	struct completions completions;

	cmd_complete_find(&completions, list, words, count);
	completions_print(out, &completions);
}

bool cmd_complete(struct app *app, struct error *error)
{
	struct options *options = &app->options;

	/* A configuration file with an error in it names formats, too. */
	if (options->word_count > 0 && strcmp(options->words[0], "--format") == 0) {
		if (!config_file_read(options, error))
			*error = (struct error){.code = EXIT_OK};
		complete_format(
			app->report.out, options, options->word_count > 1 ? options->words[1] : "");
		return true;
	}
	cmd_complete_print(app->report.out, &app->list, options->words, options->word_count);
	return true;
}
