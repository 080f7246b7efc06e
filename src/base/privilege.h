/* SPDX-License-Identifier: MIT */
/* Whether the program was given rights that its user does not have. */
#ifndef WX_PRIVILEGE_H
#define WX_PRIVILEGE_H

#include <stdbool.h>

/*
 * Whether it runs with another user's or group's rights, or with capabilities of its file: then its
 * environment is not to be trusted.
 */
bool privilege_is_elevated(void);

#endif
