/* SPDX-License-Identifier: MIT */
#include "http/http.h"

#include <math.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/file.h"
#include "base/key_shape.h"
#include "base/monotonic.h"
#include "base/utf8.h"
#include "http/http_body.h"
#include "http/http_error.h"
#include "http/http_libcurl.h"
#include "http/http_proxy.h"
#include "http/http_redact.h"
#include "http/http_reply.h"
#include "http/http_trust.h"
#include "http/http_url.h"

#define TERMINAL_SECONDS 0.1
#define STATUS_OK 200
#define CONNECT_SECONDS 7200 /* more than any time-out */

struct transfer {
	CURL *handle; /* NULL: free */
	CURLU *url;
	struct http_body body;
	char curl_message[CURL_ERROR_SIZE], host[HTTP_HOST_MAX];
	double deadline;
	size_t ticket, number;
	bool is_second;        /* it takes no kept connection, be it for a second try */
	const char *directory; /* of certificates, trusted alone; NULL: as libcurl trusts */
	bool has_ended;
	CURLcode code;
};

struct transfers {
	struct http_libcurl curl;
	CURLM *multi;
	const char *directory; /* see http_trust_directory */
	bool has_bad_peer;     /* one that closes connections which it has kept */
	size_t count;          /* of those begun, which -v numbers */
	struct transfer all[HTTP_TRANSFERS_MAX];
};

/* ---- one transfer ---- */

/* Before 7.85 the protocols were bits. */
static CURLcode set_protocols(const struct http_libcurl *curl, CURL *handle, bool local)
{
	const CURLoption option_before = (CURLoption)181; /* CURLOPT_PROTOCOLS, which warns */
	CURLcode code = http_libcurl_set_text(
		curl, handle, CURLOPT_PROTOCOLS_STR, local ? "http,https" : "https");

	if (code != CURLE_UNKNOWN_OPTION)
		return code;
	return http_libcurl_set_long(curl, handle, option_before,
		local ? CURLPROTO_HTTP | CURLPROTO_HTTPS : CURLPROTO_HTTPS);
}

/* When one of them is not taken, that leaves nothing safe to do. */
static CURLcode set_options(const struct http_libcurl *curl, struct transfer *transfer)
{
	CURL *handle = transfer->handle;
	bool local = http_url_is_loopback(transfer->host);
	CURLcode code = CURLE_OK;

#define SET(type, option, value) \
	code = code ? code : http_libcurl_set_##type(curl, handle, CURLOPT_##option, value)
	SET(pointer, CURLU, transfer->url);
	SET(pointer, PRIVATE, transfer);
	SET(pointer, ERRORBUFFER, transfer->curl_message);
	SET(pointer, WRITEDATA, &transfer->body);
	SET(long, HTTP_VERSION, CURL_HTTP_VERSION_1_1);
	SET(long, SSLVERSION, CURL_SSLVERSION_TLSv1_2);
	SET(text, USERAGENT, "wx/" PACKAGE_VERSION);
	SET(long, MAXFILESIZE, REPLY_MAX);
	SET(long, NOSIGNAL, 1);
	SET(long, FRESH_CONNECT, transfer->is_second);
	/* The deadline is watched here, and is sooner. */
	SET(long, CONNECTTIMEOUT_MS, CONNECT_SECONDS * 1000L);
	if (local)
		SET(text, PROXY, "");
#undef SET
	code = code ? code : http_libcurl_set_writer(curl, handle, http_body_append);
	code = code ? code : set_protocols(curl, handle, local);
	code = code ? code : http_trust_set(curl, handle, transfer->directory);
	/* Without it a dead name server holds the end up for ten seconds; before 7.87 it does. */
	http_libcurl_set_long(curl, handle, CURLOPT_QUICK_EXIT, 1);
	return code;
}

static bool begin_transfer(
	struct transfers *transfers, struct transfer *transfer, struct error *error)
{
	const struct http_libcurl *curl = &transfers->curl;
	CURLcode code;

	transfer->handle = curl->easy_init();
	if (!transfer->handle)
		return error_set_no_memory(error);
	transfer->is_second |= transfers->has_bad_peer;
	code = set_options(curl, transfer);
	if (code == CURLE_OUT_OF_MEMORY)
		return error_set_no_memory(error);
	if (code != CURLE_OK)
		return error_set(error, EXIT_INTERNAL,
			"libcurl lacks an option that wx needs; install libcurl 7.87 or later");
	if (curl->multi_add_handle(transfers->multi, transfer->handle) != CURLM_OK)
		return error_set_no_memory(error);
	return true;
}

/* The connection stays for the next one. */
static void end_transfer(struct transfers *transfers, struct transfer *transfer)
{
	const struct http_libcurl *curl = &transfers->curl;

	if (transfer->handle) {
		curl->multi_remove_handle(transfers->multi, transfer->handle);
		curl->easy_cleanup(transfer->handle);
	}
	curl->url_cleanup(transfer->url);
	free(transfer->body.received.text);
	*transfer = (struct transfer){.handle = NULL};
}

/*
 * A certificate that the directory alone does not vouch for: the bundle may, and for all that
 * follow.
 */
static bool needs_bundle(struct transfers *transfers, struct transfer *transfer)
{
	if (!transfer->directory || (transfer->code != CURLE_PEER_FAILED_VERIFICATION &&
					    transfer->code != CURLE_SSL_CACERT_BADFILE))
		return false;
	transfers->directory = transfer->directory = NULL;
	return true;
}

/* The peer has closed a connection that was kept for the next request before it took that. */
static bool needs_connection(struct transfers *transfers, struct transfer *transfer)
{
	const struct http_libcurl *curl = &transfers->curl;

	if (transfer->is_second ||
		(transfer->code != CURLE_SEND_ERROR && transfer->code != CURLE_RECV_ERROR &&
			transfer->code != CURLE_GOT_NOTHING) ||
		http_libcurl_get_long(curl, transfer->handle, CURLINFO_NUM_CONNECTS) > 0 ||
		http_libcurl_get_long(curl, transfer->handle, CURLINFO_HEADER_SIZE) > 0)
		return false;
	/* It would do the same to those that follow. */
	return transfers->has_bad_peer = transfer->is_second = true;
}

static bool begin_transfer_again(struct transfers *transfers, struct transfer *transfer)
{
	struct error unused;

	if (!needs_bundle(transfers, transfer) && !needs_connection(transfers, transfer))
		return false;
	transfers->curl.multi_remove_handle(transfers->multi, transfer->handle);
	transfers->curl.easy_cleanup(transfer->handle);
	*transfer->curl_message = '\0';
	return begin_transfer(transfers, transfer, &unused);
}

static bool open_library(struct transfers *transfers, struct error *error)
{
	if (!http_libcurl_open(&transfers->curl, error))
		return false;
	if (transfers->curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
		transfers->multi = transfers->curl.multi_init();
	return transfers->multi || error_set_no_memory(error);
}

/* All of it or nothing: what has failed is tried from the beginning next time. */
static bool open_transfers(struct http *http, struct error *error)
{
	struct transfers *transfers;

	if (http->transfers)
		return true;
	transfers = calloc(1, sizeof *transfers);
	if (!transfers)
		return error_set_no_memory(error);
	if (!open_library(transfers, error)) {
		free(transfers);
		return false;
	}
	if (strncasecmp(http->service.base_url, "https", 5) == 0)
		transfers->directory = http_trust_directory(&transfers->curl);
	http->transfers = transfers;
	return true;
}

static struct transfer *find_free(struct transfers *transfers)
{
	for (size_t i = 0; i < HTTP_TRANSFERS_MAX; i++)
		if (!transfers->all[i].handle)
			return &transfers->all[i];
	return NULL;
}

bool http_start(struct http *http, const struct request *request, double deadline, size_t ticket,
	struct error *error)
{
	struct http_target target = {&http->service, http->key, request, 0};
	const struct http_libcurl *curl;
	struct transfer *transfer;

	if (!open_transfers(http, error))
		return false;
	curl = &http->transfers->curl;
	transfer = find_free(http->transfers);
	if (!transfer)
		return error_set(error, EXIT_INTERNAL,
			"cannot make another request: too many are in progress");
	target.number = ++http->transfers->count;
	*transfer = (struct transfer){.url = curl->url(),
		.deadline = deadline,
		.ticket = ticket,
		.number = target.number,
		.directory = http->transfers->directory};
	if (!transfer->url)
		return error_set_no_memory(error);
	if (http_url_build(curl, transfer->url, &target, http->log, error)) {
		if (!http_url_part(curl, transfer->url, CURLUPART_HOST, transfer->host,
			    sizeof transfer->host))
			error_set_no_memory(error);
		else if (begin_transfer(http->transfers, transfer, error))
			return true;
	}
	end_transfer(http->transfers, transfer);
	return false;
}

/* ---- waiting ---- */

static struct transfer *transfer_of(const struct http_libcurl *curl, CURL *handle)
{
	char *transfer = NULL;

	curl->easy_getinfo(handle, CURLINFO_PRIVATE, &transfer);
	return (void *)transfer;
}

/* What has come is taken before the time is looked at: the program may have been kept from it. */
static bool collect_ended(struct transfers *transfers)
{
	const struct http_libcurl *curl = &transfers->curl;
	double now = monotonic_now();
	bool any = false;
	CURLMsg *message;
	int left;

	while ((message = curl->multi_info_read(transfers->multi, &left))) {
		struct transfer *transfer = transfer_of(curl, message->easy_handle);

		transfer->code = message->data.result;
		transfer->has_ended = !begin_transfer_again(transfers, transfer);
	}
	for (size_t i = 0; i < HTTP_TRANSFERS_MAX; i++) {
		struct transfer *transfer = &transfers->all[i];

		if (transfer->handle && !transfer->has_ended && now >= transfer->deadline) {
			transfer->code = CURLE_OPERATION_TIMEDOUT;
			transfer->has_ended = true;
		}
		any |= transfer->has_ended;
	}
	return any;
}

static bool is_any_running(const struct transfers *transfers)
{
	for (size_t i = 0; transfers && i < HTTP_TRANSFERS_MAX; i++)
		if (transfers->all[i].handle)
			return true;
	return false;
}

static double first_deadline(const struct transfers *transfers, double until)
{
	for (size_t i = 0; i < HTTP_TRANSFERS_MAX; i++)
		if (transfers->all[i].handle)
			until = fmin(until, transfers->all[i].deadline);
	return until;
}

static void move_on(struct transfers *transfers, int file, double until)
{
	const struct http_libcurl *curl = &transfers->curl;
	struct curl_waitfd readable = {.fd = file, .events = CURL_WAIT_POLLIN};
	double last = first_deadline(transfers, until);
	int running, ready = 0;

	curl->multi_perform(transfers->multi, &running);
	while (!collect_ended(transfers) && monotonic_now() < last && !readable.revents) {
		curl->multi_poll(transfers->multi, &readable, file >= 0,
			monotonic_poll_timeout(last), &ready);
		curl->multi_perform(transfers->multi, &running);
	}
}

/*
 * Not every system has poll() for terminals: with transfers running, they are looked at in between.
 */
void http_wait(struct http *http, int file, double until)
{
	if (!is_any_running(http->transfers)) {
		if (file >= 0)
			file_wait_readable(file, until);
		else
			poll(NULL, 0, monotonic_poll_timeout(until));
	} else if (file >= 0 && isatty(file)) {
		move_on(http->transfers, -1, fmin(until, monotonic_now() + TERMINAL_SECONDS));
	} else {
		move_on(http->transfers, file, until);
	}
}

void http_delay(struct http *http, double seconds)
{
	for (size_t i = 0; http->transfers && i < HTTP_TRANSFERS_MAX; i++)
		http->transfers->all[i].deadline += seconds;
}

/* ---- what came of it ---- */

static void log_reply(const struct http_libcurl *curl, FILE *log, const struct transfer *transfer)
{
	CURL *handle = transfer->handle;

	if (!log)
		return;
	fprintf(log,
		"%zu: status %ld, %ld bytes after %.3f s (name lookup %.3f s, connect %.3f s, TLS "
		"%.3f s)\n",
		transfer->number, http_libcurl_get_long(curl, handle, CURLINFO_RESPONSE_CODE),
		(long)http_libcurl_get_offset(curl, handle, CURLINFO_SIZE_DOWNLOAD_T),
		http_libcurl_get_double(curl, handle, CURLINFO_TOTAL_TIME),
		http_libcurl_get_double(curl, handle, CURLINFO_NAMELOOKUP_TIME),
		http_libcurl_get_double(curl, handle, CURLINFO_CONNECT_TIME),
		http_libcurl_get_double(curl, handle, CURLINFO_APPCONNECT_TIME));
}

static bool fail_transfer(
	const struct http *http, const struct transfer *transfer, struct error *error)
{
	const struct http_libcurl *curl = &http->transfers->curl;
	const struct http_error fault = {
		.code = transfer->code,
		.message = transfer->curl_message,
		.meaning = curl->easy_strerror(transfer->code),
		.host = transfer->host,
		.proxy = http_url_is_loopback(transfer->host) ? NULL
							      : http_proxy_variable(transfer->host),
		.may_name_a_proxy = http_proxy_is_set(),
		.proxy_status =
			http_libcurl_get_long(curl, transfer->handle, CURLINFO_HTTP_CONNECTCODE),
		.header_size = http_libcurl_get_long(curl, transfer->handle, CURLINFO_HEADER_SIZE),
		.is_too_large = transfer->body.is_too_large,
		.timeout = http->timeout,
		.now = http->now,
	};

	return http_error_set(&fault, error);
}

/*
 * Whether a transfer that failed did so in the body of a reply whose status says already that there
 * is no answer: a refused key is a refused key, however much comes behind it or stays away.
 */
static bool has_failed_after_refusal(
	const struct http_libcurl *curl, const struct transfer *transfer)
{
	bool has_head = transfer->body.received.length > 0 || transfer->body.is_too_large ||
			transfer->code == CURLE_FILESIZE_EXCEEDED;

	return has_head &&
	       http_libcurl_get_long(curl, transfer->handle, CURLINFO_RESPONSE_CODE) >= 300;
}

static bool take_result(const struct http *http, struct transfer *transfer, struct reply *reply,
	struct error *error)
{
	const struct http_libcurl *curl = &http->transfers->curl;
	const char *packing;

	log_reply(curl, http->log, transfer);
	if (transfer->code != CURLE_OK && has_failed_after_refusal(curl, transfer)) {
		transfer->body.received.length = 0;
		return http_reply_fill(curl, transfer->handle, &transfer->body, reply, error);
	}
	if (transfer->code != CURLE_OK)
		return fail_transfer(http, transfer, error);
	packing = http_reply_encoding(curl, transfer->handle);
	if (packing &&
		http_libcurl_get_long(curl, transfer->handle, CURLINFO_RESPONSE_CODE) == STATUS_OK)
		return error_set(error, EXIT_BAD_REPLY,
			"the reply from %s has an unexpected Content-Encoding: %.*s",
			transfer->host, utf8_precision(packing, 40), packing);
	return http_reply_fill(curl, transfer->handle, &transfer->body, reply, error);
}

bool http_next(struct http *http, size_t *ticket, struct reply *reply, struct error *error)
{
	for (size_t i = 0; http->transfers && i < HTTP_TRANSFERS_MAX; i++) {
		struct transfer *transfer = &http->transfers->all[i];

		if (!transfer->has_ended)
			continue;
		*ticket = transfer->ticket;
		*error = (struct error){.code = EXIT_OK};
		if (!take_result(http, transfer, reply, error) ||
			!http_reply_redact(reply, http->key, error))
			http_redact(error->message, http->key);
		end_transfer(http->transfers, transfer);
		return true;
	}
	return false;
}

void http_close(struct http *http)
{
	struct transfers *transfers = http->transfers;

	if (!transfers)
		return;
	for (size_t i = 0; i < HTTP_TRANSFERS_MAX; i++)
		if (transfers->all[i].handle)
			end_transfer(transfers, &transfers->all[i]);
	transfers->curl.multi_cleanup(transfers->multi);
	free(transfers);
	http->transfers = NULL;
}

void http_free(struct reply *reply)
{
	free(reply->body);
	reply->body = NULL;
}
