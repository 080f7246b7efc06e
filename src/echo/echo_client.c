/* SPDX-License-Identifier: MIT */
/*
 * A client is either read from or, while bytes are unsent, written to, but never both. So its
 * memory is bounded, the order of bytes is kept, and nothing is left to send when the end of its
 * stream is read. Sockets are polled (uv_poll_t) rather than used as streams (uv_tcp_t): each
 * callback reads once, so that no client starves others, and all clients share one buffer.
 */
#include "echo/echo_client.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include "echo/echo_socket.h"

enum {
	IDLE_CHECKS = 8,       /* of what clients have acknowledged, per idle time-out */
	QUIET_MS = 300,        /* more than Linux's minimum retransmission time-out, 200 ms */
	END_STREAMS_MS = 1800, /* after echo_clients_finish */
	FINISH_MS = 2000,
	FINISH_CHECK_MS = 50, /* interval of checks for clients that have finished */
};

/* Bytes that the socket has not accepted yet: bytes[start..end). */
struct unsent {
	size_t start, end;
	char bytes[];
};

struct client {
	struct echo_link link; /* the first member, so that a link can be cast to its client */
	struct echo_clients *all;
	uv_poll_t poll;
	int socket;
	bool is_ended;       /* the server has ended its stream, and discards what it sends */
	uint64_t active_ms;  /* time of its last progress, see uv_now */
	long unacknowledged; /* bytes at the last check, see echo_socket_unacknowledged */
	struct unsent *unsent;
};

static void ring_append(struct echo_link *head, struct echo_link *link)
{
	link->previous = head->previous;
	link->next = head;
	head->previous->next = link;
	head->previous = link;
}

static void ring_remove(struct echo_link *link)
{
	link->previous->next = link->next;
	link->next->previous = link->previous;
}

/* NULL if there is no client. */
static struct client *most_idle(struct echo_clients *clients)
{
	struct echo_link *first = clients->ring.next;

	return first == &clients->ring ? NULL : (struct client *)first;
}

/* When the loop last looked at the clock, see uv_now. */
static uint64_t now_ms(const struct echo_clients *clients)
{
	return clients->uv->now(clients->loop);
}

static void note_progress(struct client *client)
{
	client->active_ms = now_ms(client->all);
	ring_remove(&client->link);
	ring_append(&client->all->ring, &client->link);
}

static void on_closed(uv_handle_t *handle)
{
	struct client *client = handle->data;

	free(client->unsent);
	free(client);
}

static void close_client(struct client *client)
{
	ring_remove(&client->link);
	client->all->uv->close((uv_handle_t *)&client->poll, on_closed);
	close(client->socket);
	client->all->on_close(client->all->loop);
}

/* Whether an operation on a socket can be repeated once the socket is ready. */
static bool would_block(int code)
{
	return code == EAGAIN || code == EWOULDBLOCK || code == EINTR;
}

/* ---- echo ---- */

/* Returns how many bytes the socket accepted, or -1 if the connection is broken. */
static ssize_t send_some(const struct client *client, const char *data, size_t length)
{
	ssize_t sent = write(client->socket, data, length);

	return sent < 0 && (would_block(errno) || errno == ENOBUFS) ? 0 : sent;
}

static void on_ready(uv_poll_t *poll, int status, int events);

/* Waits until the socket is ready. False if that fails; the client is closed then. */
static bool watch(struct client *client)
{
	int events = client->unsent ? UV_WRITABLE : UV_READABLE;

	if (client->all->uv->poll_start(&client->poll, events, on_ready) == 0)
		return true;
	close_client(client);
	return false;
}

static void end_stream(struct client *client)
{
	shutdown(client->socket, SHUT_WR);
	client->is_ended = true;
}

/* Called when everything that was read has been sent. */
static void finish_answer(struct client *client)
{
	if (client->all->options->once || client->all->ends_streams)
		end_stream(client);
}

static void echo(struct client *client, const char *data, size_t length)
{
	ssize_t sent = send_some(client, data, length);
	struct unsent *unsent = NULL;

	if (sent == (ssize_t)length) {
		finish_answer(client);
		return;
	}
	if (sent >= 0)
		unsent = malloc(sizeof *unsent + length - (size_t)sent);
	if (!unsent) {
		close_client(client);
		return;
	}
	unsent->start = 0;
	unsent->end = length - (size_t)sent;
	memcpy(unsent->bytes, data + sent, unsent->end);
	client->unsent = unsent;
	watch(client);
}

static void receive(struct client *client)
{
	struct echo_clients *all = client->all;
	ssize_t length = read(client->socket, all->buffer, sizeof all->buffer);

	if (length <= 0) {
		if (length == 0 || !would_block(errno))
			close_client(client);
		return;
	}
	note_progress(client);
	if (client->is_ended)
		return;
	if (!all->options->quiet)
		echo_log_received(&all->log, all->buffer, (size_t)length);
	echo(client, all->buffer, (size_t)length);
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

/* ---- idle clients ---- */

/* `act` may move its client in the ring or close it. */
static void for_each(struct echo_clients *clients, void (*act)(struct client *client))
{
	for (struct echo_link *link = clients->ring.next, *next; link != &clients->ring;
		link = next) {
		next = link->next;
		act((struct client *)link);
	}
}

/* A client that reads makes progress, even while its socket accepts nothing more. */
static void note_acknowledged(struct client *client)
{
	long before = client->unacknowledged;

	client->unacknowledged = echo_socket_unacknowledged(client->socket);
	if (client->unacknowledged >= 0 && client->unacknowledged < before)
		note_progress(client);
}

static void on_idle(uv_timer_t *timer);

static void start_idle_timer(struct echo_clients *clients)
{
	const struct echo_libuv *uv = clients->uv;
	const struct client *client = most_idle(clients);
	uint64_t limit = clients->idle_ms, check = limit / IDLE_CHECKS + 1, left;

	if (!limit || !client || uv->is_active((uv_handle_t *)&clients->idle))
		return;
	left = client->active_ms + limit - now_ms(clients);
	uv->timer_start(&clients->idle, on_idle, left < check ? left : check, 0);
}

static void on_idle(uv_timer_t *timer)
{
	struct echo_clients *clients = timer->data;
	struct client *client;

	for_each(clients, note_acknowledged);
	while ((client = most_idle(clients)) &&
		client->active_ms + clients->idle_ms <= now_ms(clients))
		close_client(client);
	start_idle_timer(clients);
}

/* ---- start and end ---- */

/* Clients keep the loop running; the timers do not. */
void echo_clients_init(struct echo_clients *clients, const struct echo_libuv *uv, uv_loop_t *loop,
	const struct echo_options *options, void (*on_close)(uv_loop_t *loop))
{
	clients->uv = uv;
	clients->loop = loop;
	clients->options = options;
	clients->on_close = on_close;
	clients->ends_streams = false;
	/* At least one millisecond, since 0 means never. */
	clients->idle_ms =
		options->idle_timeout > 0 ? (uint64_t)(options->idle_timeout * 1000) + 1 : 0;
	clients->ring = (struct echo_link){&clients->ring, &clients->ring};
	uv->timer_init(loop, &clients->idle);
	uv->timer_init(loop, &clients->finish);
	uv->unref((uv_handle_t *)&clients->idle);
	uv->unref((uv_handle_t *)&clients->finish);
	clients->idle.data = clients->finish.data = clients;
}

bool echo_clients_add(struct echo_clients *clients, int socket)
{
	const int on = 1;
	struct client *client = calloc(1, sizeof *client);

	if (!client || clients->uv->poll_init(clients->loop, &client->poll, socket) != 0) {
		free(client);
		close(socket);
		return false;
	}
	fcntl(socket, F_SETFD, FD_CLOEXEC);
	/* Otherwise small answers are delayed, and urgent bytes are lost; neither is an error. */
	setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	setsockopt(socket, SOL_SOCKET, SO_OOBINLINE, &on, sizeof on);
	client->all = clients;
	client->socket = socket;
	client->poll.data = client;
	client->active_ms = now_ms(clients);
	ring_append(&clients->ring, &client->link);
	start_idle_timer(clients);
	return watch(client);
}

/* While bytes are unsent or unread, the echo goes on. */
static void finish_client(struct client *client)
{
	const struct echo_clients *all = client->all;
	uint64_t quiet_since =
		client->active_ms > all->stopped_ms ? client->active_ms : all->stopped_ms;
	bool is_quiet = quiet_since + QUIET_MS <= now_ms(all);

	if (client->unsent || echo_socket_is_readable(client->socket))
		return;
	if (!client->is_ended && (is_quiet || all->ends_streams))
		end_stream(client);
	else if (is_quiet && echo_socket_unacknowledged(client->socket) <= 0)
		close_client(client);
}

static void on_finish_check(uv_timer_t *timer)
{
	struct echo_clients *clients = timer->data;
	uint64_t elapsed = now_ms(clients) - clients->stopped_ms;

	if (elapsed >= END_STREAMS_MS)
		clients->ends_streams = true;
	if (elapsed >= FINISH_MS)
		echo_clients_close(clients);
	else
		for_each(clients, finish_client);
}

void echo_clients_finish(struct echo_clients *clients)
{
	clients->stopped_ms = now_ms(clients);
	clients->uv->timer_start(
		&clients->finish, on_finish_check, FINISH_CHECK_MS, FINISH_CHECK_MS);
}

void echo_clients_close(struct echo_clients *clients)
{
	struct client *client;

	while ((client = most_idle(clients)))
		close_client(client);
}
