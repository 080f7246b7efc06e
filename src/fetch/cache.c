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
#include "base/monotonic.h"
#include "base/option_limits.h"
#include "base/strbuf.h"

#define REPLY_VERSION "wx-reply 1"
#define FAILURE_VERSION "wx-failed 1"
#define PAUSE_VERSION "wx-pause 1"

#define IDENTITY_MAX 4096
#define HEAD_MAX 96
#define MARK_MAX 96
#define ENTRY_MAX (HEAD_MAX + IDENTITY_MAX + REPLY_MAX + 1)
#define NAME_SIZE 32 /* sixteen digits and an ending */
#define READ_SECONDS 1.0

#define FAILURE_SECONDS 60
#define PAUSE_SECONDS_MAX 3600

#define SWEEP_SECONDS (24 * 3600)
#define SWEEP_FILES_MAX 4096
#define OLD_TEMPORARY_SECONDS 3600
#define LOCK_SECONDS_MAX (2 * 3600) /* more than any time-out */
#define TEMPORARY "new-"

/* ---- the directory ---- */

static bool set_unusable(struct cache *cache, bool is_unsafe, const char *reason)
{
	snprintf(cache->reason, sizeof cache->reason, "%s", reason);
	cache->is_unsafe = is_unsafe;
	return false;
}

/* Nobody else may put a reply there, or a link to what would be overwritten. */
static bool is_safe(struct cache *cache, const struct stat *status)
{
	if (status->st_uid != geteuid())
		return set_unusable(cache, true, "it belongs to another user");
	if (status->st_mode & (S_IWGRP | S_IWOTH))
		return set_unusable(
			cache, true, "other users can write to it; change its mode with chmod 700");
	return true;
}

/*
 * What lies in the directory's place was put there; what is missing or above it just cannot be had.
 */
static bool refuse_unopened(struct cache *cache)
{
	int reason = errno;
	struct stat status;
	bool is_other = lstat(cache->path, &status) == 0 && !S_ISDIR(status.st_mode);

	return set_unusable(cache, is_other,
		is_other ? "it is not a directory, or is a symbolic link to one"
			 : strerror(reason));
}

static bool open_directory(struct cache *cache)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	struct stat status;

	cache->directory = open(cache->path, flags);
	if (cache->directory < 0 && errno == ENOENT && file_make_directory(cache->path))
		cache->directory = open(cache->path, flags);
	if (cache->directory < 0 || fstat(cache->directory, &status) < 0)
		return refuse_unopened(cache);
	return is_safe(cache, &status);
}

void cache_open(struct cache *cache)
{
	*cache = (struct cache){.directory = -1};
	if (!paths_cache(cache->path))
		set_unusable(cache, false, "there is no home directory");
	else if (!open_directory(cache))
		cache_close(cache);
}

void cache_close(struct cache *cache)
{
	if (cache->directory >= 0)
		close(cache->directory);
	cache->directory = -1;
}

/* ---- names ---- */

/* FNV-1a of 64 bits (Fowler, Noll, Vo). What it confuses is told apart by what the entry says. */
static uint64_t hash(const char *text, size_t length)
{
	uint64_t value = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < length; i++)
		value = (value ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
	return value;
}

/* Without the slashes at its end, which make no difference. */
static int service_length(const char *service)
{
	size_t length = strlen(service);

	while (length > 0 && service[length - 1] == '/')
		length--;
	return (int)length;
}

/* All that makes the reply, a line each; 0 for what is too long to be kept. */
static size_t identify(char to[IDENTITY_MAX], const struct cache_key *key)
{
	const struct request *request = key->request;
	struct strbuf identity = strbuf_start(to, IDENTITY_MAX);

	strbuf_addf(
		&identity, "%.*s\n%s\n", service_length(key->service), key->service, request->path);
	for (size_t i = 0; i < request->count; i++)
		strbuf_addf(&identity, "%s=%s\n", request->parameters[i].name,
			request->parameters[i].value);
	return identity.is_cut ? 0 : identity.length;
}

static void name_text(char to[NAME_SIZE], const char *text, size_t length, const char *ending)
{
	snprintf(to, NAME_SIZE, "%016" PRIx64 "%s", hash(text, length), ending);
}

static bool name_key(char to[NAME_SIZE], const struct cache_key *key, const char *ending)
{
	char identity[IDENTITY_MAX];
	size_t length = identify(identity, key);

	name_text(to, identity, length, ending);
	return length > 0;
}

/* ---- files ---- */

/* Opens a file of the user's own; -1 for what is none. */
static int open_file(const struct cache *cache, const char *name, struct stat *status)
{
	int file = openat(cache->directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (file < 0 || (fstat(file, status) == 0 && S_ISREG(status->st_mode) &&
				status->st_uid == geteuid()))
		return file;
	close(file);
	return -1;
}

/* Reads a small file; returns its length, or -1 for one that cannot be read or does not fit. */
static ssize_t read_small_file(const struct cache *cache, const char *name, char *to, size_t size)
{
	struct stat status;
	int file = open_file(cache, name, &status);
	ssize_t length;

	if (file < 0)
		return -1;
	length = file_read(file, to, size, monotonic_now() + READ_SECONDS);
	close(file);
	return length;
}

/*
 * A new file takes the old one's place when it is whole. It is not waited for: a torn one is no
 * entry.
 */
static void write_file(const struct cache *cache, const char *name, const char *head,
	const char *body, size_t length)
{
	char temporary[NAME_SIZE];
	bool written;
	int file;

	snprintf(temporary, sizeof temporary, TEMPORARY "%ld", (long)getpid());
	unlinkat(cache->directory, temporary, 0);
	file = openat(cache->directory, temporary,
		O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (file < 0)
		return;
	written = fchmod(file, 0600) == 0 && file_write(file, head, strlen(head)) &&
		  file_write(file, body, length);
	written = close(file) == 0 && written &&
		  renameat(cache->directory, temporary, cache->directory, name) == 0;
	if (!written)
		unlinkat(cache->directory, temporary, 0);
}

static void remove_file(const struct cache *cache, const char *name)
{
	unlinkat(cache->directory, name, 0);
}

/* ---- replies ---- */

/*
 * Whether text begins with the reply that belongs to the key; what is behind its head is the body.
 */
static bool read_reply(
	const char *text, size_t length, const struct cache_key *key, struct cache_entry *entry)
{
	char identity[IDENTITY_MAX];
	size_t identity_length = identify(identity, key), stored_length, body_length;
	int head = 0;

	if (sscanf(text, REPLY_VERSION " %12" SCNd64 " %4zu %7zu%n", &entry->fetched,
		    &stored_length, &body_length, &head) != 3 ||
		text[head++] != '\n')
		return false;
	if (stored_length != identity_length || body_length > REPLY_MAX ||
		length != (size_t)head + stored_length + body_length ||
		memcmp(text + head, identity, identity_length) != 0)
		return false;
	entry->length = body_length;
	return true;
}

/* The whole file, for free(); NULL when it cannot be read, or memory is short. */
static char *read_entry(
	const struct cache *cache, const char *name, size_t *length, bool *lacks_memory)
{
	struct stat status;
	int file = open_file(cache, name, &status);
	ssize_t read = -1;
	char *text = NULL;

	if (file >= 0 && status.st_size < (off_t)ENTRY_MAX) {
		text = malloc((size_t)status.st_size + 2);
		*lacks_memory = !text;
	}
	if (text)
		read = file_read(
			file, text, (size_t)status.st_size + 2, monotonic_now() + READ_SECONDS);
	if (file >= 0)
		close(file);
	*length = (size_t)read;
	if (read >= 0)
		return text;
	free(text);
	return NULL;
}

bool cache_read(const struct cache *cache, const struct cache_key *key, int64_t now,
	struct cache_entry *entry)
{
	char name[NAME_SIZE];
	size_t length;

	*entry = (struct cache_entry){.fetched = 0};
	if (cache->directory < 0 || !name_key(name, key, ".reply"))
		return false;
	entry->body = read_entry(cache, name, &length, &entry->lacks_memory);
	if (!entry->body || !read_reply(entry->body, length, key, entry) || entry->fetched < 0 ||
		entry->fetched > now) {
		cache_entry_free(entry);
		return false;
	}
	memmove(entry->body, entry->body + length - entry->length, entry->length + 1);
	return true;
}

void cache_entry_free(struct cache_entry *entry)
{
	free(entry->body);
	entry->body = NULL;
}

/* ---- now and then ---- */

/* Seconds since the file was last written; 0 for one of the future. */
static int64_t age_of(const struct cache *cache, const char *name, int64_t now)
{
	struct stat status;

	if (fstatat(cache->directory, name, &status, AT_SYMLINK_NOFOLLOW) < 0)
		return INT64_MAX;
	return status.st_mtime < now ? now - status.st_mtime : 0;
}

/* Files of other names are none of ours. */
static int64_t age_allowed(const char *name)
{
	if (strncmp(name, TEMPORARY, strlen(TEMPORARY)) == 0)
		return OLD_TEMPORARY_SECONDS;
	if (strspn(name, "0123456789abcdef") != 16 || name[16] != '.')
		return INT64_MAX;
	/* A run that was ended by a signal leaves one, unlocked. */
	return strcmp(name + 16, ".lock") == 0 ? LOCK_SECONDS_MAX : CACHE_AGE_SECONDS_MAX;
}

/* Once a day, and only so many files, what nobody will ask for any more is removed. */
static void sweep(const struct cache *cache, int64_t now)
{
	int file;
	DIR *directory;
	struct dirent *entry;

	if (age_of(cache, "swept", now) < SWEEP_SECONDS)
		return;
	write_file(cache, "swept", "", "", 0);
	file = openat(cache->directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	directory = file < 0 ? NULL : fdopendir(file);
	for (int i = 0; directory && i < SWEEP_FILES_MAX && (entry = readdir(directory)); i++)
		if (age_of(cache, entry->d_name, now) > age_allowed(entry->d_name))
			remove_file(cache, entry->d_name);
	if (directory)
		closedir(directory);
	else if (file >= 0)
		close(file);
}

void cache_write(const struct cache *cache, const struct cache_key *key, int64_t now,
	const char *body, size_t length)
{
	char identity[IDENTITY_MAX], head[HEAD_MAX + IDENTITY_MAX], name[NAME_SIZE];
	size_t identity_length = identify(identity, key);

	if (cache->directory < 0 || identity_length == 0 || length > REPLY_MAX)
		return;
	snprintf(head, sizeof head, REPLY_VERSION " %" PRId64 " %zu %zu\n%s", now, identity_length,
		length, identity);
	name_key(name, key, ".reply");
	write_file(cache, name, head, body, length);
	name_key(name, key, ".failed");
	remove_file(cache, name);
	sweep(cache, now);
}

/* ---- failures and pauses ---- */

void cache_write_failure(
	const struct cache *cache, const struct cache_key *key, int64_t now, enum exit_code code)
{
	char name[NAME_SIZE], text[MARK_MAX];

	if (cache->directory < 0 || !name_key(name, key, ".failed"))
		return;
	snprintf(text, sizeof text, FAILURE_VERSION " %" PRId64 " %d\n", now, (int)code);
	write_file(cache, name, text, "", 0);
}

enum exit_code cache_read_failure(
	const struct cache *cache, const struct cache_key *key, int64_t now)
{
	char name[NAME_SIZE], text[MARK_MAX];
	int64_t when;
	int code;

	if (cache->directory < 0 || !name_key(name, key, ".failed") ||
		read_small_file(cache, name, text, sizeof text) < 0 ||
		sscanf(text, FAILURE_VERSION " %12" SCNd64 " %2d", &when, &code) != 2 ||
		when > now || now - when >= FAILURE_SECONDS || code <= EXIT_OK ||
		code >= EXIT_CODES)
		return EXIT_OK;
	return (enum exit_code)code;
}

void cache_write_pause(const struct cache *cache, const char *service, int64_t until)
{
	char name[NAME_SIZE], text[MARK_MAX];

	if (cache->directory < 0)
		return;
	name_text(name, service, (size_t)service_length(service), ".pause");
	snprintf(text, sizeof text, PAUSE_VERSION " %" PRId64 "\n", until);
	write_file(cache, name, text, "", 0);
}

int64_t cache_read_pause(const struct cache *cache, const char *service, int64_t now)
{
	char name[NAME_SIZE], text[MARK_MAX];
	int64_t until;

	if (cache->directory < 0)
		return 0;
	name_text(name, service, (size_t)service_length(service), ".pause");
	if (read_small_file(cache, name, text, sizeof text) < 0 ||
		sscanf(text, PAUSE_VERSION " %12" SCNd64, &until) != 1 || until <= now ||
		until > now + PAUSE_SECONDS_MAX)
		return 0;
	return until;
}

/* ---- locks ---- */

/* Whether the name still is that file's; whoever had the lock before has removed it. */
static bool is_current(const struct cache *cache, const char *name, int file)
{
	struct stat opened, named;

	return fstat(file, &opened) == 0 &&
	       fstatat(cache->directory, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
	       opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

int cache_lock(const struct cache *cache, const struct cache_key *key)
{
	char name[NAME_SIZE];
	int file, outcome = CACHE_LOCKED;

	if (cache->directory < 0 || !name_key(name, key, ".lock"))
		return CACHE_LOCKLESS;
	file = openat(cache->directory, name,
		O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	if (file < 0)
		return CACHE_LOCKLESS;
	if (flock(file, LOCK_EX | LOCK_NB) < 0)
		outcome = errno == EWOULDBLOCK ? CACHE_LOCKED : CACHE_LOCKLESS;
	else if (is_current(cache, name, file))
		return file;
	close(file);
	return outcome;
}

void cache_unlock(const struct cache *cache, const struct cache_key *key, int lock)
{
	char name[NAME_SIZE];

	if (lock < 0)
		return;
	if (name_key(name, key, ".lock"))
		remove_file(cache, name);
	close(lock);
}
