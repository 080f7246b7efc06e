/* SPDX-License-Identifier: MIT */
#include "cmd/complete_text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/strbuf.h"
#include "base/utf8.h"

/* The syllables of Hangul and the conjoining jamo that they consist of, as Unicode numbers them. */
enum {
	LEADING_FIRST = 0x1100,
	LEADING_LAST = 0x1112,
	VOWEL_FIRST = 0x1161,
	TRAILING_BEFORE = 0x11A7, /* the first trailing one is the next */
	JAMO_LAST = 0x11FF,
	SYLLABLE_FIRST = 0xAC00,
	SYLLABLE_LAST = 0xD7A3,
	VOWELS = 21,
	ENDINGS = 28 /* a trailing jamo, or none */
};

void complete_text_start(struct typed *typed)
{
	fold_trace(&typed->trace, typed->text);
	typed->has_marks = false;
	for (size_t i = 0; i < typed->trace.length; i++)
		typed->has_marks |= typed->trace.mark[i] != 0;
}

/*
 * Whether a full stop was typed where a word of the name goes on. It ends a word or an initial:
 * "a." is not the beginning of "am", but "D." may be that of "DC".
 */
static bool has_other_stop(const struct typed *typed, const struct fold_trace *name)
{
	const struct fold_trace *trace = &typed->trace;

	for (size_t i = 1; i <= trace->length && i < name->length; i++)
		if (typed->text[trace->end[i - 1]] == '.' &&
			(i == trace->length || trace->start[i] != trace->start[i - 1]) &&
			name->end[i - 1] == name->start[i] && !name->is_capital[i])
			return true;
	return false;
}

/*
 * Whether the accents that were typed are the name's, and so are the gaps: a hyphen is as good as a
 * blank, and any apostrophe as another. Letters without accents stand for all. Gaps may be left
 * out, but none may be typed that the name does not have.
 */
static enum fit compare(const struct fold_trace *typed, const struct fold_trace *name)
{
	enum fit fit = FIT_FOLDED;

	for (size_t i = 0; i <= typed->length; i++) {
		const char *gap = fold_gap_text(typed->gap[i]), *own = fold_gap_text(name->gap[i]);
		bool is_end = i == typed->length;

		if (strncmp(own, gap, strlen(gap)) != 0)
			return FIT_NONE;
		if (!is_end && ((typed->mark[i] != 0 && typed->mark[i] != name->mark[i]) ||
				       strcmp(gap, own) != 0))
			fit = FIT_LOOSE;
	}
	return fit;
}

/* Gives the ASCII letters of what was typed the case of the name's letters. */
static void copy_case(char *to, const struct fold_trace *typed, const struct fold_trace *name)
{
	for (size_t i = 0; i < typed->length; i++) {
		size_t start = typed->start[i];

		/* Of an abbreviation, each letter has a byte of the key. */
		if (i > 0 && typed->start[i - 1] == start)
			continue;
		for (size_t k = 0; start + k < typed->end[i] && i + k < name->length; k++) {
			char *letter = to + start + k, small = (char)(*letter | 0x20);

			if (small >= 'a' && small <= 'z')
				*letter = (char)(name->is_capital[i + k] ? small - 0x20 : small);
		}
	}
}

enum fit complete_text(char *to, size_t size, const struct typed *typed, const char *name)
{
	const struct fold_trace *trace = &typed->trace;
	size_t length = trace->length, known = length;
	struct strbuf text = {.size = 0};
	struct fold_trace own;
	const char *rest;
	enum fit fit;

	if (size > 0)
		text = strbuf_start(to, size);
	if (strncasecmp(name, typed->text, strlen(typed->text)) == 0) {
		if (size > 0)
			strbuf_add(&text, name);
		return text.is_cut ? FIT_NONE : FIT_LITERAL;
	}
	fold_trace(&own, name);
	if (length == 0 || own.length < length || memcmp(own.key, trace->key, length) != 0)
		return FIT_NONE;
	/* What was typed may end within what stands for one letter, or for an abbreviation. */
	while (known < own.length && own.start[known] == own.start[length - 1])
		known++;
	rest = name + own.end[length - 1];
	if (*rest == '.' && own.end[length - 1] - own.start[length - 1] > 1)
		rest++;
	if (trace->gap[length] != FOLD_ADJACENT) {
		if (known == own.length && own.gap[known] == FOLD_ADJACENT)
			return FIT_NONE;
		rest = known == own.length ? "" : name + own.start[known];
	}
	fit = has_other_stop(typed, &own) ? FIT_NONE : compare(trace, &own);
	if (size == 0 || fit == FIT_NONE)
		return fit;
	strbuf_addf(&text, "%s%.*s%s", typed->text, (int)(known - length), own.key + length, rest);
	if (text.is_cut)
		return FIT_NONE;
	copy_case(to, trace, &own);
	return fit;
}

bool complete_text_abbreviation(struct typed *to, const struct typed *typed)
{
	static const char *const beginnings[][2] = {{"st", ""}, {"ste", ""}, {"mt", ""}, {"ft", ""},
		{"san", "kt"}, {"sank", "t"}, {"sankt", ""}};
	const struct fold_trace *trace = &typed->trace;
	size_t word = trace->length, length;

	if (trace->gap[trace->length] != FOLD_ADJACENT)
		return false;
	while (word > 0 && trace->gap[word] == FOLD_ADJACENT)
		word--;
	length = trace->length - word;
	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
		char *end = to->text + strlen(typed->text);
		size_t room = (size_t)(to->text + sizeof to->text - end);

		if (strlen(beginnings[i][0]) != length ||
			memcmp(trace->key + word, beginnings[i][0], length) != 0)
			continue;
		*to = *typed;
		if ((size_t)snprintf(end, room, "%s ", beginnings[i][1]) >= room)
			return false;
		complete_text_start(to);
		end[strlen(end) - 1] = '\0';
		to->trace.gap[to->trace.length] = FOLD_ADJACENT;
		return true;
	}
	return false;
}

/* The last code point of a text, and where it begins. */
static int32_t last_point(const char *text, size_t *start)
{
	int32_t point = 0;

	for (const char *at = text, *end = text + strlen(text); at < end;) {
		*start = (size_t)(at - text);
		point = utf8_next(&at, end);
	}
	return point;
}

/* Appends a code point of three bytes. */
static void add_point(struct strbuf *text, int32_t point)
{
	strbuf_addf(text, "%c%c%c", 0xE0 | point >> 12, 0x80 | (point >> 6 & 0x3F),
		0x80 | (point & 0x3F));
}

bool complete_text_syllable(struct typed *to, const struct typed *typed, int number)
{
	size_t key_start = 0, start = 0;
	int32_t last = last_point(typed->trace.key, &key_start);
	bool is_leading = last >= LEADING_FIRST && last <= LEADING_LAST;
	bool is_open = last >= SYLLABLE_FIRST && last <= SYLLABLE_LAST &&
		       (last - SYLLABLE_FIRST) % ENDINGS == 0;
	struct strbuf text = strbuf_start(to->text, sizeof to->text);
	int32_t typed_last = last_point(typed->text, &start);
	int vowel = number / ENDINGS, ending = is_leading ? number % ENDINGS : number + 1;

	if (!(is_leading && vowel < VOWELS) && !(is_open && ending < ENDINGS))
		return false;
	to->done = typed->done;
	if (typed_last >= LEADING_FIRST && typed_last <= JAMO_LAST) {
		strbuf_add(&text, typed->text);
		if (is_leading)
			add_point(&text, VOWEL_FIRST + vowel);
		if (ending > 0)
			add_point(&text, TRAILING_BEFORE + ending);
	} else {
		strbuf_addf(&text, "%.*s", (int)start, typed->text);
		add_point(&text,
			is_open ? last + ending
				: SYLLABLE_FIRST +
					  ((last - LEADING_FIRST) * VOWELS + vowel) * ENDINGS +
					  ending);
	}
	complete_text_start(to);
	return !text.is_cut;
}
