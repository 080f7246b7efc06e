/* SPDX-License-Identifier: MIT */
/* Which service is asked. A provider is a weather service (see weather/provider.h). */
#ifndef WX_SOURCE_H
#define WX_SOURCE_H

#include <stdbool.h>

#include "fetch/fetch_config.h"

struct source {
	const struct provider *provider; /* the service that is asked */
	const struct provider
		*cache_first_provider; /* whose cached answers are used first; or NULL */
	bool is_fallback;              /* it was chosen because there is no key */
};

/*
 * With config->key, chooses the service that needs a key; without, the one that the configuration
 * names. If it names none, chooses the one that needs a key if a key is configured (see
 * api_key_is_configured), usable or not. Otherwise chooses the one that needs none; cached
 * answers from the one that needs a key are then used first.
 */
struct source source_choose(const struct fetch_config *config);

#endif
