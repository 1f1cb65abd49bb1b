/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the answers about customers and vehicles, and judging every field. For any thread. */
#pragma once

#include "balie-driver2-client.h"
#include "balie-http.h"
#include "balie-profile.h"

G_BEGIN_DECLS

BalieCustomerPage *balie_customer_page_read (BalieProfile *profile,
                                             const BalieHttpResponse *response,
                                             BalieSource source,
                                             int page,
                                             GError **error);
BalieCustomer *balie_customer_read_body (BalieProfile *profile,
                                         const BalieHttpResponse *response,
                                         BalieSource source,
                                         GError **error);
GPtrArray *
balie_vehicles_read_body (BalieProfile *profile, const BalieHttpResponse *response, GError **error);

/* Which of their pages holds ours, and what else the placeholders of paging stand for. */
void balie_customer_page_fill_values (BalieProfile *profile, int page, GHashTable *values);

/* (nullable): the list of the profile that maps the codes of a field. */
const char *balie_customer_get_code_list (BalieCustomerField field);

G_END_DECLS
