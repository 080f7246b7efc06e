/* SPDX-License-Identifier: MIT */
#include "view/report.h"

#include <errno.h>
#include <stdarg.h>
#include <unistd.h>

#include "base/key_shape.h"
#include "base/wrap.h"
#include "view/json.h"
#include "view/output.h"
#include "view/text.h"

#define LINE_BYTES_MAX 2560 /* a longer line is cut between two characters */
#define INDENT 2            /* columns, before the continuation of a line */

bool report_open(struct report *report, FILE *errors, bool utf8, struct error *error)
{
	*report = (struct report){.errors = errors, .utf8 = utf8};
	if (!memory_stream_open(&report->gathered))
		return error_set_no_memory(error);
	report->out = report->gathered.file;
	return true;
}

void report_close(struct report *report)
{
	memory_stream_close(&report->gathered);
}

void report_line(struct report *report, const char *culprit, const char *message)
{
	char line[LINE_BYTES_MAX], safe[LINE_BYTES_MAX], wrapped[2 * LINE_BYTES_MAX];
	struct strbuf lines = strbuf_start(wrapped, sizeof wrapped);
	int length;

	progress_clear(&report->progress);
	length = snprintf(line, sizeof line, "wx: %s%s%s", culprit, *culprit ? ": " : "", message);
	key_shape_hide(line, length >= (int)sizeof line);
	text_message(safe, sizeof safe, line, report->utf8);
	wrap_add(&lines, safe, INDENT, report->columns);
	fprintf(report->errors, "%s\n", wrapped);
}

void report_note(struct report *report, const char *format, ...)
{
	char line[LINE_BYTES_MAX];
	va_list arguments;

	if (report->quiet)
		return;
	va_start(arguments, format);
	vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	report_line(report, "", line);
}

/* No key, a refused one, no library: whatever the place, it fails alike. */
static bool is_reported(struct report *report, enum exit_code code)
{
	bool is_refusal = code == EXIT_INTERNAL || code == EXIT_CONFIG || code == EXIT_AUTH;
	bool is_reported = is_refusal && report->refusal == code;

	if (is_refusal)
		report->refusal = code;
	return is_reported;
}

void report_error(struct report *report, const char *query, struct error *error)
{
	bool at_place = error->code >= EXIT_NETWORK && error->code <= EXIT_BAD_REPLY;

	if (report->json && *query && (at_place || error->code == EXIT_CONFIG))
		json_error(report->out, query, error);
	if (!is_reported(report, error->code))
		report_line(report, at_place ? query : "", error->message);
}

bool report_flush(struct report *report, struct error *error)
{
	struct memory_stream *gathered = &report->gathered;
	bool good, is_whole;

	/* That it could not be opened has been reported, and nothing was gathered. */
	if (!report->out)
		return true;
	is_whole = memory_stream_flush(gathered);
	if (gathered->length > 0 && isatty(STDOUT_FILENO))
		progress_clear(&report->progress);
	good = is_whole ? output_write(gathered->text, gathered->length, error)
			: error_set_no_memory(error);
	if (!good && is_whole && errno == EPIPE && report->ends_by_sigpipe)
		output_end_by_sigpipe();
	memory_stream_clear(gathered);
	return good;
}
