/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/monotonic.h"
#include "base/paths.h"

/* Whether poll() waits for the first writer of a FIFO. */
#ifdef __linux__
enum { HAS_WAITING_FIFOS = true };
#else
enum { HAS_WAITING_FIFOS = false };
#endif

enum { FIFO_POLL_MS = 20 };

int file_open(const char *path, struct stat *status)
{
	int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	int reason;

	if (file < 0 || fstat(file, status) == 0)
		return file;
	reason = errno;
	close(file);
	errno = reason;
	return -1;
}

/* poll(2) does not support terminals everywhere; select(2) does, but not all descriptors. */
static int wait_once(int file, int milliseconds)
{
	struct timeval pause = {milliseconds / 1000, milliseconds % 1000 * 1000};
	struct pollfd wanted = {.fd = file, .events = POLLIN};
	fd_set readable;

	if (file >= FD_SETSIZE || !isatty(file))
		return poll(&wanted, 1, milliseconds);
	FD_ZERO(&readable);
	FD_SET(file, &readable);
	return select(file + 1, &readable, NULL, NULL, &pause);
}

bool file_wait_readable(int file, double deadline)
{
	int ready;

	do {
		ready = wait_once(file, monotonic_poll_timeout(deadline));
	} while (ready < 0 ? errno == EINTR : ready == 0 && monotonic_now() < deadline);
	if (ready == 0)
		errno = ETIMEDOUT;
	return ready > 0;
}

bool file_awaits_writer(int file)
{
	struct stat status;

	if (HAS_WAITING_FIFOS || fstat(file, &status) < 0 || !S_ISFIFO(status.st_mode))
		return false;
	poll(NULL, 0, FIFO_POLL_MS);
	return true;
}

ssize_t file_read(int file, char *to, size_t size, double deadline)
{
	struct stat status;
	/* A regular file is always ready. */
	bool may_wait = fstat(file, &status) < 0 || !S_ISREG(status.st_mode);
	size_t used = 0;

	for (;;) {
		ssize_t got;

		if (may_wait && !file_wait_readable(file, deadline))
			return -1;
		got = read(file, to + used, size - used);
		if (got < 0 && errno != EINTR && errno != EAGAIN)
			return -1;
		if (got > 0)
			used += (size_t)got;
		if (used == size) {
			errno = EFBIG;
			return -1;
		}
		if (may_wait && got == 0 && used == 0 && monotonic_now() < deadline &&
			file_awaits_writer(file))
			continue;
		if (got == 0 || (may_wait && got > 0 && to[used - 1] == '\n' && isatty(file)))
			break;
	}
	to[used] = '\0';
	return (ssize_t)used;
}

bool file_is_own(const struct stat *status)
{
	return status->st_uid == geteuid() || status->st_uid == 0;
}

/* Another process may make the directory at the same time. */
static bool make_directory(const char *path)
{
	/* A umask may clear the owner's bits. */
	return mkdir(path, 0700) == 0 ? chmod(path, 0700) == 0 : errno == EEXIST;
}

bool file_make_directory(const char *path)
{
	char parent[PATHS_MAX];
	char *slash;

	if (make_directory(path))
		return true;
	snprintf(parent, sizeof parent, "%s", path);
	slash = strrchr(parent, '/');
	if (errno != ENOENT || !slash || slash == parent)
		return false;
	*slash = '\0';
	return make_directory(parent) && make_directory(path);
}

bool file_write(int file, const char *text, size_t length)
{
	while (length > 0) {
		ssize_t written = write(file, text, length);
		struct pollfd writable = {.fd = file, .events = POLLOUT};
		int reason = errno;

		if (written >= 0) {
			text += written;
			length -= (size_t)written;
			continue;
		}
		if (reason == EINTR ||
			(reason == EAGAIN && (poll(&writable, 1, -1) >= 0 || errno == EINTR)))
			continue;
		errno = reason;
		return false;
	}
	return true;
}

bool file_replace_at(int directory, const char *name, const char *temporary,
	const struct file_part *parts, size_t count, bool is_durable)
{
	bool written;
	int file, reason;

	unlinkat(directory, temporary, 0);
	file = openat(
		directory, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (file < 0)
		return false;
	/* A umask may clear the owner's bits. */
	written = fchmod(file, 0600) == 0;
	for (size_t i = 0; written && i < count; i++)
		written = file_write(file, parts[i].text, parts[i].length);
	written = written && (!is_durable || fsync(file) == 0);
	written =
		close(file) == 0 && written && renameat(directory, temporary, directory, name) == 0;
	if (!written) {
		reason = errno;
		unlinkat(directory, temporary, 0);
		errno = reason;
	}
	return written;
}

bool file_replace(const char *path, const char *text)
{
	const struct file_part whole = {text, strlen(text)};
	char target[PATHS_MAX], temporary[PATHS_MAX + 32];
	char *resolved = realpath(path, NULL);

	snprintf(target, sizeof target, "%s", resolved ? resolved : path);
	free(resolved);
	for (char *slash = target + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		if (mkdir(target, 0700) < 0 && errno != EEXIST)
			return false;
		*slash = '/';
	}
	snprintf(temporary, sizeof temporary, "%s.new-%ld", target, (long)getpid());
	return file_replace_at(AT_FDCWD, target, temporary, &whole, 1, true);
}
