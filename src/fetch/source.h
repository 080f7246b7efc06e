/* SPDX-License-Identifier: MIT */
/* Which service is asked. */
#ifndef WX_SOURCE_H
#define WX_SOURCE_H

#include <stdbool.h>

#include "fetch/fetch_config.h"

struct source {
	const struct provider *provider;        /* the service that is asked */
	const struct provider *cached_provider; /* whose cached answers go before it; or NULL */
	bool is_keyless;                        /* it is asked because there is no key */
};

/*
 * The service that the configuration names; else the one that needs a key if there is one, good or
 * not, and the one that needs none otherwise. Without a key, cached answers of the former are still
 * good.
 */
struct source source_choose(const struct fetch_config *config);

#endif
