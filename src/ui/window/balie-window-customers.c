/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The searches of a window: its one search dialog, the parked searches, the vehicle dialogs. Made with a desk
 * and gone with it. Main thread. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-window-customers.h"

#include "balie-customer-dialog.h"
#include "balie-search-texts.h"
#include "balie-text.h"
#include "balie-vehicle-dialog.h"

#include <glib/gi18n-lib.h>

struct _BalieWindowCustomers
{
  GObject parent_instance;

  /* Owned */
  BalieDesk *desk;
  BalieSearchPark *park;

  /* Borrowed */
  GtkWindow *window;
  BalieParkBar *bar;
  GtkWidget *dialog;         /* (nullable), weak */
  GtkWidget *vehicle_dialog; /* (nullable), weak */
};

enum
{
  SEARCH_ENDED,
  SEARCH_SHOWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieWindowCustomers, balie_window_customers, G_TYPE_OBJECT)

static void
set_dialog (GtkWidget **place, GtkWidget *dialog)
{
  g_clear_weak_pointer (place);
  g_set_weak_pointer (place, dialog);
}

/* Whatever it showed is parked; nothing of it is told to this object any more. */
static void
close_dialog (BalieWindowCustomers *self)
{
  GtkWidget *dialog = self->dialog;

  if (dialog == NULL)
    return;
  g_signal_handlers_disconnect_by_data (dialog, self);
  g_clear_weak_pointer (&self->dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
dialog_closed_cb (BalieWindowCustomers *self)
{
  g_clear_weak_pointer (&self->dialog);
  balie_search_park_set_shown (self->park, NULL);
}

static void
dialog_loaded_cb (BalieWindowCustomers *self)
{
  BalieCustomerSearch *search = balie_search_park_get_shown (self->park);

  g_clear_weak_pointer (&self->dialog);
  if (search != NULL)
    balie_search_park_drop (self->park, search);
}

static void
show (BalieWindowCustomers *self, BalieCustomerSearch *search)
{
  if (self->dialog != NULL && balie_search_park_get_shown (self->park) == search)
    {
      gtk_window_present (GTK_WINDOW (self->dialog));
      return;
    }
  close_dialog (self);
  balie_search_park_set_shown (self->park, search);
  set_dialog (&self->dialog, balie_customer_dialog_new (self->desk, self->window, search));
  g_signal_connect_object (self->dialog, "closed", G_CALLBACK (dialog_closed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dialog, "loaded", G_CALLBACK (dialog_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->dialog));
  g_signal_emit (self, signals[SEARCH_SHOWN], 0, balie_search_park_get_id (self->park, search));
}

static void
show_search_cb (BalieWindowCustomers *self, BalieCustomerSearch *search)
{
  show (self, search);
}

/* What a toast's button shows: the search may have been forgotten by then. */
typedef struct
{
  GWeakRef customers;
  guint id;
} Reminder;

static void
free_reminder (gpointer data)
{
  Reminder *reminder = data;

  g_weak_ref_clear (&reminder->customers);
  g_free (reminder);
}

static void
show_reminded (gpointer data)
{
  Reminder *reminder = data;
  g_autoptr (BalieWindowCustomers) self = g_weak_ref_get (&reminder->customers);

  if (self != NULL)
    balie_window_customers_show_id (self, reminder->id);
}

static void
search_ended_cb (BalieWindowCustomers *self, BalieCustomerSearch *search)
{
  g_autofree char *text = balie_search_texts_dup_parked (search);
  Reminder *reminder = g_new0 (Reminder, 1);

  g_weak_ref_init (&reminder->customers, self);
  reminder->id = balie_search_park_get_id (self->park, search);
  balie_shell_toast_with_button (BALIE_SHELL (self->window), text, _ ("Show"), show_reminded,
                                 reminder, free_reminder);
  g_signal_emit (self, signals[SEARCH_ENDED], 0, search);
}

static void
balie_window_customers_dispose (GObject *object)
{
  balie_window_customers_close (BALIE_WINDOW_CUSTOMERS (object));

  G_OBJECT_CLASS (balie_window_customers_parent_class)->dispose (object);
}

static void
balie_window_customers_class_init (BalieWindowCustomersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_window_customers_dispose;

  signals[SEARCH_ENDED] =
      g_signal_new ("search-ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, BALIE_TYPE_CUSTOMER_SEARCH);
  signals[SEARCH_SHOWN] =
      g_signal_new ("search-shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
balie_window_customers_init (BalieWindowCustomers *self)
{
  self->park = balie_search_park_new ();
}

/**
 * balie_window_customers_new:
 * @window: the shell
 * @desk: an open desk
 * @bar: where parked searches are shown
 *
 * Returns: (transfer full): the searches of a window, none yet
 */
BalieWindowCustomers *
balie_window_customers_new (GtkWindow *window, BalieDesk *desk, BalieParkBar *bar)
{
  BalieWindowCustomers *self = g_object_new (BALIE_TYPE_WINDOW_CUSTOMERS, NULL);

  self->window = window;
  self->desk = g_object_ref (desk);
  self->bar = bar;
  balie_park_bar_set_park (bar, self->park);
  g_signal_connect_object (bar, "show-search", G_CALLBACK (show_search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->park, "ended", G_CALLBACK (search_ended_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/* Whether what is kept answers what is asked now: another name that was typed begins anew. */
static gboolean
is_taken_up (BalieCustomerSearch *kept, BalieCustomerSearch *search)
{
  static const BalieCriterion names[] = { BALIE_CRITERION_LAST_NAME, BALIE_CRITERION_FIRST_NAME };
  char *const *old = balie_customer_search_get_query (kept)->values;
  char *const *new = balie_customer_search_get_query (search)->values;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (!balie_text_is_empty (new[names[i]]) &&
        !balie_text_equal_folded (old[names[i]], new[names[i]]))
      return FALSE;
  return TRUE;
}

/**
 * balie_window_customers_search:
 * @self: the searches
 * @search: what the dialog is to show; where one for the same entry and name is kept, that one is taken up
 */
void
balie_window_customers_search (BalieWindowCustomers *self, BalieCustomerSearch *search)
{
  BalieCustomerSearch *kept;

  g_return_if_fail (BALIE_IS_WINDOW_CUSTOMERS (self));

  kept = balie_search_park_find (self->park, balie_customer_search_get_dossier_number (search),
                                 balie_customer_search_get_entry (search));
  show (self, kept != NULL && is_taken_up (kept, search) ? kept : search);
}

/**
 * balie_window_customers_search_vehicle:
 * @self: the searches
 * @dossier_number: which dossier the vehicle is for
 * @vin: chassis number to begin with, "" if none
 * @plate: licence plate to begin with, "" if none
 */
void
balie_window_customers_search_vehicle (BalieWindowCustomers *self,
                                       const char *dossier_number,
                                       const char *vin,
                                       const char *plate)
{
  GtkWidget *dialog = self->vehicle_dialog;

  if (dialog != NULL &&
      g_str_equal (balie_vehicle_dialog_get_dossier_number (BALIE_VEHICLE_DIALOG (dialog)),
                   dossier_number))
    {
      gtk_window_present (GTK_WINDOW (dialog));
      return;
    }
  if (dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (dialog));
  set_dialog (&self->vehicle_dialog,
              balie_vehicle_dialog_new (self->desk, self->window, dossier_number, vin, plate));
  gtk_window_present (GTK_WINDOW (self->vehicle_dialog));
}

/**
 * balie_window_customers_get_id:
 * @self: the searches
 * @search: one of them
 *
 * Returns: by what balie_window_customers_show_id() finds it; 0 when it is not known
 */
guint
balie_window_customers_get_id (BalieWindowCustomers *self, BalieCustomerSearch *search)
{
  return balie_search_park_get_id (self->park, search);
}

/**
 * balie_window_customers_show_id:
 * @self: the searches
 * @id: of a search; nothing happens when it is not known any more
 */
void
balie_window_customers_show_id (BalieWindowCustomers *self, guint id)
{
  BalieCustomerSearch *search = balie_search_park_find_id (self->park, id);

  if (search != NULL)
    show (self, search);
}

/**
 * balie_window_customers_close:
 * @self: the searches
 *
 * Closes the dialogs and cancels what runs.
 */
void
balie_window_customers_close (BalieWindowCustomers *self)
{
  close_dialog (self);
  if (self->vehicle_dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (self->vehicle_dialog));
  g_clear_weak_pointer (&self->vehicle_dialog);
  if (self->bar != NULL)
    {
      balie_park_bar_set_park (self->bar, NULL);
      g_signal_handlers_disconnect_by_data (self->bar, self);
    }
  self->bar = NULL;
  g_clear_object (&self->park);
  g_clear_object (&self->desk);
}
