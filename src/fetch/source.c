/* SPDX-License-Identifier: MIT */
#include "fetch/source.h"

#include "fetch/api_key.h"
#include "weather/provider.h"

struct source source_choose(const struct fetch_config *config)
{
	bool has_key = config->key || api_key_is_configured(&config->api_key_files);
	bool is_fallback = !config->provider && !has_key;
	struct source source = {.provider = config->provider,
		.cache_first_provider = is_fallback ? provider_with_key() : NULL,
		.is_fallback = is_fallback};

	if (config->key)
		source.provider = provider_with_key();
	else if (!config->provider)
		source.provider = has_key ? provider_with_key() : provider_without_key();
	return source;
}
