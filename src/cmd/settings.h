/* SPDX-License-Identifier: MIT */
/* From the options and the environment to how answers are fetched and shown. */
#ifndef WX_SETTINGS_H
#define WX_SETTINGS_H

#include "fetch/fetch_config.h"
#include "view/text.h"

struct app;

/* How text is to look on standard output. */
struct view settings_view(const struct app *app);

/* How answers are to be fetched. */
struct fetch_config settings_fetch(const struct app *app);

#endif
