/* SPDX-License-Identifier: MIT */
#include "http_redact.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#define PIECES_MAX 256
#define PAIRS (1 << 16)

_Static_assert(REDACT_PIECE == sizeof(uint64_t), "a piece is kept as a number");

/* The key's pieces in lower case, and which pairs of bytes they end with. */
struct pieces {
	uint64_t all[PIECES_MAX];
	size_t count;
	uint8_t pairs[PAIRS / 8];
};

static uint64_t push(uint64_t piece, char byte)
{
	return piece << 8 | (uint64_t)tolower((unsigned char)byte);
}

static void cut_key(struct pieces *pieces, const char *key)
{
	uint64_t piece = 0;

	*pieces = (struct pieces){.count = 0};
	for (size_t i = 0; key[i] && pieces->count < PIECES_MAX; i++) {
		piece = push(piece, key[i]);
		if (i + 1 < REDACT_PIECE)
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

static int digit_of(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	digit = (char)tolower((unsigned char)digit);
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* The bytes of text that stand for one: three of a percent-encoded one, which is decoded. */
static size_t read_byte(const char *text, bool encoded, char *byte)
{
	*byte = *text;
	if (!encoded || *text != '%' || digit_of(text[1]) < 0 || digit_of(text[2]) < 0)
		return 1;
	*byte = (char)(digit_of(text[1]) << 4 | digit_of(text[2]));
	return 3;
}

/*
 * Whether there is a piece in text. If it may be changed, `writable` is the same text, and all pieces are
 * overwritten: what has been read already is not read again.
 */
static bool scan(const struct pieces *pieces, const char *text, char *writable, bool encoded)
{
	size_t starts[REDACT_PIECE] = {0};
	uint64_t piece = 0;
	bool found = false;

	for (size_t count = 1, at = 0; text[at]; count++) {
		size_t first;
		char byte;

		starts[count % REDACT_PIECE] = at;
		at += read_byte(text + at, encoded, &byte);
		piece = push(piece, byte);
		if (count < REDACT_PIECE || !is_piece(pieces, piece))
			continue;
		found = true;
		if (!writable)
			break;
		first = starts[(count + 1) % REDACT_PIECE];
		memset(writable + first, '*', at - first);
	}
	return found;
}

void http_redact(char *text, const char *key)
{
	struct pieces pieces;

	cut_key(&pieces, key);
	scan(&pieces, text, text, true);
	scan(&pieces, text, text, false);
}

bool http_redact_finds(const char *text, const char *key)
{
	struct pieces pieces;

	cut_key(&pieces, key);
	return scan(&pieces, text, NULL, true) || scan(&pieces, text, NULL, false);
}
