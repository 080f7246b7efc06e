/* SPDX-License-Identifier: MIT */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

#include "base/i18n.h"

bool library_load(const struct library *library, void *table, struct error *error)
{
	/* Functions are bound when first called; all of libcurl's at once take a millisecond. */
	void *handle = dlopen(library->soname, RTLD_LAZY | RTLD_LOCAL);

	if (!handle)
		return error_set(error, EXIT_INTERNAL,
			/* TRANSLATORS: a library, the reason, a package, the library's file */
			_("cannot load %s (%s); install the package %s, or the one that contains "
			  "%s"),
			library->name, dlerror(), library->package, library->soname);
	for (size_t i = 0; i < library->symbol_count; i++) {
		const struct library_symbol *symbol = &library->symbols[i];
		void *address = dlsym(handle, symbol->name);

		if (!address && symbol->is_required)
			return error_set(error, EXIT_INTERNAL,
				/* TRANSLATORS: the file, a function, the library, its version */
				_("%s lacks the function %s; install %s %s or later"),
				library->soname, symbol->name, library->name, library->version);
		/* That pointers to functions fit into void * is guaranteed by POSIX, not by C. */
		memcpy((char *)table + symbol->offset, &address, sizeof address);
	}
	return true;
}
