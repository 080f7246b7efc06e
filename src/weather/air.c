/* SPDX-License-Identifier: MIT */
#include "weather/air.h"

#include "base/i18n.h"

const char *air_index_words(int index)
{
	static const char *const words[] = {
		N_("good"), N_("fair"), N_("moderate"), N_("poor"), N_("very poor")};

	if (index < AIR_INDEX_GOOD || index > AIR_INDEX_VERY_POOR)
		return "";
	return words[index - AIR_INDEX_GOOD];
}
