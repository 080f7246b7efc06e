/* SPDX-License-Identifier: MIT */
/*
 * A library for LD_PRELOAD that makes calls fail which hardly ever do. It needs glibc; elsewhere it
 * does nothing.
 *
 *   FAIL_ALLOCATION=N    the N-th allocation fails, N from 1
 *   FAIL_ALLOCATION=N+   the N-th allocation and all after it fail
 *   FAIL_IN=NAME:NAME    counts only the allocations of objects whose path contains one of these
 *                        names; "main" is the program
 *   FAIL_CLOSE=1         closing standard output fails with ENOSPC
 *   FAIL_LOOKUP=SECONDS  getaddrinfo fails after that time; with a name server that never answers,
 *                        it takes ten seconds
 *   FAIL_FORK=N          the N-th fork fails with EAGAIN, and the child counts on
 *   HANG_FORK=1          fork does not return
 *   FAIL_MARK=PATH       this file is created when the first allocation or lookup fails
 */
#include <stdlib.h>

#ifdef __GLIBC__

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

static struct {
	long at; /* 0: none fails */
	bool and_later;
	const char *in, *mark;
	bool is_marked;
	const void *main_base;
	atomic_long count, forks;
} failing;

/* Runs before main; nothing fails before it. */
__attribute__((constructor)) static void prepare(void)
{
	const char *at = getenv("FAIL_ALLOCATION");
	Dl_info info;

	failing.in = getenv("FAIL_IN");
	failing.mark = getenv("FAIL_MARK");
	if (dladdr((const void *)getauxval(AT_ENTRY), &info))
		failing.main_base = info.dli_fbase;
	if (at) {
		failing.and_later = strchr(at, '+') != NULL;
		failing.at = strtol(at, NULL, 10);
	}
}

static bool is_named(const char *path, bool is_main)
{
	const char *name = failing.in;

	for (size_t length; *name; name += length + (name[length] == ':')) {
		char word[64];

		length = strcspn(name, ":");
		if (length >= sizeof word)
			continue;
		memcpy(word, name, length);
		word[length] = '\0';
		if (is_main ? strcmp(word, "main") == 0 : strstr(path, word) != NULL)
			return true;
	}
	return false;
}

static bool counts(const void *caller)
{
	Dl_info info;

	if (!failing.in)
		return true;
	/* The dynamic linker knows no object at this address. */
	if (!dladdr(caller, &info) || !info.dli_fname)
		return false;
	return is_named(info.dli_fname, info.dli_fbase == failing.main_base);
}

static void mark(void)
{
	int file;

	if (failing.is_marked || !failing.mark)
		return;
	failing.is_marked = true;
	file = (int)syscall(SYS_openat, AT_FDCWD, failing.mark, O_WRONLY | O_CREAT, 0600);
	if (file >= 0)
		syscall(SYS_close, file);
}

static bool must_fail(const void *caller)
{
	long count;

	if (failing.at == 0 || !counts(caller))
		return false;
	count = atomic_fetch_add(&failing.count, 1) + 1;
	if (count != failing.at && !(failing.and_later && count > failing.at))
		return false;
	mark();
	errno = ENOMEM;
	return true;
}

#define CALLER __builtin_return_address(0)

void *malloc(size_t size)
{
	return must_fail(CALLER) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return must_fail(CALLER) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
	return must_fail(CALLER) ? NULL : __libc_realloc(memory, size);
}

/* glibc's strdup would count as a call of libc, whoever calls it. */
char *strdup(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = must_fail(CALLER) ? NULL : __libc_malloc(size);

	return copy ? memcpy(copy, text, size) : NULL;
}

int close(int file)
{
	const char *fails = getenv("FAIL_CLOSE");
	long result = syscall(SYS_close, file);

	if (fails && file == STDOUT_FILENO && result == 0) {
		errno = ENOSPC;
		return -1;
	}
	return (int)result;
}

pid_t fork(void)
{
	union {
		void *object;
		pid_t (*call)(void);
	} real = {.object = dlsym(RTLD_NEXT, "fork")};

	const char *fails = getenv("FAIL_FORK");

	while (getenv("HANG_FORK"))
		pause();
	if (!fails || atomic_fetch_add(&failing.forks, 1) + 1 != strtol(fails, NULL, 10))
		return real.call();
	errno = EAGAIN;
	return -1;
}

int getaddrinfo(const char *host, const char *service, const struct addrinfo *hints,
	struct addrinfo **found)
{
	union {
		void *object;
		int (*call)(
			const char *, const char *, const struct addrinfo *, struct addrinfo **);
	} real = {.object = dlsym(RTLD_NEXT, "getaddrinfo")};

	const char *fails = getenv("FAIL_LOOKUP");
	unsigned seconds;

	if (!fails)
		return real.call(host, service, hints, found);
	mark();
	seconds = (unsigned)strtoul(fails, NULL, 10);
	sleep(seconds);
	return seconds > 0 ? EAI_AGAIN : EAI_NONAME;
}

#endif
