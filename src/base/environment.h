/* SPDX-License-Identifier: MIT */
/* Environment variables, of which an empty one counts as unset. */
#ifndef WX_ENVIRONMENT_H
#define WX_ENVIRONMENT_H

/* The value of a variable; NULL if it is unset or empty. Lasts until the variable is changed. */
const char *environment_get(const char *name);

#endif
