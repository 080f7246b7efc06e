/* SPDX-License-Identifier: MIT */
/*
 * Text that looks like an API key, which a user may have put where none belongs. OpenWeatherMap's
 * keys are 32 hexadecimal digits.
 */
#ifndef WX_KEY_SHAPE_H
#define WX_KEY_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Where a key belongs: the end of a sentence that refuses one. */
#define KEY_SHAPE_ADVICE "run 'wx --save-key' to store it, or set WX_API_KEY"

/* ASCII letters and digits, which keys usually consist of. */
#define KEY_SHAPE_ALPHANUMERICS "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/*
 * Whether text has a run of 20 or more ASCII letters and digits, four digits at least and one
 * letter. No place, number or name of an option has; a file's name may.
 */
bool key_shape_is_in(const char *text);

/*
 * Overwrites each run of 28 to 36 hexadecimal digits, whole or cut in copying, with asterisks; and
 * if the text was cut off, one of 8 or more at its end. Other runs are left: files may be named so.
 */
void key_shape_hide(char *text, bool is_cut);

/* Whether the last word of an option's or a setting's name is about keys: "--api-key", "APPID". */
bool key_shape_is_name(const char *name);

/*
 * Fails with that code, saying where a key belongs; the subject is what looks like one: "the
 * place", "the value of --units".
 */
bool key_shape_fail(struct error *error, enum exit_code code, const char *subject);

#endif
