/* SPDX-License-Identifier: MIT */
/* How answers are fetched and shown, by the options and the environment. */
#ifndef WX_SETTINGS_H
#define WX_SETTINGS_H

#include "fetch/fetch_config.h"
#include "view/text.h"

struct app;

/* For standard output, at the present time. */
struct view settings_view(const struct app *app);

/* Refers to app->options, which must outlive it. */
struct fetch_config settings_fetch(const struct app *app);

#endif
