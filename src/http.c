/* SPDX-License-Identifier: MIT */
#include "http.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <math.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "moment.h"

#define BODY_MAX (1024 * 1024)
#define HEADERS_MAX (64 * 1024)
#define BASE_PATH_MAX 1023
#define PAUSE_MIN 60
#define PAUSE_MAX 3600

struct body {
	char *text;
	size_t length, size;
	bool is_too_large;
};

static bool is_loopback(const char *host)
{
	struct in_addr ipv4;
	struct in6_addr ipv6;
	char address[INET6_ADDRSTRLEN + 2];

	if (strcasecmp(host, "localhost") == 0)
		return true;
	if (inet_pton(AF_INET, host, &ipv4) == 1)
		return ntohl(ipv4.s_addr) >> 24 == 127;
	if (*host != '[' || strlen(host) >= sizeof address)
		return false;
	snprintf(address, sizeof address, "%s", host + 1);
	address[strcspn(address, "]")] = '\0';
	return inet_pton(AF_INET6, address, &ipv6) == 1 && IN6_IS_ADDR_LOOPBACK(&ipv6);
}

/* Copies a part of the URL; "" when it has none. */
static void get_part(CURLU *url, CURLUPart part, char *to, size_t size)
{
	char *text = NULL;

	*to = '\0';
	if (curl_url_get(url, part, &text, 0) == CURLUE_OK && text)
		snprintf(to, size, "%s", text);
	curl_free(text);
}

static bool has_any(CURLU *url, const CURLUPart parts[], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char text[2];

		get_part(url, parts[i], text, sizeof text);
		if (*text)
			return true;
	}
	return false;
}

/* Reads the service's URL and judges it. */
static bool set_base(CURLU *url, const char *base_url, struct failure *failure)
{
	static const CURLUPart unwanted[] = {
		CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT};
	char scheme[16], host[256], path[BASE_PATH_MAX + 2];

	if (curl_url_set(url, CURLUPART_URL, base_url, CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
		return fail(failure, EXIT_CONFIG,
			"WX_API_URL: what it holds is no URL; write one as in "
			"https://api.openweathermap.org");
	get_part(url, CURLUPART_SCHEME, scheme, sizeof scheme);
	get_part(url, CURLUPART_HOST, host, sizeof host);
	if (strcmp(scheme, "https") != 0 && strcmp(scheme, "http") != 0)
		return fail(failure, EXIT_CONFIG,
			"WX_API_URL: '%s' will not do; write an https URL", scheme);
	if (strcmp(scheme, "http") == 0 && !is_loopback(host))
		return fail(failure, EXIT_CONFIG,
			"WX_API_URL: plain http would show the key to everybody between here and "
			"%s; "
			"use https",
			host);
	if (has_any(url, unwanted, sizeof unwanted / sizeof *unwanted))
		return fail(failure, EXIT_CONFIG,
			"WX_API_URL: a user, a query or a fragment has no place in it; "
			"give scheme, host and path alone");
	get_part(url, CURLUPART_PATH, path, sizeof path);
	if (strlen(path) > BASE_PATH_MAX)
		return fail(failure, EXIT_CONFIG,
			"WX_API_URL: its path is too long; %d bytes are the most", BASE_PATH_MAX);
	return true;
}

bool http_check_url(const char *base_url, struct failure *failure)
{
	CURLU *url = curl_url();
	bool good = url ? set_base(url, base_url, failure) : fail_memory(failure);

	curl_url_cleanup(url);
	return good;
}

void http_name_url(char to[HTTP_NAME_MAX], const char *base_url)
{
	char scheme[16], host[256], port[8], path[BASE_PATH_MAX + 1];
	CURLU *url = curl_url();

	snprintf(to, HTTP_NAME_MAX, "not usable");
	if (url &&
		curl_url_set(url, CURLUPART_URL, base_url, CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK) {
		get_part(url, CURLUPART_SCHEME, scheme, sizeof scheme);
		get_part(url, CURLUPART_HOST, host, sizeof host);
		get_part(url, CURLUPART_PORT, port, sizeof port);
		get_part(url, CURLUPART_PATH, path, sizeof path);
		snprintf(to, HTTP_NAME_MAX, "%s://%s%s%s%s", scheme, host, *port ? ":" : "", port,
			strcmp(path, "/") == 0 ? "" : path);
	}
	curl_url_cleanup(url);
}

static CURLUcode append_path(CURLU *url, const char *path)
{
	char base[BASE_PATH_MAX + 1], whole[BASE_PATH_MAX + 128];

	get_part(url, CURLUPART_PATH, base, sizeof base);
	while (*base && base[strlen(base) - 1] == '/')
		base[strlen(base) - 1] = '\0';
	snprintf(whole, sizeof whole, "%s%s", base, path);
	return curl_url_set(url, CURLUPART_PATH, whole, 0);
}

static CURLUcode append_parameter(CURLU *url, const char *name, const char *value)
{
	char pair[REQUEST_VALUE_MAX + 32];

	snprintf(pair, sizeof pair, "%s=%s", name, value);
	return curl_url_set(url, CURLUPART_QUERY, pair, CURLU_APPENDQUERY | CURLU_URLENCODE);
}

static void log_url(FILE *log, CURLU *url)
{
	char *text = NULL;

	if (log && curl_url_get(url, CURLUPART_URL, &text, 0) == CURLUE_OK)
		fprintf(log, "GET %s&appid=(hidden)\n", text);
	curl_free(text);
}

static bool build_url(
	CURLU *url, const struct http *http, const struct request *request, struct failure *failure)
{
	CURLUcode code;

	if (!set_base(url, http->base_url, failure))
		return false;
	code = append_path(url, request->path);
	for (size_t i = 0; i < request->count && code == CURLUE_OK; i++)
		code = append_parameter(
			url, request->parameters[i].name, request->parameters[i].value);
	log_url(http->log, url);
	if (code == CURLUE_OK)
		code = append_parameter(url, "appid", http->key);
	if (code == CURLUE_OK)
		return true;
	return fail(failure, code == CURLUE_OUT_OF_MEMORY ? EXIT_INTERNAL : EXIT_CONFIG,
		"cannot build the request: %s", curl_url_strerror(code));
}

static bool body_grow(struct body *body, size_t needed)
{
	size_t size = body->size ? body->size : 4096;
	char *text;

	if (needed <= body->size)
		return true;
	while (size < needed)
		size *= 2;
	text = realloc(body->text, size);
	if (!text)
		return false;
	body->text = text;
	body->size = size;
	return true;
}

static size_t take_body(char *data, size_t one, size_t length, void *context)
{
	struct body *body = context;

	(void)one;
	body->is_too_large = length > BODY_MAX - body->length;
	if (body->is_too_large || !body_grow(body, body->length + length + 1))
		return CURL_WRITEFUNC_ERROR;
	memcpy(body->text + body->length, data, length);
	body->length += length;
	body->text[body->length] = '\0';
	return length;
}

/* Returns false when one of them is not taken, which leaves nothing safe to do. */
static bool set_options(CURL *handle, CURLU *url, const struct http *http, struct body *body,
	char error[CURL_ERROR_SIZE])
{
	const char *authorities = getenv("SSL_CERT_FILE");
	const char *directory = getenv("SSL_CERT_DIR");
	/* Not 0, which would mean no limit. */
	long milliseconds = (long)fmax(ceil((http->deadline - moment_monotonic()) * 1000), 1);
	char host[256];
	bool local;
	CURLcode code = CURLE_OK;

	get_part(url, CURLUPART_HOST, host, sizeof host);
	local = is_loopback(host);
#define SET(option, value) code = code ? code : curl_easy_setopt(handle, option, value)
	SET(CURLOPT_CURLU, url);
	SET(CURLOPT_ERRORBUFFER, error);
	SET(CURLOPT_WRITEFUNCTION, take_body);
	SET(CURLOPT_WRITEDATA, body);
	SET(CURLOPT_PROTOCOLS_STR, local ? "http,https" : "https");
	SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	SET(CURLOPT_USERAGENT, "wx/" PACKAGE_VERSION);
	SET(CURLOPT_TIMEOUT_MS, milliseconds);
	SET(CURLOPT_CONNECTTIMEOUT_MS, milliseconds);
	SET(CURLOPT_MAXFILESIZE, (long)BODY_MAX);
	SET(CURLOPT_NOSIGNAL, 1L);
	/* Without it a dead name server holds the end up for ten seconds. */
	SET(CURLOPT_QUICK_EXIT, 1L);
	if (local)
		SET(CURLOPT_PROXY, "");
	if (authorities && *authorities)
		SET(CURLOPT_CAINFO, authorities);
	if (directory && *directory)
		SET(CURLOPT_CAPATH, directory);
#undef SET
	return code == CURLE_OK;
}

static enum exit_code code_of(CURLcode code)
{
	switch (code) {
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_ENGINE_NOTFOUND:
	case CURLE_SSL_ENGINE_SETFAILED:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_USE_SSL_FAILED:
	case CURLE_SSL_ENGINE_INITFAILED:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_SHUTDOWN_FAILED:
	case CURLE_SSL_CRL_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
	case CURLE_SSL_INVALIDCERTSTATUS:
		return EXIT_TLS;
	case CURLE_UNSUPPORTED_PROTOCOL: /* what answers does not speak HTTP */
	case CURLE_WEIRD_SERVER_REPLY:
	case CURLE_HTTP_RETURNED_ERROR:
	case CURLE_WRITE_ERROR:
	case CURLE_FILESIZE_EXCEEDED:
	case CURLE_BAD_CONTENT_ENCODING:
		return EXIT_BAD_REPLY;
	case CURLE_FAILED_INIT:
	case CURLE_OUT_OF_MEMORY:
	case CURLE_BAD_FUNCTION_ARGUMENT:
	case CURLE_UNKNOWN_OPTION:
	case CURLE_NOT_BUILT_IN:
		return EXIT_INTERNAL;
	default:
		return EXIT_NETWORK;
	}
}

/* The time is worth a word when certificates fail before this release was even made. */
static bool fail_tls(const struct http *http, const char *host, CURLcode code, const char *reason,
	struct failure *failure)
{
	time_t now = (time_t)http->now;
	struct tm clock = {0};
	char date[16] = "";

	gmtime_r(&now, &clock);
	strftime(date, sizeof date, "%Y-%m-%d", &clock);
	if (code == CURLE_SSL_CACERT_BADFILE)
		return fail(failure, EXIT_TLS,
			"no secure connection to %s: the CA certificates cannot be read; install "
			"the "
			"package ca-certificates, or mend SSL_CERT_FILE",
			host);
	if (http->now < RELEASE_EPOCH)
		return fail(failure, EXIT_TLS,
			"no secure connection to %s: %s; this machine's clock says %s, set it "
			"first",
			host, reason, date);
	return fail(failure, EXIT_TLS, "no secure connection to %s: %s", host, reason);
}

static bool fail_network(CURL *handle, const struct http *http, const char *host, CURLcode code,
	const char *reason, struct failure *failure)
{
	long proxy_status = 0;

	curl_easy_getinfo(handle, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
	if (code == CURLE_COULDNT_RESOLVE_PROXY)
		return fail(failure, EXIT_NETWORK,
			"cannot find the proxy; check https_proxy and all_proxy, or add %s to "
			"no_proxy",
			host);
	if (proxy_status >= 300)
		return fail(failure, EXIT_NETWORK,
			"the proxy refused with %ld; check https_proxy and all_proxy",
			proxy_status);
	if (code == CURLE_COULDNT_RESOLVE_HOST)
		return fail(
			failure, EXIT_NETWORK, "cannot find the host %s; is the network up?", host);
	if (code == CURLE_OPERATION_TIMEDOUT)
		return fail(failure, EXIT_NETWORK,
			"no answer from %s within %g s; try again, or raise --timeout", host,
			http->timeout);
	return fail(failure, EXIT_NETWORK, "cannot get an answer from %s: %s; try again later",
		host, reason);
}

static bool fail_reply(const struct body *body, CURLcode code, const char *host, const char *reason,
	struct failure *failure)
{
	if (body->is_too_large || code == CURLE_FILESIZE_EXCEEDED)
		return fail(
			failure, EXIT_BAD_REPLY, "the reply from %s is larger than 1 MiB", host);
	if (code == CURLE_UNSUPPORTED_PROTOCOL)
		return fail(
			failure, EXIT_BAD_REPLY, "what answers at %s does not speak HTTP", host);
	return fail(
		failure, EXIT_BAD_REPLY, "the reply from %s breaks HTTP's rules: %s", host, reason);
}

static bool fail_transfer(CURL *handle, const struct http *http, const struct body *body,
	const char *host, CURLcode code, const char *error, struct failure *failure)
{
	const char *reason = *error ? error : curl_easy_strerror(code);
	enum exit_code kind = code_of(code);
	long header_size = 0;

	curl_easy_getinfo(handle, CURLINFO_HEADER_SIZE, &header_size);
	/* libcurl calls a header line without end a want of memory, and too many a broken line. */
	if ((code == CURLE_OUT_OF_MEMORY && header_size > 0) || header_size > HEADERS_MAX)
		return fail(failure, EXIT_BAD_REPLY, "the reply from %s has too long a head", host);
	if (kind == EXIT_INTERNAL || (code == CURLE_WRITE_ERROR && !body->is_too_large))
		return fail(failure, EXIT_INTERNAL, "libcurl failed: %s", reason);
	if (kind == EXIT_TLS)
		return fail_tls(http, host, code, reason, failure);
	if (kind == EXIT_NETWORK)
		return fail_network(handle, http, host, code, reason, failure);
	return fail_reply(body, code, host, reason, failure);
}

static int retry_after(CURL *handle)
{
	curl_off_t seconds = 0;

	curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &seconds);
	if (seconds <= 0)
		return 0;
	return seconds < PAUSE_MIN ? PAUSE_MIN : seconds > PAUSE_MAX ? PAUSE_MAX : (int)seconds;
}

/* The host alone: the rest of where a redirect points may repeat the key. */
static void redirect_host(CURL *handle, char *to, size_t size)
{
	const char *target = NULL;
	CURLU *url = curl_url();

	curl_easy_getinfo(handle, CURLINFO_REDIRECT_URL, &target);
	if (url && target && curl_url_set(url, CURLUPART_URL, target, 0) == CURLUE_OK)
		get_part(url, CURLUPART_HOST, to, size);
	curl_url_cleanup(url);
}

/* Moves the body into the reply. */
static bool fill_reply(
	struct reply *reply, CURL *handle, struct body *body, struct failure *failure)
{
	const char *type = NULL;
	long status = 0;

	if (!body_grow(body, body->length + 1))
		return fail_memory(failure);
	body->text[body->length] = '\0';
	curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(handle, CURLINFO_CONTENT_TYPE, &type);
	*reply = (struct reply){.status = (int)status,
		.retry_after = retry_after(handle),
		.body = body->text,
		.length = body->length};
	snprintf(reply->content_type, sizeof reply->content_type, "%s", type ? type : "");
	redirect_host(handle, reply->redirect_host, sizeof reply->redirect_host);
	*body = (struct body){0};
	return true;
}

static void log_reply(FILE *log, CURL *handle)
{
	double total = 0, lookup = 0, connect = 0, tls = 0;
	curl_off_t size = 0;
	long status = 0;

	if (!log)
		return;
	curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(handle, CURLINFO_SIZE_DOWNLOAD_T, &size);
	curl_easy_getinfo(handle, CURLINFO_TOTAL_TIME, &total);
	curl_easy_getinfo(handle, CURLINFO_NAMELOOKUP_TIME, &lookup);
	curl_easy_getinfo(handle, CURLINFO_CONNECT_TIME, &connect);
	curl_easy_getinfo(handle, CURLINFO_APPCONNECT_TIME, &tls);
	fprintf(log,
		"status %ld, %ld bytes after %.3f s (name %.3f s, connected %.3f s, TLS %.3f s)\n",
		status, (long)size, total, lookup, connect, tls);
}

/* A peer that goes away in the middle of a TLS record must not end the program. */
static CURLcode perform(CURL *handle)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct sigaction before;
	CURLcode code;

	sigaction(SIGPIPE, &ignore, &before);
	code = curl_easy_perform(handle);
	sigaction(SIGPIPE, &before, NULL);
	return code;
}

/* A Content-Encoding that was not asked for; NULL when the reply is as it is. */
static const char *find_packing(CURL *handle)
{
	struct curl_header *header;

	for (size_t i = 0; curl_easy_header(handle, "Content-Encoding", i, CURLH_HEADER, -1,
				   &header) == CURLHE_OK;
		i++)
		if (strcasecmp(header->value, "identity") != 0)
			return header->value;
	return NULL;
}

static bool transfer(CURL *handle, CURLU *url, const struct http *http, struct reply *reply,
	struct failure *failure)
{
	char error[CURL_ERROR_SIZE] = "";
	char host[256];
	struct body body = {0};
	const char *packing;
	CURLcode code;
	bool good = false;

	if (!set_options(handle, url, http, &body, error))
		return fail(failure, EXIT_INTERNAL,
			"libcurl lacks what wx needs; install 7.87 or later");
	get_part(url, CURLUPART_HOST, host, sizeof host);
	code = perform(handle);
	log_reply(http->log, handle);
	if (code != CURLE_OK)
		fail_transfer(handle, http, &body, host, code, error, failure);
	else if ((packing = find_packing(handle)))
		fail(failure, EXIT_BAD_REPLY, "the reply from %s is packed (%.40s), unasked", host,
			packing);
	else
		good = fill_reply(reply, handle, &body, failure);
	free(body.text);
	return good;
}

bool http_get(const struct http *http, const struct request *request, struct reply *reply,
	struct failure *failure)
{
	CURLU *url = curl_url();
	CURL *handle = curl_easy_init();
	bool good = false;

	if (!url || !handle)
		fail_memory(failure);
	else
		good = build_url(url, http, request, failure) &&
		       transfer(handle, url, http, reply, failure);
	curl_easy_cleanup(handle);
	curl_url_cleanup(url);
	return good;
}

void http_free(struct reply *reply)
{
	free(reply->body);
	reply->body = NULL;
}

const char *http_version(void)
{
	return curl_version();
}
