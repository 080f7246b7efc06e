/* SPDX-License-Identifier: MIT */
/*
 * What goes wrong on the network, in TLS, with a proxy or by a signal: one line and the right exit
 * code, no later than at the timeout.
 */
#include <criterion/criterion.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "harness.h"

TestSuite(network, .fini = harness_teardown);
TestSuite(tls, .fini = harness_teardown);
TestSuite(proxy, .fini = harness_teardown);
TestSuite(signals, .fini = harness_teardown);

static void expect_failure(const struct run *run, const char *what, int status, const char *message)
{
	cr_expect_eq(run->status, status, "%s: status %d: %s", what, run->status, run->err);
	cr_expect(strstr(run->err, message), "%s: no '%s' in: %s", what, message, run->err);
	cr_expect(strncmp(run->err, "wx: Seoul: ", 11) == 0, "%s", run->err);
	cr_expect_eq(strchr(run->err, '\n'), run->err + run->err_length - 1, "%s: not one line: %s",
		what, run->err);
	cr_expect(!strstr(run->err, "appid"), "%s", run->err);
	expect_printable(run->err, run->err_length, what);
}

/* A failure that need not be about the place, as one of the key is not. */
static void expect_status(const char *fault, int status, const char *message)
{
	const struct run *run =
		WX(.url = faults_start(fault, NULL)->url, "--timeout", "1", "--json", "Seoul");
	char code[32];

	cr_expect_eq(run->status, status, "%s: status %d: %s", fault, run->status, run->err);
	cr_expect(strstr(run->err, message), "%s: no '%s' in: %s", fault, message, run->err);
	snprintf(code, sizeof code, "\"error\":{\"code\":%d,", status);
	cr_expect(strstr(run->out, code), "%s: no %s in %s", fault, code, run->out);
	cr_expect(run->seconds < 2, "%s took %g s", fault, run->seconds);
}

/* The same without a key, which a fault cannot repeat then. */
static void expect_fault_without_key(const char *fault, int status, const char *message)
{
	const char *variable = strstr(message, "WX_API_URL");
	const struct run *run;
	char ours[256];

	if (strstr(fault, "-key"))
		return;
	snprintf(ours, sizeof ours, "%.*s%s%s", variable ? (int)(variable - message) : 0, message,
		variable ? "WX_OPEN_METEO_URL" : message,
		variable ? variable + strlen("WX_API_URL") : "");
	run = WX(SETUP(.open_meteo_url = faults_start(fault, NULL)->url, ENV("WX_API_KEY")),
		"--source=open-meteo", "--timeout", "1", "-jf", "--air", "Seoul");
	expect_failure(run, fault, status, ours);
	cr_expect(strstr(run->out, "\"error\":{"), "%s: %s", fault, run->out);
	cr_expect(run->seconds < 2, "%s took %g s", fault, run->seconds);
}

/* The same failure in text and in JSON, of one request and of three, and of either service. */
static void expect_fault(const char *fault, int status, const char *message)
{
	const struct run *run =
		WX(.url = faults_start(fault, NULL)->url, "--timeout", "1", "Seoul");
	char code[32];

	expect_failure(run, fault, status, message);
	cr_expect_str_empty(run->out, "%s: %s", fault, run->out);
	cr_expect(run->seconds < 2, "%s took %g s", fault, run->seconds);
	run = WX(.url = faults_start(fault, NULL)->url, "--timeout", "1", "-jf", "--air", "Seoul");
	expect_failure(run, fault, status, message);
	snprintf(code, sizeof code, "\"error\":{\"code\":%d,", status);
	cr_expect(strstr(run->out, code), "%s: no %s in %s", fault, code, run->out);
	expect_fault_without_key(fault, status, message);
}

#define CHECK_URL "; check WX_API_URL if it is set, or try again later"

Test(network, reports_a_broken_connection)
{
	static const char *const faults[] = {"refuse-after-accept", "reset", "reset-headers",
		"reset-body", "short-length", "chunked-cut", "chunked-cut-body", "chunked-bad",
		"chunked-overflow"};

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		expect_fault(faults[i], 4, "cannot get an answer from 127.0.0.1 (");
}

Test(network, gives_up_at_the_timeout, .timeout = 60)
{
	static const char *const faults[] = {
		"stall", "stall-headers", "stall-body", "drip", "drip-body"};

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		expect_fault(faults[i], 4,
			"no answer from 127.0.0.1 within 1 s; try again, or raise --timeout");
}

Test(network, rejects_oversized_replies)
{
	static const struct {
		const char *fault, *message;
	} rows[] = {{"endless-body", "larger than 1 MiB" CHECK_URL},
		{"endless-chunks", "larger than 1 MiB" CHECK_URL},
		{"5gb-length", "larger than 1 MiB" CHECK_URL},
		{"huge-length", "larger than 1 MiB" CHECK_URL},
		{"negative-length", "is not valid HTTP"},
		{"endless-headers",
			"the headers of the reply from 127.0.0.1 are too large" CHECK_URL},
		{"long-header", "the headers of the reply from 127.0.0.1 are too large" CHECK_URL},
		{"endless-1xx", "the headers of the reply from 127.0.0.1 are too large" CHECK_URL}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_fault(rows[i].fault, 9, rows[i].message);
}

Test(network, rejects_truncated_bodies)
{
	expect_fault("no-length-cut", 9, "truncated or not valid JSON");
	expect_fault("small-length", 9, "truncated or not valid JSON");
}

/* The same to most versions of libcurl; newer ones reject a second Content-Length. */
Test(network, rejects_a_body_of_two_lengths)
{
	const struct run *run = WX(.url = faults_start("double-length", NULL)->url, "Seoul");
	bool is_http = strstr(run->err, "JSON");

	cr_expect_str_empty(run->out);
	expect_failure(run, "double-length", 9,
		is_http ? "truncated or not valid JSON" : "is not valid HTTP");
}

Test(network, rejects_what_is_not_http)
{
	static const struct {
		const char *fault, *message;
	} rows[] = {{"http09", "is not HTTP" CHECK_URL}, {"body-only", "is not HTTP" CHECK_URL},
		{"tls-alert", "is not HTTP" CHECK_URL}, {"http-7", "is not HTTP" CHECK_URL},
		{"status-0", "is not HTTP" CHECK_URL}, {"nul-header", "is not valid HTTP"},
		{"no-colon", "is not valid HTTP"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_fault(rows[i].fault, 9, rows[i].message);
}

/* Newer versions of libcurl read its first three digits. */
Test(network, rejects_a_status_of_five_digits)
{
	const struct run *run = WX(.url = faults_start("status-99999", NULL)->url, "Seoul");

	cr_expect_str_empty(run->out);
	if (strstr(run->err, "999"))
		expect_failure(run, "status-99999", 9, "HTTP status 999; try again later");
	else
		expect_failure(run, "status-99999", 9, "is not HTTP" CHECK_URL);
}

Test(network, rejects_encodings_redirects_and_empty_replies)
{
	static const struct {
		const char *fault, *message;
	} rows[] = {{"gzip", "unexpected Content-Encoding (gzip)" CHECK_URL},
		{"double-encoding", "unexpected Content-Encoding (gzip)" CHECK_URL},
		{"no-content", "the reply is empty"}, {"not-modified", "the reply is empty"},
		{"empty-200", "the reply is empty"}, {"html-200", "web page"},
		{"html-502", "(HTTP status 502) is a web page, not weather data"},
		{"escape-header", "answered with HTTP status 500; try again later"},
		{"redirect", "unexpected redirect to elsewhere.example; "},
		{"redirect-file", "the reply is an unexpected redirect; check"},
		{"redirect-key", "unexpected redirect to *************************.example; "},
		{"encoding-key", "unexpected Content-Encoding (*************************"},
		{"redirect-self", "unexpected redirect to 127.0.0.1; "}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_fault(rows[i].fault, 9, rows[i].message);
}

Test(network, reports_the_status_whatever_the_body_is)
{
	static const struct {
		const char *fault;
		int status;
		const char *message;
	} rows[] = {{"endless-401", 6, "rejected the API key from WX_API_KEY"},
		{"2mib-401", 6, "rejected the API key from WX_API_KEY"},
		{"reset-401", 6, "rejected the API key from WX_API_KEY"},
		{"stall-401", 6, "rejected the API key from WX_API_KEY"},
		{"no-body-401", 6, "rejected the API key from WX_API_KEY"},
		{"no-body-reset-401", 6, "rejected the API key from WX_API_KEY"},
		{"no-body-stall-401", 6, "rejected the API key from WX_API_KEY"},
		{"bad-chunk-401", 6, "rejected the API key from WX_API_KEY"},
		{"gzip-401", 6, "rejected the API key from WX_API_KEY"},
		{"endless-429", 8, "too many requests"},
		{"endless-503", 9, "OpenWeatherMap answered with HTTP status 503"}};
	static const char *const messages[] = {
		[6] = "Open-Meteo refused the request (HTTP status 401); check "
		      "WX_OPEN_METEO_URL if it is set, or try again later",
		[8] = "too many requests from this IP address",
		[9] = "Open-Meteo answered with HTTP status 503"};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		expect_status(rows[i].fault, rows[i].status, rows[i].message);
		expect_fault_without_key(rows[i].fault, rows[i].status, messages[rows[i].status]);
	}
}

Test(network, accepts_every_valid_framing)
{
	static const char *const faults[] = {
		"ok", "chunked", "no-length", "length-and-chunked", "identity"};

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		const struct run *run = WX(.url = faults_start(faults[i], NULL)->url, "Seoul");

		cr_expect_eq(run->status, 0, "%s: %s", faults[i], run->err);
		run = WX(.open_meteo_url = faults_start(faults[i], NULL)->url,
			"--source=open-meteo", "Seoul");
		cr_expect_eq(run->status, 0, "%s: %s", faults[i], run->err);
	}
}

Test(network, reports_a_refused_connection)
{
	const struct run *run = WX(DEFAULTS, "Seoul");

	expect_failure(run, "refused", 4, "cannot get an answer from 127.0.0.1 (");
	expect_failure(run, "refused", 4,
		"); check WX_API_URL and the network connection, or try again later\n");
}

Test(network, reports_an_unknown_host)
{
	expect_failure(WX(SETUP(.url = "https://wx.invalid"), "--timeout", "2", "Seoul"), "name", 4,
		"wx.invalid");
}

/*
 * A lookup fails at once, or takes as long as with a name server that never answers. By default
 * libcurl waits for the thread that does the lookup.
 */
Test(network, reports_a_lookup_that_fails_or_hangs)
{
	static const struct {
		const char *lookup, *proxy, *option, *message;
	} rows[] = {{"FAIL_LOOKUP=0", "X=", "-q",
			    "cannot find the host wx.invalid; check WX_API_URL and the network "
			    "connection\n"},
		{"FAIL_LOOKUP=0", "WX_API_URL", "-q",
			"cannot find the host api.openweathermap.org; check the network "
			"connection\n"},
		{"FAIL_LOOKUP=0", "https_proxy=http://proxy.invalid:1", "-q",
			"cannot find the proxy set in https_proxy"},
		{"FAIL_LOOKUP=10", "X=", "-q", "no answer from wx.invalid within 1 s; try again"},
		{"FAIL_LOOKUP=10", "X=", "--json", "no answer from wx.invalid within 1 s;"},
		{"FAIL_LOOKUP=10", "https_proxy=http://proxy.invalid:1", "-q",
			"no answer from wx.invalid through the proxy set in https_proxy"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct home *home = home_make();
		char mark[600];
		const struct setup setup = {.url = "https://wx.invalid",
			.home = home,
			ENV(preload_setting(), rows[i].lookup, rows[i].proxy, mark)};
		const struct run *run;

		snprintf(mark, sizeof mark, "FAIL_MARK=%s/mark", home->path);
		run = wx_run(&setup, WORDS("--timeout", "1", rows[i].option, "Seoul"));
		if (access(mark + strlen("FAIL_MARK="), F_OK) != 0)
			cr_skip_test("libcurl does not look up hosts by getaddrinfo");
		expect_failure(run, rows[i].option, 4, rows[i].message);
		cr_expect(run->seconds < 5, "%g s", run->seconds);
	}
}

/* The system answers no new connection while the backlog is full. */
Test(network, gives_up_on_a_connection_that_nobody_accepts)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t length = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	int clients[3];
	char url[64];
	const struct run *run;

	cr_assert_eq(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
	cr_assert_eq(listen(listener, 0), 0);
	getsockname(listener, (struct sockaddr *)&address, &length);
	for (size_t i = 0; i < 3; i++) {
		clients[i] = socket(AF_INET, SOCK_STREAM, 0);
		if (i == 0)
			connect(clients[i], (struct sockaddr *)&address, sizeof address);
	}
	snprintf(url, sizeof url, "http://127.0.0.1:%d", ntohs(address.sin_port));
	run = WX(.url = url, "--timeout", "0.5", "Seoul");
	expect_failure(run, "backlog", 4, "no answer from 127.0.0.1 within 0.5 s");
	cr_expect(run->seconds < 1.5, "%g s", run->seconds);
	for (size_t i = 0; i < 3; i++)
		close(clients[i]);
	close(listener);
}

/* TLS */

static struct peer *start_tls(const char *certificate)
{
	char name[64], chain[1024], key[1024];

	snprintf(name, sizeof name, "tests/tls/%s.pem", certificate);
	source_path(chain, sizeof chain, name);
	source_path(key, sizeof key, "tests/tls/server.key");
	return STANDIN("--tls", chain, key);
}

/* "VARIABLE=PATH" with the absolute path of a file of the source tree. */
static const char *trust(char to[1200], const char *variable, const char *name)
{
	char path[1024];

	source_path(path, sizeof path, name);
	snprintf(to, 1200, "%s=%s", variable, path);
	return to;
}

Test(tls, accepts_a_trusted_certificate)
{
	const struct peer *peer = start_tls("good");
	char file[1200], directory[1200];
	const struct run *run;

	run = WX(SETUP(.url = peer->url, ENV(trust(file, "SSL_CERT_FILE", "tests/tls/ca.pem"))),
		"Seoul");
	cr_expect_eq(run->status, 0, "%s", run->err);
	run = WX(SETUP(.url = peer->url, ENV(trust(directory, "SSL_CERT_DIR", "tests/tls"))),
		"Seoul");
	cr_expect_eq(run->status, 0, "%s", run->err);
}

Test(tls, rejects_an_invalid_certificate)
{
	static const char *const certificates[] = {
		"expired", "not-yet-valid", "wrong-host", "self-signed"};
	char file[1200];

	trust(file, "SSL_CERT_FILE", "tests/tls/ca.pem");
	for (size_t i = 0; i < sizeof certificates / sizeof *certificates; i++) {
		struct peer *peer = start_tls(certificates[i]);
		const struct run *run = WX(SETUP(.url = peer->url, ENV(file)), "--json", "Seoul");

		expect_failure(run, certificates[i], 5, "no secure connection to 127.0.0.1 (");
		cr_expect(strstr(run->out, "\"error\":{\"code\":5,\"name\":\"tls\","), "%s",
			run->out);
		cr_expect(!strstr(run->err, "nsecure"), "%s", run->err);
		cr_expect(strstr(run->err, "); check WX_API_URL, or, if this network requires a "
					   "login, log in first\n"),
			"%s", run->err);
		cr_expect_gt(standin_requests(peer)->connections, 0, "%s", certificates[i]);
	}
}

Test(tls, rejects_an_unknown_authority)
{
	const struct run *run = WX(.url = start_tls("good")->url, "Seoul");

	expect_failure(run, "unknown", 5, "no secure connection to 127.0.0.1 (");
	cr_expect_str_empty(run->out);
}

Test(tls, reports_a_missing_file_of_authorities)
{
	expect_failure(WX(SETUP(.url = start_tls("good")->url, ENV("SSL_CERT_FILE=/nonexistent")),
			       "Seoul"),
		"file", 5,
		"install the package ca-certificates, or correct SSL_CERT_FILE if it is set");
}

Test(tls, reports_a_peer_without_tls, .timeout = 60)
{
	static const struct {
		const char *fault;
		int status;
		const char *message;
	} rows[] = {{"ok", 5, "no secure connection to 127.0.0.1 ("},
		{"http09", 5, "no secure connection to 127.0.0.1 ("},
		{"refuse-after-accept", 5, "no secure connection to 127.0.0.1 ("},
		{"stall", 4, "no answer from 127.0.0.1 within 1 s"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_failure(WX(.url = faults_start(rows[i].fault, NULL)->https, "--timeout", "1",
				       "Seoul"),
			rows[i].fault, rows[i].status, rows[i].message);
}

/* Proxies */

Test(proxy, is_not_used_for_loopback)
{
	const struct run *run =
		WX(SETUP(.url = STANDIN(NULL)->url,
			   ENV("http_proxy=http://wx.invalid:1", "https_proxy=http://wx.invalid:1",
				   "all_proxy=http://wx.invalid:1",
				   "HTTPS_PROXY=http://wx.invalid:1")),
			"Seoul");

	cr_expect_eq(run->status, 0, "%s", run->err);
}

Test(proxy, is_named_in_its_failures)
{
	const struct run *run = WX(SETUP(.url = "https://api.example",
					   ENV("https_proxy=http://user:pass-word@wx.invalid:1")),
		"--timeout", "2", "Seoul");

	expect_failure(run, "proxy name", 4, "https_proxy");
	cr_expect(!strstr(run->err, "pass-word"), "%s", run->err);
	{
		char proxy[128];

		snprintf(proxy, sizeof proxy, "https_proxy=%s", STANDIN(NULL)->url);
		run = WX(SETUP(.url = "https://api.example", ENV(proxy)), "Seoul");
		expect_failure(run, "proxy refuses", 4,
			"the proxy set in https_proxy refused to connect to api.example (HTTP "
			"status ");
	}
}

/* Signals */

/* They arrive while wx waits for the service. */
Test(signals, not_meant_to_end_a_program_are_ignored)
{
	static const int signals[] = {SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO,
		SIGWINCH, SIGCHLD, SIGURG, SIGCONT};
	const struct peer *peer = faults_start("stall", NULL);
	const struct setup setup = {.url = peer->url};
	struct run *run = wx_start(&setup, WORDS("-v", "--timeout", "1", "Seoul"));

	wx_expect(run, "GET ");
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		cr_expect_eq(kill(run->pid, signals[i]), 0);
	wx_finish(run);
	cr_expect_eq(run->status, 4, "status %d: %s", run->status, run->err);
	cr_expect(strstr(run->err, "no answer from 127.0.0.1 within 1 s"), "%s", run->err);
}

Test(signals, end_wx_as_they_do_by_default)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct peer *peer = faults_start("stall", NULL);
		const struct setup setup = {.url = peer->url};
		struct run *run = wx_start(&setup, WORDS("-v", "Seoul"));

		wx_expect(run, "GET ");
		kill(run->pid, signals[i]);
		wx_finish(run);
		cr_expect_eq(run->status, 128 + signals[i], "status %d", run->status);
		cr_expect_str_empty(run->out);
	}
}
