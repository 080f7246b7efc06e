/* SPDX-License-Identifier: MIT */
/*
 * Clients of an echo server, in one thread. Each sends a message, takes it back, compares every
 * byte and goes on with its next one; what is sent differs by client and by round. A long message
 * is read while it is written. Prints a row of the table, and waits for nothing without a limit.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "measure.h"

enum {
	CLIENTS_MAX = 10000,
	SPARE_DESCRIPTORS = 16,
	LIMIT_SECONDS = 10,
	OFFSETS = 4093, /* a prime */
	PIECE = 64 * 1024,
	MESSAGE_MAX = 64 * 1024 * 1024,
	BULK = 1024 * 1024,
};

struct client {
	size_t round, sent, received;
};

static struct {
	struct measured measured;
	size_t count, bytes, rounds;
	double deadline;
	struct client clients[CLIENTS_MAX];
	struct pollfd sockets[CLIENTS_MAX];
	unsigned char *pattern; /* of OFFSETS more bytes than a message */
} load;

#define give_up(...) measure_give_up(&load.measured, __VA_ARGS__)

/* Every message is the pattern from another place on. */
static void make_pattern(void)
{
	uint64_t state = 88172645463325252;

	load.pattern = malloc(load.bytes + OFFSETS);
	if (!load.pattern)
		give_up("out of memory");
	for (size_t i = 0; i < load.bytes + OFFSETS; i++) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		load.pattern[i] = (unsigned char)(state >> 32);
	}
}

static const unsigned char *message_of(size_t index)
{
	return load.pattern + (index * 61 + load.clients[index].round * 17) % OFFSETS;
}

/* Connections */

/* One byte there and back: the server has admitted it for certain, and its backlog stays short. */
static void greet(int socket)
{
	char byte = 'x';

	if (write(socket, &byte, 1) != 1 || read(socket, &byte, 1) != 1 || byte != 'x')
		give_up("the server does not answer");
}

static int connect_to(uint16_t port)
{
	const struct sockaddr_in address = {.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	const struct timeval limit = {.tv_sec = LIMIT_SECONDS};
	const int on = 1;
	int made = socket(AF_INET, SOCK_STREAM, 0);

	if (made < 0)
		give_up("no socket: %s", strerror(errno));
	setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
	setsockopt(made, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
	if (connect(made, (const struct sockaddr *)&address, sizeof address) != 0)
		give_up("no connection: %s", strerror(errno));
	greet(made);
	fcntl(made, F_SETFL, O_NONBLOCK);
	return made;
}

static void connect_all(size_t from, size_t to, uint16_t port)
{
	for (size_t i = from; i < to; i++) {
		load.sockets[i] = (struct pollfd){.fd = connect_to(port)};
		load.clients[i] = (struct client){.round = 0};
	}
}

static void disconnect_all(void)
{
	for (size_t i = 0; i < load.count; i++)
		close(load.sockets[i].fd);
}

/* Round trips */

static void send_some(size_t index)
{
	struct client *client = &load.clients[index];
	ssize_t sent = write(load.sockets[index].fd, message_of(index) + client->sent,
		load.bytes - client->sent);

	if (sent < 0 && errno != EAGAIN)
		give_up("sending: %s", strerror(errno));
	if (sent > 0)
		client->sent += (size_t)sent;
	load.sockets[index].events = client->sent < load.bytes ? POLLIN | POLLOUT : POLLIN;
}

static void receive_some(size_t index)
{
	static unsigned char piece[PIECE];
	struct client *client = &load.clients[index];
	ssize_t length = read(load.sockets[index].fd, piece, sizeof piece);

	if (length < 0 && errno == EAGAIN)
		return;
	if (length <= 0)
		give_up("receiving: %s", length == 0 ? "closed" : strerror(errno));
	if (client->received + (size_t)length > client->sent ||
		memcmp(piece, message_of(index) + client->received, (size_t)length) != 0)
		give_up("client %zu got other bytes back than it sent", index);
	client->received += (size_t)length;
}

/* True once it has had its last message back. */
static bool move(size_t index)
{
	struct client *client = &load.clients[index];

	if (load.sockets[index].revents & ~POLLOUT)
		receive_some(index);
	if (client->received == load.bytes)
		*client = (struct client){.round = client->round + 1};
	if (client->round == load.rounds)
		load.sockets[index].events = 0;
	else if (client->sent < load.bytes)
		send_some(index);
	return client->round == load.rounds;
}

/* The seconds that all rounds of all clients take. */
static double exchange(void)
{
	double begun = measure_clock();
	size_t unfinished = load.count;

	for (size_t i = 0; i < load.count; i++)
		send_some(i);
	while (unfinished > 0) {
		if (poll(load.sockets, load.count, 1000) < 0 || measure_clock() > load.deadline)
			give_up("not done within %d s", LIMIT_SECONDS);
		for (size_t i = 0; i < load.count; i++)
			if (load.sockets[i].revents && move(i))
				unfinished--;
	}
	return measure_clock() - begun;
}

/* Round trips a second, or MiB a second where one is a long way. */
static double rate(uint16_t port)
{
	double seconds, trips = (double)(load.count * load.rounds);

	load.deadline = measure_clock() + LIMIT_SECONDS;
	connect_all(0, load.count, port);
	seconds = exchange();
	disconnect_all();
	return load.bytes < BULK ? trips / seconds
				 : trips * (double)load.bytes / (1024 * 1024) / seconds;
}

static void compare_rates(char **words)
{
	uint16_t ours, theirs;

	load.measured.runs = measure_count(words[0], MEASURE_RUNS_MAX);
	load.count = measure_count(words[1], CLIENTS_MAX);
	load.bytes = measure_count(words[2], MESSAGE_MAX);
	load.rounds = measure_count(words[3], 1000000);
	ours = (uint16_t)measure_count(words[4], UINT16_MAX);
	theirs = (uint16_t)measure_count(words[5], UINT16_MAX);
	load.measured.unit = load.bytes < BULK ? "/s" : "MiB/s";
	make_pattern();
	for (size_t i = 0; i < load.measured.runs; i++) {
		load.measured.ours[i] = rate(ours);
		load.measured.theirs[i] = rate(theirs);
	}
	measure_print(&load.measured, true);
}

/* Idle clients */

/* What a process has in memory of its own, in KiB. */
static double memory_of(const char *pid)
{
	char path[64], line[256];
	unsigned long kibibytes = 0;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%s/status", pid);
	file = fopen(path, "re");
	while (file && fgets(line, sizeof line, file))
		if (sscanf(line, "RssAnon: %lu", &kibibytes) == 1)
			break;
	if (file)
		fclose(file);
	if (kibibytes == 0)
		give_up("%s tells no RssAnon", path);
	return (double)kibibytes;
}

static void raise_descriptors(void)
{
	struct rlimit limit;

	getrlimit(RLIMIT_NOFILE, &limit);
	if (limit.rlim_cur < load.count + SPARE_DESCRIPTORS)
		limit.rlim_cur = limit.rlim_max;
	if (limit.rlim_cur < load.count + SPARE_DESCRIPTORS ||
		setrlimit(RLIMIT_NOFILE, &limit) != 0)
		give_up("too few file descriptors; raise 'ulimit -n'");
}

/* The first client is let in before, so that what the server does but once is not counted. */
static void weigh_idle(char **words)
{
	uint16_t port;
	double before;

	load.count = measure_count(words[0], CLIENTS_MAX);
	port = (uint16_t)measure_count(words[1], UINT16_MAX);
	raise_descriptors();
	connect_all(0, 1, port);
	before = memory_of(words[2]);
	connect_all(1, load.count, port);
	load.measured.ours[0] = (memory_of(words[2]) - before) / (double)(load.count - 1);
	load.measured.runs = 1;
	load.measured.unit = "KiB";
	disconnect_all();
	measure_print(&load.measured, false);
}

int main(int argc, char **argv)
{
	const char *what = argc > 3 ? argv[1] : "";

	signal(SIGPIPE, SIG_IGN);
	load.measured.name = argv[2];
	load.measured.goal = argv[3];
	if (strcmp(what, "rate") == 0 && argc == 10) {
		compare_rates(argv + 4);
	} else if (strcmp(what, "idle") == 0 && argc == 7) {
		weigh_idle(argv + 4);
	} else {
		fputs("usage: load rate NAME GOAL RUNS CLIENTS BYTES ROUNDS PORT PORT\n"
		      "       load idle NAME GOAL CLIENTS PORT PID\n",
			stderr);
		return 2;
	}
	return EXIT_SUCCESS;
}
