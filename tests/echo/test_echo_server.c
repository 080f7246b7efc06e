/* SPDX-License-Identifier: MIT */
/* Runs the echo server in a process of its own, and clients in this one. */
#include "echo/echo_server.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "echo/echo_address.h"
#include "echo/echo_socket.h"
#include "harness.h"

#define MIB ((size_t)1024 * 1024)
#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
	TIMEOUT_MS = 5000,
	SERVER_SECONDS_MAX = 60,
	PATTERN_BYTES = 1048573, /* a prime, so that no buffer's size divides it */
};

/* The server of a test; each test is a process of its own. */
static struct {
	pid_t pid;
	int output;
	int port;
} server;

static char pattern[PATTERN_BYTES];

/* ---- time ---- */

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void sleep_ms(int duration_ms)
{
	poll(NULL, 0, duration_ms);
}

/* Whether the event happens within that time. */
static bool await(int fd, short event, int timeout_ms)
{
	struct pollfd watched = {.fd = fd, .events = event};

	return poll(&watched, 1, timeout_ms) == 1;
}

/* ---- the server's process ---- */

/* The server changes its own limit on a signal: to no free descriptor, and to enough of them. */
static void limit_descriptors(rlim_t count)
{
	struct rlimit limit;

	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = count;
	setrlimit(RLIMIT_NOFILE, &limit);
}

static void on_limit_signal(int number)
{
	limit_descriptors(number == SIGURG ? 4 : 64);
}

static _Noreturn void run_server(const struct echo_options *options, int output, rlim_t descriptors)
{
	struct error error;

	alarm(SERVER_SECONDS_MAX);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGURG, on_limit_signal);
	signal(SIGVTALRM, on_limit_signal);
	dup2(output, STDOUT_FILENO);
	for (int fd = STDERR_FILENO + 1; fd < 256; fd++)
		close(fd);
	if (descriptors)
		limit_descriptors(descriptors);
	if (echo_server_run(options, &error))
		exit(EXIT_OK);
	dprintf(STDOUT_FILENO, "%s\n", error.message);
	exit((int)error.code);
}

/* Starts a server that writes to `output`, which is closed here; it may not be ready yet. */
static void start_on(const struct echo_options *options, int output, rlim_t descriptors)
{
	fflush(NULL);
	server.pid = fork();
	cr_assert(server.pid >= 0);
	if (server.pid == 0)
		run_server(options, output, descriptors);
	close(output);
}

/* One line without its end; empty at the end of the output. */
static void read_line(char *line, size_t size)
{
	size_t length = 0;

	while (length + 1 < size && await(server.output, POLLIN, TIMEOUT_MS) &&
		read(server.output, line + length, 1) == 1 && line[length] != '\n')
		length++;
	line[length] = '\0';
}

static void expect_line(const char *expected)
{
	char line[600];

	read_line(line, sizeof line);
	cr_assert_str_eq(line, expected);
}

static int read_port(const char *host)
{
	char line[600], format[64];
	int port = 0;

	read_line(line, sizeof line);
	snprintf(format, sizeof format, "Listening on %s:", host);
	cr_assert(strncmp(line, format, strlen(format)) == 0, "%s", line);
	port = (int)strtol(line + strlen(format), NULL, 10);
	cr_assert(port > 0, "%s", line);
	return port;
}

static void start_with(const struct echo_options *options, rlim_t descriptors)
{
	int ends[2];

	cr_assert(pipe(ends) == 0);
	server.output = ends[0];
	start_on(options, ends[1], descriptors);
}

static struct echo_options on_loopback(void)
{
	return (struct echo_options){
		.host = "127.0.0.1", .port = "0", .quiet = true, .idle_timeout = 60};
}

static void start(struct echo_options options)
{
	start_with(&options, 0);
	server.port = read_port("127.0.0.1");
}

/* Returns the exit code, or the number of the signal, negated. */
static int await_end(void)
{
	int status = 0;

	cr_assert(waitpid(server.pid, &status, 0) == server.pid);
	server.pid = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void stop(void)
{
	kill(server.pid, SIGTERM);
	cr_assert_eq(await_end(), EXIT_OK);
}

static void kill_server(void)
{
	if (server.pid > 0) {
		kill(server.pid, SIGKILL);
		waitpid(server.pid, NULL, 0);
	}
}

/* The CPU time that servers that have ended took in all. */
static int64_t server_cpu_ms(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return (int64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
	       (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

/* The server's resident memory in bytes; 0 if the system has no /proc. */
static size_t server_memory(void)
{
	char path[64];
	long size = 0, resident = 0;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/statm", (long)server.pid);
	file = fopen(path, "r");
	if (!file)
		return 0;
	if (fscanf(file, "%ld %ld", &size, &resident) != 2)
		resident = 0;
	fclose(file);
	return (size_t)resident * (size_t)sysconf(_SC_PAGESIZE);
}

/* ---- clients ---- */

/* Connects with an option of the socket, such as TCP_MAXSEG, unless the value is 0. */
static int connect_with(int level, int option, int value)
{
	const struct timeval timeout = {.tv_sec = TIMEOUT_MS / 1000};
	struct sockaddr_in address = {
		.sin_family = AF_INET, .sin_port = htons((uint16_t)server.port)};
	int client = socket(AF_INET, SOCK_STREAM, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	cr_assert(client >= 0, "%s", strerror(errno));
	setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
	setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
	if (value)
		setsockopt(client, level, option, &value, sizeof value);
	cr_assert(connect(client, (const struct sockaddr *)&address, sizeof address) == 0, "%s",
		strerror(errno));
	return client;
}

static int connect_client(void)
{
	return connect_with(0, 0, 0);
}

static void send_all(int client, const void *data, size_t length)
{
	cr_assert_eq(send(client, data, length, 0), (ssize_t)length, "%s", strerror(errno));
}

static void send_text(int client, const char *text)
{
	send_all(client, text, strlen(text));
}

/* Receives `length` bytes, or fewer at the end of the stream; -1 on an error. */
static ssize_t receive(int client, void *data, size_t length)
{
	size_t received = 0;

	while (received < length) {
		ssize_t more = recv(client, (char *)data + received, length - received, 0);

		if (more < 0)
			return -1;
		if (more == 0)
			break;
		received += (size_t)more;
	}
	return (ssize_t)received;
}

static void expect(int client, const char *text)
{
	char received[2048];
	size_t length = strlen(text);

	cr_assert_eq(receive(client, received, length), (ssize_t)length, "%s", strerror(errno));
	cr_assert(memcmp(received, text, length) == 0);
}

static void expect_echo(int client, const char *text)
{
	send_text(client, text);
	expect(client, text);
}

static void expect_end(int client)
{
	char byte;
	ssize_t received = recv(client, &byte, 1, 0);

	cr_assert_eq(received, 0, "%s", received < 0 ? strerror(errno) : "a byte too many");
}

static void reset(int client)
{
	const struct linger at_once = {.l_onoff = 1, .l_linger = 0};

	setsockopt(client, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
	close(client);
}

/* Sends as much as the system accepts while nothing is read; returns how many bytes. */
static size_t send_until_stuck(int client, size_t most)
{
	size_t sent = 0;

	while (sent < most && await(client, POLLOUT, 300)) {
		ssize_t more = send(client, pattern + sent % PATTERN_BYTES,
			PATTERN_BYTES - sent % PATTERN_BYTES, MSG_DONTWAIT);

		if (more < 0 && errno != EAGAIN)
			break;
		sent += more > 0 ? (size_t)more : 0;
	}
	return sent;
}

/* ---- a stream of known bytes, sent and checked at the same time ---- */

static void set_up(void)
{
	uint32_t state = 2463534242;

	signal(SIGPIPE, SIG_IGN);
	for (size_t i = 0; i < sizeof pattern; i++) {
		state ^= state << 13;
		state ^= state >> 17;
		state ^= state << 5;
		pattern[i] = (char)(state >> 24);
	}
}

static size_t send_some(int client, size_t sent, size_t total)
{
	size_t start = sent % PATTERN_BYTES;
	size_t length = PATTERN_BYTES - start;
	ssize_t more;

	if (length > total - sent)
		length = total - sent;
	more = send(client, pattern + start, length, MSG_DONTWAIT);
	cr_assert(more > 0 || errno == EAGAIN, "after %zu bytes: %s", sent, strerror(errno));
	sent += more > 0 ? (size_t)more : 0;
	if (sent == total)
		shutdown(client, SHUT_WR);
	return sent;
}

/* Checks what arrives against the pattern; returns the sum of bytes received so far. */
static size_t receive_at_most(int client, size_t most, size_t received, bool *is_ended)
{
	static char data[256 * 1024];
	ssize_t length = recv(client, data, most < sizeof data ? most : sizeof data, MSG_DONTWAIT);

	cr_assert(length >= 0, "after %zu bytes: %s", received, strerror(errno));
	*is_ended = length == 0;
	for (ssize_t done = 0; done < length;) {
		size_t start = received % PATTERN_BYTES;
		size_t piece = PATTERN_BYTES - start;

		if (piece > (size_t)(length - done))
			piece = (size_t)(length - done);
		cr_assert(memcmp(data + done, pattern + start, piece) == 0, "near byte %zu",
			received);
		received += piece;
		done += (ssize_t)piece;
	}
	return received;
}

static size_t receive_some(int client, size_t received, bool *is_ended)
{
	return receive_at_most(client, SIZE_MAX, received, is_ended);
}

/* Reads to the end of the stream; returns the sum of bytes, with those received before. */
static size_t receive_all(int client, size_t received)
{
	bool is_ended = false;

	while (!is_ended) {
		cr_assert(await(client, POLLIN, TIMEOUT_MS), "stuck at %zu received", received);
		received = receive_some(client, received, &is_ended);
	}
	return received;
}

/* Sends `total` bytes, ends the stream and reads to its end, beginning after `delay_ms`. */
static void expect_stream_back(int client, size_t total, int delay_ms)
{
	const int64_t start_reading = now_ms() + delay_ms;
	size_t sent = 0, received = 0;
	bool is_ended = false;

	while (!is_ended) {
		bool reads = now_ms() >= start_reading;
		struct pollfd watched = {.fd = client,
			.events = (short)((reads ? POLLIN : 0) | (sent < total ? POLLOUT : 0))};

		cr_assert(poll(&watched, 1, reads ? TIMEOUT_MS : 50) > 0 || !reads,
			"stuck at %zu sent, %zu received", sent, received);
		if (watched.revents & POLLOUT)
			sent = send_some(client, sent, total);
		if (reads && watched.revents & (POLLIN | POLLHUP | POLLERR))
			received = receive_some(client, received, &is_ended);
	}
	cr_assert_eq(received, total, "%zu of %zu bytes came back", received, total);
}

TestSuite(echo_server, .init = set_up, .fini = kill_server, .timeout = 30);

/* ---- echo ---- */

Test(echo_server, returns_every_size_and_byte)
{
	static const size_t sizes[] = {0, 1, 1023, 1024, 1025, 65535, 65536, 65537, 1000000};

	start(on_loopback());
	for (size_t i = 0; i < COUNT(sizes); i++) {
		int client = connect_client();

		if (sizes[i] == 0)
			shutdown(client, SHUT_WR);
		expect_stream_back(client, sizes[i], 0);
		close(client);
	}
	stop();
}

Test(echo_server, returns_all_byte_values)
{
	unsigned char all[256], received[256];
	int client;

	start(on_loopback());
	client = connect_client();
	for (int i = 0; i < 256; i++)
		all[i] = (unsigned char)i;
	send_all(client, all, sizeof all);
	cr_assert_eq(receive(client, received, sizeof received), (ssize_t)sizeof received);
	cr_assert(memcmp(all, received, sizeof all) == 0);
	stop();
}

Test(echo_server, returns_64_mib_in_both_directions_at_once)
{
	start(on_loopback());
	expect_stream_back(connect_client(), 64 * MIB, 0);
	stop();
}

Test(echo_server, returns_all_after_a_half_close_and_a_late_read)
{
	start(on_loopback());
	expect_stream_back(connect_client(), 8 * MIB, 1500);
	stop();
}

/*
 * The server reads and returns these bytes in two pieces, each of which ends with a packet that is
 * not full. If the second piece waits for the acknowledgement of the first (Nagle's algorithm), an
 * exchange takes 40 ms.
 */
Test(echo_server, does_not_delay_the_last_piece)
{
	static char received[64 * 1024 + 100];
	int64_t begin;
	int client;

	start(on_loopback());
	client = connect_with(IPPROTO_TCP, TCP_MAXSEG, 1000);
	begin = now_ms();
	for (int i = 0; i < 60; i++) {
		send_all(client, pattern, sizeof received);
		cr_assert_eq(receive(client, received, sizeof received), (ssize_t)sizeof received);
	}
	cr_expect(now_ms() - begin < 1000, "%ld ms", (long)(now_ms() - begin));
	stop();
}

Test(echo_server, returns_urgent_bytes)
{
	int client;

	start(on_loopback());
	client = connect_client();
	send_text(client, "before ");
	cr_assert_eq(send(client, "!", 1, MSG_OOB), 1);
	send_text(client, " after");
	expect(client, "before ! after");
	stop();
}

/* ---- bad clients ---- */

Test(echo_server, survives_clients_that_reset_their_connections)
{
	int good;

	start(on_loopback());
	good = connect_client();
	for (int stage = 0; stage < 40; stage++) {
		int bad = connect_client();

		if (stage % 4 == 1)
			expect_echo(bad, "some");
		if (stage % 4 == 2)
			send_some(bad, 0, MIB);
		if (stage % 4 == 3) {
			send_text(bad, "half");
			shutdown(bad, SHUT_WR);
		}
		reset(bad);
		expect_echo(good, "still here");
	}
	stop();
}

Test(echo_server, survives_a_stuck_client_that_resets_its_connection)
{
	int bad;

	start(on_loopback());
	bad = connect_client();
	send_until_stuck(bad, 512 * MIB);
	reset(bad);
	expect_echo(connect_client(), "still here");
	stop();
}

Test(echo_server, takes_little_memory_for_a_client_that_never_reads)
{
	int good;
	size_t before;

	start(on_loopback());
	good = connect_client();
	expect_echo(good, "warm");
	before = server_memory();
	for (int i = 0; i < 4; i++) {
		size_t sent = send_until_stuck(connect_client(), 512 * MIB);

		cr_assert(sent < 512 * MIB, "the server took everything");
		expect_echo(good, "still here");
	}
	cr_assert(server_memory() < before + 2 * MIB, "grew by %zu", server_memory() - before);
	kill(server.pid, SIGTERM);
	sleep_ms(100);
	stop();
	cr_expect(server_cpu_ms() < 500, "%ld ms", (long)server_cpu_ms());
}

/* Sends and reads as fast as it can until it is killed. */
static pid_t start_flood(void)
{
	int client = connect_client();
	pid_t flood = fork();

	if (flood == 0) {
		alarm(SERVER_SECONDS_MAX);
		while (await(client, POLLIN | POLLOUT, TIMEOUT_MS)) {
			send(client, pattern, sizeof pattern, MSG_DONTWAIT);
			recv(client, pattern, sizeof pattern, MSG_DONTWAIT);
		}
		_exit(0);
	}
	close(client);
	return flood;
}

Test(echo_server, serves_other_clients_during_a_flood)
{
	pid_t floods[2];
	int good;

	start(on_loopback());
	good = connect_client();
	for (size_t i = 0; i < COUNT(floods); i++)
		floods[i] = start_flood();
	for (int i = 0; i < 100; i++) {
		int64_t before = now_ms();

		expect_echo(good, "ping");
		cr_expect(now_ms() - before < 1000);
	}
	for (size_t i = 0; i < COUNT(floods); i++) {
		kill(floods[i], SIGKILL);
		waitpid(floods[i], NULL, 0);
	}
	stop();
}

/* ---- many clients ---- */

Test(echo_server, takes_little_memory_for_a_thousand_idle_clients)
{
	const struct echo_options options = on_loopback();
	size_t before;
	int active;

	limit_descriptors(1200);
	active = dup2(STDIN_FILENO, 1199);
	if (active < 0)
		cr_skip_test("the limit on descriptors is too low for a thousand clients");
	close(active);
	start_with(&options, 1200);
	server.port = read_port("127.0.0.1");
	active = connect_client();
	expect_echo(active, "warm");
	before = server_memory();
	for (int i = 0; i < 1000; i++)
		connect_client();
	for (int i = 0; i < 100; i++)
		expect_echo(active, "ping");
	cr_expect(server_memory() < before + 2 * MIB, "grew by %zu", server_memory() - before);
	stop();
}

/* The number of clients that have received an answer. */
static size_t count_answered(const int *clients, size_t count)
{
	size_t answered = 0;

	for (size_t i = 0; i < count; i++)
		answered += await(clients[i], POLLIN, 0);
	return answered;
}

Test(echo_server, makes_clients_wait_while_descriptors_are_short)
{
	const struct echo_options options = on_loopback();
	int clients[60];
	size_t served = 0, at_first;

	start_with(&options, 32);
	server.port = read_port("127.0.0.1");
	for (size_t i = 0; i < COUNT(clients); i++) {
		clients[i] = connect_client();
		send_text(clients[i], "x");
	}
	sleep_ms(1000);
	at_first = count_answered(clients, COUNT(clients));
	cr_assert(at_first >= 8 && at_first <= 20, "%zu served", at_first);
	for (; served < COUNT(clients); served++) {
		expect(clients[served], "x");
		close(clients[served]);
	}
	stop();
	cr_expect(server_cpu_ms() < 500, "%ld ms", (long)server_cpu_ms());
}

Test(echo_server, survives_without_a_free_descriptor)
{
	int client;

	start(on_loopback());
	kill(server.pid, SIGURG);
	sleep_ms(50);
	client = connect_client();
	send_text(client, "x");
	cr_expect_not(await(client, POLLIN, 1000));
	kill(server.pid, SIGVTALRM);
	expect(client, "x");
	stop();
	cr_expect(server_cpu_ms() < 500, "%ld ms", (long)server_cpu_ms());
}

/* ---- the log ---- */

/* Waits for each answer, so that the server reads each text at once. */
static void exchange(int client, const char *text, int times)
{
	while (times-- > 0)
		expect_echo(client, text);
}

static void make_text(char *text, size_t length)
{
	memset(text, 'a', length);
	text[length] = '\0';
}

Test(echo_server, does_not_start_without_enough_descriptors)
{
	static const rlim_t counts[] = {4, 5, 6, 8, 10, 14};
	const struct echo_options options = on_loopback();

	for (size_t i = 0; i < COUNT(counts); i++) {
		start_with(&options, counts[i]);
		expect_line("cannot start the echo server: too few file descriptors are available; "
			    "raise the limit with 'ulimit -n'");
		cr_expect_eq(await_end(), EXIT_INTERNAL);
		close(server.output);
	}
	start_with(&options, 16);
	server.port = read_port("127.0.0.1");
	stop();
}

/* On Linux, the flags of a descriptor are in /proc; 02000000 is O_CLOEXEC. */
Test(echo_server, passes_no_socket_to_another_program)
{
	size_t seen = 0;
	int client;

	start(on_loopback());
	client = connect_client();
	expect_echo(client, "x");
	for (int fd = STDERR_FILENO + 1; fd < 64; fd++) {
		char path[64], text[256] = "";
		FILE *file;

		snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", (int)server.pid, fd);
		file = fopen(path, "r");
		if (!file)
			continue;
		text[fread(text, 1, sizeof text - 1, file)] = '\0';
		fclose(file);
		cr_expect(strstr(text, "flags:\t02"), "%d: %s", fd, text);
		seen++;
	}
	close(client);
	stop();
	if (seen == 0)
		cr_skip_test("there is no /proc/PID/fdinfo");
}

Test(echo_server, logs_what_it_receives)
{
	static const char *const rows[][2] = {{"hello", "Received: hello"},
		{"hello\n", "Received: hello\\n"}, {"\x1b[31m\a", "Received: \\x1b[31m\\x07"},
		{"서울", "Received: 서울"}, {"\xff", "Received: \\xff"}};
	struct echo_options options = on_loopback();
	char text[1001], line[600];
	int client;

	options.quiet = false;
	start(options);
	client = connect_client();
	for (size_t i = 0; i < COUNT(rows); i++) {
		expect_echo(client, rows[i][0]);
		expect_line(rows[i][1]);
	}
	make_text(text, 256);
	expect_echo(client, text);
	snprintf(line, sizeof line, "Received: %.256s", text);
	expect_line(line);
	make_text(text, 1000);
	expect_echo(client, text);
	snprintf(line, sizeof line, "Received: %.256s… (1000 bytes)", text);
	expect_line(line);
	stop();
	expect_line("");
}

Test(echo_server, logs_nothing_when_quiet)
{
	start(on_loopback());
	expect_echo(connect_client(), "hello");
	stop();
	expect_line("");
}

static bool has_omission_note(int output)
{
	char line[600] = "Received";

	server.output = output;
	while (*line && !(*line == '(' && strstr(line, "omitted)")))
		read_line(line, sizeof line);
	return *line;
}

Test(echo_server, goes_on_when_nobody_reads_its_log)
{
	struct echo_options options = on_loopback();
	char text[1025];

	options.quiet = false;
	start(options);
	make_text(text, 1024);
	exchange(connect_client(), text, 8192);
	stop();
	cr_expect_not(has_omission_note(server.output), "the end of a full log has no room");
}

Test(echo_server, logs_the_number_of_omitted_lines_when_its_log_is_read)
{
	struct echo_options options = on_loopback();
	char text[1025], log[65536];
	int client;

	options.quiet = false;
	start(options);
	client = connect_client();
	make_text(text, 1024);
	exchange(client, text, 2000);
	cr_assert(read(server.output, log, sizeof log) > 0);
	expect_echo(client, "again");
	cr_expect(has_omission_note(server.output));
	expect_line("Received: again");
	expect_echo(client, "and again");
	expect_line("Received: and again");
	stop();
}

Test(echo_server, goes_on_when_its_log_is_closed)
{
	struct echo_options options = on_loopback();

	options.quiet = false;
	start(options);
	close(server.output);
	exchange(connect_client(), "hello", 1000);
	stop();
}

Test(echo_server, goes_on_when_nobody_reads_its_terminal)
{
	struct echo_options options = on_loopback();
	int terminal = posix_openpt(O_RDWR | O_NOCTTY), user = -1;
	char text[512];

	if (terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0)
		user = open(ptsname(terminal), O_RDWR | O_NOCTTY);
	if (user < 0)
		cr_skip_test("no pseudo-terminal can be opened");
	options.quiet = false;
	server.output = terminal;
	start_on(&options, user, 0);
	server.port = read_port("127.0.0.1");
	make_text(text, 511);
	exchange(connect_client(), text, 2000);
	stop();
}

/* ---- --once ---- */

Test(echo_server, returns_only_the_first_read_with_once)
{
	struct echo_options options = on_loopback();
	int client;

	options.once = true;
	start(options);
	for (int i = 0; i < 3; i++) {
		client = connect_client();
		expect_echo(client, "first");
		expect_end(client);
		for (int sent = 0; sent < 16; sent++)
			send_all(client, pattern, PATTERN_BYTES);
		expect_end(client);
		close(client);
	}
	stop();
}

/* ---- idle clients ---- */

/* Sends a byte every 100 ms; returns whether the server answers each of them. */
static bool is_served(int client, int duration_ms)
{
	const int64_t end = now_ms() + duration_ms;
	char byte;

	while (now_ms() < end) {
		if (send(client, "x", 1, 0) != 1 || recv(client, &byte, 1, 0) != 1)
			return false;
		sleep_ms(100);
	}
	return true;
}

Test(echo_server, closes_only_idle_clients)
{
	struct echo_options options = on_loopback();
	int64_t begin = now_ms();
	int silent, stuck, active;

	options.idle_timeout = 0.5;
	start(options);
	silent = connect_client();
	stuck = connect_client();
	send_until_stuck(stuck, 512 * MIB);
	active = connect_client();
	cr_expect(is_served(active, 1200));
	expect_end(silent);
	cr_expect(await(stuck, POLLIN, TIMEOUT_MS));
	cr_expect(now_ms() - begin >= 500);
	send(stuck, "x", 1, 0);
	sleep_ms(50);
	cr_expect(send(stuck, "x", 1, 0) < 0, "the stuck client is still connected");
	stop();
}

/*
 * The client reads 200 KB a second from full buffers, which the server can refill only when a third
 * of its own buffer is free.
 */
Test(echo_server, does_not_close_a_slow_reader)
{
	struct echo_options options = on_loopback();
	size_t sent, received = 0;
	bool is_ended = false;
	int64_t end;
	int client;

	options.idle_timeout = 2;
	start(options);
	client = connect_with(SOL_SOCKET, SO_RCVBUF, 64 * 1024);
	if (echo_socket_unacknowledged(client) < 0)
		cr_skip_test("the system does not say what a peer has acknowledged");
	sent = send_until_stuck(client, 512 * MIB);
	end = now_ms() + 6000;
	while (now_ms() < end) {
		cr_assert(await(client, POLLIN, TIMEOUT_MS));
		received = receive_at_most(client, 10000, received, &is_ended);
		cr_assert_not(is_ended);
		sleep_ms(50);
	}
	shutdown(client, SHUT_WR);
	received = receive_all(client, received);
	cr_expect_eq(received, sent, "%zu of %zu bytes came back", received, sent);
	stop();
}

Test(echo_server, closes_an_answered_client_that_does_not_leave)
{
	struct echo_options options = on_loopback();
	int client;

	options.once = true;
	options.idle_timeout = 0.2;
	start(options);
	client = connect_client();
	expect_echo(client, "first");
	expect_end(client);
	sleep_ms(400);
	send(client, "x", 1, 0);
	sleep_ms(50);
	cr_expect(send(client, "x", 1, 0) < 0, "the answered client is still connected");
	stop();
}

Test(echo_server, keeps_idle_clients_without_a_time_out)
{
	struct echo_options options = on_loopback();
	int client;

	options.idle_timeout = 0;
	start(options);
	client = connect_client();
	cr_expect_not(await(client, POLLIN, 700));
	expect_echo(client, "still here");
	stop();
}

/* ---- signals ---- */

Test(echo_server, ignores_other_signals)
{
	static const int numbers[] = {SIGHUP, SIGUSR1, SIGUSR2};
	int client;

	start(on_loopback());
	client = connect_client();
	for (size_t i = 0; i < COUNT(numbers); i++) {
		kill(server.pid, numbers[i]);
		expect_echo(client, "still here");
		expect_echo(connect_client(), "and for all");
	}
	stop();
}

/* ---- stopping ---- */

Test(echo_server, stops_without_waiting_for_idle_clients)
{
	int64_t begin;
	int client;

	start(on_loopback());
	client = connect_client();
	expect_echo(client, "x");
	begin = now_ms();
	kill(server.pid, SIGINT);
	cr_expect_eq(await_end(), EXIT_OK);
	cr_expect(now_ms() - begin < 1000);
	expect_end(client);
}

Test(echo_server, returns_what_was_sent_before_it_stops)
{
	size_t sent, received;
	int client;

	start(on_loopback());
	client = connect_client();
	sent = send_until_stuck(client, 64 * MIB);
	kill(server.pid, SIGTERM);
	sleep_ms(300);
	received = receive_all(client, 0);
	cr_expect_eq(received, sent, "%zu of %zu bytes came back", received, sent);
	cr_expect_eq(await_end(), EXIT_OK);
}

Test(echo_server, returns_what_was_sent_to_slow_readers_before_it_stops)
{
	int clients[4];
	size_t sent[COUNT(clients)], received[COUNT(clients)] = {0}, open = COUNT(clients);

	start(on_loopback());
	for (size_t i = 0; i < COUNT(clients); i++) {
		clients[i] = connect_client();
		sent[i] = send_until_stuck(clients[i], 3 * MIB);
	}
	kill(server.pid, SIGTERM);
	while (open > 0) {
		sleep_ms(10);
		for (size_t i = 0; i < COUNT(clients); i++) {
			bool is_ended = false;

			if (clients[i] < 0 || !await(clients[i], POLLIN, 0))
				continue;
			received[i] = receive_some(clients[i], received[i], &is_ended);
			if (is_ended) {
				close(clients[i]);
				clients[i] = -1;
				open--;
			}
		}
	}
	for (size_t i = 0; i < COUNT(clients); i++)
		cr_expect_eq(
			received[i], sent[i], "%zu of %zu bytes came back", received[i], sent[i]);
	cr_expect_eq(await_end(), EXIT_OK);
}

#ifdef TCP_CORK
/* The client's system holds back for 200 ms what a corked socket has accepted. */
static void expect_late_bytes_back(bool once)
{
	struct echo_options options = on_loopback();
	int client;

	options.once = once;
	start(options);
	client = connect_with(IPPROTO_TCP, TCP_CORK, 1);
	send_text(client, "before");
	kill(server.pid, SIGTERM);
	expect(client, "before");
	expect_end(client);
	close(client);
	cr_expect_eq(await_end(), EXIT_OK);
	close(server.output);
}
#endif

Test(echo_server, waits_for_bytes_in_transit_before_it_stops)
{
#ifdef TCP_CORK
	expect_late_bytes_back(false);
	expect_late_bytes_back(true);
#else
	cr_skip_test("there is no TCP_CORK");
#endif
}

Test(echo_server, accepts_the_backlog_before_it_stops)
{
	int clients[20];

	start(on_loopback());
	kill(server.pid, SIGSTOP);
	for (size_t i = 0; i < COUNT(clients); i++) {
		clients[i] = connect_client();
		send_text(clients[i], "waiting");
	}
	kill(server.pid, SIGTERM);
	kill(server.pid, SIGCONT);
	for (size_t i = 0; i < COUNT(clients); i++) {
		expect(clients[i], "waiting");
		expect_end(clients[i]);
	}
	cr_expect_eq(await_end(), EXIT_OK);
}

/* The server cannot tell what the client sends after the signal from what it sent before. */
Test(echo_server, stops_while_a_client_goes_on_sending)
{
	size_t sent = 0, received = 0;
	bool is_ended = false;
	int64_t begin;
	int client;

	start(on_loopback());
	client = connect_client();
	begin = now_ms();
	kill(server.pid, SIGTERM);
	while (!is_ended && await(client, POLLIN | POLLOUT, TIMEOUT_MS)) {
		ssize_t more = send(client, pattern + sent % PATTERN_BYTES,
			PATTERN_BYTES - sent % PATTERN_BYTES, MSG_DONTWAIT);

		cr_assert(more >= 0 || errno == EAGAIN, "%s", strerror(errno));
		sent += more > 0 ? (size_t)more : 0;
		if (await(client, POLLIN, 0))
			received = receive_some(client, received, &is_ended);
	}
	cr_expect(is_ended);
	cr_expect(now_ms() - begin > 1000, "%ld ms", (long)(now_ms() - begin));
	close(client);
	cr_expect_eq(await_end(), EXIT_OK);
	cr_expect(now_ms() - begin < 4000, "%ld ms", (long)(now_ms() - begin));
}

Test(echo_server, waits_two_seconds_for_a_stuck_client_before_it_stops)
{
	int64_t begin;

	start(on_loopback());
	send_until_stuck(connect_client(), 512 * MIB);
	begin = now_ms();
	stop();
	cr_expect(now_ms() - begin > 1500 && now_ms() - begin < 4000);
}

Test(echo_server, stops_at_once_on_a_second_signal)
{
	int64_t begin;

	start(on_loopback());
	send_until_stuck(connect_client(), 512 * MIB);
	begin = now_ms();
	kill(server.pid, SIGTERM);
	sleep_ms(200);
	cr_expect_eq(waitpid(server.pid, NULL, WNOHANG), 0);
	stop();
	cr_expect(now_ms() - begin < 1000);
}

/* ---- listening ---- */

/* Runs a server that cannot start, and reads its message, the only line. */
static int run_and_fail(const char *host, int port, char *message, size_t size)
{
	struct echo_options options = on_loopback();

	snprintf(options.host, sizeof options.host, "%s", host);
	snprintf(options.port, sizeof options.port, "%d", port);
	start_with(&options, 0);
	read_line(message, size);
	return await_end();
}

Test(echo_server, fails_when_the_port_is_in_use)
{
	char message[600], expected[600];
	pid_t first;

	start(on_loopback());
	first = server.pid;
	snprintf(expected, sizeof expected,
		"cannot listen on 127.0.0.1:%d: address already in use; choose another port, as in "
		"--serve=",
		server.port);
	for (int i = 0; i < 2; i++) {
		const char *host = i ? "localhost" : "127.0.0.1";

		cr_expect_eq(run_and_fail(host, server.port, message, sizeof message), EXIT_LISTEN);
		cr_expect(strstr(message, "address already in use; choose another port"), "%s",
			message);
		cr_expect(i || strncmp(message, expected, strlen(expected)) == 0, "%s", message);
	}
	server.pid = first;
	stop();
}

Test(echo_server, fails_for_an_address_of_another_machine)
{
	char message[600];

	cr_expect_eq(run_and_fail("192.0.2.1", 0, message, sizeof message), EXIT_LISTEN);
	cr_expect(strstr(message, "cannot listen on 192.0.2.1:0: address not available"), "%s",
		message);
	cr_expect_eq(run_and_fail("256.0.0.1", 0, message, sizeof message), EXIT_LISTEN);
	cr_expect(strstr(message, "cannot listen on 256.0.0.1: "), "%s", message);
}

/* The server closes first, so that its connections stay in TIME_WAIT. */
Test(echo_server, can_be_restarted_at_once)
{
	struct echo_options options = on_loopback();

	start(options);
	for (int i = 0; i < 3; i++) {
		int client = connect_client();

		expect_echo(client, "x");
		stop();
		expect_end(client);
		close(client);
		snprintf(options.port, sizeof options.port, "%d", server.port);
		start(options);
	}
	stop();
}

Test(echo_server, fails_when_it_cannot_print_its_addresses)
{
	const struct echo_options options = on_loopback();
	int ends[2];

	cr_assert(pipe(ends) == 0);
	close(ends[0]);
	start_on(&options, ends[1], 0);
	cr_expect_eq(await_end(), EXIT_OUTPUT);
}

static bool has_ipv6(void)
{
	struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
	int probe = socket(AF_INET6, SOCK_STREAM, 0);
	bool binds =
		probe >= 0 && bind(probe, (const struct sockaddr *)&address, sizeof address) == 0;

	close(probe);
	return binds;
}

Test(echo_server, listens_on_ipv6)
{
	struct echo_options options = on_loopback();

	if (!has_ipv6())
		cr_skip_test("this machine has no IPv6");
	snprintf(options.host, sizeof options.host, "::1");
	start_with(&options, 0);
	cr_expect(read_port("[::1]") > 0);
	stop();
}

/* Both can have the same port only with IPV6_V6ONLY. */
Test(echo_server, can_listen_on_the_wildcards_of_both_families)
{
	struct echo_options options = on_loopback();
	pid_t first;

	if (!has_ipv6())
		cr_skip_test("this machine has no IPv6");
	snprintf(options.host, sizeof options.host, "::");
	start_with(&options, 0);
	first = server.pid;
	snprintf(options.port, sizeof options.port, "%hu", (unsigned short)read_port("[::]"));
	snprintf(options.host, sizeof options.host, "0.0.0.0");
	start_with(&options, 0);
	server.port = read_port("0.0.0.0");
	expect_echo(connect_client(), "x");
	stop();
	server.pid = first;
	stop();
}

/* Replaces the system's, where dynamic linking allows it, and resolves numeric addresses only. */
int getaddrinfo(const char *restrict node, const char *restrict service,
	const struct addrinfo *restrict hints, struct addrinfo **restrict found)
{
	int (*resolve)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
	struct addrinfo numeric = *hints;

	*(void **)&resolve = dlsym(RTLD_NEXT, "getaddrinfo");
	numeric.ai_flags |= AI_NUMERICHOST;
	return resolve(node, service, &numeric, found);
}

Test(echo_server, listens_on_both_loopback_addresses_for_localhost)
{
	static const char *const names[] = {"localhost", "LocalHost", "localhost."};

	for (size_t i = 0; i < COUNT(names); i++) {
		struct echo_options options = on_loopback();

		snprintf(options.host, sizeof options.host, "%s", names[i]);
		start_with(&options, 0);
		server.port = read_port("127.0.0.1");
		if (has_ipv6())
			cr_expect_eq(read_port("[::1]"), server.port);
		expect_echo(connect_client(), "x");
		stop();
		expect_line("");
		close(server.output);
	}
}

/* ---- the manual ---- */

Test(echo_server, is_described_in_the_manual_with_its_risks)
{
	static const char *const words[] = {"endless exchange", "forged address", "loopback"};
	char path[1024], *text = NULL, *section;
	size_t size = 0;
	FILE *manual;

	source_path(path, sizeof path, "man/wx.1");
	manual = fopen(path, "r");
	cr_assert(manual, "%s: %s", path, strerror(errno));
	cr_assert(getdelim(&text, &size, '\0', manual) > 0);
	fclose(manual);
	section = strstr(text, ".Sh SECURITY");
	cr_assert(section);
	for (size_t i = 0; i < COUNT(words); i++)
		cr_expect(strstr(section, words[i]), "'%s' is missing", words[i]);
	free(text);
}
