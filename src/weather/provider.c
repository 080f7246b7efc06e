/* SPDX-License-Identifier: MIT */
#include "weather/provider.h"

#include "base/environment.h"
#include "weather/owm.h"

static const struct provider providers[] = {
	{.id = "openweathermap",
		.name = "OpenWeatherMap",
		.attribution = "Weather data provided by OpenWeather",
		.attribution_url = "https://openweathermap.org/",
		.base_url = "https://api.openweathermap.org",
		.url_variable = "WX_API_URL",
		.key_parameter = "appid",
		.key_url = "https://home.openweathermap.org/api_keys",
		.request = owm_request,
		.read_reply = owm_read_reply,
		.read_body = owm_read_body},
};

const struct provider *provider_default(void)
{
	return &providers[0];
}

const char *provider_base_url(const struct provider *provider)
{
	const char *url = environment_get(provider->url_variable);

	return url ? url : provider->base_url;
}
