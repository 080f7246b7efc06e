/* SPDX-License-Identifier: MIT */
#include "echo/echo_address.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

Test(echo_address, parses_valid_addresses)
{
	static const struct {
		const char *text, *host, *port;
	} rows[] = {{NULL, "localhost", "8000"}, {"9000", "localhost", "9000"},
		{"0", "localhost", "0"}, {"65535", "localhost", "65535"},
		{"localhost:0", "localhost", "0"}, {"0.0.0.0:7", "0.0.0.0", "7"},
		{"[::]:9000", "::", "9000"}, {"[::1]:0", "::1", "0"}, {"myhost:80", "myhost", "80"},
		{"[fe80::1%eth0]:80", "fe80::1%eth0", "80"}, {"myhost:0080", "myhost", "80"}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct echo_options options = {.once = true, .idle_timeout = 5};
		struct error error;

		cr_expect(echo_address_parse(&options, rows[i].text, &error), "row %zu", i);
		cr_expect_str_eq(options.host, rows[i].host, "row %zu", i);
		cr_expect_str_eq(options.port, rows[i].port, "row %zu", i);
		cr_expect(options.once && options.idle_timeout > 4, "row %zu", i);
	}
}

Test(echo_address, rejects_invalid_addresses)
{
	char overlong[300];
	const char *rows[][2] = {{"", "port"}, {":", "host is empty"}, {":80", "host is empty"},
		{"[]:80", "host is empty"}, {"myhost", "port"}, {"myhost:", "port"},
		{"65536", "port"}, {"99999999999999999999", "port"}, {"-1", "port"}, {"+1", "port"},
		{" 80", "port"}, {"80 ", "port"}, {"0x50", "port"}, {"myhost:http", "port"},
		{"::1", "brackets"}, {"::1:80", "brackets"}, {"[::1", "bracket"},
		{"[::1]", "bracket or the port"}, {"[::1]80", "bracket or the port"},
		{"[::1]:80:90", "port"}, {"a[b", "port"}, {overlong, "too long"}};

	memset(overlong, 'a', sizeof overlong);
	memcpy(overlong + 256, ":80", 4);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct echo_options options = {.host = "before", .port = "1"};
		struct error error = {.code = EXIT_OK};

		cr_expect_not(echo_address_parse(&options, rows[i][0], &error), "row %zu", i);
		cr_expect_eq(error.code, EXIT_USAGE, "row %zu", i);
		cr_expect(strstr(error.message, rows[i][1]), "row %zu: %s", i, error.message);
		cr_expect_str_eq(options.host, "before", "row %zu", i);
		cr_expect_str_eq(options.port, "1", "row %zu", i);
	}
}

Test(echo_address, puts_brackets_around_ipv6_addresses)
{
	char name[ECHO_ADDRESS_MAX];

	echo_address_join(name, "myhost", "80");
	cr_expect_str_eq(name, "myhost:80");
	echo_address_join(name, "::1", "80");
	cr_expect_str_eq(name, "[::1]:80");
}

Test(echo_address, suggests_another_port_that_needs_no_privileges)
{
	static const struct {
		const char *host, *port, *suggestion;
	} rows[] = {{"localhost", "8000", "8001"}, {"localhost", "80", "8000"},
		{"localhost", "1023", "8000"}, {"localhost", "1024", "1025"},
		{"localhost", "65535", "8000"}, {"::1", "9000", "[::1]:9001"},
		{"127.0.0.1", "7", "127.0.0.1:8000"}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct echo_options options = {.once = false};
		char name[ECHO_ADDRESS_MAX];

		snprintf(options.host, sizeof options.host, "%s", rows[i].host);
		snprintf(options.port, sizeof options.port, "%s", rows[i].port);
		echo_address_suggest(name, &options);
		cr_expect_str_eq(name, rows[i].suggestion, "row %zu: %s", i, name);
	}
}
