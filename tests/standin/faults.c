/* SPDX-License-Identifier: MIT */
/*
 * A server with one fault that an HTTP library could not be made to have. Every connection gets the
 * same fault. The server ends after two minutes.
 */
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* The smallest reply that wx accepts, of either service. */
#define BODY                                                                                     \
	"{\"coord\":{\"lon\":126.98,\"lat\":37.57},\"weather\":[{\"id\":800,\"main\":\"Clear\"," \
	"\"description\":\"clear "                                                               \
	"sky\",\"icon\":\"01d\"}],\"main\":{\"temp\":10.5,\"humidity\":47},"                     \
	"\"wind\":{\"speed\":1.5},\"dt\":1665619509,\"sys\":{\"country\":\"KR\"},"               \
	"\"timezone\":32400,\"id\":1835848,\"name\":\"Seoul\",\"cod\":200,"                      \
	"\"current\":{\"time\":1665619200,\"temperature_2m\":10.5}}"
#define BODY_LENGTH 315
#define QUOTED(text) #text
#define TEXT_OF(number) QUOTED(number)

#define TYPE "Content-Type: application/json; charset=utf-8\r\n"
#define OK "HTTP/1.1 200 OK\r\n" TYPE
#define LENGTH(number) "Content-Length: " TEXT_OF(number) "\r\n"
#define RIGHT_LENGTH LENGTH(BODY_LENGTH)
#define CHUNKED "Transfer-Encoding: chunked\r\n"
#define CUT_BODY "{\"coord\":{\"lon\":126.98,\"lat\":37.57},\"weather\":[{\"id\":800,"

_Static_assert(sizeof BODY == BODY_LENGTH + 1, "BODY_LENGTH is wrong");

enum { PIECE = 1 << 16, ENDLESS = 64 << 20, REQUEST_MAX = 16384, LIFETIME = 120 };

struct fault {
	const char *name;
	void (*act)(int client, const struct fault *fault, const char *request);
	const char *bytes;
	size_t length;
};

static void sleep_milliseconds(long milliseconds)
{
	const struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};

	nanosleep(&time, NULL);
}

static bool send_all(int client, const char *bytes, size_t length)
{
	while (length) {
		ssize_t sent = send(client, bytes, length, 0);

		if (sent <= 0)
			return false;
		bytes += sent;
		length -= (size_t)sent;
	}
	return true;
}

static bool send_text(int client, const char *text)
{
	return send_all(client, text, strlen(text));
}

/* Reads a request up to the blank line; false if the client ends it before. */
static bool read_request(int client, char request[REQUEST_MAX])
{
	size_t length = 0;

	*request = '\0';
	while (!strstr(request, "\r\n\r\n") && length < REQUEST_MAX - 1) {
		ssize_t got = recv(client, request + length, REQUEST_MAX - 1 - length, 0);

		if (got <= 0)
			return false;
		length += (size_t)got;
		request[length] = '\0';
		/* The ClientHello of TLS has no blank line. */
		if (request[0] == 0x16)
			break;
	}
	return true;
}

/* Reads the rest before the connection is closed; else the kernel would reset it. */
static void finish(int client)
{
	char ignored[4096];
	struct pollfd polled = {client, POLLIN, 0};

	shutdown(client, SHUT_WR);
	while (poll(&polled, 1, 2000) > 0 && recv(client, ignored, sizeof ignored, 0) > 0)
		;
}

/* Holds the connection until the client gives up. */
static void wait_for_client(int client)
{
	char ignored[4096];

	while (recv(client, ignored, sizeof ignored, 0) > 0)
		;
}

static void act_send(int client, const struct fault *fault, const char *request)
{
	(void)request;
	if (send_all(client, fault->bytes, fault->length))
		finish(client);
}

static void act_stall(int client, const struct fault *fault, const char *request)
{
	(void)request;
	if (send_all(client, fault->bytes, fault->length))
		wait_for_client(client);
}

static void act_drip(int client, const struct fault *fault, const char *request)
{
	(void)request;
	for (size_t i = 0; i < fault->length && send_all(client, fault->bytes + i, 1); i++)
		sleep_milliseconds(300);
	finish(client);
}

/* The headers at once, the body slowly. */
static void act_drip_body(int client, const struct fault *fault, const char *request)
{
	const char *body = strstr(fault->bytes, "\r\n\r\n") + 4;
	const struct fault rest = {
		.bytes = body, .length = fault->length - (size_t)(body - fault->bytes)};

	if (send_all(client, fault->bytes, (size_t)(body - fault->bytes)))
		act_drip(client, &rest, request);
}

static void act_reset(int client, const struct fault *fault, const char *request)
{
	const struct linger at_once = {1, 0};

	(void)request;
	send_all(client, fault->bytes, fault->length);
	/* A reset discards what the client has not read yet. */
	sleep_milliseconds(100);
	setsockopt(client, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

/* Answers, keeps the connection open, and resets it at the next request. */
static void act_reset_kept(int client, const struct fault *fault, const char *request)
{
	char next[REQUEST_MAX];

	if (!send_all(client, fault->bytes, fault->length) || !read_request(client, next))
		return;
	act_reset(client, &(const struct fault){.bytes = ""}, request);
}

/* Sends the first string of the fault's bytes, and then the second one again and again. */
static void act_endless(int client, const struct fault *fault, const char *request)
{
	const char *unit = fault->bytes + strlen(fault->bytes) + 1;
	size_t unit_length = strlen(unit);
	char *piece = malloc(PIECE);
	size_t length = 0;

	(void)request;
	if (piece && send_text(client, fault->bytes)) {
		for (; length + unit_length <= PIECE; length += unit_length)
			memcpy(piece + length, unit, unit_length);
		for (size_t sent = 0; sent < ENDLESS && send_all(client, piece, length);
			sent += length)
			;
		finish(client);
	}
	free(piece);
}

static void act_long_header(int client, const struct fault *fault, const char *request)
{
	enum { LONG = 200 << 10 };
	char *line = malloc(LONG);

	(void)fault;
	(void)request;
	if (line) {
		memset(line, 'x', LONG);
		if (send_text(client, OK "X-Long: ") && send_all(client, line, LONG) &&
			send_text(client, "\r\n" RIGHT_LENGTH "\r\n" BODY))
			finish(client);
	}
	free(line);
}

/* A redirect that would send the key elsewhere. */
static void act_redirect(int client, const struct fault *fault, const char *request)
{
	const char *key = strstr(request, "appid=");
	int length = key ? (int)strcspn(key, "& \r\n") : 0;
	char reply[REQUEST_MAX + 512];

	snprintf(reply, sizeof reply,
		"HTTP/1.1 302 Found\r\nLocation: %s?%.*s\r\n" TYPE RIGHT_LENGTH "\r\n" BODY,
		fault->bytes, length, key ? key : "");
	if (send_text(client, reply))
		finish(client);
}

/* Sends the fault's bytes with the key in place of %s. */
static void act_reflect(int client, const struct fault *fault, const char *request)
{
	const char *key = strstr(request, "appid=");
	const char *place = strstr(fault->bytes, "%s");
	char reply[REQUEST_MAX + 512];

	key = key ? key + strlen("appid=") : "";
	snprintf(reply, sizeof reply, "%.*s%.*s%s", (int)(place - fault->bytes), fault->bytes,
		(int)strcspn(key, "& \r\n"), key, place + 2);
	if (send_text(client, reply))
		finish(client);
}

#define TEXT(text) text, sizeof(text) - 1
#define SENDS(text) act_send, TEXT(text)

static const struct fault faults[] = {
	{"ok", SENDS(OK RIGHT_LENGTH "\r\n" BODY)},
	{"chunked", SENDS(OK CHUNKED "\r\n13b\r\n" BODY "\r\n0\r\n\r\n")},
	{"no-length", SENDS(OK "\r\n" BODY)},

	{"refuse-after-accept", SENDS("")},
	{"reset", act_reset, TEXT("")},
	{"reset-headers", act_reset, TEXT(OK)},
	{"reset-body", act_reset, TEXT(OK RIGHT_LENGTH "\r\n" CUT_BODY)},
	{"reset-kept", act_reset_kept, TEXT(OK RIGHT_LENGTH "\r\n" BODY)},
	{"stall", act_stall, TEXT("")},
	{"stall-headers", act_stall, TEXT(OK)},
	{"stall-body", act_stall, TEXT(OK RIGHT_LENGTH "\r\n" CUT_BODY)},
	{"drip", act_drip, TEXT(OK RIGHT_LENGTH "\r\n" BODY)},
	{"drip-body", act_drip_body, TEXT(OK RIGHT_LENGTH "\r\n" BODY)},

	{"short-length", SENDS(OK RIGHT_LENGTH "\r\n" CUT_BODY)},
	{"no-length-cut", SENDS(OK "\r\n" CUT_BODY)},
	{"small-length", SENDS(OK LENGTH(100) "\r\n" BODY)},
	{"negative-length", SENDS(OK LENGTH(-1) "\r\n" BODY)},
	{"huge-length", SENDS(OK LENGTH(100000000000000000000) "\r\n" BODY)},
	{"5gb-length", SENDS(OK LENGTH(5368709120) "\r\n" BODY)},
	{"double-length", SENDS(OK RIGHT_LENGTH LENGTH(100) "\r\n" BODY)},
	{"length-and-chunked", SENDS(OK LENGTH(100) CHUNKED "\r\n13b\r\n" BODY "\r\n0\r\n\r\n")},
	{"chunked-cut", SENDS(OK CHUNKED "\r\n13b\r\n" BODY "\r\n")},
	{"chunked-cut-body", SENDS(OK CHUNKED "\r\n13b\r\n" CUT_BODY)},
	{"chunked-bad", SENDS(OK CHUNKED "\r\nxyz\r\n" BODY "\r\n0\r\n\r\n")},
	{"chunked-overflow", SENDS(OK CHUNKED "\r\nffffffffffffffffff\r\n" BODY "\r\n0\r\n\r\n")},

	{"endless-body", act_endless, TEXT(OK "\r\n\0 ")},
	{"endless-chunks", act_endless,
		TEXT(OK CHUNKED "\r\n\0"
				"4\r\n    \r\n")},
	{"endless-headers", act_endless, TEXT(OK "\0X-More: of the same\r\n")},
	{"endless-1xx", act_endless, TEXT("\0HTTP/1.1 100 Continue\r\n\r\n")},
	{"long-header", act_long_header, TEXT("")},

	{"http09", SENDS("\x8f\x01 not HTTP at all \xff\xfe\x00\x02\r\n" BODY)},
	{"body-only", SENDS(BODY)},
	{"tls-alert", SENDS("\x15\x03\x01\x00\x02\x02\x28")},
	{"http-7", SENDS("HTTP/7.1 200 OK\r\n" TYPE RIGHT_LENGTH "\r\n" BODY)},
	{"status-99999", SENDS("HTTP/1.1 99999 Many\r\n" TYPE RIGHT_LENGTH "\r\n" BODY)},
	{"status-0", SENDS("HTTP/1.1 000 None\r\n" TYPE RIGHT_LENGTH "\r\n" BODY)},
	{"nul-header", SENDS(OK "X-Nul: a\0b\r\n" RIGHT_LENGTH "\r\n" BODY)},
	{"no-colon", SENDS(OK "no colon here\r\n" RIGHT_LENGTH "\r\n" BODY)},
	{"escape-header", SENDS("HTTP/1.1 500 \x1b[2J\x1b]0;x\x07\r\n" TYPE LENGTH(2) "\r\n{}")},
	{"gzip", SENDS(OK "Content-Encoding: gzip\r\n" LENGTH(
			 20) "\r\n\x1f\x8b\x08\0\0\0\0\0\0\x03\xab\xae\x05\0\x43\xbf\xa6\xa3\x02"
			     "\0")},

	{"identity", SENDS(OK "Content-Encoding: Identity\r\n" RIGHT_LENGTH "\r\n" BODY)},
	{"double-encoding",
		SENDS(OK "Content-Encoding: identity\r\nContent-Encoding: gzip\r\n" LENGTH(
			2) "\r\n{}")},

	{"no-content", SENDS("HTTP/1.1 204 No Content\r\n\r\n")},
	{"not-modified", SENDS("HTTP/1.1 304 Not Modified\r\n\r\n")},
	{"empty-200", SENDS(OK LENGTH(0) "\r\n")},
	{"html-200", SENDS("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" LENGTH(
			     44) "\r\n<!DOCTYPE html><title>Please log in</title>\n")},
	{"html-502", SENDS("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n"
			   "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
			   "<center><h1>502 Bad "
			   "Gateway</h1></center>\r\n<hr><center>openresty</center>\r\n"
			   "</body>\r\n</html>\r\n")},
	/* The status is enough; the body does not end, is cut, stalls or is compressed. */
	{"endless-401", act_endless, TEXT("HTTP/1.1 401 Unauthorized\r\n" TYPE "\r\n\0 ")},
	{"2mib-401", act_endless,
		TEXT("HTTP/1.1 401 Unauthorized\r\n" TYPE LENGTH(2097152) "\r\n\0 ")},
	{"endless-429", act_endless,
		TEXT("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 120\r\n" TYPE "\r\n\0 ")},
	{"endless-503", act_endless, TEXT("HTTP/1.1 503 Service Unavailable\r\n" TYPE "\r\n\0 ")},
	{"reset-401", act_reset,
		TEXT("HTTP/1.1 401 Unauthorized\r\n" TYPE RIGHT_LENGTH "\r\n" CUT_BODY)},
	{"stall-401", act_stall,
		TEXT("HTTP/1.1 401 Unauthorized\r\n" TYPE RIGHT_LENGTH "\r\n" CUT_BODY)},
	{"no-body-401", SENDS("HTTP/1.1 401 Unauthorized\r\n" TYPE LENGTH(100) "\r\n")},
	{"no-body-reset-401", act_reset,
		TEXT("HTTP/1.1 401 Unauthorized\r\n" TYPE LENGTH(100) "\r\n")},
	{"no-body-stall-401", act_stall,
		TEXT("HTTP/1.1 401 Unauthorized\r\n" TYPE LENGTH(100) "\r\n")},
	{"bad-chunk-401",
		SENDS("HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n")},
	{"gzip-401",
		SENDS("HTTP/1.1 401 Unauthorized\r\nContent-Encoding: gzip\r\n" LENGTH(
			20) "\r\n\x1f\x8b\x08\0\0\0\0\0\0\x03\xab\xae\x05\0\x43\xbf\xa6\xa3\x02"
			    "\0")},
	{"redirect", act_redirect, TEXT("http://elsewhere.example/")},
	{"redirect-file", act_redirect, TEXT("file:///etc/passwd")},
	{"redirect-key", act_reflect,
		TEXT("HTTP/1.1 302 Found\r\nLocation: http://%s.example/\r\n" LENGTH(0) "\r\n")},
	{"encoding-key", act_reflect, TEXT(OK "Content-Encoding: %s\r\n" LENGTH(2) "\r\n{}")},
	{"redirect-self", act_redirect, TEXT("/data/2.5/weather")},
};

/* The program */

struct connection {
	int client;
	const struct fault *fault;
};

static void *serve(void *argument)
{
	struct connection connection = *(struct connection *)argument;
	char request[REQUEST_MAX];

	free(argument);
	if (read_request(connection.client, request))
		connection.fault->act(connection.client, connection.fault, request);
	close(connection.client);
	return NULL;
}

/* Each client has its own thread, so that one that stalls does not delay the next. */
static void accept_one(int listener, const struct fault *fault)
{
	struct connection *connection = malloc(sizeof *connection);
	pthread_t thread;

	if (!connection)
		return;
	connection->fault = fault;
	connection->client = accept(listener, NULL, NULL);
	if (connection->client >= 0 && pthread_create(&thread, NULL, serve, connection) == 0) {
		pthread_detach(thread);
		return;
	}
	if (connection->client >= 0)
		close(connection->client);
	free(connection);
}

static int listen_on(uint16_t *port)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
		.sin_port = htons(*port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	const int yes = 1;

	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 64) != 0 ||
		getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
		perror("faults");
		exit(2);
	}
	*port = ntohs(address.sin_port);
	return listener;
}

static const struct fault *find_fault(const char *name)
{
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		if (strcmp(faults[i].name, name) == 0)
			return &faults[i];
	return NULL;
}

static int usage(void)
{
	fputs("usage: faults [--until-eof] [--port N] FAULT, which is one of", stderr);
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		fprintf(stderr, " %s", faults[i].name);
	fputc('\n', stderr);
	return 2;
}

int main(int argc, char **argv)
{
	const struct fault *fault = argc > 1 ? find_fault(argv[argc - 1]) : NULL;
	struct pollfd polled[] = {{-1, POLLIN, 0}, {-1, POLLIN, 0}};
	uint16_t port = 0;

	for (int i = 1; i < argc - 1; i++) {
		if (strcmp(argv[i], "--until-eof") == 0)
			polled[1].fd = STDIN_FILENO;
		else if (strcmp(argv[i], "--port") == 0)
			port = (uint16_t)strtoul(argv[++i], NULL, 10);
		else
			return usage();
	}
	if (!fault)
		return usage();
	signal(SIGPIPE, SIG_IGN);
	alarm(LIFETIME);
	polled[0].fd = listen_on(&port);
	printf("Listening on http://127.0.0.1:%u\n", (unsigned)port);
	fflush(stdout);
	while (poll(polled, 2, -1) > 0 && !polled[1].revents)
		accept_one(polled[0].fd, fault);
	return 0;
}
