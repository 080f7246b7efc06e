/* SPDX-License-Identifier: MIT */
/*
 * Compiles whatever comes as a template and prints what is one, with everything and with nothing to
 * print: a target for libFuzzer, and with tests/fuzz/replay.c a program that plays back its corpus.
 */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "sample_answer.h"
#include "view/template.h"
#include "view/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One newline at the end, and no control character but those that the template may have. */
static void print(const struct template *template, const struct answer *answer, bool utf8)
{
	static char text[1 << 20];
	const struct view view = {.units = utf8 ? UNITS_METRIC : UNITS_IMPERIAL,
		.wind = WIND_BY_UNITS,
		.now = SAMPLE_NOW,
		.utf8 = utf8};
	FILE *out = fmemopen(text, sizeof text, "w");
	size_t length;

	assert(out);
	template_print(out, template, answer, &view);
	fclose(out);
	length = strlen(text);
	assert(length > 0 && length < sizeof text - 1 && text[length - 1] == '\n');
	assert(length == 1 || text[length - 2] != '\n');
	assert(utf8_is_valid(text));
	for (size_t i = 0; i < length; i++)
		assert((unsigned char)text[i] >= ' ' || text[i] == '\n' || text[i] == '\t');
}

static void print_all(const struct template *template)
{
	static struct answer full, bare;

	full = sample_answer();
	full.has_forecast = full.has_air = true;
	full.forecast = (struct forecast){.step_count = 2,
		.steps = {{.time = SAMPLE_NOW + 3600}, {.time = SAMPLE_NOW + 90000}},
		.utc_offset = 32400,
		.clock_change = TIMEFMT_NONE};
	bare = bare_answer("Nowhere\x1b", 10);
	print(template, &full, true);
	print(template, &full, false);
	print(template, &bare, true);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct template template;
	char *text = malloc(size + 1);
	struct error error;

	if (!text)
		return 0;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	if (template_compile(&template, text, &error))
		print_all(&template);
	else
		assert(error.code == EXIT_USAGE && *error.message && !strchr(error.message, '\n'));
	free(text);
	return 0;
}
