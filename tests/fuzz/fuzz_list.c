/* SPDX-License-Identifier: MIT */
/*
 * Looks places up in a list that consists of whatever comes, its header's size alone put right so
 * that the rest is read: a target for libFuzzer, and with tests/fuzz/replay.c a program that plays
 * back its corpus.
 */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cmd_complete.h"
#include "cmd/cmd_list.h"
#include "place/places.h"
#include "place/place_near.h"
#include "place/place_search.h"
#include "view/text.h"

#define LIST_MAX (1 << 16)
#define SIZE_AT 23 /* in "wx-places\t3\t2023-03-05\t000000000\t" */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void look_up(const struct gazetteer *list, char *typed)
{
	struct view view = {.utf8 = true};
	struct listed near[PLACE_NEAR_MAX], listed;
	struct listed_region region;
	char zone[GAZETTEER_ZONE_MAX];
	FILE *nowhere = fopen("/dev/null", "w");
	struct places places;
	struct error error;

	assert(nowhere);
	cmd_complete_print(nowhere, list, &typed, 1);
	cmd_list_print(nowhere, list, typed, false, &view, &error);
	places_read(&places, list, &typed, 1, "", &error);
	places_free(&places);
	place_near_find(list, typed, NULL, near);
	if (place_search_region(list, typed, &listed, &region))
		gazetteer_zone(list, listed.zone, zone);
	fclose(nowhere);
}

static void write_list(const char *path, const uint8_t *data, size_t size)
{
	static char text[LIST_MAX];
	char number[10];
	FILE *file;

	memcpy(text, data, size);
	snprintf(number, sizeof number, "%09zu", size);
	if (size > SIZE_AT + 9)
		memcpy(text + SIZE_AT, number, 9);
	file = fopen(path, "wb");
	assert(file);
	fwrite(text, 1, size, file);
	fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const typed[] = {"", "S", "Seoul", "Seuol", "서울", "London,CA", "Š",
		"Korea", "England", "London, Sussex", "London Korea Seoul", "10115 Seoul",
		"Seoul Island", "Nether Wallop UK", "경기도 서울"};
	char directory[] = "/tmp/fuzz-list-XXXXXX";
	char path[sizeof directory + 8];
	struct gazetteer list;

	if (size >= LIST_MAX || !mkdtemp(directory))
		return 0;
	snprintf(path, sizeof path, "%s/places", directory);
	write_list(path, data, size);
	setenv("WX_DATADIR", directory, 1);
	gazetteer_open(&list);
	unlink(path);
	rmdir(directory);
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		char text[32];

		snprintf(text, sizeof text, "%s", typed[i]);
		look_up(&list, text);
	}
	gazetteer_close(&list);
	return 0;
}
