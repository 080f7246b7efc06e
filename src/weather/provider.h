/* SPDX-License-Identifier: MIT */
/* The service that is asked. */
#ifndef WX_PROVIDER_H
#define WX_PROVIDER_H

/* Its base URL: WX_API_URL, else OpenWeatherMap's own. */
const char *provider_base_url(void);

#endif
