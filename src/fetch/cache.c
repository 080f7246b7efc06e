/* SPDX-License-Identifier: MIT */
#include "fetch/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/monotonic.h"
#include "base/shell_quote.h"
#include "fetch/cache_file.h"

/* Files that are not empty begin with their format and its version. */
#define REPLY_VERSION "wx-reply 1"
#define FAILURE_VERSION "wx-failed 1"
#define PAUSE_VERSION "wx-pause 1"

#define HEADER_BYTES 96 /* of the line before the identity, including the NUL */
#define STATUS_BYTES 96 /* of a file that holds a failure or a pause, including the NUL */
#define ENTRY_BYTES (HEADER_BYTES + CACHE_IDENTITY_BYTES + REPLY_MAX + 1)
#define READ_TIMEOUT_SECONDS 1.0
#define FAILURE_SECONDS 60 /* how long a failure counts */

/* ---- the directory ---- */

/*
 * Sets ->is_unsafe if another user may control the directory, and ->reason to why it is not used
 * and what to do about it. *opened is the status of a directory that was opened but has the wrong
 * owner or mode; NULL if opening it failed with error_number.
 */
static void describe_failure(struct cache *cache, const struct stat *opened, int error_number)
{
	char quoted[2 * PATHS_MAX];
	struct stat status;
	bool is_there = lstat(cache->path, &status) == 0;

	/* Another user may have put something else there. */
	cache->is_unsafe = opened || (is_there && !S_ISDIR(status.st_mode));
	shell_quote_path(quoted, sizeof quoted, cache->path);
	if (opened && opened->st_uid != geteuid())
		snprintf(cache->reason, sizeof cache->reason,
			_("%s belongs to another user; set XDG_CACHE_HOME to a directory of your "
			  "own"),
			cache->path);
	else if (opened)
		snprintf(cache->reason, sizeof cache->reason,
			_("other users can write to %s; run 'chmod 700 %s'"), cache->path, quoted);
	else if (is_there && S_ISLNK(status.st_mode))
		snprintf(cache->reason, sizeof cache->reason,
			_("%s is a symbolic link; remove it, or set XDG_CACHE_HOME to a directory "
			  "of your own"),
			cache->path);
	else if (cache->is_unsafe)
		snprintf(cache->reason, sizeof cache->reason,
			_("%s is not a directory; remove it, or set XDG_CACHE_HOME to a directory "
			  "of your own"),
			cache->path);
	else
		snprintf(cache->reason, sizeof cache->reason,
			_("cannot open or create %s (%s); set XDG_CACHE_HOME to a directory that "
			  "you can write to"),
			cache->path, strerror(error_number));
}

void cache_open(struct cache *cache)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	struct stat status;
	bool is_open;

	/* Clearing all of *cache would touch pages of its arrays that are never used. */
	cache->directory = -1;
	cache->is_unsafe = false;
	*cache->path = *cache->reason = '\0';
	if (!paths_cache(cache->path)) {
		*cache->path = '\0';
		snprintf(cache->reason, sizeof cache->reason, "%s",
			errno == ENAMETOOLONG ? _("the path of the cache directory is too long; "
						  "set XDG_CACHE_HOME to a shorter one")
					      : _("there is no home directory; set HOME"));
		return;
	}
	cache->directory = open(cache->path, flags);
	if (cache->directory < 0 && errno == ENOENT && file_make_directory(cache->path))
		cache->directory = open(cache->path, flags);
	is_open = cache->directory >= 0 && fstat(cache->directory, &status) == 0;
	if (is_open && status.st_uid == geteuid() && !(status.st_mode & (S_IWGRP | S_IWOTH)))
		return;
	describe_failure(cache, is_open ? &status : NULL, errno);
	cache_close(cache);
}

void cache_close(struct cache *cache)
{
	if (cache->directory >= 0)
		close(cache->directory);
	cache->directory = -1;
}

bool cache_is_writable(const struct cache *cache)
{
	return cache->directory >= 0 &&
	       faccessat(cache->directory, ".", W_OK | X_OK, AT_EACCESS) == 0;
}

/* ---- replies ---- */

/*
 * Returns the text of the file of a reply, with a NUL added, to be freed. On failure returns NULL,
 * and *is_out_of_memory tells whether that was for lack of memory.
 */
static char *read_entry(
	const struct cache *cache, const char *name, size_t *length, bool *is_out_of_memory)
{
	struct stat status;
	int file = cache_file_open(cache, name, &status);
	ssize_t read = -1;
	char *text = NULL;

	*is_out_of_memory = false;
	if (file >= 0 && status.st_size < (off_t)ENTRY_BYTES) {
		text = malloc((size_t)status.st_size + 2);
		*is_out_of_memory = !text;
	}
	if (text)
		read = file_read(file, text, (size_t)status.st_size + 2,
			monotonic_now() + READ_TIMEOUT_SECONDS);
	if (file >= 0)
		close(file);
	*length = (size_t)read;
	if (read >= 0)
		return text;
	free(text);
	return NULL;
}

/*
 * The file has a line with the version, the time, and the lengths of the identity and the body,
 * both of which follow it.
 */
static bool parse_entry(struct cache_entry *entry, size_t length, const struct cache_key *key)
{
	char identity[CACHE_IDENTITY_BYTES];
	size_t identity_length = cache_file_identity(identity, key), stored_length;
	const char *header = entry->body;
	char *end;

	if (strncmp(header, REPLY_VERSION " ", strlen(REPLY_VERSION " ")) != 0)
		return false;
	entry->fetched = strtoll(header + strlen(REPLY_VERSION), &end, 10);
	stored_length = strtoul(end, &end, 10);
	entry->length = strtoul(end, &end, 10);
	return *end++ == '\n' && stored_length == identity_length && entry->length <= REPLY_MAX &&
	       length == (size_t)(end - header) + stored_length + entry->length &&
	       memcmp(end, identity, identity_length) == 0;
}

bool cache_read(const struct cache *cache, const struct cache_key *key, int64_t now,
	struct cache_entry *entry)
{
	char name[CACHE_NAME_BYTES];
	size_t length;

	*entry = (struct cache_entry){.fetched = 0};
	if (cache->directory < 0 || !cache_file_name(name, key, ".reply"))
		return false;
	entry->body = read_entry(cache, name, &length, &entry->is_out_of_memory);
	if (!entry->body || !parse_entry(entry, length, key) || entry->fetched < 0 ||
		entry->fetched > now) {
		cache_entry_free(entry);
		return false;
	}
	/* The body, with its NUL, moves to the start of the block, so that it can be freed. */
	memmove(entry->body, entry->body + length - entry->length, entry->length + 1);
	return true;
}

void cache_entry_free(struct cache_entry *entry)
{
	free(entry->body);
	entry->body = NULL;
}

void cache_write(const struct cache *cache, const struct cache_key *key, int64_t now,
	const char *body, size_t length)
{
	char identity[CACHE_IDENTITY_BYTES], header[HEADER_BYTES + CACHE_IDENTITY_BYTES],
		name[CACHE_NAME_BYTES];
	size_t identity_length = cache_file_identity(identity, key);

	if (cache->directory < 0 || identity_length == 0 || length > REPLY_MAX)
		return;
	snprintf(header, sizeof header, REPLY_VERSION " %" PRId64 " %zu %zu\n%s", now,
		identity_length, length, identity);
	cache_file_name(name, key, ".reply");
	cache_file_write(cache, name, header, body, length);
	cache_file_name(name, key, ".failed");
	cache_file_remove(cache, name);
	cache_file_sweep(cache, now);
}

/* ---- failures and pauses ---- */

/* Reads a small file; returns its length, or -1 if it cannot be read or does not fit. */
static ssize_t read_small_file(const struct cache *cache, const char *name, char *to, size_t size)
{
	struct stat status;
	int file = cache_file_open(cache, name, &status);
	ssize_t length;

	if (file < 0)
		return -1;
	length = file_read(file, to, size, monotonic_now() + READ_TIMEOUT_SECONDS);
	close(file);
	return length;
}

void cache_write_failure(
	const struct cache *cache, const struct cache_key *key, int64_t now, enum exit_code code)
{
	char name[CACHE_NAME_BYTES], text[STATUS_BYTES];

	if (cache->directory < 0 || !cache_file_name(name, key, ".failed"))
		return;
	snprintf(text, sizeof text, FAILURE_VERSION " %" PRId64 " %d\n", now, (int)code);
	cache_file_write(cache, name, text, "", 0);
}

enum exit_code cache_read_failure(
	const struct cache *cache, const struct cache_key *key, int64_t now)
{
	char name[CACHE_NAME_BYTES], text[STATUS_BYTES];
	int64_t when;
	int code;

	if (cache->directory < 0 || !cache_file_name(name, key, ".failed") ||
		read_small_file(cache, name, text, sizeof text) < 0 ||
		sscanf(text, FAILURE_VERSION " %12" SCNd64 " %2d", &when, &code) != 2 ||
		when > now || now - when >= FAILURE_SECONDS || code <= EXIT_OK ||
		code >= EXIT_CODES)
		return EXIT_OK;
	return (enum exit_code)code;
}

void cache_write_pause(const struct cache *cache, const struct cache_key *key, int64_t until)
{
	char name[CACHE_NAME_BYTES], text[STATUS_BYTES];

	if (cache->directory < 0)
		return;
	cache_file_name_pause(name, key);
	snprintf(text, sizeof text, PAUSE_VERSION " %" PRId64 "\n", until);
	cache_file_write(cache, name, text, "", 0);
}

int64_t cache_read_pause(const struct cache *cache, const struct cache_key *key, int64_t now)
{
	char name[CACHE_NAME_BYTES], text[STATUS_BYTES];
	int64_t until;

	if (cache->directory < 0)
		return 0;
	cache_file_name_pause(name, key);
	if (read_small_file(cache, name, text, sizeof text) < 0 ||
		sscanf(text, PAUSE_VERSION " %12" SCNd64, &until) != 1 || until <= now ||
		until > now + CACHE_PAUSE_SECONDS_MAX)
		return 0;
	return until;
}
