/* SPDX-License-Identifier: MIT */
/*
 * Runs wx as a user would, against peers on this machine. Whatever is made here lives until
 * harness_teardown(), so tests free nothing; whatever goes wrong here fails the test.
 * Where there are no pseudo-terminals, a test that needs one is skipped.
 *
 *	TestSuite(weather, .fini = harness_teardown);
 *
 *	Test(weather, seoul)
 *	{
 *		struct peer *standin = STANDIN("--delay", "100");
 *		struct run *run = WX(.url = standin->url, "--json", "Seoul");
 *
 *		cr_assert_eq(run->status, 0);
 *		cr_assert_eq(standin_requests(standin)->count, 1);
 *	}
 *
 * The programs are named by WX, STANDIN and FAULTS, the source tree by srcdir. WX_WRAPPER is put
 * before wx ("valgrind -q").
 */
#ifndef WX_HARNESS_H
#define WX_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * The API key of every run and peer. No run may print it, nor leave it in a file below its HOME:
 * not as a whole, nor eight characters of it, in any case or percent-encoded.
 */
#define HARNESS_KEY "canary-4f9d1c7e-wx-secret"

/* A directory of its own below TMPDIR. */
struct home {
	char path[512];
	struct home *next;
};

struct home *home_make(void);

/* Writes text to the file `name` below the home; directories are made with mode 0700. */
void home_write(const struct home *home, const char *name, mode_t mode, const char *text);

/* The text of the file `name` below the home, or NULL when there is none. The caller frees it. */
char *home_read(const struct home *home, const char *name);

/* How wx is run. All zero: a home of its own, nothing to read, pipes for what it prints. */
struct setup {
	const char *const *env;  /* "NAME=value" sets, "NAME" unsets; ends with NULL; see ENV */
	const char *url;         /* WX_API_URL; NULL: a port where nobody listens */
	const struct home *home; /* HOME; NULL: a new and empty one */
	const char *key_path;    /* the one file below HOME that may hold the key */
	const char *const
		*secrets;      /* other keys that are watched like HARNESS_KEY; ends with NULL */
	const char *directory; /* where it runs; NULL: here */
	double timeout;        /* seconds until it is killed and the test fails; 0: 30 */

	const char *input; /* what it reads from a pipe; NULL: /dev/null */
	bool input_open;   /* the pipe does not end */
	bool input_closed;
	bool input_terminal; /* reads from the terminal; implies columns, 80 unless set */

	unsigned columns;        /* writes to a terminal that is so wide; 0: a pipe */
	bool errors_terminal;    /* with columns: standard error is that terminal, too */
	const char *output_path; /* writes to this file or device */
	bool output_closed;
	bool errors_closed;
};

struct run {
	int status;      /* exit code, or 128 + signal */
	char *out, *err; /* what was printed, each with a NUL at its end */
	size_t out_length, err_length;
	double seconds; /* from start to end */
	pid_t pid;      /* for kill(2), until wx_finish() */
	const struct home *home;

	/* What follows is the harness's own. */
	const struct setup *setup;
	int input, output, errors;
	const char *typed;
	double started, deadline;
	struct run *next;
};

/* The environment, and several settings, as the first argument of WX or WX_START. */
#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define ENV(...) .env = WORDS(__VA_ARGS__)
#define SETUP(...) __VA_ARGS__
#define PLAIN .env = NULL

/*
 * Runs wx with the arguments to its end. The environment holds PATH, LC_ALL=C.UTF-8, HOME,
 * WX_API_URL and WX_API_KEY, and what setup->env adds; with a terminal, TERM. The arguments end
 * with NULL, also in WX: WX(PLAIN, NULL) runs it with none.
 */
struct run *wx_run(const struct setup *setup, const char *const *arguments);
#define WX(how, ...) wx_run(&(const struct setup){how}, WORDS(__VA_ARGS__))

/*
 * The same in steps: start it, wait until it has printed text on either stream, write to its input
 * (.input_open or .input_terminal), wait for its end. The setup must last until then.
 */
struct run *wx_start(const struct setup *setup, const char *const *arguments);
#define WX_START(how, ...) wx_start(&(const struct setup){how}, WORDS(__VA_ARGS__))
void wx_expect(struct run *run, const char *text);
void wx_type(const struct run *run, const char *text);
void wx_finish(struct run *run);

/* The requests that a stand-in got since its start or the last standin_forget(). */
struct requests {
	size_t count;
	size_t connections;
	char last[4096]; /* path and query as they came, or "" */
};

/* A program that listens on 127.0.0.1 until it is stopped or the test is over. */
struct peer {
	char port[8];
	char url[64];
	char https[64]; /* the same port; what a plain peer makes of a TLS client */

	/* What follows is the harness's own. */
	pid_t pid;
	int input;
	const struct home *home;
	struct requests requests;
	struct peer *next;
};

/*
 * Starts the stand-in for OpenWeatherMap with more options, STANDIN(NULL) with none; given
 * "--port" and the port of a stopped peer it takes that one's place.
 */
struct peer *standin_start(const char *const *options);
#define STANDIN(...) standin_start(WORDS(__VA_ARGS__))

/* Starts a peer with a fault, on that port unless it is NULL. */
struct peer *faults_start(const char *fault, const char *port);

/* Stops it and waits until it is gone; its port and URL remain. */
void peer_stop(struct peer *peer);

/* Valid until the next call for this stand-in. */
const struct requests *standin_requests(struct peer *standin);
void standin_forget(const struct peer *standin);

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

/* Kills and reaps what still runs, and removes every home. Give it to each suite as .fini. */
void harness_teardown(void);

#endif
