/* SPDX-License-Identifier: MIT */
/*
 * The weather codes of the World Meteorological Organization (Manual on Codes, WMO-No. 306, table
 * 4677) that Open-Meteo uses (https://open-meteo.com/en/docs, "WMO Weather interpretation codes"),
 * as OpenWeatherMap's conditions (https://openweathermap.org/weather-conditions).
 */
#ifndef WX_WMO_CODE_H
#define WX_WMO_CODE_H

#include "weather/forecast.h"

/*
 * The condition, described in English; its icon is that of day or night, "" when that is unknown.
 * For an unknown code, a condition that was not sent.
 */
struct condition wmo_code_condition(int code, enum forecast_light light);

#endif
