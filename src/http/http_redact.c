/* SPDX-License-Identifier: MIT */
#include "http/http_redact.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

#define PIECES_MAX 256
#define PAIR_COUNT (1 << 16)

_Static_assert(HTTP_REDACT_PIECE_BYTES == sizeof(uint64_t), "a piece must fit into a number");

/* All pieces of the key, in lower case, and a bit for each pair of bytes that ends one of them. */
struct pieces {
	uint64_t all[PIECES_MAX];
	size_t count;
	uint8_t pairs[PAIR_COUNT / 8];
};

static uint64_t push(uint64_t piece, char byte)
{
	bool is_upper = byte >= 'A' && byte <= 'Z';

	return piece << 8 | (unsigned char)(is_upper ? byte - 'A' + 'a' : byte);
}

static void split_key(struct pieces *pieces, const char *key)
{
	uint64_t piece = 0;

	*pieces = (struct pieces){.count = 0};
	for (size_t i = 0; key[i] && pieces->count < PIECES_MAX; i++) {
		piece = push(piece, key[i]);
		if (i + 1 < HTTP_REDACT_PIECE_BYTES)
			continue;
		pieces->all[pieces->count++] = piece;
		pieces->pairs[(piece & 0xffff) / 8] |= (uint8_t)(1 << (piece & 7));
	}
}

static bool is_piece(const struct pieces *pieces, uint64_t piece)
{
	if (!(pieces->pairs[(piece & 0xffff) / 8] & 1 << (piece & 7)))
		return false;
	for (size_t i = 0; i < pieces->count; i++)
		if (pieces->all[i] == piece)
			return true;
	return false;
}

/* How the bytes of the key are encoded in a text. */
enum form { FORM_PLAIN, FORM_JSON, FORM_JSON_PERCENT };

static int hex_digit(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	digit = (char)tolower((unsigned char)digit);
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* Decodes "uXXXX"; returns its length, or 0 if text does not begin with that. */
static size_t read_unicode(const char *text, int32_t *point)
{
	*point = 0;
	for (size_t i = 1; i <= 4; i++) {
		if (*text != 'u' || hex_digit(text[i]) < 0)
			return 0;
		*point = *point << 4 | hex_digit(text[i]);
	}
	return 5;
}

/* Decodes a byte of a JSON string; returns how many bytes encode it. */
static size_t read_json(const char *text, char *byte)
{
	int32_t point;

	*byte = *text;
	if (*text != '\\' || !text[1])
		return 1;
	if (read_unicode(text + 1, &point) > 0) {
		*byte = point < 0x80 ? (char)point : '\0';
		return 6;
	}
	*byte = text[1];
	return 2;
}

/* The same for a string that is percent-encoded as well. */
static size_t read_percent(const char *text, char *byte)
{
	size_t length = read_json(text, byte);
	char high, low;

	if (*byte == '%' && text[length]) {
		size_t both = length + read_json(text + length, &high);

		if (text[both])
			both += read_json(text + both, &low);
		else
			low = '\0';
		if (hex_digit(high) >= 0 && hex_digit(low) >= 0) {
			*byte = (char)(hex_digit(high) << 4 | hex_digit(low));
			return both;
		}
	}
	return length;
}

/* Only what has been decoded already is overwritten, so that overlapping pieces are found. */
static bool redact(char *text, const struct pieces *pieces, enum form form)
{
	size_t starts[HTTP_REDACT_PIECE_BYTES] = {0};
	uint64_t piece = 0;
	bool found = false;

	for (size_t count = 1, at = 0; text[at]; count++) {
		size_t first;
		char byte;

		starts[count % HTTP_REDACT_PIECE_BYTES] = at;
		if (form == FORM_JSON_PERCENT)
			at += read_percent(text + at, &byte);
		else if (form == FORM_JSON)
			at += read_json(text + at, &byte);
		else
			byte = text[at++];
		piece = push(piece, byte);
		if (count < HTTP_REDACT_PIECE_BYTES || !is_piece(pieces, piece))
			continue;
		found = true;
		first = starts[(count + 1) % HTTP_REDACT_PIECE_BYTES];
		memset(text + first, '*', at - first);
	}
	return found;
}

bool http_redact(char *text, const char *key)
{
	struct pieces pieces = {.count = 0};
	bool found = false;

	if (key)
		split_key(&pieces, key);
	if (pieces.count == 0)
		return false;
	if (strchr(text, '%') || strstr(text, "\\u0025"))
		found = redact(text, &pieces, FORM_JSON_PERCENT);
	if (strchr(text, '\\'))
		found |= redact(text, &pieces, FORM_JSON);
	return redact(text, &pieces, FORM_PLAIN) || found;
}

/* Whether text and its JSON escapes consist of ASCII characters. */
static bool is_ascii(const char *text)
{
	int32_t point;

	for (const char *escape = text; (escape = strchr(escape, '\\'));
		escape += 1 + (escape[1] != 0))
		if (read_unicode(escape + 1, &point) > 0 && point >= 0x80)
			return false;
	while (*text && (unsigned char)*text < 0x80)
		text++;
	return !*text;
}

bool http_redact_is_disguised(const char *text, const char *key)
{
	const char *end = text + strlen(text);
	struct pieces pieces;
	uint64_t piece = 0;
	size_t count = 0;
	int32_t point;

	if (is_ascii(text))
		return false;
	split_key(&pieces, key);
	while (pieces.count > 0 && text < end) {
		char ascii[UTF8_ASCII_MAX];

		/* Most characters stand for themselves. */
		if ((unsigned char)*text < 0x80 && *text != '\\') {
			ascii[0] = *text++;
			ascii[1] = '\0';
		} else if (*text == '\\' && read_unicode(text + 1, &point) > 0) {
			utf8_ascii_point(ascii, point);
			text += 6;
		} else {
			utf8_ascii_point(ascii, utf8_next(&text, end));
		}
		for (const char *next = ascii; *next; next++) {
			piece = push(piece, *next);
			if (++count >= HTTP_REDACT_PIECE_BYTES && is_piece(&pieces, piece))
				return true;
		}
	}
	return false;
}
