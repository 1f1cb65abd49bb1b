/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page may ask of the window it stands in: finding the shell and calling it. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-shell.h"

#include "balie-error.h"

G_DEFINE_INTERFACE (BalieShell, balie_shell, GTK_TYPE_WIDGET)

static void
balie_shell_default_init (BalieShellInterface *iface)
{
}

/* A page that is in no shell has nobody to tell: the log must do. */
static BalieShell *
check_shell (BalieShell *self)
{
  if (self == NULL || !BALIE_IS_SHELL (self))
    {
      g_debug ("Nothing shown: the widget stands in no window");
      return NULL;
    }
  return self;
}

/**
 * balie_shell_find:
 * @widget: any widget
 *
 * Returns: (transfer none) (nullable): the shell @widget stands in; for a dialog the shell of the
 *   window it belongs to
 */
BalieShell *
balie_shell_find (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  while (widget != NULL && !BALIE_IS_SHELL (widget))
    {
      GtkWidget *parent = gtk_widget_get_parent (widget);

      if (parent == NULL && GTK_IS_WINDOW (widget))
        parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (widget)));
      widget = parent;
    }
  return widget == NULL ? NULL : BALIE_SHELL (widget);
}

/**
 * balie_shell_toast:
 * @self: (nullable): the shell
 * @text: translated sentence, plain text
 */
void
balie_shell_toast (BalieShell *self, const char *text)
{
  balie_shell_toast_with_button (self, text, NULL, NULL, NULL, NULL);
}

/**
 * balie_shell_toast_with_button:
 * @self: (nullable): the shell
 * @text: translated sentence, plain text
 * @button: (nullable): label of the button
 * @func: (nullable): called when the person presses @button
 * @data: for @func
 * @data_free: (nullable): called always once
 */
void
balie_shell_toast_with_button (BalieShell *self,
                               const char *text,
                               const char *button,
                               BalieShellUndoFunc func,
                               gpointer data,
                               GDestroyNotify data_free)
{
  self = check_shell (self);
  if (self != NULL)
    BALIE_SHELL_GET_IFACE (self)->toast (self, text, button, func, data, data_free);
  else if (data_free != NULL)
    data_free (data);
}

/**
 * balie_shell_show_error:
 * @self: (nullable): the shell
 * @action: what was being done
 * @error: what went wrong; CANCELLED is silent
 */
void
balie_shell_show_error (BalieShell *self, BalieAction action, const GError *error)
{
  g_return_if_fail (error != NULL);

  if (balie_error_is_cancelled (error))
    return;
  self = check_shell (self);
  if (self != NULL)
    BALIE_SHELL_GET_IFACE (self)->show_error (self, action, error);
}

/**
 * balie_shell_open_order:
 * @self: (nullable): the shell
 * @number: order number
 * @tab: (nullable): "general", "seller", "sales-admin", "requests" or "activity"
 */
void
balie_shell_open_order (BalieShell *self, const char *number, const char *tab)
{
  self = check_shell (self);
  if (self != NULL)
    BALIE_SHELL_GET_IFACE (self)->open_order (self, number, tab);
}

/**
 * balie_shell_open_dossier:
 * @self: (nullable): the shell
 * @number: dossier number
 * @entry: the entry to show, %BALIE_ENTRY_NONE for the dossier itself
 */
void
balie_shell_open_dossier (BalieShell *self, const char *number, BalieEntry entry)
{
  self = check_shell (self);
  if (self != NULL && BALIE_SHELL_GET_IFACE (self)->open_dossier != NULL)
    BALIE_SHELL_GET_IFACE (self)->open_dossier (self, number, entry);
}

/**
 * balie_shell_open_letter:
 * @self: (nullable): the shell
 * @id: the letter
 */
void
balie_shell_open_letter (BalieShell *self, gint64 id)
{
  if (check_shell (self) != NULL)
    BALIE_SHELL_GET_IFACE (self)->open_letter (self, id);
}

/**
 * balie_shell_search_customers:
 * @self: (nullable): the shell
 * @search: (transfer none): shown in its dialog
 */
void
balie_shell_search_customers (BalieShell *self, BalieCustomerSearch *search)
{
  self = check_shell (self);
  if (self != NULL)
    BALIE_SHELL_GET_IFACE (self)->search_customers (self, search);
}

/**
 * balie_shell_search_vehicle:
 * @self: (nullable): the shell
 * @dossier_number: which dossier the vehicle is for
 * @vin: chassis number to begin with, "" if none
 * @plate: licence plate to begin with, "" if none
 */
void
balie_shell_search_vehicle (BalieShell *self,
                            const char *dossier_number,
                            const char *vin,
                            const char *plate)
{
  self = check_shell (self);
  if (self != NULL)
    BALIE_SHELL_GET_IFACE (self)->search_vehicle (self, dossier_number, vin, plate);
}

/**
 * balie_shell_show_orders:
 * @self: (nullable): the shell
 * @filter: which orders
 */
void
balie_shell_show_orders (BalieShell *self, BalieOrderFilter filter)
{
  self = check_shell (self);
  if (self != NULL)
    BALIE_SHELL_GET_IFACE (self)->show_orders (self, filter);
}

/**
 * balie_shell_show_page:
 * @self: (nullable): the shell
 * @page: "orders", "requests" or "runs"
 */
void
balie_shell_show_page (BalieShell *self, const char *page)
{
  self = check_shell (self);
  if (self != NULL)
    BALIE_SHELL_GET_IFACE (self)->show_page (self, page);
}
