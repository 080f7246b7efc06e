/* SPDX-License-Identifier: MIT */
/*
 * One thread and one loop. A client is either being read from or, while something is still unsent,
 * being written to, never both: so its memory is bounded, nothing overtakes anything, and when its
 * end is read there is nothing left to send. Sockets are watched rather than streamed: each wake-up
 * reads once, so that no client starves another; idle clients share one buffer; and a listener that
 * is not watched leaves its clients in the backlog, where uv_listen would accept one and, out of
 * descriptors, drop the others.
 */
#include "serve.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>
#include <uv.h>

#include "address.h"
#include "echo_log.h"

enum {
	LISTENERS_MAX = 16,
	READ_SIZE = 64 * 1024,
	SPARE_DESCRIPTORS = 8,
	NEEDED_DESCRIPTORS =
		12, /* the loop's own, the resolver's, a listener and its first client */
	GRACE_MS = 2000,
	RETRY_MS = 100,
};

/* A ring; an empty one is a head that is linked to itself. */
struct link {
	struct link *previous, *next;
};

/* What the socket has not taken yet. */
struct unsent {
	size_t start, end;
	char bytes[];
};

struct client {
	struct link link; /* first, so that a link of the ring is a client */
	uv_poll_t poll;
	int socket;
	bool is_answered; /* its stream has been ended; what it still sends is dropped */
	uint64_t active;  /* when it last made progress, in the loop's milliseconds */
	struct unsent *unsent;
};

struct listener {
	uv_poll_t poll;
	int socket;
};

struct server {
	const struct serve_options *options;
	uv_loop_t loop;
	uv_signal_t signals[2];
	uv_timer_t idle, retry, grace;
	uint64_t idle_ms;    /* 0: never */
	struct link clients; /* the one silent for longest first */
	struct listener listeners[LISTENERS_MAX];
	size_t listener_count;
	int full_at; /* a client with this descriptor or a higher one is the last for now */
	bool is_full, is_stopping;
	struct echo_log log;
	char buffer[READ_SIZE];
};

/* The clients */

static struct server *server_of(const uv_poll_t *poll)
{
	return poll->loop->data;
}

static void ring_append(struct link *head, struct link *link)
{
	link->previous = head->previous;
	link->next = head;
	head->previous->next = link;
	head->previous = link;
}

static void ring_remove(struct link *link)
{
	link->previous->next = link->next;
	link->next->previous = link->previous;
}

/* NULL when there is none. */
static struct client *most_idle(struct server *server)
{
	struct link *first = server->clients.next;

	return first == &server->clients ? NULL : (struct client *)first;
}

static void note_progress(struct client *client)
{
	struct server *server = server_of(&client->poll);

	client->active = uv_now(&server->loop);
	ring_remove(&client->link);
	ring_append(&server->clients, &client->link);
}

static void accept_again(struct server *server);

static void on_closed(uv_handle_t *handle)
{
	struct client *client = handle->data;

	free(client->unsent);
	free(client);
}

static void close_client(struct client *client)
{
	struct server *server = server_of(&client->poll);

	ring_remove(&client->link);
	uv_close((uv_handle_t *)&client->poll, on_closed);
	close(client->socket);
	if (server->is_full)
		accept_again(server);
}

static void close_clients(struct server *server)
{
	struct client *client;

	while ((client = most_idle(server)))
		close_client(client);
}

/* What a socket says that has nothing to give or no room; it will be watched until it has. */
static bool is_passing(int error)
{
	return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

/* How much the socket took, or -1 when it is broken. */
static ssize_t send_some(const struct client *client, const char *data, size_t length)
{
	ssize_t sent = write(client->socket, data, length);

	return sent < 0 && (is_passing(errno) || errno == ENOBUFS) ? 0 : sent;
}

static bool keep_unsent(struct client *client, const char *data, size_t length)
{
	struct unsent *unsent = malloc(sizeof *unsent + length);

	if (!unsent)
		return false;
	unsent->start = 0;
	unsent->end = length;
	memcpy(unsent->bytes, data, length);
	client->unsent = unsent;
	return true;
}

static void on_ready(uv_poll_t *poll, int status, int events);

/* When stopping, a socket that can be written to is asked at once whether it has more to read. */
static void watch(struct client *client)
{
	bool writes = client->unsent || server_of(&client->poll)->is_stopping;

	if (uv_poll_start(&client->poll, writes ? UV_WRITABLE : UV_READABLE, on_ready) != 0)
		close_client(client);
}

/* All that was read has been sent. */
static void finish_answer(struct client *client)
{
	if (server_of(&client->poll)->options->once) {
		shutdown(client->socket, SHUT_WR);
		client->is_answered = true;
	}
}

static void echo(struct client *client, const char *data, size_t length)
{
	ssize_t sent = send_some(client, data, length);

	if (sent == (ssize_t)length)
		finish_answer(client);
	else if (sent >= 0 && keep_unsent(client, data + sent, length - (size_t)sent))
		watch(client);
	else
		close_client(client);
}

static void receive(struct client *client)
{
	struct server *server = server_of(&client->poll);
	ssize_t length = read(client->socket, server->buffer, sizeof server->buffer);

	if (length <= 0) {
		if (length == 0 || !is_passing(errno) || server->is_stopping)
			close_client(client);
		return;
	}
	note_progress(client);
	if (client->is_answered)
		return;
	if (!server->options->quiet)
		echo_log_received(&server->log, server->buffer, (size_t)length);
	echo(client, server->buffer, (size_t)length);
}

static void send_unsent(struct client *client)
{
	struct unsent *unsent = client->unsent;
	ssize_t sent =
		send_some(client, unsent->bytes + unsent->start, unsent->end - unsent->start);

	if (sent < 0)
		close_client(client);
	if (sent <= 0)
		return;
	note_progress(client);
	unsent->start += (size_t)sent;
	if (unsent->start < unsent->end)
		return;
	free(unsent);
	client->unsent = NULL;
	finish_answer(client);
	watch(client);
}

static void on_ready(uv_poll_t *poll, int status, int events)
{
	struct client *client = poll->data;

	(void)events;
	if (status < 0)
		close_client(client);
	else if (client->unsent)
		send_unsent(client);
	else
		receive(client);
}

/* Silence */

static void on_idle(uv_timer_t *timer);

static void await_idle(struct server *server)
{
	const struct client *client = most_idle(server);
	uint64_t limit = server->idle_ms;

	if (limit && client && !uv_is_active((uv_handle_t *)&server->idle))
		uv_timer_start(
			&server->idle, on_idle, client->active + limit - uv_now(&server->loop), 0);
}

static void on_idle(uv_timer_t *timer)
{
	struct server *server = timer->loop->data;
	struct client *client;

	while ((client = most_idle(server)) &&
		client->active + server->idle_ms <= uv_now(&server->loop))
		close_client(client);
	await_idle(server);
}

/* Accepting */

static void on_connection(uv_poll_t *poll, int status, int events);

static void accept_no_more(struct server *server)
{
	for (size_t i = 0; i < server->listener_count; i++)
		uv_poll_stop(&server->listeners[i].poll);
	server->is_full = true;
}

static void accept_again(struct server *server)
{
	if (server->is_stopping)
		return;
	for (size_t i = 0; i < server->listener_count; i++)
		uv_poll_start(&server->listeners[i].poll, UV_READABLE, on_connection);
	server->is_full = false;
}

static void on_retry(uv_timer_t *timer)
{
	accept_again(timer->loop->data);
}

/* Best effort: without the first, small answers wait; without the second, urgent bytes are lost. */
static void set_up_socket(int socket)
{
	const int on = 1;

	fcntl(socket, F_SETFD, FD_CLOEXEC);
	setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	setsockopt(socket, SOL_SOCKET, SO_OOBINLINE, &on, sizeof on);
}

static void admit(struct server *server, int socket)
{
	struct client *client = calloc(1, sizeof *client);

	if (!client || uv_poll_init(&server->loop, &client->poll, socket) != 0) {
		free(client);
		close(socket);
		return;
	}
	set_up_socket(socket);
	client->socket = socket;
	client->poll.data = client;
	client->active = uv_now(&server->loop);
	ring_append(&server->clients, &client->link);
	if (socket >= server->full_at)
		accept_no_more(server);
	watch(client);
	await_idle(server);
}

/* Short of descriptors or memory, one waits for a client to go, or for a while. */
static void on_connection(uv_poll_t *poll, int status, int events)
{
	struct server *server = server_of(poll);
	const struct listener *listener = poll->data;
	int socket = accept(listener->socket, NULL, NULL);

	(void)events;
	if (socket >= 0) {
		admit(server, socket);
	} else if (status < 0 || (!is_passing(errno) && errno != ECONNABORTED)) {
		accept_no_more(server);
		uv_timer_start(&server->retry, on_retry, RETRY_MS, 0);
	}
}

/* Listening */

static in_port_t *port_of(struct sockaddr_storage *address)
{
	if (address->ss_family == AF_INET6)
		return &((struct sockaddr_in6 *)address)->sin6_port;
	return &((struct sockaddr_in *)address)->sin_port;
}

/* A listening socket, or a negative error as libuv counts them. */
static int open_listener(const struct sockaddr_storage *address, socklen_t length)
{
	const int on = 1;
	int error, listener = socket(address->ss_family, SOCK_STREAM, 0);

	if (listener < 0)
		return uv_translate_sys_error(errno);
	fcntl(listener, F_SETFD, FD_CLOEXEC);
	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (address->ss_family == AF_INET6)
		setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
	if (bind(listener, (const struct sockaddr *)address, length) == 0 &&
		listen(listener, SOMAXCONN) == 0)
		return listener;
	error = uv_translate_sys_error(errno);
	close(listener);
	return error;
}

/* The port that the system picked for an earlier address is tried for the others too. */
static int open_listener_near(const struct server *server, const struct addrinfo *found)
{
	struct sockaddr_storage address = {0}, earlier = {0};
	socklen_t length = sizeof earlier;
	int listener;

	memcpy(&address, found->ai_addr, found->ai_addrlen);
	if (*port_of(&address) != 0 || server->listener_count == 0)
		return open_listener(&address, found->ai_addrlen);
	getsockname(server->listeners[0].socket, (struct sockaddr *)&earlier, &length);
	*port_of(&address) = *port_of(&earlier);
	listener = open_listener(&address, found->ai_addrlen);
	if (listener != UV_EADDRINUSE)
		return listener;
	*port_of(&address) = 0;
	return open_listener(&address, found->ai_addrlen);
}

static int add_listener(struct server *server, const struct addrinfo *found)
{
	struct listener *listener = &server->listeners[server->listener_count];
	int socket = open_listener_near(server, found);
	int error;

	if (socket < 0)
		return socket;
	error = uv_poll_init(&server->loop, &listener->poll, socket);
	if (error) {
		close(socket);
		return error;
	}
	listener->socket = socket;
	listener->poll.data = listener;
	server->listener_count++;
	return 0;
}

static void close_listeners(struct server *server)
{
	for (size_t i = 0; i < server->listener_count; i++) {
		uv_close((uv_handle_t *)&server->listeners[i].poll, NULL);
		close(server->listeners[i].socket);
	}
	server->listener_count = 0;
}

/* Names are often listed twice, and the second time would find the port in use. */
static bool is_repeated(const struct addrinfo *all, const struct addrinfo *found)
{
	for (; all != found; all = all->ai_next)
		if (all->ai_addrlen == found->ai_addrlen &&
			memcmp(all->ai_addr, found->ai_addr, found->ai_addrlen) == 0)
			return true;
	return false;
}

/* As where a machine knows the name ::1 but not IPv6. */
static bool is_absent(int error)
{
	return error == UV_EADDRNOTAVAIL || error == UV_EAFNOSUPPORT || error == UV_EPROTONOSUPPORT;
}

static bool fail_to_listen(const struct serve_options *options, const struct addrinfo *found,
	int error, struct failure *failure)
{
	char name[ADDRESS_MAX], other[ADDRESS_MAX];

	address_name(name, found->ai_addr, found->ai_addrlen);
	address_suggest(other, options);
	if (is_absent(error))
		return fail(failure, EXIT_LISTEN,
			"cannot listen on %s: %s; use an address of this machine", name,
			uv_strerror(error));
	if (error == UV_EADDRINUSE || error == UV_EACCES)
		return fail(failure, EXIT_LISTEN,
			"cannot listen on %s: %s; choose another port, as in --serve=%s", name,
			uv_strerror(error), other);
	return fail(failure, EXIT_LISTEN, "cannot listen on %s: %s", name, uv_strerror(error));
}

/* An address that is taken is fatal: clients would reach whoever took it. */
static bool listen_on_all(
	struct server *server, const struct addrinfo *all, struct failure *failure)
{
	const struct addrinfo *absent = all;
	int error = 0;

	for (const struct addrinfo *found = all; found; found = found->ai_next) {
		if (is_repeated(all, found) || server->listener_count == LISTENERS_MAX)
			continue;
		error = add_listener(server, found);
		if (error && !is_absent(error))
			return fail_to_listen(server->options, found, error, failure);
		if (error)
			absent = found;
	}
	return server->listener_count > 0 ||
	       fail_to_listen(server->options, absent, error, failure);
}

static bool listen_everywhere(struct server *server, struct failure *failure)
{
	const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV};
	const struct serve_options *options = server->options;
	uv_getaddrinfo_t request;
	bool is_listening;
	int error =
		uv_getaddrinfo(&server->loop, &request, NULL, options->host, options->port, &hints);

	if (error == UV_EAI_MEMORY || error == UV_ENOMEM)
		return fail_memory(failure);
	if (error)
		return fail(failure, EXIT_LISTEN,
			"cannot listen on %s: %s; use a name or an address of this machine",
			options->host, uv_strerror(error));
	is_listening = listen_on_all(server, request.addrinfo, failure);
	uv_freeaddrinfo(request.addrinfo);
	return is_listening;
}

static bool announce(const struct server *server, struct failure *failure)
{
	for (size_t i = 0; i < server->listener_count; i++) {
		struct sockaddr_storage address = {0};
		socklen_t length = sizeof address;
		char name[ADDRESS_MAX];

		getsockname(server->listeners[i].socket, (struct sockaddr *)&address, &length);
		address_name(name, (const struct sockaddr *)&address, length);
		if (printf("Listening on %s\n", name) < 0 || fflush(stdout) != 0)
			return fail(failure, EXIT_OUTPUT, "cannot write to standard output: %s",
				uv_strerror(uv_translate_sys_error(errno)));
	}
	return true;
}

/* Beginning and end */

static void on_grace_over(uv_timer_t *timer)
{
	close_clients(timer->loop->data);
}

/* The loop ends by itself when the last client has gone. */
static void stop(struct server *server)
{
	server->is_stopping = true;
	close_listeners(server);
	uv_timer_stop(&server->retry);
	uv_timer_start(&server->grace, on_grace_over, GRACE_MS, 0);
	for (struct link *link = server->clients.next, *next; link != &server->clients;
		link = next) {
		next = link->next;
		watch((struct client *)link);
	}
}

static void on_signal(uv_signal_t *signal, int number)
{
	struct server *server = signal->loop->data;

	(void)number;
	if (server->is_stopping)
		close_clients(server);
	else
		stop(server);
}

/* The first descriptor that leaves too few spare ones. */
static int descriptor_margin(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur > INT_MAX)
		return INT_MAX;
	return (int)limit.rlim_cur - SPARE_DESCRIPTORS;
}

/* Signals and these timers do not keep the loop running; what can bring clients does, and they. */
static int start_handles(struct server *server)
{
	static const int numbers[] = {SIGINT, SIGTERM};
	int error = 0;

	uv_timer_init(&server->loop, &server->idle);
	uv_timer_init(&server->loop, &server->retry);
	uv_timer_init(&server->loop, &server->grace);
	uv_unref((uv_handle_t *)&server->idle);
	uv_unref((uv_handle_t *)&server->grace);
	for (size_t i = 0; i < 2 && !error; i++) {
		uv_signal_t *signal = &server->signals[i];

		error = uv_signal_init(&server->loop, signal);
		if (error)
			break;
		uv_unref((uv_handle_t *)signal);
		error = uv_signal_start(signal, on_signal, numbers[i]);
	}
	return error;
}

static bool run(struct server *server, struct failure *failure)
{
	int error = start_handles(server);

	if (error)
		return fail(failure, EXIT_INTERNAL, "cannot start the echo server: %s",
			uv_strerror(error));
	if (!listen_everywhere(server, failure) || !announce(server, failure))
		return false;
	echo_log_open(&server->log);
	accept_again(server);
	uv_run(&server->loop, UV_RUN_DEFAULT);
	echo_log_close(&server->log);
	return true;
}

static void close_handle(uv_handle_t *handle, void *unused)
{
	(void)unused;
	if (!uv_is_closing(handle))
		uv_close(handle, NULL);
}

static void clean_up(struct server *server)
{
	close_listeners(server);
	uv_walk(&server->loop, close_handle, NULL);
	uv_run(&server->loop, UV_RUN_DEFAULT);
	uv_loop_close(&server->loop);
}

/* libuv aborts where it finds none for what it cannot do without. */
static bool check_descriptors(struct failure *failure)
{
	int files[NEEDED_DESCRIPTORS];
	size_t count = 0;
	bool enough;

	while (count < NEEDED_DESCRIPTORS &&
		(files[count] = open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0)
		count++;
	enough = count == NEEDED_DESCRIPTORS || (errno != EMFILE && errno != ENFILE);
	while (count > 0)
		close(files[--count]);
	return enough || fail(failure, EXIT_INTERNAL,
				 "too few file descriptors for a server; raise 'ulimit -n'");
}

/* At least one millisecond, because none means never. */
static uint64_t milliseconds(double seconds)
{
	return seconds > 0 ? (uint64_t)(seconds * 1000) + 1 : 0;
}

bool serve(const struct serve_options *options, struct failure *failure)
{
	const struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct sigaction before;
	struct server server = {.options = options,
		.idle_ms = milliseconds(options->idle_timeout),
		.full_at = descriptor_margin()};
	bool has_served;
	int error;

	if (!check_descriptors(failure))
		return false;
	error = uv_loop_init(&server.loop);
	if (error)
		return fail(failure, EXIT_INTERNAL, "cannot start the echo server: %s",
			uv_strerror(error));
	server.loop.data = &server;
	server.clients = (struct link){&server.clients, &server.clients};
	sigaction(SIGPIPE, &ignore, &before);
	has_served = run(&server, failure);
	clean_up(&server);
	sigaction(SIGPIPE, &before, NULL);
	return has_served;
}
