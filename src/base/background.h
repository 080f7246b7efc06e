/* SPDX-License-Identifier: MIT */
/* Work that goes on after the program has ended. */
#ifndef WX_BACKGROUND_H
#define WX_BACKGROUND_H

#include <stdbool.h>

/*
 * Runs a function in another process, which shares nothing with whoever started this one. This must
 * be the last thing that a program does before it ends. The standard streams of the other process
 * are /dev/null, all other descriptors are closed, but for `kept` (-1: none), its working directory
 * is the root, and it is in a session of its own that it does not lead, so that it never gets a
 * terminal. SIGHUP is ignored there, and SIGTERM and SIGALRM end it; after that many seconds, or up
 * to one more, it ends in any case. The umask, the environment and other signals' dispositions are
 * as they are here.
 *
 * So that nobody waits for that process to let go of them, this process lets go of all descriptors
 * and the working directory first. What is buffered in streams is lost. False and errno if that, or
 * starting a process, fails.
 */
bool background_run(
	void (*run)(const void *context), const void *context, double seconds, int kept);

#endif
