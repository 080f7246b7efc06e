/* SPDX-License-Identifier: MIT */
#include "echo/echo_libuv.h"

#ifdef LINK_LIBUV

bool echo_libuv_open(struct echo_libuv *uv, struct error *error)
{
	(void)error;
	*uv = (struct echo_libuv){
#define MEMBER(type, name, arguments) .name = uv_##name,
		ECHO_LIBUV(MEMBER)
#undef MEMBER
	};
	return true;
}

#else

#include <stddef.h>

#include "base/library.h"

LIBRARY_NOTE(
	echo_libuv_note, "echo-server", "The echo server, wx --serve", "recommended", LIBUV_SONAME);

bool echo_libuv_open(struct echo_libuv *uv, struct error *error)
{
	static const struct library_symbol symbols[] = {
#define ROW(type, name, arguments) {"uv_" #name, offsetof(struct echo_libuv, name), true},
		ECHO_LIBUV(ROW)
#undef ROW
	};
	static const struct library library = {
		.name = "libuv",
		.version = "1.40",
		.soname = LIBUV_SONAME,
		.package = "libuv1",
		.symbols = symbols,
		.symbol_count = sizeof symbols / sizeof *symbols,
	};

	return library_load(&library, uv, error);
}

#endif
