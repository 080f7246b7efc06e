/* SPDX-License-Identifier: MIT */
/* Breaks lines at blanks, so that a terminal does not break them within words. */
#ifndef WX_WRAP_H
#define WX_WRAP_H

#include <stddef.h>

#include "base/strbuf.h"

/*
 * Returns the length of the next word of a text that does not begin with a blank. A number and what
 * follows it are one word, so that it is not separated from its unit: "20.7 °C", "(30 %)".
 */
size_t wrap_word(const char *text);

/*
 * Adds one line of text with line breaks between words, so that it takes at most so many columns of
 * a terminal, unless a single word is wider; 0 columns: without breaks. The lines after the first
 * begin with `indent` blanks. Other blanks stay as they are: they may be part of a file's name.
 * With an indent of 2, what is added is at most twice as long as the text.
 */
void wrap_add(struct strbuf *to, const char *text, size_t indent, size_t columns);

#endif
