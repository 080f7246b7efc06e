/* SPDX-License-Identifier: MIT */
#include "base/privilege.h"

#include <unistd.h>
#ifdef HAVE_GETAUXVAL
#include <sys/auxv.h>
#endif

bool privilege_is_elevated(void)
{
	if (geteuid() != getuid() || getegid() != getgid())
		return true;
#if defined(HAVE_GETAUXVAL)
	return getauxval(AT_SECURE) != 0;
#elif defined(HAVE_ISSETUGID)
	return issetugid() != 0;
#else
	return false;
#endif
}
