/* SPDX-License-Identifier: MIT */
#include "base/tzfile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/monotonic.h"
#include "base/paths.h"

#define HEADER_BYTES 44
#define TYPE_BYTES 6
#define TYPES_MAX 256
#define RULE_MAX 256
#define READ_SECONDS 1.0

/* The widest that RFC 9636, section 3.2 recommends. */
#define OFFSET_LEAST (-89999)
#define OFFSET_MOST 93599

/* Where local time is not known: "-00". No offset has this value (RFC 9636, section 3.2). */
#define OFFSET_UNKNOWN INT32_MIN

/* A header and the data block after it. */
struct block {
	unsigned char version; /* 0, '2', '3' or '4' */
	size_t isutcnt, isstdcnt, leapcnt, timecnt, typecnt, charcnt;
	size_t time_bytes; /* 4, or 8 in the second block */
	const unsigned char *times, *indexes, *types, *names;
	const unsigned char *end;
};

static uint32_t get32(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Two's complement, made a signed number without leaning on the compiler. */
static int64_t get_signed(const unsigned char *at, size_t bytes)
{
	uint64_t high = bytes == 8 ? get32(at) : at[0] & 0x80 ? UINT32_MAX : 0;
	uint64_t value = high << 32 | get32(at + bytes - 4);

	return value <= INT64_MAX ? (int64_t)value : -(int64_t)~value - 1;
}

static bool take_block(struct block *block, const unsigned char *bytes, const unsigned char *end,
	size_t time_bytes)
{
	size_t *const counts[] = {&block->isutcnt, &block->isstdcnt, &block->leapcnt,
		&block->timecnt, &block->typecnt, &block->charcnt};

	if (end - bytes < HEADER_BYTES || memcmp(bytes, "TZif", 4) != 0 ||
		(bytes[4] && (bytes[4] < '2' || bytes[4] > '4')))
		return false;
	block->version = bytes[4];
	for (size_t i = 0; i < 6; i++) {
		*counts[i] = get32(bytes + 20 + 4 * i);
		if (*counts[i] > TZFILE_BYTES_MAX)
			return false;
	}
	block->time_bytes = time_bytes;
	block->times = bytes + HEADER_BYTES;
	if (block->timecnt * (time_bytes + 1) + block->typecnt * TYPE_BYTES + block->charcnt +
			block->leapcnt * (time_bytes + 4) + block->isstdcnt + block->isutcnt >
		(size_t)(end - block->times))
		return false;
	block->indexes = block->times + block->timecnt * time_bytes;
	block->types = block->indexes + block->timecnt;
	block->names = block->types + block->typecnt * TYPE_BYTES;
	block->end = block->names + block->charcnt + block->leapcnt * (time_bytes + 4) +
		     block->isstdcnt + block->isutcnt;
	return true;
}

/* The offsets of the local time types; false when one is not proper. */
static bool read_types(const struct block *block, int32_t offsets[TYPES_MAX])
{
	for (size_t i = 0; i < block->typecnt; i++) {
		const unsigned char *type = block->types + i * TYPE_BYTES;
		int64_t offset = get_signed(type, 4);
		const unsigned char *name = block->names + type[5];

		if (offset < OFFSET_LEAST || offset > OFFSET_MOST || type[4] > 1 ||
			type[5] >= block->charcnt || !memchr(name, 0, block->charcnt - type[5]))
			return false;
		offsets[i] =
			strcmp((const char *)name, "-00") == 0 ? OFFSET_UNKNOWN : (int32_t)offset;
	}
	return true;
}

static bool read_transitions(struct tzfile *zone, const struct block *block)
{
	int32_t offsets[TYPES_MAX];

	if (block->typecnt == 0 || block->typecnt > TYPES_MAX || block->leapcnt > 0 ||
		block->timecnt > TZFILE_TRANSITIONS_MAX ||
		(block->isutcnt > 0 && block->isutcnt != block->typecnt) ||
		(block->isstdcnt > 0 && block->isstdcnt != block->typecnt) ||
		!read_types(block, offsets))
		return false;
	zone->count = block->timecnt;
	zone->first_offset = offsets[0];
	for (size_t i = 0; i < block->timecnt; i++) {
		zone->times[i] =
			get_signed(block->times + i * block->time_bytes, block->time_bytes);
		if (block->indexes[i] >= block->typecnt ||
			(i > 0 && zone->times[i] <= zone->times[i - 1]))
			return false;
		zone->offsets[i] = offsets[block->indexes[i]];
	}
	return true;
}

/* "\n", a rule or nothing, "\n". */
static bool read_footer(struct tzfile *zone, const unsigned char *footer, const unsigned char *end)
{
	char rule[RULE_MAX];
	size_t length = (size_t)(end - footer);

	if (length < 2 || length - 2 >= sizeof rule || footer[0] != '\n' ||
		footer[length - 1] != '\n')
		return false;
	memcpy(rule, footer + 1, length - 2);
	rule[length - 2] = '\0';
	zone->has_rule = length > 2;
	return !zone->has_rule || (strlen(rule) == length - 2 && posix_tz_parse(&zone->rule, rule));
}

bool tzfile_parse(struct tzfile *zone, const unsigned char *bytes, size_t length)
{
	const unsigned char *end = bytes + length;
	struct block first, second;

	zone->has_rule = false;
	if (length > TZFILE_BYTES_MAX || !take_block(&first, bytes, end, 4))
		return false;
	if (first.version == 0)
		return read_transitions(zone, &first);
	/* The first block is there for readers of version 1 and may be empty. */
	return take_block(&second, first.end, end, 8) && second.version == first.version &&
	       read_transitions(zone, &second) && read_footer(zone, second.end, end);
}

/* A name that stays below the directory: no absolute path, no "." or ".." in it. */
static bool is_zone_name(const char *name)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789_+-/";

	return *name && *name != '/' && name[strspn(name, letters)] == '\0';
}

static bool read_file(struct tzfile *zone, const char *directory, const char *name)
{
	unsigned char bytes[TZFILE_BYTES_MAX + 1];
	char path[PATHS_MAX];
	struct stat status;
	ssize_t length = -1;
	int file;

	if (snprintf(path, sizeof path, "%s/%s", directory, name) >= (int)sizeof path)
		return false;
	file = file_open(path, &status);
	if (file < 0)
		return false;
	if (S_ISREG(status.st_mode))
		length = file_read(
			file, (char *)bytes, sizeof bytes, monotonic_now() + READ_SECONDS);
	close(file);
	return length >= 0 && tzfile_parse(zone, bytes, (size_t)length);
}

bool tzfile_open(struct tzfile *zone, const char *name)
{
	/* Of Linux, the BSDs and macOS; of Solaris; of older systems. */
	static const char *const directories[] = {"/usr/share/zoneinfo",
		"/var/db/timezone/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/zoneinfo",
		"/etc/zoneinfo"};
	const char *chosen = getenv("TZDIR");

	if (!is_zone_name(name))
		return false;
	if (chosen && *chosen)
		return read_file(zone, chosen, name);
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
		if (read_file(zone, directories[i], name))
			return true;
	return false;
}

bool tzfile_offset(const struct tzfile *zone, int64_t time, int32_t *offset)
{
	size_t low = 0, high = zone->count; /* transitions before `low` are not later than time */

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->times[middle] <= time)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == zone->count && zone->has_rule)
		*offset = posix_tz_offset(&zone->rule, time);
	else if (low == zone->count && low > 0)
		*offset = OFFSET_UNKNOWN;
	else
		*offset = low > 0 ? zone->offsets[low - 1] : zone->first_offset;
	return *offset != OFFSET_UNKNOWN;
}
