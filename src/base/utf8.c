/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

#include "base/strbuf.h"

int32_t utf8_next(const char **text, const char *end)
{
	utf8proc_int32_t point;
	utf8proc_ssize_t length;

	/* Most characters are ASCII; a call of the library for each of them takes longer. */
	if ((unsigned char)**text < 0x80)
		return *(*text)++;
	length = utf8proc_iterate((const utf8proc_uint8_t *)*text, end - *text, &point);
	if (length <= 0) {
		*text += 1;
		return UTF8_INVALID;
	}
	*text += length;
	return point;
}

bool utf8_is_valid(const char *text)
{
	const char *end = text + strlen(text);

	while (text < end)
		if (utf8_next(&text, end) == UTF8_INVALID)
			return false;
	return true;
}

size_t utf8_whole_length(const char *text, size_t length)
{
	size_t start = length;

	/* Finds the last lead byte, and whether its sequence is complete. */
	while (start > 0 && length - start < 4 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
		start--;
	if (start > 0 && (unsigned char)text[start - 1] >= 0xC0) {
		const char *next = text + start - 1;

		if (utf8_next(&next, text + length) == UTF8_INVALID)
			return start - 1;
	}
	return length;
}

const char *utf8_skip_bom(const char *text)
{
	static const char mark[] = "\xEF\xBB\xBF";

	return strncmp(text, mark, strlen(mark)) == 0 ? text + strlen(mark) : text;
}

char *utf8_trim(char *text)
{
	static const char blanks[] = " \t\n\v\f\r";
	size_t length;

	text += strspn(text, blanks);
	length = strlen(text);
	while (length > 0 && strchr(blanks, text[length - 1]))
		length--;
	text[length] = '\0';
	return text;
}

size_t utf8_point_width(int32_t point)
{
	/* Most are Latin-1, and need not touch the pages of the library's tables. */
	if (point == UTF8_INVALID || (point >= ' ' && point < 0x7F) ||
		(point > 0xA0 && point <= 0xFF && point != 0xAD))
		return 1;
	return (size_t)utf8proc_charwidth(point);
}

size_t utf8_width(const char *text)
{
	const char *end = text + strlen(text);
	size_t width = 0;

	while (text < end)
		width += utf8_point_width(utf8_next(&text, end));
	return width;
}

int utf8_precision(const char *text, size_t max)
{
	const char *end = text + strlen(text);
	const char *next = text, *fits = text;

	while (next < end && (size_t)(next - text) <= max) {
		fits = next;
		utf8_next(&next, end);
	}
	return (int)((size_t)(next - text) <= max ? next - text : fits - text);
}

void utf8_copy(char *to, size_t size, const char *from)
{
	size_t length = (size_t)utf8_precision(from, size - 1);

	memcpy(to, from, length);
	to[length] = '\0';
}

static bool is_unsafe(int32_t point)
{
	/* Most texts are Latin-1, and need not touch the pages of the library's tables. */
	if (point >= 0 && point <= 0xFF)
		return point < ' ' || (point >= 0x7F && point < 0xA0) || point == 0xAD;
	switch (utf8proc_category(point)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return false;
	}
}

static bool is_joiner(int32_t point)
{
	return point == 0x200C || point == 0x200D;
}

/* The printable form of a character that is not to be printed; empty for a joiner. */
static void escape_one(char to[UTF8_ESCAPE_MAX + 1], int32_t point, char first_byte)
{
	const size_t size = UTF8_ESCAPE_MAX + 1;

	if (point == UTF8_INVALID)
		snprintf(to, size, "\\x%02x", (unsigned char)first_byte);
	else if (is_joiner(point))
		*to = '\0';
	else if (point == '\n' || point == '\r' || point == '\t')
		snprintf(to, size, "\\%c", point == '\n' ? 'n' : point == '\r' ? 'r' : 't');
	else if (point < 0x80)
		snprintf(to, size, "\\x%02x", (unsigned)point);
	else if (point < 0x10000)
		snprintf(to, size, "\\u%04x", (unsigned)point);
	else
		snprintf(to, size, "\\U%08x", (unsigned)point);
}

size_t utf8_escape_bytes(char *to, size_t size, const char *from, size_t length)
{
	const char *end = from + length;
	const char *next = from;
	const char *used = from;

	while (next < end) {
		char escaped[UTF8_ESCAPE_MAX + 1];
		int32_t point = utf8_next(&next, end);
		const char *printed = used;
		size_t printed_length = (size_t)(next - used);

		if (point == UTF8_INVALID || is_unsafe(point)) {
			escape_one(escaped, point, *used);
			printed = escaped;
			printed_length = strlen(escaped);
		}
		if (printed_length >= size)
			break;
		memcpy(to, printed, printed_length);
		to += printed_length;
		size -= printed_length;
		used = next;
	}
	*to = '\0';
	return (size_t)(used - from);
}

size_t utf8_escape(char *to, size_t size, const char *from)
{
	return utf8_escape_bytes(to, size, from, strlen(from));
}

/* Whether a byte of JSON stands for itself, and for a character of its own. */
static bool is_plain(char byte)
{
	return byte >= ' ' && byte < 0x7F && byte != '"' && byte != '\\';
}

void utf8_write_json(FILE *out, const char *text)
{
	static const char escaped[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
	const char *end = text + strlen(text);

	putc('"', out);
	while (text < end) {
		const char *start, *found;
		int32_t point;

		while (is_plain(*text))
			putc_unlocked(*text++, out);
		if (text == end)
			break;
		start = text;
		point = utf8_next(&text, end);
		found = point > 0 && point < 0x80 ? strchr(escaped, point) : NULL;
		if (point == UTF8_INVALID)
			fputs("\\ufffd", out);
		else if (found)
			fprintf(out, "\\%c", letters[found - escaped]);
		else if (!is_unsafe(point))
			fwrite(start, 1, (size_t)(text - start), out);
		else if (point < 0x10000)
			fprintf(out, "\\u%04x", (unsigned)point);
		else /* a surrogate pair: RFC 8259, section 7 */
			fprintf(out, "\\u%04x\\u%04x", 0xD7C0u + ((unsigned)point >> 10),
				0xDC00u + ((unsigned)point & 0x3FF));
	}
	putc('"', out);
}

const char *utf8_spelling(int32_t point)
{
	/* In the order of the code points. */
	static const struct {
		int32_t point;
		const char *ascii;
	} letters[] = {{0xC6, "AE"}, {0xD0, "D"}, {0xD8, "O"}, {0xDE, "Th"}, {0xDF, "ss"},
		{0xE6, "ae"}, {0xF0, "d"}, {0xF8, "o"}, {0xFE, "th"}, {0x110, "D"}, {0x111, "d"},
		{0x126, "H"}, {0x127, "h"}, {0x131, "i"}, {0x138, "k"}, {0x141, "L"}, {0x142, "l"},
		{0x14A, "N"}, {0x14B, "n"}, {0x152, "OE"}, {0x153, "oe"}, {0x166, "T"},
		{0x167, "t"}, {0x180, "b"}, {0x181, "B"}, {0x186, "O"}, {0x18A, "D"}, {0x18E, "E"},
		{0x18F, "E"}, {0x190, "E"}, {0x197, "I"}, {0x19A, "l"}, {0x1DD, "e"}, {0x23D, "L"},
		{0x243, "B"}, {0x244, "U"}, {0x253, "b"}, {0x254, "o"}, {0x257, "d"}, {0x259, "e"},
		{0x25B, "e"}, {0x268, "i"}, {0x289, "u"}, {0x2013, "-"}, {0x2019, "'"}};

	for (size_t i = 0; i < sizeof letters / sizeof *letters && letters[i].point <= point; i++)
		if (letters[i].point == point)
			return letters[i].ascii;
	return NULL;
}

void utf8_ascii_point(char to[UTF8_ASCII_MAX], int32_t point)
{
	utf8proc_int32_t parts[18]; /* the longest decomposition in Unicode */
	utf8proc_ssize_t count = 1;
	struct strbuf text = strbuf_start(to, UTF8_ASCII_MAX);

	*parts = point;
	if (is_joiner(point))
		return;
	if (point >= 0x80)
		count = utf8proc_decompose_char(point, parts, 18,
			UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK, &(int){0});
	for (utf8proc_ssize_t i = 0; i < count; i++) {
		bool is_ascii = parts[i] >= 0 && parts[i] < 0x80;
		const char plain[] = {is_ascii ? (char)parts[i] : '\0', '\0'};
		const char *spelling = is_ascii ? plain : utf8_spelling(parts[i]);

		if (!spelling) {
			snprintf(to, UTF8_ASCII_MAX, "?");
			return;
		}
		strbuf_add(&text, spelling);
	}
}

void utf8_ascii(char *to, size_t size, const char *from)
{
	const char *end = from + strlen(from);
	struct strbuf text = strbuf_start(to, size);

	while (from < end && !text.is_cut) {
		char ascii[UTF8_ASCII_MAX];

		utf8_ascii_point(ascii, utf8_next(&from, end));
		strbuf_add(&text, ascii);
	}
}
