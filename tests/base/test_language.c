/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/language.h"

Test(language, is_found_by_any_of_its_names)
{
	static const struct {
		const char *code, *tag, *service;
	} rows[] = {{"ko", "ko", "kr"}, {"kr", "ko", "kr"}, {"KO", "ko", "kr"},
		{"ko-KR", "ko", "kr"}, {"ko_KR.UTF-8", "ko", "kr"}, {"en", "en", "en"},
		{"en_GB", "en", "en"}, {"de_DE@euro", "de", "de"}, {"cs", "cs", "cz"},
		{"lv", "lv", "la"}, {"la", "lv", "la"}, {"se", "sv", "sv"}, {"ua", "uk", "uk"},
		{"pt", "pt", "pt"}, {"pt_PT", "pt", "pt"}, {"pt_br", "pt-BR", "pt_br"},
		{"zh", "zh-CN", "zh_cn"}, {"zh_TW", "zh-TW", "zh_tw"},
		{"zh-Hant", "zh-TW", "zh_tw"}, {"zh-Hant-HK", "zh-TW", "zh_tw"},
		{"nb_NO", "no", "no"}, {"iw", "he", "he"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct language *language = language_find(rows[i].code);

		cr_assert(language, "%s", rows[i].code);
		cr_expect_str_eq(language->tag, rows[i].tag, "%s", rows[i].code);
		cr_expect_str_eq(language->service, rows[i].service, "%s", rows[i].code);
	}
}

Test(language, is_not_found_by_other_text)
{
	static const char *const codes[] = {
		"", "zz", "et", "C", "POSIX", ".UTF-8", "-", "_", "a-code-that-is-much-too-long"};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		cr_expect_null(language_find(codes[i]), "%s", codes[i]);
}

Test(language, is_that_of_the_locale)
{
	static const struct {
		const char *all, *messages, *lang, *tag;
	} rows[] = {{"", "", "", "en"}, {"", "", "ko_KR.UTF-8", "ko"}, {"", "de_DE", "ko_KR", "de"},
		{"ja_JP", "de_DE", "ko_KR", "ja"}, {"C", "", "ko_KR", "en"},
		{"", "", "et_EE", "en"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		setenv("LC_ALL", rows[i].all, 1);
		setenv("LC_MESSAGES", rows[i].messages, 1);
		setenv("LANG", rows[i].lang, 1);
		cr_expect_str_eq(language_by_locale()->tag, rows[i].tag, "row %zu", i);
	}
}

Test(language, list_has_49_tags_that_are_found)
{
	size_t count = 0;

	for (; language_tag(count); count++)
		cr_expect_str_eq(language_find(language_tag(count))->tag, language_tag(count));
	cr_expect_eq(count, 49);
}
