/* SPDX-License-Identifier: MIT */
/* What the cache stores, and what it does with files that somebody else has put there. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/monotonic.h"
#include "fetch/cache.h"
#include "fetch/cache_lock.h"

#define NOW INT64_C(1795500000)
#define BODY "{\"name\":\"Seoul\"}"
#define NOBODY 65534

enum { BODY_MOST = 1024 * 1024, ENTRY_SPACE = 2 * BODY_MOST };

static char home[64];

static const struct request seoul = {
	NULL, "/data/2.5/weather", {{"q", "Seoul"}, {"units", "metric"}, {"lang", "en"}}, 3};
static const struct cache_key key = {"service", "https://api.example", &seoul};

/* Each test runs in a process of its own, so the variables need not be restored. */
static void make_home(void)
{
	snprintf(home, sizeof home, "/tmp/wx-test-cache-XXXXXX");
	cr_assert(mkdtemp(home));
	setenv("XDG_CACHE_HOME", home, 1);
	unsetenv("HOME");
}

static void remove_home(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf %s", home);
	cr_assert_eq(system(command), 0);
}

TestSuite(cache, .init = make_home, .fini = remove_home);

/* ---- helpers ---- */

static struct cache open_cache(void)
{
	struct cache cache;

	cache_open(&cache);
	cr_assert_geq(cache.directory, 0, "%s: %s", cache.path, cache.reason);
	cr_assert_str_empty(cache.reason);
	cr_assert_not(cache.is_unsafe);
	return cache;
}

static void below_home(char to[PATH_MAX], const char *name)
{
	snprintf(to, PATH_MAX, "%s/%s", home, name);
}

static bool ends_with(const char *name, const char *ending)
{
	size_t length = strlen(name), ending_length = strlen(ending);

	return length >= ending_length && strcmp(name + length - ending_length, ending) == 0;
}

/* Counts the files of the cache with a suffix; path becomes that of the last. */
static size_t find(char path[PATH_MAX], const char *ending)
{
	char directory[PATH_MAX];
	DIR *opened;
	size_t found = 0;

	below_home(directory, "wx");
	opened = opendir(directory);
	cr_assert(opened);
	for (struct dirent *entry; (entry = readdir(opened));) {
		if (*entry->d_name == '.' || !ends_with(entry->d_name, ending))
			continue;
		found++;
		snprintf(path, PATH_MAX, "%s/wx/%.64s", home, entry->d_name);
	}
	closedir(opened);
	return found;
}

static void find_only(char path[PATH_MAX], const char *ending)
{
	cr_assert_eq(find(path, ending), 1, "not one %s", ending);
}

static size_t count_temporaries(void)
{
	char directory[PATH_MAX];
	DIR *opened;
	size_t found = 0;

	below_home(directory, "wx");
	opened = opendir(directory);
	cr_assert(opened);
	for (struct dirent *entry; (entry = readdir(opened));)
		found += strncmp(entry->d_name, "new-", 4) == 0;
	closedir(opened);
	return found;
}

static bool exists(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

static mode_t mode_of(const char *path)
{
	struct stat status;

	cr_assert_eq(lstat(path, &status), 0, "%s: %s", path, strerror(errno));
	return status.st_mode;
}

static size_t read_bytes(const char *path, char *to, size_t size)
{
	FILE *file = fopen(path, "rb");
	size_t length;

	cr_assert(file, "%s: %s", path, strerror(errno));
	length = fread(to, 1, size, file);
	fclose(file);
	return length;
}

static void write_bytes(const char *path, const char *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");

	cr_assert(file, "%s: %s", path, strerror(errno));
	cr_assert_eq(fwrite(bytes, 1, length, file), length);
	cr_assert_eq(fclose(file), 0);
}

static void write_text(const char *path, const char *text)
{
	write_bytes(path, text, strlen(text));
}

static void expect_text(const char *path, const char *text)
{
	char found[256] = "";

	read_bytes(path, found, sizeof found - 1);
	cr_expect_str_eq(found, text, "%s: %s", path, found);
}

static void set_age(const char *path, time_t seconds)
{
	struct timespec times[2] = {{.tv_sec = time(NULL) - seconds}};

	times[1] = times[0];
	cr_assert_eq(utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW), 0, "%s: %s", path,
		strerror(errno));
}

static void keep(const struct cache *cache, const char *body)
{
	cache_write(cache, &key, NOW, body, strlen(body));
}

static bool is_kept_for(const struct cache *cache, const struct cache_key *wanted)
{
	struct cache_entry entry;
	bool found = cache_read(cache, wanted, NOW, &entry);

	cache_entry_free(&entry);
	return found;
}

static bool is_kept(const struct cache *cache)
{
	return is_kept_for(cache, &key);
}

static void expect_kept(const struct cache *cache, const char *body)
{
	struct cache_entry entry;

	cr_assert(cache_read(cache, &key, NOW, &entry), "'%s' is gone", body);
	cr_expect_eq(entry.fetched, NOW);
	cr_expect_eq(entry.length, strlen(body));
	cr_expect_str_eq(entry.body, body);
	cache_entry_free(&entry);
}

/* ---- replies ---- */

Test(cache, returns_a_reply_that_was_stored)
{
	struct cache cache = open_cache();

	cr_expect_not(is_kept(&cache));
	keep(&cache, BODY);
	expect_kept(&cache, BODY);
	keep(&cache, "{}");
	expect_kept(&cache, "{}");
	cr_expect_eq(count_temporaries(), 0);
	cache_close(&cache);
	cache = open_cache();
	expect_kept(&cache, "{}");
	cache_close(&cache);
}

Test(cache, stores_every_byte)
{
	static char body[BODY_MOST];
	static const size_t lengths[] = {0, 1, 256, 65536, BODY_MOST};
	struct cache cache = open_cache();

	for (size_t i = 0; i < sizeof body; i++)
		body[i] = (char)(i + i / 256);
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		struct cache_entry entry;

		cache_write(&cache, &key, NOW, body, lengths[i]);
		cr_assert(cache_read(&cache, &key, NOW, &entry), "%zu bytes", lengths[i]);
		cr_expect_eq(entry.length, lengths[i]);
		cr_expect_eq(memcmp(entry.body, body, lengths[i]), 0, "%zu bytes", lengths[i]);
		cr_expect_eq(entry.body[lengths[i]], '\0');
		cache_entry_free(&entry);
	}
	cache_close(&cache);
}

Test(cache, does_not_store_a_reply_that_is_too_large)
{
	static char body[BODY_MOST + 1];
	struct cache cache = open_cache();

	keep(&cache, BODY);
	cache_write(&cache, &key, NOW, body, sizeof body);
	expect_kept(&cache, BODY);
	cache_close(&cache);
}

Test(cache, distinguishes_requests)
{
	static const struct request others[] = {
		{NULL, "/data/2.5/forecast", {{"q", "Seoul"}, {"units", "metric"}, {"lang", "en"}},
			3},
		{NULL, "/data/2.5/weather", {{"q", "Tokyo"}, {"units", "metric"}, {"lang", "en"}},
			3},
		{NULL, "/data/2.5/weather", {{"q", "seoul"}, {"units", "metric"}, {"lang", "en"}},
			3},
		{NULL, "/data/2.5/weather", {{"id", "Seoul"}, {"units", "metric"}, {"lang", "en"}},
			3},
		{NULL, "/data/2.5/weather", {{"q", "Seoul"}, {"units", "metric"}, {"lang", "kr"}},
			3},
		{NULL, "/data/2.5/weather", {{"q", "Seoul"}, {"units", "metric"}}, 2},
		{NULL, "/data/2.5/weather", {{"q", "Seoulu"}, {"nits", "metric"}, {"lang", "en"}},
			3}};
	static const char *const services[] = {
		"https://api.example/v2", "http://api.example", "https://api.exampl", ""};
	struct cache cache = open_cache();
	char path[PATH_MAX];

	keep(&cache, BODY);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		const struct cache_key other = {key.service, key.base_url, &others[i]};

		cr_expect_not(is_kept_for(&cache, &other), "request %zu", i);
		cache_write(&cache, &other, NOW, "{}", 2);
	}
	for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
		const struct cache_key other = {key.service, services[i], &seoul};

		cr_expect_not(is_kept_for(&cache, &other), "service %zu", i);
		cache_write(&cache, &other, NOW, "{}", 2);
	}
	expect_kept(&cache, BODY);
	cr_expect_eq(find(path, ".reply"), 12);
	cache_close(&cache);
}

/* Names in the directory do not depend on what was typed. */
Test(cache, stores_replies_for_any_place_name)
{
	static const char *const places[] = {"../../x", "a/b", "", "a\nb", "\xff", "con", "."};
	struct cache cache = open_cache();
	struct request request = seoul;
	const struct cache_key odd = {key.service, key.base_url, &request};
	char path[PATH_MAX];

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		snprintf(request.parameters[0].value, REQUEST_VALUE_MAX, "%s", places[i]);
		cache_write(&cache, &odd, NOW, BODY, strlen(BODY));
		cr_expect(is_kept_for(&cache, &odd), "'%s'", places[i]);
		cr_expect_eq(find(path, ".reply"), i + 1, "'%s'", places[i]);
	}
	memset(request.parameters[0].value, 'x', REQUEST_VALUE_MAX - 1);
	cache_write(&cache, &odd, NOW, BODY, strlen(BODY));
	cr_expect(is_kept_for(&cache, &odd));
	cache_close(&cache);
}

Test(cache, does_not_store_a_request_that_is_too_long)
{
	static char service[8192];
	const struct cache_key longest = {key.service, service, &seoul};
	struct cache cache = open_cache();
	char path[PATH_MAX];

	memset(service, 's', sizeof service - 1);
	cache_write(&cache, &longest, NOW, BODY, strlen(BODY));
	cache_write_failure(&cache, &longest, NOW, EXIT_NETWORK);
	cr_expect_not(is_kept_for(&cache, &longest));
	cr_expect_eq(cache_read_failure(&cache, &longest, NOW), EXIT_OK);
	cr_expect_eq(cache_lock(&cache, &longest), CACHE_LOCK_NONE);
	cr_expect_eq(find(path, ""), 0, "%s", path);
	cache_close(&cache);
}

Test(cache, ignores_an_entry_from_the_future)
{
	static const int64_t times[] = {0, 1, NOW, INT64_C(4294967296), INT64_C(253402300799)};
	static char whole[4096], changed[8192];
	struct cache cache = open_cache();
	struct cache_entry entry;
	char path[PATH_MAX];

	keep(&cache, BODY);
	find_only(path, ".reply");
	read_bytes(path, whole, sizeof whole - 1);
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		snprintf(changed, sizeof changed, "wx-reply 1 %lld%s", (long long)times[i],
			strchr(whole + strlen("wx-reply 1 "), ' '));
		write_text(path, changed);
		for (int later = 0; later <= 1000; later += 1000) {
			cr_assert(cache_read(&cache, &key, times[i] + later, &entry), "%zu", i);
			cr_expect_eq(entry.fetched, times[i]);
			cr_expect_str_eq(entry.body, BODY);
			cache_entry_free(&entry);
		}
		cr_expect_not(cache_read(&cache, &key, times[i] - 1, &entry), "row %zu", i);
		cr_expect_null(entry.body);
	}
	cache_write(&cache, &key, -1, BODY, strlen(BODY));
	cr_expect_not(cache_read(&cache, &key, NOW, &entry));
	cache_close(&cache);
}

/* ---- damaged entries ---- */

Test(cache, ignores_a_truncated_or_extended_entry)
{
	static char whole[4096];
	struct cache cache = open_cache();
	char path[PATH_MAX];
	size_t length;

	keep(&cache, BODY);
	find_only(path, ".reply");
	length = read_bytes(path, whole, sizeof whole - 1);
	for (size_t cut = 0; cut < length; cut++) {
		write_bytes(path, whole, cut);
		cr_expect_not(is_kept(&cache), "cut at %zu of %zu", cut, length);
	}
	write_bytes(path, whole, length + 1);
	cr_expect_not(is_kept(&cache), "longer");
	write_bytes(path, whole, length);
	expect_kept(&cache, BODY);
	cache_close(&cache);
}

Test(cache, ignores_an_entry_of_another_format)
{
	/* What is before and after the length of the identity. */
	static const char *const heads[][2] = {{"wx-reply 2 1795500000 ", " 16\n"},
		{"wx-reply 10 1795500000 ", " 16\n"}, {"wx-reply 1 ", " 16\n"},
		{"wx-reply 1 1795500000 ", " 17\n"}, {"wx-reply 1 1795500000 ", " 15\n"},
		{"wx-reply 1 1795500000 1", " 16\n"}, {"wx-reply 1 1795500000 -", " 16\n"},
		{"wx-reply 1 1795500000 ", " -16\n"}, {"wx-reply 1 -1 ", " 16\n"},
		{"wx-reply 1 99999999999999999999 ", " 16\n"},
		{"wx-reply 1 1795500000 ", " 18446744073709551632\n"}, {"wx-reply 1 x ", " 16\n"},
		{"wx-reply 1 1795500000 ", " 16 \n"}, {"wx-reply 1 1795500000 ", " 16 5\n"},
		{"wx-failed 1 1795500000 ", " 16\n"}, {"\n", "\n"}};
	static char whole[4096], changed[8192];
	struct cache cache = open_cache();
	char path[PATH_MAX];
	const char *rest;

	keep(&cache, BODY);
	find_only(path, ".reply");
	read_bytes(path, whole, sizeof whole - 1);
	rest = strchr(whole, '\n') + 1;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		snprintf(changed, sizeof changed, "%s%zu%s%s", heads[i][0],
			strlen(rest) - strlen(BODY), heads[i][1], rest);
		write_text(path, changed);
		cr_expect_not(is_kept(&cache), "%s…%s", heads[i][0], heads[i][1]);
	}
	write_text(path, whole);
	expect_kept(&cache, BODY);
	cache_close(&cache);
}

/* As if the hashes of two requests were the same. */
Test(cache, ignores_an_entry_for_another_request)
{
	static const struct request tokyo = {NULL, "/data/2.5/weather",
		{{"q", "Tokyo"}, {"units", "metric"}, {"lang", "en"}}, 3};
	const struct cache_key other = {key.service, key.base_url, &tokyo};
	struct cache cache = open_cache();
	char path[PATH_MAX], other_path[PATH_MAX];

	cache_write(&cache, &other, NOW, BODY, strlen(BODY));
	find_only(other_path, ".reply");
	below_home(path, "away");
	rename(other_path, path);
	keep(&cache, BODY);
	find_only(other_path, ".reply");
	cr_assert_eq(rename(path, other_path), 0);
	cr_expect_not(is_kept(&cache));
	keep(&cache, BODY);
	expect_kept(&cache, BODY);
	cache_close(&cache);
}

static unsigned next_random(unsigned *state)
{
	return (*state = *state * 1103515245u + 12345u) >> 16;
}

/* Only random bytes, and an entry with some bytes replaced by random ones. */
Test(cache, ignores_random_bytes)
{
	static char whole[4096], bytes[4096];
	struct cache cache = open_cache();
	char path[PATH_MAX];
	size_t length;
	unsigned state = 7;

	keep(&cache, BODY);
	find_only(path, ".reply");
	length = read_bytes(path, whole, sizeof whole);
	for (int round = 0; round < 500; round++) {
		size_t from = round % 2 ? strlen("wx-reply 1 ") : 0;

		memcpy(bytes, whole, from);
		for (size_t i = from; i < sizeof bytes; i++)
			bytes[i] = (char)next_random(&state);
		write_bytes(path, bytes, next_random(&state) % sizeof bytes);
		cr_expect_not(is_kept(&cache), "round %d", round);
	}
	/* A changed digit of the time is not noticed; any other change is. */
	for (int round = 0; round < 2000; round++) {
		size_t place = next_random(&state) % (length - strlen(BODY));

		memcpy(bytes, whole, length);
		bytes[place] = (char)next_random(&state);
		write_bytes(path, bytes, length);
		cr_expect(!is_kept(&cache) || bytes[place] == whole[place] ||
				  place < strlen("wx-reply 1 1795500000 "),
			"byte %zu became %#x", place, (unsigned char)bytes[place]);
	}
	cache_close(&cache);
}

Test(cache, ignores_an_entry_that_is_too_large)
{
	static const off_t sizes[] = {ENTRY_SPACE, (off_t)1 << 30};
	struct cache cache = open_cache();
	double start = monotonic_now();
	char path[PATH_MAX];

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		keep(&cache, BODY);
		find_only(path, ".reply");
		cr_assert_eq(truncate(path, sizes[i]), 0);
		cr_expect_not(is_kept(&cache), "%lld", (long long)sizes[i]);
	}
	cr_expect(monotonic_now() - start < 5);
	cache_close(&cache);
}

/* ---- other files in place of entries ---- */

/* The target is not changed, not even when the link is replaced. */
Test(cache, follows_no_symbolic_link)
{
	static char whole[4096];
	struct cache cache = open_cache();
	char path[PATH_MAX], target[PATH_MAX];
	size_t length;

	keep(&cache, BODY);
	find_only(path, ".reply");
	length = read_bytes(path, whole, sizeof whole - 1);
	below_home(target, "target");
	write_bytes(target, whole, length);
	unlink(path);
	cr_assert_eq(symlink(target, path), 0);
	cr_expect_not(is_kept(&cache), "read through a link");
	keep(&cache, "{}");
	expect_kept(&cache, "{}");
	cr_expect(S_ISREG(mode_of(path)));
	expect_text(target, whole);
	cache_close(&cache);
}

static void put_no_file(const char *path, const char *kind)
{
	char target[PATH_MAX];

	unlink(path);
	below_home(target, "target");
	if (strcmp(kind, "pipe") == 0)
		cr_assert_eq(mkfifo(path, 0600), 0);
	else if (strcmp(kind, "directory") == 0)
		cr_assert_eq(mkdir(path, 0700), 0);
	else if (strcmp(kind, "zeroes") == 0)
		cr_assert_eq(symlink("/dev/zero", path), 0);
	else
		cr_assert_eq(symlink(target, path), 0);
}

static void put_away(const char *path)
{
	if (unlink(path) < 0)
		rmdir(path);
}

/* A FIFO, a directory or a device neither blocks nor is read. */
Test(cache, reads_only_regular_files, .timeout = 20)
{
	static const char *const kinds[] = {"pipe", "directory", "zeroes", "link to nowhere"};
	struct cache cache = open_cache();
	char reply[PATH_MAX], failed[PATH_MAX], pause[PATH_MAX], lock_path[PATH_MAX], target[64];
	int lock = cache_lock(&cache, &key);

	find_only(lock_path, ".lock");
	cache_unlock(&cache, &key, lock);
	keep(&cache, BODY);
	find_only(reply, ".reply");
	cache_write_failure(&cache, &key, NOW, EXIT_NETWORK);
	find_only(failed, ".failed");
	cache_write_pause(&cache, &key, NOW + 60);
	find_only(pause, ".pause");
	snprintf(target, sizeof target, "%.50s/target", home);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		bool is_directory = strcmp(kinds[i], "directory") == 0;

		put_no_file(reply, kinds[i]);
		put_no_file(failed, kinds[i]);
		put_no_file(pause, kinds[i]);
		put_no_file(lock_path, kinds[i]);
		cr_expect_not(is_kept(&cache), "%s", kinds[i]);
		cr_expect_eq(cache_read_failure(&cache, &key, NOW), EXIT_OK, "%s", kinds[i]);
		cr_expect_eq(cache_read_pause(&cache, &key, NOW), 0, "%s", kinds[i]);
		lock = cache_lock(&cache, &key);
		cr_expect_neq(lock, CACHE_LOCK_BUSY, "%s", kinds[i]);
		cache_unlock(&cache, &key, lock);
		keep(&cache, BODY);
		cache_write_failure(&cache, &key, NOW, EXIT_NETWORK);
		cache_write_pause(&cache, &key, NOW + 60);
		cr_expect_eq(is_kept(&cache), !is_directory, "%s", kinds[i]);
		cr_expect_eq(cache_read_failure(&cache, &key, NOW),
			is_directory ? EXIT_OK : EXIT_NETWORK, "%s", kinds[i]);
		cr_expect_eq(cache_read_pause(&cache, &key, NOW), is_directory ? 0 : NOW + 60, "%s",
			kinds[i]);
		cr_expect_eq(count_temporaries(), 0, "%s", kinds[i]);
		cr_expect_not(exists(target), "%s was followed", kinds[i]);
		put_away(reply);
		put_away(failed);
		put_away(pause);
		put_away(lock_path);
	}
	cache_close(&cache);
}

Test(cache, ignores_files_of_other_users)
{
	struct cache cache = open_cache();
	char path[PATH_MAX];

	if (geteuid() != 0)
		cr_skip_test("only root can give files away");
	keep(&cache, BODY);
	find_only(path, ".reply");
	cr_assert_eq(chown(path, NOBODY, NOBODY), 0);
	cr_expect_not(is_kept(&cache));
	keep(&cache, BODY);
	expect_kept(&cache, BODY);
	cache_close(&cache);
}

/* ---- the directory ---- */

Test(cache, is_accessible_to_the_user_only)
{
	static const mode_t masks[] = {0, 077, 022};

	for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
		static const char *const endings[] = {".reply", ".failed", ".pause", "swept"};
		char base[PATH_MAX], path[PATH_MAX];
		struct cache cache;
		int lock;

		umask(masks[i]);
		remove_home();
		cache = open_cache();
		keep(&cache, BODY);
		cache_write_failure(&cache, &key, NOW, EXIT_NETWORK);
		cache_write_pause(&cache, &key, NOW);
		for (size_t j = 0; j < sizeof endings / sizeof *endings; j++) {
			find_only(path, endings[j]);
			cr_expect_eq(mode_of(path), S_IFREG | 0600, "%s: %o", path,
				(unsigned)mode_of(path));
		}
		lock = cache_lock(&cache, &key);
		find_only(path, ".lock");
		cr_expect_eq(mode_of(path), S_IFREG | 0600);
		cache_unlock(&cache, &key, lock);
		below_home(base, "wx");
		cr_expect_eq(mode_of(base), S_IFDIR | 0700, "%o", (unsigned)mode_of(base));
		cr_expect_eq(mode_of(home), S_IFDIR | 0700, "%o", (unsigned)mode_of(home));
		cache_close(&cache);
	}
}

/* With a umask of 0777 the user must still be able to read the entry. */
Test(cache, sets_modes_whatever_the_umask)
{
	struct cache cache = open_cache();
	char path[PATH_MAX];

	umask(0777);
	keep(&cache, BODY);
	umask(077);
	find_only(path, ".reply");
	cr_expect_eq(mode_of(path), S_IFREG | 0600, "%o", (unsigned)mode_of(path));
	expect_kept(&cache, BODY);
	cache_close(&cache);
}

static void expect_none(bool is_unsafe, const char *what)
{
	struct cache_entry entry;
	struct cache cache;

	cache_open(&cache);
	cr_expect_eq(cache.directory, -1, "%s", what);
	cr_expect_eq(cache.is_unsafe, is_unsafe, "%s: %s", what, cache.reason);
	cr_expect_str_not_empty(cache.reason, "%s", what);
	keep(&cache, BODY);
	cr_expect_not(cache_read(&cache, &key, NOW, &entry), "%s", what);
	cr_expect_null(entry.body);
	cache_write_failure(&cache, &key, NOW, EXIT_NETWORK);
	cr_expect_eq(cache_read_failure(&cache, &key, NOW), EXIT_OK, "%s", what);
	cache_write_pause(&cache, &key, NOW + 60);
	cr_expect_eq(cache_read_pause(&cache, &key, NOW), 0, "%s", what);
	cr_expect_eq(cache_lock(&cache, &key), CACHE_LOCK_NONE, "%s", what);
	cache_unlock(&cache, &key, CACHE_LOCK_NONE);
	cache_close(&cache);
}

Test(cache, is_not_used_where_others_can_write)
{
	static const mode_t modes[] = {0720, 0702, 0777, 01777};
	char path[PATH_MAX], any[PATH_MAX];

	below_home(path, "wx");
	cr_assert_eq(mkdir(path, 0700), 0);
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		chmod(path, modes[i]);
		expect_none(true, "mode");
		cr_expect_eq(find(any, ""), 0, "%s", any);
	}
	chmod(path, 0755);
	cache_close(&(struct cache){.directory = open_cache().directory});
}

Test(cache, is_not_used_if_another_user_owns_it)
{
	char path[PATH_MAX];

	if (geteuid() != 0)
		cr_skip_test("only root can give directories away");
	below_home(path, "wx");
	cr_assert_eq(mkdir(path, 0700), 0);
	cr_assert_eq(chown(path, NOBODY, NOBODY), 0);
	expect_none(true, "chown");
}

Test(cache, is_not_used_if_it_is_not_a_directory)
{
	char path[PATH_MAX], target[PATH_MAX];

	below_home(path, "wx");
	below_home(target, "target");
	cr_assert_eq(mkdir(target, 0700), 0);
	cr_assert_eq(symlink(target, path), 0);
	expect_none(true, "a link");
	cr_expect_eq(rmdir(target), 0, "something was written through the link");
	expect_none(true, "a link to nowhere");
	cr_expect_not(exists(target));
	unlink(path);
	write_text(path, "text");
	expect_none(true, "a file");
	expect_text(path, "text");
	unlink(path);
	cr_assert_eq(mkfifo(path, 0600), 0);
	expect_none(true, "a pipe");
}

/* No other user could plant entries, so this is not unsafe. */
Test(cache, is_not_used_where_it_cannot_be_made)
{
	char path[PATH_MAX];

	below_home(path, "file");
	write_text(path, "text");
	setenv("XDG_CACHE_HOME", path, 1);
	expect_none(false, "below a file");
	setenv("XDG_CACHE_HOME", "/dev/null", 1);
	expect_none(false, "below /dev/null");
	below_home(path, "loop");
	cr_assert_eq(symlink("loop", path), 0);
	setenv("XDG_CACHE_HOME", path, 1);
	expect_none(false, "below a link to itself");
}

Test(cache, is_not_used_where_it_cannot_be_opened)
{
	char path[PATH_MAX], below[PATH_MAX + 8];

	below_home(path, "locked");
	cr_assert_eq(mkdir(path, 0555), 0);
	setenv("XDG_CACHE_HOME", path, 1);
	chmod(home, 0755);
	if (geteuid() == 0)
		cr_assert_eq(seteuid(NOBODY), 0);
	expect_none(false, "below what cannot be written");
	snprintf(below, sizeof below, "%.4000s/deep", path);
	setenv("XDG_CACHE_HOME", below, 1);
	expect_none(false, "deep below what cannot be written");
	if (getuid() == 0)
		cr_assert_eq(seteuid(0), 0);
}

/* Entries that were stored before can still be read. */
Test(cache, can_be_read_where_it_cannot_be_written)
{
	struct cache cache = open_cache();
	char path[PATH_MAX], reply[PATH_MAX];
	uid_t user = geteuid() == 0 ? NOBODY : geteuid();
	int lock;

	keep(&cache, BODY);
	cache_close(&cache);
	find_only(reply, ".reply");
	below_home(path, "wx");
	cr_assert_eq(chown(reply, user, (gid_t)-1), 0);
	cr_assert_eq(chown(path, user, (gid_t)-1), 0);
	chmod(path, 0500);
	chmod(home, 0755);
	cr_assert_eq(seteuid(user), 0);
	cache = open_cache();
	keep(&cache, "{}");
	expect_kept(&cache, BODY);
	lock = cache_lock(&cache, &key);
	cr_expect_eq(lock, CACHE_LOCK_NONE);
	cr_expect_not(cache_is_writable(&cache));
	chmod(path, 0700);
	cr_expect(cache_is_writable(&cache));
	cache_close(&cache);
	cr_expect_not(cache_is_writable(&cache));
	if (getuid() == 0)
		cr_assert_eq(seteuid(0), 0);
}

/* It must not make a home directory that does not exist. */
Test(cache, makes_its_directory_and_the_one_above)
{
	char path[PATH_MAX], deep[PATH_MAX];
	struct cache cache;

	below_home(path, "a");
	below_home(deep, "a/b");
	setenv("XDG_CACHE_HOME", deep, 1);
	expect_none(false, "deep");
	cr_expect_not(exists(path));
	setenv("XDG_CACHE_HOME", path, 1);
	cache = open_cache();
	keep(&cache, BODY);
	expect_kept(&cache, BODY);
	cr_expect_eq(mode_of(path), S_IFDIR | 0700);
	cache_close(&cache);
}

Test(cache, is_below_home_if_the_variable_is_not_an_absolute_path)
{
	static const char *const values[] = {"", "relative", "./wx"};
	char wanted[PATH_MAX];

	snprintf(wanted, sizeof wanted, "%s/.cache/wx", home);
	setenv("HOME", home, 1);
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct cache cache;

		setenv("XDG_CACHE_HOME", values[i], 1);
		cache = open_cache();
		cr_expect_str_eq(cache.path, wanted);
		cache_close(&cache);
	}
	cr_expect_not(exists("relative"));
}

Test(cache, is_not_used_without_a_home_directory)
{
	const uid_t stranger = 3999999999u;
	struct cache cache;

	if (geteuid() != 0 || getpwuid(stranger))
		cr_skip_test("only root can be somebody without a home");
	unsetenv("XDG_CACHE_HOME");
	unsetenv("HOME");
	cr_assert_eq(setreuid(stranger, (uid_t)-1), 0);
	cache_open(&cache);
	cr_expect_str_empty(cache.path, "%s", cache.path);
	cr_expect_str_eq(cache.reason, "there is no home directory; set HOME");
	expect_none(false, "no home");
	cr_assert_eq(setreuid(0, (uid_t)-1), 0);
}

Test(cache, is_not_used_if_its_path_is_too_long)
{
	char path[PATHS_MAX + 1];
	struct cache cache;

	memset(path, 'x', sizeof path);
	path[0] = '/';
	path[sizeof path - 1] = '\0';
	setenv("XDG_CACHE_HOME", path, 1);
	cache_open(&cache);
	cr_expect_str_empty(cache.path, "%s", cache.path);
	cr_expect_str_eq(cache.reason,
		"the path of the cache directory is too long; set XDG_CACHE_HOME to a shorter one");
	expect_none(false, "too long");
}

Test(cache, survives_the_removal_of_its_directory)
{
	struct cache cache = open_cache();
	int lock = cache_lock(&cache, &key);

	keep(&cache, BODY);
	remove_home();
	cr_expect_not(is_kept(&cache));
	keep(&cache, BODY);
	cr_expect_not(is_kept(&cache));
	cache_unlock(&cache, &key, lock);
	cr_expect_eq(cache_lock(&cache, &key), CACHE_LOCK_NONE);
	cache_close(&cache);
	cache = open_cache();
	keep(&cache, BODY);
	expect_kept(&cache, BODY);
	cache_close(&cache);
}

/* ---- a full disk ---- */

Test(cache, keeps_the_old_entry_when_the_disk_is_full)
{
	static char body[65536];
	static const rlim_t limits[] = {0, 1, 50, 200, 60000};
	struct cache cache = open_cache();
	struct rlimit limit;

	memset(body, 'x', sizeof body);
	keep(&cache, BODY);
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		limit.rlim_cur = limits[i];
		cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
		cache_write(&cache, &key, NOW, body, sizeof body);
		limit.rlim_cur = limit.rlim_max;
		cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
		expect_kept(&cache, BODY);
		cr_expect_eq(count_temporaries(), 0, "%zu", i);
	}
	cache_close(&cache);
}

/* ---- locks ---- */

Test(cache, locks_each_request_once)
{
	static const struct request tokyo = {NULL, "/data/2.5/weather", {{"q", "Tokyo"}}, 1};
	const struct cache_key other = {key.service, key.base_url, &tokyo};
	struct cache cache = open_cache(), second = open_cache();
	int lock = cache_lock(&cache, &key), other_lock;
	char path[PATH_MAX];

	cr_assert_geq(lock, 0);
	cr_expect(cache_is_locked(&second, &key));
	cr_expect_not(cache_is_locked(&second, &other));
	cr_expect(fcntl(lock, F_GETFD) & FD_CLOEXEC);
	for (int i = 0; i < 100; i++)
		cr_assert_eq(cache_lock(&second, &key), CACHE_LOCK_BUSY);
	other_lock = cache_lock(&second, &other);
	cr_expect_geq(other_lock, 0);
	cache_unlock(&second, &other, other_lock);
	cache_unlock(&cache, &key, lock);
	cr_expect_not(cache_is_locked(&second, &key));
	lock = cache_lock(&second, &key);
	cr_expect_geq(lock, 0);
	cache_unlock(&second, &key, lock);
	cr_expect_eq(find(path, ".lock"), 0, "%s is left", path);
	cache_close(&cache);
	cache_close(&second);
}

/* Starts a process that takes the lock and sleeps. */
static pid_t start_holder(void)
{
	int ends[2];
	char said;
	pid_t pid;

	cr_assert_eq(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		struct cache cache;

		cache_open(&cache);
		said = cache_lock(&cache, &key) >= 0 ? 'y' : 'n';
		if (write(ends[1], &said, 1) == 1)
			sleep(30);
		_exit(0);
	}
	cr_assert_eq(read(ends[0], &said, 1), 1);
	cr_assert_eq(said, 'y');
	close(ends[0]);
	close(ends[1]);
	return pid;
}

Test(cache, releases_the_lock_of_a_killed_process)
{
	struct cache cache = open_cache();
	pid_t holder = start_holder();
	char path[PATH_MAX];
	int lock;

	cr_expect_eq(cache_lock(&cache, &key), CACHE_LOCK_BUSY);
	kill(holder, SIGKILL);
	waitpid(holder, NULL, 0);
	find_only(path, ".lock");
	lock = cache_lock(&cache, &key);
	cr_expect_geq(lock, 0);
	cache_unlock(&cache, &key, lock);
	cr_expect_not(exists(path));
	cache_close(&cache);
}

Test(cache, ignores_a_lock_whose_file_was_removed)
{
	struct cache cache = open_cache();
	int first = cache_lock(&cache, &key), second, third;
	char path[PATH_MAX];

	find_only(path, ".lock");
	unlink(path);
	second = cache_lock(&cache, &key);
	cr_expect_geq(second, 0);
	cr_expect_eq(cache_lock(&cache, &key), CACHE_LOCK_BUSY);
	cache_unlock(&cache, &key, second);
	third = cache_lock(&cache, &key);
	cr_expect_geq(third, 0);
	cache_unlock(&cache, &key, third);
	cache_unlock(&cache, &key, first);
	cr_expect_eq(find(path, ".lock"), 0);
	cache_close(&cache);
}

/* ---- failures and pauses ---- */

Test(cache, remembers_a_failure_for_a_minute)
{
	static const struct request tokyo = {NULL, "/data/2.5/weather", {{"q", "Tokyo"}}, 1};
	const struct cache_key other = {key.service, key.base_url, &tokyo};
	struct cache cache = open_cache();

	cr_expect_eq(cache_read_failure(&cache, &key, NOW), EXIT_OK);
	cache_write_failure(&cache, &key, NOW, EXIT_TLS);
	cr_expect_eq(cache_read_failure(&cache, &key, NOW - 1), EXIT_OK);
	cr_expect_eq(cache_read_failure(&cache, &key, NOW), EXIT_TLS);
	cr_expect_eq(cache_read_failure(&cache, &key, NOW + 59), EXIT_TLS);
	cr_expect_eq(cache_read_failure(&cache, &key, NOW + 60), EXIT_OK);
	cr_expect_eq(cache_read_failure(&cache, &other, NOW), EXIT_OK);
	cache_write_failure(&cache, &key, NOW + 30, EXIT_BAD_REPLY);
	cr_expect_eq(cache_read_failure(&cache, &key, NOW + 89), EXIT_BAD_REPLY);
	cache_write(&cache, &other, NOW, BODY, strlen(BODY));
	cr_expect_eq(cache_read_failure(&cache, &key, NOW + 30), EXIT_BAD_REPLY);
	keep(&cache, BODY);
	cr_expect_eq(cache_read_failure(&cache, &key, NOW + 30), EXIT_OK);
	cache_close(&cache);
}

Test(cache, ignores_a_damaged_failure)
{
	static const char *const texts[] = {"", "wx-failed 1", "wx-failed 1 1795500000",
		"wx-failed 1 1795500000 0\n", "wx-failed 1 1795500000 -4\n",
		"wx-failed 1 1795500000 12\n", "wx-failed 1 1795500000 99\n",
		"wx-failed 2 1795500000 4\n", "wx-failed 1 x 4\n", "wx-pause 1 1795500000 4\n"};
	struct cache cache = open_cache();
	char path[PATH_MAX], large[4096];

	cache_write_failure(&cache, &key, NOW, EXIT_NETWORK);
	find_only(path, ".failed");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		write_text(path, texts[i]);
		cr_expect_eq(cache_read_failure(&cache, &key, NOW), EXIT_OK, "%s", texts[i]);
	}
	snprintf(large, sizeof large, "wx-failed 1 1795500000 4\n%4000s", "");
	write_text(path, large);
	cr_expect_eq(cache_read_failure(&cache, &key, NOW), EXIT_OK);
	write_text(path, "wx-failed 1 1795500000 4\n");
	cr_expect_eq(cache_read_failure(&cache, &key, NOW), EXIT_NETWORK);
	cache_close(&cache);
}

Test(cache, remembers_a_pause_until_it_is_over)
{
	struct cache cache = open_cache();
	const struct cache_key elsewhere = {key.service, "https://other.example", key.request};
	const struct cache_key other = {"other", key.base_url, key.request};
	const struct cache_key slashes = {key.service, "https://api.example//", NULL};

	cr_expect_eq(cache_read_pause(&cache, &key, NOW), 0);
	cache_write_pause(&cache, &key, NOW + 600);
	cr_expect_eq(cache_read_pause(&cache, &key, NOW), NOW + 600);
	cr_expect_eq(cache_read_pause(&cache, &key, NOW + 599), NOW + 600);
	cr_expect_eq(cache_read_pause(&cache, &key, NOW + 600), 0);
	cr_expect_eq(cache_read_pause(&cache, &elsewhere, NOW), 0);
	cr_expect_eq(cache_read_pause(&cache, &other, NOW), 0);
	cr_expect_eq(cache_read_pause(&cache, &slashes, NOW), NOW + 600);
	cache_write_pause(&cache, &key, NOW + 86400);
	cr_expect_eq(cache_read_pause(&cache, &key, NOW), NOW + 86400);
	/* The clock was wrong then or is wrong now. */
	cr_expect_eq(cache_read_pause(&cache, &key, NOW - 1), 0);
	cache_write_pause(&cache, &key, INT64_C(1) << 40);
	cr_expect_eq(cache_read_pause(&cache, &key, NOW), 0);
	cache_close(&cache);
}

Test(cache, ignores_a_damaged_pause)
{
	static const char *const texts[] = {"", "wx-pause 1", "wx-pause 1 \n",
		"wx-pause 2 1795500060\n", "wx-pause 1 -5\n", "wx-pause 1 99999999999999999999\n",
		"wx-failed 1 1795500060\n"};
	struct cache cache = open_cache();
	char path[PATH_MAX];

	cache_write_pause(&cache, &key, NOW + 60);
	find_only(path, ".pause");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		write_text(path, texts[i]);
		cr_expect_eq(cache_read_pause(&cache, &key, NOW), 0, "%s", texts[i]);
	}
	write_text(path, "wx-pause 1 1795500060\n");
	cr_expect_eq(cache_read_pause(&cache, &key, NOW), NOW + 60);
	cache_close(&cache);
}

/* ---- old files ---- */

static void put_old(const char *name, time_t age)
{
	char path[PATH_MAX];

	snprintf(path, sizeof path, "%s/wx/%s", home, name);
	write_text(path, "text");
	set_age(path, age);
}

static bool is_there(const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof path, "%s/wx/%s", home, name);
	return exists(path);
}

static void keep_today(const struct cache *cache)
{
	cache_write(cache, &key, (int64_t)time(NULL), BODY, strlen(BODY));
}

#define DAY (24 * 3600)

Test(cache, removes_only_old_files_of_its_own)
{
	static const struct {
		const char *name;
		time_t age;
		bool stays;
	} rows[] = {{"0123456789abcdef.reply", 31 * DAY, false},
		{"0123456789abcde0.reply", 29 * DAY, true},
		{"0123456789abcdef.failed", 31 * DAY, false},
		{"0123456789abcdef.pause", 31 * DAY, false},
		{"0123456789abcdef.lock", 3 * 3600, false}, {"0123456789abcde0.lock", 3600, true},
		{"new-1", 2 * 3600, false}, {"new-2", 1800, true}, {"notes", 400 * DAY, true},
		{"abcdef.reply", 400 * DAY, true}, {"0123456789abcdeg.reply", 400 * DAY, true},
		{"0123456789abcdef0.reply", 400 * DAY, true},
		{"0123456789ABCDEF.reply", 400 * DAY, true},
		{"0123456789abcdef-notes", 400 * DAY, true},
		{"fedcba9876543210.reply", -400 * DAY, true}};
	struct cache cache = open_cache();
	char outside[PATH_MAX];

	below_home(outside, "0123456789abcdef.reply");
	write_text(outside, "text");
	set_age(outside, 400 * DAY);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		put_old(rows[i].name, rows[i].age);
	keep_today(&cache);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(is_there(rows[i].name), rows[i].stays, "%s", rows[i].name);
	cr_expect(exists(outside));
	cache_close(&cache);
}

Test(cache, removes_old_files_once_a_day)
{
	static const char name[] = "0123456789abcdef.reply";
	struct cache cache = open_cache();
	char path[PATH_MAX];

	keep_today(&cache);
	put_old(name, 31 * DAY);
	keep_today(&cache);
	cr_expect(is_there(name));
	below_home(path, "wx/swept");
	set_age(path, DAY - 60);
	keep_today(&cache);
	cr_expect(is_there(name));
	set_age(path, DAY + 60);
	keep_today(&cache);
	cr_expect_not(is_there(name));
	/* A file server's clock may be ahead; a time that is far ahead was an error. */
	put_old(name, 31 * DAY);
	set_age(path, -60);
	keep_today(&cache);
	cr_expect(is_there(name));
	set_age(path, -400 * DAY);
	keep_today(&cache);
	cr_expect_not(is_there(name));
	cache_close(&cache);
}

/* ---- several processes ---- */

enum { CROWD = 25 };

/* A body that shows whether it is complete: one letter, repeated. */
static size_t fill(char *body, unsigned seed)
{
	size_t length = 1000 + 2000 * (size_t)(seed % 26);

	memset(body, 'a' + (int)(seed % 26), length);
	return length;
}

static bool is_whole(const struct cache_entry *entry)
{
	static char wanted[60000];
	size_t length = fill(wanted, (unsigned)(*entry->body - 'a'));

	return entry->length == length && memcmp(entry->body, wanted, length) == 0;
}

static void write_until_killed(unsigned seed)
{
	static char body[60000];
	struct cache cache;

	for (cache_open(&cache);; seed++)
		cache_write(&cache, &key, NOW, body, fill(body, seed));
}

/* Exits with 0 if each body that it read was complete. */
static int read_until(double end)
{
	struct cache cache;
	struct cache_entry entry;

	cache_open(&cache);
	/* At least once, however late the system runs this process. */
	do {
		if (!cache_read(&cache, &key, NOW, &entry))
			return 2;
		if (!is_whole(&entry))
			return 3;
		cache_entry_free(&entry);
	} while (monotonic_now() < end);
	return 0;
}

Test(cache, never_returns_a_partly_written_entry)
{
	static char body[60000];
	struct cache cache = open_cache();
	const double end = monotonic_now() + 2;
	pid_t writers[CROWD], readers[CROWD];
	struct cache_entry entry;
	int status;

	cache_write(&cache, &key, NOW, body, fill(body, 0));
	for (unsigned i = 0; i < CROWD; i++) {
		writers[i] = fork();
		if (writers[i] == 0)
			write_until_killed(i);
		readers[i] = fork();
		if (readers[i] == 0)
			_exit(read_until(end));
	}
	for (size_t i = 0; i < CROWD; i++) {
		waitpid(readers[i], &status, 0);
		cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "reader %zu: %#x", i,
			(unsigned)status);
	}
	for (size_t i = 0; i < CROWD; i++)
		kill(writers[i], SIGKILL);
	for (size_t i = 0; i < CROWD; i++)
		waitpid(writers[i], NULL, 0);
	cr_assert(cache_read(&cache, &key, NOW, &entry));
	cr_expect(is_whole(&entry));
	cache_entry_free(&entry);
	cache_close(&cache);
}

/* Exits with 0 if it never shared the lock. */
static int lock_until(double end, const char *mark)
{
	struct cache cache;

	cache_open(&cache);
	while (monotonic_now() < end) {
		int lock = cache_lock(&cache, &key);

		if (lock < 0)
			continue;
		if (mkdir(mark, 0700) < 0)
			return 1;
		rmdir(mark);
		cache_unlock(&cache, &key, lock);
	}
	return 0;
}

Test(cache, is_locked_by_one_process_at_a_time)
{
	const double end = monotonic_now() + 1;
	struct cache cache = open_cache();
	char mark[PATH_MAX];
	pid_t takers[8];
	int status;

	below_home(mark, "mark");
	for (size_t i = 0; i < sizeof takers / sizeof *takers; i++) {
		takers[i] = fork();
		if (takers[i] == 0)
			_exit(lock_until(end, mark));
	}
	for (size_t i = 0; i < sizeof takers / sizeof *takers; i++) {
		waitpid(takers[i], &status, 0);
		cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "taker %zu: %#x", i,
			(unsigned)status);
	}
	cache_close(&cache);
}
