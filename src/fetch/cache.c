/* SPDX-License-Identifier: MIT */
#include "fetch/cache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/monotonic.h"
#include "base/option_limits.h"
#include "base/shell_quote.h"
#include "base/strbuf.h"

/* Files that are not empty begin with their format and its version. */
#define REPLY_VERSION "wx-reply 1"
#define FAILURE_VERSION "wx-failed 1"
#define PAUSE_VERSION "wx-pause 1"

#define IDENTITY_BYTES 4096 /* of what identifies a request, the NUL counted */
#define HEADER_BYTES 96     /* of the line before it, the NUL counted */
#define STATUS_BYTES 96     /* of a file that holds a failure or a pause, the NUL counted */
#define ENTRY_BYTES (HEADER_BYTES + IDENTITY_BYTES + REPLY_MAX + 1)
#define NAME_BYTES 32 /* sixteen hexadecimal digits and a suffix, or "new-" and a process ID */
#define READ_TIMEOUT_SECONDS 1.0
#define ROOM_BYTES (32 * 1024) /* twice a forecast, the longest usual reply */

#define FAILURE_SECONDS 60            /* how long a failure counts */
#define PAUSE_SECONDS_MAX (24 * 3600) /* a longer pause is ignored */

#define SWEEP_INTERVAL_SECONDS (24 * 3600)
#define SWEEP_REMOVALS_MAX 4096
#define TEMPORARY_AGE_SECONDS_MAX 3600
#define LOCK_AGE_SECONDS_MAX (2 * 3600) /* longer than any time-out */
#define TEMPORARY_PREFIX "new-"

/* ---- the directory ---- */

/* Sets ->is_unsafe, and the reason why the directory is not used, with its path and what to do. */
static void describe_open_failure(struct cache *cache, int error_number)
{
	struct stat status;
	bool is_there = lstat(cache->path, &status) == 0;

	/* Another user may have put something else there. */
	cache->is_unsafe = is_there && !S_ISDIR(status.st_mode);
	if (is_there && S_ISLNK(status.st_mode))
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
			_("cannot use %s (%s); set XDG_CACHE_HOME to a directory that you can "
			  "write to"),
			cache->path, strerror(error_number));
}

void cache_open(struct cache *cache)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	char quoted[2 * PATHS_MAX];
	struct stat status;

	/* Not the whole of it: that would touch pages which hold no path and no reason. */
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
	if (cache->directory < 0 || fstat(cache->directory, &status) < 0) {
		describe_open_failure(cache, errno);
	} else if (status.st_uid != geteuid()) {
		snprintf(cache->reason, sizeof cache->reason,
			_("%s belongs to another user; set XDG_CACHE_HOME to a directory of your "
			  "own"),
			cache->path);
		cache->is_unsafe = true;
	} else if (status.st_mode & (S_IWGRP | S_IWOTH)) {
		shell_quote_path(quoted, sizeof quoted, cache->path);
		snprintf(cache->reason, sizeof cache->reason,
			_("other users can write to %s; run 'chmod 700 %s'"), cache->path, quoted);
		cache->is_unsafe = true;
	}
	if (*cache->reason)
		cache_close(cache);
}

void cache_close(struct cache *cache)
{
	if (cache->directory >= 0)
		close(cache->directory);
	cache->directory = -1;
}

/* ---- names ---- */

/* The length of the URL without slashes at its end, which make no difference. */
static int url_length(const char *url)
{
	size_t length = strlen(url);

	while (length > 0 && url[length - 1] == '/')
		length--;
	return (int)length;
}

/* Writes what a reply depends on, one item per line; returns its length, or 0 if it is too long. */
static size_t write_identity(char to[IDENTITY_BYTES], const struct cache_key *key)
{
	const struct request *request = key->request;
	struct strbuf identity = strbuf_start(to, IDENTITY_BYTES);

	strbuf_addf(
		&identity, "%.*s\n%s\n", url_length(key->base_url), key->base_url, request->path);
	for (size_t i = 0; i < request->count; i++)
		strbuf_addf(&identity, "%s=%s\n", request->parameters[i].name,
			request->parameters[i].value);
	return identity.is_cut ? 0 : identity.length;
}

/*
 * Names a file after the 64-bit FNV-1a hash (Fowler, Noll, Vo) of a text. Collisions are too rare
 * to matter: a reply is checked against its stored identity, and a wrong failure, lock or pause
 * delays or prevents requests only until it expires.
 */
static void name_by_hash(char to[NAME_BYTES], const char *text, size_t length, const char *suffix)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
	snprintf(to, NAME_BYTES, "%016" PRIx64 "%s", hash, suffix);
}

/* False when the identity is too long for anything to be stored. */
static bool name_by_key(char to[NAME_BYTES], const struct cache_key *key, const char *suffix)
{
	char identity[IDENTITY_BYTES];
	size_t length = write_identity(identity, key);

	name_by_hash(to, identity, length, suffix);
	return length > 0;
}

static void name_pause(char to[NAME_BYTES], const char *base_url)
{
	name_by_hash(to, base_url, (size_t)url_length(base_url), ".pause");
}

/* ---- files ---- */

/* Opens a regular file that belongs to the user; -1 for any other. */
static int open_file(const struct cache *cache, const char *name, struct stat *status)
{
	int file = openat(cache->directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (file < 0 || (fstat(file, status) == 0 && S_ISREG(status->st_mode) &&
				status->st_uid == geteuid()))
		return file;
	close(file);
	return -1;
}

/* Reads a small file; returns its length, or -1 if it cannot be read or does not fit. */
static ssize_t read_small_file(const struct cache *cache, const char *name, char *to, size_t size)
{
	struct stat status;
	int file = open_file(cache, name, &status);
	ssize_t length;

	if (file < 0)
		return -1;
	length = file_read(file, to, size, monotonic_now() + READ_TIMEOUT_SECONDS);
	close(file);
	return length;
}

/* Without fsync: a file that a crash has left incomplete is ignored when it is read. */
static void write_file(const struct cache *cache, const char *name, const char *head,
	const char *body, size_t length)
{
	const struct file_part parts[] = {{head, strlen(head)}, {body, length}};
	char temporary[NAME_BYTES];

	snprintf(temporary, sizeof temporary, TEMPORARY_PREFIX "%ld", (long)getpid());
	file_replace_at(cache->directory, name, temporary, parts, 2, false);
}

static void remove_file(const struct cache *cache, const char *name)
{
	unlinkat(cache->directory, name, 0);
}

/* ---- replies ---- */

/*
 * Reads the file of a reply and adds a NUL; to be freed. On failure returns NULL, and
 * *is_out_of_memory tells whether memory was the reason.
 */
static char *read_entry(
	const struct cache *cache, const char *name, size_t *length, bool *is_out_of_memory)
{
	struct stat status;
	int file = open_file(cache, name, &status);
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

/* The file has a line with version, time and two lengths; the identity and the body follow it. */
static bool parse_entry(const char *text, size_t length, const struct cache_key *key,
	int64_t *fetched, size_t *body_length)
{
	char identity[IDENTITY_BYTES];
	size_t identity_length = write_identity(identity, key), stored_length;
	int header = 0;

	if (sscanf(text, REPLY_VERSION " %12" SCNd64 " %4zu %7zu%n", fetched, &stored_length,
		    body_length, &header) != 3 ||
		text[header] != '\n')
		return false;
	header++;
	return stored_length == identity_length && *body_length <= REPLY_MAX &&
	       length == (size_t)header + stored_length + *body_length &&
	       memcmp(text + header, identity, identity_length) == 0;
}

bool cache_read(const struct cache *cache, const struct cache_key *key, int64_t now,
	struct cache_entry *entry)
{
	char name[NAME_BYTES];
	size_t length;

	*entry = (struct cache_entry){.fetched = 0};
	if (cache->directory < 0 || !name_by_key(name, key, ".reply"))
		return false;
	entry->body = read_entry(cache, name, &length, &entry->is_out_of_memory);
	if (!entry->body ||
		!parse_entry(entry->body, length, key, &entry->fetched, &entry->length) ||
		entry->fetched < 0 || entry->fetched > now) {
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

/* ---- old files ---- */

/* Seconds since the file was last written, negative for a future time; INT64_MAX if it is gone. */
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
	/* A process that was killed leaves its lock file behind. */
	static const struct {
		const char *suffix;
		int64_t seconds;
	} kinds[] = {{".reply", CACHE_AGE_SECONDS_MAX}, {".failed", PAUSE_SECONDS_MAX},
		{".pause", PAUSE_SECONDS_MAX}, {".lock", LOCK_AGE_SECONDS_MAX}};
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

/* Removes old files, once a day, and a limited number at a time. */
static void sweep(const struct cache *cache, int64_t now)
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
	write_file(cache, "swept", "", "", 0);
	file = openat(cache->directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	directory = file < 0 ? NULL : fdopendir(file);
	while (directory && removed < SWEEP_REMOVALS_MAX && (entry = readdir(directory))) {
		int64_t max_age = max_age_of(entry->d_name);

		if (max_age < INT64_MAX && age_of(cache, entry->d_name, now) > max_age) {
			remove_file(cache, entry->d_name);
			removed++;
		}
	}
	if (directory)
		closedir(directory);
	else if (file >= 0)
		close(file);
}

void cache_write(const struct cache *cache, const struct cache_key *key, int64_t now,
	const char *body, size_t length)
{
	char identity[IDENTITY_BYTES], header[HEADER_BYTES + IDENTITY_BYTES], name[NAME_BYTES];
	size_t identity_length = write_identity(identity, key);

	if (cache->directory < 0 || identity_length == 0 || length > REPLY_MAX)
		return;
	snprintf(header, sizeof header, REPLY_VERSION " %" PRId64 " %zu %zu\n%s", now,
		identity_length, length, identity);
	name_by_key(name, key, ".reply");
	write_file(cache, name, header, body, length);
	name_by_key(name, key, ".failed");
	remove_file(cache, name);
	sweep(cache, now);
}

/* ---- failures and pauses ---- */

void cache_write_failure(
	const struct cache *cache, const struct cache_key *key, int64_t now, enum exit_code code)
{
	char name[NAME_BYTES], text[STATUS_BYTES];

	if (cache->directory < 0 || !name_by_key(name, key, ".failed"))
		return;
	snprintf(text, sizeof text, FAILURE_VERSION " %" PRId64 " %d\n", now, (int)code);
	write_file(cache, name, text, "", 0);
}

enum exit_code cache_read_failure(
	const struct cache *cache, const struct cache_key *key, int64_t now)
{
	char name[NAME_BYTES], text[STATUS_BYTES];
	int64_t when;
	int code;

	if (cache->directory < 0 || !name_by_key(name, key, ".failed") ||
		read_small_file(cache, name, text, sizeof text) < 0 ||
		sscanf(text, FAILURE_VERSION " %12" SCNd64 " %2d", &when, &code) != 2 ||
		when > now || now - when >= FAILURE_SECONDS || code <= EXIT_OK ||
		code >= EXIT_CODES)
		return EXIT_OK;
	return (enum exit_code)code;
}

void cache_write_pause(const struct cache *cache, const char *base_url, int64_t until)
{
	char name[NAME_BYTES], text[STATUS_BYTES];

	if (cache->directory < 0)
		return;
	name_pause(name, base_url);
	snprintf(text, sizeof text, PAUSE_VERSION " %" PRId64 "\n", until);
	write_file(cache, name, text, "", 0);
}

int64_t cache_read_pause(const struct cache *cache, const char *base_url, int64_t now)
{
	char name[NAME_BYTES], text[STATUS_BYTES];
	int64_t until;

	if (cache->directory < 0)
		return 0;
	name_pause(name, base_url);
	if (read_small_file(cache, name, text, sizeof text) < 0 ||
		sscanf(text, PAUSE_VERSION " %12" SCNd64, &until) != 1 || until <= now ||
		until > now + PAUSE_SECONDS_MAX)
		return 0;
	return until;
}

/* ---- locks ---- */

/*
 * Whether the open file still has the name. The previous holder of the lock may have removed it
 * after it was opened here.
 */
static bool is_same_file(const struct cache *cache, const char *name, int file)
{
	struct stat opened, named;

	return fstat(file, &opened) == 0 &&
	       fstatat(cache->directory, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
	       opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

int cache_lock(const struct cache *cache, const struct cache_key *key)
{
	char name[NAME_BYTES];
	int file, outcome;

	if (cache->directory < 0 || !name_by_key(name, key, ".lock"))
		return CACHE_LOCK_NONE;
	file = openat(cache->directory, name,
		O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	if (file < 0)
		return CACHE_LOCK_NONE;
	if (flock(file, LOCK_EX | LOCK_NB) < 0)
		outcome = errno == EWOULDBLOCK ? CACHE_LOCK_BUSY : CACHE_LOCK_NONE;
	else if (is_same_file(cache, name, file))
		return file;
	else
		outcome = CACHE_LOCK_BUSY;
	close(file);
	return outcome;
}

/*
 * The test uses a shared lock, so that several processes can test at once. It hardly ever keeps
 * another process from getting the lock: when nobody has it, there is usually no file.
 */
bool cache_is_locked(const struct cache *cache, const struct cache_key *key)
{
	char name[NAME_BYTES];
	bool is_locked;
	int file;

	if (cache->directory < 0 || !name_by_key(name, key, ".lock"))
		return false;
	file = openat(cache->directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (file < 0)
		return false;
	is_locked = flock(file, LOCK_SH | LOCK_NB) < 0 && errno == EWOULDBLOCK;
	close(file);
	return is_locked;
}

bool cache_is_writable(const struct cache *cache)
{
	return cache->directory >= 0 &&
	       faccessat(cache->directory, ".", W_OK | X_OK, AT_EACCESS) == 0;
}

bool cache_has_room(int lock)
{
	static const char block[ROOM_BYTES / 8];
	size_t written = 0;

	while (written < ROOM_BYTES && write(lock, block, sizeof block) == (ssize_t)sizeof block)
		written += sizeof block;
	return ftruncate(lock, 0) == 0 && written == ROOM_BYTES;
}

void cache_unlock(const struct cache *cache, const struct cache_key *key, int lock)
{
	char name[NAME_BYTES];

	if (lock < 0)
		return;
	if (name_by_key(name, key, ".lock"))
		remove_file(cache, name);
	close(lock);
}
