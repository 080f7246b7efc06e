/* SPDX-License-Identifier: MIT */
/* libuv, loaded when the echo server starts: no other command needs it. Used by echo only. */
#ifndef WX_ECHO_LIBUV_H
#define WX_ECHO_LIBUV_H

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "base/error.h"

/* X(TYPE, NAME, ARGUMENTS) for the functions that wx needs, all of them in libuv since 1.10. */
#define ECHO_LIBUV(X)                                                                            \
	X(int, loop_init, (uv_loop_t *))                                                         \
	X(int, loop_close, (uv_loop_t *))                                                        \
	X(int, run, (uv_loop_t *, uv_run_mode))                                                  \
	X(uint64_t, now, (const uv_loop_t *))                                                    \
	X(void, walk, (uv_loop_t *, uv_walk_cb, void *))                                         \
	X(void, close, (uv_handle_t *, uv_close_cb))                                             \
	X(int, is_active, (const uv_handle_t *))                                                 \
	X(int, is_closing, (const uv_handle_t *))                                                \
	X(void, unref, (uv_handle_t *))                                                          \
	X(int, poll_init, (uv_loop_t *, uv_poll_t *, int))                                       \
	X(int, poll_start, (uv_poll_t *, int, uv_poll_cb))                                       \
	X(int, poll_stop, (uv_poll_t *))                                                         \
	X(int, signal_init, (uv_loop_t *, uv_signal_t *))                                        \
	X(int, signal_start, (uv_signal_t *, uv_signal_cb, int))                                 \
	X(int, timer_init, (uv_loop_t *, uv_timer_t *))                                          \
	X(int, timer_start, (uv_timer_t *, uv_timer_cb, uint64_t, uint64_t))                     \
	X(int, timer_stop, (uv_timer_t *))                                                       \
	X(int, getaddrinfo,                                                                      \
		(uv_loop_t *, uv_getaddrinfo_t *, uv_getaddrinfo_cb, const char *, const char *, \
			const struct addrinfo *))                                                \
	X(void, freeaddrinfo, (struct addrinfo *))                                               \
	X(const char *, strerror, (int))                                                         \
	X(int, translate_sys_error, (int))

/* The functions, their names without "uv_". */
struct echo_libuv {
#define MEMBER(type, name, arguments) type(*name) arguments;
	ECHO_LIBUV(MEMBER)
#undef MEMBER
};

/* Loads the library, which stays loaded. Fails with EXIT_INTERNAL. */
bool echo_libuv_open(struct echo_libuv *uv, struct error *error);

#endif
