/* SPDX-License-Identifier: MIT */
/*
 * Text that looks like an API key: a user may have put one where none belongs, and nothing repeats it
 * then. OpenWeatherMap's keys are 32 hexadecimal digits; no word of a place, an option or a sentence
 * has twenty letters and digits mixed.
 */
#ifndef WX_KEY_SHAPE_H
#define WX_KEY_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "fail.h"

/* Whether text has a run of 20 or more ASCII letters and digits with both among them. */
bool key_shape_is_in(const char *text);

/* Overwrites each such run with asterisks, and what may be the beginning of one at the very end. */
void key_shape_hide(char *text);

/* Whether an option or a setting of that name would take a key: "--apikey", "APPID", "owm_token". */
bool key_shape_is_name(const char *name);

/*
 * Fails with that code, saying where a key belongs; the subject is what looks like one: "the place",
 * "the value of --units".
 */
bool key_shape_fail(struct failure *failure, enum exit_code code, const char *subject);

#endif
