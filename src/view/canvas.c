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

/* What is in a cell, but for 0, which is a blank, and an ASCII character, which is itself. */
enum {
	DOTS = 0x100,    /* plus a bit for each dot, as in braille patterns: bit 0 is dot 1 */
	COVERED = 0x200, /* by the wide character before it */
	TEXTS = 0x300    /* plus the place of its text in those of the canvas */
};

/* Of 8 bytes: the fewer pages of memory are touched for the first time, the faster. */
struct canvas_cell {
	uint32_t content;
	struct canvas_style style;
};

bool canvas_open(struct canvas *canvas, size_t columns, size_t rows, bool utf8)
{
	*canvas = (struct canvas){.columns = columns, .rows = rows, .utf8 = utf8};
	if (columns > CANVAS_SIDE_MAX || rows > CANVAS_SIDE_MAX)
		return false;
	canvas->cells = calloc(columns * rows + 1, sizeof *canvas->cells);
	canvas->texts = malloc(columns * rows * CELL_BYTES_MAX);
	return canvas->cells && canvas->texts;
}

void canvas_close(struct canvas *canvas)
{
	free(canvas->cells);
	free(canvas->texts);
	canvas->cells = NULL;
	canvas->texts = NULL;
}

static struct canvas_cell *cell_at(const struct canvas *canvas, size_t row, size_t column)
{
	return &canvas->cells[row * canvas->columns + column];
}

/* Empties a cell, and the other half of a wide character. */
static void clear_cell(struct canvas_cell *cell)
{
	if (cell[1].content == COVERED)
		cell[1] = (struct canvas_cell){0};
	if (cell->content == COVERED)
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

static size_t texts_size(const struct canvas *canvas)
{
	return canvas->columns * canvas->rows * CELL_BYTES_MAX;
}

/* The content of a cell with a character; "?" where texts have been replaced too often. */
static uint32_t keep_text(struct canvas *canvas, const char *text, size_t length)
{
	size_t start = canvas->texts_used;

	if (length == 1)
		return (unsigned char)*text;
	if (length >= texts_size(canvas) - start)
		return '?';
	memcpy(canvas->texts + start, text, length);
	canvas->texts[start + length] = '\0';
	canvas->texts_used += length + 1;
	return (uint32_t)(TEXTS + start);
}

/* Adds a mark to the character that was written last. */
static void add_mark(
	struct canvas *canvas, struct canvas_cell *cell, const char *mark, size_t mark_length)
{
	char text[CELL_BYTES_MAX] = {(char)cell->content};
	size_t length;

	if (cell->content >= TEXTS)
		snprintf(text, sizeof text, "%s", canvas->texts + (cell->content - TEXTS));
	length = strlen(text);
	if (length + mark_length >= CELL_BYTES_MAX)
		return;
	memcpy(text + length, mark, mark_length);
	if (cell->content >= TEXTS)
		canvas->texts_used = cell->content - TEXTS;
	cell->content = keep_text(canvas, text, length + mark_length);
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
			add_mark(canvas, last, start, (size_t)(next - start));
		if (width == 0)
			continue;
		if (column + width > canvas->columns)
			break;
		last = cell_at(canvas, row, column);
		for (size_t i = 0; i < width; i++)
			clear_cell(&last[i]);
		last->content = keep_text(canvas, start, (size_t)(next - start));
		last->style = style;
		if (width > 1 && last->content >= TEXTS)
			last[1].content = COVERED;
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

/* Writes a paragraph that is safe, or without a canvas only finds the row after it. */
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

static bool has_dots(const struct canvas_cell *cell)
{
	return cell->content >= DOTS && cell->content < COVERED;
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
	if (!has_dots(cell))
		clear_cell(cell);
	cell->content |= DOTS | dot_bit(x, y);
	cell->style = style;
}

void canvas_clear_dot(struct canvas *canvas, int x, int y)
{
	struct canvas_cell *cell = cell_of_dot(canvas, x, y);

	if (!cell || !has_dots(cell))
		return;
	cell->content &= ~(uint32_t)dot_bit(x, y);
	if (cell->content == DOTS)
		cell->content = 0;
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

/* The columns of a row up to the last that is not blank. */
static size_t row_length(const struct canvas *canvas, size_t row)
{
	size_t length = canvas->columns;

	while (length > 0 && cell_at(canvas, row, length - 1)->content == 0)
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

/* By how full the cell is, by its slope, or else by the height of its dots. */
static char ascii_of_dots(uint8_t dots)
{
	static const char by_height[CANVAS_DOT_ROWS] = {'\'', '-', '-', '_'};
	static const uint8_t neighbours[] = {0x1B, 0x36, 0xE4}; /* all dots of two rows */
	struct half left = half_of(dots, 0), right = half_of(dots, 1);
	int count = left.count + right.count;
	int slope = left.sum * right.count - right.sum * left.count;

	if (count > 5)
		return '#';
	for (size_t i = 0; i < sizeof neighbours; i++)
		if ((dots & ~neighbours[i]) == 0)
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
	uint8_t dots = (uint8_t)cell->content;

	if (cell->content >= TEXTS)
		print(out, canvas->texts + (cell->content - TEXTS));
	else if (!has_dots(cell))
		putc_unlocked(cell->content == 0 ? ' ' : (int)cell->content, out);
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

			if (cell->content == COVERED)
				continue;
			if (color && cell->content != 0 && !is_same_style(cell->style, style)) {
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
