/* SPDX-License-Identifier: MIT */
#include "place/fold.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

#define POINTS_MAX 512

static bool is_dropped_mark(int32_t point)
{
	return (point >= 0x300 && point <= 0x36F) ||                   /* combining marks */
	       (point >= 0x591 && point <= 0x5C7) ||                   /* Hebrew points */
	       (point >= 0x64B && point <= 0x65F) || point == 0x670 || /* Arabic harakat */
	       point == 0x640; /* tatweel, which only stretches */
}

/* Letters of Latin that some use as apostrophes: ʻOkina and its like. */
static bool is_modifier(int32_t point)
{
	return point >= 0x2B0 && point <= 0x2FF;
}

static bool is_no_letter(int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);

	return (category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_CO) ||
	       category == UTF8PROC_CATEGORY_CN;
}

/* Apostrophes do not end a word, and neither does what is dropped without a trace. */
static bool ends_word(int32_t point)
{
	return is_no_letter(point) && point != '\'' && point != '`' && point != 0x2018 &&
	       point != 0x2019;
}

/*
 * The points of the key so far, and where its last word begins. A word that abbreviates another is
 * written out when it ends, unless it is all of a name: "St" may be a code.
 */
struct letters {
	int32_t *points;
	size_t count, word;
	bool is_ended; /* what follows is another word */
};

static void add_ascii(struct letters *letters, const char *ascii)
{
	while (*ascii && letters->count < POINTS_MAX)
		letters->points[letters->count++] = *ascii++;
}

/* What the word that has just ended stands for; NULL if only for itself. */
static const char *written_out(const struct letters *letters)
{
	static const char *const words[][2] = {{"st", "saint"}, {"ste", "sainte"}, {"mt", "mount"},
		{"ft", "fort"}, {"sankt", "saint"}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t length = strlen(words[i][0]), k = 0;

		if (letters->count - letters->word != length)
			continue;
		while (k < length && letters->points[letters->word + k] == words[i][0][k])
			k++;
		if (k == length)
			return words[i][1];
	}
	return NULL;
}

static void end_word(struct letters *letters)
{
	const char *word = written_out(letters);

	if (word) {
		letters->count = letters->word;
		add_ascii(letters, word);
	}
	letters->word = letters->count;
	letters->is_ended = false;
}

static void add_letter(struct letters *letters, int32_t point)
{
	const char *ascii = utf8_spelling(point);

	if (letters->is_ended)
		end_word(letters);
	if (ascii)
		add_ascii(letters, ascii);
	else
		letters->points[letters->count++] = point;
}

/* The letters that count, of all that were decomposed. Returns how many. */
static size_t select_letters(
	const int32_t *from, size_t count, int32_t to[POINTS_MAX], bool is_beginning)
{
	struct letters letters = {.points = to};

	for (size_t i = 0; i < count && letters.count + 8 < POINTS_MAX; i++) {
		if (ends_word(from[i]))
			letters.is_ended = letters.count > letters.word;
		else if (!is_dropped_mark(from[i]) && !is_modifier(from[i]) &&
			 !is_no_letter(from[i]))
			add_letter(&letters, from[i]);
	}
	if (is_beginning ? letters.is_ended : letters.word > 0)
		end_word(&letters);
	return letters.count;
}

static size_t decompose(const char *name, int32_t to[POINTS_MAX], bool is_beginning)
{
	utf8proc_int32_t points[POINTS_MAX];
	utf8proc_ssize_t count = utf8proc_decompose((const utf8proc_uint8_t *)name, 0, points,
		POINTS_MAX,
		UTF8PROC_NULLTERM | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
	utf8proc_ssize_t composed;
	size_t used;

	if (count <= 0 || count > POINTS_MAX)
		return 0;
	used = select_letters(points, (size_t)count, to, is_beginning);
	composed = utf8proc_normalize_utf32(to, (utf8proc_ssize_t)used, UTF8PROC_COMPOSE);
	return composed > 0 ? (size_t)composed : 0;
}

static size_t make_key(char to[FOLD_MAX], const char *name, bool is_beginning)
{
	int32_t points[POINTS_MAX];
	size_t count = decompose(name, points, is_beginning);
	size_t used = 0;

	for (size_t i = 0; i < count; i++) {
		if (used + 4 >= FOLD_MAX) {
			used = 0;
			break;
		}
		used += (size_t)utf8proc_encode_char(points[i], (utf8proc_uint8_t *)to + used);
	}
	to[used] = '\0';
	return used;
}

/* Endings that say what kind of place it is, longer ones first, and the bytes that must remain. */
static size_t without_ending(const char *key, size_t length)
{
	static const struct {
		const char *ending;
		size_t least;
	} endings[] = {{"특별자치시", 6}, {"특별자치도", 6}, {"특별시", 6}, {"광역시", 6},
		{"시", 6}, {"군", 6}, {"구", 6}, {"도", 6}, {"市", 3}};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t size = strlen(endings[i].ending);

		if (length >= size + endings[i].least &&
			memcmp(key + length - size, endings[i].ending, size) == 0)
			return length - size;
	}
	return length;
}

size_t fold_prefix(char to[FOLD_MAX], const char *beginning)
{
	return make_key(to, beginning, true);
}

size_t fold_key(char to[FOLD_MAX], const char *name)
{
	size_t length = without_ending(to, make_key(to, name, false));

	to[length] = '\0';
	return length;
}
