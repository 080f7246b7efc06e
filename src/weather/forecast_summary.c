/* SPDX-License-Identifier: MIT */
#include "weather/forecast_summary.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/strbuf.h"
#include "base/timefmt.h"

#define WET_PERCENT 49.5       /* the least that is printed as 50 % */
#define WET_MILLIMETRES 0.45   /* as 0.5 mm */
#define LEAST_MILLIMETRES 0.05 /* as 0.1 mm */
#define PERHAPS_PERCENT 20

#define CLAUSE_BYTES 120

/* Of OpenWeatherMap's codes. */
enum {
	GROUP_THUNDERSTORM = 2,
	GROUP_DRIZZLE = 3,
	GROUP_RAIN = 5,
	GROUP_SNOW = 6,
	GROUP_FOG = 7,
	GROUP_CLOUDS = 8,
	CODE_SLEET_FIRST = 611, /* sleet, rain and snow */
	CODE_SLEET_LAST = 616,
	CODE_SQUALLS = 771,
	CODE_TORNADO = 781,
	CODE_HAIL = 906 /* in older replies */
};

enum wetness { UNKNOWN, DRY, WET };

/* What falls. */
enum kind { RAIN, SNOW, RAIN_AND_SNOW, HAIL, KINDS };

struct spell {
	int64_t start, end;
	double rain, snow;                    /* mm; 0 where none was sent */
	bool says_rain, says_snow, says_hail; /* its conditions */
	bool is_open;                         /* not known to be over at the end */
};

/* What a sentence is about, and how it is written. */
struct summary {
	const struct forecast *forecast;
	int64_t now;
	const struct forecast_summary_style *style;
	enum wetness wetness[FORECAST_STEPS_MAX];
};

/*
 * Whole clauses, since other languages inflect the name of what falls and order words differently.
 * They are chosen by the kind, and by whether the spell is still to come, is open, and has an
 * amount.
 */
static const char *const first_clauses[KINDS][2][2][2] = {
	/*
	 * TRANSLATORS: words in braces stay as they are. {start} and {end} are "21:00" or "Sat
	 * 21:00", {amount} "3.2 mm", {day} "Sat". A clause has 119 bytes at most with them.
	 */
	[RAIN] = {{{N_("Rain until {end}"), N_("Rain until {end}, {amount}")},
			  {N_("Rain until at least {end}"),
				  N_("Rain until at least {end}, {amount}")}},
		{{N_("Rain from {start} to {end}"), N_("Rain from {start} to {end}, {amount}")},
			{N_("Rain from {start} until at least {end}"),
				N_("Rain from {start} until at least {end}, {amount}")}}},
	[SNOW] = {{{N_("Snow until {end}"), N_("Snow until {end}, {amount}")},
			  {N_("Snow until at least {end}"),
				  N_("Snow until at least {end}, {amount}")}},
		{{N_("Snow from {start} to {end}"), N_("Snow from {start} to {end}, {amount}")},
			{N_("Snow from {start} until at least {end}"),
				N_("Snow from {start} until at least {end}, {amount}")}}},
	[RAIN_AND_SNOW] =
		{{{N_("Rain and snow until {end}"), N_("Rain and snow until {end}, {amount}")},
			 {N_("Rain and snow until at least {end}"),
				 N_("Rain and snow until at least {end}, {amount}")}},
			{{N_("Rain and snow from {start} to {end}"),
				 N_("Rain and snow from {start} to {end}, {amount}")},
				{N_("Rain and snow from {start} until at least {end}"),
					N_("Rain and snow from {start} until at least {end}, "
					   "{amount}")}}},
	[HAIL] = {{{N_("Hail until {end}"), N_("Hail until {end}, {amount}")},
			  {N_("Hail until at least {end}"),
				  N_("Hail until at least {end}, {amount}")}},
		{{N_("Hail from {start} to {end}"), N_("Hail from {start} to {end}, {amount}")},
			{N_("Hail from {start} until at least {end}"),
				N_("Hail from {start} until at least {end}, {amount}")}}},
};

/* By the kind, or KINDS for that of the first spell, and by the same but for the start. */
static const char *const second_clauses[KINDS + 1][2][2] = {
	[RAIN] = {{N_("then rain from {start} to {end}"),
			  N_("then rain from {start} to {end}, {amount}")},
		{N_("then rain from {start} until at least {end}"),
			N_("then rain from {start} until at least {end}, {amount}")}},
	[SNOW] = {{N_("then snow from {start} to {end}"),
			  N_("then snow from {start} to {end}, {amount}")},
		{N_("then snow from {start} until at least {end}"),
			N_("then snow from {start} until at least {end}, {amount}")}},
	[RAIN_AND_SNOW] = {{N_("then rain and snow from {start} to {end}"),
				   N_("then rain and snow from {start} to {end}, {amount}")},
		{N_("then rain and snow from {start} until at least {end}"),
			N_("then rain and snow from {start} until at least {end}, {amount}")}},
	[HAIL] = {{N_("then hail from {start} to {end}"),
			  N_("then hail from {start} to {end}, {amount}")},
		{N_("then hail from {start} until at least {end}"),
			N_("then hail from {start} until at least {end}, {amount}")}},
	/*
	 * TRANSLATORS: this and the three that follow are for more of what the clause before named,
	 * "Rain until 21:00; then from Sat 18:00 to 21:00."
	 */
	[KINDS] = {{N_("then from {start} to {end}"), N_("then from {start} to {end}, {amount}")},
		{N_("then from {start} until at least {end}"),
			N_("then from {start} until at least {end}, {amount}")}},
};

enum day { STARTED, TODAY, LATER, DAYS };

static const char *const perhaps_sentences[KINDS][DAYS] = {
	[RAIN] = {N_("Perhaps rain before {end} ({percent} %)."),
		N_("Perhaps rain from {start} to {end} ({percent} %)."),
		N_("Perhaps rain on {day} from {start} to {end} ({percent} %).")},
	[SNOW] = {N_("Perhaps snow before {end} ({percent} %)."),
		N_("Perhaps snow from {start} to {end} ({percent} %)."),
		N_("Perhaps snow on {day} from {start} to {end} ({percent} %).")},
	[RAIN_AND_SNOW] = {N_("Perhaps rain and snow before {end} ({percent} %)."),
		N_("Perhaps rain and snow from {start} to {end} ({percent} %)."),
		N_("Perhaps rain and snow on {day} from {start} to {end} ({percent} %).")},
	[HAIL] = {N_("Perhaps hail before {end} ({percent} %)."),
		N_("Perhaps hail from {start} to {end} ({percent} %)."),
		N_("Perhaps hail on {day} from {start} to {end} ({percent} %).")},
};

/* What stands for the names in braces. */
struct values {
	char start[TIMEFMT_MAX], end[TIMEFMT_MAX], amount[FORECAST_AMOUNT_MAX];
	char percent[NUMBER_MAX];
	const char *day;
};

/* ---- steps and spells ---- */

static double amount_of(const struct forecast_step *step)
{
	if (isnan(step->rain_3h))
		return step->snow_3h;
	return isnan(step->snow_3h) ? step->rain_3h : step->rain_3h + step->snow_3h;
}

static enum wetness wetness_of(const struct forecast_step *step)
{
	double amount = amount_of(step);
	int id = step->condition.id;

	if (!isnan(amount) || !isnan(step->probability))
		return step->probability >= WET_PERCENT || amount >= WET_MILLIMETRES ? WET : DRY;
	if (id == CODE_HAIL)
		return WET;
	if (id == CODE_SQUALLS || id == CODE_TORNADO)
		return UNKNOWN;
	switch (id / 100) {
	case GROUP_THUNDERSTORM:
	case GROUP_DRIZZLE:
	case GROUP_RAIN:
	case GROUP_SNOW:
		return WET;
	case GROUP_FOG:
	case GROUP_CLOUDS:
		return DRY;
	default:
		return UNKNOWN;
	}
}

static void add_step(struct spell *spell, const struct forecast_step *step)
{
	int id = step->condition.id, group = id / 100;

	spell->end = step->time;
	spell->rain += isnan(step->rain_3h) ? 0 : step->rain_3h;
	spell->snow += isnan(step->snow_3h) ? 0 : step->snow_3h;
	spell->says_snow |= group == GROUP_SNOW;
	spell->says_rain |= group == GROUP_THUNDERSTORM || group == GROUP_DRIZZLE ||
			    group == GROUP_RAIN ||
			    (id >= CODE_SLEET_FIRST && id <= CODE_SLEET_LAST);
	spell->says_hail |= id == CODE_HAIL;
}

static enum kind kind_of(const struct spell *spell)
{
	bool has_rain = spell->rain >= LEAST_MILLIMETRES;
	bool has_snow = spell->snow >= LEAST_MILLIMETRES;

	if (!has_rain && !has_snow) {
		has_rain = spell->says_rain;
		has_snow = spell->says_snow;
	}
	if (has_snow)
		return has_rain ? RAIN_AND_SNOW : SNOW;
	return has_rain || !spell->says_hail ? RAIN : HAIL;
}

/*
 * Takes the next run of steps that are marked, from *at on, and moves *at past it; false when
 * there is none.
 */
static bool next_spell(
	const struct summary *summary, const bool marked[], size_t *at, struct spell *spell)
{
	const struct forecast_step *steps = summary->forecast->steps;
	size_t count = summary->forecast->step_count, i = *at;
	bool is_next;

	while (i < count && !marked[i])
		i++;
	if (i == count)
		return false;
	*spell = (struct spell){.start = steps[i].time - FORECAST_STEP_SECONDS};
	do {
		add_step(spell, &steps[i++]);
		is_next = i < count && steps[i].time - spell->end <= FORECAST_STEP_SECONDS;
	} while (is_next && marked[i]);
	spell->is_open = !is_next || summary->wetness[i] != DRY;
	*at = i;
	return true;
}

/* ---- sentences ---- */

bool forecast_format_amount(char to[FORECAST_AMOUNT_MAX], double millimetres,
	const struct forecast_summary_style *style)
{
	const char *unit = units_precipitation_name(style->units);
	bool is_imperial = style->units == UNITS_IMPERIAL;
	double value = is_imperial ? units_inches(millimetres) : millimetres;
	char number[NUMBER_MAX];

	if (!(value >= (is_imperial ? 0.005 : LEAST_MILLIMETRES)))
		return false;
	number_trimmed(number, value, is_imperial ? 2 : 1);
	snprintf(to, FORECAST_AMOUNT_MAX, "%s %s", number, style->is_english ? unit : _(unit));
	return true;
}

static const char *weekday(const struct summary *summary, int64_t time)
{
	int64_t date = forecast_date(summary->forecast, time);

	return summary->style->is_english ? timefmt_weekday_english(date) : timefmt_weekday(date);
}

/* "21:00" on the date of the other time, else "Sat 21:00". */
static void format_time(
	char to[TIMEFMT_MAX], const struct summary *summary, int64_t time, int64_t other)
{
	const struct forecast *forecast = summary->forecast;
	double offset = forecast_utc_offset(forecast, time);
	struct strbuf text = strbuf_start(to, TIMEFMT_MAX);
	char clock[TIMEFMT_MAX];

	if (summary->style->clock_12)
		timefmt_clock_12(clock, time, offset);
	else
		timefmt_clock(clock, time, offset);
	if (forecast_date(forecast, time) == forecast_date(forecast, other))
		strbuf_add(&text, clock);
	else
		strbuf_addf(&text,
			/* TRANSLATORS: weekday and clock, "Sat 21:00" */
			summary->style->is_english ? "%s %s" : C_("weekday, clock", "%s %s"),
			weekday(summary, time), clock);
}

/* Adds a text of the tables above, or what it is in the reader's language. */
static void add_text(struct strbuf *to, const struct summary *summary, const char *english,
	const struct values *values)
{
	const struct {
		const char *name, *value;
	} all[] = {{"{start}", values->start}, {"{end}", values->end}, {"{amount}", values->amount},
		{"{percent}", values->percent}, {"{day}", values->day}};
	const size_t count = sizeof all / sizeof *all;
	const char *text = summary->style->is_english ? english : _(english);

	while (*text) {
		size_t i = 0, length;

		while (i < count && strncmp(text, all[i].name, strlen(all[i].name)) != 0)
			i++;
		if (i < count) {
			strbuf_add(to, all[i].value);
			length = strlen(all[i].name);
		} else {
			length = 1 + strcspn(text + 1, "{");
			strbuf_addf(to, "%.*s", (int)length, text);
		}
		text += length;
	}
}

static void write_spells(char *to, const struct summary *summary, const bool wet[])
{
	const struct forecast_summary_style *style = summary->style;
	char clauses[2][CLAUSE_BYTES];
	struct strbuf first = strbuf_start(clauses[0], CLAUSE_BYTES);
	struct strbuf second = strbuf_start(clauses[1], CLAUSE_BYTES);
	struct spell spell;
	struct values values;
	enum kind kind, next;
	bool is_to_come, has_amount;
	size_t at = 0;

	next_spell(summary, wet, &at, &spell);
	kind = kind_of(&spell);
	is_to_come = spell.start > summary->now;
	has_amount = forecast_format_amount(values.amount, spell.rain + spell.snow, style);
	format_time(values.start, summary, spell.start, summary->now);
	format_time(values.end, summary, spell.end, is_to_come ? spell.start : summary->now);
	add_text(&first, summary, first_clauses[kind][is_to_come][spell.is_open][has_amount],
		&values);
	if (!next_spell(summary, wet, &at, &spell)) {
		snprintf(to, FORECAST_SUMMARY_MAX,
			/* TRANSLATORS: makes a sentence of a clause, "Rain until 21:00" */
			style->is_english ? "%s." : C_("clause", "%s."), first.text);
		return;
	}
	/* What falls is said again only where it is something else. */
	next = kind_of(&spell) == kind ? KINDS : kind_of(&spell);
	has_amount = forecast_format_amount(values.amount, spell.rain + spell.snow, style);
	format_time(values.start, summary, spell.start, summary->now);
	format_time(values.end, summary, spell.end, spell.start);
	add_text(&second, summary, second_clauses[next][spell.is_open][has_amount], &values);
	snprintf(to, FORECAST_SUMMARY_MAX,
		/* TRANSLATORS: joins clauses, "Rain until 21:00; then from Sat 18:00 to 21:00." */
		style->is_english ? "%s; %s." : C_("clauses", "%s; %s."), first.text, second.text);
}

static void write_perhaps(
	char *to, const struct summary *summary, const bool likeliest[], double percent)
{
	struct strbuf sentence = strbuf_start(to, FORECAST_SUMMARY_MAX);
	int64_t now = summary->now;
	struct spell spell;
	struct values values;
	enum day day = STARTED;
	size_t at = 0;

	next_spell(summary, likeliest, &at, &spell);
	if (spell.start > now)
		day = forecast_date(summary->forecast, spell.start) ==
				      forecast_date(summary->forecast, now)
			      ? TODAY
			      : LATER;
	values.day = weekday(summary, spell.start);
	number_fixed(values.percent, percent, 0);
	format_time(values.start, summary, spell.start, spell.start);
	format_time(values.end, summary, spell.end, day == STARTED ? now : spell.start);
	add_text(&sentence, summary, perhaps_sentences[kind_of(&spell)][day], &values);
}

/* Up to the first step that is unknown or missing; there may be none before it. */
static void write_dry(char *to, const struct summary *summary, size_t first)
{
	struct strbuf sentence = strbuf_start(to, FORECAST_SUMMARY_MAX);
	const struct forecast *forecast = summary->forecast;
	int64_t end = summary->now;
	struct values values;

	for (size_t i = first; i < forecast->step_count && summary->wetness[i] == DRY &&
			       forecast->steps[i].time - end <= FORECAST_STEP_SECONDS;
		i++)
		end = forecast->steps[i].time;
	if (end == summary->now)
		return;
	format_time(values.end, summary, end, summary->now);
	add_text(&sentence, summary, N_("Dry until at least {end}."), &values);
}

void forecast_summary(char to[FORECAST_SUMMARY_MAX], const struct forecast *forecast, int64_t now,
	const struct forecast_summary_style *style)
{
	struct summary summary = {.forecast = forecast, .now = now, .style = style};
	const struct forecast_step *steps = forecast->steps;
	bool wet[FORECAST_STEPS_MAX] = {false}, likeliest[FORECAST_STEPS_MAX] = {false};
	bool is_any_wet = false;
	double highest = 0;
	size_t first = 0;

	while (first < forecast->step_count && steps[first].time <= now)
		first++;
	for (size_t i = first; i < forecast->step_count; i++) {
		summary.wetness[i] = wetness_of(&steps[i]);
		wet[i] = summary.wetness[i] == WET;
		is_any_wet |= wet[i];
		/* Rounded as they are when they are printed, with ties to even. */
		highest = number_max(highest, number_round(steps[i].probability));
	}
	for (size_t i = first; i < forecast->step_count; i++)
		likeliest[i] = number_round(steps[i].probability) == highest;
	*to = '\0';
	if (is_any_wet)
		write_spells(to, &summary, wet);
	else if (highest >= PERHAPS_PERCENT)
		write_perhaps(to, &summary, likeliest, highest);
	else
		write_dry(to, &summary, first);
}
