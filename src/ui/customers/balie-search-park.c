/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer searches of a window: which one its dialog shows, which run on without one, and which have
 * ended and can be shown again. Kept for as long as the desk is open. Main thread. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-search-park.h"

/* Ended ones beyond this are forgotten, the oldest first. */
#define MAX_KEPT 20

typedef struct
{
  BalieCustomerSearch *search; /* owned */
  guint id;
  gboolean unseen; /* ended while no dialog showed it */
} Place;

struct _BalieSearchPark
{
  GObject parent_instance;

  /* Owned */
  GPtrArray *places; /* (element-type Place), the oldest first */

  /* Borrowed */
  BalieCustomerSearch *shown; /* (nullable), one of the places */

  /* State */
  guint last_id;
};

enum
{
  CHANGED,
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieSearchPark, balie_search_park, G_TYPE_OBJECT)

static void
free_place (gpointer data)
{
  Place *place = data;

  g_object_unref (place->search);
  g_free (place);
}

static Place *
find_place (BalieSearchPark *self, BalieCustomerSearch *search)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = g_ptr_array_index (self->places, i);

      if (place->search == search)
        return place;
    }
  return NULL;
}

static gboolean
was_asked (BalieCustomerSearch *search)
{
  return balie_customer_search_get_leg (search, BALIE_SOURCE_DRIVER2)->state != BALIE_LEG_IDLE ||
         balie_customer_search_get_leg (search, BALIE_SOURCE_KP)->state != BALIE_LEG_IDLE;
}

static void
search_changed_cb (BalieCustomerSearch *search, gpointer user_data)
{
  BalieSearchPark *self = user_data;

  if (search != self->shown)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
search_ended_cb (BalieCustomerSearch *search, gpointer user_data)
{
  BalieSearchPark *self = user_data;
  Place *place = find_place (self, search);

  if (place == NULL || search == self->shown)
    return;
  place->unseen = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[ENDED], 0, search);
}

static void
forget (BalieSearchPark *self, Place *place)
{
  g_signal_handlers_disconnect_by_data (place->search, self);
  balie_customer_search_cancel (place->search);
  if (self->shown == place->search)
    self->shown = NULL;
  g_ptr_array_remove (self->places, place);
}

static void
keep (BalieSearchPark *self, BalieCustomerSearch *search)
{
  Place *place = g_new0 (Place, 1);

  if (self->places->len >= MAX_KEPT)
    forget (self, g_ptr_array_index (self->places, 0));
  place->search = g_object_ref (search);
  place->id = ++self->last_id;
  g_ptr_array_add (self->places, place);
  g_signal_connect (search, "changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (search, "ended", G_CALLBACK (search_ended_cb), self);
}

static void
balie_search_park_dispose (GObject *object)
{
  BalieSearchPark *self = BALIE_SEARCH_PARK (object);

  self->shown = NULL;
  while (self->places->len > 0)
    forget (self, g_ptr_array_index (self->places, 0));

  G_OBJECT_CLASS (balie_search_park_parent_class)->dispose (object);
}

static void
balie_search_park_finalize (GObject *object)
{
  g_ptr_array_unref (BALIE_SEARCH_PARK (object)->places);

  G_OBJECT_CLASS (balie_search_park_parent_class)->finalize (object);
}

static void
balie_search_park_class_init (BalieSearchParkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_search_park_dispose;
  object_class->finalize = balie_search_park_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, BALIE_TYPE_CUSTOMER_SEARCH);
}

static void
balie_search_park_init (BalieSearchPark *self)
{
  self->places = g_ptr_array_new_with_free_func (free_place);
}

/**
 * balie_search_park_new:
 *
 * Returns: (transfer full): a park without a search; dropping it cancels those that run
 */
BalieSearchPark *
balie_search_park_new (void)
{
  return g_object_new (BALIE_TYPE_SEARCH_PARK, NULL);
}

/**
 * balie_search_park_set_shown:
 * @self: a park
 * @search: (nullable): what the dialog shows from now on
 */
void
balie_search_park_set_shown (BalieSearchPark *self, BalieCustomerSearch *search)
{
  BalieCustomerSearch *before = self->shown;
  Place *place;

  if (search == before)
    return;
  self->shown = search;
  place = before != NULL ? find_place (self, before) : NULL;
  if (place != NULL && !was_asked (before))
    forget (self, place);
  if (search != NULL)
    {
      place = find_place (self, search);
      if (place == NULL)
        keep (self, search);
      else
        place->unseen = FALSE;
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * balie_search_park_get_shown:
 * @self: a park
 *
 * Returns: (transfer none) (nullable): what the dialog shows
 */
BalieCustomerSearch *
balie_search_park_get_shown (BalieSearchPark *self)
{
  return self->shown;
}

/**
 * balie_search_park_drop:
 * @self: a park
 * @search: one of its searches
 *
 * Cancels and forgets it.
 */
void
balie_search_park_drop (BalieSearchPark *self, BalieCustomerSearch *search)
{
  Place *place = find_place (self, search);

  if (place == NULL)
    return;
  forget (self, place);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * balie_search_park_find:
 * @self: a park
 * @dossier_number: a dossier
 * @entry: one of its entries
 *
 * Returns: (transfer none) (nullable): the newest search for that entry
 */
BalieCustomerSearch *
balie_search_park_find (BalieSearchPark *self, const char *dossier_number, BalieEntry entry)
{
  for (guint i = self->places->len; i > 0; i--)
    {
      const Place *place = g_ptr_array_index (self->places, i - 1);

      if (balie_customer_search_get_entry (place->search) == entry &&
          g_strcmp0 (balie_customer_search_get_dossier_number (place->search), dossier_number) == 0)
        return place->search;
    }
  return NULL;
}

/**
 * balie_search_park_find_id:
 * @self: a park
 * @id: of a search
 *
 * Returns: (transfer none) (nullable): the search, if it is still known
 */
BalieCustomerSearch *
balie_search_park_find_id (BalieSearchPark *self, guint id)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = g_ptr_array_index (self->places, i);

      if (place->id == id)
        return place->search;
    }
  return NULL;
}

/**
 * balie_search_park_get_id:
 * @self: a park
 * @search: one of its searches
 *
 * Returns: its number, 0 when it is not known
 */
guint
balie_search_park_get_id (BalieSearchPark *self, BalieCustomerSearch *search)
{
  const Place *place = find_place (self, search);

  return place != NULL ? place->id : 0;
}

/**
 * balie_search_park_dup_waiting:
 * @self: a park
 *
 * Returns: (transfer container) (element-type BalieCustomerSearch): parked searches that run, or whose
 *   end nobody has seen
 */
GPtrArray *
balie_search_park_dup_waiting (BalieSearchPark *self)
{
  GPtrArray *waiting = g_ptr_array_new ();

  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = g_ptr_array_index (self->places, i);

      if (place->search != self->shown &&
          (place->unseen || balie_customer_search_is_running (place->search)))
        g_ptr_array_add (waiting, place->search);
    }
  return waiting;
}
