/* SPDX-License-Identifier: MIT */
/*
 * The weather at several places in Prometheus' text format
 * (https://prometheus.io/docs/instrumenting/exposition_formats/): all samples of a metric follow
 * its HELP and TYPE, so that they are collected before they are printed. Units are base units.
 */
#ifndef WX_PROMETHEUS_H
#define WX_PROMETHEUS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buffer.h"

struct answer;

#define PROMETHEUS_METRICS_MAX 32

/* Start with {0}. */
struct prometheus {
	struct buffer samples[PROMETHEUS_METRICS_MAX];
	bool is_incomplete; /* private: memory was short */
};

/*
 * Add the samples of a place, labelled with what was asked for, so that the label is the same
 * whether there is an answer or not. A place that was added before is left out.
 */
void prometheus_add(struct prometheus *metrics, const struct answer *answer, int64_t now);
void prometheus_add_failure(struct prometheus *metrics, const char *query);

/* Prints all of them; false, and nothing, if memory was short for one. */
bool prometheus_print(FILE *out, const struct prometheus *metrics);

void prometheus_free(struct prometheus *metrics);

#endif
