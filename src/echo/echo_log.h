/* SPDX-License-Identifier: MIT */
/* The log of the echo server on standard output, which never delays the server. */
#ifndef WX_ECHO_LOG_H
#define WX_ECHO_LOG_H

#include <stdbool.h>
#include <stddef.h>

struct echo_log {
	int descriptor;
	bool is_own;    /* the descriptor is to be closed */
	bool is_cut;    /* the last line was written in part */
	size_t omitted; /* lines that were not written, as yet unreported */
};

/* Starts the log; *log need not be initialized. */
void echo_log_open(struct echo_log *log);

/*
 * Logs "Received: …", the same in every language, with the data, escaped, and truncated if they are
 * long. Never blocks: a line that standard output does not accept immediately is omitted, and the
 * number of omitted lines is logged before the next one.
 */
void echo_log_received(struct echo_log *log, const char *data, size_t length);

/* Logs the number of omitted lines, if any, and frees what the log has opened. */
void echo_log_close(struct echo_log *log);

#endif
