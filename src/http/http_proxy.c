/* SPDX-License-Identifier: MIT */
#include "http/http_proxy.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/environment.h"

/* Whether an entry of no_proxy is the host, or a domain that the host is in. */
static bool covers(const char *entry, size_t length, const char *host)
{
	bool is_address = *host == '[' || strspn(host, "0123456789.") == strlen(host);
	size_t host_length = strlen(host);

	if (length > 0 && *entry == '.') {
		entry++;
		length--;
	}
	if (length == 0 || length > host_length ||
		strncasecmp(host + host_length - length, entry, length) != 0)
		return false;
	return length == host_length || (host[host_length - length - 1] == '.' && !is_address);
}

static const char *first_set(void)
{
	static const char *const names[] = {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (environment_get(names[i]))
			return names[i];
	return NULL;
}

const char *http_proxy_variable(const char *host)
{
	static const char separators[] = ", ";
	const char *entry = environment_get("no_proxy");

	if (!entry)
		entry = environment_get("NO_PROXY");
	if (!entry)
		return first_set();
	if (strcmp(entry, "*") == 0)
		return NULL;
	for (size_t length; *entry; entry += length + strspn(entry + length, separators)) {
		length = strcspn(entry, separators);
		if (covers(entry, length, host))
			return NULL;
	}
	return first_set();
}

bool http_proxy_is_set(void)
{
	return first_set() != NULL;
}
