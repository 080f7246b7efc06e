/* SPDX-License-Identifier: MIT */
/* Text that the user is to paste into a shell. */
#ifndef WX_SHELL_QUOTE_H
#define WX_SHELL_QUOTE_H

#include <stddef.h>

/* Writes a text in quotes that make it one word in every shell. Cut if it does not fit. */
void shell_quote(char *to, size_t size, const char *text);

/* The same for a path in a command that a message has in single quotes; plain where it can be. */
void shell_quote_path(char *to, size_t size, const char *path);

#endif
