/* SPDX-License-Identifier: MIT */
#include "weather/provider.h"

#include <stdlib.h>

const char *provider_base_url(void)
{
	const char *url = getenv("WX_API_URL");

	return url && *url ? url : "https://api.openweathermap.org";
}
