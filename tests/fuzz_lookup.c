/* SPDX-License-Identifier: MIT */
/*
 * Feeds the fold and the look-up whatever comes: a target for libFuzzer, and with tests/replay.c a
 * program that plays back its corpus.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "complete.h"
#include "fold.h"
#include "place.h"
#include "resolve.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is folded already stays as it is. */
static void try_fold(const char *text)
{
	char key[FOLD_MAX], again[FOLD_MAX];
	size_t length = fold_prefix(key, text);

	assert(length == strlen(key));
	fold_prefix(again, key);
	assert(strcmp(key, again) == 0);
	assert(fold(again, text) <= length);
}

static void try_lookup(const struct gazetteer *list, char *text)
{
	struct listed near[RESOLVE_NEAR_MAX];
	struct failure failure;
	struct place place;
	FILE *nowhere = fopen("/dev/null", "w");

	if (nowhere) {
		complete(nowhere, list, &text, 1);
		fclose(nowhere);
	}
	if (place_take(&place, list, &text, 1, &failure))
		resolve_near(list, text, near);
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
