/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/strbuf.h"
#include "base/timefmt.h"
#include "base/units.h"
#include "view/symbol.h"
#include "view/template.h"
#include "view/text.h"
#include "view/values.h"
#include "weather/answer.h"

const char template_letters[] = "cCxhtfwlpPSsTZ";

/* "47%": the number and its unit as wttr.in writes them, without a space. */
static void add_number(struct strbuf *text, double value, int decimals, const char *unit)
{
	char number[NUMBER_MAX];

	if (isnan(value))
		return;
	number_fixed(number, value, decimals);
	strbuf_addf(text, "%s%s", number, unit);
}

/* "+11°C"; without a sign in kelvins. */
static void add_temperature(struct strbuf *text, double celsius, const struct view *view)
{
	double value = units_temperature(celsius, view->units);

	if (value > -0.5 && view->units != UNITS_STANDARD)
		strbuf_add(text, "+");
	add_number(text, value, 0, text_temperature_unit(view));
}

/* "↘5m/s": the arrow points where the wind blows to. Without UTF-8 "NW 5m/s", where from. */
static void add_wind(struct strbuf *text, const struct weather *weather, const struct view *view)
{
	static const char *const arrows[] = {"↓", "↙", "←", "↖", "↑", "↗", "→", "↘"};
	enum wind_unit unit = units_wind_unit(view->wind, view->units);
	double direction = weather->wind_direction;

	if (isnan(weather->wind_speed))
		return;
	if (!isnan(direction) && view->utf8)
		strbuf_add(text, arrows[(int)floor(direction / 45 + 0.5) % 8]);
	else if (!isnan(direction))
		strbuf_addf(text, "%s ", value_compass(direction));
	add_number(text, units_wind(weather->wind_speed, unit), 0, _(units_wind_name(unit)));
}

/* "0.5mm" or "0.02in" of rain and snow in the last hour. */
static void add_precipitation(
	struct strbuf *text, const struct weather *weather, const struct view *view)
{
	double rain = weather->rain_1h, snow = weather->snow_1h;
	double sum = isnan(rain) ? snow : isnan(snow) ? rain : rain + snow;

	if (view->units == UNITS_IMPERIAL)
		add_number(text, units_inches(sum), 2, _("in"));
	else
		add_number(text, sum, 1, _("mm"));
}

static void add_pressure(struct strbuf *text, double hectopascals, const struct view *view)
{
	if (view->units == UNITS_IMPERIAL)
		add_number(text, units_inches_of_mercury(hectopascals), 2, _("inHg"));
	else
		add_number(text, hectopascals, 0, _("hPa"));
}

static void add_place(struct strbuf *text, const struct answer *answer, const struct view *view)
{
	const struct weather *weather = &answer->weather;
	char place[LOCATION_TEXT_MAX + 1];

	value_place(place, sizeof place, answer, view);
	if (!*weather->place)
		strbuf_add(text, place);
	else if (!view->utf8 && *weather->place_ascii)
		strbuf_add(text, weather->place_ascii);
	else
		strbuf_add(text, weather->place);
}

static void add_zone(struct strbuf *text, const struct answer *answer)
{
	char offset[TIMEFMT_MAX];

	timefmt_zone(offset, answer->weather.utc_offset);
	strbuf_add(text, *answer_place(answer)->zone ? answer_place(answer)->zone : offset);
}

static void add_clock(struct strbuf *text, int64_t time, const struct weather *weather)
{
	char clock[TIMEFMT_MAX];

	if (time == TIMEFMT_NONE)
		return;
	timefmt_clock(clock, time, weather->utc_offset);
	strbuf_add(text, clock);
}

void template_letter(
	char *to, size_t size, char letter, const struct answer *answer, const struct view *view)
{
	const struct weather *weather = &answer->weather;
	const struct condition *condition = &weather->conditions[0];
	const struct symbol *symbol = symbol_find(condition);
	struct strbuf text = strbuf_start(to, size);

	switch (letter) {
	case 'c':
		if (symbol && view->utf8) {
			strbuf_add(&text, symbol->picture);
			break;
		}
		/* fall through */
	case 'x':
		if (symbol)
			strbuf_addf(&text, "%c", symbol->letter);
		break;
	case 'C':
		strbuf_add(
			&text, *condition->description ? condition->description : condition->group);
		break;
	case 'h':
		add_number(&text, weather->humidity, 0, "%");
		break;
	case 't':
		add_temperature(&text, weather->temperature, view);
		break;
	case 'f':
		add_temperature(&text, weather->feels_like, view);
		break;
	case 'w':
		add_wind(&text, weather, view);
		break;
	case 'l':
		add_place(&text, answer, view);
		break;
	case 'p':
		add_precipitation(&text, weather, view);
		break;
	case 'P':
		add_pressure(&text, weather->pressure, view);
		break;
	case 'S':
		add_clock(&text, weather->sunrise, weather);
		break;
	case 's':
		add_clock(&text, weather->sunset, weather);
		break;
	case 'T':
		add_clock(&text, view->now, weather);
		break;
	case 'Z':
		add_zone(&text, answer);
		break;
	default:
		break;
	}
}
