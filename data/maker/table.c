/* SPDX-License-Identifier: MIT */
#include "table.h"
#include "input.h"
#include "base/number.h"
#include "stop.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PEOPLE_MAX = 1000000000 };

struct table table_open(const char *path, struct memory *memory)
{
	return (struct table){.path = path, .rest = input_read(memory, path)};
}

bool table_next(struct table *table)
{
	if (!table->rest || !*table->rest)
		return false;
	table->row = input_cut(&table->rest, '\n');
	table->row[strcspn(table->row, "\r")] = '\0';
	table->number++;
	return true;
}

bool table_is_comment(const struct table *table)
{
	return table->row[0] == '#';
}

void table_columns(struct table *table, size_t least, size_t most, char *columns[])
{
	size_t count = 0;
	char *rest = table->row, *column;

	while ((column = input_cut(&rest, '\t'))) {
		if (count < most)
			columns[count] = column;
		count++;
	}
	if (count < least || count > most)
		table_refuse(table, "it has %zu columns instead of %zu", count, least);
	while (count < most)
		columns[count++] = table->row + strlen(table->row);
}

void table_refuse(const struct table *table, const char *format, ...)
{
	char why[256];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(why, sizeof why, format, arguments);
	va_end(arguments);
	stop("%s:%zu: %s", table->path, table->number, why);
}

double table_degrees(const struct table *table, const char *column, double most)
{
	double degrees;

	if (!number_parse(column, &degrees) || !(fabs(degrees) <= most))
		table_refuse(
			table, "a latitude or longitude is no number from -%g to %g", most, most);
	return degrees;
}

long table_people(const struct table *table, const char *column)
{
	long people =
		strspn(column, "0123456789") == strlen(column) ? strtol(column, NULL, 10) : -1;

	if (!*column || people < 0 || people > PEOPLE_MAX)
		table_refuse(table, "the population is no number up to %d", PEOPLE_MAX);
	return people;
}

void table_id(const struct table *table, const char *column, char id[PLACES_ID_SIZE])
{
	size_t digits = strspn(column, "0123456789");

	if (digits == 0 || column[digits] || digits >= PLACES_ID_SIZE)
		table_refuse(table, "the id is no number of at most %d digits", PLACES_ID_SIZE - 1);
	snprintf(id, PLACES_ID_SIZE, "%0*lu", PLACES_ID_SIZE - 1, strtoul(column, NULL, 10));
}
