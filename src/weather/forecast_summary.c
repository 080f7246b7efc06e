/* SPDX-License-Identifier: MIT */
#include "weather/forecast_summary.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/strbuf.h"
#include "base/timefmt.h"
#include "weather/condition.h"

#define WET_PERCENT 50
#define WET_MILLIMETRES 0.5
#define PERHAPS_PERCENT 20

/* Of OpenWeatherMap's codes. */
#define SNOW_GROUP 6
#define SLEET_FIRST 611 /* sleet, rain and snow */
#define SLEET_LAST 616

struct spell {
	int64_t start, end;
	double amount; /* mm; NAN when none was sent */
	bool has_rain, has_snow;
};

static double amount_of(const struct forecast_step *step)
{
	if (isnan(step->rain_3h))
		return step->snow_3h;
	return isnan(step->snow_3h) ? step->rain_3h : step->rain_3h + step->snow_3h;
}

static bool is_wet(const struct forecast_step *step)
{
	double amount = amount_of(step);

	if (isnan(amount) && isnan(step->probability))
		return condition_kind(step->condition.id) >= CONDITION_DRIZZLE;
	return step->probability >= WET_PERCENT || amount >= WET_MILLIMETRES;
}

/* What falls, by the amounts, else by the words, else it is rain. */
static void add_step(struct spell *spell, const struct forecast_step *step)
{
	int id = step->condition.id;
	bool has_rain = step->rain_3h > 0, has_snow = step->snow_3h > 0;
	double amount = amount_of(step);

	if (!has_rain && !has_snow) {
		has_snow = id / 100 == SNOW_GROUP;
		has_rain = !has_snow || (id >= SLEET_FIRST && id <= SLEET_LAST);
	}
	spell->end = step->time;
	spell->has_rain |= has_rain;
	spell->has_snow |= has_snow;
	if (!isnan(amount))
		spell->amount = isnan(spell->amount) ? amount : spell->amount + amount;
}

/*
 * Takes the next run of steps that are marked, from *at on, and moves *at behind it; false when
 * there is none.
 */
static bool next_spell(
	const struct forecast *forecast, const bool marked[], size_t *at, struct spell *spell)
{
	const struct forecast_step *steps = forecast->steps;
	size_t i = *at;

	while (i < forecast->step_count && !marked[i])
		i++;
	if (i == forecast->step_count)
		return false;
	*spell = (struct spell){.start = steps[i].time - FORECAST_STEP_SECONDS, .amount = NAN};
	do
		add_step(spell, &steps[i++]);
	while (i < forecast->step_count && marked[i] &&
		steps[i].time - spell->end <= FORECAST_STEP_SECONDS);
	*at = i;
	return true;
}

/* What a sentence is about, and how it is written. */
struct summary {
	const struct forecast *forecast;
	int64_t now;
	enum units units;
	bool clock_12;
};

/* "21:00" on the date of the other time, else "Sat 21:00". */
static void format_time(
	char to[TIMEFMT_MAX], const struct summary *summary, int64_t time, int64_t other)
{
	double offset = forecast_utc_offset(summary->forecast, time);
	int64_t date = forecast_date(summary->forecast, time);
	struct strbuf text = strbuf_start(to, TIMEFMT_MAX);
	char clock[TIMEFMT_MAX];

	if (summary->clock_12)
		timefmt_clock_12(clock, time, offset);
	else
		timefmt_clock(clock, time, offset);
	if (date != forecast_date(summary->forecast, other))
		strbuf_addf(&text, "%s ", timefmt_weekday(date));
	strbuf_add(&text, clock);
}

bool forecast_format_amount(char to[FORECAST_AMOUNT_MAX], double millimetres, enum units units)
{
	bool is_imperial = units == UNITS_IMPERIAL;
	double value = is_imperial ? units_inches(millimetres) : millimetres;
	char number[NUMBER_MAX];

	if (!(value >= (is_imperial ? 0.005 : 0.05)))
		return false;
	number_trimmed(number, value, is_imperial ? 2 : 1);
	snprintf(to, FORECAST_AMOUNT_MAX, "%s %s", number, is_imperial ? "in" : "mm");
	return true;
}

static const char *spell_name(const struct spell *spell, bool is_first_word)
{
	if (spell->has_rain && spell->has_snow)
		return is_first_word ? _("Rain and snow") : _("rain and snow");
	if (spell->has_snow)
		return is_first_word ? _("Snow") : _("snow");
	return is_first_word ? _("Rain") : _("rain");
}

static void add_first(
	struct strbuf *sentence, const struct summary *summary, const struct spell *spell)
{
	const char *name = spell_name(spell, true);
	char start[TIMEFMT_MAX], end[TIMEFMT_MAX], amount[FORECAST_AMOUNT_MAX];
	bool has_amount = forecast_format_amount(amount, spell->amount, summary->units);
	bool is_going_on = spell->start <= summary->now;

	format_time(start, summary, spell->start, summary->now);
	format_time(end, summary, spell->end, is_going_on ? summary->now : spell->start);
	if (is_going_on && has_amount)
		strbuf_addf(sentence, _("%s until %s, %s"), name, end, amount);
	else if (is_going_on)
		strbuf_addf(sentence, _("%s until %s"), name, end);
	else if (has_amount)
		strbuf_addf(sentence, _("%s from %s, %s by %s"), name, start, amount, end);
	else
		strbuf_addf(sentence, _("%s from %s to %s"), name, start, end);
}

/* What the spell is of is said where it is something else than in the first. */
static void add_second(struct strbuf *sentence, const struct summary *summary,
	const struct spell *first, const struct spell *spell)
{
	bool is_alike = first->has_rain == spell->has_rain && first->has_snow == spell->has_snow;
	const char *name = spell_name(spell, false);
	char start[TIMEFMT_MAX], end[TIMEFMT_MAX], amount[FORECAST_AMOUNT_MAX];
	bool has_amount = forecast_format_amount(amount, spell->amount, summary->units);

	format_time(start, summary, spell->start, summary->now);
	format_time(end, summary, spell->end, spell->start);
	if (is_alike && has_amount)
		strbuf_addf(sentence, _("; next %s to %s, %s"), start, end, amount);
	else if (is_alike)
		strbuf_addf(sentence, _("; next %s to %s"), start, end);
	else if (has_amount)
		strbuf_addf(sentence, _("; %s %s to %s, %s"), name, start, end, amount);
	else
		strbuf_addf(sentence, _("; %s %s to %s"), name, start, end);
}

static void write_spells(char *to, const struct summary *summary, const bool wet[])
{
	struct strbuf sentence = strbuf_start(to, FORECAST_SUMMARY_MAX);
	struct spell first, second;
	size_t at = 0;

	next_spell(summary->forecast, wet, &at, &first);
	add_first(&sentence, summary, &first);
	if (next_spell(summary->forecast, wet, &at, &second))
		add_second(&sentence, summary, &first, &second);
	strbuf_add(&sentence, ".");
}

static void write_perhaps(
	char *to, const struct summary *summary, const bool likeliest[], int percent)
{
	const struct forecast *forecast = summary->forecast;
	int64_t now = summary->now;
	struct spell spell;
	size_t at = 0;
	const char *name;
	char start[TIMEFMT_MAX], end[TIMEFMT_MAX];
	bool is_today;

	next_spell(forecast, likeliest, &at, &spell);
	name = spell_name(&spell, false);
	is_today = forecast_date(forecast, spell.start) == forecast_date(forecast, now);
	format_time(start, summary, spell.start, now);
	format_time(end, summary, spell.end, spell.start > now ? spell.start : now);
	if (spell.start <= now)
		snprintf(to, FORECAST_SUMMARY_MAX, _("Perhaps %s until %s (%d %%)."), name, end,
			percent);
	else if (is_today)
		snprintf(to, FORECAST_SUMMARY_MAX, _("Perhaps %s from %s to %s (%d %%)."), name,
			start, end, percent);
	else
		snprintf(to, FORECAST_SUMMARY_MAX, _("Perhaps %s on %s to %s (%d %%)."), name,
			start, end, percent);
}

/* As far as the steps go on without a gap. */
static void write_dry(char *to, const struct summary *summary, size_t first)
{
	const struct forecast *forecast = summary->forecast;
	const struct forecast_step *steps = forecast->steps;
	char end[TIMEFMT_MAX];

	while (first + 1 < forecast->step_count &&
		steps[first + 1].time - steps[first].time <= FORECAST_STEP_SECONDS)
		first++;
	format_time(end, summary, steps[first].time, summary->now);
	snprintf(to, FORECAST_SUMMARY_MAX, _("Dry until at least %s."), end);
}

void forecast_summary(char to[FORECAST_SUMMARY_MAX], const struct forecast *forecast, int64_t now,
	enum units units, bool clock_12)
{
	const struct summary summary = {
		.forecast = forecast, .now = now, .units = units, .clock_12 = clock_12};
	const struct forecast_step *steps = forecast->steps;
	bool wet[FORECAST_STEPS_MAX] = {false}, likeliest[FORECAST_STEPS_MAX] = {false};
	bool is_any_wet = false;
	double highest = 0;
	size_t first = 0;

	while (first < forecast->step_count && steps[first].time <= now)
		first++;
	for (size_t i = first; i < forecast->step_count; i++) {
		wet[i] = is_wet(&steps[i]);
		is_any_wet |= wet[i];
		highest = fmax(highest, round(steps[i].probability));
	}
	for (size_t i = first; i < forecast->step_count; i++)
		likeliest[i] = round(steps[i].probability) == highest;
	*to = '\0';
	if (is_any_wet)
		write_spells(to, &summary, wet);
	else if (highest >= PERHAPS_PERCENT)
		write_perhaps(to, &summary, likeliest, (int)highest);
	else if (first < forecast->step_count)
		write_dry(to, &summary, first);
}
