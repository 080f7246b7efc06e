/* SPDX-License-Identifier: MIT */
#include "names.h"
#include "place/fold.h"
#include "script.h"
#include "spelling.h"

#include <limits.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What the names of a place are chosen from. */
struct chooser {
	struct memory *memory;
	const struct korea *korea;
	const struct languages *languages;
	struct place *place;
	bool has_home; /* the main name of its people is known */
};

/*
 * Cities that bear another name, too, as their own: people who type it mean them rather than a
 * smaller place of that name.
 */
static const char *second_name(const struct place *place)
{
	static const struct {
		const char *id, *name;
	} cities[] = {{"0003523466", "Matamoros"}, {"0002645425", "Kingston upon Hull"},
		{"0002643736", "Londonderry"}, {"0001850147", "東京"}, {"0001275339", "मुंबई"}};

	for (size_t i = 0; i < COUNT(cities); i++)
		if (strcmp(place->id, cities[i].id) == 0)
			return cities[i].name;
	return NULL;
}

static bool is_own(char kind)
{
	return kind != 'x';
}

/* Whether the words of the name end where the words of the other one do: "Machu Picchu" has two. */
static bool has_words_of(const char *spelling, const char *other)
{
	struct fold_words words, others;

	fold_words(&words, spelling);
	fold_words(&others, other);
	return fold_words_fit(&words, &others);
}

/* Whether the name goes without a line of its own, since another one has its key. */
static bool is_known(struct name *known, char kind, const char *spelling)
{
	if (is_own(known->kind) && is_own(kind))
		return strcmp(known->spelling, spelling) == 0 ||
		       (spelling_is_ascii(spelling) && has_words_of(spelling, known->spelling));
	if (!is_own(kind) && known->kind == 'x' && spelling_is_ascii(known->spelling) &&
		!spelling_is_ascii(spelling))
		known->spelling = spelling;
	return true;
}

static void add_spelling(struct chooser *chooser, char kind, const char *spelling)
{
	struct place *place = chooser->place;
	char key[FOLD_MAX];

	if (!fold_key(key, spelling))
		return;
	for (size_t i = 0; i < place->name_count; i++)
		if (strcmp(place->names[i].key, key) == 0 &&
			is_known(&place->names[i], kind, spelling))
			return;
	place->names =
		memory_grow(chooser->memory, place->names, place->name_count, sizeof *place->names);
	place->names[place->name_count++] = (struct name){
		.key = memory_copy(chooser->memory, key), .spelling = spelling, .kind = kind};
}

/* The first is the main one. */
static void add_home(struct chooser *chooser, const char *spelling)
{
	char kind = chooser->has_home ? 'l' : 'h';

	chooser->has_home = true;
	if (kind == 'h' && strcmp(spelling, chooser->place->name) == 0)
		return; /* it is the one that is shown */
	add_spelling(chooser, kind, spelling);
}

/* A northern place is known in Hangul as by its own name, unless a southern one has that name. */
static bool is_northern_name(
	const struct korea *korea, const struct place *place, const char *spelling)
{
	char key[FOLD_MAX];

	if (strcmp(place->country, "KP") != 0 || script_detect(spelling) != SCRIPT_HANGUL ||
		!fold_key(key, spelling))
		return false;
	for (size_t i = 0; i < korea->row_count; i++)
		if (spelling_has_key(korea->rows[i].name, key))
			return false;
	return true;
}

/*
 * How much an alternate is a name of the place's own, as languages_rank() says; two in one text are
 * none.
 */
static int home_rank(const struct chooser *chooser, const struct alternate *alternate)
{
	const char *language = alternate->language;
	char key[FOLD_MAX];

	if (!language || strcmp(language, "en") == 0 || strstr(alternate->spelling, " - ") ||
		strpbrk(alternate->spelling, ",/"))
		return -1;
	if (!languages_is_latin(language) && script_detect(alternate->spelling) == SCRIPT_LATIN)
		return -1;
	if (chooser->place->is_former && fold_key(key, alternate->spelling) &&
		spelling_has_key(chooser->place->given, key))
		return -1;
	return languages_rank(chooser->languages, chooser->place, language);
}

/* The next rank behind `last` that the place has names of; INT_MAX if there is none. */
static int next_rank(const struct chooser *chooser, int last)
{
	int next = INT_MAX;

	for (size_t i = 0; i < chooser->place->alternate_count; i++) {
		int rank = home_rank(chooser, &chooser->place->alternates[i]);

		if (rank > last && rank < next)
			next = rank;
	}
	return next;
}

static void add_of_rank(struct chooser *chooser, int rank)
{
	const struct place *place = chooser->place;

	for (size_t i = 0; i < place->alternate_count; i++)
		if (home_rank(chooser, &place->alternates[i]) == rank)
			add_home(chooser, place->alternates[i].spelling);
}

/* Whether the name is in a script that tells the language, where none is known to be in it. */
static bool is_in_script(
	const struct chooser *chooser, const struct alternate *alternate, const char *language)
{
	const struct place *place = chooser->place;

	if (alternate->language || !spelling_is_kept(place, alternate) ||
		!script_tells_language(script_detect(alternate->spelling), language))
		return false;
	return strcmp(place->country, "KP") != 0 ||
	       is_northern_name(chooser->korea, place, alternate->spelling);
}

/* The shortest is the main one: it says nothing of kinds. */
static void add_in_script(struct chooser *chooser, const char *language)
{
	const struct place *place = chooser->place;
	const char *shortest = NULL;

	for (size_t i = 0; i < place->alternate_count; i++) {
		const char *spelling = place->alternates[i].spelling;

		if (is_in_script(chooser, &place->alternates[i], language) &&
			(!shortest || strlen(spelling) < strlen(shortest)))
			shortest = spelling;
	}
	if (shortest)
		add_home(chooser, shortest);
	for (size_t i = 0; i < place->alternate_count; i++)
		if (is_in_script(chooser, &place->alternates[i], language))
			add_home(chooser, place->alternates[i].spelling);
}

/* Names in the languages of its people, the main one first. Korea's are in korea.tsv. */
static void add_in_languages(struct chooser *chooser)
{
	const struct place *place = chooser->place;
	const char *language = languages_main(chooser->languages, place, chooser->memory);
	int rank = next_rank(chooser, -1);

	if (strcmp(place->country, "KR") == 0)
		return;
	if (strcmp(language, "en") == 0)
		chooser->has_home = true; /* the one that is shown */
	else if (rank != 0)
		add_in_script(chooser, language);
	for (; rank != INT_MAX; rank = next_rank(chooser, rank))
		add_of_rank(chooser, rank);
}

/*
 * The bytes before what tells a name apart from others: "Frankfurt" of "Frankfurt am Main"; 0 if
 * none does.
 */
static size_t bare_length(const char *name)
{
	static const char *const marks[] = {" (", " am ", " an der ", " an dem ", " ob der ",
		" im ", " in ", " bei ", " vor der ", " upon ", "-upon-", " on ", "-on-", " under ",
		"-under-", "-sur-", " sur ", " aan den ", " aan de ", "-na-", "-am-"};
	size_t least = 0;

	for (size_t i = 0; i < COUNT(marks); i++) {
		const char *mark = strstr(name, marks[i]);

		if (mark && mark > name && (least == 0 || (size_t)(mark - name) < least))
			least = (size_t)(mark - name);
	}
	return least;
}

static void add_bare(struct chooser *chooser, const char *name)
{
	size_t length = bare_length(name);

	if (length >= 3 && script_detect(name) == SCRIPT_LATIN)
		add_spelling(
			chooser, 'l', memory_format(chooser->memory, "%.*s", (int)length, name));
}

/* What is neither an old name nor one that only others use. */
static void add_own(struct chooser *chooser)
{
	const struct place *place = chooser->place;

	add_spelling(chooser, 'o', place->name);
	add_spelling(chooser, 'a', place->ascii);
	if (place->korean)
		add_home(chooser, place->korean);
	if (second_name(place))
		add_home(chooser, second_name(place));
	add_in_languages(chooser);
	if (!place->is_renamed && !place->korean && !strchr(place->given, ',')) {
		if (chooser->has_home)
			add_spelling(chooser, 'l', place->given);
		else
			add_home(chooser, place->given);
	}
	for (size_t i = 0; i < place->alternate_count; i++)
		if (place->alternates[i].is_own)
			add_spelling(chooser, 'i', place->alternates[i].spelling);
	add_bare(chooser, place->name);
	if (!place->is_renamed && !place->korean)
		add_bare(chooser, place->given);
}

static void add_alternates(struct chooser *chooser)
{
	const struct place *place = chooser->place;

	for (size_t i = 0; i < place->alternate_count; i++) {
		const struct alternate *alternate = &place->alternates[i];

		if (spelling_is_kept(place, alternate) &&
			(!alternate->language || languages_is_widespread(alternate->language)))
			add_spelling(chooser, 'x', alternate->spelling);
	}
	if (place->people == 0)
		return;
	add_spelling(chooser, 'x', place->given);
	add_spelling(chooser, 'x', place->given_ascii);
}

void names_choose(
	struct places *places, const struct korea *korea, const struct languages *languages)
{
	for (size_t i = 0; i < places->count; i++) {
		struct chooser chooser = {
			places->memory, korea, languages, places->items[i], false};

		if (places->items[i]->is_dropped)
			continue;
		add_own(&chooser);
		add_alternates(&chooser);
	}
}
