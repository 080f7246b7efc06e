/* SPDX-License-Identifier: MIT */
#include "weather/air.h"

#include <math.h>
#include <stddef.h>

#include "base/i18n.h"

bool air_has_amounts(const struct air *air)
{
	return !isnan(air->pm2_5) || !isnan(air->pm10) || !isnan(air->o3) || !isnan(air->no2) ||
	       !isnan(air->so2) || !isnan(air->co);
}

int air_index(const struct air *air)
{
	/* From how much on an amount is fair, moderate, poor and very poor. */
	const struct {
		double amount, limits[AIR_INDEX_VERY_POOR - AIR_INDEX_GOOD];
	} rows[] = {{air->so2, {20, 80, 250, 350}}, {air->no2, {40, 70, 150, 200}},
		{air->pm10, {20, 50, 100, 200}}, {air->pm2_5, {10, 25, 50, 75}},
		{air->o3, {60, 100, 140, 180}}, {air->co, {4400, 9400, 12400, 15400}}};
	int worst = AIR_INDEX_GOOD;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (isnan(rows[i].amount))
			return 0;
		while (worst < AIR_INDEX_VERY_POOR &&
			rows[i].amount >= rows[i].limits[worst - AIR_INDEX_GOOD])
			worst++;
	}
	return worst;
}

const char *air_index_words(int index)
{
	static const char *const words[] = {
		/* TRANSLATORS: air quality, up to "very poor"; after "Air" or "Air quality:" */
		N_("good"), N_("fair"), N_("moderate"), N_("poor"), N_("very poor")};

	if (index < AIR_INDEX_GOOD || index > AIR_INDEX_VERY_POOR)
		return "";
	return words[index - AIR_INDEX_GOOD];
}
