/* SPDX-License-Identifier: MIT */
/*
 * Feeds the fold and the look-up whatever comes: a target for libFuzzer, and with
 * tests/fuzz/replay.c a program that plays back its corpus.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cmd_complete.h"
#include "place/fold.h"
#include "place/place.h"
#include "place/place_near.h"
#include "place/place_search.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is folded already stays as it is. */
static void try_fold(const char *text)
{
	char key[FOLD_MAX], again[FOLD_MAX];
	size_t length = fold_prefix(key, text);

	assert(length == strlen(key));
	fold_prefix(again, key);
	assert(strcmp(key, again) == 0);
	length = fold_key(again, text);
	assert(length == strlen(again));
}

static void complete_nowhere(const struct gazetteer *list, char *const words[], int count)
{
	FILE *nowhere = fopen("/dev/null", "w");

	if (!nowhere)
		return;
	cmd_complete_print(nowhere, list, words, count);
	fclose(nowhere);
}

static void try_lookup(const struct gazetteer *list, char *text)
{
	struct listed near[PLACE_NEAR_MAX], listed;
	struct listed_region region;
	struct error error;
	struct place place;

	complete_nowhere(list, &text, 1);
	if (place_parse(&place, list, text, &error))
		place_near_find(list, text, NULL, near);
	place_search_region(list, text, &listed, &region);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gazetteer list;
	char *text = malloc(size + 1);

	if (!text)
		return 0;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	gazetteer_open(&list);
	try_fold(text);
	try_lookup(&list, text);
	gazetteer_close(&list);
	free(text);
	return 0;
}
