/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

Test(utf8, tells_valid_text_from_invalid)
{
	static const char *const good[] = {"", "Seoul", "서울", "São Paulo", "\xF0\x9F\x8C\xA7"};
	static const char *const bad[] = {"\xFF", "Z\xFCrich", "\xC0\xAF", "\xED\xA0\x80",
		"\xF4\x90\x80\x80", "\xEC\x84", "\x80"};

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		cr_expect(utf8_is_valid(good[i]), "good %zu", i);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect(!utf8_is_valid(bad[i]), "bad %zu", i);
}

Test(utf8, counts_columns_of_a_terminal)
{
	static const struct {
		const char *text;
		size_t width;
	} rows[] = {{"", 0}, {"Seoul", 5}, {"서울", 4}, {"東京都", 6}, {"Zürich", 6},
		{"Zu\xCC\x88rich", 6}, {"\x1b", 0}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(utf8_width(rows[i].text), rows[i].width, "row %zu: %zu", i,
			utf8_width(rows[i].text));
}

Test(utf8, copies_whole_characters)
{
	static const char *const wanted[] = {"", "", "", "서", "서", "서", "서울", "서울"};

	for (size_t size = 1; size <= sizeof wanted / sizeof *wanted; size++) {
		char text[16] = "unset";

		utf8_copy(text, size, "서울");
		cr_expect_str_eq(text, wanted[size - 1], "size %zu: '%s'", size, text);
	}
}

Test(utf8, escapes_what_could_control_a_terminal)
{
	static const struct {
		const char *text, *escaped;
	} rows[] = {{"Seoul", "Seoul"}, {"서울", "서울"}, {"a\nb\r\tc", "a\\nb\\r\\tc"},
		{"\x1b[2J", "\\x1b[2J"}, {"\x07", "\\x07"}, {"\x7f", "\\x7f"},
		{"\xC2\x9B\x33m", "\\u009b3m"}, {"\xE2\x80\xAE", "\\u202e"},
		{"\xE2\x81\xA6", "\\u2066"}, {"\xF3\xA0\x81\x81", "\\U000e0041"},
		{"\xE2\x80\xA8", "\\u2028"}, {"a\xE2\x80\x8D\x62", "ab"},
		{"\xFF\xC0\xAF", "\\xff\\xc0\\xaf"}, {"\xEF\xBB\xBFx", "\\ufeffx"},
		{"100 %", "100 %"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[64];
		size_t used = utf8_escape(text, sizeof text, rows[i].text);

		cr_expect_str_eq(text, rows[i].escaped, "row %zu: '%s'", i, text);
		cr_expect_eq(used, strlen(rows[i].text), "row %zu used %zu", i, used);
	}
}

Test(utf8, cuts_between_characters)
{
	static const struct {
		const char *text;
		size_t most;
		int precision;
	} rows[] = {{"", 3, 0}, {"abc", 0, 0}, {"abc", 2, 2}, {"abc", 3, 3}, {"abc", 9, 3},
		{"서울", 2, 0}, {"서울", 3, 3}, {"서울", 5, 3}, {"서울", 6, 6}, {"서울", 7, 6},
		{"a서b", 3, 1}, {"a서b", 4, 4}, {"\xFF\xFFx", 1, 1}, {"x\xEC\x84", 2, 2}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[8];

		cr_expect_eq(utf8_precision(rows[i].text, rows[i].most), rows[i].precision,
			"row %zu: %d", i, utf8_precision(rows[i].text, rows[i].most));
		if (rows[i].most >= sizeof text)
			continue;
		utf8_copy(text, rows[i].most + 1, rows[i].text);
		cr_expect_eq((int)strlen(text), rows[i].precision, "row %zu: '%s'", i, text);
	}
}

Test(utf8, escapes_as_much_as_fits)
{
	char text[6];

	cr_expect_eq(utf8_escape(text, sizeof text, "ab\x1b"), 2);
	cr_expect_str_eq(text, "ab");
	cr_expect_eq(utf8_escape_bytes(text, sizeof text, "\0x", 2), 2);
	cr_expect_str_eq(text, "\\x00x");
	cr_expect_eq(utf8_escape_bytes(text, 1, "x", 1), 0);
	cr_expect_str_empty(text);
}

Test(utf8, escapes_control_characters_in_json)
{
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	utf8_write_json(out, "서\x7f\xC2\x9B\xE2\x80\xAE\xF3\xA0\x80\x81\xFF");
	utf8_write_json(out, "\"\\/\b\f\n\r\t\x01\x1b");
	fclose(out);
	cr_expect_str_eq(text,
		"\"서\\u007f\\u009b\\u202e\\udb40\\udc01\\ufffd\""
		"\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001b\"",
		"%s", text);
	free(text);
}

Test(utf8, spells_in_ascii)
{
	static const struct {
		const char *text, *ascii;
	} rows[] = {{"Seoul", "Seoul"}, {"Zürich", "Zurich"}, {"Tromsø", "Tromso"},
		{"Łódź", "Lodz"}, {"Straße", "Strasse"}, {"São Paulo", "Sao Paulo"}, {"ﬁ", "fi"},
		{"東京", "??"}, {"튼구름", "???"}, {"\xFF", "?"}, {"Côte d’Or", "Cote d'Or"},
		{"Əŋ–Ɖɛ", "En-?e"}, {"a\xE2\x80\x8D\x62", "ab"}, {"½", "?"}, {"ǆ", "dz"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[64];

		utf8_ascii(text, sizeof text, rows[i].text);
		cr_expect_str_eq(text, rows[i].ascii, "row %zu: '%s'", i, text);
	}
}
