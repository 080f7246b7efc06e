/* SPDX-License-Identifier: MIT */
/*
 * Makes the list of the world's places from local copies of its sources; data/README says where
 * they come from and how to run this, src/gazetteer.h what it writes. The same sources give the
 * same list, byte by byte. The exit status is 0 with the whole list on standard output, or 1 with
 * one line on standard error and no list.
 *
 * What happens, in this order:
 *
 *   dump         the places of GeoNames' dump
 *   states       the states in which they lie today
 *   korea        the Korean list; korea_join makes its rows places
 *   name_lists   more names of them
 *   regions      the names of countries and states
 *   names        which names each place keeps; spelling and script judge them
 *   place_lines, entries, tops, sections
 *                the sections of the list, and all of it
 *
 * places holds what is known of the places on the way. table and json_rows read the two forms of
 * sources by way of input; memory is where everything lies, and stop ends a run.
 */
#include "dump.h"
#include "entries.h"
#include "korea.h"
#include "korea_join.h"
#include "memory.h"
#include "name_lists.h"
#include "names.h"
#include "place_lines.h"
#include "places.h"
#include "regions.h"
#include "sections.h"
#include "states.h"
#include "tops.h"

#include <stdio.h>
#include <stdlib.h>

enum argument { CITIES1000 = 1, CITIES_JSON, ADMIN1_JSON, COUNTRIES_TSV, KOREA_TSV, NAMES_TSV };

static void make_list(char **files, int count, struct memory *memory)
{
	char date[DUMP_DATE_SIZE];
	struct sections list = {.date = date, .regions.memory = memory, .places.memory = memory};
	struct korea korea;

	dump_read(&list.places, files[CITIES1000], date);
	states_join(&list.places, files[CITIES_JSON]);
	korea = korea_read(files[KOREA_TSV], memory);
	korea_join(&korea, &list.places);
	for (int i = NAMES_TSV; i < count; i++)
		name_lists_read(&list.places, files[i]);
	regions_read_countries(&list.regions, files[COUNTRIES_TSV]);
	regions_read_states(&list.regions, files[ADMIN1_JSON], &korea);
	regions_add_korea(&list.regions, &korea);
	regions_sort(&list.regions);
	names_choose(&list.places, &korea);
	list.places_end =
		place_lines_make(&list.places, SECTIONS_START + regions_size(&list.regions));
	list.entries = entries_make(&list.places);
	list.tops = tops_make(&list.entries, memory);
	sections_write(stdout, &list);
}

int main(int argc, char **argv)
{
	struct memory memory = {0};

	if (argc < NAMES_TSV) {
		fputs("Usage: make-places CITIES1000 CITIES_JSON ADMIN1_JSON COUNTRIES_TSV "
		      "KOREA_TSV [NAMES_TSV...] > places\n",
			stderr);
		return EXIT_FAILURE;
	}
	make_list(argv, argc, &memory);
	memory_free(&memory);
	return EXIT_SUCCESS;
}
