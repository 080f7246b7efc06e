/* SPDX-License-Identifier: MIT */
/* --serve: the echo server. */
#ifndef WX_CMD_SERVE_H
#define WX_CMD_SERVE_H

#include <stdbool.h>

struct app;
struct error;

/* Runs the server until SIGINT or SIGTERM. Fails like echo_server_run. */
bool cmd_serve(struct app *app, struct error *error);

#endif
