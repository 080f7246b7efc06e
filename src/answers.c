/* SPDX-License-Identifier: MIT */
#include "answers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "http/http_redact.h"
#include "base/key_shape.h"
#include "base/monotonic.h"
#include "weather/owm.h"
#include "base/utf8.h"

#define POLL_SECONDS 0.02 /* between two looks at a lock */
#define HASTE 0.25 /* of the time-out, when another who is asking the same is waited for no more */

static int64_t now(void)
{
	return (int64_t)time(NULL);
}

static struct asking *at(struct answers *answers, size_t i)
{
	return &answers->ring[(answers->first + i) % ANSWERS_MOST];
}

static struct cache_key key_of(const struct answers *answers, const struct asking *asking)
{
	return (struct cache_key){answers->http.base_url, &asking->request};
}

static void log_no_cache(FILE *log, const struct cache *cache)
{
	char path[PATHS_MAX];

	snprintf(path, sizeof path, "%s", cache->path);
	key_shape_hide(path, false);
	fprintf(log, "no cache: %s%s%s\n", path, *path ? ": " : "", cache->reason);
}

struct answers *answers_open(const struct fetch_config *config)
{
	/* What is not used of it takes no memory. */
	struct answers *answers = malloc(sizeof *answers);

	if (!answers)
		return NULL;
	answers->config = *config;
	answers->http = (struct http){.base_url = answer_service(),
		.timeout = config->timeout,
		.now = now(),
		.log = config->log};
	answers->key = config->key ? *config->key : (struct key){.text = ""};
	answers->refusal = (struct error){.code = EXIT_OK};
	answers->paused_until = 0;
	answers->first = answers->count = 0;
	rate_start(&answers->rate, (size_t)config->requests_per_minute);
	cache_open(&answers->cache);
	if (config->log && *answers->cache.reason)
		log_no_cache(config->log, &answers->cache);
	return answers;
}

static void unlock(struct answers *answers, struct asking *asking)
{
	const struct cache_key key = key_of(answers, asking);

	cache_unlock(&answers->cache, &key, asking->lock);
	asking->lock = CACHE_LOCKLESS;
}

void answers_close(struct answers *answers)
{
	for (; answers->count > 0; answers_drop(answers))
		unlock(answers, at(answers, 0));
	http_close(&answers->http);
	cache_close(&answers->cache);
	free(answers);
}

bool answers_are_full(const struct answers *answers)
{
	return answers->count == ANSWERS_MOST;
}

const struct asking *answers_first(const struct answers *answers)
{
	const struct asking *first = &answers->ring[answers->first];

	return answers->count > 0 && first->state == ASKING_DONE ? first : NULL;
}

void answers_drop(struct answers *answers)
{
	answers->first = (answers->first + 1) % ANSWERS_MOST;
	answers->count--;
}

/* ---- what is known already ---- */

/* Takes a reply of the cache, looked at like one of the network; false if there is none of use. */
static bool take_cached(struct answers *answers, struct asking *asking, double oldest)
{
	const struct cache_key key = key_of(answers, asking);
	struct answer *answer = &asking->answer;
	struct cache_entry entry;
	struct error unused;
	struct reply reply;
	bool good;

	if (!cache_read(&answers->cache, &key, now(), &entry))
		return false;
	reply = (struct reply){.status = 200, .body = entry.body, .length = entry.length};
	good = (double)(now() - entry.fetched) <= oldest && answer_read(answer, &reply, &unused);
	cache_free(&entry);
	answer->fetched = entry.fetched;
	answer->cached = true;
	return good;
}

/* With an answer, or that failure. */
static void finish(struct asking *asking, const struct error *error)
{
	asking->error = error ? *error : (struct error){.code = EXIT_OK};
	asking->answer.ready = now();
	asking->state = ASKING_DONE;
}

static bool finish_from_cache(struct answers *answers, struct asking *asking)
{
	double oldest = answers->config.max_age;

	if (oldest <= 0 || !take_cached(answers, asking, oldest))
		return false;
	finish(asking, NULL);
	return true;
}

/* With an answer that is older than wanted, because of that code; false if there is none. */
static bool finish_stale(struct answers *answers, struct asking *asking, const char *reason)
{
	double oldest = answers->config.max_stale;

	if (oldest <= 0 || !take_cached(answers, asking, oldest))
		return false;
	asking->answer.stale = reason;
	finish(asking, NULL);
	return true;
}

static bool lets_stale_through(enum exit_code code)
{
	return code == EXIT_NETWORK || code == EXIT_TLS || code == EXIT_RATE_LIMIT ||
	       code == EXIT_BAD_REPLY;
}

/* An old answer is better than none, unless it is the user who can mend what failed. */
static void finish_badly(struct answers *answers, struct asking *asking, const struct error *error)
{
	if (!lets_stale_through(error->code) ||
		!finish_stale(answers, asking, exit_code_name(error->code)))
		finish(asking, error);
	else
		asking->answer.trouble = *error;
}

static void finish_offline(struct answers *answers, struct asking *asking)
{
	struct error error;

	if (finish_from_cache(answers, asking) || finish_stale(answers, asking, "offline"))
		return;
	error_set(&error, EXIT_NETWORK,
		"no answer in this language is in the cache that is young enough; ask once without "
		"--offline, or raise --max-stale");
	finish(asking, &error);
}

/* After a 429 the service is left alone, by all processes. */
static bool finish_paused(struct answers *answers, struct asking *asking)
{
	const int64_t present = now();
	int64_t until = answers->paused_until;
	struct error error;

	if (until <= present)
		until = cache_pause(&answers->cache, answers->http.base_url, present);
	if (until <= present)
		return false;
	error_set(&error, EXIT_RATE_LIMIT,
		"too many requests for this account; nothing is sent for another %d s",
		(int)(until - present));
	error.retry_after = (int)(until - present);
	finish_badly(answers, asking, &error);
	return true;
}

/* For a minute after a failure an old answer is given at once. */
static bool finish_spared(struct answers *answers, struct asking *asking)
{
	const struct cache_key key = key_of(answers, asking);
	enum exit_code code = cache_failure(&answers->cache, &key, now());

	return answers->config.max_age > 0 && code != EXIT_OK &&
	       finish_stale(answers, asking, exit_code_name(code));
}

/* Whether it needs no request. */
static bool finish_at_once(struct answers *answers, struct asking *asking)
{
	if (answers->config.offline) {
		finish_offline(answers, asking);
		return true;
	}
	if (finish_from_cache(answers, asking) || finish_paused(answers, asking) ||
		finish_spared(answers, asking))
		return true;
	if (answers->refusal.code == EXIT_OK)
		return false;
	finish_badly(answers, asking, &answers->refusal);
	return true;
}

static struct asking *add(struct answers *answers, const struct place *place)
{
	struct asking *asking = at(answers, answers->count++);

	asking->state = ASKING_WAITING;
	asking->lock = CACHE_LOCKLESS;
	asking->answer = (struct answer){.language = answers->config.language};
	asking->answer.location = place->location;
	utf8_copy(asking->note, sizeof asking->note, place->note);
	return asking;
}

void answers_add(struct answers *answers, const struct place *place)
{
	struct asking *asking = add(answers, place);

	owm_weather_request(&asking->request, &place->location, answers->config.language);
	finish_at_once(answers, asking);
}

void answers_add_failure(
	struct answers *answers, const struct place *place, const struct error *error)
{
	finish(add(answers, place), error);
}

/* ---- asking ---- */

/* The key is looked for when a request is due, and once. */
static bool find_key(struct answers *answers, double deadline, struct error *error)
{
	if (!answers->http.key && !answers->config.key &&
		!key_find(&answers->key, &answers->config.key_files, deadline, error))
		return false;
	answers->http.key = answers->key.text;
	return true;
}

/* A place that is the key itself, whatever its shape, is not sent and not repeated. */
static bool is_key(const struct answers *answers, const struct asking *asking)
{
	return strlen(answers->key.text) >= REDACT_PIECE_BYTES &&
	       strstr(asking->answer.location.query, answers->key.text);
}

static void finish_as_key(struct asking *asking)
{
	struct error error;

	*asking->answer.location.query = '\0';
	key_shape_fail(&error, EXIT_USAGE, "the place");
	finish(asking, &error);
}

/* What keeps it from being sent keeps all that follow. */
static void send(struct answers *answers, struct asking *asking)
{
	size_t ticket = (size_t)(asking - answers->ring);
	struct error *error = &answers->refusal;

	asking->state = ASKING_SENT;
	if (!find_key(answers, asking->deadline, error))
		finish_badly(answers, asking, error);
	else if (is_key(answers, asking))
		finish_as_key(asking);
	else if (http_start(&answers->http, &asking->request, asking->deadline, ticket, error))
		rate_count(&answers->rate, monotonic_now());
	else
		finish_badly(answers, asking, error);
}

/* Whoever has the lock asks; the others wait for what that brings, and in the end ask themselves. */
static bool has_leave(struct answers *answers, struct asking *asking)
{
	const struct cache_key key = key_of(answers, asking);
	double haste = HASTE * answers->config.timeout;

	if (answers->config.max_age <= 0)
		return true;
	asking->lock = cache_lock(&answers->cache, &key);
	return asking->lock != CACHE_LOCKED || monotonic_now() >= asking->deadline - haste;
}

/* Goes on with one whose turn has come. */
static void go_on(struct answers *answers, struct asking *asking)
{
	if (!has_leave(answers, asking))
		return;
	/* Another may have asked in between. */
	if (!finish_at_once(answers, asking))
		send(answers, asking);
	if (asking->state == ASKING_DONE)
		unlock(answers, asking);
}

static size_t count(struct answers *answers, enum asking_state state)
{
	size_t found = 0;

	for (size_t i = 0; i < answers->count; i++)
		found += at(answers, i)->state == state;
	return found;
}

static bool has_room(struct answers *answers)
{
	return count(answers, ASKING_BEGUN) + count(answers, ASKING_SENT) < HTTP_TRANSFERS_MAX;
}

/* For each of those that have begun a request is left, whether they need it in the end or not. */
static double next_turn(struct answers *answers)
{
	return rate_next(&answers->rate, count(answers, ASKING_BEGUN));
}

static void begin(struct answers *answers, struct asking *asking)
{
	asking->deadline = monotonic_now() + answers->config.timeout;
	asking->state = ASKING_BEGUN;
}

/* While the rate holds it up, it may have been asked for elsewhere. */
static void begin_or_wait(struct answers *answers, struct asking *asking)
{
	if (next_turn(answers) <= monotonic_now())
		begin(answers, asking);
	else
		finish_from_cache(answers, asking);
}

static bool is_stopped(const struct answers *answers)
{
	return answers->refusal.code != EXIT_OK || answers->paused_until > now();
}

/* Lets those begin whose turn it is, and goes on with those that wait for a lock. */
static void go_on_with_all(struct answers *answers)
{
	for (size_t i = 0; i < answers->count; i++) {
		struct asking *asking = at(answers, i);

		if (asking->state == ASKING_WAITING && is_stopped(answers))
			finish_at_once(answers, asking);
		if (asking->state == ASKING_WAITING && has_room(answers))
			begin_or_wait(answers, asking);
		if (asking->state == ASKING_BEGUN)
			go_on(answers, asking);
	}
}

/* ---- what came of it ---- */

/* A refused key is mended where it came from, and not by asking again. */
static void refuse(struct answers *answers, struct error *error)
{
	if (error->code == EXIT_AUTH)
		error_set(error, EXIT_AUTH,
			"OpenWeatherMap refused the API key from %.300s; check it there, and mind "
			"that a new key takes up to two hours to work",
			answers->key.origin.source);
	if (error->code == EXIT_AUTH || error->code == EXIT_INTERNAL)
		answers->refusal = *error;
}

static void pause_all(struct answers *answers, const struct error *error)
{
	int64_t until = now() + error->retry_after;
	int64_t known = cache_pause(&answers->cache, answers->http.base_url, now());

	/* Of several pauses the longest counts. */
	if (known > answers->paused_until)
		answers->paused_until = known;
	if (until <= answers->paused_until)
		return;
	answers->paused_until = until;
	cache_keep_pause(&answers->cache, answers->http.base_url, until);
}

static void take_failure(struct answers *answers, struct asking *asking, struct error *error)
{
	const struct cache_key key = key_of(answers, asking);

	refuse(answers, error);
	if (error->code == EXIT_RATE_LIMIT)
		pause_all(answers, error);
	finish_badly(answers, asking, error);
	if (asking->answer.stale && error->code != EXIT_RATE_LIMIT)
		cache_keep_failure(&answers->cache, &key, now(), error->code);
}

/* A reply that repeats the key is not kept. */
static void take_reply(struct answers *answers, struct asking *asking, const struct reply *reply)
{
	const struct cache_key key = key_of(answers, asking);
	struct error error;

	if (!answer_read(&asking->answer, reply, &error)) {
		take_failure(answers, asking, &error);
		return;
	}
	asking->answer.fetched = now();
	asking->answer.cached = false;
	if (!reply->repeats_key)
		cache_write(&answers->cache, &key, now(), reply->body, reply->length);
	finish(asking, NULL);
}

static void take_results(struct answers *answers)
{
	struct error error;
	struct reply reply;
	size_t ticket;

	while (http_next(&answers->http, &ticket, &reply, &error)) {
		struct asking *asking = &answers->ring[ticket];

		if (error.code == EXIT_OK) {
			take_reply(answers, asking, &reply);
			http_free(&reply);
		} else {
			take_failure(answers, asking, &error);
		}
		unlock(answers, asking);
	}
}

/* When there is something to do even if nothing comes, at the latest at that moment. */
static double next_moment(struct answers *answers, double moment)
{
	if (count(answers, ASKING_BEGUN) > 0)
		moment = fmin(moment, monotonic_now() + POLL_SECONDS);
	if (count(answers, ASKING_WAITING) > 0 && has_room(answers))
		moment = fmin(moment, next_turn(answers));
	return moment;
}

void answers_wait(struct answers *answers, int file, double seconds)
{
	double last = monotonic_now() + seconds;

	go_on_with_all(answers);
	if (answers_first(answers))
		return;
	http_wait(&answers->http, file, next_moment(answers, last));
	take_results(answers);
}

void answers_delay(struct answers *answers, double seconds)
{
	for (size_t i = 0; i < answers->count; i++)
		at(answers, i)->deadline += seconds;
	http_delay(&answers->http, seconds);
}
