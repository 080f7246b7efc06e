/* SPDX-License-Identifier: MIT */
#include "view/chart_words.h"

#include <limits.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "view/canvas.h"
#include "view/chart.h"
#include "view/value_style.h"
#include "weather/condition.h"

/* What it costs that a step stands below a word that is not its own, so far as this is wrong. */
#define COST_WORD 1
#define COST_SINGLE 6 /* a word for a single step of clouds or clear sky, more than COST_OTHER */
#define COST_WETTER 3 /* for each degree of it */
#define COST_OTHER 5  /* as dry, or as wet */
#define COST_FOGGIER 8
#define COST_WET 10      /* a wet word for a dry step */
#define COST_LESS_WET 20 /* for each degree of it */
#define COST_EARLY 30    /* a word that begins before its weather does, while it is dry */
#define COST_NO_FOG 40
#define COST_DRY 1000 /* a dry word for a wet step */
#define COST_DRY_MUCH 10000
#define COST_NONE 100000
#define MUCH 0.5 /* mm */

/* A kind of weather, for a range of codes (https://openweathermap.org/weather-conditions). */
struct kind {
	int first, last;
	const char *word;
};

static const struct kind kinds[] = {
	/* TRANSLATORS: below the hours of the chart; up to "cloudy", in seven columns at most */
	{200, 299, N_("thunder")}, {300, 399, N_("drizzle")},
	/* TRANSLATORS: freezing rain or drizzle */
	{511, 511, N_("ice")}, {500, 599, N_("rain")}, {611, 613, N_("sleet")},
	{600, 699, N_("snow")}, {701, 701, N_("mist")}, {711, 711, N_("smoke")},
	{721, 721, N_("haze")}, {741, 741, N_("fog")}, {762, 762, N_("ash")},
	{771, 771, N_("squalls")}, {781, 781, N_("tornado")}, {702, 799, N_("dust")},
	{800, 800, N_("clear")}, {801, 802, NULL}, /* see word_for */
	/* TRANSLATORS: clouds in more than half of the sky */
	{803, 804, N_("cloudy")}};

/* What the words are chosen for. */
struct words {
	const struct chart *chart;
	size_t edge;                                  /* the canvas has so many columns */
	const struct kind *kinds[CHART_STEPS_MAX];    /* of the steps; NULL: unknown */
	size_t columns[CHART_STEPS_MAX];              /* the shortest text for each takes so many */
	bool are_there[sizeof kinds / sizeof *kinds]; /* whether a step is of that kind */
};

/* Steps below one word, from a known one on; the cost is that of all that follow, too. */
struct section {
	size_t end;              /* the step after it */
	const struct kind *kind; /* NULL: no word */
	unsigned cost;
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
	/* TRANSLATORS: few or scattered clouds, in up to half of the sky; seven columns at most */
	return kind->word ? _(kind->word) : C_("sky", "fair");
}

static bool is_wet(const struct kind *kind)
{
	return condition_kind(kind->first) > CONDITION_FOG;
}

/* Clear sky, then clouds, then haze. */
static int dimness(const struct kind *kind)
{
	return kind->first < 800 ? INT_MAX : kind->first;
}

/* What it costs that a step stands below the word for another kind. */
static unsigned cost_below(const struct words *words, size_t i, const struct kind *kind)
{
	const struct kind *own = words->kinds[i];
	int is = (int)condition_kind(own->first), said = (int)condition_kind(kind->first);

	if (own == kind)
		return 0;
	if (is_wet(own) && !is_wet(kind))
		return words->chart->steps[i].amount >= MUCH ? COST_DRY_MUCH : COST_DRY;
	if (is_wet(own) && is != said)
		return is < said ? COST_WETTER * (unsigned)(said - is)
				 : COST_LESS_WET * (unsigned)(is - said);
	if (is_wet(kind) && !is_wet(own))
		return COST_WET + (is == CONDITION_FOG);
	if (is != said)
		return is == CONDITION_FOG ? COST_NO_FOG : COST_FOGGIER;
	return COST_OTHER + (dimness(own) > dimness(kind));
}

/* The column that a text before this step must not reach. */
static size_t column_behind(const struct words *words, size_t end)
{
	for (; end < words->chart->count; end++)
		if (words->kinds[end])
			return chart_column(end) - 1;
	return words->edge;
}

/* The best one from a step on, if its word is for this kind. */
static void try_kind(const struct words *words, size_t first, const struct kind *kind,
	const struct section then[], struct section *best)
{
	unsigned cost = COST_WORD;
	size_t columns = 0; /* of the longest text that it may have; 0: no step is of this kind */

	for (size_t i = first; i < words->chart->count && words->kinds[i] && cost < best->cost;
		i++) {
		bool is_single = i == first && condition_kind(kind->first) == CONDITION_OTHER;
		unsigned all;

		cost += cost_below(words, i, kind);
		if (words->kinds[i] == kind && words->columns[i] > columns)
			columns = words->columns[i];
		if (columns == 0) {
			cost += is_wet(words->kinds[i]) ? 0 : COST_EARLY;
			continue;
		}
		all = cost + (is_single ? COST_SINGLE : 0) + then[i + 1].cost;
		if (all < best->cost &&
			chart_column(first) + columns <= column_behind(words, i + 1))
			*best = (struct section){.end = i + 1, .kind = kind, .cost = all};
	}
}

static void start_words(struct words *words, const struct chart *chart, const struct canvas *canvas)
{
	*words = (struct words){.chart = chart, .edge = canvas->columns};
	for (size_t i = 0; i < chart->count; i++) {
		const struct kind *kind = kind_of(chart, i);
		size_t word, text;

		words->kinds[i] = kind;
		if (!kind)
			continue;
		words->are_there[kind - kinds] = true;
		word = canvas_text_width(word_for(kind), canvas->utf8);
		text = canvas_text_width(chart->steps[i].condition->description, canvas->utf8);
		words->columns[i] = text > 0 && text < word ? text : word;
	}
}

/* From each step on, the section with which all steps from there on cost the least. */
static void choose(const struct words *words, struct section from[CHART_STEPS_MAX + 1])
{
	from[words->chart->count] = (struct section){0};
	for (size_t first = words->chart->count; first-- > 0;) {
		struct section *best = &from[first];

		*best = (struct section){.end = first + 1,
			.cost = from[first + 1].cost + (words->kinds[first] ? COST_NONE : 0)};
		/* With its own, the others have a low cost to compete with from the start. */
		if (words->kinds[first])
			try_kind(words, first, words->kinds[first], from, best);
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
			if (words->are_there[i])
				try_kind(words, first, &kinds[i], from, best);
	}
}

/* That of the wettest step or, where none is wet, the one that most steps of its kind have. */
static const struct condition *most_typical(
	const struct words *words, size_t first, const struct section *section)
{
	const struct chart_step *steps = words->chart->steps;
	size_t typical = first;
	double most = -1;

	for (size_t i = first; i < section->end; i++) {
		double weight = is_wet(section->kind) ? number_max(steps[i].amount, 0) : 0;

		if (words->kinds[i] != section->kind)
			continue;
		for (size_t j = first; j < section->end && !is_wet(section->kind); j++)
			weight += steps[j].condition->id == steps[i].condition->id;
		if (weight > most) {
			most = weight;
			typical = i;
		}
	}
	return steps[typical].condition;
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
	struct words words;
	struct section from[CHART_STEPS_MAX + 1];
	const char *before = ""; /* the text that holds up to here */

	start_words(&words, chart, canvas);
	choose(&words, from);
	for (size_t i = 0; i < chart->count; i = from[i].end) {
		const struct section *section = &from[i];
		const char *text = "";
		size_t width;

		if (section->kind) {
			text = most_typical(&words, i, section)->description;
			width = canvas_text_width(text, canvas->utf8);
			if (width == 0 ||
				chart_column(i) + width > column_behind(&words, section->end))
				text = word_for(section->kind);
		}
		if (*text && strcmp(text, before) != 0)
			canvas_text(canvas, row, chart_column(i),
				is_wet(section->kind) ? value_style_amount()
						      : (struct canvas_style){0},
				text);
		before = text;
	}
}
