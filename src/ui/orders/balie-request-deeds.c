/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person may do with a plate request: withdraw it (asked first) or have it sent now. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-request-deeds.h"

#include "balie-approval.h"
#include "balie-shell.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  GWeakRef widget;
  BalieDesk *desk;
  char *key;
} Deed;

static Deed *
new_deed (GtkWidget *widget, BalieDesk *desk, const char *key)
{
  Deed *deed = g_new0 (Deed, 1);

  g_weak_ref_init (&deed->widget, widget);
  deed->desk = g_object_ref (desk);
  deed->key = g_strdup (key);
  return deed;
}

static void
free_deed (Deed *deed)
{
  g_weak_ref_clear (&deed->widget);
  g_object_unref (deed->desk);
  g_free (deed->key);
  g_free (deed);
}

static void
free_deed_of_closure (gpointer data, GClosure *closure)
{
  free_deed (data);
}

static void
tell (Deed *deed, BalieAction action, const char *text, const GError *error)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&deed->widget);
  BalieShell *shell = widget != NULL ? balie_shell_find (widget) : NULL;

  if (shell != NULL && error != NULL)
    balie_shell_show_error (shell, action, error);
  else if (shell != NULL)
    balie_shell_toast (shell, text);
  free_deed (deed);
}

static void
withdrawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePlateRequest) request =
      balie_approval_withdraw_finish (BALIE_DESK (source), result, &error);
  gboolean dropped = request != NULL && request->state == BALIE_REQUEST_WITHDRAWN;

  tell (user_data, BALIE_ACTION_WITHDRAW,
        dropped ? _ ("The request is withdrawn") : _ ("PON is being asked to withdraw the request"),
        error);
}

static void
resent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  balie_approval_resend_finish (BALIE_DESK (source), result, &error);
  tell (user_data, BALIE_ACTION_RESEND, _ ("The request is being worked on now"), error);
}

static void
withdraw_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Deed *deed = user_data;
  g_autoptr (GtkWidget) widget = NULL;

  if (!g_str_equal (response, "withdraw"))
    return;
  widget = g_weak_ref_get (&deed->widget);
  balie_approval_withdraw_async (deed->desk, deed->key, NULL, withdrawn_cb,
                                 new_deed (widget, deed->desk, deed->key));
}

/**
 * balie_request_deeds_dup_withdraw_lock:
 * @desk: the desk
 * @request: a request
 *
 * Returns: (transfer full) (nullable): why it can't be withdrawn, %NULL if it can
 */
char *
balie_request_deeds_dup_withdraw_lock (BalieDesk *desk, const BaliePlateRequest *request)
{
  const BalieUser *user = balie_desk_get_user (desk);

  if (request->state == BALIE_REQUEST_APPROVED)
    return g_strdup (_ ("PON has issued the plate; it can no longer be withdrawn."));
  if (!balie_request_state_is_live (request->state))
    return g_strdup (_ ("This request is closed."));
  if (request->state == BALIE_REQUEST_WITHDRAWAL_ASKED)
    return g_strdup (_ ("PON has been asked already."));
  if (!balie_permission_allows (user, BALIE_DEED_WITHDRAW))
    return balie_permission_dup_reason (user, BALIE_DEED_WITHDRAW);
  return NULL;
}

/**
 * balie_request_deeds_dup_resend_lock:
 * @desk: the desk
 * @request: a request
 *
 * Returns: (transfer full) (nullable): why it can't be sent now, %NULL if it can
 */
char *
balie_request_deeds_dup_resend_lock (BalieDesk *desk, const BaliePlateRequest *request)
{
  const BalieUser *user = balie_desk_get_user (desk);

  if (request->state != BALIE_REQUEST_WAITING && request->state != BALIE_REQUEST_UNKNOWN)
    return g_strdup (_ ("Only a request that waits or is unclear can be sent now."));
  if (!balie_permission_allows (user, BALIE_DEED_RESEND))
    return balie_permission_dup_reason (user, BALIE_DEED_RESEND);
  return NULL;
}

/**
 * balie_request_deeds_withdraw:
 * @widget: who asks, in the window that shows the outcome
 * @desk: the desk
 * @request: what to withdraw
 *
 * Asks first, naming the deed.
 */
void
balie_request_deeds_withdraw (GtkWidget *widget, BalieDesk *desk, const BaliePlateRequest *request)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  gboolean unsent = request->state == BALIE_REQUEST_WAITING;
  g_autofree char *heading =
      g_strdup_printf (_ ("Withdraw the Plate Request of Order %s?"), request->order_number);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading,
      unsent ? _ ("It has not been sent yet, so it is dropped here at once.")
             : _ ("PON is asked to withdraw it. Only PON’s yes frees the order and the chassis "
                  "number for another request."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Keep the Request"),
                                    "withdraw",
                                    unsent ? _ ("_Withdraw") : _ ("_Ask PON to Withdraw"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "withdraw",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (withdraw_answered_cb),
                         new_deed (widget, desk, request->key), free_deed_of_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * balie_request_deeds_resend:
 * @widget: who asks, in the window that shows the outcome
 * @desk: the desk
 * @key: of the request
 *
 * Has it sent, or PON asked after it, now; never makes a second request.
 */
void
balie_request_deeds_resend (GtkWidget *widget, BalieDesk *desk, const char *key)
{
  balie_approval_resend_async (desk, key, NULL, resent_cb, new_deed (widget, desk, key));
}
