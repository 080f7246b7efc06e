/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tzfile.h"
#include "harness.h"

TestSuite(tzfile, .fini = harness_teardown);

#define FILE_MAX 4096

/* Positions in a file that begins with a first block of no transitions, as zic -b slim writes it:
 * one type and one byte of its name. */
enum { SECOND_HEADER = 44 + 6 + 1, SECOND_BLOCK = SECOND_HEADER + 44 };

struct bytes {
	unsigned char at[FILE_MAX];
	size_t length;
};

static void use_zones(const char *kind)
{
	char path[512], name[64];

	snprintf(name, sizeof name, "tests/data/zoneinfo/%s", kind);
	source_path(path, sizeof path, name);
	setenv("TZDIR", path, 1);
}

static struct bytes read_bytes(const char *name)
{
	struct bytes bytes = {.length = 0};
	char path[512], below[128];
	FILE *file;

	snprintf(below, sizeof below, "tests/data/zoneinfo/%s", name);
	source_path(path, sizeof path, below);
	file = fopen(path, "rb");
	cr_assert(file, "%s", path);
	bytes.length = fread(bytes.at, 1, sizeof bytes.at, file);
	fclose(file);
	return bytes;
}

static bool parses(const struct bytes *bytes)
{
	struct tzfile zone;
	/* Of its exact size, so that a sanitizer sees a read behind its end. */
	unsigned char *exact = malloc(bytes->length + !bytes->length);
	bool good;

	cr_assert(exact);
	memcpy(exact, bytes->at, bytes->length);
	good = tzfile_parse(&zone, exact, bytes->length);
	free(exact);
	return good;
}

static int32_t offset_at(const struct tzfile *zone, int64_t time)
{
	int32_t offset = 0;

	cr_assert(tzfile_offset(zone, time, &offset), "at %lld", (long long)time);
	return offset;
}

/* The expected offsets are those that Python's zoneinfo gives for tzdata 2025b. */
Test(tzfile, knows_the_offset_of_a_time)
{
	static const struct {
		const char *zone;
		int64_t time;
		int32_t offset;
	} rows[] = {
		{"Europe/Berlin", -5364662400, 3208}, /* 1800: local mean time */
		{"Europe/Berlin", -773280000, 10800}, /* 1945: double summer time */
		{"Europe/Berlin", 1774745940, 3600},  /* 2026-03-29T00:59Z */
		{"Europe/Berlin", 1774746000, 7200},  /* a minute later */
		{"Europe/Berlin", 1792889940, 7200},  /* 2026-10-25T00:59Z */
		{"Europe/Berlin", 1792890000, 3600},  /* a minute later */
		{"Europe/Berlin", 2540246400, 7200},  /* 2050-07-01: by the rule */
		{"Europe/Berlin", 2553465600, 3600},  /* 2050-12-01 */
		{"America/New_York", 1793512740, -14400},
		{"America/New_York", 1793512800, -18000},
		{"America/New_York", 1772953140, -18000},
		{"America/New_York", 1772953200, -14400},
		{"Australia/Lord_Howe", 1775314740, 39600}, /* half an hour of summer time */
		{"Australia/Lord_Howe", 1775314800, 37800},
		{"Australia/Lord_Howe", 1791041340, 37800},
		{"Australia/Lord_Howe", 1791041400, 39600},
		{"America/Nuuk", 1774745940, -7200}, /* version 3: changes at -1:00 */
		{"America/Nuuk", 1774746000, -3600},
		{"America/Nuuk", 1792889940, -3600},
		{"America/Nuuk", 1792890000, -7200},
		{"Europe/Dublin", 1782864000, 3600}, /* winter is the daylight saving time */
		{"Europe/Dublin", 1796083200, 0},
		{"Asia/Kathmandu", 315532800, 19800},
		{"Asia/Kathmandu", 1767225600, 20700},
		{"Africa/Casablanca", 1772323200, 0}, /* Ramadan, by transitions until 2087 */
		{"Africa/Casablanca", 1777593600, 3600},
		{"Africa/Casablanca", 3786912000, 3600},
		{"Asia/Seoul", 583718400, 36000},
		{"Asia/Seoul", 1782864000, 32400},
	};

	use_zones("slim");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct tzfile zone;

		cr_assert(tzfile_open(&zone, rows[i].zone), "%s", rows[i].zone);
		cr_expect_eq(offset_at(&zone, rows[i].time), rows[i].offset, "%s at %lld: %d",
			rows[i].zone, (long long)rows[i].time, offset_at(&zone, rows[i].time));
	}
}

Test(tzfile, reads_fat_and_slim_files_alike)
{
	struct tzfile fat, slim;

	use_zones("fat");
	cr_assert(tzfile_open(&fat, "Europe/Berlin"));
	use_zones("slim");
	cr_assert(tzfile_open(&slim, "Europe/Berlin"));
	cr_expect_gt(fat.count, slim.count);
	/* From 1890 to 2060, by steps of some nine hours. */
	for (int64_t time = -2524521600; time < 2840140800; time += 32399)
		cr_assert_eq(
			offset_at(&fat, time), offset_at(&slim, time), "%lld", (long long)time);
}

/* The first block of a fat file, which has the times of 32 bits, is one of version 1. */
Test(tzfile, reads_version_1)
{
	struct bytes bytes = read_bytes("fat/Europe/Berlin");
	size_t length = 4;
	struct tzfile zone;
	int32_t offset;

	while (length + 4 < bytes.length && memcmp(bytes.at + length, "TZif", 4) != 0)
		length++;
	bytes.at[4] = 0;
	cr_assert(tzfile_parse(&zone, bytes.at, length));
	cr_expect_not(zone.has_rule);
	cr_expect_eq(offset_at(&zone, 1774745940), 3600);
	cr_expect_eq(offset_at(&zone, 1774746000), 7200);
	/* Its last transition is that of October 2037. */
	cr_expect_not(tzfile_offset(&zone, 2540246400, &offset));
}

Test(tzfile, reads_versions_2_to_4_and_no_other)
{
	for (int version = 1; version < 256; version++) {
		struct bytes bytes = read_bytes("slim/Europe/Berlin");

		bytes.at[4] = bytes.at[SECOND_HEADER + 4] = (unsigned char)version;
		cr_expect_eq(parses(&bytes), version >= '2' && version <= '4', "%d", version);
	}
}

/* Made by zic -r: the last transition is where the file was cut, and there is no rule. */
Test(tzfile, knows_nothing_behind_the_last_transition_without_a_rule)
{
	struct tzfile zone;
	int32_t offset;

	use_zones("cut");
	cr_assert(tzfile_open(&zone, "Europe/Berlin"));
	cr_expect_eq(offset_at(&zone, 1774746000), 7200);
	cr_expect_eq(offset_at(&zone, 1799999999), 3600);
	cr_expect_not(tzfile_offset(&zone, 1800000000, &offset));
}

Test(tzfile, finds_the_systems_files_without_tzdir)
{
	struct tzfile zone;

	unsetenv("TZDIR");
	if (!tzfile_open(&zone, "Europe/Berlin"))
		cr_skip_test("no time zone files here");
	cr_expect_eq(offset_at(&zone, 1774746000), 7200);
}

Test(tzfile, does_not_leave_its_directory)
{
	static const char *const names[] = {"", "/Europe/Berlin", "../slim/Europe/Berlin",
		"Europe/../Europe/Berlin", "./Europe/Berlin", "Europe", "Europe/Nowhere",
		"Europe/Berlin\n"};
	struct tzfile zone;

	use_zones("slim");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cr_expect_not(tzfile_open(&zone, names[i]), "'%s'", names[i]);
	setenv("TZDIR", "/nonexistent", 1);
	cr_expect_not(tzfile_open(&zone, "Europe/Berlin"));
}

Test(tzfile, reads_no_fifo_and_no_file_that_never_ends)
{
	const struct home *home = home_make();
	struct tzfile zone;
	char path[600];

	setenv("TZDIR", home->path, 1);
	snprintf(path, sizeof path, "%s/Fifo", home->path);
	cr_assert_eq(mkfifo(path, 0600), 0);
	cr_expect_not(tzfile_open(&zone, "Fifo"));
	snprintf(path, sizeof path, "%s/Zero", home->path);
	cr_assert_eq(symlink("/dev/zero", path), 0);
	cr_expect_not(tzfile_open(&zone, "Zero"));
}

Test(tzfile, refuses_every_truncated_file)
{
	struct bytes bytes = read_bytes("slim/Europe/Berlin");

	cr_expect(parses(&bytes));
	while (bytes.length-- > 0)
		cr_expect_not(parses(&bytes), "%zu bytes", bytes.length);
}

Test(tzfile, refuses_a_file_with_one_fault)
{
	static const struct {
		const char *fault;
		size_t at;
		unsigned char byte;
	} rows[] = {
		{"another first magic", 0, 'X'},
		{"another second magic", SECOND_HEADER, 'X'},
		{"two versions", SECOND_HEADER + 4, '3'},
		{"more transitions than there are bytes", SECOND_HEADER + 32, 0x7f},
		{"so many that their size overflows", SECOND_HEADER + 32, 0xff},
		{"a leap second", SECOND_HEADER + 31, 1},
		{"a wrong number of standard indicators", SECOND_HEADER + 27, 1},
		{"a wrong number of UT indicators", SECOND_HEADER + 23, 1},
		{"one type less", SECOND_HEADER + 39, 1},
		{"one byte of names less", SECOND_HEADER + 43, 1},
		{"a later transition before an earlier one", SECOND_BLOCK, 0x00},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes bytes = read_bytes("slim/Europe/Berlin");

		bytes.at[rows[i].at] = rows[i].byte;
		cr_expect_not(parses(&bytes), "%s", rows[i].fault);
	}
}

/* A file of version 1 with one type, "UTC", and room for what the tests put there. */
static struct bytes one_type(void)
{
	struct bytes bytes = {.length = 44 + 6 + 4};

	memcpy(bytes.at, "TZif", 4);
	bytes.at[39] = 1; /* typecnt */
	bytes.at[43] = 4; /* charcnt */
	memcpy(bytes.at + 44 + 6, "UTC", 4);
	return bytes;
}

Test(tzfile, refuses_types_beyond_reason)
{
	static const struct {
		const char *fault;
		int32_t offset;
		unsigned char is_dst, name;
		bool is_good;
	} rows[] = {{"none", 0, 0, 0, true}, {"the most", 93599, 1, 3, true},
		{"the least", -89999, 0, 0, true}, {"too far east", 93600, 0, 0, false},
		{"too far west", -90000, 0, 0, false}, {"no offset at all", INT32_MIN, 0, 0, false},
		{"no bool", 0, 2, 0, false}, {"a name behind the names", 0, 0, 4, false}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes bytes = one_type();
		uint32_t offset = (uint32_t)rows[i].offset;

		for (int byte = 0; byte < 4; byte++)
			bytes.at[44 + byte] = (unsigned char)(offset >> (24 - 8 * byte));
		bytes.at[48] = rows[i].is_dst;
		bytes.at[49] = rows[i].name;
		cr_expect_eq(parses(&bytes), rows[i].is_good, "%s", rows[i].fault);
	}
}

Test(tzfile, refuses_names_without_an_end_and_no_types)
{
	struct bytes bytes = one_type();

	bytes.at[53] = 'X';
	cr_expect_not(parses(&bytes));
	bytes = one_type();
	bytes.at[39] = 0;
	cr_expect_not(parses(&bytes));
}

Test(tzfile, knows_no_offset_where_the_name_is_minus_zero)
{
	struct bytes bytes = one_type();
	struct tzfile zone;
	int32_t offset;

	cr_assert(tzfile_parse(&zone, bytes.at, bytes.length));
	cr_expect(tzfile_offset(&zone, 0, &offset) && offset == 0);
	memcpy(bytes.at + 44 + 6, "-00", 4);
	cr_assert(tzfile_parse(&zone, bytes.at, bytes.length));
	cr_expect_not(tzfile_offset(&zone, 0, &offset));
}

/* Behind the second block: "\n", the rule, "\n". */
Test(tzfile, refuses_a_malformed_footer)
{
	static const struct {
		const char *footer;
		bool is_good;
	} rows[] = {{"\nCET-1\n", true}, {"\n\n", true}, {"\nCET-1", false}, {"CET-1\n", false},
		{"\n", false}, {"", false}, {"\nCET\n", false}, {"\nCET-1CEST\n", false},
		{"\nCET-1\nrest", false}, {"\nCET-1\n\n", false}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes bytes = read_bytes("slim/Asia/Seoul");

		cr_assert_eq(memcmp(bytes.at + bytes.length - 7, "\nKST-9\n", 7), 0);
		bytes.length += strlen(rows[i].footer) - 7;
		memcpy(bytes.at + bytes.length - strlen(rows[i].footer), rows[i].footer,
			strlen(rows[i].footer));
		cr_expect_eq(parses(&bytes), rows[i].is_good, "'%s'", rows[i].footer);
	}
}
