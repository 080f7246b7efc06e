/* SPDX-License-Identifier: MIT */
#include "cmd/complete_format.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/options.h"
#include "cmd/format.h"
#include "view/fields.h"
#include "view/template.h"

#define TEXT_BYTES 256 /* of a template, as a description */

/* The name that begins after the last brace that is open; NULL if none is. */
static const char *open_name(const char *typed)
{
	const char *brace = strrchr(typed, '{'), *first = brace;

	if (!brace || strpbrk(brace, "}:|"))
		return NULL;
	while (first > typed && first[-1] == '{')
		first--;
	/* Two of them are text. */
	return (brace - first) % 2 == 0 ? brace + 1 : NULL;
}

static bool begins(const char *text, const char *beginning)
{
	return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* The only row whose name begins so, or NULL. */
static const struct field *find_only(const struct field *table, const char *beginning)
{
	const struct field *only = NULL;

	for (; table->name; table++) {
		if (!begins(table->name, beginning))
			continue;
		if (only)
			return NULL;
		only = table;
	}
	return only;
}

/*
 * Prints the fields of a table that begin so, each after `before`. Shells take a single candidate
 * for the end of the word, so that the only field is printed with each of what may follow it.
 */
static void print_fields(
	FILE *out, const char *before, const struct field *table, const char *beginning)
{
	const struct field *only = find_only(table, beginning);

	for (const struct field *field = table; field->name; field++) {
		const char *index = field->kind == FIELD_ARRAY ? "[0]." : ".";

		if (!begins(field->name, beginning))
			continue;
		if (!only)
			fprintf(out, "%s%s%s\n", before, field->name, field->members ? index : "");
		for (const char *end = "}:|"; only && !field->members && *end; end++)
			fprintf(out, "%s%s%c\n", before, field->name, *end);
		for (const struct field *member = field->members; only && member && member->name;
			member++)
			fprintf(out, "%s%s%s%s\n", before, field->name, index, member->name);
	}
}

/* What stands before the name, or before that of a member, is repeated. */
static void complete_field(FILE *out, const char *typed, const char *name)
{
	const char *dot = strchr(name, '.'), *last = dot ? dot + 1 : name;
	const struct field *field = fields_find(fields_table, name, strcspn(name, ".["));
	char before[TEMPLATE_BYTES];

	if (snprintf(before, sizeof before, "%.*s", (int)(last - typed), typed) >=
		(int)sizeof before)
		return;
	if (!dot)
		print_fields(out, before, fields_table, name);
	else if (field && field->members)
		print_fields(out, before, field->members, last);
}

void complete_format(FILE *out, const struct options *options, const char *typed)
{
	const char *name = open_name(typed);
	struct format_setting setting = format_first(options);

	if (!utf8_is_valid(typed))
		return;
	if (name) {
		complete_field(out, typed, name);
		return;
	}
	for (unsigned i = 0; format_name(i); i++)
		if (begins(format_name(i), typed))
			fprintf(out, "%s\n", format_name(i));
	for (; *setting.name; setting = format_next(&setting)) {
		char text[TEXT_BYTES];

		utf8_escape(text, sizeof text, setting.text);
		if (begins(setting.name, typed) && utf8_is_valid(setting.name))
			fprintf(out, "%s\t%s\n", setting.name, text);
	}
}
