/* SPDX-License-Identifier: MIT */
#include "http/http_trust.h"

#include <dirent.h>
#include <string.h>

#include "base/environment.h"

/* OpenSSL and its forks find a certificate in a directory by the hash in its file name. */
static bool finds_by_hash(const struct http_libcurl *curl)
{
	static const char *const family[] = {
		"OpenSSL/", "LibreSSL/", "BoringSSL", "quictls/", "AWS-LC"};
	const char *name = curl->version_info(CURLVERSION_NOW)->ssl_version;

	/* Libraries in parentheses are not in use: "(GnuTLS/3.7) OpenSSL/3.0". */
	while (name && *name == '(')
		name = strchr(name, ' ') ? strchr(name, ' ') + 1 : NULL;
	for (size_t i = 0; name && i < sizeof family / sizeof *family; i++)
		if (strncmp(name, family[i], strlen(family[i])) == 0)
			return true;
	return false;
}

const char *http_trust_directory(const struct http_libcurl *curl)
{
	const curl_version_info_data *build = curl->version_info(CURLVERSION_NOW);
	const char *path = environment_get("SSL_CERT_DIR");
	struct dirent *entry;
	bool has_hash = false;
	DIR *directory;

	if (environment_get("SSL_CERT_FILE") || !finds_by_hash(curl))
		return NULL;
	if (!path && build->age >= CURLVERSION_SEVENTH)
		path = build->capath;
	directory = path ? opendir(path) : NULL;
	/* A directory without hashes, such as "4042bcee.0", is of no use. */
	while (directory && !has_hash && (entry = readdir(directory))) {
		const char *name = entry->d_name;

		has_hash = strspn(name, "0123456789abcdef") == 8 && name[8] == '.' &&
			   name[9] >= '0' && name[9] <= '9';
	}
	if (directory)
		closedir(directory);
	return has_hash ? path : NULL;
}

CURLcode http_trust_set(const struct http_libcurl *curl, CURL *handle, const char *trusted)
{
	const char *file = environment_get("SSL_CERT_FILE");
	const char *directory = environment_get("SSL_CERT_DIR");
	CURLcode code = CURLE_OK;

	if (trusted) {
		code = http_libcurl_set_text(curl, handle, CURLOPT_CAPATH, trusted);
		return code ? code : http_libcurl_set_text(curl, handle, CURLOPT_CAINFO, NULL);
	}
	if (file)
		code = http_libcurl_set_text(curl, handle, CURLOPT_CAINFO, file);
	if (directory && !code)
		code = http_libcurl_set_text(curl, handle, CURLOPT_CAPATH, directory);
	return code;
}
