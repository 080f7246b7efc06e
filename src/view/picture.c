/* SPDX-License-Identifier: MIT */
#include "view/picture.h"

#include "view/canvas.h"

#define DOT_ROWS (PICTURE_ROWS * CANVAS_DOT_ROWS)
#define LAYERS_MAX 3

/*
 * What pictures are put together from. In ->dots '#' is a dot and '.' removes one of the part
 * behind; in ->ascii '~' is a blank that covers what is behind. Other blanks are transparent.
 */
struct part {
	enum canvas_color color;
	const char *dots[DOT_ROWS];
	const char *ascii[PICTURE_ROWS];
};

/* clang-format off */
static const struct part sun = {.color = CANVAS_YELLOW,
	.dots = {"           #",
		"           #",
		"      #    #     #",
		"       #        #",
		"        #  ##  #",
		"         ######",
		"         ######",
		"        ########",
		"    ### ######## ###",
		"         ######",
		"         ######",
		"        #  ##  #",
		"       #        #",
		"      #     #    #",
		"            #",
		"            #"},
	.ascii = {"    \\ | /", "   -- O --", "    / | \\"}};
static const struct part moon = {.color = CANVAS_YELLOW,
	.dots = {[2] = "          ##         #",
		"        ###",
		"   #    ###",
		"       ####",
		"       ####",
		"       ####",
		"       ####",
		"       #####",
		"       ######",
		"        #######     #",
		"        ##########",
		"          ######"},
	.ascii = {"     _.-", "    (  (   *", "  *  \\  `-.", "      `---'"}};
static const struct part sun_behind = {.color = CANVAS_YELLOW,
	.dots = {"      #",
		"      #",
		"  #        #",
		"   #      #",
		"     ####",
		"    ######",
		"    ######  ##",
		"##  ######",
		"    ######",
		"     ####",
		"   #      #",
		"  #        #",
		"      #",
		"      #"},
	.ascii = {" \\ | /", " - O -", " / | \\"}};
static const struct part moon_behind = {.color = CANVAS_YELLOW,
	.dots = {[1] = "     ##",
		"    ##",
		"   ###",
		"  ####",
		"  ####",
		"  ####",
		"  #####",
		"  ######",
		"   #########",
		"    #######",
		"     #####"},
	.ascii = {"  _.-", " (  (", "  `-.`-"}};
static const struct part cloud_small = {.dots = {[7] = "             ......",
		"            ..####...",
		"           ..#######...",
		"         ...##########.",
		"         .############..",
		"         .#############.",
		"         .#############.",
		"         .#############.",
		"         ..###########.."},
	.ascii = {[1] = "       .-.", "     (~~~~)", "    (______)"}};
static const struct part cloud = {.dots = {[5] = "          .......",
		"         ..#####..",
		"        ..#######.....",
		"      ...############..",
		"     ..###############.",
		"     .################..",
		"     .#################.",
		"     .#################.",
		"     .#################.",
		"     .#################.",
		"     ..###############.."},
	.ascii = {"     .--.", "  .-(~~~~).", " (~~~~~~~~)", "(__________)"}};
static const struct part cloud_back = {.dots = {[2] = "            .......",
		"           ..#####...",
		"          ..########...",
		"         ..###########.",
		"        ..############..",
		"        .##############.",
		"        .##############.",
		"        ..#############.",
		"         .############..",
		"         .............."},
	.ascii = {"     .---.", "     ~~~~~)."}};
static const struct part cloud_front = {.dots = {[4] = "        ....",
		"      ...##...",
		"     ..######....",
		"     .##########...",
		"  ....############..",
		"  .################.",
		" ..################..",
		" .##################.",
		" .##################.",
		" .##################.",
		" ..#################.",
		"  .################.."},
	.ascii = {[1] = "  .--.", " (~~~~)~~~~)", "(__________)"}};
static const struct part cloud_high = {.dots = {"        ...###..",
		"        .######.....",
		"      ...##########..",
		"     ..#############..",
		"    ..###############.",
		"    .################..",
		"    .#################.",
		"    .#################.",
		"    ..################.",
		"     .##############...",
		"     ................"},
	.ascii = {"    .--.", "  _(~~~~)_", " (________)"}};
static const struct part cloud_shower = {.dots = {"            ......",
		"           ..####..",
		"          ..######....",
		"        ...##########..",
		"       ..#############.",
		"       .##############..",
		"       .###############.",
		"       .###############.",
		"       ..##############.",
		"        .#############..",
		"        ..............."},
	.ascii = {"     .--.", "   _(~~~~)_", "  (________)"}};
static const struct part drizzle = {.color = CANVAS_BLUE,
	.dots = {[11] = "       #       #",
		"       #       #",
		"           #       #",
		"           #       #"},
	.ascii = {[3] = "   ,  ,  ,"}};
static const struct part rain = {.color = CANVAS_BLUE,
	.dots = {[11] = "       #       #",
		"       #   #   #   #",
		"      #    #  #    #",
		"      #   #   #   #",
		"          #       #"},
	.ascii = {[3] = "   / / / /"}};
static const struct part heavy_rain = {.color = CANVAS_BLUE,
	.dots = {[11] = "      #     #     #",
		"      #  #  #  #  #  #",
		"     #   # #   # #   #",
		"     #  #  #  #  #  #",
		"        #     #     #"},
	.ascii = {[3] = "  ////////"}};
static const struct part snow = {.color = CANVAS_CYAN,
	.dots = {[11] = "       #         #",
		"      ###       ###",
		"       #    #    #",
		"           ###",
		"            #"},
	.ascii = {[3] = "   *  *  *"}};
static const struct part sleet = {.color = CANVAS_CYAN,
	.dots = {[11] = "       #       #",
		"       #       #",
		"      #    #  #    #",
		"      #   ### #   ###",
		"           #       #"},
	.ascii = {[3] = "   / * / *"}};
static const struct part bolt = {.color = CANVAS_YELLOW,
	.dots = {[6] = "             ....",
		"           ..###.",
		"          ..###..",
		"         ..###....",
		"         .#######.",
		"         ....###..",
		"           .##..",
		"          .##.",
		"          .#.",
		"          .#"},
	.ascii = {[2] = "    ~/_~", "      /"}};
static const struct part storm_rain = {.color = CANVAS_BLUE,
	.dots = {[11] = "      #            #",
		"      #            #",
		"     #            #",
		"     #            #"},
	.ascii = {[3] = "  /      /"}};
static const struct part fog = {.dots = {[2] = "      ###   ###   ###",
		"    ##   ###   ###",
		"",
		"   ###   ###   ###",
		"  #   ###   ###",
		"",
		"      ###   ###   ###",
		"     #   ###   ###   #",
		"",
		"   ###   ###   ###",
		"  #   ###   ###   #",
		"",
		"      ###   ###   ###",
		"         ###   ###"},
	.ascii = {" --- -- ---", "  -- --- --", " -- --- ---", "  --- -- --"}};
static const struct part funnel = {.dots = {[1] = "   ##################",
		"",
		"    ################",
		"",
		"      ############",
		"",
		"        #########",
		"",
		"          #######",
		"",
		"           #####",
		"            ###",
		"",
		"            ##",
		"           ##"},
	.ascii = {" =========", "   ======", "     ===", "      ="}};

/* clang-format on */

/* A range of OpenWeatherMap's codes (https://openweathermap.org/weather-conditions). */
struct picture {
	int first, last;
	const struct part *layers[LAYERS_MAX]; /* a cell has the colour of the last in it */
};

static const struct picture pictures[] = {
	{200, 209, {&storm_rain, &cloud_high, &bolt}},
	{210, 229, {&cloud_high, &bolt}},
	{230, 299, {&storm_rain, &cloud_high, &bolt}},
	{300, 312, {&drizzle, &cloud_high}},
	{313, 399, {&sun_behind, &drizzle, &cloud_shower}},
	{500, 501, {&rain, &cloud_high}},
	{502, 510, {&heavy_rain, &cloud_high}},
	{511, 511, {&sleet, &cloud_high}}, /* freezing rain */
	{512, 519, {&rain, &cloud_high}},
	{520, 599, {&sun_behind, &rain, &cloud_shower}}, /* showers */
	{600, 602, {&snow, &cloud_high}},
	{611, 619, {&sleet, &cloud_high}}, /* also rain and snow */
	{620, 699, {&sun_behind, &snow, &cloud_shower}},
	{701, 770, {&fog}}, /* mist, smoke, haze, dust, sand, ash */
	{771, 799, {&funnel}},
	{800, 800, {&sun}},
	{801, 802, {&sun_behind, &cloud_small}},
	{803, 803, {&sun_behind, &cloud}},
	{804, 804, {&cloud_back, &cloud_front}},
};

static const struct picture *find(int condition_id)
{
	for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
		if (condition_id >= pictures[i].first && condition_id <= pictures[i].last)
			return &pictures[i];
	return NULL;
}

bool picture_exists(int condition_id)
{
	return find(condition_id);
}

static void draw_dots(struct canvas *canvas, size_t row, size_t column, const struct part *part)
{
	const struct canvas_style style = {.color = (uint8_t)part->color};

	for (int y = 0; y < DOT_ROWS; y++) {
		for (int x = 0; part->dots[y] && part->dots[y][x]; x++) {
			int at_x = (int)column * CANVAS_DOT_COLUMNS + x;
			int at_y = (int)row * CANVAS_DOT_ROWS + y;

			if (part->dots[y][x] == '#')
				canvas_dot(canvas, at_x, at_y, style);
			else if (part->dots[y][x] == '.')
				canvas_clear_dot(canvas, at_x, at_y);
		}
	}
}

static void draw_ascii(struct canvas *canvas, size_t row, size_t column, const struct part *part)
{
	const struct canvas_style style = {.color = (uint8_t)part->color};

	for (size_t y = 0; y < PICTURE_ROWS; y++) {
		for (size_t x = 0; part->ascii[y] && part->ascii[y][x]; x++) {
			char text[] = {part->ascii[y][x], '\0'};

			if (*text == '~')
				canvas_text(canvas, row + y, column + x, style, " ");
			else if (*text != ' ')
				canvas_text(canvas, row + y, column + x, style, text);
		}
	}
}

/* What is in the sky by night instead. */
void picture_draw(struct canvas *canvas, size_t row, size_t column, int condition_id, bool is_night)
{
	const struct picture *picture = find(condition_id);

	for (size_t i = 0; picture && i < LAYERS_MAX && picture->layers[i]; i++) {
		const struct part *part = picture->layers[i];

		if (is_night)
			part = part == &sun ? &moon : part == &sun_behind ? &moon_behind : part;
		if (canvas->utf8)
			draw_dots(canvas, row, column, part);
		else
			draw_ascii(canvas, row, column, part);
	}
}
