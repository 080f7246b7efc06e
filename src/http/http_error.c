/* SPDX-License-Identifier: MIT */
#include "http/http_error.h"

#include <math.h>
#include <stdlib.h>

#include "base/environment.h"
#include "base/i18n.h"
#include "base/timefmt.h"

#define DATE_LENGTH 10 /* bytes of the date in "2022-10-13T00:05:09Z" */
#define HEADERS_BYTES_MAX (64 * 1024)
#define TOO_LARGE ((CURLcode)100) /* CURLE_TOO_LARGE, since libcurl 8.6 */

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
	case CURLE_UNSUPPORTED_PROTOCOL: /* the peer does not speak HTTP */
	case CURLE_WEIRD_SERVER_REPLY:
	case CURLE_HTTP_RETURNED_ERROR:
	case CURLE_WRITE_ERROR:
	case CURLE_FILESIZE_EXCEEDED:
	case CURLE_BAD_CONTENT_ENCODING:
		return EXIT_BAD_REPLY;
	case CURLE_URL_MALFORMAT: /* http_url has built it, so it is wx's fault */
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

/* libcurl's message may repeat a proxy's URL, and a password in it, unless it is about TLS. */
static const char *reason_of(const struct http_error *fault)
{
	bool is_safe = !fault->may_name_a_proxy || code_of(fault->code) == EXIT_TLS;

	return is_safe && *fault->message ? fault->message : fault->meaning;
}

/* A wrong clock is worth mentioning if it says a time before this release. */
static bool fail_tls(const struct http_error *fault, struct error *error)
{
	char date[TIMEFMT_MAX];

	timefmt_iso(date, fault->now, NAN);
	if (fault->code == CURLE_SSL_CACERT_BADFILE)
		return error_set(error, EXIT_TLS,
			_("no secure connection to %s: the CA certificates cannot be read; install "
			  "the package ca-certificates, or correct SSL_CERT_FILE if it is set"),
			fault->host);
	if (fault->now < RELEASE_EPOCH)
		return error_set(error, EXIT_TLS,
			_("no secure connection to %s (%s); correct the system clock, which says "
			  "%.*s"),
			fault->host, reason_of(fault), DATE_LENGTH, date);
	if (fault->proxy)
		return error_set(error, EXIT_TLS,
			/* TRANSLATORS: the second %s is an environment variable */
			_("no secure connection to %s through the proxy set in %s (%s); check the "
			  "proxy"),
			fault->host, fault->proxy, reason_of(fault));
	if (environment_get(fault->url_variable))
		return error_set(error, EXIT_TLS,
			/* TRANSLATORS: the last %s is an environment variable */
			_("no secure connection to %s (%s); check %s, or, if this network requires "
			  "a login, log in first"),
			fault->host, reason_of(fault), fault->url_variable);
	return error_set(error, EXIT_TLS,
		_("no secure connection to %s (%s); if this network requires a login, log in "
		  "first"),
		fault->host, reason_of(fault));
}

/* A proxy's URL may contain a password, so it is not repeated. */
static bool fail_network(const struct http_error *fault, struct error *error)
{
	bool is_timeout = fault->code == CURLE_OPERATION_TIMEDOUT;
	bool is_url_set = environment_get(fault->url_variable) != NULL;

	if (!fault->proxy && fault->code == CURLE_COULDNT_RESOLVE_HOST && is_url_set)
		return error_set(error, EXIT_NETWORK,
			/* TRANSLATORS: the last %s is an environment variable */
			_("cannot find the host %s; check %s and the network connection"),
			fault->host, fault->url_variable);
	if (!fault->proxy && fault->code == CURLE_COULDNT_RESOLVE_HOST)
		return error_set(error, EXIT_NETWORK,
			_("cannot find the host %s; check the network connection"), fault->host);
	if (!fault->proxy && is_timeout)
		return error_set(error, EXIT_NETWORK,
			_("no answer from %s within %g s; try again, or raise --timeout"),
			fault->host, fault->timeout);
	if (!fault->proxy && is_url_set)
		return error_set(error, EXIT_NETWORK,
			/* TRANSLATORS: the last %s is an environment variable */
			_("cannot get an answer from %s (%s); check %s and the network "
			  "connection, or try again later"),
			fault->host, reason_of(fault), fault->url_variable);
	if (!fault->proxy)
		return error_set(error, EXIT_NETWORK,
			_("cannot get an answer from %s (%s); check the network connection, or try "
			  "again later"),
			fault->host, reason_of(fault));
	if (fault->code == CURLE_COULDNT_RESOLVE_PROXY)
		return error_set(error, EXIT_NETWORK,
			/* TRANSLATORS: an environment variable twice, and the host */
			_("cannot find the proxy set in %s; correct %s, or add %s to no_proxy"),
			fault->proxy, fault->proxy, fault->host);
	if (fault->proxy_status == 407)
		return error_set(error, EXIT_NETWORK,
			/* TRANSLATORS: an environment variable, twice */
			_("the proxy set in %s requires a user name and a password (HTTP status "
			  "407); add them to %s, or correct them"),
			fault->proxy, fault->proxy);
	if (fault->proxy_status >= 300)
		return error_set(error, EXIT_NETWORK,
			/* TRANSLATORS: an environment variable, the host, a number, the host */
			_("the proxy set in %s refused to connect to %s (HTTP status %ld); ask its "
			  "administrator, or add %s to no_proxy"),
			fault->proxy, fault->host, fault->proxy_status, fault->host);
	if (is_timeout)
		return error_set(error, EXIT_NETWORK,
			/* TRANSLATORS: the second %s is an environment variable */
			_("no answer from %s through the proxy set in %s within %g s; try again, "
			  "or raise --timeout"),
			fault->host, fault->proxy, fault->timeout);
	return error_set(error, EXIT_NETWORK,
		/* TRANSLATORS: host, environment variable, reason, variable, host */
		_("cannot reach %s through the proxy set in %s (%s); correct %s, or add %s to "
		  "no_proxy"),
		fault->host, fault->proxy, fault->meaning, fault->proxy, fault->host);
}

static bool fail_reply(const struct http_error *fault, struct error *error)
{
	if (fault->is_too_large || fault->code == CURLE_FILESIZE_EXCEEDED)
		return error_set(error, EXIT_BAD_REPLY,
			/* TRANSLATORS: the last %s is an environment variable */
			_("the reply from %s is larger than 1 MiB; check %s if it is set, or try "
			  "again later"),
			fault->host, fault->url_variable);
	if (fault->code == CURLE_UNSUPPORTED_PROTOCOL)
		return error_set(error, EXIT_BAD_REPLY,
			/* TRANSLATORS: the last %s is an environment variable */
			_("the reply from %s is not HTTP; check %s if it is set, or try again "
			  "later"),
			fault->host, fault->url_variable);
	if (fault->proxy)
		return error_set(error, EXIT_BAD_REPLY,
			/* TRANSLATORS: the second %s is an environment variable */
			_("the reply from %s through the proxy set in %s is not valid HTTP (%s); "
			  "check the proxy, or try again later"),
			fault->host, fault->proxy, reason_of(fault));
	return error_set(error, EXIT_BAD_REPLY,
		/* TRANSLATORS: the last %s is an environment variable */
		_("the reply from %s is not valid HTTP (%s); check %s if it is set, or try again "
		  "later"),
		fault->host, reason_of(fault), fault->url_variable);
}

bool http_error_set(const struct http_error *fault, struct error *error)
{
	/* As much as the headers of a reply may take. */
	void *volatile probe = malloc(HEADERS_BYTES_MAX);
	bool is_out_of_memory = !probe;

	free(probe);
	/* libcurl may report that as a host that cannot be found, or as a malformed URL. */
	if (is_out_of_memory)
		return error_set_no_memory(error);
	/* Before 8.6 libcurl reports an endless header line as if memory were short. */
	if (fault->code == TOO_LARGE || fault->header_size > HEADERS_BYTES_MAX ||
		(fault->code == CURLE_OUT_OF_MEMORY && fault->header_size > 0))
		return error_set(error, EXIT_BAD_REPLY,
			/* TRANSLATORS: the last %s is an environment variable */
			_("the headers of the reply from %s are too large; check %s if it is "
			  "set, or try again later"),
			fault->host, fault->url_variable);
	if (fault->code == CURLE_OUT_OF_MEMORY ||
		(fault->code == CURLE_WRITE_ERROR && !fault->is_too_large))
		return error_set_no_memory(error);
	switch (code_of(fault->code)) {
	case EXIT_INTERNAL:
		return error_set(error, EXIT_INTERNAL,
			_("libcurl failed (%s); update or reinstall it"), reason_of(fault));
	case EXIT_TLS:
		return fail_tls(fault, error);
	case EXIT_NETWORK:
		return fail_network(fault, error);
	default:
		return fail_reply(fault, error);
	}
}
