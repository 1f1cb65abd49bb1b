/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One search of a person's. Two legs, Driver2 and KP, with at most one call each; every call carries its
 * leg's generation, and what comes back under an older one changes nothing. A page that is not there yet
 * is fetched by the leg it belongs to while the one shown stays. Calls hold no reference, so dropping the
 * search ends them. Main thread only. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-customer-search.h"

#include "balie-search-leg.h"
#include "balie-search-list.h"

#include <glib/gi18n-lib.h>

struct _BalieCustomerSearch
{
  GObject parent_instance;

  /* Owned */
  BalieDesk *desk;
  char *dossier_number;
  BalieCustomerQuery *query; /* what is filled in */
  BalieSearchList *list;
  GPtrArray *rows; /* (element-type BalieFoundCustomer): of the page shown */

  /* State */
  BalieEntry entry;
  BalieLeg legs[BALIE_N_SOURCES];
  int page;               /* shown, 0 for none */
  int wanted_page;        /* to be shown when it is there, 0 for none */
  int failed_page;        /* was wanted and could not be fetched, 0 for none */
  BalieSource turning_by; /* whose page is waited for */
  guint overdue;          /* source id: the time when waiting gets too long */
  gint64 soft_timeout;    /* µs */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieCustomerSearch, balie_customer_search, G_TYPE_OBJECT)

/**
 * Call:
 * @search: (weak): it may be gone when the answer comes
 */
typedef struct
{
  GWeakRef search;
  BalieSource source;
  int page;
  guint generation;
} Call;

static void fetch (BalieCustomerSearch *self, BalieSource source, int page);

static void
free_call (Call *call)
{
  g_weak_ref_clear (&call->search);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, free_call)

/* Legs */

static void
reset_leg (BalieCustomerSearch *self, BalieSource source)
{
  balie_leg_reset (&self->legs[source]);
  balie_search_list_clear (self->list, source);
}

static void
start_leg (BalieCustomerSearch *self,
           BalieSource source,
           const BalieCustomerQuery *query,
           gboolean automatic,
           gboolean refresh)
{
  BalieLeg *leg = &self->legs[source];

  /* @query may be what was asked before. */
  reset_leg (self, source);
  balie_leg_ask (leg, query);
  leg->shown.automatic = automatic;
  leg->refresh = refresh;
  fetch (self, source, 1);
}

static gboolean
is_leg_running (BalieCustomerSearch *self, BalieSource source)
{
  return self->legs[source].shown.state == BALIE_LEG_RUNNING;
}

/* Waiting */

static gint64
get_patience (BalieCustomerSearch *self, BalieSource source)
{
  return balie_leg_get_patience (&self->legs[source], self->soft_timeout);
}

static void arm (BalieCustomerSearch *self);

static gboolean
overdue_cb (gpointer user_data)
{
  BalieCustomerSearch *self = user_data;

  self->overdue = 0;
  arm (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Tells when waiting gets too long: then there is more to choose from. */
static void
arm (BalieCustomerSearch *self)
{
  BalieSource source = balie_customer_search_get_waiting_for (self);
  gint64 left;

  g_clear_handle_id (&self->overdue, g_source_remove);
  if (source == BALIE_SOURCE_NONE)
    return;
  left = get_patience (self, source);
  if (left > 0)
    self->overdue = g_timeout_add ((guint) (left / 1000) + 1, overdue_cb, self);
}

/* The last thing that every change does: who listens may do anything, even drop the search. */
static void
tell (BalieCustomerSearch *self, gboolean ended)
{
  g_object_ref (self);
  arm (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (ended && !is_leg_running (self, BALIE_SOURCE_DRIVER2) &&
      !is_leg_running (self, BALIE_SOURCE_KP))
    g_signal_emit (self, signals[SIGNAL_ENDED], 0);
  g_object_unref (self);
}

/* Pages */

static GPtrArray *
make_rows (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static void
take_rows (BalieCustomerSearch *self, GPtrArray *rows)
{
  g_ptr_array_unref (self->rows);
  self->rows = rows;
}

static void
stop_turning (BalieCustomerSearch *self)
{
  self->wanted_page = 0;
  self->turning_by = BALIE_SOURCE_NONE;
}

static void
forget_pages (BalieCustomerSearch *self)
{
  stop_turning (self);
  self->page = 0;
  self->failed_page = 0;
  take_rows (self, make_rows ());
}

static void
wait_for_page (BalieCustomerSearch *self, BalieSource source, int page)
{
  BalieLeg *leg = &self->legs[source];

  if (self->turning_by != source)
    balie_leg_begin_wait (leg);
  self->turning_by = source;
  if (leg->fetching != page)
    fetch (self, source, page);
}

/* The page after the one shown, so that it is there when it is turned to. */
static void
look_ahead (BalieCustomerSearch *self)
{
  g_autoptr (GPtrArray) rows = make_rows ();
  BalieSource source;
  int page;

  if (self->page == 0 || self->wanted_page != 0 || !balie_customer_search_has_next (self))
    return;
  if (balie_search_list_build (self->list, self->page + 1, rows, &source, &page))
    return;
  if (self->legs[source].fetching == 0 && self->legs[source].failed_ahead != page)
    fetch (self, source, page);
}

/* A page that turned out not to be there is the last one; one without a row is none. */
static void
show (BalieCustomerSearch *self, int page, GPtrArray *rows)
{
  int n_pages = balie_search_list_get_n_pages (self->list);

  stop_turning (self);
  self->failed_page = 0;
  take_rows (self, rows);
  self->page = rows->len > 0 ? page : 0;
  if (rows->len == 0 && n_pages > 0 && n_pages < page)
    self->wanted_page = n_pages;
}

/* Shows the page that is wanted, or fetches what is missing of it. */
static void
turn (BalieCustomerSearch *self)
{
  while (self->wanted_page != 0)
    {
      GPtrArray *rows = make_rows ();
      int wanted = self->wanted_page;
      BalieSource source;
      int page;

      if (balie_search_list_build (self->list, wanted, rows, &source, &page))
        {
          show (self, wanted, rows);
          continue;
        }
      g_ptr_array_unref (rows);
      wait_for_page (self, source, page);
      return;
    }
  look_ahead (self);
}

/* What came may be the same person as one shown, or stand before the page. */
static void
show_again (BalieCustomerSearch *self)
{
  if (self->wanted_page == 0)
    self->wanted_page = MAX (self->page, 1);
  turn (self);
}

/* Answers */

static void
note_answer (BalieCustomerSearch *self, BalieSource source, const BalieSearchAnswer *answer)
{
  BalieLeg *leg = &self->legs[source];

  balie_search_list_add (self->list, source, answer);
  leg->shown.total = balie_search_list_get_n (self->list, source);
  if (leg->shown.fetched_at == 0)
    leg->shown.fetched_at = answer->fetched_at;
  balie_leg_set_state (leg, leg->shown.total == 0 ? BALIE_LEG_NOTHING : BALIE_LEG_FOUND);
}

static gboolean
kp_follows (BalieCustomerSearch *self)
{
  const BalieLeg *driver2 = &self->legs[BALIE_SOURCE_DRIVER2];
  g_autofree char *obstacle = NULL;

  if (self->legs[BALIE_SOURCE_KP].shown.state != BALIE_LEG_IDLE ||
      !balie_customers_kp_follows (driver2->asked, driver2->shown.total))
    return FALSE;
  obstacle = balie_customers_dup_obstacle (self->desk, BALIE_SOURCE_KP, driver2->asked);
  return obstacle == NULL;
}

/* Who asked for KP wants to see what it told, which may stand after many pages of Driver2. */
static void
go_to_kp (BalieCustomerSearch *self)
{
  int page = balie_search_list_get_kp_page (self->list);

  if (page > 0)
    self->wanted_page = page;
}

/* Takes over @error. */
static void
end_leg (BalieCustomerSearch *self,
         BalieSource source,
         const BalieSearchAnswer *answer,
         GError *error)
{
  BalieLeg *leg = &self->legs[source];

  if (answer == NULL)
    {
      balie_leg_take_failure (leg, error);
      tell (self, TRUE);
      return;
    }
  note_answer (self, source, answer);
  if (source == BALIE_SOURCE_DRIVER2 && kp_follows (self))
    start_leg (self, BALIE_SOURCE_KP, leg->asked, TRUE, leg->refresh);
  else if (source == BALIE_SOURCE_KP && !leg->shown.automatic)
    go_to_kp (self);
  show_again (self);
  tell (self, TRUE);
}

/* Takes over @error. What failed while it was only fetched ahead is told when it is turned to. */
static void
end_page (BalieCustomerSearch *self,
          BalieSource source,
          int page,
          const BalieSearchAnswer *answer,
          GError *error)
{
  BalieLeg *leg = &self->legs[source];

  if (answer != NULL)
    {
      note_answer (self, source, answer);
      show_again (self);
    }
  else if (self->turning_by != source)
    {
      leg->failed_ahead = page;
      g_error_free (error);
    }
  else
    {
      self->failed_page = self->wanted_page;
      stop_turning (self);
      balie_leg_take_failure (leg, error);
    }
  tell (self, FALSE);
}

static void
page_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  GError *error = NULL;
  g_autoptr (BalieSearchAnswer) answer =
      balie_customers_search_finish (BALIE_DESK (source), result, &error);
  g_autoptr (BalieCustomerSearch) self = g_weak_ref_get (&call->search);
  BalieLeg *leg;

  if (self == NULL || self->legs[call->source].generation != call->generation)
    {
      g_clear_error (&error);
      return;
    }
  leg = &self->legs[call->source];
  balie_leg_end_call (leg);
  if (leg->shown.state == BALIE_LEG_RUNNING)
    end_leg (self, call->source, answer, error);
  else
    end_page (self, call->source, call->page, answer, error);
}

/* One call at a time: another page that was under way is not wanted any more. */
static void
fetch (BalieCustomerSearch *self, BalieSource source, int page)
{
  BalieLeg *leg = &self->legs[source];
  Call *call = g_new0 (Call, 1);

  balie_leg_begin_call (leg, page);
  g_weak_ref_init (&call->search, self);
  call->source = source;
  call->page = page;
  call->generation = leg->generation;
  balie_customers_search_async (self->desk, source, leg->asked, page, leg->refresh && page == 1,
                                leg->cancellable, page_answered_cb, call);
}

/* Object */

static void
balie_customer_search_dispose (GObject *object)
{
  BalieCustomerSearch *self = BALIE_CUSTOMER_SEARCH (object);

  g_clear_handle_id (&self->overdue, g_source_remove);
  for (int i = 0; i < BALIE_N_SOURCES; i++)
    balie_leg_drop_call (&self->legs[i]);
  G_OBJECT_CLASS (balie_customer_search_parent_class)->dispose (object);
}

static void
balie_customer_search_finalize (GObject *object)
{
  BalieCustomerSearch *self = BALIE_CUSTOMER_SEARCH (object);

  for (int i = 0; i < BALIE_N_SOURCES; i++)
    balie_leg_clear (&self->legs[i]);
  g_ptr_array_unref (self->rows);
  balie_search_list_free (self->list);
  balie_customer_query_free (self->query);
  g_free (self->dossier_number);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_customer_search_parent_class)->finalize (object);
}

static void
balie_customer_search_class_init (BalieCustomerSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_customer_search_dispose;
  object_class->finalize = balie_customer_search_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BALIE_TYPE_CUSTOMER_SEARCH, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENDED] = g_signal_new ("ended", BALIE_TYPE_CUSTOMER_SEARCH, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
balie_customer_search_init (BalieCustomerSearch *self)
{
  self->query = balie_customer_query_new ();
  self->list = balie_search_list_new ();
  self->rows = make_rows ();
  self->soft_timeout =
      (gint64) (BALIE_SEARCH_SOFT_TIMEOUT * balie_clock_get_time_scale () * G_USEC_PER_SEC);
}

/* Public functions */

/**
 * balie_customer_search_new:
 * @desk: the desk
 * @dossier_number: for which dossier
 * @entry: for which of its parties
 *
 * Returns: (transfer full): a search that has not asked anything yet
 */
BalieCustomerSearch *
balie_customer_search_new (BalieDesk *desk, const char *dossier_number, BalieEntry entry)
{
  BalieCustomerSearch *self = g_object_new (BALIE_TYPE_CUSTOMER_SEARCH, NULL);

  self->desk = g_object_ref (desk);
  self->dossier_number = g_strdup (dossier_number);
  self->entry = entry;
  return self;
}

const char *
balie_customer_search_get_dossier_number (BalieCustomerSearch *self)
{
  return self->dossier_number;
}

BalieEntry
balie_customer_search_get_entry (BalieCustomerSearch *self)
{
  return self->entry;
}

const BalieCustomerQuery *
balie_customer_search_get_query (BalieCustomerSearch *self)
{
  return self->query;
}

static void
take_query (BalieCustomerSearch *self, const BalieCustomerQuery *query)
{
  BalieCustomerQuery *copy = balie_customer_query_copy (query);

  balie_customer_query_free (self->query);
  self->query = copy;
}

void
balie_customer_search_set_query (BalieCustomerSearch *self, const BalieCustomerQuery *query)
{
  take_query (self, query);
  tell (self, FALSE);
}

void
balie_customer_search_start (BalieCustomerSearch *self,
                             const BalieCustomerQuery *query,
                             gboolean refresh)
{
  take_query (self, query);
  forget_pages (self);
  reset_leg (self, BALIE_SOURCE_KP);
  start_leg (self, BALIE_SOURCE_DRIVER2, self->query, FALSE, refresh);
  tell (self, FALSE);
}

/**
 * balie_customer_search_offers_kp:
 * @self: the search
 *
 * Returns: whether Driver2 was asked and has ended, or keeps the person waiting too long
 */
gboolean
balie_customer_search_offers_kp (BalieCustomerSearch *self)
{
  const BalieLeg *driver2 = &self->legs[BALIE_SOURCE_DRIVER2];

  if (driver2->shown.state == BALIE_LEG_IDLE)
    return FALSE;
  return driver2->shown.state != BALIE_LEG_RUNNING ||
         get_patience (self, BALIE_SOURCE_DRIVER2) <= 0;
}

gboolean
balie_customer_search_can_start_kp (BalieCustomerSearch *self, char **reason)
{
  g_autofree char *obstacle = NULL;

  if (self->legs[BALIE_SOURCE_DRIVER2].shown.state == BALIE_LEG_IDLE)
    obstacle = g_strdup (_ ("Driver2 is searched first."));
  else if (!balie_customer_search_offers_kp (self))
    obstacle = g_strdup (_ ("Driver2 is still being searched."));
  else if (is_leg_running (self, BALIE_SOURCE_KP))
    obstacle = g_strdup (_ ("KP is being searched."));
  else
    obstacle = balie_customers_dup_obstacle (self->desk, BALIE_SOURCE_KP, self->query);
  if (obstacle == NULL)
    return TRUE;
  if (reason != NULL)
    *reason = g_steal_pointer (&obstacle);
  return FALSE;
}

void
balie_customer_search_start_kp (BalieCustomerSearch *self)
{
  BalieLeg *driver2 = &self->legs[BALIE_SOURCE_DRIVER2];

  if (!balie_customer_search_can_start_kp (self, NULL))
    return;
  if (is_leg_running (self, BALIE_SOURCE_DRIVER2))
    {
      balie_leg_drop_call (driver2);
      balie_leg_set_state (driver2, BALIE_LEG_CANCELLED);
    }
  stop_turning (self);
  start_leg (self, BALIE_SOURCE_KP, self->query, FALSE, FALSE);
  if (self->page > 0)
    show_again (self);
  tell (self, FALSE);
}

void
balie_customer_search_cancel (BalieCustomerSearch *self)
{
  gboolean was_running = FALSE;

  for (int i = 0; i < BALIE_N_SOURCES; i++)
    {
      gboolean runs = is_leg_running (self, i);

      balie_leg_drop_call (&self->legs[i]);
      if (runs)
        balie_leg_set_state (&self->legs[i], BALIE_LEG_CANCELLED);
      was_running = was_running || runs;
    }
  stop_turning (self);
  tell (self, was_running);
}

/* The one that hangs, else the one that was asked last of those that failed. */
static BalieSource
find_failed (BalieCustomerSearch *self)
{
  BalieSource found = balie_customer_search_get_waiting_for (self);

  if (found != BALIE_SOURCE_NONE)
    return found;
  for (int i = BALIE_SOURCE_DRIVER2; i < BALIE_N_SOURCES; i++)
    {
      const BalieSearchLeg *leg = &self->legs[i].shown;

      if (leg->state != BALIE_LEG_FAILED && leg->state != BALIE_LEG_CANCELLED)
        continue;
      if (found == BALIE_SOURCE_NONE || leg->started_at >= self->legs[found].shown.started_at)
        found = i;
    }
  return found;
}

static void
try_page_again (BalieCustomerSearch *self, BalieSource source)
{
  if (self->wanted_page == 0)
    self->wanted_page = self->failed_page;
  self->failed_page = 0;
  self->turning_by = BALIE_SOURCE_NONE;
  balie_leg_drop_call (&self->legs[source]);
  balie_leg_set_state (&self->legs[source], BALIE_LEG_FOUND);
  turn (self);
}

void
balie_customer_search_try_again (BalieCustomerSearch *self)
{
  BalieSource source = find_failed (self);
  BalieLeg *leg = &self->legs[source];

  if (source == BALIE_SOURCE_NONE)
    return;
  balie_desk_reset_remote (self->desk, balie_source_to_code (source));
  /* With a page of it here, it was another page that failed. */
  if (balie_search_list_get_n (self->list, source) != 0)
    try_page_again (self, source);
  else
    start_leg (self, source, leg->asked, leg->shown.automatic, leg->refresh);
  tell (self, FALSE);
}

void
balie_customer_search_keep_waiting (BalieCustomerSearch *self)
{
  BalieSource source = balie_customer_search_get_waiting_for (self);

  if (source == BALIE_SOURCE_NONE)
    return;
  balie_leg_keep_waiting (&self->legs[source], self->soft_timeout);
  tell (self, FALSE);
}

const BalieSearchLeg *
balie_customer_search_get_leg (BalieCustomerSearch *self, BalieSource source)
{
  return &self->legs[source].shown;
}

gboolean
balie_customer_search_is_running (BalieCustomerSearch *self)
{
  return is_leg_running (self, BALIE_SOURCE_DRIVER2) || is_leg_running (self, BALIE_SOURCE_KP);
}

/**
 * balie_customer_search_get_waiting_for:
 * @self: the search
 *
 * Returns: the source whose answer, or whose page that was turned to, is waited for
 */
BalieSource
balie_customer_search_get_waiting_for (BalieCustomerSearch *self)
{
  if (is_leg_running (self, BALIE_SOURCE_DRIVER2))
    return BALIE_SOURCE_DRIVER2;
  return is_leg_running (self, BALIE_SOURCE_KP) ? BALIE_SOURCE_KP : self->turning_by;
}

double
balie_customer_search_get_elapsed (BalieCustomerSearch *self)
{
  BalieSource source = balie_customer_search_get_waiting_for (self);

  if (source == BALIE_SOURCE_NONE)
    return 0;
  return balie_leg_get_elapsed (&self->legs[source]);
}

double
balie_customer_search_get_usual_wait (BalieCustomerSearch *self, BalieSource source)
{
  return balie_customers_get_usual_wait (self->desk, source);
}

gboolean
balie_customer_search_is_overdue (BalieCustomerSearch *self)
{
  BalieSource source = balie_customer_search_get_waiting_for (self);

  return source != BALIE_SOURCE_NONE && get_patience (self, source) <= 0;
}

gint64
balie_customer_search_get_total (BalieCustomerSearch *self)
{
  return balie_search_list_get_total (self->list);
}

int
balie_customer_search_get_page (BalieCustomerSearch *self)
{
  return self->page;
}

int
balie_customer_search_get_n_pages (BalieCustomerSearch *self)
{
  return balie_search_list_get_n_pages (self->list);
}

gboolean
balie_customer_search_has_next (BalieCustomerSearch *self)
{
  int n_pages = balie_search_list_get_n_pages (self->list);

  return self->page > 0 && (n_pages < 0 || self->page < n_pages);
}

/**
 * balie_customer_search_set_page:
 * @self: the search
 * @page: from 1; one that there is not is taken for the nearest
 *
 * The page shown stays until the other one is there.
 */
void
balie_customer_search_set_page (BalieCustomerSearch *self, int page)
{
  int n_pages = balie_search_list_get_n_pages (self->list);

  if (self->page == 0)
    return;
  if (n_pages >= 0)
    page = MIN (page, n_pages);
  for (int i = BALIE_SOURCE_DRIVER2; self->failed_page != 0 && i < BALIE_N_SOURCES; i++)
    {
      if (self->legs[i].shown.state >= BALIE_LEG_FAILED &&
          balie_search_list_get_n (self->list, i) != 0)
        balie_leg_set_state (&self->legs[i], BALIE_LEG_FOUND);
    }
  self->failed_page = 0;
  self->turning_by = BALIE_SOURCE_NONE;
  self->wanted_page = MAX (page, 1);
  turn (self);
  tell (self, FALSE);
}

gboolean
balie_customer_search_is_page_loading (BalieCustomerSearch *self)
{
  return self->wanted_page != 0;
}

GPtrArray *
balie_customer_search_get_rows (BalieCustomerSearch *self)
{
  return self->rows;
}
