/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers about customers and vehicles, of Driver2 and of KP. */
#include "config.h"

#include "balie-customer-answer.h"
#include "fuzz-target.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static BalieProfile *driver2, *kp;
  g_autoptr (BalieHttpResponse) response = g_new0 (BalieHttpResponse, 1);
  g_autoptr (GError) page_error = NULL;
  g_autoptr (GError) persons_error = NULL;
  g_autoptr (GError) vehicles_error = NULL;
  g_autoptr (BalieCustomerPage) page = NULL;
  g_autoptr (BalieCustomerPage) persons = NULL;
  g_autoptr (GPtrArray) vehicles = NULL;

  if (!driver2)
    driver2 = balie_profile_load_shipped ("driver2", NULL);
  if (!kp)
    kp = balie_profile_load_shipped ("kp", NULL);
  response->status = 200;
  response->content_type = g_strdup ("application/json");
  response->body = g_bytes_new (data, size);
  page = balie_customer_page_read (driver2, response, BALIE_SOURCE_DRIVER2, 1, &page_error);
  persons = balie_customer_page_read (kp, response, BALIE_SOURCE_KP, 1, &persons_error);
  vehicles = balie_vehicles_read_body (driver2, response, &vehicles_error);
  g_assert_true ((page == NULL) == (page_error != NULL));
  g_assert_true ((persons == NULL) == (persons_error != NULL));
  g_assert_true ((vehicles == NULL) == (vehicles_error != NULL));
  return 0;
}
