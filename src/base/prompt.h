/* SPDX-License-Identifier: MIT */
/* Reading a secret that the user types. */
#ifndef WX_PROMPT_H
#define WX_PROMPT_H

#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

/*
 * Reads standard input to its end, like file_read without a deadline. On a terminal it writes the
 * prompt to `prompts` and reads one line without echo. The echo is restored before a signal ends or
 * stops the program; if the program goes on after it, the prompt is repeated.
 */
ssize_t prompt_secret(char *to, size_t size, FILE *prompts, const char *prompt);

#endif
