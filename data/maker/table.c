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
	struct table table = {.path = path, .rest = input_read(memory, path)};

	if (table.rest[strlen(table.rest) - 1] != '\n')
		stop("%s: the file was cut: its last row has no newline; fetch it again", path);
	return table;
}

bool table_next(struct table *table)
{
	size_t length;

	if (!table->rest || !*table->rest)
		return false;
	table->row = input_cut(&table->rest, '\n');
	table->number++;
	length = strlen(table->row);
	if (length > 0 && table->row[length - 1] == '\r')
		table->row[length - 1] = '\0';
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
		if (!input_is_plain(column))
			table_refuse(table, "not UTF-8, or a control character");
		if (count < most)
			columns[count] = column;
		count++;
	}
	if (count < least || count > most)
		table_refuse(table, "the number of columns is %zu, not %zu", count,
			count < least ? least : most);
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
		table_refuse(table, "a latitude or longitude is not a number from -%g to %g", most,
			most);
	return degrees;
}

long table_people(const struct table *table, const char *column)
{
	long people =
		strspn(column, "0123456789") == strlen(column) ? strtol(column, NULL, 10) : -1;

	if (!*column || people < 0 || people > PEOPLE_MAX)
		table_refuse(table, "the population is not a number up to %d", PEOPLE_MAX);
	return people;
}

void table_id(const struct table *table, const char *column, char id[PLACES_ID_SIZE])
{
	size_t digits = strspn(column, "0123456789");

	if (digits == 0 || column[digits] || digits >= PLACES_ID_SIZE ||
		strspn(column, "0") == digits)
		table_refuse(
			table, "the id is not a number of at most %d digits", PLACES_ID_SIZE - 1);
	snprintf(id, PLACES_ID_SIZE, "%0*lu", PLACES_ID_SIZE - 1, strtoul(column, NULL, 10));
}

void table_country(const struct table *table, const char *column)
{
	if (strlen(column) != 2 || strspn(column, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 2)
		table_refuse(table, "the country is not a code of two capital letters");
}
