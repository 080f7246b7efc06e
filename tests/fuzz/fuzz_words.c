/* SPDX-License-Identifier: MIT */
/*
 * Feeds the reader of words a command line, an argument to a line: a target for libFuzzer, and with
 * tests/fuzz/replay.c a program that plays back its corpus.
 */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cmd_complete.h"
#include "place/fold.h"
#include "place/places.h"

#define ARGUMENTS_MAX 4096

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Nothing is asked that says nothing, and what is refused says why in one line. */
static void check_place(const struct place *place)
{
	char key[FOLD_MAX];

	assert(!strchr(place->note, '\n'));
	if (place->error.code != EXIT_OK) {
		assert(place->error.code == EXIT_NOT_FOUND && *place->error.message);
		assert(!strchr(place->error.message, '\n'));
	} else if (place->location.kind == LOCATION_NAME) {
		assert(fold_prefix(key, place->location.text) > 0);
	}
	assert(*place->location.query);
}

static void read_arguments(const struct gazetteer *list, char *const arguments[], int count)
{
	static const char aliases[] = "home\0Paris,TX\0";
	struct error error = {.code = EXIT_OK};
	struct places places;

	if (places_read(&places, list, arguments, count, aliases, &error))
		for (size_t i = 0; i < places.count; i++)
			check_place(&places.all[i]);
	else
		assert(error.code == EXIT_USAGE && *error.message && !strchr(error.message, '\n'));
	places_free(&places);
}

/* The same as completed on the command line, in as many words as a shell hands over. */
static void complete_arguments(const struct gazetteer *list, char *const arguments[], int count)
{
	FILE *nowhere = fopen("/dev/null", "w");

	if (!nowhere)
		return;
	cmd_complete_print(nowhere, list, arguments, count < 12 ? count : 12);
	fclose(nowhere);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char *arguments[ARGUMENTS_MAX];
	char *text = malloc(size + 1), *rest = text;
	struct gazetteer list;
	int count = 0;

	if (!text)
		return 0;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	for (char *line; count < ARGUMENTS_MAX && (line = strsep(&rest, "\n"));)
		arguments[count++] = line;
	gazetteer_open(&list);
	read_arguments(&list, arguments, count);
	complete_arguments(&list, arguments, count);
	gazetteer_close(&list);
	free(text);
	return 0;
}
