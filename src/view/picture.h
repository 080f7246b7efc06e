/* SPDX-License-Identifier: MIT */
/* A small picture of the weather, for recognition at a glance. */
#ifndef WX_PICTURE_H
#define WX_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

struct canvas;

#define PICTURE_COLUMNS 12
#define PICTURE_ROWS 4

/* Whether there is a picture of a condition, an OpenWeatherMap code; 0 and unknown ones: none. */
bool picture_exists(int condition_id);

/*
 * Draws it with its upper left corner in that cell, in dots or, where the canvas is ASCII, in
 * characters. By night the moon takes the sun's place. Without a picture it draws nothing.
 */
void picture_draw(
	struct canvas *canvas, size_t row, size_t column, int condition_id, bool is_night);

#endif
