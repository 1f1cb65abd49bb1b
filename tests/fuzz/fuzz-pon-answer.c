/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of the gateway for plates: one request, and a page of them. */
#include "config.h"

#include "balie-pon-answer.h"
#include "fuzz-target.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static BalieProfile *profile;
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) page_error = NULL;
  g_autoptr (BaliePonAnswer) answer = NULL;
  g_autoptr (BaliePonPage) page = NULL;

  if (!profile)
    profile = balie_profile_load_shipped ("pon", NULL);
  answer = balie_pon_answer_read_body (profile, body, "6f1c2d5e-8f4b-4c43-9b8e-0d6b8f1f2a11",
                                       "WVWZZZ1KZ8W123456", &error);
  g_assert_true ((answer == NULL) == (error != NULL));
  page = balie_pon_page_read_body (profile, body, 1, &page_error);
  g_assert_true ((page == NULL) == (page_error != NULL));
  return 0;
}
