/* SPDX-License-Identifier: MIT */
#include "http/http_url.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/key_shape.h"
#include "http/http.h"
#include "http/http_redact.h"

bool http_url_is_loopback(const char *host)
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

bool http_url_part(
	const struct http_libcurl *curl, CURLU *url, CURLUPart part, char *to, size_t size)
{
	char *text = NULL;
	CURLUcode code = curl->url_get(url, part, &text, 0);

	*to = '\0';
	if (code == CURLUE_OK && text)
		snprintf(to, size, "%s", text);
	curl->free(text);
	return code != CURLUE_OUT_OF_MEMORY;
}

/* Whether the URL may be used; http is for loopback hosts, as it would expose what is sent. */
static bool check_base(const struct http_libcurl *curl, CURLU *url,
	const struct http_service *service, struct error *error)
{
	const char *variable = service->url_variable;
	static const CURLUPart unwanted[] = {
		CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT};
	char scheme[16], host[HTTP_HOST_MAX], text[HTTP_PATH_MAX + 2];

	if (!http_url_part(curl, url, CURLUPART_SCHEME, scheme, sizeof scheme) ||
		!http_url_part(curl, url, CURLUPART_HOST, host, sizeof host))
		return error_set_no_memory(error);
	if (strcmp(scheme, "https") != 0 && strcmp(scheme, "http") != 0)
		return error_set(error, EXIT_CONFIG,
			/* TRANSLATORS: the first %s is an environment variable */
			_("invalid value of %s: unsupported scheme '%s'; use https"), variable,
			scheme);
	if (strcmp(scheme, "http") == 0 && !http_url_is_loopback(host))
		return error_set(error, EXIT_CONFIG,
			service->key_parameter
				? /* TRANSLATORS: an environment variable and a host */
				_("invalid value of %s: plain http would expose the API key on "
				  "its way to %s; use https")
				: /* TRANSLATORS: an environment variable and a host */
				_("invalid value of %s: plain http would expose the names of "
				  "places on their way to %s; use https"),
			variable, host);
	for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++) {
		if (!http_url_part(curl, url, unwanted[i], text, sizeof text))
			return error_set_no_memory(error);
		if (*text)
			return error_set(error, EXIT_CONFIG,
				/* TRANSLATORS: an environment variable */
				_("invalid value of %s: the URL must not contain a user name, "
				  "password, query or fragment"),
				variable);
	}
	if (!http_url_part(curl, url, CURLUPART_PATH, text, sizeof text))
		return error_set_no_memory(error);
	if (strlen(text) > HTTP_PATH_MAX)
		return error_set(error, EXIT_CONFIG,
			/* TRANSLATORS: an environment variable */
			P_("invalid value of %s: the path is longer than %d byte; shorten it",
				"invalid value of %s: the path is longer than %d bytes; shorten it",
				HTTP_PATH_MAX),
			variable, HTTP_PATH_MAX);
	return true;
}

static bool set_base(const struct http_libcurl *curl, CURLU *url,
	const struct http_service *service, const char *base_url, struct error *error)
{
	const char *variable = service->url_variable;
	CURLUcode code;

	if (key_shape_is_in(base_url))
		return key_shape_fail(error, EXIT_CONFIG, variable);
	code = curl->url_set(url, CURLUPART_URL, base_url, CURLU_NON_SUPPORT_SCHEME);
	if (code == CURLUE_OUT_OF_MEMORY)
		return error_set_no_memory(error);
	if (code != CURLUE_OK)
		return error_set(error, EXIT_CONFIG,
			/* TRANSLATORS: the first %s is an environment variable */
			_("invalid value of %s: expected a URL such as %s"), variable,
			service->url_example);
	return check_base(curl, url, service, error);
}

static CURLUcode append_parameter(
	const struct http_libcurl *curl, CURLU *url, const char *name, const char *value)
{
	char pair[REQUEST_VALUE_MAX + 32];

	snprintf(pair, sizeof pair, "%s=%s", name, value);
	return curl->url_set(url, CURLUPART_QUERY, pair, CURLU_APPENDQUERY | CURLU_URLENCODE);
}

bool http_url_build(const struct http_libcurl *curl, CURLU *url, const struct http_target *target,
	FILE *log, struct error *error)
{
	const struct request *request = target->request;
	const char *base_url = request->base_url ? request->base_url : target->service->base_url;
	const char *key_parameter = target->service->key_parameter;
	char path[HTTP_PATH_MAX + 128], *text = NULL;
	CURLUcode code;

	if (!set_base(curl, url, target->service, base_url, error))
		return false;
	if (!http_url_part(curl, url, CURLUPART_PATH, path, HTTP_PATH_MAX + 1))
		return error_set_no_memory(error);
	while (*path && path[strlen(path) - 1] == '/')
		path[strlen(path) - 1] = '\0';
	snprintf(path + strlen(path), sizeof path - strlen(path), "%s", request->path);
	code = curl->url_set(url, CURLUPART_PATH, path, 0);
	for (size_t i = 0; i < request->count && code == CURLUE_OK; i++)
		code = append_parameter(
			curl, url, request->parameters[i].name, request->parameters[i].value);
	if (log && curl->url_get(url, CURLUPART_URL, &text, 0) == CURLUE_OK) {
		http_redact(text, target->key);
		key_shape_hide(text, false);
		fprintf(log, "%zu: GET %s", target->number, text);
		if (key_parameter)
			fprintf(log, "&%s=(hidden)", key_parameter);
		fputc('\n', log);
	}
	curl->free(text);
	if (code == CURLUE_OK && key_parameter)
		code = append_parameter(curl, url, key_parameter, target->key);
	if (code == CURLUE_OUT_OF_MEMORY)
		return error_set_no_memory(error);
	return code == CURLUE_OK ||
	       error_set(error, EXIT_CONFIG,
		       /* TRANSLATORS: %s is an environment variable */
		       _("cannot build the URL of the request; check %s if it is set"),
		       target->service->url_variable);
}
