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
