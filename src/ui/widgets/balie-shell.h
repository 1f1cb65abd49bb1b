/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page may ask of the window it stands in; implemented by BalieWindow, so that pages do not
 * know the window. */
#pragma once

#include <gtk/gtk.h>

#include "balie-customer-search.h"
#include "balie-desk.h"
#include "balie-order-table.h"

G_BEGIN_DECLS

/* What was being done when something failed: the row of the table of sentences. */
typedef enum
{
  BALIE_ACTION_OPEN_DATABASE,
  BALIE_ACTION_LOAD_ORDERS,
  BALIE_ACTION_LOAD_ORDER,
  BALIE_ACTION_SAVE_ORDER,
  BALIE_ACTION_UNDO,
  BALIE_ACTION_IMPORT,
  BALIE_ACTION_EXPORT,
  BALIE_ACTION_APPROVE,
  BALIE_ACTION_WITHDRAW,
  BALIE_ACTION_RESEND,
  BALIE_ACTION_DELIVER,
  BALIE_ACTION_LOAD_REQUESTS,
  BALIE_ACTION_RUN,
  BALIE_ACTION_LOAD_RUNS,
  BALIE_ACTION_SEND_MAIL,
  BALIE_ACTION_TEST_CONNECTION,
  BALIE_ACTION_SAVE_SETTINGS,
  BALIE_ACTION_STORE_SECRET,
  BALIE_ACTION_START_DEMO,
  BALIE_ACTION_LOAD_DOSSIERS,
  BALIE_ACTION_LOAD_DOSSIER,
  BALIE_ACTION_SAVE_DOSSIER,
  BALIE_ACTION_SEARCH_DRIVER2,
  BALIE_ACTION_SEARCH_KP,
  BALIE_ACTION_SEARCH_VEHICLE,
  BALIE_ACTION_LOAD_CUSTOMER,
  BALIE_ACTION_IMPORT_CUSTOMER,
  BALIE_ACTION_SHOW_IDENTITY,
  BALIE_ACTION_PERSONAL_DATA,
  BALIE_ACTION_FIND,
  BALIE_ACTION_LOAD_LETTERS,
  BALIE_ACTION_LOAD_LETTER,
  BALIE_ACTION_SAVE_LETTER,
  BALIE_ACTION_FETCH_LETTERS,
  BALIE_ACTION_OPEN_DOCUMENT,
  BALIE_ACTION_SAVE_DOCUMENT,
  BALIE_ACTION_EXPORT_LETTERS,
  BALIE_ACTION_PRINT_LETTERS,
  BALIE_ACTION_LOAD_USERS,
  BALIE_ACTION_SAVE_USER,
  BALIE_ACTION_REMOVE_USER,
  BALIE_ACTION_LOAD_INSURERS,
  BALIE_ACTION_SAVE_INSURER,
  BALIE_ACTION_REMOVE_INSURER,
  BALIE_ACTION_LOAD_NOTIFICATIONS,
  BALIE_ACTION_SAVE_NOTIFICATIONS,
  BALIE_N_ACTIONS,
} BalieAction;

#define BALIE_TYPE_SHELL (balie_shell_get_type ())
G_DECLARE_INTERFACE (BalieShell, balie_shell, BALIE, SHELL, GtkWidget)

typedef void (*BalieShellUndoFunc) (gpointer user_data);

struct _BalieShellInterface
{
  GTypeInterface parent;

  void (*toast) (BalieShell *self,
                 const char *text,
                 const char *button,
                 BalieShellUndoFunc func,
                 gpointer data,
                 GDestroyNotify data_free);
  void (*show_error) (BalieShell *self, BalieAction action, const GError *error);
  void (*open_order) (BalieShell *self, const char *number, const char *tab);
  void (*open_dossier) (BalieShell *self, const char *number, BalieEntry entry);
  void (*open_letter) (BalieShell *self, gint64 id);
  void (*search_customers) (BalieShell *self, BalieCustomerSearch *search);
  void (*search_vehicle) (BalieShell *self,
                          const char *dossier_number,
                          const char *vin,
                          const char *plate);
  void (*show_orders) (BalieShell *self, BalieOrderFilter filter);
  void (*show_page) (BalieShell *self, const char *page);
};

/* The shell @widget stands in, or NULL while it is not in a window. */
BalieShell *balie_shell_find (GtkWidget *widget);
void balie_shell_toast (BalieShell *self, const char *text);
/* @func is called when the person presses @button; @data_free always once. */
void balie_shell_toast_with_button (BalieShell *self,
                                    const char *text,
                                    const char *button,
                                    BalieShellUndoFunc func,
                                    gpointer data,
                                    GDestroyNotify data_free);
/* A toast with "Details"; silent for CANCELLED. */
void balie_shell_show_error (BalieShell *self, BalieAction action, const GError *error);
/* @tab: NULL or "general", "seller", "sales-admin", "requests", "activity" */
void balie_shell_open_order (BalieShell *self, const char *number, const char *tab);
/* @entry: BALIE_ENTRY_NONE for the dossier itself */
void balie_shell_open_dossier (BalieShell *self, const char *number, BalieEntry entry);
void balie_shell_open_letter (BalieShell *self, gint64 id);
/* Shows the search in its dialog (one dialog at a time); the window keeps it when the dialog is closed. */
void balie_shell_search_customers (BalieShell *self, BalieCustomerSearch *search);
void balie_shell_search_vehicle (BalieShell *self,
                                 const char *dossier_number,
                                 const char *vin,
                                 const char *plate);
void balie_shell_show_orders (BalieShell *self, BalieOrderFilter filter);
/* @page: "orders", "requests", "dossiers", "letters", "runs", "administration" */
void balie_shell_show_page (BalieShell *self, const char *page);

/* The table of sentences: what happened, and what to do. */
char *balie_sentence_dup_text (BalieAction action, const GError *error);
char *balie_sentence_dup_hint (BalieAction action, const GError *error);

G_END_DECLS
