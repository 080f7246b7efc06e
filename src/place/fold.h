/* SPDX-License-Identifier: MIT */
/*
 * The form in which names are compared: what differs in it alone is the same name. Case, accents,
 * compatibility forms, punctuation and blanks do not count:
 *
 *   case folded and compatibility forms unified as Unicode has it (NFKC and case folding); the
 *   marks U+0300 to U+036F, Hebrew points and Arabic harakat dropped, others kept (バ is not ハ);
 *   Latin letters that Unicode does not take apart spelt out (ø is o, ß ss, æ ae, þ th, ı i, …);
 *   punctuation, symbols, blanks and modifier apostrophes dropped; words that abbreviate others
 *   written out, where they are not all of the name: St, St. and Sankt are Saint, Ste is Sainte, Mt
 *   is Mount, Ft is Fort; the endings 특별시 광역시 특별자치시 특별자치도 시 군 구 도, where two syllables remain, and
 *   市.
 */
#ifndef WX_FOLD_H
#define WX_FOLD_H

#include <stddef.h>

/* Room for any key that is worth looking up, the end counted. */
#define FOLD_MAX 256

/*
 * Writes the key of a name; returns its length. What has no key (only punctuation, not UTF-8, or
 * too long) gives "" and 0.
 */
size_t fold_key(char to[FOLD_MAX], const char *name);

/* The same for the beginning of a name, whose last word and ending are still to come. */
size_t fold_prefix(char to[FOLD_MAX], const char *beginning);

#endif
