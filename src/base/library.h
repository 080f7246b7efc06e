/* SPDX-License-Identifier: MIT */
/*
 * Shared libraries that are loaded when they are first needed, so that runs which never need them
 * do not wait for the dynamic linker.
 */
#ifndef WX_LIBRARY_H
#define WX_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* A function, and the offset of the pointer to it in the caller's table. */
struct library_symbol {
	const char *name;
	size_t offset;
	bool is_required;
};

struct library {
	const char *name, *version; /* "libcurl", and the oldest that has all that wx needs */
	const char *soname;
	const char *package; /* Debian's, of the library alone */
	const struct library_symbol *symbols;
	size_t symbol_count;
};

/*
 * Loads the library and sets the pointers in *table, those to optional functions that it lacks to
 * NULL. Loading it again is cheap. It stays loaded, since threads of its own may still run. Fails
 * with EXIT_INTERNAL if it cannot be loaded or lacks a required function.
 */
bool library_load(const struct library *library, void *table, struct error *error);

/*
 * LIBRARY_NOTE(object, feature, description, priority, soname); defines an ELF note that tells
 * packaging tools what is loaded at run time, and whether that is "required", "recommended" or
 * "suggested" (https://uapi-group.org/specifications/specs/elf_dlopen_metadata/). All but the
 * object's name are string literals. Other formats than ELF have no such note.
 */
#ifdef __ELF__

#define LIBRARY_NOTE_TYPE 0x407c0c0a
#define LIBRARY_NOTE_TEXT(feature, description, priority, soname)            \
	"[{\"feature\":\"" feature "\",\"description\":\"" description "\"," \
	"\"priority\":\"" priority "\",\"soname\":[\"" soname "\"]}]"

/* Several notes follow each other in the section, each aligned to four bytes and no more. */
#define LIBRARY_NOTE(object, ...)                                                        \
	__attribute__((used, section(".note.dlopen"), aligned(4))) static const struct { \
		uint32_t owner_size, text_size, type;                                    \
		char owner[4];                                                           \
		char text[(sizeof LIBRARY_NOTE_TEXT(__VA_ARGS__) + 3) / 4 * 4];          \
	} object = {4, sizeof LIBRARY_NOTE_TEXT(__VA_ARGS__), LIBRARY_NOTE_TYPE, "FDO",  \
		LIBRARY_NOTE_TEXT(__VA_ARGS__)}

#else

/* A declaration, so that the semicolon after it ends one. */
#define LIBRARY_NOTE(object, ...) struct library_note

#endif

#endif
