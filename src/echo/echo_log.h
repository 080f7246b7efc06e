/* SPDX-License-Identifier: MIT */
/* The echo server's "Received:" lines on standard output, which nobody has to read. */
#ifndef WX_ECHO_LOG_H
#define WX_ECHO_LOG_H

#include <stdbool.h>
#include <stddef.h>

struct echo_log {
	int descriptor;
	bool is_own;     /* opened here */
	bool is_torn;    /* the last line lacks its end */
	size_t left_out; /* lines that could not be written, not told yet */
};

void echo_log_open(struct echo_log *log);

/*
 * Writes "Received: …" with what arrived, escaped, and cut when it is long. Never waits: a line
 * that standard output does not take at once is left out, and its number told with the next that it
 * takes.
 */
void echo_log_received(struct echo_log *log, const char *data, size_t length);

void echo_log_close(struct echo_log *log);

#endif
