/* SPDX-License-Identifier: MIT */
/* The end of a run that cannot succeed. */
#ifndef MAKER_STOP_H
#define MAKER_STOP_H

#include "base/error.h"

/*
 * Prints "make-places: " and the text as one line on standard error and exits with EXIT_FAILURE.
 * Before sections_write() nothing is on standard output, so that a run that stops leaves no part of
 * a list.
 */
_Noreturn void stop(const char *format, ...) ERROR_PRINTF(1, 2);

#endif
