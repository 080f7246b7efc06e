/* SPDX-License-Identifier: MIT */
/* The languages that the service describes the weather in. */
#ifndef WX_LANGUAGE_H
#define WX_LANGUAGE_H

#include <stddef.h>

struct language {
	const char *tag;     /* the language as everybody writes it (BCP 47): "ko", "pt-BR" */
	const char *service; /* as OpenWeatherMap writes it: "kr", "pt_br" */
};

/*
 * Finds the language of a tag ("ko", "ko-KR", "zh_TW"), a locale's name ("ko_KR.UTF-8") or a code
 * of the service's own ("kr"). NULL when the service does not have it. The result is never freed.
 */
const struct language *language_find(const char *code);

/* English, which every reply can be in. */
const struct language *language_english(void);

/* By LC_ALL, LC_MESSAGES or LANG, the first that is set; English when the service lacks it. */
const struct language *language_by_locale(void);

/* The tag of that place in the alphabetical list of all; NULL behind the last. */
const char *language_tag(size_t index);

#endif
