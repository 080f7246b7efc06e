/* SPDX-License-Identifier: MIT */
#include "cmd/completions.h"

#include <string.h>

#include "base/strbuf.h"
#include "place/place.h"
#include "place/place_rules.h"

/* Whether one of the places before goes on with the text: as its region, or as the city near it. */
static bool belongs_to_place_before(const struct completions *completions, const char *text)
{
	struct place_word all[PLACE_TEXT_WORDS_MAX];
	struct place_reading reading;
	struct place_words words;
	size_t count = 0, before, at = 0;

	for (int i = 0; i < completions->before_count && count <= PLACE_TEXT_WORDS_MAX; i++)
		count += place_words_split(
			all + count, PLACE_TEXT_WORDS_MAX - count, completions->before[i]);
	before = count;
	if (before == 0 || before > PLACE_TEXT_WORDS_MAX)
		return false;
	count += place_words_split(all + count, PLACE_TEXT_WORDS_MAX - count, text);
	if (count > PLACE_TEXT_WORDS_MAX)
		return false;
	place_words_start(&words, completions->list, all, count);
	while (at < before) {
		if (!place_longest_read(&words, at, &reading)) {
			at++;
			continue;
		}
		place_rules_read(&words, at, false, &reading);
		at = reading.end;
	}
	return at > before;
}

/* Whether the text is read as one place, and not as several or with words that stand before. */
static bool is_one_place(const struct completions *completions, const char *text, size_t done)
{
	int word_count = 1;

	/* One word with a blank inside stands alone. */
	if (done == 0 && strchr(text, ' '))
		return true;
	for (const char *comma = text + done; done > 0 && (comma = strchr(comma, ',')); comma++)
		if (comma[1] != ' ' && comma[1] != '\0')
			return false;
	for (const char *at = text; (at = strchr(at, ' ')); at++)
		word_count++;
	return word_count <= PLACE_WORDS_MAX &&
	       (completions->before_count == 0 || !belongs_to_place_before(completions, text));
}

/* Keeps a copy of a text; NULL if there is no room. */
static const char *keep(struct completions *completions, const char *text, size_t length)
{
	char *copy = completions->texts + completions->used;

	if (length + 1 > sizeof completions->texts - completions->used)
		return NULL;
	memcpy(copy, text, length);
	copy[length] = '\0';
	completions->used += length + 1;
	return copy;
}

/* Keeps what is printed of a place: its name, its region unless that is called so, its country. */
static const char *keep_place(
	struct completions *completions, const struct listed *place, const char *region)
{
	char text[2 * GAZETTEER_NAME_MAX + 8];
	struct strbuf line = strbuf_start(text, sizeof text);

	strbuf_add(&line, place->name);
	if (*region && strcmp(region, place->name) != 0) {
		strbuf_add(&line, ", ");
		strbuf_add(&line, region);
	}
	strbuf_add(&line, ", ");
	strbuf_add(&line, place->country);
	return keep(completions, text, line.length);
}

void completions_add(struct completions *completions, const char *text, size_t done,
	const struct listed *place, const char *region)
{
	const char *word = text + done;
	size_t length = done > 0 ? strcspn(word, " ") : strlen(word);
	bool is_part = word[length] != '\0';
	struct completion *completion = NULL, new = {.offset = place->offset, .is_part = is_part};

	if (length == 0 || completions->count == COMPLETIONS_MAX ||
		!is_one_place(completions, text, done))
		return;
	for (size_t i = 0; i < completions->count && !completion; i++)
		if (strncmp(completions->all[i].text, word, length) == 0 &&
			!completions->all[i].text[length])
			completion = &completions->all[i];
	if (completion && (is_part || !completion->is_part))
		return;
	new.text = completion ? completion->text : keep(completions, word, length);
	new.place = keep_place(completions, place, region);
	if (!new.text || !new.place)
		return;
	if (!completion)
		completion = &completions->all[completions->count++];
	*completion = new;
}

void completions_print(FILE *out, const struct completions *completions)
{
	for (size_t i = 0; i < completions->count; i++) {
		fputs(completions->all[i].text, out);
		putc('\t', out);
		fputs(completions->all[i].place, out);
		putc('\n', out);
	}
}
