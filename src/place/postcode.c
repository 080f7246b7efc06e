/* SPDX-License-Identifier: MIT */
#include "place/postcode.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"

/*
 * After the Unicode CLDR's postalCodeData.xml (version 26, the last that had it), which has them
 * from the Universal Postal Union: 9 is a digit, A a letter, a blank or hyphen may be left out when
 * it is typed. A bar ends the part that the service takes; without one it takes all, as the postal
 * codes of GeoNames, which its own are from, are the first halves in these countries.
 */
static const struct {
	const char *country, *shape;
} shapes[] = {{"US", "99999|-9999"}, {"US", "99999"}, {"GB", "A9| 9AA"}, {"GB", "A99| 9AA"},
	{"GB", "A9A| 9AA"}, {"GB", "AA9| 9AA"}, {"GB", "AA99| 9AA"}, {"GB", "AA9A| 9AA"},
	{"CA", "A9A| 9A9"}, {"IE", "A99| ****"}, {"NL", "9999| AA"}, {"AR", "9999"},
	{"AR", "A9999AAA"}, {"AT", "9999"}, {"AU", "9999"}, {"BE", "9999"}, {"BR", "99999-999"},
	{"CH", "9999"}, {"CN", "999999"}, {"CZ", "999 99"}, {"DE", "99999"}, {"DK", "9999"},
	{"ES", "99999"}, {"FI", "99999"}, {"FR", "99999"}, {"GR", "999 99"}, {"HR", "99999"},
	{"HU", "9999"}, {"ID", "99999"}, {"IN", "999999"}, {"IN", "999 999"}, {"IT", "99999"},
	{"JP", "999-9999"}, {"KR", "99999"}, {"MX", "99999"}, {"MY", "99999"}, {"NO", "9999"},
	{"NZ", "9999"}, {"PH", "9999"}, {"PL", "99-999"}, {"PT", "9999-999"}, {"RO", "999999"},
	{"RU", "999999"}, {"SE", "999 99"}, {"SG", "999999"}, {"SK", "999 99"}, {"TH", "99999"},
	{"TR", "99999"}, {"UA", "99999"}, {"ZA", "9999"}};

static bool fits_letter(char shape, char typed)
{
	const unsigned char letter = (unsigned char)typed;

	if (letter >= 0x80)
		return false;
	switch (shape) {
	case '9':
		return isdigit(letter);
	case 'A':
		return isalpha(letter);
	default: /* '*' */
		return isalnum(letter);
	}
}

/*
 * Whether text has the shape, or, where that is enough, its first half; to[] gets the part that the
 * service takes.
 */
static bool match(const char *shape, const char *text, bool is_half_enough, char to[POSTCODE_MAX])
{
	bool is_taken = true;

	for (; *shape; shape++) {
		if (*shape == '|') {
			is_taken = false;
			if (is_half_enough && !*text)
				break;
		} else if (*shape == ' ' || *shape == '-') {
			text += *text == ' ' || *text == '-';
			if (is_taken)
				*to++ = *shape;
		} else if (fits_letter(*shape, *text)) {
			if (is_taken)
				*to++ = (char)toupper((unsigned char)*text);
			text++;
		} else {
			return false;
		}
	}
	*to = '\0';
	return *text == '\0';
}

bool postcode_form(
	const char *country, const char *text, bool is_half_enough, char to[POSTCODE_MAX])
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if (strcmp(shapes[i].country, country) == 0 &&
			match(shapes[i].shape, text, is_half_enough, to))
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
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		if (strcmp(shapes[i].country, last) == 0 ||
			!match(shapes[i].shape, text, false, form))
			continue;
		last = shapes[i].country;
		if (count++ == 0)
			*country = last;
	}
	return count;
}
