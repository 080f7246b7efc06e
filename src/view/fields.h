/* SPDX-License-Identifier: MIT */
/*
 * The fields of an answer by their names: one table, of which JSON output is made and in which a
 * template looks up what it names. Their meaning is in wx(1), section "JSON output".
 */
#ifndef WX_FIELDS_H
#define WX_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/timefmt.h"
#include "weather/air.h"
#include "weather/forecast_days.h"
#include "weather/forecast_summary.h"
#include "weather/weather.h"

struct answer;
struct view;

#define FIELDS_SCHEMA 1 /* the version of the names and what they mean */

/* What is stored at ->offset of a record, and so how it is read. */
enum field_kind {
	FIELD_ARRAY,  /* struct field_array */
	FIELD_OBJECT, /* a record */

	FIELD_CHARS,    /* char[]; absent if "" */
	FIELD_STRING,   /* const char *; absent if NULL */
	FIELD_CONSTANT, /* nothing: the text is ->constant */
	FIELD_TEMPERATURE_UNIT,
	FIELD_WIND_UNIT,
	FIELD_COMPASS,    /* double, degrees */
	FIELD_AIR_WORDS,  /* int, of the air's index */
	FIELD_DATE,       /* int64_t, days since 1970 */
	FIELD_LOCAL_TIME, /* int64_t; of the weather */
	FIELD_STEP_TIME,  /* int64_t; of the forecast */
	FIELD_UTC_TIME,   /* int64_t */

	FIELD_EPOCH,       /* int64_t; a time */
	FIELD_INTEGER,     /* int64_t */
	FIELD_COUNT,       /* size_t */
	FIELD_CODE,        /* int; absent if 0 */
	FIELD_NUMBER,      /* double; absent if NAN, as in the next three */
	FIELD_COORDINATE,  /* double, degrees */
	FIELD_TEMPERATURE, /* double, °C */
	FIELD_WIND,        /* double, m/s */

	FIELD_BOOL, /* bool */
	FIELD_LIGHT /* enum forecast_light */
};

/* The parts of an answer that are there only when they are asked for. */
enum { FIELDS_OF_FORECAST = 1, FIELDS_OF_AIR = 2 };

struct field {
	const char *name; /* NULL ends a table */
	enum field_kind kind;
	size_t offset;
	unsigned part;               /* 0: every answer has it */
	const char *constant;        /* of FIELD_CONSTANT */
	const struct field *members; /* of an array's records, or of the object */
};

/* In the order in which they are printed. */
extern const struct field fields_table[];

struct field_array {
	const void *records;
	size_t count, size; /* and bytes of each record */
};

/* An answer as the record that fields_table describes. It must not be copied. */
struct fields {
	const struct answer *answer;
	const struct view *view;
	bool for_people;
	unsigned parts; /* FIELDS_OF_… that the answer has */

	int64_t schema;
	const char *source, *query, *units, *language, *stale_reason;
	struct weather weather;
	int64_t fetched, age;
	bool cached, stale;
	char attribution[256], summary[FORECAST_SUMMARY_MAX];
	struct forecast_day all_days[FORECAST_DAYS_MAX];
	struct field_array conditions, forecast, days;
	struct air air;
};

/*
 * Fills in the fields of an answer, which must stay, as the view must. Temperature and wind are in
 * the view's units, ages count to its time, and the forecast has as many days as it says. With
 * for_people, sentences are in the user's language and units, and names and units in ASCII where
 * the view has no UTF-8; without, they are the same for everyone.
 */
void fields_open(struct fields *fields, const struct answer *answer, const struct view *view,
	bool for_people);

struct field_value {
	enum { VALUE_ABSENT, VALUE_TEXT, VALUE_NUMBER, VALUE_INTEGER, VALUE_BOOL } type;
	const char *text; /* as it was received, so that it must be escaped; may be in ->buffer */
	char buffer[TIMEFMT_MAX];
	double number;
	int decimals;    /* at most so many say something */
	int64_t integer; /* likewise 0 or 1 of a bool */
};

/* The field of that name in a table; NULL if there is none. */
const struct field *fields_find(const struct field *table, const char *name, size_t length);

/* Reads a field, which is no array or object, from its record: *fields, or one of an array. */
void fields_read(const struct fields *fields, const struct field *field, const void *record,
	struct field_value *value);

/* The array of a field of *fields, NULL if it is none, and the record of an object. */
const struct field_array *fields_array(const struct fields *fields, const struct field *field);
const void *fields_object(const struct fields *fields, const struct field *field);

/* Whether a field, which is no array or object, has numbers rather than text or a bool. */
bool fields_is_number(const struct field *field);

#endif
