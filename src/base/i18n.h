/* SPDX-License-Identifier: MIT */
/*
 * Marks the texts that are for people, as xgettext looks for them: _() where a text is used, N_()
 * where it stands in a table and is looked up later, P_() where it depends on a number. The first
 * two arguments of P_() are plain literals, as ngettext() takes them and xgettext finds them with
 * --keyword=P_:1,2. There is no catalogue yet, so each text is its own translation. What programs
 * read (JSON members, the names of errors and options) is never marked.
 */
#ifndef WX_I18N_H
#define WX_I18N_H

#define _(text) (text)
#define N_(text) text
#define P_(singular, plural, count) ((count) == 1 ? (singular) : (plural))

#endif
