/* SPDX-License-Identifier: MIT */
/* What the parts of the stand-in share: a request, its reply, and the samples. */
#ifndef WX_STANDIN_H
#define WX_STANDIN_H

#include <json-c/json.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>

enum { ANSWERS_MAX = 8 };

#define JSON_TYPE "application/json; charset=utf-8"

struct standin {
	const char *key, *data;
	long delay;
	bool today; /* what is served is of this moment, not of the sample's */
	const char *answers[ANSWERS_MAX]; /* PATH=WORD */
	size_t answer_count;
	FILE *log;
	int stop[2]; /* a pipe that is closed at the end, which ends every delay */
	pthread_mutex_t lock;
	unsigned long count;
	char last[4096];
};

struct query {
	struct standin *standin;
	struct MHD_Connection *connection;
	const char *path, *uri;
};

struct reply {
	unsigned status;
	const char *type;
	char *body;
	size_t length;
	char retry_after[64], location[512];
};

struct city {
	const char *names[4];
	const char *country, *zip;
	long id;
	double lat, lon;
	const char *file;
};

/* snprintf() whose result does not matter. */
void format_text(char *to, size_t size, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Ends the program when out of memory. */
void *check_memory(void *memory);

/* Make a text, or a document that is then freed, the reply. */
void reply_text(struct reply *reply, unsigned status, const char *type, const char *text);
void reply_json(struct reply *reply, struct json_object *document);

/* The value of a request's parameter; NULL without it. */
const char *parameter(const struct query *query, const char *name);

/* The sample NAME.json, NULL if there is none; a member of it; a number for it. */
struct json_object *load(const struct query *query, const char *name);
struct json_object *member(struct json_object *object, const char *name);
struct json_object *number(double value, int decimals);

/* The nearest place within a degree, or else the sea. */
const struct city *nearest_city(double lat, double lon);

/* ---- Open-Meteo, in open_meteo.c ---- */

/* Whether a path is one of Open-Meteo's, which answers it. */
bool open_meteo_answer(const struct query *query, struct reply *reply);

/* The usual error of that status. */
void open_meteo_error(struct reply *reply, unsigned status);

#endif
