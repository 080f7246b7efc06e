/* SPDX-License-Identifier: MIT */
/* The least that a first answer costs with libcurl: one GET into memory, then its length. */
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

struct body {
	char *text;
	size_t length;
};

static size_t take(char *data, size_t one, size_t length, void *context)
{
	struct body *body = context;
	char *text = realloc(body->text, body->length + length);

	(void)one;
	if (!text)
		return CURL_WRITEFUNC_ERROR;
	memcpy(text + body->length, data, length);
	body->text = text;
	body->length += length;
	return length;
}

int main(int argc, char **argv)
{
	struct body body = {.length = 0};
	CURL *handle = curl_easy_init();
	CURLcode code;

	if (argc != 2 || !handle)
		return 2;
	curl_easy_setopt(handle, CURLOPT_URL, argv[1]);
	curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(handle, CURLOPT_WRITEDATA, &body);
	curl_easy_setopt(handle, CURLOPT_FAILONERROR, 1L);
	curl_easy_setopt(handle, CURLOPT_TIMEOUT, 10L);
	code = curl_easy_perform(handle);
	printf("%zu\n", body.length);
	curl_easy_cleanup(handle);
	free(body.text);
	return code == CURLE_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
