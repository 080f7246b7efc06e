/* SPDX-License-Identifier: MIT */
/* The languages in which the service describes the weather. */
#ifndef WX_LANGUAGE_H
#define WX_LANGUAGE_H

#include <stddef.h>

struct language {
	const char *tag;     /* as in BCP 47: "ko", "pt-BR" */
	const char *service; /* OpenWeatherMap's code: "kr", "pt_br" */
};

/*
 * Finds a language by its tag ("ko", "ko-KR", "zh_TW"), by the name of a locale ("ko_KR.UTF-8") or
 * by the service's code ("kr"). NULL if the service does not support it. The result is static.
 */
const struct language *language_find(const char *code);

/* English, which the service always supports. */
const struct language *language_english(void);

/* That of the locale for LC_MESSAGES (see locale_name); English if it is not supported. */
const struct language *language_by_locale(void);

/* The tags of all languages by index from 0, in alphabetical order; NULL after the last. */
const char *language_tag(size_t index);

#endif
