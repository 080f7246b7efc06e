/* SPDX-License-Identifier: MIT */
/* When libcurl is loaded, which versions of it, and which certificates it trusts. */
#include <criterion/criterion.h>
#include <json-c/json.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness.h"

#ifndef LIBCURL_SONAME
#define LIBCURL_SONAME "none: it is linked"
#endif

static void skip_if_linked(void)
{
#if !defined(__ELF__) || !defined(__GLIBC__) || defined(LINK_LIBCURL)
	cr_skip_test("libcurl is linked, or the system has another loader");
#endif
	if (getenv("WX_WRAPPER"))
		cr_skip_test("a wrapper loads libraries of its own");
}

TestSuite(libcurl, .init = skip_if_linked, .fini = harness_teardown);

static const char *setting(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value && *value ? value : otherwise;
}

static bool is_looked_for(const struct run *run)
{
	return strstr(run->err, "find library=" LIBCURL_SONAME) != NULL;
}

#define TRACED ENV("LD_DEBUG=libs")

Test(libcurl, is_loaded_only_for_a_request)
{
	const struct home *home = home_make();
	const char *url = STANDIN(NULL)->url;
	const struct run *run;

	run = WX(SETUP(.url = url, .home = home, TRACED), "Seoul");
	cr_assert_eq(run->status, 0);
	cr_expect(is_looked_for(run), "the dynamic linker says nothing of %s", LIBCURL_SONAME);
	cr_expect(!is_looked_for(WX(SETUP(.url = url, .home = home, TRACED), "Seoul")));
	cr_expect(!is_looked_for(WX(SETUP(.url = url, .home = home, TRACED), "-j", "Seoul")));
	cr_expect(!is_looked_for(WX(TRACED, "--offline", "Seoul")));
	cr_expect(!is_looked_for(WX(TRACED, "--help")));
	cr_expect(!is_looked_for(WX(TRACED, "--version")));
	cr_expect(!is_looked_for(WX(TRACED, "--complete", "Seo")));
	cr_expect(!is_looked_for(WX(TRACED, "--list", "Seoul")));
	cr_expect(!is_looked_for(WX(TRACED, "--no-such-option")));
}

Test(libcurl, is_not_loaded_by_the_server)
{
	const struct setup setup = {TRACED};
	struct run *run = wx_start(&setup, WORDS("--serve=127.0.0.1:0"));

	wx_expect(run, "Listening on 127.0.0.1:");
	kill(run->pid, SIGTERM);
	wx_finish(run);
	cr_assert_eq(run->status, 0);
	cr_expect(!is_looked_for(run));
}

/* The text of the ELF note whose owner is "FDO" and whose type is that below; NULL if absent. */
static const char *find_note(const char *program, size_t size)
{
	static const unsigned char type[] = {0x0a, 0x0c, 0x7c, 0x40};

	for (size_t i = 8; i + 8 < size; i++)
		if (memcmp(program + i, type, 4) == 0 && memcmp(program + i + 4, "FDO", 4) == 0)
			return program + i + 8;
	return NULL;
}

static char *read_program(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	struct stat status;
	char *text;

	cr_assert(file && fstat(fileno(file), &status) == 0, "%s", path);
	text = malloc((size_t)status.st_size + 1);
	cr_assert(text);
	*size = fread(text, 1, (size_t)status.st_size, file);
	text[*size] = '\0';
	fclose(file);
	return text;
}

/* Tools for packagers read this note; it must name the library that wx loads. */
Test(libcurl, is_named_in_an_elf_note)
{
	size_t size;
	char *program = read_program(setting("WX", "src/wx"), &size);
	const char *note = find_note(program, size);
	struct json_object *root = note ? json_tokener_parse(note) : NULL;
	struct json_object *entry = json_object_array_get_idx(root, 0), *names = NULL;

	cr_assert(json_object_object_get_ex(entry, "soname", &names), "%s", note ? note : "none");
	cr_expect_eq(json_object_array_length(names), 1);
	cr_expect_str_eq(
		json_object_get_string(json_object_array_get_idx(names, 0)), LIBCURL_SONAME);
	json_object_put(root);
	free(program);
}

/* "LD_LIBRARY_PATH=..." for a directory where the file of that name is not a library. */
static const char *broken_library(const struct home *home)
{
	static char path[600];

	home_write(home, "lib/" LIBCURL_SONAME, 0755, "this is no library\n");
	snprintf(path, sizeof path, "LD_LIBRARY_PATH=%s/lib", home->path);
	return path;
}

Test(libcurl, may_be_missing)
{
	const struct home *home = home_make();
	const char *path = broken_library(home), *url = STANDIN(NULL)->url;
	const struct run *run = WX(SETUP(.url = url, ENV(path)), "Seoul", "Zocca");

	cr_expect_eq(run->status, 1, "%d: %s", run->status, run->err);
	cr_expect_str_eq(run->out, "");
	cr_expect(strstr(run->err, "cannot load libcurl ("), "%s", run->err);
	cr_expect(strstr(run->err, "install the package libcurl4"), "%s", run->err);
	cr_expect_eq(strchr(run->err, '\n'), run->err + run->err_length - 1, "%s", run->err);
	cr_expect_eq(WX(ENV(path), "--version")->status, 0);
	cr_expect_eq(WX(ENV(path), "--list", "Seoul")->status, 0);
	cr_expect_eq(WX(ENV(path), "--complete", "Seo")->status, 0);
	cr_expect_eq(WX(ENV(path), "--check")->status, 1);
	cr_expect_eq(WX(SETUP(.url = url, .home = home), "Seoul")->status, 0);
	cr_expect_eq(WX(SETUP(.url = url, .home = home, ENV(path)), "Seoul")->status, 0,
		"what is in the cache needs no library");
}

/* "LD_LIBRARY_PATH=..." for the library that is built from tests/http/othercurl.c. */
static const char *other_library(void)
{
	static char entry[600];
	const char *directory = setting("OTHERCURL", "tests/http/othercurl");
	char library[600];

	snprintf(library, sizeof library, "%s/%s", directory, LIBCURL_SONAME);
	cr_assert_eq(access(library, R_OK), 0, "there is no %s", library);
	snprintf(entry, sizeof entry, "LD_LIBRARY_PATH=%s", directory);
	return entry;
}

Test(libcurl, may_be_older)
{
	const struct run *run = WX(
		SETUP(.url = STANDIN(NULL)->url, ENV(other_library(), "OTHERCURL_OLD=1")), "Seoul");

	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect(strncmp(run->out, "Seoul, KR: ", 11) == 0, "%s", run->out);
}

/* It sends no request without TLS either. */
Test(libcurl, is_as_strict_when_older)
{
	const struct run *run =
		WX(SETUP(.url = "http://192.0.2.1/", ENV(other_library(), "OTHERCURL_OLD=1")),
			"Seoul");

	cr_expect_eq(run->status, 3);
}

static struct peer *start_tls(void)
{
	char chain[512], key[512];

	source_path(chain, sizeof chain, "tests/tls/good.pem");
	source_path(key, sizeof key, "tests/tls/server.key");
	return STANDIN("--tls", chain, key);
}

/*
 * The certificate of the authority is in the bundle, in the directory, or in neither. The other one
 * may be missing, empty, or of another authority.
 */
Test(libcurl, trusts_the_directory_then_the_bundle)
{
	static const struct {
		const char *file, *directory;
		int status;
	} rows[] = {
		{"tests/tls/ca.pem", "tests/tls", 0},
		/* The bundle, which is missing, is not read. */
		{"nonexistent", "tests/tls", 0},
		/* Only the bundle has the authority. */
		{"tests/tls/ca.pem", "stranger", 0},
		/* An empty directory is like a missing one. */
		{"tests/tls/ca.pem", "empty", 0},
		{"tests/tls/self-signed.pem", "stranger", 5},
		{"tests/tls/self-signed.pem", "empty", 5},
	};
	struct home *home = home_make();
	const struct peer *peer = start_tls();
	char stranger[512];

	source_path(stranger, sizeof stranger, "tests/tls/self-signed.pem");
	home_write(home, "empty/README", 0644, "");
	home_write(home, "stranger/0123abcd.0", 0644, "");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char file[600] = "OTHERCURL_FILE=", directory[600] = "OTHERCURL_DIR=";
		const struct run *run;

		source_path(file + strlen(file), sizeof file - strlen(file), rows[i].file);
		if (strchr(rows[i].directory, '/'))
			source_path(directory + strlen(directory),
				sizeof directory - strlen(directory), rows[i].directory);
		else
			snprintf(directory + strlen(directory),
				sizeof directory - strlen(directory), "%s/%s", home->path,
				rows[i].directory);
		run = WX(SETUP(.url = peer->url, ENV(other_library(), file, directory)), "Seoul");
		cr_expect_eq(
			run->status, rows[i].status, "row %zu: %d, %s", i, run->status, run->err);
	}
}

/* The first attempt that fails is enough for the whole run. */
Test(libcurl, tries_the_directory_once)
{
	char file[600] = "OTHERCURL_FILE=", directory[600];
	struct home *home = home_make();
	struct peer *peer = start_tls();
	const struct run *run;

	source_path(file + strlen(file), sizeof file - strlen(file), "tests/tls/ca.pem");
	home_write(home, "stranger/0123abcd.0", 0644, "");
	snprintf(directory, sizeof directory, "OTHERCURL_DIR=%s/stranger", home->path);
	run = WX(SETUP(.url = peer->url, ENV(other_library(), file, directory),
			 .input = "1,1\n2,2\n3,3\n4,4\n5,5\n6,6\n7,7\n8,8\n9,9\n1,2\n1,3\n1,4\n"
				  "1,5\n1,6\n1,7\n1,8\n1,9\n2,1\n2,3\n2,4\n2,5\n2,6\n2,7\n2,8\n"),
		"--json", "--from", "-");
	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect_leq(standin_requests(peer)->connections, 16, "%zu",
		standin_requests(peer)->connections);
}

/* A directory that the user names is tried in the same order. */
Test(libcurl, honours_ssl_cert_dir)
{
	char file[600] = "OTHERCURL_FILE=", directory[600] = "SSL_CERT_DIR=";
	const struct run *run;

	source_path(file + strlen(file), sizeof file - strlen(file), "nonexistent");
	source_path(
		directory + strlen(directory), sizeof directory - strlen(directory), "tests/tls");
	run = WX(SETUP(.url = start_tls()->url, ENV(other_library(), file, directory)), "Seoul");
	cr_expect_eq(run->status, 0, "%s", run->err);
}
