/* SPDX-License-Identifier: MIT */
/* The program that makes the list of places, on its sample. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *variable(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value ? value : otherwise;
}

/*
 * Runs the maker in the sample's directory, with the rest of the command as given. It lives for a
 * second and leaves its memory to the system, which a sanitizer takes for leaks.
 */
static int make_list(const char *rest)
{
	char command[4096];

	snprintf(command, sizeof command,
		"cd '%s/data/sample' && ASAN_OPTIONS=detect_leaks=0 '%s' cities1000.txt "
		"admin1.json %s",
		variable("srcdir", "."), variable("MAKE_PLACES", "data/make-places"), rest);
	return system(command);
}

Test(places, are_made_from_the_sample_as_before)
{
	cr_expect_eq(make_list("countries.tsv korea.tsv names.tsv | cmp - places"), 0);
}

Test(places, are_not_made_from_what_is_missing)
{
	cr_expect_neq(make_list("absent.tsv korea.tsv names.tsv 2>/dev/null >/dev/null"), 0);
	cr_expect_neq(make_list("korea.tsv korea.tsv names.tsv 2>/dev/null >/dev/null"), 0);
	cr_expect_neq(make_list("countries.tsv korea.tsv names.tsv 2>/dev/null >/dev/full"), 0);
}
