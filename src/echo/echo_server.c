/* SPDX-License-Identifier: MIT */
/*
 * One thread with one event loop. Listening sockets are polled (uv_poll_t), so that clients stay in
 * the backlog while descriptors are short; uv_listen would accept and close them.
 */
#include "echo/echo_server.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/i18n.h"
#include "echo/echo_address.h"
#include "echo/echo_client.h"
#include "echo/echo_libuv.h"
#include "echo/echo_listen.h"
#include "echo/echo_log.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
	SPARE_DESCRIPTORS = 8,
	/* For the event loop, name resolution, a listening socket and a client. */
	NEEDED_DESCRIPTORS = 12,
	RETRY_MS = 100,
};

struct listener {
	uv_poll_t poll;
	int socket;
};

struct server {
	struct echo_libuv uv;
	uv_loop_t loop;
	uv_signal_t signals[2];
	uv_timer_t retry;
	struct listener listeners[ECHO_LISTENERS_MAX];
	size_t listener_count;
	int full_at; /* no client is accepted after one with this descriptor or a higher one */
	bool is_full, is_stopping;
	struct echo_clients clients;
};

/* ---- accepting ---- */

static void on_connection(uv_poll_t *poll, int status, int events);

static void pause_accepting(struct server *server)
{
	for (size_t i = 0; i < server->listener_count; i++)
		server->uv.poll_stop(&server->listeners[i].poll);
	server->is_full = true;
}

static void resume_accepting(struct server *server)
{
	for (size_t i = 0; i < server->listener_count; i++)
		server->uv.poll_start(&server->listeners[i].poll, UV_READABLE, on_connection);
	server->is_full = false;
}

static void on_retry(uv_timer_t *timer)
{
	resume_accepting(timer->loop->data);
}

static void on_client_closed(uv_loop_t *loop)
{
	struct server *server = loop->data;

	if (server->is_full)
		resume_accepting(server);
}

/* Returns 0, or an errno value if there is no client to accept or it cannot be accepted. */
static int accept_client(struct server *server, const struct listener *listener)
{
	int socket = accept(listener->socket, NULL, NULL);

	if (socket < 0)
		return errno == EINTR || errno == ECONNABORTED ? 0 : errno;
	if (echo_clients_add(&server->clients, socket) && socket >= server->full_at)
		pause_accepting(server);
	return 0;
}

/* If descriptors or memory are short, waits until a client is closed, or for a moment. */
static void on_connection(uv_poll_t *poll, int status, int events)
{
	struct server *server = poll->loop->data;
	int code = status < 0 ? status : accept_client(server, poll->data);

	(void)events;
	if (code && code != EAGAIN && code != EWOULDBLOCK) {
		pause_accepting(server);
		server->uv.timer_start(&server->retry, on_retry, RETRY_MS, 0);
	}
}

/* ---- start and end ---- */

static void close_listeners(struct server *server)
{
	for (size_t i = 0; i < server->listener_count; i++) {
		server->uv.close((uv_handle_t *)&server->listeners[i].poll, NULL);
		close(server->listeners[i].socket);
	}
	server->listener_count = 0;
}

static bool fail_to_start(const struct server *server, int code, struct error *error)
{
	return error_set(error, EXIT_INTERNAL, _("cannot start the echo server: %s"),
		server->uv.strerror(code));
}

static bool open_listeners(
	struct server *server, const struct echo_options *options, struct error *error)
{
	const struct echo_libuv *uv = &server->uv;
	int sockets[ECHO_LISTENERS_MAX];
	size_t count = echo_listen(uv, &server->loop, options, sockets, error);
	int failure = 0;

	for (size_t i = 0; i < count; i++) {
		struct listener *listener = &server->listeners[server->listener_count];
		int code = uv->poll_init(&server->loop, &listener->poll, sockets[i]);

		if (code) {
			close(sockets[i]);
			failure = code;
			continue;
		}
		listener->socket = sockets[i];
		listener->poll.data = listener;
		server->listener_count++;
	}
	return failure ? fail_to_start(server, failure, error) : count > 0;
}

static bool announce(const struct server *server, struct error *error)
{
	const struct echo_libuv *uv = &server->uv;

	for (size_t i = 0; i < server->listener_count; i++) {
		struct sockaddr_storage address = {0};
		socklen_t length = sizeof address;
		char name[ECHO_ADDRESS_MAX];

		getsockname(server->listeners[i].socket, (struct sockaddr *)&address, &length);
		echo_address_format(name, (const struct sockaddr *)&address, length);
		if (printf("Listening on %s\n", name) < 0 || fflush(stdout) != 0)
			return error_set(error, EXIT_OUTPUT,
				_("cannot write to standard output: %s"),
				uv->strerror(uv->translate_sys_error(errno)));
	}
	return true;
}

/* After the first signal the loop ends by itself when the last client has gone. */
static void on_signal(uv_signal_t *signal, int number)
{
	struct server *server = signal->loop->data;

	(void)number;
	if (server->is_stopping) {
		echo_clients_close(&server->clients);
		return;
	}
	server->is_stopping = true;
	/* At most a full backlog, since it may be filled as fast as it is emptied. */
	for (size_t i = 0; i < server->listener_count; i++)
		for (int left = SOMAXCONN; left > 0 && !server->is_full; left--)
			if (accept_client(server, &server->listeners[i]) != 0)
				break;
	close_listeners(server);
	server->uv.timer_stop(&server->retry);
	echo_clients_finish(&server->clients);
}

static bool run_loop(struct server *server, const struct echo_options *options, struct error *error)
{
	static const int numbers[] = {SIGINT, SIGTERM};
	const struct echo_libuv *uv = &server->uv;
	int code = 0;

	for (size_t i = 0; i < COUNT(numbers) && !code; i++) {
		uv_signal_t *signal = &server->signals[i];

		code = uv->signal_init(&server->loop, signal);
		if (code)
			break;
		/* Only listeners and clients keep the loop running. */
		uv->unref((uv_handle_t *)signal);
		code = uv->signal_start(signal, on_signal, numbers[i]);
	}
	if (code)
		return fail_to_start(server, code, error);
	uv->timer_init(&server->loop, &server->retry);
	echo_clients_init(&server->clients, uv, &server->loop, options, on_client_closed);
	if (!open_listeners(server, options, error) || !announce(server, error))
		return false;
	echo_log_open(&server->clients.log);
	resume_accepting(server);
	uv->run(&server->loop, UV_RUN_DEFAULT);
	echo_log_close(&server->clients.log);
	return true;
}

static void close_handle(uv_handle_t *handle, void *context)
{
	const struct server *server = context;

	if (!server->uv.is_closing(handle))
		server->uv.close(handle, NULL);
}

/* libuv aborts if it has no descriptors for what it needs. */
static bool check_descriptors(struct error *error)
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
	return enough || error_set(error, EXIT_INTERNAL,
				 _("cannot start the echo server: too few file descriptors are "
				   "available; raise the limit with 'ulimit -n'"));
}

bool echo_server_run(const struct echo_options *options, struct error *error)
{
	static const int ignored[] = {SIGHUP, SIGUSR1, SIGUSR2};
	const struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct sigaction before[COUNT(ignored)];
	struct server server = {.full_at = INT_MAX};
	struct rlimit limit;
	bool has_served;
	int code;

	if (!check_descriptors(error) || !echo_libuv_open(&server.uv, error))
		return false;
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur <= INT_MAX)
		server.full_at = (int)limit.rlim_cur - SPARE_DESCRIPTORS;
	code = server.uv.loop_init(&server.loop);
	if (code)
		return fail_to_start(&server, code, error);
	server.loop.data = &server;
	for (size_t i = 0; i < COUNT(ignored); i++)
		sigaction(ignored[i], &ignore, &before[i]);
	has_served = run_loop(&server, options, error);
	close_listeners(&server);
	server.uv.walk(&server.loop, close_handle, &server);
	server.uv.run(&server.loop, UV_RUN_DEFAULT);
	server.uv.loop_close(&server.loop);
	for (size_t i = 0; i < COUNT(ignored); i++)
		sigaction(ignored[i], &before[i], NULL);
	return has_served;
}
