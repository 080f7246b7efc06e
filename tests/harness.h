/* SPDX-License-Identifier: MIT */
/*
 * Runs wx as a user would, against peers on this machine. What these functions return is valid
 * until harness_teardown(), which frees it; a failure in them fails the test. A test that needs a
 * pseudo-terminal is skipped on systems without one.
 *
 *	TestSuite(weather, .fini = harness_teardown);
 *
 *	Test(weather, needs_one_request)
 *	{
 *		struct peer *standin = STANDIN("--delay", "100");
 *		struct run *run = WX(.url = standin->url, "--json", "Seoul");
 *
 *		cr_assert_eq(run->status, 0);
 *		cr_assert_eq(standin_requests(standin)->count, 1);
 *	}
 *
 * The environment variables WX, STANDIN and FAULTS name the programs, srcdir the source tree.
 * WX_WRAPPER is a command that runs wx, such as "valgrind -q".
 */
#ifndef WX_HARNESS_H
#define WX_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Clang does not define this, as GCC does. */
#if defined __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

/*
 * The API key of every run and stand-in. After each run the harness fails the test if eight
 * characters of it in a row, in any case or percent-encoded, are in the output or in a file below
 * HOME.
 */
#define HARNESS_KEY "canary-4f9d1c7e-wx-secret"

/* A new directory below TMPDIR. */
struct home {
	char path[512];
	struct home *next;
};

struct home *home_make(void);

/* Writes text to the file `name` below the home and creates its directories with mode 0700. */
void home_write(const struct home *home, const char *name, mode_t mode, const char *text);

/* The text of the file `name` below the home, NULL if it cannot be read. The caller frees it. */
char *home_read(const struct home *home, const char *name);

/* How wx is run. If all is zero: with a new home, no input, and pipes for its output. */
struct setup {
	const char *const *env;     /* "NAME=value" sets, "NAME" unsets; ends with NULL; see ENV */
	const char *url;            /* WX_API_URL; NULL: a port on which nothing listens */
	const char *open_meteo_url; /* WX_OPEN_METEO_URL; likewise */
	const struct home *home;    /* HOME; NULL: a new and empty one */
	const char *key_path;       /* the one file below HOME that may contain the key */
	const char *const *secrets; /* other keys to look for like HARNESS_KEY; ends with NULL */
	const char *directory;      /* working directory; NULL: that of the test */
	double timeout;             /* seconds after which it is killed and the test fails; 0: 30 */
	bool obeys_permissions;     /* even if root runs it, or else the test is skipped */

	const char *input; /* what it reads from a pipe; NULL: /dev/null */
	bool input_open;   /* the pipe stays open */
	bool input_closed;
	bool input_terminal; /* reads from the terminal; implies columns, 80 unless set */

	unsigned columns;        /* writes to a terminal of this width; 0: a pipe */
	bool errors_terminal;    /* with columns: so does standard error */
	const char *output_path; /* writes to this file or device */
	bool output_closed;
	bool output_unread;   /* writes to a pipe that nobody reads */
	bool sigpipe_ignored; /* as some programs leave it to what they run */
	bool errors_closed;
};

struct run {
	int status;      /* exit code, or 128 + signal */
	char *out, *err; /* the output, each with a NUL at its end */
	size_t out_length, err_length;
	double seconds; /* the duration of the run */
	pid_t pid;      /* for kill(2), until wx_finish() */
	const struct home *home;

	/* The rest is private to the harness. */
	const struct setup *setup;
	int input, output, errors;
	const char *typed;
	double started, deadline;
	struct run *next;
};

/*
 * For the first argument of WX and WX_START: the environment, several settings, and none.
 */
#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define ENV(...) .env = WORDS(__VA_ARGS__)
#define SETUP(...) __VA_ARGS__
#define DEFAULTS .env = NULL

/*
 * Runs wx with these arguments and waits for its end. Its environment is PATH, LC_ALL=C.UTF-8,
 * HOME, WX_API_URL, WX_OPEN_METEO_URL, WX_API_KEY, XDG_CONFIG_DIRS, with a terminal also TERM, and
 * what setup->env adds. The arguments end with NULL; WX(DEFAULTS, NULL) runs wx without arguments.
 */
struct run *wx_run(const struct setup *setup, const char *const *arguments);
#define WX(how, ...) wx_run(&(const struct setup){how}, WORDS(__VA_ARGS__))

/*
 * The same in steps: start wx, wait until it has printed a text on either stream, write to its
 * input (.input_open or .input_terminal), and wait for its end. The setup must remain valid.
 */
struct run *wx_start(const struct setup *setup, const char *const *arguments);
#define WX_START(how, ...) wx_start(&(const struct setup){how}, WORDS(__VA_ARGS__))
void wx_expect(struct run *run, const char *text);
void wx_type(const struct run *run, const char *text);
void wx_finish(struct run *run);

/* The requests that a stand-in has received since its start or the last standin_forget(). */
struct requests {
	size_t count;
	size_t connections;
	char last[4096]; /* path and query, still encoded; "" if there was none */
};

/* A server on 127.0.0.1 that runs until it is stopped or the test is over. */
struct peer {
	char port[8];
	char url[64];
	char https[64]; /* the same port as an https URL, for TLS to a peer without it */

	/* The rest is private to the harness. */
	pid_t pid;
	int input;
	const struct home *home;
	struct requests requests;
	struct peer *next;
};

/*
 * Starts the stand-in for OpenWeatherMap and Open-Meteo with these options; STANDIN(NULL) has none.
 * With "--port" and the port of a stopped peer it replaces that one.
 */
struct peer *standin_start(const char *const *options);
#define STANDIN(...) standin_start(WORDS(__VA_ARGS__))

/* Starts a server with this fault of tests/standin/faults.c, on that port unless it is NULL. */
struct peer *faults_start(const char *fault, const char *port);

/* Stops it and waits for its end. Its port and URL remain valid. */
void peer_stop(struct peer *peer);

/* The result is valid until the next call for this stand-in. */
const struct requests *standin_requests(struct peer *standin);
void standin_forget(const struct peer *standin);

/* Waits until it has received that many requests. */
void standin_wait(struct peer *standin, size_t count);

/* The absolute path of a file of the source tree, such as "tests/tls/ca.pem". */
void source_path(char *path, size_t size, const char *name);

/* The text of a file in tests/data. The caller frees it. */
char *data_read(const char *name);

/*
 * Fails the test if a text could act on a terminal or mislead its reader: if it has a control
 * character other than newline, a direction mark or another invisible character, or bytes that are
 * not UTF-8.
 */
void expect_printable(const char *text, size_t length, const char *what);

/*
 * "LD_PRELOAD=..." for tests/whole/preload.c, which makes calls fail in wx; skips the test on
 * systems and in builds where it cannot be used. Valid until the next call.
 */
const char *preload_setting(void);

/* Kills what still runs and removes every home. It is .fini of every suite. */
void harness_teardown(void);

#endif
