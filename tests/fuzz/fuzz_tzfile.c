/* SPDX-License-Identifier: MIT */
/*
 * Reads whatever comes as a time zone file: a target for libFuzzer, and with tests/fuzz/replay.c a
 * program that plays back its corpus.
 */
#include <assert.h>
#include <stdint.h>

#include "base/tzfile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int64_t times[] = {
		INT64_C(-62135596800), -1, 0, 1665619509, 2147483648, INT64_C(253402300799)};
	struct tzfile zone;
	int32_t offset;

	if (!tzfile_parse(&zone, data, size))
		return 0;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++)
		assert(!tzfile_offset(&zone, times[i], &offset) ||
			(offset >= -26 * 3600 && offset <= 26 * 3600));
	return 0;
}
