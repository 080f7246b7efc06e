/* SPDX-License-Identifier: MIT */
/*
 * Marks the texts that are for people, as xgettext looks for them: _() where a text is used, N_()
 * where it stands in a table and is looked up later, P_() where it depends on a number, C_() where
 * the same text may need another translation elsewhere, as pgettext() does. The arguments of P_()
 * and C_() are plain literals, but for the number, and xgettext finds them with --keyword=P_:1,2
 * --keyword=C_:1c,2; a comment that begins with TRANSLATORS explains the first text of the line
 * below it, and is lost if there is none. There is no catalogue yet, so each text is its own
 * translation. What programs read (JSON members, the names of errors and options) is never marked.
 */
#ifndef WX_I18N_H
#define WX_I18N_H

#define _(text) (text)
#define N_(text) text
#define C_(context, text) (text)
#define P_(singular, plural, count) ((count) == 1 ? (singular) : (plural))

#endif
