/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/monotonic.h"
#include "fetch/api_key.h"

static char home[64];

static void make_home(void)
{
	char path[128];

	snprintf(home, sizeof home, "/tmp/wx-test-key-XXXXXX");
	cr_assert(mkdtemp(home));
	snprintf(path, sizeof path, "%s/wx", home);
	mkdir(path, 0700);
	setenv("XDG_CONFIG_HOME", home, 1);
	unsetenv("WX_API_KEY");
	unsetenv("OPENWEATHERMAP_API_KEY");
	unsetenv("CREDENTIALS_DIRECTORY");
}

static void remove_home(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf %s", home);
	cr_assert_eq(system(command), 0);
}

TestSuite(key, .init = make_home, .fini = remove_home);

/* Writes a file in the temporary home directory, and returns its path. */
static void write_file(
	char path[128], const char *name, const char *text, size_t length, mode_t mode)
{
	FILE *file;

	snprintf(path, 128, "%s/%s", home, name);
	file = fopen(path, "w");
	cr_assert(file);
	fwrite(text, 1, length, file);
	fclose(file);
	cr_assert_eq(chmod(path, mode), 0);
}

static bool find(
	struct api_key *key, const char *typed, const char *configured, struct error *error)
{
	const struct api_key_files files = {typed, configured};

	return api_key_find(key, &files, monotonic_now() + 0.3, error);
}

Test(key, is_taken_from_the_first_source_that_has_one)
{
	struct error error;
	struct api_key key;
	char typed[128], configured[128], usual[128];

	write_file(typed, "typed", "typed-key", 9, 0600);
	write_file(configured, "configured", "configured-key", 14, 0600);
	write_file(usual, "wx/key", "usual-key\n", 10, 0400);
	setenv("WX_API_KEY", "", 1);
	cr_assert(find(&key, NULL, "", &error), "%s", error.message);
	cr_expect_str_eq(key.text, "usual-key");
	cr_expect_str_eq(key.origin.name, usual);
	cr_assert(find(&key, NULL, configured, &error));
	cr_expect_str_eq(key.text, "configured-key");
	setenv("OPENWEATHERMAP_API_KEY", "other-key", 1);
	cr_assert(find(&key, NULL, configured, &error));
	cr_expect_str_eq(key.text, "other-key");
	setenv("WX_API_KEY", " own-key\r\n", 1);
	cr_assert(find(&key, NULL, configured, &error));
	cr_expect_str_eq(key.text, "own-key");
	cr_expect_str_eq(key.origin.name, "WX_API_KEY");
	cr_assert(find(&key, typed, "", &error));
	cr_expect_str_eq(key.text, "typed-key");
}

Test(key, that_is_not_found_says_where_to_get_one)
{
	struct error error;
	struct api_key key;

	unsetenv("XDG_CONFIG_HOME");
	setenv("HOME", home, 1);
	cr_assert(!find(&key, NULL, "", &error));
	cr_expect_eq(error.code, EXIT_CONFIG);
	cr_expect_str_eq(error.message,
		"no API key found in WX_API_KEY, OPENWEATHERMAP_API_KEY or ~/.config/wx/key; get a "
		"free key at https://home.openweathermap.org/api_keys, then run 'wx --save-key'");
}

Test(key, is_taken_without_white_space_around_it)
{
	static const struct {
		const char *text, *key;
	} rows[] = {{"k", "k"}, {"\xEF\xBB\xBFwith-mark\r\n", "with-mark"}, {"\t key \n\n", "key"},
		{"odd/+=%?", "odd/+=%?"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error;
		struct api_key key;
		char path[128];

		write_file(path, "key", rows[i].text, strlen(rows[i].text), 0600);
		cr_assert(find(&key, path, "", &error), "row %zu: %s", i, error.message);
		cr_expect_str_eq(key.text, rows[i].key);
	}
}

Test(key, that_is_malformed_is_rejected_without_being_printed)
{
	static char large[8192];
	static const struct {
		const char *text;
		size_t length;
		const char *reason;
	} rows[] = {{"", 0, "empty"}, {" \r\n", 3, "empty"}, {"secret one", 10, "character"},
		{"secret&units=x", 14, "character"}, {"secret#", 7, "character"},
		{"secret\nsecond", 13, "character"}, {"secr\xC3\xA9t", 7, "character"},
		{"secret\0x", 8, "not text"}, {large, 300, "longer than"},
		{large, sizeof large, "other text besides"}};

	memset(large, 's', sizeof large);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error;
		struct api_key key;
		char path[128];

		write_file(path, "key", rows[i].text, rows[i].length, 0600);
		cr_expect(!find(&key, path, "", &error), "row %zu", i);
		cr_expect_eq(error.code, EXIT_CONFIG);
		cr_expect(strstr(error.message, rows[i].reason), "row %zu: %s", i, error.message);
		cr_expect(!strstr(error.message, "secr"), "row %zu: %s", i, error.message);
	}
}

Test(key, is_refused_from_a_file_that_others_can_access)
{
	static const mode_t modes[] = {0640, 0604, 0644, 0660, 0666, 0620, 0602};

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		struct error error;
		struct api_key key;
		char path[128], remedy[160];

		write_file(path, "key", "secret", 6, modes[i]);
		cr_expect(!find(&key, path, "", &error), "mode %o", (unsigned)modes[i]);
		snprintf(remedy, sizeof remedy, "run 'chmod 600 %s'", path);
		cr_expect(strstr(error.message, remedy), "%s", error.message);
	}
}

Test(key, file_is_quoted_in_a_command_to_run)
{
	struct error error;
	struct api_key key;
	char path[128], remedy[160];

	write_file(path, "my key", "secret", 6, 0644);
	cr_expect(!find(&key, path, "", &error));
	snprintf(remedy, sizeof remedy, "run 'chmod 600 \"%s\"'", path);
	cr_expect(strstr(error.message, remedy), "%s", error.message);
}

/* Nobody can read or change a file by the permission to execute it. */
Test(key, is_taken_from_a_file_that_others_can_only_execute)
{
	static const mode_t modes[] = {0610, 0601, 0711};

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		struct error error;
		struct api_key key;
		char path[128];

		write_file(path, "key", "secret", 6, modes[i]);
		cr_expect(find(&key, path, "", &error), "mode %o: %s", (unsigned)modes[i],
			error.message);
	}
}

Test(key, may_be_a_credential_that_the_group_can_read)
{
	struct error error;
	struct api_key key;
	char path[128], with_slash[128];

	write_file(path, "owm", "secret", 6, 0440);
	cr_expect(!find(&key, path, "", &error));
	setenv("CREDENTIALS_DIRECTORY", home, 1);
	cr_expect(find(&key, path, "", &error), "%s", error.message);
	snprintf(with_slash, sizeof with_slash, "%s//", home);
	setenv("CREDENTIALS_DIRECTORY", with_slash, 1);
	cr_expect(find(&key, path, "", &error), "%s", error.message);
	chmod(path, 0444);
	cr_expect(!find(&key, path, "", &error));
	chmod(path, 0440);
	setenv("CREDENTIALS_DIRECTORY", "//", 1);
	cr_expect(!find(&key, path, "", &error));
}

Test(key, of_another_user_is_refused)
{
	struct error error;
	struct api_key key;
	char path[128];

	write_file(path, "key", "secret", 6, 0600);
	if (chown(path, 12345, (gid_t)-1) < 0)
		cr_skip_test("only root can give files away");
	cr_expect(!find(&key, path, "", &error));
	cr_expect(strstr(error.message, "another user"), "%s", error.message);
}

/* Another user could write a different key to it, or read the key first. */
Test(key, is_refused_from_a_fifo_that_others_can_access)
{
	struct error error;
	struct api_key key;
	char path[128];

	snprintf(path, sizeof path, "%s/fifo", home);
	cr_assert_eq(mkfifo(path, 0600), 0);
	cr_assert_eq(chmod(path, 0666), 0);
	cr_expect(!find(&key, path, "", &error));
	cr_expect(strstr(error.message, "mode 0666"), "%s", error.message);
	cr_assert_eq(chmod(path, 0600), 0);
	if (chown(path, 12345, (gid_t)-1) < 0)
		cr_skip_test("only root can give files away");
	cr_expect(!find(&key, path, "", &error));
	cr_expect(strstr(error.message, "another user"), "%s", error.message);
}

/* A secret in a container belongs to root and has mode 0444, which the user cannot change. */
Test(key, that_only_root_can_protect_gets_other_advice)
{
	struct error error;
	struct api_key key;
	char path[128];

	write_file(path, "secret", "secret", 6, 0444);
	if (geteuid() != 0)
		cr_skip_test("only root makes files of root's");
	cr_assert_eq(chmod(home, 0755), 0);
	cr_assert_eq(seteuid(12345), 0);
	cr_expect(!find(&key, path, "", &error));
	cr_assert_eq(seteuid(0), 0);
	cr_expect(strstr(error.message, "--key-file - <"), "%s", error.message);
	cr_expect(strstr(error.message, "a copy of your own"), "%s", error.message);
	cr_expect(!strstr(error.message, "chmod"), "%s", error.message);
}

Test(key, file_may_be_a_symbolic_link)
{
	struct error error;
	struct api_key key;
	char path[128], link[128];

	write_file(path, "key", "secret", 6, 0600);
	snprintf(link, sizeof link, "%s/link", home);
	cr_assert_eq(symlink(path, link), 0);
	cr_expect(find(&key, link, "", &error), "%s", error.message);
	chmod(path, 0644);
	cr_expect(!find(&key, link, "", &error));
}

Test(key, file_that_cannot_be_read_is_named)
{
	struct error error;
	struct api_key key;
	char path[128];

	snprintf(path, sizeof path, "%s/wx", home);
	cr_expect(!find(&key, path, "", &error));
	cr_expect_eq(error.code, EXIT_CONFIG);
	cr_expect(strstr(error.message, path), "%s", error.message);
}

/* Whether a file exists may be unknown, but what has a slash and is not missing is a path. */
Test(key, file_that_may_exist_is_named)
{
	struct error error;
	struct api_key key;
	char loop[128], below[140];

	snprintf(loop, sizeof loop, "%s/loop", home);
	cr_assert_eq(symlink("loop", loop), 0);
	snprintf(below, sizeof below, "%s/key", loop);
	cr_expect(!find(&key, below, "", &error));
	cr_expect_eq(error.code, EXIT_CONFIG);
	cr_expect(strstr(error.message, below), "%s", error.message);
	cr_expect(!strstr(error.message, "not the key itself"), "%s", error.message);
	cr_expect_str_eq(key.origin.name, below);
	/* Without a slash it may be a key. */
	cr_assert_eq(chdir(home), 0);
	cr_expect(!find(&key, "loop", "", &error));
	cr_expect(strstr(error.message, "not the key itself"), "%s", error.message);
	cr_expect_str_eq(key.origin.name, "--key-file");
}

Test(key, given_as_a_file_name_is_not_printed)
{
	static char long_name[600] = "canary/";
	static const char *const names[] = {"canary-4f9d", "c0ffee00c0ffee00c0ffee00deadbeef",
		"/nowhere/canary-4f9d", "wx/canary-4f9d/x", long_name};

	memset(long_name + strlen(long_name), 'c', sizeof long_name - sizeof "canary/");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct error error;
		struct api_key key;

		cr_expect(!find(&key, names[i], "", &error));
		cr_expect_eq(error.code, EXIT_CONFIG);
		cr_expect(strstr(error.message, "--key-file: cannot open the file: "), "%s",
			error.message);
		cr_expect_str_eq(key.origin.name, "--key-file");
		cr_expect(!find(&key, NULL, names[i], &error));
		cr_expect(strstr(error.message,
				  "'key-file' in a configuration file: cannot open the file: "),
			"%s", error.message);
		cr_expect(!strstr(error.message, "canary") && !strstr(error.message, "c0ff"));
	}
}

Test(key, that_is_malformed_names_its_variable)
{
	struct error error;
	struct api_key key;

	setenv("OPENWEATHERMAP_API_KEY", "secret one", 1);
	cr_expect(!find(&key, NULL, "", &error));
	cr_expect(strstr(error.message, "OPENWEATHERMAP_API_KEY: "), "%s", error.message);
	cr_expect(!strstr(error.message, "file"), "%s", error.message);
}

Test(key, may_come_from_a_pipe)
{
	struct error error;
	struct api_key key;
	char path[64];
	int ends[2];

	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write(ends[1], "piped-key\n", 10), 10);
	close(ends[1]);
	snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
	cr_expect(find(&key, path, "", &error), "%s", error.message);
	cr_expect_str_eq(key.text, "piped-key");
}

Test(key, from_a_fifo_without_a_writer_times_out)
{
	double start = monotonic_now();
	struct error error;
	struct api_key key;
	char path[128];

	snprintf(path, sizeof path, "%s/fifo", home);
	cr_assert_eq(mkfifo(path, 0600), 0);
	cr_expect(!find(&key, path, "", &error));
	cr_expect(strstr(error.message, "did not arrive in time"), "%s", error.message);
	cr_expect(monotonic_now() - start < 2);
}

/* Replaces standard input by a pipe that holds the text. */
static void feed(const char *text, size_t length)
{
	int ends[2];

	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write(ends[1], text, length), (ssize_t)length);
	close(ends[1]);
	cr_assert_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
}

Test(key, read_from_standard_input_must_be_text)
{
	struct error error = {0};
	struct api_key key;

	feed("secret\0more\n", 12);
	cr_expect(!api_key_ask(&key, stderr, &error));
	cr_expect_eq(error.code, EXIT_CONFIG);
	cr_expect(strstr(error.message, "not text"), "%s", error.message);
	feed(" good-key\r\n", 11);
	cr_assert(api_key_ask(&key, stderr, &error), "%s", error.message);
	cr_expect_str_eq(key.text, "good-key");
}

Test(key, is_stored_with_mode_0600)
{
	const struct api_key key = {.text = "new-key"};
	struct error error = {0};
	struct api_key found;
	struct stat status;
	char path[PATHS_MAX], old[128];

	write_file(old, "wx/key", "old-key\n", 8, 0600);
	cr_assert(api_key_path(path, &error) && api_key_store(path, &key, &error), "%s",
		error.message);
	cr_expect_str_eq(path, old);
	cr_assert(find(&found, NULL, "", &error), "%s", error.message);
	cr_expect_str_eq(found.text, "new-key");
	cr_assert_eq(stat(path, &status), 0);
	cr_expect_eq(status.st_mode & 07777, 0600);
}

/* Not a key that is missing, which would change the source. */
Test(key, is_neither_read_nor_stored_if_the_path_is_too_long)
{
	const struct api_key_files files = {NULL, ""};
	struct error error = {0};
	struct api_key key;
	char path[PATHS_MAX], base[PATHS_MAX];

	memset(base, 'x', sizeof base);
	base[0] = '/';
	base[sizeof base - 1] = '\0';
	setenv("XDG_CONFIG_HOME", base, 1);
	cr_expect(!api_key_path(path, &error));
	cr_expect_eq(error.code, EXIT_CONFIG);
	cr_expect_str_eq(error.message, "cannot store the API key: the path of the key file is too "
					"long; set XDG_CONFIG_HOME to "
					"a shorter one");
	cr_expect(api_key_is_configured(&files));
	cr_expect(!find(&key, NULL, "", &error));
	cr_expect_eq(error.code, EXIT_CONFIG);
	cr_expect(strstr(error.message,
			  "cannot read the API key: the path of the key file is too long"),
		"%s", error.message);
}

Test(key, with_a_likely_mistake_is_described)
{
	static const struct {
		const char *text, *flaw;
	} rows[] = {{"\"c0ffee00c0ffee00c0ffee00deadbeef\"", "quotes"},
		{"'c0ffee00c0ffee00c0ffee00deadbeef'", "quotes"},
		{"<c0ffee00c0ffee00c0ffee00deadbeef>", "brackets"},
		{"[c0ffee00c0ffee00c0ffee00deadbeef]", "brackets"},
		{"appid=c0ffee00c0ffee00c0ffee00deadbeef", "'appid='"},
		{"APPID=c0ffee00c0ffee00c0ffee00deadbeef", "'appid='"},
		{"OPENWEATHERMAP_API_KEY=c0ffee00c0ffee00c0ffee00deadbeef", "'='"},
		{"c0ffee00c0ffee00c0ffee00deadbee",
			"OpenWeatherMap's API keys are 32 characters long, but "
			"this one is not; check that"},
		{"c0ffee00c0ffee00c0ffee00deadbeef0", "32 characters"},
		{"your_api_key_here", "placeholder"}, {"YOUR-API-KEY", "placeholder"},
		{"REPLACE_ME", "placeholder"},
		{"\"c0ffee00c0ffee00c0ffee00deadbeef", "other text besides the API key"},
		{"c0ffee00c0ffee00c0ffee00deadbeef,", "other text besides the API key"},
		{"api_key:c0ffee00c0ffee00c0ffee00deadbeef", "other text besides the API key"},
		{"xxxxxxxxxxxxxxxx", "placeholder"}, {"c0ffee00c0ffee00c0ffee00deadbeef", NULL},
		{"C0FFEE00C0FFEE00C0FFEE00DEADBEEF", NULL}, {"odd/+=%?", NULL}, {"Zm9v==", NULL},
		{"another-service's", NULL}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct api_key key = {.text = ""};
		const char *flaw;

		snprintf(key.text, sizeof key.text, "%s", rows[i].text);
		flaw = api_key_flaw(&key);
		if (rows[i].flaw)
			cr_expect(flaw && strstr(flaw, rows[i].flaw), "row %zu: %s", i, flaw);
		else
			cr_expect_null(flaw, "row %zu: %s", i, flaw);
	}
}

Test(key, in_a_git_work_tree_is_exposed)
{
	struct api_key_origin origin = {.is_file = true};
	char mark[128];

	write_file(origin.name, "wx/key", "secret", 6, 0600);
	cr_expect(!api_key_is_in_git_tree(&origin));
	snprintf(mark, sizeof mark, "%s/.git", home);
	mkdir(mark, 0700);
	cr_expect(api_key_is_in_git_tree(&origin));
	origin.is_file = false;
	cr_expect(!api_key_is_in_git_tree(&origin));
}
