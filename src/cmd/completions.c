/* SPDX-License-Identifier: MIT */
#include "cmd/completions.h"

#include <string.h>
#include <strings.h>

#include "place/place.h"

bool completions_fit(const char *text, const char *typed)
{
	return strncasecmp(text, typed, strlen(typed)) == 0;
}

static size_t count_words(const char *text)
{
	size_t count = 1;

	for (; *text; text++)
		count += *text == ' ';
	return count;
}

/* Among several words one with a comma inside is a place by itself. */
static bool can_follow(const char *text, size_t done)
{
	for (const char *comma = text + done; (comma = strchr(comma, ',')); comma++)
		if (comma[1] != ' ' && comma[1] != '\0')
			return false;
	return count_words(text) <= PLACE_WORDS_MAX;
}

static struct completion *find_offer(struct completions *completions, const char *text)
{
	for (size_t i = 0; i < completions->count; i++)
		if (strcmp(completions->all[i].text, text) == 0)
			return &completions->all[i];
	return NULL;
}

/* NULL when there is no room left for the text. */
static struct completion *new_offer(struct completions *completions, const char *text)
{
	size_t size = strlen(text) + 1;
	struct completion *completion = &completions->all[completions->count];

	if (size > sizeof completions->texts - completions->used)
		return NULL;
	completion->text = memcpy(completions->texts + completions->used, text, size);
	completions->used += size;
	completions->count++;
	return completion;
}

void completions_add(
	struct completions *completions, const char *text, size_t done, const struct listed *place)
{
	char word[PLACE_ARGUMENT_MAX];
	struct completion *completion;
	char *blank;

	if (completions->count == COMPLETIONS_MAX || (done > 0 && !can_follow(text, done)))
		return;
	snprintf(word, sizeof word, "%s", text + done);
	blank = done > 0 ? strchr(word, ' ') : NULL;
	if (blank)
		*blank = '\0';
	completion = find_offer(completions, word);
	if (!*word || (completion && (blank || !completion->is_part)))
		return;
	if (!completion && !(completion = new_offer(completions, word)))
		return;
	completion->offset = place->offset;
	completion->is_part = blank != NULL;
}

static void print(FILE *out, const struct gazetteer *list, const struct completion *completion)
{
	char unit[GAZETTEER_NAME_MAX];
	struct listed place;
	bool has_unit;

	if (!gazetteer_place(list, completion->offset, &place))
		return;
	gazetteer_admin1_name(list, &place, unit);
	has_unit = *unit && strcmp(unit, place.name) != 0;
	fprintf(out, "%s\t%s%s%s, %s\n", completion->text, place.name, has_unit ? ", " : "",
		has_unit ? unit : "", place.country);
}

void completions_print(
	FILE *out, const struct gazetteer *list, const struct completions *completions)
{
	for (size_t i = 0; i < completions->count; i++)
		print(out, list, &completions->all[i]);
}
