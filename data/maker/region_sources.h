/* SPDX-License-Identifier: MIT */
/*
 * Where countries and regions are read from, in this order. All end the run (stop.h) when a file is
 * not what it should be.
 */
#ifndef MAKER_REGION_SOURCES_H
#define MAKER_REGION_SOURCES_H

#include "korea.h"
#include "regions.h"

/* countries.tsv; the comments at its head describe the columns. */
void region_sources_countries(struct regions *regions, const char *path);

/* The units of admin1.json; Korean provinces get their names from the Korean list. */
void region_sources_units(struct regions *regions, const char *path, const struct korea *korea);

/* The British and Irish counties of admin2.json. */
void region_sources_counties(struct regions *regions, const char *path);

/*
 * Takes off what labels say of a region's kind ("State of", "Oblast"), unless another region of the
 * country is called so. Sorts the regions.
 */
void region_sources_clean(struct regions *regions);

/* regions.tsv: codes, better names, and further ones. */
void region_sources_names(struct regions *regions, const char *path);

/* The Korean names of provinces, and the cities that have wards, as counties. */
void region_sources_korea(struct regions *regions, const struct korea *korea);

/*
 * Adds the names that all have: the English one, and what GeoNames says instead. Sorts everything.
 */
void region_sources_finish(struct regions *regions);

/* country-names.tsv: a name that another region has ends the run, too. Sorts the names again. */
void region_sources_foreign_names(struct regions *regions, const char *path);

#endif
