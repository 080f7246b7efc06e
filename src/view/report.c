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
#include "view/waybar.h"

#define LINE_BYTES 2560 /* a longer line is cut between two characters */
#define INDENT 2        /* columns, of continuation lines */

bool report_open(struct report *report, FILE *errors, bool utf8, struct error *error)
{
	*report = (struct report){.errors = errors, .utf8 = utf8};
	if (!memory_stream_open(&report->memory))
		return error_set_no_memory(error);
	report->out = report->memory.file;
	return true;
}

void report_close(struct report *report)
{
	memory_stream_close(&report->memory);
	prometheus_free(&report->metrics);
}

void report_line(struct report *report, const char *subject, const char *message)
{
	char line[LINE_BYTES], safe[LINE_BYTES], wrapped[2 * LINE_BYTES];
	struct strbuf lines = strbuf_start(wrapped, sizeof wrapped);
	int length;

	progress_clear(&report->progress);
	length = snprintf(line, sizeof line, "wx: %s%s%s", subject, *subject ? ": " : "", message);
	key_shape_hide(line, length >= (int)sizeof line);
	text_message(safe, sizeof safe, line, report->utf8);
	wrap_add(&lines, safe, INDENT, report->columns);
	fprintf(report->errors, "%s\n", wrapped);
}

void report_note(struct report *report, const char *format, ...)
{
	char line[LINE_BYTES];
	va_list arguments;

	if (report->quiet)
		return;
	va_start(arguments, format);
	vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	report_line(report, "", line);
}

void report_error(struct report *report, const char *query, struct error *error)
{
	enum exit_code code = error->code;
	bool is_of_place = code >= EXIT_NETWORK && code <= EXIT_BAD_REPLY;

	/* Without an object Waybar shows nothing at all. Out of memory, nothing is printed. */
	if (report->format == REPORT_WAYBAR && code >= EXIT_USAGE && code <= EXIT_BAD_REPLY)
		report->lacks_memory |= !waybar_error(report->out, is_of_place ? query : "", error);
	if (*query && (is_of_place || code == EXIT_CONFIG)) {
		if (report->format == REPORT_JSON)
			json_error(report->out, query, error);
		else if (report->format == REPORT_PROMETHEUS)
			prometheus_add_failure(&report->metrics, query);
	}
	/* No key, a rejected key or no libcurl: every place fails for the same reason. */
	if (code == EXIT_INTERNAL || code == EXIT_CONFIG || code == EXIT_AUTH) {
		if (report->reported == code)
			return;
		report->reported = code;
	}
	report_line(report, is_of_place ? query : "", error->message);
}

bool report_metrics(struct report *report, struct error *error)
{
	return !report->out || prometheus_print(report->out, &report->metrics) ||
	       error_set_no_memory(error);
}

bool report_flush(struct report *report, struct error *error)
{
	struct memory_stream *memory = &report->memory;
	bool good;

	/* report_open has failed, and that has been reported. */
	if (!report->out)
		return true;
	if (!memory_stream_flush(memory) || report->lacks_memory) {
		memory_stream_clear(memory);
		report->lacks_memory = false;
		return error_set_no_memory(error);
	}
	if (memory->buffer.length > 0 && isatty(STDOUT_FILENO))
		progress_clear(&report->progress);
	good = output_write(memory->buffer.text, memory->buffer.length, error);
	if (!good && errno == EPIPE && report->ends_by_sigpipe)
		output_end_by_sigpipe();
	memory_stream_clear(memory);
	return good;
}
