/* SPDX-License-Identifier: MIT */
#include "place/postcode.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

/*
 * After the Unicode CLDR's postalCodeData.xml (until version 27), which is after the Universal
 * Postal Union's Postal Addressing Systems, and after these where they have changed since. What is
 * sent is as GeoNames writes its postal codes, which are the service's own.
 *
 * '#' is a digit, '+' one but 0, '@' a letter, '*' a letter or a digit. A blank or a hyphen can be
 * left out when it is typed; '_' is a blank that is never sent. What is in brackets is sent even if
 * it is left out. A bar ends what is sent: of these countries, the service knows the first half.
 * '!' begins a form that other texts have, too: it counts only if the country is known.
 *
 * The country's code, or the sign of its cars where that is here, too, can precede the postcode
 * with a hyphen, and is not sent: "DE-10115", "D-10115".
 */
static const struct form {
	const char *country, *sign, *text;
} forms[] = {{"AD", NULL, "AD###"}, {"AD", NULL, "![AD]###"}, {"AF", NULL, "####"},
	{"AI", NULL, "[AI-]####"}, {"AL", "AL", "####"}, {"AM", "AM", "####"}, {"AR", NULL, "####"},
	{"AR", NULL, "@####@@@"}, {"AS", NULL, "96799"}, {"AT", "A", "####"}, {"AU", NULL, "####"},
	{"AX", "AX", "22###"}, {"AZ", NULL, "[AZ ]####"}, {"BA", "BIH", "#####"},
	{"BB", NULL, "[BB]#####"}, {"BD", NULL, "####"}, {"BE", "B", "####"}, {"BG", "BG", "####"},
	{"BH", NULL, "####"}, {"BH", NULL, "!###"}, {"BM", NULL, "!@@ **"}, {"BN", NULL, "!@@####"},
	{"BR", NULL, "#####-###"}, {"BY", "BY", "######"}, {"CA", NULL, "@#@| #@#"},
	{"CC", NULL, "6799"}, {"CH", "CH", "####"}, {"CL", NULL, "###_####"},
	{"CN", NULL, "######"}, {"CO", NULL, "######"}, {"CR", NULL, "#####"}, {"CV", NULL, "####"},
	{"CX", NULL, "6798"}, {"CY", "CY", "####"}, {"CZ", "CZ", "### ##"}, {"DE", "D", "#####"},
	{"DK", "DK", "####"}, {"DO", NULL, "+####"}, {"DZ", NULL, "#####"}, {"EC", NULL, "######"},
	{"EE", "EE", "#####"}, {"EG", NULL, "#####"}, {"ES", "E", "#####"}, {"ET", NULL, "####"},
	{"FI", "FIN", "#####"}, {"FK", NULL, "FIQQ 1ZZ"}, {"FM", NULL, "9694#"},
	{"FO", "FO", "!###"}, {"FR", "F", "#####"}, {"GB", NULL, "@#| #@@"},
	{"GB", NULL, "@##| #@@"}, {"GB", NULL, "@#@| #@@"}, {"GB", NULL, "@@#| #@@"},
	{"GB", NULL, "@@##| #@@"}, {"GB", NULL, "@@#@| #@@"}, {"GE", "GE", "####"},
	{"GF", NULL, "973##"}, {"GG", NULL, "GY#| #@@"}, {"GG", NULL, "GY##| #@@"},
	{"GI", NULL, "GX11 1AA"}, {"GL", "GL", "39##"}, {"GN", NULL, "!###"}, {"GP", NULL, "971##"},
	{"GR", "GR", "### ##"}, {"GS", NULL, "SIQQ 1ZZ"}, {"GT", NULL, "#####"},
	{"GU", NULL, "969##"}, {"GW", NULL, "####"}, {"HN", NULL, "#####"}, {"HR", "HR", "#####"},
	{"HT", NULL, "[HT]####"}, {"HU", "H", "####"}, {"ID", NULL, "#####"},
	{"IE", NULL, "@##| ****"}, {"IE", NULL, "D6W| ****"}, {"IL", NULL, "#######"},
	{"IM", NULL, "IM#| #@@"}, {"IM", NULL, "IM##| #@@"}, {"IN", NULL, "###_###"},
	{"IO", NULL, "BBND 1ZZ"}, {"IQ", NULL, "#####"}, {"IS", "IS", "!###"}, {"IT", "I", "#####"},
	{"JE", NULL, "JE#| #@@"}, {"JE", NULL, "JE##| #@@"}, {"JO", NULL, "#####"},
	{"JP", NULL, "###-####"}, {"KE", NULL, "#####"}, {"KG", NULL, "######"},
	{"KH", NULL, "######"}, {"KH", NULL, "#####"}, {"KR", NULL, "#####"}, {"KW", NULL, "#####"},
	{"KY", NULL, "KY#-####"}, {"KZ", NULL, "######"}, {"LA", NULL, "0####"},
	{"LA", NULL, "1####"}, {"LB", NULL, "####"}, {"LI", "FL", "94##"}, {"LK", NULL, "#####"},
	{"LR", NULL, "####"}, {"LS", NULL, "!###"}, {"LT", "LT", "#####"}, {"LU", "L", "[L-]####"},
	{"LV", "LV", "[LV-]####"}, {"MA", NULL, "+####"}, {"MC", "MC", "980##"},
	{"MD", "MD", "[MD-]####"}, {"ME", "MNE", "8####"}, {"MG", NULL, "!###"},
	{"MH", NULL, "969##"}, {"MK", "MK", "####"}, {"MP", NULL, "9695#"}, {"MQ", NULL, "972##"},
	{"MT", NULL, "!@@@| ####"}, {"MV", NULL, "#####"}, {"MX", NULL, "#####"},
	{"MY", NULL, "#####"}, {"NC", NULL, "988##"}, {"NE", NULL, "####"}, {"NF", NULL, "2899"},
	{"NG", NULL, "######"}, {"NI", NULL, "#####"}, {"NL", "NL", "####| @@"},
	{"NO", "N", "####"}, {"NP", NULL, "#####"}, {"NZ", NULL, "####"}, {"OM", NULL, "!###"},
	{"PA", NULL, "####"}, {"PE", NULL, "#####"}, {"PF", NULL, "987##"}, {"PG", NULL, "!###"},
	{"PH", NULL, "####"}, {"PK", NULL, "#####"}, {"PL", "PL", "##-###"}, {"PM", NULL, "97500"},
	{"PN", NULL, "PCRN 1ZZ"}, {"PR", NULL, "006##"}, {"PR", NULL, "007##"},
	{"PR", NULL, "009##"}, {"PT", "P", "####-###"}, {"PW", NULL, "969##"}, {"PY", NULL, "####"},
	{"RE", NULL, "974##"}, {"RO", "RO", "######"}, {"RS", "SRB", "#####"},
	{"RU", NULL, "######"}, {"SA", NULL, "#####"}, {"SE", "S", "### ##"},
	{"SG", NULL, "######"}, {"SH", NULL, "ASCN 1ZZ"}, {"SH", NULL, "STHL 1ZZ"},
	{"SI", "SLO", "####"}, {"SJ", NULL, "####"}, {"SK", "SK", "### ##"}, {"SM", "RSM", "4789#"},
	{"SN", NULL, "#####"}, {"SZ", NULL, "!@###"}, {"TC", NULL, "TKCA 1ZZ"},
	{"TH", NULL, "#####"}, {"TJ", NULL, "######"}, {"TM", NULL, "######"}, {"TN", NULL, "####"},
	{"TR", "TR", "#####"}, {"TW", NULL, "######"}, {"TW", NULL, "#####"}, {"UA", "UA", "#####"},
	{"US", NULL, "#####|-####"}, {"US", NULL, "#####"}, {"UY", NULL, "#####"},
	{"UZ", NULL, "######"}, {"VA", "V", "00120"}, {"VE", NULL, "####"},
	{"VG", NULL, "[VG]####"}, {"VI", NULL, "008##"}, {"VN", NULL, "#####"},
	{"VN", NULL, "######"}, {"WF", NULL, "986##"}, {"XK", NULL, "#####"}, {"YT", NULL, "976##"},
	{"ZA", NULL, "####"}, {"ZM", NULL, "#####"}};

/* What follows the letters at the beginning of text, in any case; NULL if it has others. */
static const char *skip_letters(const char *text, const char *letters, size_t length)
{
	return strncasecmp(text, letters, length) == 0 ? text + length : NULL;
}

static bool fits_character(char form, char typed)
{
	const unsigned char character = (unsigned char)typed;

	if (character >= 0x80)
		return false;
	switch (form) {
	case '#':
		return isdigit(character);
	case '+':
		return isdigit(character) && character != '0';
	case '@':
		return isalpha(character);
	case '*':
		return isalnum(character);
	default:
		return toupper(character) == form;
	}
}

/*
 * Whether text has the form, or, where that is enough, its first half; to[] gets what is sent.
 */
static bool match(const char *form, const char *text, bool is_half_enough, char to[POSTCODE_MAX])
{
	bool is_sent = true;

	if (*form == '[') {
		size_t length = strcspn(++form, "]"), letters = strcspn(form, "- ]");
		const char *rest = skip_letters(text, form, letters);

		if (rest)
			text = rest + (*rest == ' ' || *rest == '-');
		memcpy(to, form, length);
		to += length;
		form += length + 1;
	}
	for (; *form; form++) {
		if (*form == '|') {
			is_sent = false;
			if (is_half_enough && !*text)
				break;
		} else if (*form == ' ' || *form == '-' || *form == '_') {
			text += *text == ' ' || (*text == '-' && *form != '_');
			if (is_sent && *form != '_')
				*to++ = *form;
		} else if (fits_character(*form, *text)) {
			if (is_sent)
				*to++ = (char)toupper((unsigned char)*text);
			text++;
		} else {
			return false;
		}
	}
	*to = '\0';
	return *text == '\0';
}

/* The same with the country's sign or code before it, which tells the country. */
static bool match_signed(
	const struct form *form, const char *text, bool is_known, char to[POSTCODE_MAX])
{
	const char *const signs[] = {form->sign, form->country};
	bool is_doubtful = *form->text == '!';

	if ((is_known || !is_doubtful) && match(form->text + is_doubtful, text, is_known, to))
		return true;
	for (size_t i = form->sign ? 0 : 1; i < sizeof signs / sizeof *signs; i++) {
		const char *rest = skip_letters(text, signs[i], strlen(signs[i]));

		if (rest && *rest == '-' && match(form->text + is_doubtful, rest + 1, true, to))
			return true;
	}
	return false;
}

bool postcode_form(const char *country, const char *text, bool is_known, char to[POSTCODE_MAX])
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strcmp(forms[i].country, country) == 0 &&
			match_signed(&forms[i], text, is_known, to))
			return true;
	return false;
}

bool postcode_is_known_in(const char *country)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strcmp(forms[i].country, country) == 0)
			return true;
	return false;
}

void postcode_to_ascii(char *text)
{
	const char *from = text, *end = text + strlen(text);
	char *to = text;

	while (from < end) {
		const char *start = from;
		int32_t point = utf8_next(&from, end);

		if (point >= 0xFF01 && point <= 0xFF5E) {
			*to++ = (char)(point - 0xFF01 + '!');
		} else if ((point >= 0x2010 && point <= 0x2015) || point == 0x2212 ||
			   point == 0x30FC) {
			*to++ = '-';
		} else {
			memmove(to, start, (size_t)(from - start));
			to += from - start;
		}
	}
	*to = '\0';
}

size_t postcode_countries(const char *text, const char **country)
{
	const char *last = "";
	char form[POSTCODE_MAX];
	size_t count = 0;

	/* Most texts are names. */
	if (!strpbrk(text, "0123456789"))
		return 0;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (strcmp(forms[i].country, last) == 0 ||
			!match_signed(&forms[i], text, false, form))
			continue;
		last = forms[i].country;
		*country = last;
		/* "GY1 1AA" has the form of British ones, but is none of them. */
		if (isalpha((unsigned char)*forms[i].text))
			return 1;
		count++;
	}
	return count;
}
