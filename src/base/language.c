/* SPDX-License-Identifier: MIT */
#include "base/language.h"

#include <string.h>
#include <strings.h>

#include "base/locale.h"

/*
 * https://openweathermap.org/current#multi. Two of the service's codes are other languages' tags in
 * ISO 639: "la" and "se". Here they mean what the service means by them, Latvian and Swedish.
 */
static const struct language languages[] = {{"af", "af"}, {"ar", "ar"}, {"az", "az"}, {"be", "be"},
	{"bg", "bg"}, {"ca", "ca"}, {"cs", "cz"}, {"da", "da"}, {"de", "de"}, {"el", "el"},
	{"en", "en"}, {"es", "es"}, {"eu", "eu"}, {"fa", "fa"}, {"fi", "fi"}, {"fr", "fr"},
	{"gl", "gl"}, {"he", "he"}, {"hi", "hi"}, {"hr", "hr"}, {"hu", "hu"}, {"id", "id"},
	{"is", "is"}, {"it", "it"}, {"ja", "ja"}, {"ko", "kr"}, {"ku", "ku"}, {"lt", "lt"},
	{"lv", "la"}, {"mk", "mk"}, {"nl", "nl"}, {"no", "no"}, {"pl", "pl"}, {"pt", "pt"},
	{"pt-BR", "pt_br"}, {"ro", "ro"}, {"ru", "ru"}, {"sk", "sk"}, {"sl", "sl"}, {"sq", "sq"},
	{"sr", "sr"}, {"sv", "sv"}, {"th", "th"}, {"tr", "tr"}, {"uk", "uk"}, {"vi", "vi"},
	{"zh-CN", "zh_cn"}, {"zh-TW", "zh_tw"}, {"zu", "zu"}};

/* Other tags and codes for some of them. */
static const struct {
	const char *code, *tag;
} aliases[] = {{"al", "sq"}, {"cz", "cs"}, {"in", "id"}, {"iw", "he"}, {"kmr", "ku"}, {"kr", "ko"},
	{"la", "lv"}, {"nb", "no"}, {"nn", "no"}, {"se", "sv"}, {"sp", "es"}, {"ua", "uk"},
	{"zh", "zh-CN"}, {"zh-SG", "zh-CN"}, {"zh-HK", "zh-TW"}, {"zh-MO", "zh-TW"},
	{"zh-Hans", "zh-CN"}, {"zh-Hant", "zh-TW"}};

static const struct language *by_tag(const char *tag)
{
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (strcasecmp(languages[i].tag, tag) == 0)
			return &languages[i];
	return NULL;
}

static const struct language *by_tag_or_alias(const char *code)
{
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (strcasecmp(aliases[i].code, code) == 0)
			return by_tag(aliases[i].tag);
	return by_tag(code);
}

const struct language *language_find(const char *code)
{
	char tag[16];
	size_t length = strcspn(code, ".@");
	const struct language *found;

	if (length == 0 || length >= sizeof tag)
		return NULL;
	memcpy(tag, code, length);
	tag[length] = '\0';
	for (char *mark = tag; (mark = strchr(mark, '_')); mark++)
		*mark = '-';
	found = by_tag_or_alias(tag);
	while (!found && strrchr(tag, '-')) {
		*strrchr(tag, '-') = '\0';
		found = by_tag_or_alias(tag);
	}
	return found;
}

const struct language *language_english(void)
{
	return by_tag("en");
}

const struct language *language_by_locale(void)
{
	const struct language *found = language_find(locale_name("LC_MESSAGES"));

	return found ? found : language_english();
}

const char *language_tag(size_t index)
{
	return index < sizeof languages / sizeof *languages ? languages[index].tag : NULL;
}
