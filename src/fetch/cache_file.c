/* SPDX-License-Identifier: MIT */
#include "fetch/cache_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/option_limits.h"
#include "base/strbuf.h"

#define SWEEP_INTERVAL_SECONDS (24 * 3600)
#define SWEEP_REMOVALS_MAX 4096
#define TEMPORARY_AGE_SECONDS_MAX 3600
#define FAILURE_AGE_SECONDS_MAX (24 * 3600) /* much longer than a failure counts */
/* Longer than any time-out. A process that was killed leaves its lock file behind. */
#define LOCK_AGE_SECONDS_MAX (2 * 3600)
#define TEMPORARY_PREFIX "new-"

/* ---- names ---- */

/* The length of the URL without slashes at its end, which make no difference. */
static int url_length(const char *url)
{
	size_t length = strlen(url);

	while (length > 0 && url[length - 1] == '/')
		length--;
	return (int)length;
}

size_t cache_file_identity(char to[CACHE_IDENTITY_BYTES], const struct cache_key *key)
{
	const struct request *request = key->request;
	struct strbuf identity = strbuf_start(to, CACHE_IDENTITY_BYTES);

	strbuf_addf(
		&identity, "%.*s\n%s\n", url_length(key->base_url), key->base_url, request->path);
	for (size_t i = 0; i < request->count; i++)
		strbuf_addf(&identity, "%s=%s\n", request->parameters[i].name,
			request->parameters[i].value);
	return identity.is_cut ? 0 : identity.length;
}

/*
 * Names a file after the 64-bit FNV-1a hash (Fowler, Noll, Vo) of a text. Collisions are rare
 * and do little harm: a reply is used only if the identity stored with it is that of the request,
 * and the failure or lock of another request, or the pause of another service, delays or prevents
 * requests only until it expires or is released.
 */
static void name_by_hash(
	char to[CACHE_NAME_BYTES], const char *text, size_t length, const char *suffix)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
	snprintf(to, CACHE_NAME_BYTES, "%016" PRIx64 "%s", hash, suffix);
}

bool cache_file_name(char to[CACHE_NAME_BYTES], const struct cache_key *key, const char *suffix)
{
	char identity[CACHE_IDENTITY_BYTES];
	size_t length = cache_file_identity(identity, key);

	name_by_hash(to, identity, length, suffix);
	return length > 0;
}

void cache_file_name_pause(char to[CACHE_NAME_BYTES], const struct cache_key *key)
{
	char identity[CACHE_IDENTITY_BYTES];
	struct strbuf text = strbuf_start(identity, sizeof identity);

	strbuf_addf(&text, "%s\n%.*s\n", key->service, url_length(key->base_url), key->base_url);
	name_by_hash(to, identity, text.length, ".pause");
}

/* ---- reading and writing ---- */

int cache_file_open(const struct cache *cache, const char *name, struct stat *status)
{
	int file = openat(cache->directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (file < 0 || (fstat(file, status) == 0 && S_ISREG(status->st_mode) &&
				status->st_uid == geteuid()))
		return file;
	close(file);
	return -1;
}

/* Without fsync: a file that a crash has left incomplete is ignored when it is read. */
void cache_file_write(const struct cache *cache, const char *name, const char *head,
	const char *body, size_t length)
{
	const struct file_part parts[] = {{head, strlen(head)}, {body, length}};
	char temporary[CACHE_NAME_BYTES];

	snprintf(temporary, sizeof temporary, TEMPORARY_PREFIX "%ld", (long)getpid());
	file_replace_at(cache->directory, name, temporary, parts, 2, false);
}

void cache_file_remove(const struct cache *cache, const char *name)
{
	unlinkat(cache->directory, name, 0);
}

/* ---- old files ---- */

/*
 * Seconds since the file was last written, negative if that is in the future; INT64_MAX if there is
 * no such file.
 */
static int64_t age_of(const struct cache *cache, const char *name, int64_t now)
{
	struct stat status;

	if (fstatat(cache->directory, name, &status, AT_SYMLINK_NOFOLLOW) < 0)
		return INT64_MAX;
	return now - (int64_t)status.st_mtime;
}

/* The age in seconds above which a file is removed; INT64_MAX for one that is always kept. */
static int64_t max_age_of(const char *name)
{
	static const struct {
		const char *suffix;
		int64_t seconds;
	} kinds[] = {{".reply", CACHE_AGE_SECONDS_MAX}, {".failed", FAILURE_AGE_SECONDS_MAX},
		{".pause", CACHE_PAUSE_SECONDS_MAX}, {".lock", LOCK_AGE_SECONDS_MAX}};
	size_t length = strlen(TEMPORARY_PREFIX);

	if (strncmp(name, TEMPORARY_PREFIX, length) == 0 && name[length] &&
		!name[length + strspn(name + length, "0123456789")])
		return TEMPORARY_AGE_SECONDS_MAX;
	if (strspn(name, "0123456789abcdef") != 16)
		return INT64_MAX;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(name + 16, kinds[i].suffix) == 0)
			return kinds[i].seconds;
	return INT64_MAX;
}

void cache_file_sweep(const struct cache *cache, int64_t now)
{
	int64_t age = age_of(cache, "swept", now);
	int file, removed = 0;
	DIR *directory;
	struct dirent *entry;

	/*
	 * The last sweep may seem to be a little in the future, by the clock of a file server. If
	 * it is further in the future, the clock was wrong then, and it does not count.
	 */
	if (age > -SWEEP_INTERVAL_SECONDS && age < SWEEP_INTERVAL_SECONDS)
		return;
	cache_file_write(cache, "swept", "", "", 0);
	file = openat(cache->directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	directory = file < 0 ? NULL : fdopendir(file);
	while (directory && removed < SWEEP_REMOVALS_MAX && (entry = readdir(directory))) {
		int64_t max_age = max_age_of(entry->d_name);

		if (max_age < INT64_MAX && age_of(cache, entry->d_name, now) > max_age) {
			cache_file_remove(cache, entry->d_name);
			removed++;
		}
	}
	if (directory)
		closedir(directory);
	else if (file >= 0)
		close(file);
}
