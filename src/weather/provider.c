/* SPDX-License-Identifier: MIT */
#include "weather/provider.h"

#include "base/environment.h"
#include "http/request.h"
#include "weather/open_meteo.h"
#include "weather/owm.h"
#include "weather/owm_forecast.h"

/* In the order of --help. */
static const struct provider providers[] = {
	{.id = "openweathermap",
		.name = "OpenWeatherMap",
		.attribution = "Weather data provided by OpenWeather",
		.attribution_url = "https://openweathermap.org/",
		.base_url = "https://api.openweathermap.org",
		.url_variable = "WX_API_URL",
		.key_parameter = "appid",
		.key_url = "https://home.openweathermap.org/api_keys",
		.series = OWM_SERIES,
		.has_languages = true,
		.request = owm_request,
		.read = owm_read,
		.fail = owm_fail},
	{.id = "open-meteo",
		.name = "Open-Meteo",
		.attribution = "Weather data by Open-Meteo.com (https://open-meteo.com/), "
			       "CC BY 4.0, adapted",
		.air_attribution = "Air quality: CAMS",
		.base_url = "https://api.open-meteo.com",
		.url_variable = "WX_OPEN_METEO_URL",
		.series = OPEN_METEO_SERIES,
		.is_model = true,
		.by_coordinates = true,
		.forecast_with_weather = true,
		.request = open_meteo_request,
		.read = open_meteo_read,
		.fail = open_meteo_fail},
};

const struct provider *provider_at(size_t number)
{
	return number < sizeof providers / sizeof *providers ? &providers[number] : NULL;
}

const struct provider *provider_with_key(void)
{
	return &providers[0];
}

const struct provider *provider_without_key(void)
{
	return &providers[1];
}

const char *provider_base_url(const struct provider *provider)
{
	const char *url = environment_get(provider->url_variable);

	return url ? url : provider->base_url;
}

bool provider_request(const struct provider *provider, struct request *request,
	enum answer_part part, const struct location *location, const struct language *language)
{
	bool is_possible = provider->request(request, part, location, language);

	if (environment_get(provider->url_variable))
		request->base_url = NULL;
	return is_possible;
}
