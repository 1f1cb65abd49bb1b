/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk whose Driver2 and KP are the simulator, and searches that are waited for. */
#pragma once

#include "balie-customer-search.h"
#include "delivery-fixture.h"

G_BEGIN_DECLS

typedef struct
{
  DeliveryFixture *fixture;
  BalieDesk *desk;
  SimProcess *sim;
} SearchScene;

SearchScene search_scene_begin (void);
void search_scene_end (SearchScene *self);
void search_scene_use (SearchScene *self, const char *driver2, const char *kp);

/* Pairs of criterion code and text, ends with NULL. */
BalieCustomerQuery *make_query (const char *first_code, ...) G_GNUC_NULL_TERMINATED;
BalieCustomerQuery *make_name_query (const char *last_name);

/* How often the simulator was asked for a path that begins so and, if not NULL, with this in its query. */
guint count_asked (SimProcess *sim, const char *path, const char *query);

/* Runs the main loop until the condition holds. */
#define WAIT_UNTIL(condition)                                                                      \
  while (!(condition))                                                                             \
  g_main_context_iteration (NULL, TRUE)

/* Started, and until it has ended. */
void search_and_wait (BalieCustomerSearch *search, const BalieCustomerQuery *query, gboolean fresh);
void wait_ended (BalieCustomerSearch *search);
void wait_for_page (BalieCustomerSearch *search, int page);
BalieLegState get_state (BalieCustomerSearch *search, BalieSource source);
const BalieFoundCustomer *get_row_at (BalieCustomerSearch *search, guint i);

G_END_DECLS
