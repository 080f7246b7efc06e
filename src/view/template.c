/* SPDX-License-Identifier: MIT */
#include "view/template.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "view/fields.h"
#include "view/text.h"

/* The longest value, 256 bytes of a place as it was typed, all of them escaped. */
#define VALUE_BYTES (256 * UTF8_ESCAPE_MAX + 1)

/* Output that keeps newlines until something follows them, so that all end with just one. */
struct line {
	FILE *out;
	size_t newlines;
};

static void line_add(struct line *line, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\n') {
			line->newlines++;
			continue;
		}
		for (; line->newlines > 0; line->newlines--)
			putc('\n', line->out);
		putc(text[i], line->out);
	}
}

/* The number, as the template or else JSON writes it; "" if it is absent. */
static void format_value(char to[VALUE_BYTES], const struct field_value *value,
	const struct template_segment *segment, bool utf8)
{
	double number = value->type == VALUE_INTEGER ? (double)value->integer : value->number;

	*to = '\0';
	switch (value->type) {
	case VALUE_ABSENT:
		break;
	case VALUE_TEXT:
		text_message(to, VALUE_BYTES, value->text, utf8);
		break;
	case VALUE_BOOL:
		snprintf(to, VALUE_BYTES, "%s", value->integer ? "true" : "false");
		break;
	case VALUE_INTEGER:
	case VALUE_NUMBER:
		if (segment->decimals >= 0)
			number_fixed(to, number, segment->decimals);
		else if (value->type == VALUE_INTEGER)
			snprintf(to, VALUE_BYTES, "%" PRId64, value->integer);
		else
			number_trimmed(to, number, value->decimals);
		break;
	}
}

/* Absent is also what an answer has fewer of, such as days. */
static void read_value(struct field_value *value, const struct fields *fields,
	const struct template_segment *segment)
{
	const struct field *field = segment->field;
	const struct field_array *array = fields_array(fields, field);

	value->type = VALUE_ABSENT;
	if (field->part & ~fields->parts)
		return;
	if (field->kind == FIELD_OBJECT)
		fields_read(fields, segment->member, fields_object(fields, field), value);
	else if (field->kind != FIELD_ARRAY)
		fields_read(fields, field, fields, value);
	else if (segment->index < array->count)
		fields_read(fields, segment->member,
			(const char *)array->records + segment->index * array->size, value);
}

static void add_spaces(struct line *line, size_t count)
{
	while (count-- > 0)
		line_add(line, " ", 1);
}

static void print_field(struct line *line, const struct template *template,
	const struct template_segment *segment, const struct fields *fields)
{
	char text[VALUE_BYTES + TEMPLATE_BYTES];
	struct field_value value;
	size_t missing = 0, before = 0, width;

	read_value(&value, fields, segment);
	format_value(text, &value, segment, fields->view->utf8);
	if (value.type == VALUE_ABSENT)
		snprintf(text, sizeof text, "%.*s", (int)segment->length,
			template->text + segment->start);
	width = utf8_width(text);
	if (width < segment->width)
		missing = segment->width - width;
	if (segment->align == '>')
		before = missing;
	else if (segment->align == '^')
		before = missing / 2;
	add_spaces(line, before);
	line_add(line, text, strlen(text));
	add_spaces(line, missing - before);
}

void template_print(FILE *out, const struct template *template, const struct answer *answer,
	const struct view *view)
{
	struct line line = {.out = out};
	struct fields fields;

	fields_open(&fields, answer, view, true);
	for (size_t i = 0; i < template->count; i++) {
		const struct template_segment *segment = &template->segments[i];
		char value[VALUE_BYTES], safe[VALUE_BYTES];

		switch (segment->kind) {
		case SEGMENT_TEXT:
			line_add(&line, template->text + segment->start, segment->length);
			break;
		case SEGMENT_LETTER:
			template_letter(value, sizeof value, segment->letter, answer, view);
			text_message(safe, sizeof safe, value, view->utf8);
			line_add(&line, safe, strlen(safe));
			break;
		case SEGMENT_FIELD:
			print_field(&line, template, segment, &fields);
			break;
		}
	}
	putc('\n', out);
}
