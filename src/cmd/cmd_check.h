/* SPDX-License-Identifier: MIT */
/* What --check says: what is in use, and whether it works. */
#ifndef WX_CMD_CHECK_H
#define WX_CMD_CHECK_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"
#include "fetch/fetch_config.h"
#include "cli/options.h"
#include "place/place.h"
#include "view/text.h"

/*
 * Prints the version, the config file, the key's source, the cache, the list of places and the service, a line each,
 * and asks for the weather of the place. Fails with what stands in the way, like fetch_first.
 */
bool cmd_check(FILE *out, const struct view *view, const struct gazetteer *list,
	const struct place *place, const struct options *options, const struct fetch_config *config,
	struct error *error);

#endif
