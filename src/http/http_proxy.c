/* SPDX-License-Identifier: MIT */
#include "http/http_proxy.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *value_of(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

/* An address is matched as a whole: it is no domain. */
static bool is_address(const char *host)
{
	return *host == '[' || strspn(host, "0123456789.") == strlen(host);
}

/* Whether an entry of no_proxy is the host or a domain that the host lies in. */
static bool covers(const char *entry, size_t length, const char *host)
{
	size_t host_length = strlen(host);

	if (length > 0 && *entry == '.') {
		entry++;
		length--;
	}
	if (length == 0 || length > host_length ||
		strncasecmp(host + host_length - length, entry, length) != 0)
		return false;
	return length == host_length ||
	       (host[host_length - length - 1] == '.' && !is_address(host));
}

static bool is_exempt(const char *host)
{
	static const char separators[] = ", ";
	const char *entry = value_of("no_proxy") ? value_of("no_proxy") : value_of("NO_PROXY");

	if (!entry)
		return false;
	if (strcmp(entry, "*") == 0)
		return true;
	for (size_t length; *entry; entry += length + strspn(entry + length, separators)) {
		length = strcspn(entry, separators);
		if (covers(entry, length, host))
			return true;
	}
	return false;
}

static const char *first_set(void)
{
	static const char *const names[] = {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (value_of(names[i]))
			return names[i];
	return NULL;
}

const char *http_proxy_variable(const char *host)
{
	return is_exempt(host) ? NULL : first_set();
}

bool http_proxy_is_set(void)
{
	return first_set() != NULL;
}
