/* SPDX-License-Identifier: MIT */
#include "view/chart_words.h"

#include "base/i18n.h"
#include "base/number.h"
#include "view/canvas.h"
#include "view/chart.h"
#include "view/value_style.h"
#include "weather/condition.h"

#define WORD_COLUMNS 7 /* what is longer has to fit the columns of its steps */

/* A kind of weather, for a range of codes (https://openweathermap.org/weather-conditions). */
struct kind {
	int first, last;
	const char *word;
};

static const struct kind kinds[] = {
	/* TRANSLATORS: words below the hours of the chart, each of seven columns at most */
	{200, 299, N_("thunder")}, {300, 399, N_("drizzle")},
	/* TRANSLATORS: freezing rain or drizzle */
	{511, 511, N_("ice")}, {500, 599, N_("rain")}, {611, 613, N_("sleet")},
	{600, 699, N_("snow")}, {701, 701, N_("mist")}, {711, 711, N_("smoke")},
	{721, 721, N_("haze")}, {741, 741, N_("fog")}, {762, 762, N_("ash")},
	{771, 771, N_("squalls")}, {781, 781, N_("tornado")}, {702, 799, N_("dust")},
	{800, 800, N_("clear")}, {801, 802, NULL}, /* see word_for */
	/* TRANSLATORS: clouds in more than half of the sky */
	{803, 804, N_("cloudy")}};

/* Steps with one kind of weather. */
struct run {
	size_t end;              /* the step behind it */
	const struct kind *kind; /* NULL: unknown */
	const struct condition *condition;
};

static const struct kind *kind_of(const struct chart *chart, size_t i)
{
	const struct condition *condition = chart->steps[i].condition;

	for (size_t j = 0; condition && j < sizeof kinds / sizeof *kinds; j++)
		if (condition->id >= kinds[j].first && condition->id <= kinds[j].last)
			return &kinds[j];
	return NULL;
}

static const char *word_for(const struct kind *kind)
{
	/* TRANSLATORS: few or scattered clouds, in up to half of the sky; of seven columns */
	return kind->word ? _(kind->word) : C_("sky", "fair");
}

/* Clear sky, clouds and haze. */
static bool is_ordinary(const struct kind *kind)
{
	return kind && condition_kind(kind->first) == CONDITION_OTHER;
}

static bool is_wet(const struct kind *kind)
{
	return condition_kind(kind->first) > CONDITION_FOG;
}

/* A single step of one of these ends no run of another. */
static bool goes_on(const struct chart *chart, size_t i, const struct kind *kind)
{
	const struct kind *own = kind_of(chart, i);

	if (own == kind)
		return true;
	return is_ordinary(own) && is_ordinary(kind) &&
	       (i + 1 == chart->count || kind_of(chart, i + 1) != own);
}

/* That of the wettest step or, where none is wet, the one that most steps have. */
static const struct condition *most_typical(
	const struct chart *chart, size_t first, size_t end, bool is_of_wet)
{
	const struct chart_step *steps = chart->steps;
	size_t typical = first;
	double most = -1;

	for (size_t i = first; i < end; i++) {
		double weight = is_of_wet ? number_max(steps[i].amount, 0) : 0;

		for (size_t j = first; j < end && !is_of_wet; j++)
			weight += steps[j].condition->id == steps[i].condition->id;
		if (weight > most) {
			most = weight;
			typical = i;
		}
	}
	return steps[typical].condition;
}

static struct run run_from(const struct chart *chart, size_t first)
{
	struct run run = {.end = first + 1, .kind = kind_of(chart, first)};

	if (!run.kind)
		return run;
	while (run.end < chart->count && goes_on(chart, run.end, run.kind))
		run.end++;
	run.condition = most_typical(chart, first, run.end, is_wet(run.kind));
	return run;
}

bool chart_words_exist(const struct chart *chart)
{
	for (size_t i = 0; i < chart->count; i++)
		if (kind_of(chart, i))
			return true;
	return false;
}

void chart_words_draw(struct canvas *canvas, size_t row, const struct chart *chart)
{
	struct run run;
	size_t column = 0; /* the first one that is free */

	for (size_t i = 0; i < chart->count; i = run.end) {
		const char *text;
		size_t end, width;

		run = run_from(chart, i);
		if (!run.kind)
			continue;
		end = chart_column(run.end);
		if (column < chart_column(i))
			column = chart_column(i);
		text = run.condition->description;
		width = canvas_text_width(text, canvas->utf8);
		if (width == 0 || (width > WORD_COLUMNS && column + width >= end)) {
			text = word_for(run.kind);
			width = canvas_text_width(text, canvas->utf8);
		}
		if (column < end && column + width <= canvas->columns)
			column = 1 + canvas_text(canvas, row, column,
					     is_wet(run.kind) ? value_style_amount()
							      : (struct canvas_style){0},
					     text);
	}
}
