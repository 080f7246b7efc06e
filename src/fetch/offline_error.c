/* SPDX-License-Identifier: MIT */
#include "fetch/offline_error.h"

#include "base/i18n.h"

bool offline_error_set(struct error *error, const struct cache *cache, const struct cache_key *key,
	enum answer_part part, int64_t now, double max_age)
{
	static const struct {
		const char *missing, *old;
	} messages[ANSWER_PARTS] = {
		[ANSWER_WEATHER] = {N_("there is no cached answer for this request; run wx once "
				       "without --offline"),
			N_("no cached answer for this place is recent enough; run wx without "
			   "--offline, or raise --max-stale")},
		[ANSWER_FORECAST] = {N_("there is no cached forecast for this request; run wx once "
					"without --offline"),
			N_("no cached forecast for this place is recent enough; run wx without "
			   "--offline, or raise --max-stale")},
		[ANSWER_AIR] = {
			N_("there is no cached air quality data for this request; run wx once "
			   "without --offline"),
			N_("no cached air quality data for this place is recent enough; run wx "
			   "without --offline, or raise --max-stale")}};
	struct cache_entry entry;
	bool is_old;

	/* Without the coordinates of the place there is no weather either. */
	if (part == ANSWER_PLACE)
		part = ANSWER_WEATHER;
	if (*cache->reason)
		return error_set(
			error, EXIT_NETWORK, _("the cache cannot be used: %s"), cache->reason);
	/* A reply that is recent enough was tried and cannot be read, so it counts as missing. */
	is_old = cache_read(cache, key, now, &entry) && (double)(now - entry.fetched) > max_age;
	cache_entry_free(&entry);
	if (entry.is_out_of_memory)
		return error_set_no_memory(error);
	return error_set(error, EXIT_NETWORK, "%s",
		is_old ? _(messages[part].old) : _(messages[part].missing));
}
