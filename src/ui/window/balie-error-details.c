/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog behind a toast's "Details": what happened, what to do, and the cause for support. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-error-details.h"

#include "balie-error.h"

#include <glib/gi18n-lib.h>

static void
response_chosen_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  const char *cause = user_data;

  if (g_strcmp0 (response, "copy") == 0)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (dialog)), cause);
}

static void
free_cause_cb (gpointer data, GClosure *closure)
{
  g_free (data);
}

/**
 * balie_error_details_dup_cause:
 * @error: what went wrong
 *
 * Returns: (transfer full): code and message, for support
 */
char *
balie_error_details_dup_cause (const GError *error)
{
  const char *code = error->domain == BALIE_ERROR
                         ? balie_error_code_to_string ((BalieError) error->code)
                         : g_quark_to_string (error->domain);

  return g_strdup_printf ("%s: %s", code, error->message);
}

/**
 * balie_error_details_show:
 * @parent: the window it stands before
 * @action: what was being done
 * @error: what went wrong
 */
void
balie_error_details_show (GtkWindow *parent, BalieAction action, const GError *error)
{
  g_autofree char *text = balie_sentence_dup_text (action, error);
  g_autofree char *hint = balie_sentence_dup_hint (action, error);
  char *cause = balie_error_details_dup_cause (error);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", hint, cause);
  GtkWidget *dialog = adw_message_dialog_new (parent, text, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "copy", _ ("_Copy Details"),
                                    "close", _ ("_Close"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_chosen_cb), cause, free_cause_cb,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
}
