/* SPDX-License-Identifier: MIT */
/* What --complete and --list cost without the libraries that other parts of wx load. */
#include <stdlib.h>
#include <string.h>

#include "cmd/cmd_complete.h"
#include "place/place_search.h"

static int list_all(const struct gazetteer *list, const char *typed)
{
	struct candidates candidates;

	place_search(list, typed, &candidates);
	for (size_t i = 0; i < candidates.count; i++) {
		char argument[PLACE_ARGUMENT_MAX];
		struct listed place;

		gazetteer_place(list, candidates.all[i].offset, &place);
		place_search_argument(list, &place, typed, argument);
		puts(argument);
	}
	return candidates.count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
	struct gazetteer list;

	gazetteer_open(&list);
	if (argc < 3 || list.reason)
		return EXIT_FAILURE;
	if (strcmp(argv[1], "--list") == 0)
		return list_all(&list, argv[2]);
	cmd_complete_print(stdout, &list, argv + 2, argc - 2);
	return EXIT_SUCCESS;
}
