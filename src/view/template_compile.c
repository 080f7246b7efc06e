/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <stdarg.h>
#include <string.h>

#include "base/edit_distance.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "view/fields.h"
#include "view/template.h"

#define NAME_BYTES 65 /* of a field, in a message */
#define MESSAGE_BYTES 400
#define INDEX_DIGITS_MAX 3

struct parser {
	const char *start, *at;
	struct template *template;
	size_t used; /* of the template's text */
	struct error *error;
};

static bool fail(const struct parser *parser, const char *where, const char *format, ...)
	ERROR_PRINTF(3, 4);

/* At the column of a character of the text. */
static bool fail(const struct parser *parser, const char *where, const char *format, ...)
{
	char before[TEMPLATE_BYTES], message[MESSAGE_BYTES];
	va_list arguments;

	snprintf(before, sizeof before, "%.*s", (int)(where - parser->start), parser->start);
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	return error_set(
		parser->error, EXIT_USAGE, _("column %zu: %s"), utf8_width(before) + 1, message);
}

/* The segment to fill in; NULL after the last. */
static struct template_segment *add_segment(struct parser *parser)
{
	struct template *template = parser->template;

	if (template->count == TEMPLATE_SEGMENTS_MAX) {
		fail(parser, parser->at,
			P_("more than %d field, %%-letter or piece of text; shorten the template",
				"more than %d fields, %%-letters and pieces of text; shorten the "
				"template",
				TEMPLATE_SEGMENTS_MAX),
			TEMPLATE_SEGMENTS_MAX);
		return NULL;
	}
	template->segments[template->count] =
		(struct template_segment){.start = parser->used, .decimals = -1};
	return &template->segments[template->count++];
}

/*
 * Copies the character at parser->at, or what an escape sequence stands for, into the template's
 * text.
 */
static bool copy_character(struct parser *parser)
{
	const char *start = parser->at, *next = start;
	int32_t point = utf8_next(&next, start + strlen(start));
	char *to = parser->template->text + parser->used;

	if (point == UTF8_INVALID)
		return fail(parser, start, _("not UTF-8; convert the template to UTF-8"));
	if ((point < ' ' && point != '\n' && point != '\t') || (point >= 0x7F && point < 0xA0))
		return fail(parser, start,
			_("control characters other than \\n and \\t cannot be printed; remove "
			  "this one"));
	if (point == '\\') {
		static const char letters[] = "nt\\", meanings[] = "\n\t\\";
		const char *letter = *next ? strchr(letters, *next) : NULL;

		if (!letter)
			return fail(parser, start,
				_("unknown escape sequence; write \\n for a newline, \\t for a "
				  "tab or \\\\ for a backslash"));
		*to = meanings[letter - letters];
		parser->used++;
		parser->at = next + 1;
		return true;
	}
	memcpy(to, start, (size_t)(next - start));
	parser->used += (size_t)(next - start);
	parser->at = next;
	return true;
}

/* One character of text, which extends the text before it. */
static bool parse_text(struct parser *parser)
{
	struct template *template = parser->template;
	struct template_segment *last =
		template->count > 0 ? &template->segments[template->count - 1] : NULL;

	if (!last || last->kind != SEGMENT_TEXT) {
		last = add_segment(parser);
		if (!last)
			return false;
		last->kind = SEGMENT_TEXT;
	}
	if (!copy_character(parser))
		return false;
	last->length = parser->used - last->start;
	return true;
}

static bool parse_letter(struct parser *parser)
{
	const char *start = parser->at, *letter = start + 1, *end = letter;
	struct template_segment *segment;

	if (!*letter)
		return fail(parser, start, _("'%%' at the end; write %%%% for a percent sign"));
	if (*letter == '%') {
		parser->at++;
		return parse_text(parser);
	}
	utf8_next(&end, letter + strlen(letter));
	/* The others of wttr.in: moon, ultraviolet, dawn, zenith and dusk. */
	if (strchr("mMuDzd", *letter))
		return fail(parser, start,
			_("'%%%c' is not supported: expected one of the letters %s, or %%%% "
			  "for a percent sign"),
			*letter, template_letters);
	if (!strchr(template_letters, *letter))
		return fail(parser, start,
			_("unknown letter in '%%%.*s': expected one of the letters %s, or %%%% "
			  "for a percent sign"),
			(int)(end - letter), letter, template_letters);
	segment = add_segment(parser);
	if (!segment)
		return false;
	segment->kind = SEGMENT_LETTER;
	segment->letter = *letter;
	parser->at = end;
	return true;
}

/* "temperature", "days[0].high", "air.index": how a field is written in a template. */
static void format_name(
	char to[NAME_BYTES], const struct field *field, const struct field *member, size_t index)
{
	if (!member)
		snprintf(to, NAME_BYTES, "%s", field->name);
	else if (field->kind == FIELD_ARRAY)
		snprintf(to, NAME_BYTES, "%s[%zu].%s", field->name, index, member->name);
	else
		snprintf(to, NAME_BYTES, "%s.%s", field->name, member->name);
}

/* How far a name is from what was typed: 0 is the nearest, INT_MAX is not near. */
static int distance(const char *typed, const char *name)
{
	int limit = strlen(typed) < 6 ? 1 : (int)strlen(typed) / 3;
	struct edit_word left, right;
	int edits;

	if (!*typed)
		return INT_MAX;
	if (strcmp(typed, name) == 0)
		return 0;
	if (strncmp(typed, name, strlen(typed)) == 0)
		return 1;
	if (!edit_distance_word(&left, typed, strlen(typed)) ||
		!edit_distance_word(&right, name, strlen(name)))
		return INT_MAX;
	edits = edit_distance(&left, &right, limit);
	if (edits <= limit)
		return 1 + edits;
	return strlen(typed) > 2 && strstr(name, typed) ? 100 : INT_MAX;
}

/* Lists what there is. */
static bool fail_unknown_member(const struct parser *parser, const char *where, const char *typed,
	const struct field *parent)
{
	char list[MESSAGE_BYTES - 100];
	struct strbuf names = strbuf_start(list, sizeof list);
	size_t count = 0;

	while (parent->members[count].name)
		count++;
	for (size_t i = 0; i < count; i++)
		strbuf_add_choice(&names, i, count, parent->members[i].name);
	return fail(parser, where,
		/* TRANSLATORS: what was typed, as "air.x"; what may follow the dot: "a, b or c" */
		_("unknown field '%s': expected %s after the dot"), typed, list);
}

/* What makes a member less near than a field of the same distance that is none. */
#define MEMBER_DISTANCE 2

/* Names the nearest field; of `parent`, an array or object, unless that is NULL. */
static bool fail_unknown(const struct parser *parser, const char *where, int length,
	const struct field *parent, size_t index)
{
	char typed[NAME_BYTES], whole[NAME_BYTES], name[NAME_BYTES] = "";
	int nearest = INT_MAX;
	const char *word = typed;

	snprintf(whole, sizeof whole, "%.*s", length < NAME_BYTES ? length : NAME_BYTES - 1, where);
	utf8_copy(typed, utf8_whole_length(whole, strlen(whole)) + 1, whole);
	if (strrchr(typed, '.'))
		word = strrchr(typed, '.') + 1;
	for (const struct field *field = fields_table; field->name; field++) {
		int far = parent || field->members ? INT_MAX : distance(word, field->name);

		if (far < nearest) {
			nearest = far;
			format_name(name, field, NULL, 0);
		}
		for (const struct field *member = field->members;
			member && member->name && (!parent || parent == field); member++) {
			far = distance(word, member->name);
			if (far < nearest - MEMBER_DISTANCE) {
				nearest = far + MEMBER_DISTANCE;
				format_name(name, field, member, index);
			}
		}
	}
	if (nearest == INT_MAX && parent)
		return fail_unknown_member(parser, where, typed, parent);
	if (nearest == INT_MAX)
		return fail(parser, where,
			/* TRANSLATORS: a heading of the manual, which is in English */
			_("unknown field '%s'; see 'Templates' in wx(1)"), typed);
	return fail(parser, where, _("unknown field '%s'; did you mean '%s'?"), typed, name);
}

/* "temperature", "days[0].high" or "air.index", up to the end of the name. */
static bool parse_name(struct parser *parser, struct template_segment *segment, const char *end)
{
	const char *start = parser->at, *at = start + strcspn(start, ".[:|}");
	int length = (int)(end - start);
	const struct field *field = fields_find(fields_table, start, (size_t)(at - start));
	char example[NAME_BYTES];

	if (start == end)
		return fail(parser, start - 1,
			_("no field between { and }; write {{ and }} for braces"));
	if (!field || (!field->members && at < end))
		return fail_unknown(parser, start, length, NULL, 0);
	segment->field = field;
	parser->template->parts |= field->part;
	parser->at = end;
	if (!field->members)
		return true;
	format_name(example, field, field->members, 0);
	if (field->kind == FIELD_ARRAY) {
		const char *digits = at + (*at == '[');
		size_t count = strspn(digits, "0123456789"), index_length = strcspn(digits, "]:|}");

		if (*at == '[' && digits[index_length] == ']' &&
			(count == 0 || count > INDEX_DIGITS_MAX || count < index_length))
			return fail(parser, digits,
				_("invalid index '%.*s': expected a number from 0 to 999, as in "
				  "{%s}"),
				utf8_precision(digits, index_length), digits, example);
		if (*at != '[' || strncmp(digits + count, "].", 2) != 0)
			return fail(parser, start,
				_("'%s' is an array; name one value of it, as in {%s}"),
				field->name, example);
		for (at = digits; *at != ']'; at++)
			segment->index = segment->index * 10 + (size_t)(*at - '0');
		at++;
	} else if (*at != '.') {
		return fail(parser, start, _("'%s' is an object; name one value of it, as in {%s}"),
			field->name, example);
	}
	segment->member = fields_find(field->members, at + 1, (size_t)(end - at - 1));
	return segment->member || fail_unknown(parser, start, length, field, segment->index);
}

/* ">12", ".1", "<8.2": alignment, width and decimals, each of which may be missing. */
static bool parse_format(struct parser *parser, struct template_segment *segment, const char *end)
{
	const struct field *field = segment->member ? segment->member : segment->field;
	const char *start = parser->at, *at = start;
	bool has_decimals;

	segment->align = fields_is_number(field) ? '>' : '<';
	if (at < end && strchr("<>^", *at))
		segment->align = *at++;
	for (; *at >= '0' && *at <= '9' && segment->width <= TEMPLATE_WIDTH_MAX; at++)
		segment->width = segment->width * 10 + (size_t)(*at - '0');
	has_decimals = at + 1 < end && *at == '.' && at[1] >= '0' && at[1] <= '9';
	if (has_decimals) {
		segment->decimals = at[1] - '0';
		at += 2;
	}
	if (segment->width > TEMPLATE_WIDTH_MAX)
		return fail(parser, start,
			P_("the width is too large: expected at most %d column",
				"the width is too large: expected at most %d columns",
				TEMPLATE_WIDTH_MAX),
			TEMPLATE_WIDTH_MAX);
	if (at < end || start == end || segment->decimals > TEMPLATE_DECIMALS_MAX)
		return fail(parser, start,
			_("invalid format specification '%.*s': expected an alignment (<, > or "
			  "^), a width or decimals (.0 to .%d), or several of them in this order, "
			  "as in '>8' or '.1'"),
			utf8_precision(start, (size_t)(end - start)), start, TEMPLATE_DECIMALS_MAX);
	if (has_decimals && !fields_is_number(field))
		return fail(parser, start,
			_("'%s' is not a number; remove the decimals from its format "
			  "specification"),
			field->name);
	parser->at = end;
	return true;
}

/* "{NAME:FORMAT|FALLBACK}"; the last two may be missing. */
static bool parse_field(struct parser *parser)
{
	const char *open = parser->at, *close = strchr(open, '}');
	struct template_segment *segment = add_segment(parser);
	const char *end;

	if (!segment)
		return false;
	if (!close)
		return fail(parser, open, _("'{' without '}'; write {{ for a brace"));
	segment->kind = SEGMENT_FIELD;
	segment->align = '<';
	parser->at++;
	end = parser->at + strcspn(parser->at, ":|}");
	if (!parse_name(parser, segment, end))
		return false;
	if (*parser->at == ':') {
		parser->at++;
		end = parser->at + strcspn(parser->at, "|}");
		if (!parse_format(parser, segment, end))
			return false;
	}
	if (*parser->at == '|')
		parser->at++;
	while (*parser->at != '}') {
		if (*parser->at == '{')
			return fail(parser, parser->at, _("'{' inside braces; remove it"));
		if (!*parser->at)
			return fail(parser, open, _("'{' without '}'; write {{ for a brace"));
		if (!copy_character(parser))
			return false;
	}
	segment->length = parser->used - segment->start;
	parser->at++;
	return true;
}

bool template_compile(struct template *template, const char *text, struct error *error)
{
	struct parser parser = {.start = text, .at = text, .template = template, .error = error};
	bool is_good = true;

	template->count = 0;
	template->parts = 0;
	if (strlen(text) >= TEMPLATE_BYTES)
		return error_set(error, EXIT_USAGE,
			P_("the template is too long: expected at most %d byte",
				"the template is too long: expected at most %d bytes",
				TEMPLATE_BYTES - 1),
			TEMPLATE_BYTES - 1);
	while (is_good && *parser.at) {
		bool is_double = parser.at[0] == parser.at[1];

		if (*parser.at == '%') {
			is_good = parse_letter(&parser);
		} else if (*parser.at == '{' && !is_double) {
			is_good = parse_field(&parser);
		} else if (*parser.at == '}' && !is_double) {
			is_good = fail(
				&parser, parser.at, _("'}' without '{'; write }} for a brace"));
		} else {
			parser.at += *parser.at == '{' || *parser.at == '}';
			is_good = parse_text(&parser);
		}
	}
	return is_good;
}
