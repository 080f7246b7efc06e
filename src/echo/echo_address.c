/* SPDX-License-Identifier: MIT */
#include "echo/echo_address.h"

#include <netdb.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

#define DEFAULT_HOST "localhost"

enum {
	DEFAULT_PORT = 8000,
	FIRST_UNPRIVILEGED_PORT = 1024, /* lower ones need privileges */
	LAST_PORT = 65535,
};

/* Returns -1 if text is not a port. */
static int parse_port(const char *text)
{
	int port = 0;

	if (!*text)
		return -1;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return -1;
		port = port * 10 + (*text - '0');
		if (port > LAST_PORT)
			return -1;
	}
	return port;
}

static void set_address(
	struct echo_options *options, const char *host, size_t host_length, int port)
{
	snprintf(options->host, sizeof options->host, "%.*s", (int)host_length, host);
	snprintf(options->port, sizeof options->port, "%hu", (unsigned short)port);
}

bool echo_address_parse(struct echo_options *options, const char *text, struct error *error)
{
	const char *host = DEFAULT_HOST, *host_end = host + strlen(host), *port = text;

	if (!text) {
		set_address(options, host, strlen(host), DEFAULT_PORT);
		return true;
	}
	if (*text == '[') {
		host = text + 1;
		host_end = strstr(host, "]:");
		if (!host_end)
			return error_set(
				error, EXIT_USAGE, _("the closing bracket or the port is missing"));
		port = host_end + 2;
	} else if (strchr(text, ':')) {
		host = text;
		host_end = strchr(text, ':');
		port = host_end + 1;
		if (strchr(port, ':'))
			return error_set(error, EXIT_USAGE, _("an IPv6 address needs brackets"));
	}
	if (host_end == host)
		return error_set(error, EXIT_USAGE, _("the host is empty"));
	if ((size_t)(host_end - host) >= sizeof options->host)
		return error_set(error, EXIT_USAGE, _("the host is too long"));
	if (parse_port(port) < 0)
		return error_set(error, EXIT_USAGE, _("the port is not a number from 0 to 65535"));
	set_address(options, host, (size_t)(host_end - host), parse_port(port));
	return true;
}

void echo_address_join(char name[ECHO_ADDRESS_MAX], const char *host, const char *port)
{
	bool is_ipv6 = strchr(host, ':');

	snprintf(name, ECHO_ADDRESS_MAX, "%s%s%s:%s", is_ipv6 ? "[" : "", host, is_ipv6 ? "]" : "",
		port);
}

void echo_address_format(
	char name[ECHO_ADDRESS_MAX], const struct sockaddr *address, socklen_t length)
{
	char host[256] = "?", port[8] = "?";

	getnameinfo(address, length, host, sizeof host, port, sizeof port,
		NI_NUMERICHOST | NI_NUMERICSERV);
	echo_address_join(name, host, port);
}

void echo_address_suggest(char name[ECHO_ADDRESS_MAX], const struct echo_options *options)
{
	int port = parse_port(options->port);
	char other[16];

	port = port < FIRST_UNPRIVILEGED_PORT || port == LAST_PORT ? DEFAULT_PORT : port + 1;
	snprintf(other, sizeof other, "%d", port);
	if (strcmp(options->host, DEFAULT_HOST) == 0)
		snprintf(name, ECHO_ADDRESS_MAX, "%s", other);
	else
		echo_address_join(name, options->host, other);
}
