/* SPDX-License-Identifier: MIT */
/* Privileges that the program has and its user does not. */
#ifndef WX_PRIVILEGE_H
#define WX_PRIVILEGE_H

#include <stdbool.h>

/*
 * Whether the program is set-user-ID or set-group-ID, or its file has capabilities, so that the
 * environment must not be trusted.
 */
bool privilege_is_elevated(void);

#endif
