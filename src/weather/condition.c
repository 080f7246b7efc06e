/* SPDX-License-Identifier: MIT */
#include "weather/condition.h"

enum condition_kind condition_kind(int id)
{
	switch (id) {
	case 511: /* freezing rain */
	case 906: /* hail, in older replies */
		return CONDITION_SNOW;
	case 701: /* mist */
	case 721: /* haze */
		return CONDITION_OTHER;
	case 771: /* squalls */
	case 781: /* tornado */
		return CONDITION_THUNDER;
	default:
		break;
	}
	switch (id / 100) {
	case 2:
		return CONDITION_THUNDER;
	case 3:
		return CONDITION_DRIZZLE;
	case 5:
		return CONDITION_RAIN;
	case 6:
		return CONDITION_SNOW;
	case 7:
		return CONDITION_FOG;
	default:
		return CONDITION_OTHER;
	}
}
