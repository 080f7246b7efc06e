/* SPDX-License-Identifier: MIT */
#include "http/http.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/monotonic.h"
#include "base/number.h"
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
#define CONNECT_SECONDS_MAX 7200 /* more than any time-out */
#define ENCODING_SHOWN_BYTES_MAX 40
#define CONNECTIONS_KEPT_MAX (2L * HTTP_TRANSFERS_MAX) /* of all hosts of a service */
#define MULTI_QUICK_EXIT ((CURLMoption)21)             /* which older headers lack */
#define OLD_PROTOCOLS ((CURLoption)181) /* CURLOPT_PROTOCOLS, which newer headers warn of */

struct transfer {
	CURL *handle; /* NULL: unused */
	CURLU *url;
	struct http_body body;
	char curl_message[CURL_ERROR_SIZE], host[HTTP_HOST_MAX];
	double deadline;
	size_t ticket, number;
	bool needs_new_connection; /* none that was kept after an earlier transfer */
	const char *directory;     /* of certificates, trusted alone; NULL: as libcurl trusts */
	bool has_ended;
	CURLcode code;
};

struct transfers {
	struct http_libcurl curl;
	CURLM *multi;
	const char *directory;      /* see http_trust_directory */
	bool needs_new_connections; /* the peer closes those that have been kept */
	size_t count;               /* of transfers so far, for numbering them in the log */
	struct transfer all[HTTP_TRANSFERS_MAX];
};

/* ---- starting ---- */

/* An option that cannot be set is an error: each of them matters for safety or for the result. */
static CURLcode set_options(const struct http_libcurl *curl, struct transfer *transfer)
{
	CURL *handle = transfer->handle;
	bool is_loopback = http_url_is_loopback(transfer->host);
	CURLcode code = http_libcurl_set_text(
		curl, handle, CURLOPT_PROTOCOLS_STR, is_loopback ? "http,https" : "https");

	/* Before 7.85 the protocols were bits. */
	if (code == CURLE_UNKNOWN_OPTION)
		code = http_libcurl_set_long(curl, handle, OLD_PROTOCOLS,
			is_loopback ? CURLPROTO_HTTP | CURLPROTO_HTTPS : CURLPROTO_HTTPS);
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
	SET(long, FRESH_CONNECT, transfer->needs_new_connection);
	/* collect_ended enforces the deadline, which is earlier. */
	SET(long, CONNECTTIMEOUT_MS, CONNECT_SECONDS_MAX * 1000L);
	if (is_loopback)
		SET(text, PROXY, "");
#undef SET
	code = code ? code : http_libcurl_set_writer(curl, handle, http_body_append);
	code = code ? code : http_trust_set(curl, handle, transfer->directory);
	/* Otherwise, and before 7.87, wx would wait for an unresponsive name server as it exits. */
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
	transfer->needs_new_connection |= transfers->needs_new_connections;
	code = set_options(curl, transfer);
	if (code == CURLE_OUT_OF_MEMORY)
		return error_set_no_memory(error);
	if (code != CURLE_OK)
		return error_set(error, EXIT_INTERNAL,
			_("libcurl lacks an option that wx needs; install libcurl 7.87 or later"));
	if (curl->multi_add_handle(transfers->multi, transfer->handle) != CURLM_OK)
		return error_set_no_memory(error);
	return true;
}

/* The connection is kept for the next transfer. */
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

/* What a libcurl does not know, it does without. */
static void set_multi_options(const struct http_libcurl *curl, CURLM *multi)
{
	/* By default, libcurl keeps four for each transfer, but not for those that have ended. */
	curl->multi_setopt(multi, CURLMOPT_MAXCONNECTS, CONNECTIONS_KEPT_MAX);
	/* In newer versions it is the multi handle that waits, see set_options. */
	curl->multi_setopt(multi, MULTI_QUICK_EXIT, 1L);
}

/* On failure nothing stays open, so that the next call starts afresh. */
static bool open_transfers(struct http *http, struct error *error)
{
	struct transfers *transfers;

	if (http->transfers)
		return true;
	transfers = calloc(1, sizeof *transfers);
	if (!transfers)
		return error_set_no_memory(error);
	if (!http_libcurl_open(&transfers->curl, error)) {
		free(transfers);
		return false;
	}
	if (transfers->curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
		transfers->multi = transfers->curl.multi_init();
	if (!transfers->multi) {
		free(transfers);
		return error_set_no_memory(error);
	}
	set_multi_options(&transfers->curl, transfers->multi);
	if (strncasecmp(http->service.base_url, "https", 5) == 0)
		transfers->directory = http_trust_directory(&transfers->curl);
	http->transfers = transfers;
	return true;
}

static bool start_transfer(struct http *http, const struct request *request, double deadline,
	size_t ticket, struct error *error)
{
	struct http_target target = {&http->service, http->key, request, 0};
	const struct http_libcurl *curl;
	struct transfer *transfer = NULL;

	if (!open_transfers(http, error))
		return false;
	for (size_t i = 0; i < HTTP_TRANSFERS_MAX && !transfer; i++)
		if (!http->transfers->all[i].handle)
			transfer = &http->transfers->all[i];
	if (!transfer)
		return error_set(error, EXIT_INTERNAL,
			_("cannot make another request: too many are in progress"));
	curl = &http->transfers->curl;
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

bool http_start(struct http *http, const struct request *request, double deadline, size_t ticket,
	struct error *error)
{
	if (start_transfer(http, request, deadline, ticket, error))
		return true;
	http_redact(error->message, http->key);
	return false;
}

/* ---- waiting ---- */

/* Whether a transfer that has failed was started again, because that may help. */
static bool retry_transfer(struct transfers *transfers, struct transfer *transfer)
{
	const struct http_libcurl *curl = &transfers->curl;
	CURLcode code = transfer->code;
	struct error unused;

	if (transfer->directory &&
		(code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE)) {
		/* The bundle may have the certificate that the directory lacks. */
		transfer->directory = NULL;
		transfers->directory = NULL;
	} else if (!transfer->needs_new_connection &&
		   (code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR ||
			   code == CURLE_GOT_NOTHING) &&
		   http_libcurl_get_long(curl, transfer->handle, CURLINFO_NUM_CONNECTS) == 0 &&
		   http_libcurl_get_long(curl, transfer->handle, CURLINFO_HEADER_SIZE) == 0) {
		/* The peer closed a kept connection before it took the request. */
		transfer->needs_new_connection = true;
		transfers->needs_new_connections = true;
	} else {
		return false;
	}
	curl->multi_remove_handle(transfers->multi, transfer->handle);
	curl->easy_cleanup(transfer->handle);
	*transfer->curl_message = '\0';
	return begin_transfer(transfers, transfer, &unused);
}

/*
 * Whether any transfer has ended. Results come before deadlines, in case wx itself was suspended
 * while they arrived.
 */
static bool collect_ended(struct transfers *transfers)
{
	const struct http_libcurl *curl = &transfers->curl;
	double now = monotonic_now();
	bool any = false;
	CURLMsg *message;
	int left;

	while ((message = curl->multi_info_read(transfers->multi, &left))) {
		char *private = NULL;
		struct transfer *transfer;

		curl->easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &private);
		transfer = (void *)private;
		transfer->code = message->data.result;
		transfer->has_ended = !retry_transfer(transfers, transfer);
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

static void run_transfers(struct transfers *transfers, int file, double until)
{
	const struct http_libcurl *curl = &transfers->curl;
	struct curl_waitfd readable = {.fd = file, .events = CURL_WAIT_POLLIN};
	int running, ready = 0;

	curl->multi_perform(transfers->multi, &running);
	while (!collect_ended(transfers) && monotonic_now() < until && !readable.revents) {
		curl->multi_poll(transfers->multi, &readable, file >= 0,
			monotonic_poll_timeout(until), &ready);
		curl->multi_perform(transfers->multi, &running);
	}
}

void http_wait(struct http *http, int file, double until)
{
	struct transfers *transfers = http->transfers;
	bool is_any_running = false;

	for (size_t i = 0; transfers && i < HTTP_TRANSFERS_MAX; i++) {
		if (transfers->all[i].handle) {
			is_any_running = true;
			until = number_min(until, transfers->all[i].deadline);
		}
	}
	/* poll(2), which libcurl uses, does not support terminals everywhere. */
	if (is_any_running && file >= 0 && isatty(file))
		run_transfers(transfers, -1, number_min(until, monotonic_now() + TERMINAL_SECONDS));
	else if (is_any_running)
		run_transfers(transfers, file, until);
	else if (file >= 0)
		file_wait_readable(file, until);
	else
		poll(NULL, 0, monotonic_poll_timeout(until));
}

void http_delay(struct http *http, double seconds)
{
	for (size_t i = 0; http->transfers && i < HTTP_TRANSFERS_MAX; i++)
		http->transfers->all[i].deadline += seconds;
}

/* ---- results ---- */

static void log_reply(const struct http_libcurl *curl, FILE *log, const struct transfer *transfer)
{
	CURL *handle = transfer->handle;
	double seconds = http_libcurl_get_double(curl, handle, CURLINFO_TOTAL_TIME);
	long status = http_libcurl_get_long(curl, handle, CURLINFO_RESPONSE_CODE);

	if (!log)
		return;
	if (status == 0) {
		fprintf(log, "%zu: no reply after %.3f s\n", transfer->number, seconds);
		return;
	}
	fprintf(log,
		"%zu: status %ld, %ld bytes after %.3f s (name found at %.3f s, connected at %.3f "
		"s, TLS ready at %.3f s)\n",
		transfer->number, status,
		(long)http_libcurl_get_offset(curl, handle, CURLINFO_SIZE_DOWNLOAD_T), seconds,
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
		.url_variable = http->service.url_variable,
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
 * If the status alone says that there is no answer, a body that is incomplete or too large does not
 * matter: a rejected key is reported as such.
 */
static bool take_result(const struct http *http, struct transfer *transfer, struct reply *reply,
	struct error *error)
{
	const struct http_libcurl *curl = &http->transfers->curl;
	struct http_body *body = &transfer->body;
	long status = http_libcurl_get_long(curl, transfer->handle, CURLINFO_RESPONSE_CODE);

	log_reply(curl, http->log, transfer);
	if (transfer->code == CURLE_OK) {
		const char *encoding = http_reply_encoding(curl, transfer->handle);

		if (encoding && status == HTTP_STATUS_OK)
			return error_set(error, EXIT_BAD_REPLY,
				/* TRANSLATORS: the last %s is an environment variable */
				_("the reply from %s has an unexpected Content-Encoding (%.*s); "
				  "check %s if it is set, or try again later"),
				transfer->host, utf8_precision(encoding, ENCODING_SHOWN_BYTES_MAX),
				encoding, http->service.url_variable);
	} else {
		/* Not if headers are too large, or not HTTP. */
		bool status_counts = body->received.length > 0 || body->is_too_large ||
				     transfer->code == CURLE_FILESIZE_EXCEEDED ||
				     transfer->code == CURLE_PARTIAL_FILE ||
				     transfer->code == CURLE_RECV_ERROR ||
				     transfer->code == CURLE_OPERATION_TIMEDOUT;

		if (!status_counts || status < 300)
			return fail_transfer(http, transfer, error);
		body->received.length = 0;
	}
	return http_reply_fill(curl, transfer->handle, body, reply, error);
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
