/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "place/fold.h"

Test(fold, unifies_what_is_the_same_name)
{
	static const struct {
		const char *name, *key;
	} rows[] = {{"Seoul", "seoul"}, {"São Paulo", "saopaulo"}, {"SAO-PAULO", "saopaulo"},
		{"Zürich", "zurich"}, {"Zu\xCC\x88rich", "zurich"}, {"Tromsø", "tromso"},
		{"Łódź", "lodz"}, {"Straße", "strasse"}, {"Þorlákshöfn", "thorlakshofn"},
		{"Ísafjörður", "isafjordur"}, {"İstanbul", "istanbul"}, {"Iğdır", "igdir"},
		{"L’Aquila", "laquila"}, {"L'Aquila", "laquila"}, {"Xi’an", "xian"},
		{"Nuku‘alofa", "nukualofa"}, {"ʻEwa Beach", "ewabeach"}, {"ﬁ", "fi"},
		{"Ｔｏｋｙｏ", "tokyo"}, {"Москва", "москва"}, {"МОСКВА", "москва"},
		{"Αθήνα", "αθηνα"}, {"서울특별시", "서울"}, {"서울", "서울"},
		{"부산광역시", "부산"}, {"세종특별자치시", "세종"}, {"제주특별자치도", "제주"},
		{"파주시", "파주"}, {"양평군", "양평"}, {"강남구", "강남"}, {"대구", "대구"},
		{"대구광역시", "대구"}, {"중구", "중구"}, {"경기도", "경기"}, {"완도군", "완도"},
		{"札幌市", "札幌"}, {"津市", "津"}, {"市", "市"}, {"تُونِس", "تونس"},
		{"N'Djamena", "ndjamena"}, {"Washington, D.C.", "washingtondc"},
		{"10 de Abril", "10deabril"}, {"", ""}, {" - ", ""}, {"\xFF", ""}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char key[FOLD_MAX];

		cr_expect_eq(
			fold_key(key, rows[i].name), strlen(rows[i].key), "'%s'", rows[i].name);
		cr_expect_str_eq(key, rows[i].key, "'%s' gave '%s'", rows[i].name, key);
	}
}

Test(fold, keeps_what_makes_another_name)
{
	static const char *const pairs[][2] = {
		{"バリ", "パリ"}, {"ハリ", "バリ"}, {"Bath", "Bat"}, {"कर", "कार"}};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		char left[FOLD_MAX], right[FOLD_MAX];

		fold_key(left, pairs[i][0]);
		fold_key(right, pairs[i][1]);
		cr_expect_str_neq(left, right, "%s and %s", pairs[i][0], pairs[i][1]);
	}
}

Test(fold, writes_out_common_abbreviations)
{
	static const struct {
		const char *name, *key;
	} rows[] = {{"St. Louis", "saintlouis"}, {"St Louis", "saintlouis"},
		{"Saint Louis", "saintlouis"}, {"ST-LOUIS", "saintlouis"},
		{"St.Gallen", "saintgallen"}, {"Sankt Gallen", "saintgallen"},
		{"Ste. Marie", "saintemarie"}, {"Sainte-Marie", "saintemarie"},
		{"Sault Ste Marie", "saultsaintemarie"}, {"Mt. Vernon", "mountvernon"},
		{"Mount Vernon", "mountvernon"}, {"Ft Worth", "fortworth"},
		{"Fort St. John", "fortsaintjohn"}, {"St. John's", "saintjohns"},
		{"Bury St Edmunds", "burysaintedmunds"}, {"St", "st"}, {"St. ", "st"},
		{" - St", "st"}, {"MT", "mt"}, {"Stuttgart", "stuttgart"}, {"Mtwara", "mtwara"},
		{"East", "east"}, {"Pest St", "pestsaint"}, {"L'St", "lst"}, {"Ft’s X", "ftsx"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char key[FOLD_MAX];

		fold_key(key, rows[i].name);
		cr_expect_str_eq(key, rows[i].key, "'%s' gave '%s'", rows[i].name, key);
	}
}

Test(fold, leaves_the_ending_of_a_beginning)
{
	static const struct {
		const char *beginning, *key;
	} rows[] = {{"서울특별시", "서울특별시"}, {"St", "st"}, {"St.", "saint"}, {"St ", "saint"},
		{"St. L", "saintl"}, {"Fort St", "fortst"}, {"Fort St ", "fortsaint"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char key[FOLD_MAX];

		cr_expect_eq(fold_prefix(key, rows[i].beginning), strlen(rows[i].key));
		cr_expect_str_eq(key, rows[i].key, "'%s' gave '%s'", rows[i].beginning, key);
	}
}

Test(fold, has_no_key_for_what_is_too_long)
{
	static char name[11000];
	char key[FOLD_MAX];

	memset(name, 'x', sizeof name - 1);
	cr_expect_eq(fold_key(key, name), 0);
	cr_expect_str_empty(key);
	name[FOLD_MAX - 10] = '\0';
	cr_expect_eq(fold_key(key, name), FOLD_MAX - 10);
}

Test(fold, tells_where_the_letters_of_a_key_stand)
{
	struct fold_trace trace;
	char spaced[FOLD_SPACED_MAX];

	cr_assert_eq(fold_trace(&trace, "St. Öß-'x’"), 9);
	cr_expect_str_eq(trace.key, "saintossx");
	cr_expect(trace.start[0] == 0 && trace.end[4] == 2, "%d %d", trace.start[0], trace.end[4]);
	cr_expect(trace.start[5] == 4 && trace.end[5] == 6 && trace.start[7] == 6);
	cr_expect(trace.mark[0] == 0 && trace.mark[5] != 0 && trace.mark[6] == 0);
	cr_expect(trace.is_capital[0] && trace.is_capital[5] && !trace.is_capital[6]);
	cr_expect_eq(trace.gap[5], FOLD_SEPARATOR);
	cr_expect_eq(trace.gap[8], FOLD_SEPARATOR_APOSTROPHE);
	cr_expect_eq(fold_spaced(spaced, &trace), strlen("saint oss 'x'"));
	cr_expect_str_eq(spaced, "saint oss 'x'");
}

Test(fold, marks_letters_alike_that_differ_in_a_cedilla)
{
	struct fold_trace comma, cedilla, acute;

	fold_trace(&comma, "ș");
	fold_trace(&cedilla, "s\xcc\xa7");
	fold_trace(&acute, "ś");
	cr_expect_eq(comma.mark[0], cedilla.mark[0]);
	cr_expect_neq(comma.mark[0], acute.mark[0]);
}

Test(fold, leaves_the_stem_of_an_ending_that_was_begun)
{
	static const char *const rows[][2] = {{"서울특", "서울"}, {"서울특별시", "서울"},
		{"부산광역", "부산"}, {"서울", ""}, {"특별", ""}, {"東京市", "東京"},
		{"seoul", ""}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char stem[FOLD_MAX] = "";

		cr_expect_eq(fold_stem(stem, rows[i][0]), strlen(rows[i][1]), "%s", rows[i][0]);
		cr_expect_str_eq(stem, rows[i][1]);
	}
}
