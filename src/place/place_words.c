/* SPDX-License-Identifier: MIT */
#include "place/place_words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "place/place_abbreviation.h"
#include "place/rank.h"

#define SHORT_WORD 3       /* letters of a word that may end a longer one */
#define ENDING_MAX (5 * 3) /* bytes of the longest that fold_key drops */

/* The length of a separator at text: a comma (*is_comma) or a blank of any script; 0 if none. */
static size_t separator_length(const char *text, bool *is_comma)
{
	static const struct {
		const char *text;
		bool is_comma;
	} separators[] = {{"\xC2\xA0", false}, {"\xE2\x80\x82", false}, {"\xE2\x80\x83", false},
		{"\xE2\x80\x89", false}, {"\xE2\x80\xAF", false}, {"\xE3\x80\x80", false},
		/* The marks of writing from right to left, and that of Japan's postcodes. */
		{"\xE2\x80\x8E", false}, {"\xE2\x80\x8F", false}, {"\xE3\x80\x92", false},
		{"\xEF\xBC\x8C", true}, {"\xE3\x80\x81", true}};

	*is_comma = *text == ',';
	if (*is_comma || *text == ' ' || (*text >= '\t' && *text <= '\r'))
		return 1;
	for (size_t i = 0;
		(unsigned char)*text >= 0x80 && i < sizeof separators / sizeof *separators; i++) {
		size_t length = strlen(separators[i].text);

		*is_comma = separators[i].is_comma;
		if (strncmp(text, separators[i].text, length) == 0)
			return length;
	}
	*is_comma = false;
	return 0;
}

/* Whether a word has a letter or digit of any script; one that is too long for a key may. */
static bool is_word(const char *text, size_t length)
{
	char word[FOLD_MAX], key[FOLD_MAX];

	for (size_t i = 0; i < length; i++)
		if (isalnum((unsigned char)text[i]))
			return true;
	if (length >= sizeof word)
		return true;
	snprintf(word, sizeof word, "%.*s", (int)length, text);
	return fold_prefix(key, word) > 0;
}

size_t place_words_split(struct place_word *words, size_t room, const char *argument)
{
	size_t count = 0;

	for (const char *at = argument; *at;) {
		const char *start = at;
		bool is_comma;
		size_t skip;

		while (*at && separator_length(at, &is_comma) == 0)
			at++;
		if (is_word(start, (size_t)(at - start))) {
			if (count < room)
				words[count] = (struct place_word){
					argument, start, (size_t)(at - start), false};
			count++;
		}
		for (; (skip = separator_length(at, &is_comma)) > 0; at += skip)
			if (is_comma && count > 0 && count <= room)
				words[count - 1].has_comma = true;
	}
	return count;
}

void place_words_start(struct place_words *words, const struct gazetteer *list,
	const struct place_word *all, size_t count)
{
	words->list = list;
	words->all = all;
	words->count = count;
	words->used = 0;
	words->last_begin = words->last_end = 0;
	words->near_left = PLACE_WORDS_NEAR_MAX;
	*words->near_typed = '\0';
	for (size_t i = 0; i < PLACE_WORDS_MEMORY; i++)
		words->memory[i] = (struct place_runs){.is_known = false};
}

/* Whether the words of the run are those of the spelling, or may be written that way, too. */
static bool fits_spelling(
	const struct place_run *run, const char *spelling, size_t length, bool is_large)
{
	char name[FOLD_MAX];
	struct fold_words words;

	if (!run->words.has_blanks && !memchr(spelling, ' ', length))
		return true;
	snprintf(name, sizeof name, "%.*s", (int)length, spelling);
	fold_words(&words, name);
	return (fold_words_fit(&run->words, &words) && fold_words_fit(&words, &run->words)) ||
	       (is_large && !run->ends_in_code);
}

/* Reads the name's place, too; false if it cannot be read. */
static bool fits_name(const struct gazetteer *list, const struct place_run *run,
	const struct listed_name *name, struct listed *place)
{
	bool is_large;

	if (!gazetteer_place(list, name->offset, place))
		return false;
	is_large = place->population >= RANK_LARGE_LEAST;
	if (name->spelling_length > 0)
		return fits_spelling(run, name->spelling, name->spelling_length, is_large);
	return fits_spelling(run, place->name, strlen(place->name), is_large) ||
	       (*place->ascii && fits_spelling(run, place->ascii, strlen(place->ascii), is_large));
}

static bool fits_region(
	const struct gazetteer *list, const struct place_run *run, const struct region_key *region)
{
	struct listed_region full;

	if (!run->ends_in_code)
		return true;
	if (region->spelling_length > 0)
		return fits_spelling(run, region->spelling, region->spelling_length, true);
	if (region->kind == REGION_CODE)
		return !run->words.has_blanks;
	return gazetteer_region(list, region->code, &full) &&
	       fits_spelling(run, full.name, strlen(full.name), true);
}

/* "CA" of "San Fran CA": a code, and too short to be the rest of a name. */
static bool ends_in_code(const char *text)
{
	const char *blank = strrchr(text, ' ');

	return strlen(blank ? blank + 1 : text) < SHORT_WORD;
}

bool place_words_next_likelier(const struct gazetteer *list, const struct place_run *run,
	const struct listed_name *best, const char **at, struct listed_name *name,
	struct listed *place)
{
	if (!*at)
		*at = run->names;
	while (*at && gazetteer_next_name(list, run->key, false, at, name))
		if (gazetteer_may_outrank(list, name, best) && fits_name(list, run, name, place))
			return true;
	return false;
}

bool place_words_next_name(const struct gazetteer *list, const struct place_run *run,
	const char **at, struct listed_name *name, struct listed *place)
{
	const struct listed_name none = {.kind = NAME_ALTERNATE};

	return place_words_next_likelier(list, run, &none, at, name, place);
}

bool place_words_next_region(const struct gazetteer *list, const struct place_run *run,
	const char **at, struct region_key *region)
{
	if (!*at)
		*at = run->regions;
	while (*at && gazetteer_next_key(list, run->key, false, at, region))
		if (fits_region(list, run, region))
			return true;
	return false;
}

/* Looks up one run; true if a name of a place or region may go on with the next word. */
static bool look_up(
	const struct gazetteer *list, struct place_run *run, const char *text, bool has_next)
{
	char longer[LOCATION_TEXT_MAX + 3], key[FOLD_MAX];
	struct strbuf buffer = strbuf_start(longer, sizeof longer);
	char whole[GAZETTEER_NAME_MAX];
	struct listed_name name;
	struct region_key region;
	struct listed place;
	const char *at = NULL, *region_at = NULL;
	bool is_abbreviated = place_abbreviation_is_last(text);

	if (place_abbreviation_expand(whole, list, text))
		text = whole;
	run->names = run->regions = NULL;
	run->has_region_name = false;
	if (fold_key(key, text) && strlen(key) < sizeof run->key) {
		memcpy(run->key, key, strlen(key) + 1);
		fold_words(&run->words, text);
		run->ends_in_code = ends_in_code(text);
		while (!run->names && gazetteer_next_name(list, run->key, false, &at, &name))
			if (fits_name(list, run, &name, &place))
				run->names = name.key;
		while (gazetteer_next_key(list, run->key, false, &region_at, &region)) {
			if (!fits_region(list, run, &region))
				continue;
			run->regions = run->regions ? run->regions : region.key;
			run->has_region_name |= region.kind != REGION_CODE;
		}
	}
	if (!has_next)
		return false;
	/* With a blank at its end an abbreviation is written out, as it is before another word. */
	strbuf_addf(&buffer, "%s ", text);
	return is_abbreviated || (fold_prefix(key, longer) > 0 && gazetteer_has_longer(list, key));
}

static const struct place_runs *runs_at(struct place_words *words, size_t begin)
{
	struct place_runs *runs = &words->memory[begin % PLACE_WORDS_MEMORY];
	size_t first = words->used + PLACE_WORDS_RUN_MAX <= PLACE_WORDS_ROOM ? words->used : 0;
	char text[LOCATION_TEXT_MAX + 2];
	size_t end = begin;

	if (runs->is_known && runs->begin == begin)
		return runs;
	/* Where the longest run needs room, what was there is forgotten. */
	for (size_t i = 0; i < PLACE_WORDS_MEMORY; i++)
		if (words->memory[i].first < first + PLACE_WORDS_RUN_MAX &&
			first < words->memory[i].first + words->memory[i].count)
			words->memory[i].is_known = false;
	*runs = (struct place_runs){.is_known = true, .begin = begin, .first = first};
	while (end < words->count && runs->count < PLACE_WORDS_RUN_MAX &&
		place_words_text(words, begin, ++end, text)) {
		bool has_next = end < words->count && !words->all[end - 1].has_comma;
		bool may_go_on = look_up(
			words->list, &words->runs[runs->first + runs->count++], text, has_next);

		/* "대구 시": an ending that is dropped from a key makes no longer one. */
		may_go_on |= has_next && (unsigned char)*words->all[end].text >= 0x80 &&
			     words->all[end].length <= ENDING_MAX;
		if (!may_go_on)
			break;
	}
	words->used = runs->first + runs->count;
	return runs;
}

const struct place_run *place_words_find(struct place_words *words, size_t begin, size_t end)
{
	const struct place_runs *runs;
	const struct place_run *run;

	if (begin >= end || end > words->count)
		return NULL;
	runs = runs_at(words, begin);
	if (end - begin > runs->count)
		return NULL;
	run = &words->runs[runs->first + end - begin - 1];
	return run->names || run->regions ? run : NULL;
}

size_t place_words_longest(struct place_words *words, size_t begin)
{
	size_t count = begin < words->count ? runs_at(words, begin)->count : 0;

	while (count > 0 && !place_words_find(words, begin, begin + count))
		count--;
	return begin + count;
}

bool place_words_is(const struct place_words *words, size_t at, const char *ascii)
{
	const struct place_word *word = at < words->count ? &words->all[at] : NULL;

	return word && word->length == strlen(ascii) &&
	       strncasecmp(word->text, ascii, word->length) == 0;
}

static bool is_one_of(
	const struct place_words *words, size_t at, const char *const texts[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (place_words_is(words, at, texts[i]))
			return true;
	return false;
}

enum little {
	LITTLE_NONE,
	LITTLE_SEPARATES,
	LITTLE_SEPARATES_OR_CODE, /* a code is as likely at the end: "portland or" */
	LITTLE_LOCATES,
	LITTLE_BINDS,
	LITTLE_OTHER
};

static enum little little_word(const struct place_words *words, size_t at)
{
	static const struct {
		const char *text;
		enum little is;
	} little[] = {{"and", LITTLE_SEPARATES}, {"und", LITTLE_SEPARATES},
		{"et", LITTLE_SEPARATES}, {"y", LITTLE_SEPARATES}, {"e", LITTLE_SEPARATES},
		{"i", LITTLE_SEPARATES}, {"og", LITTLE_SEPARATES}, {"och", LITTLE_SEPARATES},
		{"ve", LITTLE_SEPARATES}, {"oder", LITTLE_SEPARATES}, {"ou", LITTLE_SEPARATES},
		{"or", LITTLE_SEPARATES_OR_CODE}, {"to", LITTLE_SEPARATES_OR_CODE},
		{"in", LITTLE_LOCATES}, {"en", LITTLE_LOCATES}, {"of", LITTLE_BINDS},
		{"de", LITTLE_OTHER}, {"la", LITTLE_OTHER}, {"is", LITTLE_OTHER},
		{"me", LITTLE_OTHER}, {"no", LITTLE_OTHER}, {"al", LITTLE_OTHER},
		{"do", LITTLE_OTHER}, {"da", LITTLE_OTHER}, {"di", LITTLE_OTHER},
		{"el", LITTLE_OTHER}, {"am", LITTLE_OTHER}, {"an", LITTLE_OTHER},
		{"at", LITTLE_OTHER}, {"as", LITTLE_OTHER}, {"es", LITTLE_OTHER},
		{"so", LITTLE_OTHER}, {"my", LITTLE_OTHER}, {"the", LITTLE_OTHER},
		{"le", LITTLE_OTHER}, {"du", LITTLE_OTHER}, {"lo", LITTLE_OTHER},
		{"zu", LITTLE_OTHER}};
	const struct place_word *word = &words->all[at];

	if (at == 0 || at >= words->count || word->has_comma)
		return LITTLE_NONE;
	for (size_t i = 0; i < sizeof little / sizeof *little; i++)
		if (word->length == strlen(little[i].text) &&
			memcmp(word->text, little[i].text, word->length) == 0)
			/* "Oslo, Bergen, and Rome", but Oregon in "Salem, or USA". */
			return word[-1].has_comma && little[i].is != LITTLE_SEPARATES
				       ? LITTLE_NONE
				       : little[i].is;
	return LITTLE_NONE;
}

/* At the end a little word may be a code; but nobody means Andorra's. */
static bool may_be_code(const struct place_words *words, size_t at)
{
	return at + 1 == words->count && !place_words_is(words, at, "and");
}

bool place_words_is_little(const struct place_words *words, size_t at)
{
	return little_word(words, at) != LITTLE_NONE && !may_be_code(words, at);
}

bool place_words_separates(const struct place_words *words, size_t at)
{
	enum little is = little_word(words, at);

	return is == LITTLE_SEPARATES ||
	       (is == LITTLE_SEPARATES_OR_CODE && !may_be_code(words, at));
}

bool place_words_locates(const struct place_words *words, size_t at)
{
	return little_word(words, at) == LITTLE_LOCATES && !may_be_code(words, at);
}

bool place_words_binds(const struct place_words *words, size_t at)
{
	return little_word(words, at) == LITTLE_BINDS && !may_be_code(words, at);
}

bool place_words_is_east_asian(const struct place_words *words, size_t at)
{
	const char *text = words->all[at].text;
	int32_t point = utf8_next(&text, text + words->all[at].length);

	return (point >= 0x3040 && point <= 0x30FF) || (point >= 0x3400 && point <= 0x9FFF) ||
	       (point >= 0xAC00 && point <= 0xD7A3);
}

bool place_words_is_behind_comma(const struct place_words *words, size_t at)
{
	return at > 0 && words->all[at - 1].has_comma;
}

bool place_words_is_kind(struct place_words *words, size_t at)
{
	static const char *const kinds[] = {"island", "islands", "county", "state", "province",
		"prefecture", "region", "district", "valley", "area", "city", "parish", "borough",
		"municipality", "oblast", "governorate", "territory"};

	return at > 0 && at < words->count && !place_words_is_behind_comma(words, at) &&
	       !place_words_is(words, at + 1, "of") && !place_words_is(words, at + 1, "and") &&
	       is_one_of(words, at, kinds, sizeof kinds / sizeof *kinds) &&
	       place_words_longest(words, at) <= at + 1;
}

bool place_words_is_direction(const struct place_words *words, size_t at)
{
	static const char *const directions[] = {"north", "south", "east", "west", "central",
		"northern", "southern", "eastern", "western", "northeast", "northwest", "southeast",
		"southwest", "northeastern", "northwestern", "southeastern", "southwestern",
		"center", "centre", "centro", "nord", "sud", "est", "ouest", "norte", "sur", "sul",
		"este", "oeste"};

	return at + 1 < words->count && !words->all[at].has_comma &&
	       !place_words_separates(words, at + 1) &&
	       is_one_of(words, at, directions, sizeof directions / sizeof *directions);
}

bool place_words_ends_landmark(const struct place_words *words, size_t at)
{
	static const char *const last[] = {"airport", "bridge", "castle", "gate", "hall", "house",
		"museum", "palace", "park", "square", "stadium", "station", "street", "temple",
		"tower", "wall", "zoo"};

	return at > 0 && is_one_of(words, at, last, sizeof last / sizeof *last);
}

bool place_words_are_landmark(const struct place_words *words, size_t begin, size_t end)
{
	static const char *const first[] = {"lake", "mount", "mt"};

	return end - begin > 1 && (is_one_of(words, begin, first, sizeof first / sizeof *first) ||
					  place_words_ends_landmark(words, end - 1));
}

bool place_words_are_part(const struct place_words *words, size_t begin, size_t end)
{
	return end - begin == 2 && place_words_is(words, begin, "old") &&
	       (place_words_is(words, begin + 1, "town") ||
		       place_words_is(words, begin + 1, "city"));
}

bool place_words_text(
	const struct place_words *words, size_t begin, size_t end, char to[LOCATION_TEXT_MAX + 2])
{
	struct strbuf text = strbuf_start(to, LOCATION_TEXT_MAX + 2);

	for (size_t i = begin; i < end;) {
		const struct place_word *first = &words->all[i], *last = first;
		size_t length;

		while (++i < end && words->all[i].argument == first->argument)
			last++;
		length = (size_t)(last->text + last->length - first->text);
		if (length > LOCATION_TEXT_MAX)
			length = LOCATION_TEXT_MAX + 1;
		strbuf_addf(&text, "%.*s%s", (int)length, first->text,
			i == end          ? ""
			: last->has_comma ? ", "
					  : " ");
	}
	return !text.is_cut && text.length <= LOCATION_TEXT_MAX;
}
