/* SPDX-License-Identifier: MIT */
/* What a drawing with everything in it costs: CPU time in ms, of the widest one in most colours. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "measure.h"
#include "sample_answer.h"
#include "view/screen.h"
#include "view/text.h"
#include "weather/json_reader.h"
#include "weather/owm_forecast.h"

enum { RUNS = 101, DRAWINGS = 20, REPLY_BYTES = 1 << 16, DRAWING_BYTES = 1 << 16 };

static double cpu_milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void read_reply(struct answer *answer, const char *path, const struct measured *measured)
{
	static char body[REPLY_BYTES];
	struct error error = {.code = EXIT_OK};
	FILE *in = fopen(path, "r");
	size_t length = in ? fread(body, 1, sizeof body - 1, in) : 0;
	struct json_reader reader;

	if (!json_reader_open(&reader, body, length, OWM_SERIES, &error) ||
		!owm_forecast_read(&answer->forecast, &reader, &error) ||
		!json_reader_finish(&reader))
		measure_give_up(measured, "%s: %s", path, error.message);
	json_reader_close(&reader);
	fclose(in);
	answer->has_forecast = true;
}

int main(int argc, char **argv)
{
	static struct measured measured = {
		.name = "drawing 200 columns", .goal = "<=0.3", .unit = "ms", .runs = RUNS};
	static char drawing[DRAWING_BYTES];
	static struct answer answer;
	struct view view = {.units = UNITS_METRIC,
		.wind = WIND_BY_UNITS,
		.utf8 = true,
		.color = true,
		.gradient = true,
		.screen = true,
		.columns = 200};

	if (argc != 2)
		return EXIT_FAILURE;
	answer = sample_answer();
	read_reply(&answer, argv[1], &measured);
	view.now = answer.forecast.steps[0].time - 3600;
	for (size_t i = 0; i < RUNS; i++) {
		double begun = cpu_milliseconds();

		for (int j = 0; j < DRAWINGS; j++) {
			FILE *out = fmemopen(drawing, sizeof drawing, "w");

			if (!out || !screen_answer(out, &answer, &view))
				measure_give_up(&measured, "no memory");
			fclose(out);
		}
		measured.ours[i] = (cpu_milliseconds() - begun) / DRAWINGS;
	}
	measure_print(&measured, false);
	return EXIT_SUCCESS;
}
