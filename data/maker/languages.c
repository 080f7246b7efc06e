/* SPDX-License-Identifier: MIT */
#include "languages.h"
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum column { CODE, LANGUAGES, COLUMNS };

enum { CODE_SIZE = 32 };

static int by_code(const void *a, const void *b)
{
	const struct language_row *first = a;
	const struct language_row *second = b;

	return strcmp(first->code, second->code);
}

struct languages languages_read(const char *path, struct memory *memory)
{
	struct table table = table_open(path, memory);
	struct languages languages = {0};
	char *columns[COLUMNS];

	while (table_next(&table)) {
		if (table_is_comment(&table))
			continue;
		table_columns(&table, COLUMNS, COLUMNS, columns);
		if (strlen(columns[CODE]) < 2 || !*columns[LANGUAGES])
			table_refuse(&table, "the code or the languages are missing");
		for (size_t i = 0; i < languages.count; i++)
			if (strcmp(languages.rows[i].code, columns[CODE]) == 0)
				table_refuse(&table, "another row has the same code");
		languages.rows = memory_grow(
			memory, languages.rows, languages.count, sizeof *languages.rows);
		languages.rows[languages.count++] =
			(struct language_row){columns[CODE], columns[LANGUAGES]};
	}
	if (languages.count > 0)
		qsort(languages.rows, languages.count, sizeof *languages.rows, by_code);
	return languages;
}

/* The number of the word in the text, from 0; -1 if it is not there. */
static int position(const char *text, const char *word)
{
	size_t length = strlen(word);
	int number = 0;

	for (;; number++) {
		size_t size = strcspn(text, " ");

		if (size == length && memcmp(text, word, size) == 0)
			return number;
		if (!text[size])
			return -1;
		text += size + 1;
	}
}

static const struct language_row *find_code(const struct languages *languages, const char *code)
{
	const struct language_row wanted = {code, NULL};

	if (languages->count == 0)
		return NULL;
	return bsearch(
		&wanted, languages->rows, languages->count, sizeof *languages->rows, by_code);
}

/* The languages of the place's region, or NULL where they are its country's. */
static const struct language_row *find_region(
	const struct languages *languages, const struct place *place)
{
	char code[CODE_SIZE];

	snprintf(code, sizeof code, "%s.%s", place->country, place->unit);
	return find_code(languages, code);
}

int languages_rank(
	const struct languages *languages, const struct place *place, const char *language)
{
	enum { LATER = 16 }; /* the country's languages behind the region's own */
	const struct language_row *region = find_region(languages, place);
	const struct language_row *country = find_code(languages, place->country);
	int rank = region ? position(region->languages, language) : -1;

	if (rank >= 0)
		return rank;
	rank = country ? position(country->languages, language) : -1;
	if (rank < 0)
		return -1;
	return region ? rank + LATER : rank;
}

const char *languages_main(
	const struct languages *languages, const struct place *place, struct memory *memory)
{
	const struct language_row *row = find_region(languages, place);

	if (!row)
		row = find_code(languages, place->country);
	return row ? memory_format(
			     memory, "%.*s", (int)strcspn(row->languages, " "), row->languages)
		   : "";
}

bool languages_is_latin(const char *language)
{
	static const char others[] =
		"am ar as be bg bn bo ce ckb dv dz el fa gu he hi hy ja ka kk km kn ko kok ky lo "
		"mk ml mn mr my ne or pa ps ru sd si sr ta te tg th ti tt ug uk ur zh zh_CN zh_TW";

	return position(others, language) < 0;
}

bool languages_is_widespread(const char *language)
{
	static const char languages[] =
		"en ko ja zh zh_CN zh_TW ru uk el ar fa he th hi de fr es it pt nl "
		"pl cs sv da nb fi tr vi";

	return position(languages, language) >= 0;
}
