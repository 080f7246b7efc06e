/* SPDX-License-Identifier: MIT */
#include "view/value_style.h"

#include "base/number.h"
#include "base/units.h"
#include "view/text.h"

static uint8_t between(uint8_t low, uint8_t high, double share)
{
	return (uint8_t)(low + share * (high - low));
}

struct canvas_style value_style_temperature(double celsius, const struct view *view)
{
	/* One for each ten degrees from -10 to 40 °C, at its middle; legible on light and dark. */
	static const struct {
		uint8_t terminal, red, green, blue;
	} colors[] = {{CANVAS_BLUE, 80, 130, 255}, {CANVAS_CYAN, 30, 180, 205},
		{CANVAS_GREEN, 60, 180, 75}, {CANVAS_YELLOW, 225, 160, 20},
		{CANVAS_RED, 230, 60, 50}};
	enum { LAST = sizeof colors / sizeof *colors - 1 };
	/* Whole degrees: what looks alike needs no sequence of its own. */
	double place = number_min(number_max((number_round(celsius) + 5) / 10, 0), LAST);
	size_t i = place < LAST ? (size_t)place : LAST - 1;

	if (!view->gradient)
		return (struct canvas_style){.color = colors[(size_t)(place + 0.5)].terminal};
	return (struct canvas_style){.color = CANVAS_RGB,
		.red = between(colors[i].red, colors[i + 1].red, place - (double)i),
		.green = between(colors[i].green, colors[i + 1].green, place - (double)i),
		.blue = between(colors[i].blue, colors[i + 1].blue, place - (double)i)};
}

struct canvas_style value_style_amount(void)
{
	return (struct canvas_style){.color = CANVAS_BLUE};
}

struct canvas_style value_style_probability(double percent)
{
	enum { WET = 50 }; /* as in forecast_summary.h */

	return percent >= WET ? value_style_amount() : (struct canvas_style){0};
}

struct canvas_style value_style_wind(double metres_a_second)
{
	enum { STRONG_BREEZE = 6, GALE = 8 };
	double force = units_wind(metres_a_second, WIND_BFT);

	return (struct canvas_style){.bold = force >= STRONG_BREEZE,
		.color = force >= GALE ? CANVAS_RED : CANVAS_DEFAULT};
}
