/* SPDX-License-Identifier: MIT */
/* When libcurl and libuv are loaded; libcurl's versions, and which certificates it trusts. */
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

#define LINKED "none: it is linked"
#ifndef LIBCURL_SONAME
#define LIBCURL_SONAME LINKED
#endif
#ifndef LIBUV_SONAME
#define LIBUV_SONAME LINKED
#endif

static void skip_unless_loaded(const char *soname)
{
#if !defined(__ELF__) || !defined(__GLIBC__)
	cr_skip_test("the system has another loader");
#endif
	if (strcmp(soname, LINKED) == 0)
		cr_skip_test("the library is linked");
	if (getenv("WX_WRAPPER"))
		cr_skip_test("a wrapper loads libraries of its own");
}

static void prepare_libcurl(void)
{
	skip_unless_loaded(LIBCURL_SONAME);
}

static void prepare_libuv(void)
{
	skip_unless_loaded(LIBUV_SONAME);
}

TestSuite(libcurl, .init = prepare_libcurl, .fini = harness_teardown);
TestSuite(libuv, .init = prepare_libuv, .fini = harness_teardown);

static const char *setting(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value && *value ? value : otherwise;
}

static bool looks_for(const struct run *run, const char *soname)
{
	char line[64];

	snprintf(line, sizeof line, "find library=%s", soname);
	return strstr(run->err, line) != NULL;
}

#define TRACED ENV("LD_DEBUG=libs")

/* The first run sends a request; all after it can do without one. */
static void expect_loaded_for_requests(const char *soname, bool is_expected)
{
	const struct home *home = home_make();
	const char *url = STANDIN(NULL)->url;
	const struct run *run = WX(SETUP(.url = url, .home = home, TRACED), "Seoul");

	cr_assert_eq(run->status, 0, "%s", run->err);
	cr_expect_eq(looks_for(run, soname), is_expected, "the request, and %s", soname);
	cr_expect_not(looks_for(WX(SETUP(.url = url, .home = home, TRACED), "Seoul"), soname));
	cr_expect_not(
		looks_for(WX(SETUP(.url = url, .home = home, TRACED), "-j", "Seoul"), soname));
	cr_expect_not(looks_for(WX(TRACED, "--offline", "Seoul"), soname));
	cr_expect_not(looks_for(WX(TRACED, "--help"), soname));
	cr_expect_not(looks_for(WX(TRACED, "--version"), soname));
	cr_expect_not(looks_for(WX(TRACED, "--complete", "Seo"), soname));
	cr_expect_not(looks_for(WX(TRACED, "--list", "Seoul"), soname));
	cr_expect_not(looks_for(WX(TRACED, "--no-such-option"), soname));
}

Test(libcurl, is_loaded_only_for_a_request)
{
	expect_loaded_for_requests(LIBCURL_SONAME, true);
}

Test(libuv, is_not_loaded_for_a_request)
{
	expect_loaded_for_requests(LIBUV_SONAME, false);
}

static const struct run *serve(void)
{
	const struct setup setup = {TRACED};
	struct run *run = wx_start(&setup, WORDS("--serve=127.0.0.1:0"));

	wx_expect(run, "Listening on 127.0.0.1:");
	kill(run->pid, SIGTERM);
	wx_finish(run);
	cr_assert_eq(run->status, 0);
	return run;
}

Test(libcurl, is_not_loaded_by_the_server)
{
	cr_expect_not(looks_for(serve(), LIBCURL_SONAME));
}

Test(libuv, is_loaded_by_the_server)
{
	cr_expect(looks_for(serve(), LIBUV_SONAME));
}

/*
 * The first of the ELF notes, whose owner is "FDO" and whose type is that below, at or after this
 * place; NULL if there is none. Its text begins after the owner.
 */
static const char *find_note(const char *program, const char *end)
{
	static const unsigned char type[] = {0x0a, 0x0c, 0x7c, 0x40};

	for (; program + 8 < end; program++)
		if (memcmp(program, type, 4) == 0 && memcmp(program + 4, "FDO", 4) == 0)
			return program;
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

/* Whether the note names this library and no other. */
static bool is_note_of(const char *note, const char *soname)
{
	struct json_object *root = json_tokener_parse(note + 8), *names = NULL;
	struct json_object *entry = json_object_array_get_idx(root, 0);
	bool is_named;

	cr_assert(json_object_object_get_ex(entry, "soname", &names), "%s", note + 8);
	cr_expect_eq(json_object_array_length(names), 1);
	is_named = strcmp(json_object_get_string(json_object_array_get_idx(names, 0)), soname) == 0;
	json_object_put(root);
	return is_named;
}

/* Tools for packagers read these notes, from one to the next by their sizes. */
static void expect_note(const char *soname)
{
	size_t size;
	char *program = read_program(setting("WX", "src/wx"), &size);
	const char *end = program + size, *previous = NULL;
	int count = 0;

	for (const char *note = program; (note = find_note(note, end)); note += 8) {
		uint32_t length;

		if (previous) {
			memcpy(&length, previous - 4, sizeof length);
			cr_expect_eq(note - previous, 16 + (length + 3) / 4 * 4);
		}
		previous = note;
		count += is_note_of(note, soname);
	}
	cr_expect_eq(count, 1, "%d notes name %s", count, soname);
	free(program);
}

Test(libcurl, is_named_in_an_elf_note)
{
	expect_note(LIBCURL_SONAME);
}

Test(libuv, is_named_in_an_elf_note)
{
	expect_note(LIBUV_SONAME);
}

/* "LD_LIBRARY_PATH=..." for a directory where the file of that name is not a library. */
static const char *broken_library(const struct home *home, const char *soname)
{
	static char path[600];
	char name[64];

	snprintf(name, sizeof name, "lib/%s", soname);
	home_write(home, name, 0755, "this is no library\n");
	snprintf(path, sizeof path, "LD_LIBRARY_PATH=%s/lib", home->path);
	return path;
}

Test(libuv, may_be_missing)
{
	const struct home *home = home_make();
	const char *path = broken_library(home, LIBUV_SONAME), *url = STANDIN(NULL)->url;
	const struct run *run = WX(ENV(path), "--serve=127.0.0.1:0");

	cr_expect_eq(run->status, 1, "%d: %s", run->status, run->err);
	cr_expect_str_eq(run->out, "");
	cr_expect(strstr(run->err, "cannot load libuv ("), "%s", run->err);
	cr_expect(strstr(run->err,
			  "; install the package libuv1, or the one that contains " LIBUV_SONAME
			  "\n"),
		"%s", run->err);
	cr_expect_eq(strchr(run->err, '\n'), run->err + run->err_length - 1, "%s", run->err);
	cr_expect_eq(WX(ENV(path), "--complete", "Seo")->status, 0);
	cr_expect_eq(WX(SETUP(.url = url, .home = home, ENV(path)), "Seoul")->status, 0);
	cr_expect_eq(WX(SETUP(.url = url, ENV(path)), "--check")->status, 0);
}

Test(libcurl, may_be_missing)
{
	const struct home *home = home_make();
	const char *path = broken_library(home, LIBCURL_SONAME), *url = STANDIN(NULL)->url;
	const struct run *run = WX(SETUP(.url = url, ENV(path)), "Seoul", "Berlin");

	cr_expect_eq(run->status, 1, "%d: %s", run->status, run->err);
	cr_expect_str_eq(run->out, "");
	cr_expect(strstr(run->err, "cannot load libcurl ("), "%s", run->err);
	cr_expect(strstr(run->err, "install the package libcurl4"), "%s", run->err);
	cr_expect_eq(strchr(run->err, '\n'), run->err + run->err_length - 1, "%s", run->err);
	cr_expect_eq(WX(ENV(path), "--version")->status, 0);
	cr_expect_eq(WX(ENV(path), "--list", "Seoul")->status, 0);
	cr_expect_eq(WX(ENV(path), "--complete", "Seo")->status, 0);
	run = WX(ENV(path), "--check");
	cr_expect_eq(run->status, 1);
	cr_expect(strstr(run->out, "Program: wx " PACKAGE_VERSION ", no usable libcurl\n"), "%s",
		run->out);
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
