/* SPDX-License-Identifier: MIT */
#include "base/environment.h"

#include <criterion/criterion.h>
#include <stdlib.h>

Test(environment, treats_an_empty_variable_as_unset)
{
	unsetenv("WX_TEST");
	cr_expect_null(environment_get("WX_TEST"));
	setenv("WX_TEST", "", 1);
	cr_expect_null(environment_get("WX_TEST"));
	setenv("WX_TEST", " ", 1);
	cr_expect_str_eq(environment_get("WX_TEST"), " ");
}
