/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question to Driver2 or KP: sent through the remote's session, its answer read on a thread of the
 * caller's own, so that no answer, however long, holds up the main loop. Main thread only. */
#pragma once

#include "balie-customer-answer.h"
#include "balie-remote-session.h"

G_BEGIN_DECLS

typedef struct _BalieCustomerCaller BalieCustomerCaller;

/* Reads a good answer; on the caller's thread. @page is the one of balie_customer_caller_ask(). */
typedef gpointer (*BalieCustomerReadFunc) (BalieProfile *profile,
                                           const BalieHttpResponse *response,
                                           BalieSource source,
                                           int page,
                                           GError **error);

BalieCustomerCaller *balie_customer_caller_new (BalieRemoteSession *session, BalieSource source);
void balie_customer_caller_free (BalieCustomerCaller *self);
BalieProfile *balie_customer_caller_get_profile (BalieCustomerCaller *self);

/**
 * BalieCustomerQuestion:
 * @operation: (unowned): of the profile, a literal
 * @values: (transfer full) (element-type utf8 utf8): for address and headers
 * @nodes: (transfer full) (nullable) (element-type utf8 JsonNode): for the body
 * @page: which page, from 1, where it has pages
 * @absent_is_none: 404 is not an error but %NULL
 */
typedef struct
{
  const char *operation;
  GHashTable *values;
  GHashTable *nodes;
  int page;
  gboolean absent_is_none;
  BalieCustomerReadFunc read;
  GDestroyNotify result_free;
} BalieCustomerQuestion;

void balie_customer_caller_ask (BalieCustomerCaller *self,
                                GTask *task,
                                const BalieCustomerQuestion *question);

/* "search", the same for both remotes. */
gboolean balie_customer_caller_takes (BalieCustomerCaller *self, BalieCriterion criterion);
void balie_customer_caller_search (BalieCustomerCaller *self,
                                   GTask *task,
                                   const BalieCustomerQuery *query,
                                   int page);

G_END_DECLS
