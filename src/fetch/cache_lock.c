/* SPDX-License-Identifier: MIT */
#include "fetch/cache_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fetch/cache_file.h"

#define ROOM_BYTES (32 * 1024) /* twice the size of a forecast, the longest usual reply */

int cache_lock(const struct cache *cache, const struct cache_key *key)
{
	struct stat opened, named;
	char name[CACHE_NAME_BYTES];
	int file, outcome;

	if (cache->directory < 0 || !cache_file_name(name, key, ".lock"))
		return CACHE_LOCK_NONE;
	file = openat(cache->directory, name,
		O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	if (file < 0)
		return CACHE_LOCK_NONE;
	/* The previous holder may have removed the file after it was opened here. */
	if (flock(file, LOCK_EX | LOCK_NB) < 0)
		outcome = errno == EWOULDBLOCK ? CACHE_LOCK_BUSY : CACHE_LOCK_NONE;
	else if (fstat(file, &opened) == 0 &&
		 fstatat(cache->directory, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
		 opened.st_dev == named.st_dev && opened.st_ino == named.st_ino)
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
	char name[CACHE_NAME_BYTES];
	bool is_locked;
	int file;

	if (cache->directory < 0 || !cache_file_name(name, key, ".lock"))
		return false;
	file = openat(cache->directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (file < 0)
		return false;
	is_locked = flock(file, LOCK_SH | LOCK_NB) < 0 && errno == EWOULDBLOCK;
	close(file);
	return is_locked;
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
	char name[CACHE_NAME_BYTES];

	if (lock < 0)
		return;
	if (cache_file_name(name, key, ".lock"))
		cache_file_remove(cache, name);
	close(lock);
}
