/* SPDX-License-Identifier: MIT */
/*
 * The current values, drawn on a canvas: a picture, and beside it what they are called and what
 * they are, in one list or two.
 */
#ifndef WX_CURRENT_H
#define WX_CURRENT_H

#include <stdbool.h>
#include <stddef.h>

#include "view/values.h"

struct answer;
struct canvas;
struct view;
struct weather;

#define CURRENT_ITEM_BYTES (4 * VALUE_MAX)
#define CURRENT_ITEMS_MAX 14

struct current {
	const struct weather *weather;
	bool utf8;
	bool is_model; /* they are computed, not observed */
	bool has_picture;

	/* In words, "" for what was not sent. */
	struct current_texts {
		char wind[CURRENT_ITEM_BYTES], gusts[CURRENT_ITEM_BYTES],
			wind_and_gusts[CURRENT_ITEM_BYTES];
		char rain[CURRENT_ITEM_BYTES], snow[CURRENT_ITEM_BYTES];
		char humidity[CURRENT_ITEM_BYTES], clouds[CURRENT_ITEM_BYTES];
		char pressure[CURRENT_ITEM_BYTES], visibility[CURRENT_ITEM_BYTES];
		char sunrise[CURRENT_ITEM_BYTES], sunset[CURRENT_ITEM_BYTES],
			sun[CURRENT_ITEM_BYTES];
		const char *moon;
		char time[CURRENT_ITEM_BYTES], age[CURRENT_ITEM_BYTES],
			observed[CURRENT_ITEM_BYTES];
		char air[CURRENT_ITEM_BYTES], air_index[CURRENT_ITEM_BYTES],
			pm2_5[CURRENT_ITEM_BYTES];
	} texts;

	/* Items below each other: the labels in one column, the texts in another. */
	struct current_list {
		struct current_item {
			const char *label, *text;
		} items[CURRENT_ITEMS_MAX];
		size_t count, label_columns, columns;
	} left, right; /* the right one may be empty */
};

/*
 * Takes the values of an answer, which must stay where it is, in two lists; where these do not fit
 * so many columns, in one; and where that does not fit either, in one of shorter texts. The value
 * refers to itself: it cannot be copied.
 */
void current_fill(struct current *current, const struct answer *answer, const struct view *view,
	size_t columns);

/* Puts all into one list, or into two again, where these fitted. */
void current_use_one_list(struct current *current, bool is_one);

/* The columns and the rows that they take. */
size_t current_columns(const struct current *current);
size_t current_rows(const struct current *current);

/* Draws them from a row on. */
void current_draw(struct canvas *canvas, size_t row, const struct current *current);

#endif
