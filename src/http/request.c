/* SPDX-License-Identifier: MIT */
#include "http/request.h"

#include "base/number.h"
#include "base/utf8.h"

void request_add(struct request *request, const char *name, const char *value)
{
	struct parameter *parameter = &request->parameters[request->count++];

	parameter->name = name;
	utf8_copy(parameter->value, sizeof parameter->value, value);
}

void request_add_number(struct request *request, const char *name, double value, int decimals)
{
	char text[NUMBER_MAX];

	number_trimmed(text, value, decimals);
	request_add(request, name, text);
}
