/* SPDX-License-Identifier: MIT */
#include "view/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/wrap.h"

#define TEXT_BYTES_MAX 2048 /* of what canvas_text writes, made safe */
#define CELL_BYTES_MAX 16   /* a character of 4 bytes and its marks; further marks are left off */
#define PARAGRAPH_INDENT 2
#define SGR_FOREGROUND 30 /* SGR's number of black, as the foreground */

struct canvas_cell {
	char text[CELL_BYTES_MAX]; /* "" is a blank, or dots */
	uint8_t dots;              /* as braille patterns number them: bit 0 is dot 1 */
	bool is_wide;              /* takes the next cell, too */
	bool is_covered;           /* by the wide one before it */
	struct canvas_style style;
};

bool canvas_open(struct canvas *canvas, size_t columns, size_t rows, bool utf8)
{
	*canvas = (struct canvas){.columns = columns, .rows = rows, .utf8 = utf8};
	if (columns <= CANVAS_SIDE_MAX && rows <= CANVAS_SIDE_MAX)
		canvas->cells = calloc(columns * rows, sizeof *canvas->cells);
	return canvas->cells;
}

void canvas_close(struct canvas *canvas)
{
	free(canvas->cells);
	canvas->cells = NULL;
}

static struct canvas_cell *cell_at(const struct canvas *canvas, size_t row, size_t column)
{
	return &canvas->cells[row * canvas->columns + column];
}

/* Empties a cell, and the other half of a wide character. */
static void clear_cell(struct canvas_cell *cell)
{
	if (cell->is_wide)
		cell[1] = (struct canvas_cell){0};
	if (cell->is_covered)
		cell[-1] = (struct canvas_cell){0};
	*cell = (struct canvas_cell){0};
}

/* The text itself if it is safe, as most are; else what is safe of it, in the caller's buffer. */
static const char *make_safe(char buffer[TEXT_BYTES_MAX], const char *text, bool utf8)
{
	char escaped[TEXT_BYTES_MAX];
	const char *end = text;

	while (*end >= ' ' && *end <= '~')
		end++;
	if (*end == '\0')
		return text;
	if (utf8) {
		utf8_escape(buffer, TEXT_BYTES_MAX, text);
	} else {
		utf8_escape(escaped, TEXT_BYTES_MAX, text);
		utf8_ascii(buffer, TEXT_BYTES_MAX, escaped);
	}
	return buffer;
}

size_t canvas_text_width(const char *text, bool utf8)
{
	char buffer[TEXT_BYTES_MAX];

	return utf8_width(make_safe(buffer, text, utf8));
}

static void append(struct canvas_cell *cell, const char *text, size_t length)
{
	size_t used = strlen(cell->text);

	if (used + length < CELL_BYTES_MAX)
		memcpy(cell->text + used, text, length);
}

/* Writes text[0..length), which is safe. */
static size_t write_text(struct canvas *canvas, size_t row, size_t column,
	struct canvas_style style, const char *text, size_t length)
{
	const char *next = text, *end = text + length;
	struct canvas_cell *last = NULL; /* that a mark belongs to */

	while (next < end && row < canvas->rows) {
		const char *start = next;
		size_t width = utf8_point_width(utf8_next(&next, end));

		if (width == 0 && last)
			append(last, start, (size_t)(next - start));
		if (width == 0)
			continue;
		if (column + width > canvas->columns)
			break;
		last = cell_at(canvas, row, column);
		for (size_t i = 0; i < width; i++)
			clear_cell(&last[i]);
		append(last, start, (size_t)(next - start));
		last->style = style;
		last->is_wide = last[width - 1].is_covered = width > 1;
		last->is_covered = false;
		column += width;
	}
	return column;
}

size_t canvas_text(struct canvas *canvas, size_t row, size_t column, struct canvas_style style,
	const char *text)
{
	char buffer[TEXT_BYTES_MAX];
	const char *safe = make_safe(buffer, text, canvas->utf8);

	return write_text(canvas, row, column, style, safe, strlen(safe));
}

/* The bytes of text that go on a line of so many columns; at least a character. */
static size_t line_length(const char *text, size_t columns)
{
	const char *end = text + strlen(text), *next = text, *fits = text, *blank = NULL;
	const char *word_end = text + wrap_word(text);
	size_t width = 0;

	while (next < end) {
		if (*next == ' ' && next >= word_end) {
			blank = next;
			word_end = next + strspn(next, " ");
			word_end += wrap_word(word_end);
		}
		width += utf8_point_width(utf8_next(&next, end));
		if (width > columns && fits > text)
			return (size_t)((blank && blank > text ? blank : fits) - text);
		fits = next;
	}
	return (size_t)(end - text);
}

/* Writes a paragraph that is safe, or without a canvas only finds the row behind it. */
static size_t break_lines(struct canvas *canvas, size_t row, struct canvas_style style,
	const char *text, size_t columns)
{
	size_t indent = 0;

	do {
		size_t length = line_length(text, columns - indent);

		if (canvas)
			write_text(canvas, row, indent, style, text, length);
		text += length;
		text += strspn(text, " ");
		indent = PARAGRAPH_INDENT;
		row++;
	} while (*text);
	return row;
}

size_t canvas_paragraph(
	struct canvas *canvas, size_t row, struct canvas_style style, const char *text)
{
	char buffer[TEXT_BYTES_MAX];

	return break_lines(
		canvas, row, style, make_safe(buffer, text, canvas->utf8), canvas->columns);
}

size_t canvas_paragraph_rows(const char *text, size_t columns, bool utf8)
{
	const struct canvas_style none = {0};
	char buffer[TEXT_BYTES_MAX];

	return break_lines(NULL, 0, none, make_safe(buffer, text, utf8), columns);
}

/* The bit of a dot: braille numbers dots downwards, first 1 to 3 and 4 to 6, then 7 and 8. */
static uint8_t dot_bit(int x, int y)
{
	static const uint8_t bits[CANVAS_DOT_ROWS][CANVAS_DOT_COLUMNS] = {
		{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

	return bits[y % CANVAS_DOT_ROWS][x % CANVAS_DOT_COLUMNS];
}

/* The cell of a dot; NULL outside the canvas. */
static struct canvas_cell *cell_of_dot(const struct canvas *canvas, int x, int y)
{
	if (x < 0 || y < 0 || (size_t)x / CANVAS_DOT_COLUMNS >= canvas->columns ||
		(size_t)y / CANVAS_DOT_ROWS >= canvas->rows)
		return NULL;
	return cell_at(canvas, (size_t)y / CANVAS_DOT_ROWS, (size_t)x / CANVAS_DOT_COLUMNS);
}

void canvas_dot(struct canvas *canvas, int x, int y, struct canvas_style style)
{
	struct canvas_cell *cell = cell_of_dot(canvas, x, y);

	if (!cell)
		return;
	if (*cell->text || cell->is_covered)
		clear_cell(cell);
	cell->dots |= dot_bit(x, y);
	cell->style = style;
}

void canvas_clear_dot(struct canvas *canvas, int x, int y)
{
	struct canvas_cell *cell = cell_of_dot(canvas, x, y);

	if (cell)
		cell->dots &= (uint8_t)~dot_bit(x, y);
}

void canvas_line(struct canvas *canvas, int x, int y, int to_x, int to_y, struct canvas_style style)
{
	int width = abs(to_x - x), height = abs(to_y - y);
	int step_x = x < to_x ? 1 : -1, step_y = y < to_y ? 1 : -1;
	int error = width - height;

	canvas_dot(canvas, x, y, style);
	while (x != to_x || y != to_y) {
		int doubled = 2 * error;

		if (doubled > -height) {
			error -= height;
			x += step_x;
		}
		if (doubled < width) {
			error += width;
			y += step_y;
		}
		canvas_dot(canvas, x, y, style);
	}
}

static bool is_blank(const struct canvas_cell *cell)
{
	return !*cell->text && !cell->dots && !cell->is_covered;
}

/* The columns of a row up to the last that is not blank. */
static size_t row_length(const struct canvas *canvas, size_t row)
{
	size_t length = canvas->columns;

	while (length > 0 && is_blank(cell_at(canvas, row, length - 1)))
		length--;
	return length;
}

bool canvas_row_is_empty(const struct canvas *canvas, size_t row)
{
	return row_length(canvas, row) == 0;
}

/* The dots of one half of a cell. */
struct half {
	int count, sum; /* of the numbers of their rows, from 0 */
};

static struct half half_of(uint8_t dots, int x)
{
	struct half half = {0, 0};

	for (int y = 0; y < CANVAS_DOT_ROWS; y++) {
		if (dots & dot_bit(x, y)) {
			half.count++;
			half.sum += y;
		}
	}
	return half;
}

/* Whether all dots are in one row, or in two that are neighbours. */
static bool is_flat(uint8_t dots)
{
	int first = CANVAS_DOT_ROWS, last = 0;

	for (int y = 0; y < CANVAS_DOT_ROWS; y++) {
		if (dots & (dot_bit(0, y) | dot_bit(1, y))) {
			first = y < first ? y : first;
			last = y;
		}
	}
	return last - first <= 1;
}

/* By how full the cell is, by its slope, or else by the height of its dots. */
static char ascii_of_dots(uint8_t dots)
{
	static const char by_height[CANVAS_DOT_ROWS] = {'\'', '-', '-', '_'};
	struct half left = half_of(dots, 0), right = half_of(dots, 1);
	int count = left.count + right.count;
	int slope = left.sum * right.count - right.sum * left.count;

	if (count > 5)
		return '#';
	if (is_flat(dots))
		return by_height[(left.sum + right.sum) / count];
	return slope > 0 ? '/' : slope < 0 ? '\\' : '|';
}

/* Prints short texts: a call of fputs for each would take most of the time of a drawing. */
static void print(FILE *out, const char *text)
{
	while (*text)
		putc_unlocked(*text++, out);
}

/* Dots in UTF-8 are the braille pattern U+2800 and a bit for each of them. */
static void print_cell(FILE *out, const struct canvas *canvas, const struct canvas_cell *cell)
{
	uint8_t dots = cell->dots;

	if (*cell->text)
		print(out, cell->text);
	else if (dots == 0)
		putc_unlocked(' ', out);
	else if (canvas->utf8)
		print(out, (const char[]){'\xE2', (char)(0xA0 | dots >> 6),
				   (char)(0x80 | (dots & 0x3F)), '\0'});
	else
		putc_unlocked(ascii_of_dots(dots), out);
}

static bool is_same_style(struct canvas_style one, struct canvas_style other)
{
	return one.color == other.color && one.bold == other.bold && one.faint == other.faint &&
	       one.red == other.red && one.green == other.green && one.blue == other.blue;
}

static void print_number(FILE *out, uint8_t number)
{
	if (number >= 100)
		putc_unlocked('0' + number / 100, out);
	if (number >= 10)
		putc_unlocked('0' + number / 10 % 10, out);
	putc_unlocked('0' + number % 10, out);
}

/* Sets a style, whatever was before. Blue is bold, since plain blue is too dark on black. */
static void print_style(FILE *out, struct canvas_style style)
{
	print(out, "\033[0");
	if (style.bold || style.color == CANVAS_BLUE)
		print(out, ";1");
	if (style.faint)
		print(out, ";2");
	if (style.color == CANVAS_RGB) {
		print(out, ";38;2;");
		print_number(out, style.red);
		putc_unlocked(';', out);
		print_number(out, style.green);
		putc_unlocked(';', out);
		print_number(out, style.blue);
	} else if (style.color != CANVAS_DEFAULT) {
		putc_unlocked(';', out);
		print_number(out, SGR_FOREGROUND + style.color);
	}
	putc_unlocked('m', out);
}

void canvas_print(FILE *out, const struct canvas *canvas, bool color)
{
	const struct canvas_style plain = {0};

	for (size_t row = 0; row < canvas->rows; row++) {
		struct canvas_style style = plain;
		size_t length = row_length(canvas, row);

		for (size_t column = 0; column < length; column++) {
			const struct canvas_cell *cell = cell_at(canvas, row, column);

			if (cell->is_covered)
				continue;
			if (color && !is_blank(cell) && !is_same_style(cell->style, style)) {
				style = cell->style;
				print_style(out, style);
			}
			print_cell(out, canvas, cell);
		}
		if (!is_same_style(style, plain))
			print_style(out, plain);
		putc_unlocked('\n', out);
	}
}
