/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "http/http_redact.h"

Test(http_redact, overwrites_the_key_in_every_encoding)
{
	static const struct {
		const char *key, *text, *redacted;
	} rows[] = {{"canary-4f9d", "a canary-4f9d, canary-4f9d", "a ***********, ***********"},
		{"canary-4f9d", "at CANARY-4F9D.example", "at ***********.example"},
		{"canary-4f9d", "cut: canary-4", "cut: ********"},
		{"canary-4f9d", "cut: canary-", "cut: canary-"},
		{"canary-4f9d", "cut: ary-4f9d and ry-4f9d", "cut: ******** and ry-4f9d"},
		{"canary-4f9d-secret", "the y-4f9d-s middle", "the ******** middle"},
		{"canary-4f9d", "canary%2d4%66%39d", "*****************"},
		{"odd/+=%?key", "odd%2F%2b%3D%25%3Fkey odd/+=%?key",
			"********************* ***********"},
		{"%2525252525", "%2525252525 %252525", "*********** %252525"},
		{"12345678", "1234567812345678", "****************"},
		{"canary-4f9d", "\\u0063an\\u0061ry-4f9d", "*********************"},
		{"canary-4f9d", "canary\\u002d4\\u00666", "*******************6"},
		{"canary-4f9d", "canary\\u00252d4%6\\u0036", "***********************"},
		{"back/slash-key", "back\\/slash-key", "***************"},
		{"back\\slash-key", "back\\\\slash-key back\\slash-key",
			"*************** back**********"},
		{"canary-4f9d", "canary-\\", "canary-\\"}, {"canary-4f9d", "\\u00", "\\u00"},
		{"short", "a short one", "a short one"}, {"canary-4f9d", "", ""},
		{"canary-4f9d", "%", "%"}, {"", "empty key", "empty key"},
		{NULL, "no key", "no key"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool has_key = strcmp(rows[i].text, rows[i].redacted) != 0;
		char text[96];

		snprintf(text, sizeof text, "%s", rows[i].text);
		cr_expect_eq(http_redact(text, rows[i].key), has_key, "row %zu", i);
		cr_expect_str_eq(text, rows[i].redacted, "row %zu: %s", i, text);
	}
}

/* Every piece of eight characters, anywhere in a text, but none of seven. */
Test(http_redact, finds_every_piece_of_eight_characters)
{
	static const char key[] = "0123456789abcdefghijklmnopqrstuv";

	for (size_t at = 0; at + HTTP_REDACT_PIECE_BYTES <= sizeof key - 1; at++) {
		for (size_t before = 0; before < 20; before++) {
			char text[64];

			snprintf(text, sizeof text, "%.*s%.8s%s", (int)before,
				"....................", key + at, before % 2 ? "" : "!");
			cr_expect(http_redact(text, key), "%s", text);
			snprintf(text, sizeof text, "%.*s%.7s!", (int)before,
				"....................", key + at);
			cr_expect(!http_redact(text, key), "%s", text);
		}
	}
}

static double seconds_since(clock_t start)
{
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* The CPU time of searching a text for the key, and of reading each byte of it sixteen times. */
static void measure(char *text, const char *key, double *search, double *baseline)
{
	clock_t start = clock();
	unsigned sum = 0;

	cr_expect(!http_redact(text, key));
	cr_expect(!http_redact_is_disguised(text, key));
	*search = fmin(*search, seconds_since(start));
	start = clock();
	for (int i = 0; i < 16; i++) {
		unsigned hash = (unsigned)i;

		for (const char *next = text; *next; next++)
			hash = (hash ^ (unsigned char)*next) * 16777619u;
		sum += hash;
	}
	*baseline = fmin(*baseline, seconds_since(start));
	cr_expect_neq(sum, 0);
}

/* In the worst case: a text that consists of pieces of the key, but none of eight characters. */
Test(http_redact, takes_little_time_for_the_largest_reply)
{
	static const char key[] = "0123456789abcdef0123456789abcdef";
	const size_t length = 1024 * 1024;
	char *text = malloc(length + 1);
	double search = INFINITY, baseline = INFINITY;

	for (size_t i = 0; i < length; i++)
		text[i] = i % 8 == 7 ? ' ' : key[i % 32];
	text[length] = '\0';
	for (int i = 0; i < 5; i++)
		measure(text, key, &search, &baseline);
	cr_expect_lt(search, 4 * baseline, "%.1f ms against %.1f ms", search * 1e3, baseline * 1e3);
	free(text);
}
