/* SPDX-License-Identifier: MIT */
/* Reading a secret that somebody types. */
#ifndef WX_PROMPT_H
#define WX_PROMPT_H

#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

/*
 * Reads standard input to its end, like file_read. On a terminal it writes the prompt to that
 * stream and reads one line that is not echoed; a signal that ends or
 * stops the program puts the echo back first, and after one that lets it go on, it asks again.
 */
ssize_t prompt_secret(char *to, size_t size, FILE *prompts, const char *prompt);

#endif
