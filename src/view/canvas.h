/* SPDX-License-Identifier: MIT */
/*
 * A drawing made of a terminal's cells. A cell has a character or 2 by 4 dots. Dots are braille
 * patterns (U+2800 to U+28FF), which take one column in every terminal, as blocks, box-drawing
 * characters and arrows do not; in ASCII a character of about the same shape stands for them.
 */
#ifndef WX_CANVAS_H
#define WX_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define CANVAS_SIDE_MAX 10000 /* columns, and rows */
#define CANVAS_DOT_COLUMNS 2  /* dots beside each other in a cell */
#define CANVAS_DOT_ROWS 4     /* dots above each other in a cell */

/* The terminal's own colours, as ECMA-48 numbers them (SGR 31 to 36), or one of 16 million. */
enum canvas_color {
	CANVAS_DEFAULT,
	CANVAS_RED,
	CANVAS_GREEN,
	CANVAS_YELLOW,
	CANVAS_BLUE,
	CANVAS_MAGENTA,
	CANVAS_CYAN,
	CANVAS_RGB /* needs a terminal that knows SGR 38;2 */
};

/* Four bytes: every cell has one. */
struct canvas_style {
	uint8_t color : 6; /* enum canvas_color */
	bool bold : 1, faint : 1;
	uint8_t red, green, blue; /* of CANVAS_RGB */
};

struct canvas_cell;

struct canvas {
	size_t columns, rows;
	bool utf8;                 /* or ASCII alone */
	struct canvas_cell *cells; /* row by row, and one after the last */
	char *texts;               /* of cells that are not ASCII; each ends with a NUL */
	size_t texts_used;
};

/*
 * An empty one of at least one cell. Must be closed. False when out of memory or a side too long;
 * closing does no harm then.
 */
bool canvas_open(struct canvas *canvas, size_t columns, size_t rows, bool utf8);
void canvas_close(struct canvas *canvas);

/*
 * Writes text, which may be foreign: it is made safe first, as utf8_escape does it. A wide
 * character takes two cells, a combining mark none. What lies outside the canvas is left off, and
 * so is a wide character that only half fits. Returns the column after the text. Once most cells
 * have been overwritten several times, "?" stands for what is not ASCII.
 */
size_t canvas_text(struct canvas *canvas, size_t row, size_t column, struct canvas_style style,
	const char *text);

/* The columns that canvas_text takes for a text on a canvas of that kind. */
size_t canvas_text_width(const char *text, bool utf8);

/*
 * Writes text from a row's first column on, in as many rows as it takes: broken at blanks, or
 * within a word that is wider than the canvas, the rows after the first indented by two columns.
 * Returns the row after it.
 */
size_t canvas_paragraph(
	struct canvas *canvas, size_t row, struct canvas_style style, const char *text);

/* The rows that it takes on a canvas that is so wide, at least 4 columns. */
size_t canvas_paragraph_rows(const char *text, size_t columns, bool utf8);

/*
 * Sets a dot, counted from the upper left corner; its cell takes the style. Dots outside the canvas
 * are left off. Text that was in the cell is replaced.
 */
void canvas_dot(struct canvas *canvas, int x, int y, struct canvas_style style);

/* Removes one. */
void canvas_clear_dot(struct canvas *canvas, int x, int y);

/* Sets the dots of a straight line from one to the other (after Bresenham 1965). */
void canvas_line(
	struct canvas *canvas, int x, int y, int to_x, int to_y, struct canvas_style style);

/* Whether nothing is in a row. */
bool canvas_row_is_empty(const struct canvas *canvas, size_t row);

/* Prints all rows without the blanks at their ends, in colour and weight or plain. */
void canvas_print(FILE *out, const struct canvas *canvas, bool color);

#endif
