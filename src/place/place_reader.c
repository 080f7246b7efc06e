/* SPDX-License-Identifier: MIT */
#include "place/place_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/key_shape.h"
#include "base/utf8.h"
#include "place/places.h"

#define COUNTED_BYTES_MAX (1 << 20) /* bytes of a file that is read twice, to count what is in it */
#define IDLE_BYTES_MAX (1 << 16)    /* read at a time without a place among them */

/* The lines that are neither empty nor comments, of a file that can be read twice; else 0. */
static size_t count_lines(int file, const struct stat *status)
{
	char piece[4096];
	bool is_blank = true, is_decided = false;
	size_t count = 0;
	ssize_t length;

	if (!S_ISREG(status->st_mode) || status->st_size > COUNTED_BYTES_MAX ||
		lseek(file, 0, SEEK_CUR) != 0)
		return 0;
	while ((length = read(file, piece, sizeof piece)) > 0) {
		for (ssize_t i = 0; i < length; i++) {
			if (!is_decided && !strchr(" \t\r\n", piece[i])) {
				is_blank = piece[i] == '#';
				is_decided = true;
			}
			if (piece[i] != '\n')
				continue;
			count += !is_blank;
			is_blank = true;
			is_decided = false;
		}
	}
	lseek(file, 0, SEEK_SET);
	return count + !is_blank;
}

bool place_reader_open(struct place_reader *source, const char *file, struct error *error)
{
	bool is_input = strcmp(file, "-") == 0;
	struct stat status = {0};

	source->left = source->place_count;
	source->name = is_input ? _("standard input") : file;
	source->file = -1;
	source->line = 0;
	source->line_length = source->piece_at = source->piece_end = 0;
	source->line_is_bad = false;
	if (!*file)
		return true;
	source->file = is_input ? dup(STDIN_FILENO) : file_open(file, &status);
	if (source->file >= 0 && fstat(source->file, &status) == 0 && S_ISDIR(status.st_mode))
		errno = EISDIR;
	else if (source->file >= 0) {
		source->left += count_lines(source->file, &status);
		return true;
	}
	place_reader_close(source);
	if (key_shape_is_in(source->name))
		return key_shape_fail(error, EXIT_USAGE, "--from");
	return error_set(error, EXIT_USAGE, _("--from: %s: cannot read the places: %s"),
		source->name, strerror(errno));
}

void place_reader_close(struct place_reader *source)
{
	int reason = errno;

	if (source->file >= 0)
		close(source->file);
	source->file = -1;
	errno = reason;
}

/* ---- lines ---- */

/*
 * Reads on, if that takes no waiting; else false, and what to say of it. At its end the file is
 * closed, and when it cannot be read.
 */
static bool read_piece(
	struct place_reader *source, enum place_reader_next *outcome, struct error *error)
{
	ssize_t length;

	*outcome = PLACE_READER_LATER;
	if (!file_wait_readable(source->file, 0) && errno == ETIMEDOUT)
		return false;
	length = read(source->file, source->piece, sizeof source->piece);
	if (length < 0 && (errno == EINTR || errno == EAGAIN))
		return false;
	if (length > 0) {
		source->piece_at = 0;
		source->piece_end = (size_t)length;
		return true;
	}
	if (length == 0 && source->line == 0 && source->line_length == 0 &&
		file_awaits_writer(source->file))
		return false;
	place_reader_close(source);
	if (length == 0)
		return true;
	*outcome = PLACE_READER_BAD;
	return error_set(error, EXIT_USAGE, _("--from: %s: cannot read the places: %s"),
		source->name, strerror(errno));
}

/* Takes what there is of a line; true when it is whole. */
static bool collect_line(struct place_reader *source)
{
	while (source->piece_at < source->piece_end) {
		char character = source->piece[source->piece_at++];

		if (character == '\n')
			return true;
		if (character == '\0' || source->line_length + 1 == sizeof source->line_text)
			source->line_is_bad = true;
		else
			source->line_text[source->line_length++] = character;
	}
	return false;
}

/*
 * What the line says: PLACE_READER_PLACE, PLACE_READER_BAD, or PLACE_READER_LATER for a line
 * without a place.
 */
static enum place_reader_next parse_line(
	struct place_reader *source, struct place *place, struct error *error)
{
	bool is_bad = source->line_is_bad;
	const char *text = source->line_text;
	struct error reason;

	source->line_text[source->line_length] = '\0';
	source->line_length = 0;
	source->line_is_bad = false;
	if (++source->line == 1)
		text = utf8_skip_bom(text);
	text += strspn(text, " \t\r");
	if (*text == '#' || (!is_bad && !*text))
		return PLACE_READER_LATER;
	if (source->left > 0)
		source->left--;
	if (is_bad) {
		error_set(error, EXIT_USAGE,
			_("%s:%ld: invalid place: not text, or longer than 256 bytes; correct the "
			  "line"),
			source->name, source->line);
		return PLACE_READER_BAD;
	}
	if (places_parse_one(place, source->list, text, source->aliases, &reason)) {
		if (place->is_several)
			error_set(&place->error, EXIT_NOT_FOUND,
				_("more than one place; write each on its own line"));
		return PLACE_READER_PLACE;
	}
	error_set(error, reason.code, "%s:%ld: %s", source->name, source->line, reason.message);
	return PLACE_READER_BAD;
}

enum place_reader_next place_reader_next(
	struct place_reader *source, struct place *place, struct error *error)
{
	enum place_reader_next outcome = PLACE_READER_LATER;
	size_t read = 0;

	*place->location.query = '\0';
	if (source->place_count > 0) {
		*place = *source->places++;
		source->place_count--;
		source->left--;
		return PLACE_READER_PLACE;
	}
	/* Comments without end must not hold up the places that are known. */
	while (outcome == PLACE_READER_LATER && (read < IDLE_BYTES_MAX || source->file < 0)) {
		if (collect_line(source)) {
			outcome = parse_line(source, place, error);
		} else if (source->file >= 0) {
			if (!read_piece(source, &outcome, error))
				return outcome;
			read += sizeof source->piece;
		} else if (source->line_length == 0 && !source->line_is_bad) {
			return PLACE_READER_END;
		} else {
			outcome = parse_line(source, place, error);
		}
	}
	return outcome;
}

bool place_reader_is_at_end(const struct place_reader *source)
{
	return source->place_count == 0 && source->file < 0 &&
	       source->piece_at == source->piece_end && source->line_length == 0 &&
	       !source->line_is_bad;
}
