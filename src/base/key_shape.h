/* SPDX-License-Identifier: MIT */
/*
 * Text that looks like an API key, which users sometimes give in the wrong place. OpenWeatherMap's
 * keys are 32 hexadecimal digits.
 */
#ifndef WX_KEY_SHAPE_H
#define WX_KEY_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* ASCII letters and digits, which keys usually consist of. */
#define KEY_SHAPE_ALPHANUMERICS "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/*
 * Whether text has a run of 20 or more ASCII letters and digits, among them at least four digits
 * and one letter. No place name, number or option name has one; a file name may.
 */
bool key_shape_is_in(const char *text);

/*
 * Overwrites each run of 28 to 36 hexadecimal digits, such as a key that was copied with a few
 * digits too many or too few, with asterisks; if the text has been truncated, also a run of 8 or
 * more at its end. Other runs are kept, since file names may have them.
 */
void key_shape_hide(char *text, bool is_cut);

/* Whether the last word of the name of an option or setting means a key: "--api-key", "APPID". */
bool key_shape_is_name(const char *name);

/*
 * Fails with that code and a message that says where a key belongs. The label says where it was
 * found: "--units", "WX_API_URL", "config:3"; NULL: as a place.
 */
bool key_shape_fail(struct error *error, enum exit_code code, const char *label);

#endif
