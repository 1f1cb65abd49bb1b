/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One search of a person's, as the search dialog shows it: Driver2, then KP; both sources in one list,
 * pages fetched ahead; lives on without its dialog. Main thread. */
#pragma once

#include "balie-customers.h"
#include "balie-party.h"

G_BEGIN_DECLS

/* Seconds after which the person is told what waiting is about (SCREENS.md), times $BALIE_TIME_SCALE. */
#define BALIE_SEARCH_SPINNER_AFTER 0.5
#define BALIE_SEARCH_SECONDS_AFTER 3.0
#define BALIE_SEARCH_USUAL_AFTER 15.0
#define BALIE_SEARCH_SOFT_TIMEOUT 60.0

/**
 * BalieLegState:
 * @BALIE_LEG_IDLE: not asked
 * @BALIE_LEG_RUNNING: asked, nothing came yet
 * @BALIE_LEG_FOUND: there are results
 * @BALIE_LEG_NOTHING: answered: nobody
 * @BALIE_LEG_FAILED: no answer; @error says why
 * @BALIE_LEG_CANCELLED: the person stopped it
 *
 * Where the search stands with one source. @keep_waiting_until: monotonic µs until which the soft time-out is
 * not told again. @started_at: monotonic µs. @fetched_at: unix seconds of the first page shown.
 */
typedef enum
{
  BALIE_LEG_IDLE,
  BALIE_LEG_RUNNING,
  BALIE_LEG_FOUND,
  BALIE_LEG_NOTHING,
  BALIE_LEG_FAILED,
  BALIE_LEG_CANCELLED,
} BalieLegState;

typedef struct
{
  BalieLegState state;
  gboolean automatic;
  gint64 started_at;
  gint64 keep_waiting_until;
  gint64 fetched_at;
  gint64 total;        /* -1 unknown */
  const GError *error; /* (nullable), the search's */
} BalieSearchLeg;

/**
 * BalieFoundCustomer:
 * @customer: Driver2's where both have the person
 * @other: (nullable): the same person as KP has it
 *
 * A row of the list. Owned by the search; valid until "changed".
 */
typedef struct
{
  const BalieCustomer *customer;
  const BalieCustomer *other;
} BalieFoundCustomer;

#define BALIE_TYPE_CUSTOMER_SEARCH (balie_customer_search_get_type ())
G_DECLARE_FINAL_TYPE (BalieCustomerSearch, balie_customer_search, BALIE, CUSTOMER_SEARCH, GObject)

/* signals:
 * "changed" (): anything below may give another answer
 * "ended" (): all that was asked has been answered, failed or was cancelled (not after a page turn)
 */

BalieCustomerSearch *
balie_customer_search_new (BalieDesk *desk, const char *dossier_number, BalieEntry entry);
const char *balie_customer_search_get_dossier_number (BalieCustomerSearch *self);
BalieEntry balie_customer_search_get_entry (BalieCustomerSearch *self);
const BalieCustomerQuery *balie_customer_search_get_query (BalieCustomerSearch *self);

/* What is filled in now (at first the name that was typed already); asks nothing. It is what get_query()
 * says and what the KP button asks with and is judged by; answers shown, their further pages, Try Again and
 * Refresh stay with what was asked. start() sets it too. */
void balie_customer_search_set_query (BalieCustomerSearch *self, const BalieCustomerQuery *query);
/* Begins anew with Driver2, then KP by itself where the rule says so. What is under way is cancelled and
 * its answer changes nothing any more. @refresh: not from what is kept. */
void balie_customer_search_start (BalieCustomerSearch *self,
                                  const BalieCustomerQuery *query,
                                  gboolean refresh);
/* The KP button, and "Search KP instead": Driver2 is no longer waited for. */
void balie_customer_search_start_kp (BalieCustomerSearch *self);
/* Whether the KP button is there and works; @reason (transfer full): why not, translated. */
gboolean balie_customer_search_offers_kp (BalieCustomerSearch *self);
gboolean balie_customer_search_can_start_kp (BalieCustomerSearch *self, char **reason);
void balie_customer_search_cancel (BalieCustomerSearch *self);
void balie_customer_search_try_again (BalieCustomerSearch *self);
void balie_customer_search_keep_waiting (BalieCustomerSearch *self);

const BalieSearchLeg *balie_customer_search_get_leg (BalieCustomerSearch *self, BalieSource source);
gboolean balie_customer_search_is_running (BalieCustomerSearch *self);
/* The source being waited for, BALIE_SOURCE_NONE if none. */
BalieSource balie_customer_search_get_waiting_for (BalieCustomerSearch *self);
/* Seconds the present wait has lasted; 0 when there is none. */
double balie_customer_search_get_elapsed (BalieCustomerSearch *self);
double balie_customer_search_get_usual_wait (BalieCustomerSearch *self, BalieSource source);
gboolean balie_customer_search_is_overdue (BalieCustomerSearch *self);

/* The list: all of Driver2, then those of KP that are not the same person as one of Driver2. */
gint64 balie_customer_search_get_total (BalieCustomerSearch *self); /* -1: not known */
int balie_customer_search_get_page (BalieCustomerSearch *self);     /* from 1; 0: no results */
int balie_customer_search_get_n_pages (BalieCustomerSearch *self);  /* -1: not known */
gboolean balie_customer_search_has_next (BalieCustomerSearch *self);
/* The page is shown when it is there; fetched ahead after each page shown. */
void balie_customer_search_set_page (BalieCustomerSearch *self, int page);
gboolean balie_customer_search_is_page_loading (BalieCustomerSearch *self);
/* GPtrArray of BalieFoundCustomer. (transfer none) */
GPtrArray *balie_customer_search_get_rows (BalieCustomerSearch *self);

G_END_DECLS
