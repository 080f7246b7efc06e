/* SPDX-License-Identifier: MIT */
#include "http/http_url.h"

#include <criterion/criterion.h>
#include <string.h>

#include "http/http.h"

/* Whether a service may have that URL. */
static bool is_accepted(const char *base_url, struct error *error)
{
	const struct request request = {.path = "/data/2.5/weather"};
	const struct http_service service = {
		base_url, "WX_API_URL", "https://api.example", "appid"};
	struct http_target target = {&service, "a-key", &request, 1};
	struct http_libcurl curl;
	CURLU *url;
	bool good;

	cr_assert(http_libcurl_open(&curl, error), "%s", error->message);
	url = curl.url();
	good = http_url_build(&curl, url, &target, NULL, error);
	curl.url_cleanup(url);
	return good;
}

Test(http_url, accepts_https_and_for_loopback_hosts_http)
{
	static const char *const urls[] = {"https://api.openweathermap.org",
		"https://cn-api.openweathermap.org/", "https://proxy.example/weather",
		"http://localhost:8080", "http://LOCALHOST", "http://127.0.0.1:1",
		"http://127.9.9.9", "http://0x7f.1", "http://2130706433", "http://[::1]:80",
		"http://[0:0::1]"};

	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
		struct error error = {0};

		cr_expect(is_accepted(urls[i], &error), "%s: %s", urls[i], error.message);
	}
}

/* What is built for requests with a base URL of their own and with that of the service. */
Test(http_url, is_the_requests_own_where_it_has_one)
{
	static const char *const bases[] = {NULL, "https://other.example/a/"};
	static const char *const expected[] = {
		"https://api.example/v1/x?a=1", "https://other.example/a/v1/x?a=1"};
	const struct http_service service = {"https://api.example", "X", "", NULL};

	for (size_t i = 0; i < 2; i++) {
		struct request request = {.base_url = bases[i], .path = "/v1/x"};
		const struct http_target target = {&service, NULL, &request, 1};
		struct http_libcurl curl;
		struct error error = {0};
		char *text = NULL;
		CURLU *url;

		request_add_number(&request, "a", 1, 4);
		cr_assert(http_libcurl_open(&curl, &error), "%s", error.message);
		url = curl.url();
		cr_assert(http_url_build(&curl, url, &target, NULL, &error), "%s", error.message);
		curl.url_get(url, CURLUPART_URL, &text, 0);
		cr_expect_str_eq(text, expected[i]);
		curl.free(text);
		curl.url_cleanup(url);
	}
}

/* Without a key it is the places that would be exposed. */
Test(http_url, must_be_secure_without_a_key_too)
{
	const struct request request = {.path = "/v1/x"};
	const struct http_service service = {"http://api.example", "WX_X", "", NULL};
	const struct http_target target = {&service, NULL, &request, 1};
	struct http_libcurl curl;
	struct error error = {0};
	CURLU *url;

	cr_assert(http_libcurl_open(&curl, &error), "%s", error.message);
	url = curl.url();
	cr_expect(!http_url_build(&curl, url, &target, NULL, &error));
	curl.url_cleanup(url);
	cr_expect_eq(error.code, EXIT_CONFIG);
	cr_expect_str_eq(error.message,
		"invalid value of WX_X: plain http would expose the names of "
		"places on their way to api.example; use https");
}

Test(http_url, rejects_a_path_that_is_too_long)
{
	char url[2000] = "https://host.example/";
	size_t rest = strlen(url);
	struct error error = {0};

	memset(url + rest, 'a', 1022);
	cr_expect(is_accepted(url, &error), "%s", error.message);
	url[rest + 1022] = 'a';
	cr_expect(!is_accepted(url, &error));
	cr_expect_eq(error.code, EXIT_CONFIG);
	cr_expect(strstr(error.message, "1023 bytes"), "%s", error.message);
}

Test(http_url, rejects_other_urls)
{
	static const struct {
		const char *url, *reason;
	} rows[] = {{"http://api.openweathermap.org", "plain http"},
		{"http://127.0.0.1@elsewhere", "plain http"},
		{"http://localhost.example", "plain http"}, {"http://128.0.0.1", "plain http"},
		{"http://[::ffff:127.0.0.1]", "plain http"}, {"http://[::2]", "plain http"},
		{"http://10.0.0.1", "plain http"}, {"ftp://127.0.0.1", "unsupported scheme 'ftp'"},
		{"file:///etc/passwd", "unsupported scheme 'file'"},
		{"gopher://127.0.0.1", "unsupported scheme 'gopher'"},
		{"nonsense://x", "unsupported scheme 'nonsense'"},
		{"127.0.0.1:80", "expected a URL"}, {"", "expected a URL"},
		{"https://", "expected a URL"}, {"https://user:word@api.example", "a user"},
		{"https://api.example/?appid=x", "query"}, {"https://api.example/#x", "fragment"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error = {0};

		cr_expect(!is_accepted(rows[i].url, &error), "%s", rows[i].url);
		cr_expect_eq(error.code, EXIT_CONFIG);
		cr_expect(strstr(error.message, "WX_API_URL: "), "%s", error.message);
		cr_expect(strstr(error.message, rows[i].reason), "%s: %s", rows[i].url,
			error.message);
	}
}
