/* SPDX-License-Identifier: MIT */
#include "offers.h"

#include <string.h>
#include <strings.h>

#include "place/place.h"

bool offers_fit(const char *text, const char *typed)
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

static struct offer *find_offer(struct offers *offers, const char *text)
{
	for (size_t i = 0; i < offers->count; i++)
		if (strcmp(offers->all[i].text, text) == 0)
			return &offers->all[i];
	return NULL;
}

/* NULL when there is no room left for the text. */
static struct offer *new_offer(struct offers *offers, const char *text)
{
	size_t size = strlen(text) + 1;
	struct offer *offer = &offers->all[offers->count];

	if (size > sizeof offers->texts - offers->used)
		return NULL;
	offer->text = memcpy(offers->texts + offers->used, text, size);
	offers->used += size;
	offers->count++;
	return offer;
}

void offers_add(struct offers *offers, const char *text, size_t done, const struct listed *place)
{
	char word[PLACE_ARGUMENT_MAX];
	struct offer *offer;
	char *blank;

	if (offers->count == OFFERS_MAX || (done > 0 && !can_follow(text, done)))
		return;
	snprintf(word, sizeof word, "%s", text + done);
	blank = done > 0 ? strchr(word, ' ') : NULL;
	if (blank)
		*blank = '\0';
	offer = find_offer(offers, word);
	if (!*word || (offer && (blank || !offer->is_part)))
		return;
	if (!offer && !(offer = new_offer(offers, word)))
		return;
	offer->ref = place->ref;
	offer->is_part = blank != NULL;
}

static void print(FILE *out, const struct gazetteer *list, const struct offer *offer)
{
	char unit[GAZETTEER_NAME_MAX];
	struct listed place;
	bool has_unit;

	if (!gazetteer_place(list, offer->ref, &place))
		return;
	gazetteer_unit_name(list, &place, unit);
	has_unit = *unit && strcmp(unit, place.name) != 0;
	fprintf(out, "%s\t%s%s%s, %s\n", offer->text, place.name, has_unit ? ", " : "",
		has_unit ? unit : "", place.country);
}

void offers_print(FILE *out, const struct gazetteer *list, const struct offers *offers)
{
	for (size_t i = 0; i < offers->count; i++)
		print(out, list, &offers->all[i]);
}
