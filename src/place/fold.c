/* SPDX-License-Identifier: MIT */
#include "place/fold.h"

#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

#define TEXT_MAX 2048  /* bytes of a text: longer ones are no names */
#define CLUSTER_MAX 32 /* code points of a letter and its marks */

static bool is_dropped_mark(int32_t point)
{
	return (point >= 0x300 && point <= 0x36F) ||                   /* combining marks */
	       (point >= 0x591 && point <= 0x5C7) ||                   /* Hebrew points */
	       (point >= 0x64B && point <= 0x65F) || point == 0x670 || /* Arabic harakat */
	       (point >= 0xFE00 && point <= 0xFE0F) ||                 /* variation selectors */
	       point == 0x640; /* tatweel, which only stretches */
}

/* Letters of Latin that some use as apostrophes: ʻOkina and its like. */
static bool is_modifier(int32_t point)
{
	return point >= 0x2B0 && point <= 0x2FF;
}

static bool is_no_letter(int32_t point)
{
	utf8proc_category_t category;

	/* Most names are ASCII, and need not touch the pages of the library's tables. */
	if (point >= 0 && point < 0x80)
		return !isalnum(point);
	category = utf8proc_category(point);
	return (category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_CO) ||
	       category == UTF8PROC_CATEGORY_CN;
}

/* Apostrophes do not end a word, and neither does what is dropped without a trace. */
static bool ends_word(int32_t point)
{
	return is_no_letter(point) && point != '\'' && point != '`' && point != 0x2018 &&
	       point != 0x2019;
}

/* Old and new letters: a cedilla below is the same as a comma below. */
static uint16_t unify_mark(int32_t point)
{
	return point == 0x326 ? 0x327 : (uint16_t)point;
}

/* Code points that belong to the letter before them: marks, and the vowels and finals of Hangul. */
static bool is_attached(int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);

	return (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME) ||
	       (point >= 0x1160 && point <= 0x11FF) || point == 0xFF9E || point == 0xFF9F;
}

/* The bytes of the first letter of a text with all that is attached to it; 0 if it is not UTF-8. */
static size_t cluster_size(const char *text)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
	size_t size = 0;

	while (bytes[size] >= 0x80 || (size == 0 && bytes[size])) {
		utf8proc_int32_t point;
		utf8proc_ssize_t length = utf8proc_iterate(bytes + size, -1, &point);

		if (length <= 0)
			return 0;
		if (size > 0 && !is_attached(point))
			break;
		size += (size_t)length;
	}
	return size;
}

/* A trace that is being made, and where its last word begins. */
struct tracer {
	struct fold_trace *trace;
	size_t word;
	bool is_ended; /* what follows is another word */
};

/* What bytes of a key stand for in the text. */
struct origin {
	size_t start, end;
	uint16_t mark;
	bool is_capital;
};

/* Adds bytes to the key; false when there is no room. */
static bool add_bytes(
	struct fold_trace *trace, const char *bytes, size_t length, const struct origin *origin)
{
	if (trace->length + length >= FOLD_MAX)
		return false;
	for (size_t i = 0; i < length; i++) {
		size_t at = trace->length++;

		trace->key[at] = bytes[i];
		trace->start[at] = (uint16_t)origin->start;
		trace->end[at] = (uint16_t)origin->end;
		trace->mark[at] = origin->mark;
		trace->is_capital[at] = origin->is_capital && i == 0;
		trace->gap[at + 1] = FOLD_ADJACENT;
	}
	return true;
}

/*
 * What the word that has just ended stands for, if it abbreviates another. It is written out unless
 * it is all of a name: "St" may be a code.
 */
static bool end_word(struct tracer *tracer)
{
	static const char *const words[][2] = {{"st", "saint"}, {"ste", "sainte"}, {"mt", "mount"},
		{"ft", "fort"}, {"sankt", "saint"}};
	struct fold_trace *trace = tracer->trace;
	size_t length = trace->length - tracer->word, i = 0;
	enum fold_gap gap = trace->gap[trace->length];

	tracer->is_ended = false;
	while (i < sizeof words / sizeof *words &&
		(strlen(words[i][0]) != length ||
			memcmp(trace->key + tracer->word, words[i][0], length) != 0))
		i++;
	if (i < sizeof words / sizeof *words) {
		const struct origin origin = {trace->start[tracer->word],
			trace->end[trace->length - 1], 0, trace->is_capital[tracer->word]};

		trace->length = tracer->word;
		if (!add_bytes(trace, words[i][1], strlen(words[i][1]), &origin))
			return false;
		trace->gap[trace->length] = gap;
	}
	tracer->word = trace->length;
	return true;
}

static void note_gap(struct tracer *tracer, enum fold_gap gap)
{
	struct fold_trace *trace = tracer->trace;

	unsigned char *known = &trace->gap[trace->length];

	if (*known == FOLD_ADJACENT)
		*known = (unsigned char)gap;
	else if (*known == FOLD_APOSTROPHE && gap == FOLD_SEPARATOR)
		*known = FOLD_APOSTROPHE_SEPARATOR;
	else if (*known == FOLD_SEPARATOR && gap == FOLD_APOSTROPHE)
		*known = FOLD_SEPARATOR_APOSTROPHE;
}

static bool add_letter(
	struct tracer *tracer, const char *bytes, size_t length, const struct origin *origin)
{
	if (tracer->is_ended && !end_word(tracer))
		return false;
	return add_bytes(tracer->trace, bytes, length, origin);
}

/* What is punctuation, a symbol or a blank. */
static void skip_point(struct tracer *tracer, int32_t point)
{
	if (!ends_word(point)) {
		note_gap(tracer, FOLD_APOSTROPHE);
		return;
	}
	tracer->is_ended = tracer->trace->length > tracer->word;
	if ((point != '.' || tracer->trace->length == 0) &&
		(point < 0x80 || utf8proc_category(point) != UTF8PROC_CATEGORY_CF))
		note_gap(tracer, FOLD_SEPARATOR);
}

/* Writes the letters of a cluster in UTF-8, composed again; returns their bytes. */
static size_t compose(char *to, int32_t *points, size_t count)
{
	utf8proc_ssize_t composed =
		utf8proc_normalize_utf32(points, (utf8proc_ssize_t)count, UTF8PROC_COMPOSE);
	size_t used = 0;

	for (utf8proc_ssize_t i = 0; i < composed; i++)
		used += (size_t)utf8proc_encode_char(points[i], (utf8proc_uint8_t *)to + used);
	return used;
}

/* A letter that is not ASCII, or has marks; false when it has no key. */
static bool add_cluster(struct tracer *tracer, const char *text, size_t start, size_t size)
{
	struct origin origin = {.start = start, .end = start + size};
	int32_t points[CLUSTER_MAX], letters[CLUSTER_MAX];
	char bytes[4 * CLUSTER_MAX];
	const utf8proc_uint8_t *cluster = (const utf8proc_uint8_t *)text + start;
	utf8proc_ssize_t count = utf8proc_decompose(cluster, (utf8proc_ssize_t)size, points,
		CLUSTER_MAX, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
	utf8proc_int32_t first;
	size_t letter_count = 0;

	if (count < 0 || count > CLUSTER_MAX || utf8proc_iterate(cluster, -1, &first) < 0)
		return false;
	origin.is_capital = utf8proc_category(first) == UTF8PROC_CATEGORY_LU;
	for (utf8proc_ssize_t i = 0; i < count && letter_count < CLUSTER_MAX; i++) {
		const char *ascii;

		if (is_dropped_mark(points[i])) {
			origin.mark = (uint16_t)(31 * origin.mark + unify_mark(points[i]));
			continue;
		}
		if (is_modifier(points[i]) || is_no_letter(points[i])) {
			skip_point(tracer, points[i]);
			continue;
		}
		ascii = utf8_spelling(points[i]);
		if (!ascii)
			letters[letter_count++] = points[i];
		else
			origin.mark = (uint16_t)points[i];
		for (; ascii && *ascii && letter_count < CLUSTER_MAX; ascii++)
			letters[letter_count++] = *ascii;
	}
	return letter_count == 0 ||
	       add_letter(tracer, bytes, compose(bytes, letters, letter_count), &origin);
}

/* Adds what stands at `start`; returns where the next letter does, or 0 if this has no key. */
static size_t add_next(struct tracer *tracer, const char *text, size_t start)
{
	const unsigned char *bytes = (const unsigned char *)text;
	bool is_capital = bytes[start] >= 'A' && bytes[start] <= 'Z';
	const char letter = (char)(is_capital ? bytes[start] + 'a' - 'A' : bytes[start]);
	const struct origin origin = {start, start + 1, 0, is_capital};

	if (bytes[start] >= 0x80 || bytes[start + 1] >= 0x80) {
		size_t size = cluster_size(text + start);

		return size > 0 && add_cluster(tracer, text, start, size) ? start + size : 0;
	}
	if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'))
		return add_letter(tracer, &letter, 1, &origin) ? start + 1 : 0;
	skip_point(tracer, letter);
	return start + 1;
}

static size_t make_trace(struct fold_trace *trace, const char *name, bool is_beginning)
{
	struct tracer tracer = {.trace = trace};
	size_t at = 0;

	trace->length = 0;
	trace->gap[0] = FOLD_ADJACENT;
	do
		at = name[at] ? add_next(&tracer, name, at) : 0;
	while (at > 0 && at < TEXT_MAX && name[at]);
	if (at == 0 || at >= TEXT_MAX ||
		((is_beginning ? tracer.is_ended : tracer.word > 0) && !end_word(&tracer)))
		trace->length = 0;
	trace->key[trace->length] = '\0';
	return trace->length;
}

/* Endings that say what kind of place it is, longer ones first, and the bytes that must remain. */
static const struct {
	const char *ending;
	size_t least;
} endings[] = {{"특별자치시", 6}, {"특별자치도", 6}, {"특별시", 6}, {"광역시", 6}, {"시", 6},
	{"군", 6}, {"구", 6}, {"도", 6}, {"市", 3}};

static size_t without_ending(const char *key, size_t length)
{
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t size = strlen(endings[i].ending);

		if (length >= size + endings[i].least &&
			memcmp(key + length - size, endings[i].ending, size) == 0)
			return length - size;
	}
	return length;
}

size_t fold_stem(char to[FOLD_MAX], const char *prefix)
{
	size_t length = strlen(prefix), stem = length;

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		for (size_t at = endings[i].least; at < stem; at++)
			if (strncmp(prefix + at, endings[i].ending, length - at) == 0)
				stem = at;
	if (stem == length)
		return 0;
	memcpy(to, prefix, stem);
	to[stem] = '\0';
	return stem;
}

size_t fold_trace(struct fold_trace *trace, const char *beginning)
{
	return make_trace(trace, beginning, true);
}

const char *fold_gap_text(enum fold_gap gap)
{
	static const char *const texts[] = {[FOLD_ADJACENT] = "",
		[FOLD_APOSTROPHE] = "'",
		[FOLD_SEPARATOR] = " ",
		[FOLD_APOSTROPHE_SEPARATOR] = "' ",
		[FOLD_SEPARATOR_APOSTROPHE] = " '"};

	return texts[gap];
}

size_t fold_spaced(char to[FOLD_SPACED_MAX], const struct fold_trace *trace)
{
	size_t used = 0;

	for (size_t i = 0; i <= trace->length; i++) {
		for (const char *gap = fold_gap_text(trace->gap[i]); *gap; gap++)
			to[used++] = *gap;
		if (i < trace->length)
			to[used++] = trace->key[i];
	}
	to[used] = '\0';
	return used;
}

size_t fold_prefix(char to[FOLD_MAX], const char *beginning)
{
	struct fold_trace trace;
	size_t length = make_trace(&trace, beginning, true);

	memcpy(to, trace.key, length + 1);
	return length;
}

size_t fold_key(char to[FOLD_MAX], const char *name)
{
	struct fold_trace trace;
	size_t length = without_ending(trace.key, make_trace(&trace, name, false));

	memcpy(to, trace.key, length);
	to[length] = '\0';
	return length;
}

void fold_words(struct fold_words *words, const char *name)
{
	struct fold_trace trace;
	bool has_ends = false;

	*words = (struct fold_words){.has_blanks = false};
	fold_trace(&trace, name);
	for (size_t i = 0; i < trace.length; i++) {
		unsigned char byte = (unsigned char)trace.key[i];
		uint64_t bit = UINT64_C(1) << (i % 64);

		if (has_ends && trace.gap[i] != FOLD_ADJACENT && trace.gap[i] != FOLD_APOSTROPHE) {
			words->blanks[i / 64] |= bit;
			words->has_blanks = true;
		}
		if (i > 0 && trace.start[i] > trace.end[i - 1])
			words->marks[i / 64] |= bit;
		/* From three bytes a letter on, most scripts put no blanks between words. */
		has_ends = byte < 0xE0 && (byte < 0x80 || byte >= 0xC0 || has_ends);
	}
}

bool fold_words_fit(const struct fold_words *typed, const struct fold_words *name)
{
	for (size_t i = 0; i < FOLD_WORDS_PIECES; i++)
		if (typed->blanks[i] & ~(name->blanks[i] | name->marks[i]))
			return false;
	return true;
}
