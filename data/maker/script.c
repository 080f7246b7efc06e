/* SPDX-License-Identifier: MIT */
#include "script.h"

#include <string.h>
#include <utf8proc.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Modifier letters are none: they stand before names in transliterations. */
static bool is_letter(utf8proc_int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);

	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO &&
	       category != UTF8PROC_CATEGORY_LM;
}

/* 0 if the text has none or is not UTF-8. */
static utf8proc_int32_t first_letter(const char *text)
{
	utf8proc_int32_t point;
	utf8proc_ssize_t size;

	while ((size = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point)) > 0 && point) {
		if (is_letter(point))
			return point;
		text += size;
	}
	return 0;
}

static enum script script_of_letter(utf8proc_int32_t letter)
{
	static const struct {
		utf8proc_int32_t first, last;
		enum script script;
	} blocks[] = {{0x41, 0x2AF, SCRIPT_LATIN}, {0x1E00, 0x1EFF, SCRIPT_LATIN},
		{0x370, 0x3FF, SCRIPT_GREEK}, {0x1F00, 0x1FFF, SCRIPT_GREEK},
		{0x400, 0x52F, SCRIPT_CYRILLIC}, {0x530, 0x58F, SCRIPT_ARMENIAN},
		{0x590, 0x5FF, SCRIPT_HEBREW}, {0x600, 0x77F, SCRIPT_ARABIC},
		{0xFB50, 0xFEFF, SCRIPT_ARABIC}, {0x900, 0x97F, SCRIPT_DEVANAGARI},
		{0x980, 0x9FF, SCRIPT_BENGALI}, {0xA00, 0xA7F, SCRIPT_GURMUKHI},
		{0xA80, 0xAFF, SCRIPT_GUJARATI}, {0xB00, 0xB7F, SCRIPT_ORIYA},
		{0xB80, 0xBFF, SCRIPT_TAMIL}, {0xC00, 0xC7F, SCRIPT_TELUGU},
		{0xC80, 0xCFF, SCRIPT_KANNADA}, {0xD00, 0xD7F, SCRIPT_MALAYALAM},
		{0xD80, 0xDFF, SCRIPT_SINHALA}, {0xE00, 0xE7F, SCRIPT_THAI},
		{0xE80, 0xEFF, SCRIPT_LAO}, {0xF00, 0xFFF, SCRIPT_TIBETAN},
		{0x1000, 0x109F, SCRIPT_BURMESE}, {0x10A0, 0x10FF, SCRIPT_GEORGIAN},
		{0x1100, 0x11FF, SCRIPT_HANGUL}, {0xAC00, 0xD7FF, SCRIPT_HANGUL},
		{0x1200, 0x139F, SCRIPT_ETHIOPIC}, {0x1780, 0x17FF, SCRIPT_KHMER},
		{0x2E80, 0x303F, SCRIPT_HAN}, {0x3040, 0x30FF, SCRIPT_KANA},
		{0x3100, 0x9FFF, SCRIPT_HAN}, {0xF900, 0xFAFF, SCRIPT_HAN},
		{0xFF66, 0xFF9D, SCRIPT_KANA}, {0x20000, 0x3FFFF, SCRIPT_HAN}};

	for (size_t i = 0; i < COUNT(blocks); i++)
		if (letter >= blocks[i].first && letter <= blocks[i].last)
			return blocks[i].script;
	return SCRIPT_OTHER;
}

enum script script_detect(const char *text)
{
	utf8proc_int32_t letter = first_letter(text);

	return letter ? script_of_letter(letter) : SCRIPT_NONE;
}

bool script_is_small(const char *text)
{
	return utf8proc_category(first_letter(text)) == UTF8PROC_CATEGORY_LL;
}

bool script_is_native(enum script script, const char *country)
{
	static const struct {
		enum script script;
		const char *countries;
	} homes[] = {{SCRIPT_GREEK, "GR CY"},
		{SCRIPT_CYRILLIC, "RU UA BY BG RS MK KZ KG TJ MN ME BA MD GE UZ XK TM"},
		{SCRIPT_ARMENIAN, "AM"}, {SCRIPT_HEBREW, "IL PS"},
		{SCRIPT_ARABIC, "AE AF BH DJ DZ EG EH ER IL IN IQ IR JO KM KW LB LY MA MR OM PK PS "
				"QA SA SD SO SY TD TN YE"},
		{SCRIPT_DEVANAGARI, "IN NP"}, {SCRIPT_BENGALI, "IN BD"}, {SCRIPT_GURMUKHI, "IN"},
		{SCRIPT_GUJARATI, "IN"}, {SCRIPT_ORIYA, "IN"}, {SCRIPT_TAMIL, "IN LK SG"},
		{SCRIPT_TELUGU, "IN"}, {SCRIPT_KANNADA, "IN"}, {SCRIPT_MALAYALAM, "IN"},
		{SCRIPT_SINHALA, "LK"}, {SCRIPT_THAI, "TH"}, {SCRIPT_LAO, "LA"},
		{SCRIPT_TIBETAN, "BT CN"}, {SCRIPT_BURMESE, "MM"}, {SCRIPT_GEORGIAN, "GE"},
		{SCRIPT_HANGUL, "KR KP"}, {SCRIPT_ETHIOPIC, "ET ER"}, {SCRIPT_KHMER, "KH"},
		{SCRIPT_HAN, "CN JP TW HK MO SG"}, {SCRIPT_KANA, "JP"}, {SCRIPT_OTHER, "MV CN LK"}};

	for (size_t i = 0; i < COUNT(homes); i++)
		if (homes[i].script == script)
			return strstr(homes[i].countries, country) != NULL;
	return false;
}

static bool has_word(const char *text, const char *word)
{
	size_t length = strlen(word);

	for (; length > 0; text++) {
		size_t size = strcspn(text, " ");

		if (size == length && memcmp(text, word, size) == 0)
			return true;
		text += size;
		if (!*text)
			break;
	}
	return false;
}

bool script_tells_language(enum script script, const char *language)
{
	static const struct {
		enum script script;
		const char *languages;
	} rows[] = {{SCRIPT_GREEK, "el"}, {SCRIPT_ARMENIAN, "hy"}, {SCRIPT_HEBREW, "he"},
		{SCRIPT_DEVANAGARI, "hi mr ne kok"}, {SCRIPT_BENGALI, "bn as"},
		{SCRIPT_GURMUKHI, "pa"}, {SCRIPT_GUJARATI, "gu"}, {SCRIPT_ORIYA, "or"},
		{SCRIPT_TAMIL, "ta"}, {SCRIPT_TELUGU, "te"}, {SCRIPT_KANNADA, "kn"},
		{SCRIPT_MALAYALAM, "ml"}, {SCRIPT_SINHALA, "si"}, {SCRIPT_THAI, "th"},
		{SCRIPT_LAO, "lo"}, {SCRIPT_TIBETAN, "dz"}, {SCRIPT_BURMESE, "my"},
		{SCRIPT_GEORGIAN, "ka"}, {SCRIPT_HANGUL, "ko"}, {SCRIPT_ETHIOPIC, "am ti"},
		{SCRIPT_KHMER, "km"}, {SCRIPT_HAN, "ja zh zh_CN zh_TW"}, {SCRIPT_KANA, "ja"}};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].script == script)
			return has_word(rows[i].languages, language);
	return false;
}
