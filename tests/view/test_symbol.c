/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>

#include "base/timefmt.h"
#include "base/utf8.h"
#include "view/symbol.h"
#include "weather/weather.h"

Test(symbol, is_that_of_the_condition)
{
	static const struct {
		struct condition condition;
		const char *name, *picture;
		char letter;
	} rows[] = {
		{{.id = 800, .icon = "01d"}, "clear", "☀", 'o'},
		{{.id = 800, .icon = "01n"}, "clear", "☾", 'o'},
		{{.id = 801, .icon = ""}, "clear", "☀", 'o'},
		{{.id = 802, .icon = "03n"}, "clouds", "☁", 'm'},
		{{.id = 804, .icon = "04d"}, "clouds", "☁", 'm'},
		{{.id = 701, .icon = "50d"}, "fog", "≋", 'f'},
		{{.id = 741, .icon = "50d"}, "fog", "≋", 'f'},
		{{.id = 300, .icon = "09d"}, "drizzle", "☂", 'd'},
		{{.id = 500, .icon = "10d"}, "rain", "☂", 'r'},
		{{.id = 511, .icon = "13d"}, "snow", "❄", 's'},
		{{.id = 531, .icon = "09d"}, "rain", "☂", 'r'},
		{{.id = 602, .icon = "13n"}, "snow", "❄", 's'},
		{{.id = 211, .icon = "11d"}, "thunderstorm", "☇", 't'},
		{{.id = 781, .icon = "50d"}, "thunderstorm", "☇", 't'},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct symbol *symbol = symbol_find(&rows[i].condition);

		cr_assert_not_null(symbol, "%d", rows[i].condition.id);
		cr_expect_str_eq(symbol->name, rows[i].name, "%d", rows[i].condition.id);
		cr_expect_str_eq(symbol->picture, rows[i].picture, "%d", rows[i].condition.id);
		cr_expect_eq(symbol->letter, rows[i].letter, "%d", rows[i].condition.id);
	}
}

Test(symbol, takes_one_column)
{
	for (int id = 0; id < 1000; id++) {
		for (int night = 0; night < 2; night++) {
			const struct condition condition = {
				.id = id, .icon = {'0', '1', night ? 'n' : 'd'}};
			const struct symbol *symbol = symbol_find(&condition);

			cr_expect(!symbol || utf8_width(symbol->picture) == 1, "%d", id);
		}
	}
}

Test(symbol, is_none_of_an_unknown_code)
{
	static const int codes[] = {0, -1, 1, 199, 400, 700, 805, 1000};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		cr_expect_null(
			symbol_find(&(const struct condition){.id = codes[i]}), "%d", codes[i]);
}

Test(symbol, tells_day_from_night)
{
	static const struct {
		const char *icon;
		int64_t sunrise, sunset;
		enum forecast_light light;
	} rows[] = {
		{"01d", TIMEFMT_NONE, TIMEFMT_NONE, FORECAST_DAYLIGHT},
		{"01n", 500, 1500, FORECAST_NIGHT},
		{"", 500, 1500, FORECAST_DAYLIGHT},
		{"", 1001, 1500, FORECAST_NIGHT},
		{"", 500, 1000, FORECAST_NIGHT},
		{"", TIMEFMT_NONE, 1500, FORECAST_LIGHT_UNKNOWN},
		{"", 500, TIMEFMT_NONE, FORECAST_LIGHT_UNKNOWN},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct weather weather = {
			.observed = 1000, .sunrise = rows[i].sunrise, .sunset = rows[i].sunset};

		snprintf(weather.conditions[0].icon, sizeof weather.conditions[0].icon, "%s",
			rows[i].icon);
		cr_expect_eq(symbol_light(&weather), rows[i].light, "row %zu", i);
	}
}
