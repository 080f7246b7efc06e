/* SPDX-License-Identifier: MIT */
/*
 * Templates for a line of one's own, as wx(1) describes them in "Templates": text with letters such
 * as "%t" and fields such as "{temperature:.0}". A template is compiled once into a value, which
 * can be copied, and printed with one answer after another.
 */
#ifndef WX_TEMPLATE_H
#define WX_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"

struct answer;
struct field;
struct view;

#define TEMPLATE_BYTES 4096
#define TEMPLATE_SEGMENTS_MAX 256
#define TEMPLATE_WIDTH_MAX 200 /* columns of a field */
#define TEMPLATE_DECIMALS_MAX 6

struct template_segment {
	enum { SEGMENT_TEXT, SEGMENT_LETTER, SEGMENT_FIELD } kind;
	size_t start, length; /* in the template's text: the text itself, or a field's fallback */
	char letter;
	const struct field *field;  /* of fields_table */
	const struct field *member; /* of that array or object; else NULL */
	size_t index;               /* in that array, from 0 */
	size_t width;               /* in columns, at least */
	char align;                 /* '<', '>' or '^' */
	int decimals;               /* -1: as many as JSON has */
};

struct template
{
	char text[TEMPLATE_BYTES]; /* not a string: without escapes and braces */
	struct template_segment segments[TEMPLATE_SEGMENTS_MAX];
	size_t count;
	unsigned parts; /* FIELDS_OF_… (see fields.h) that it has fields of */
};

/*
 * Fails with EXIT_USAGE and "column 5: …", the column of the terminal, from 1, in which the fault
 * begins in the text.
 */
bool template_compile(struct template *template, const char *text, struct error *error);

/*
 * Prints it for an answer, with one newline at the end. What comes from outside is escaped and,
 * without view->utf8, in ASCII; the template's own text is printed as it is, and has no control
 * characters but newlines and tabs.
 */
void template_print(FILE *out, const struct template *template, const struct answer *answer,
	const struct view *view);

/* The letters that may follow a percent sign, but for the percent sign itself. */
extern const char template_letters[];

/* What such a letter stands for: unescaped, in UTF-8 unless the view is without, "" if absent. */
void template_letter(
	char *to, size_t size, char letter, const struct answer *answer, const struct view *view);

#endif
