/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Approve directly": shows the car and exactly what would be sent, and asks. What the person saw
 * is handed over as expected, so that nothing else can be sent. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-approve-dialog.h"

#include "balie-approval.h"
#include "balie-shell.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* From the preview to the outcome. */
typedef struct
{
  GWeakRef widget; /* who asked */
  BalieDesk *desk;
  char *number;
  char *car; /* brand and model */
  BaliePlateRequest *preview;
} Approval;

static void
free_approval (gpointer data)
{
  Approval *approval = data;

  g_weak_ref_clear (&approval->widget);
  g_object_unref (approval->desk);
  g_free (approval->number);
  g_free (approval->car);
  g_clear_pointer (&approval->preview, balie_plate_request_free);
  g_free (approval);
}

static void
free_approval_of_closure (gpointer data, GClosure *closure)
{
  free_approval (data);
}

static Approval *
copy_approval (const Approval *approval)
{
  Approval *copy = g_new0 (Approval, 1);
  g_autoptr (GtkWidget) widget = g_weak_ref_get ((GWeakRef *) &approval->widget);

  g_weak_ref_init (&copy->widget, widget);
  copy->desk = g_object_ref (approval->desk);
  copy->number = g_strdup (approval->number);
  return copy;
}

static void
show_error (Approval *approval, const GError *error)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&approval->widget);
  BalieShell *shell = widget != NULL ? balie_shell_find (widget) : NULL;

  if (shell != NULL)
    balie_shell_show_error (shell, BALIE_ACTION_APPROVE, error);
}

static void
approved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Approval *approval = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results =
      balie_approval_approve_finish (BALIE_DESK (source), result, &error);
  const BalieApprovalResult *first =
      results != NULL && results->len > 0 ? g_ptr_array_index (results, 0) : NULL;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&approval->widget);
  BalieShell *shell = widget != NULL ? balie_shell_find (widget) : NULL;

  if (results == NULL)
    {
      show_error (approval, error);
    }
  else if (first != NULL && first->error != NULL)
    {
      show_error (approval, first->error);
    }
  else if (shell != NULL)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("Licence plate for order %s is being requested"), approval->number);

      balie_shell_toast (shell, text);
    }
  free_approval (approval);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  const Approval *approval = user_data;
  const char *const numbers[] = { approval->number, NULL };

  if (!g_str_equal (response, "request"))
    return;
  /* Not cancelled by a closing window: the person said yes. */
  balie_approval_approve_async (approval->desk, numbers, approval->preview, NULL, approved_cb,
                                copy_approval (approval));
}

static GtkWidget *
build_fields (const BaliePlateRequest *preview)
{
  g_auto (GStrv) fields = balie_plate_request_dup_shared_fields (preview);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What PON gets"), -1);
  for (guint i = 0; fields[i] != NULL && fields[i + 1] != NULL; i += 2)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *name = gtk_label_new (fields[i]);
      GtkWidget *value = gtk_label_new (*fields[i + 1] != '\0' ? fields[i + 1] : "–");
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_widget_add_css_class (name, "dim-label");
      gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
      gtk_label_set_xalign (GTK_LABEL (value), 1.0f);
      gtk_label_set_wrap (GTK_LABEL (value), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_selectable (GTK_LABEL (value), FALSE);
      gtk_widget_add_css_class (value, "numeric");
      gtk_widget_set_hexpand (value, TRUE);
      gtk_widget_set_margin_start (box, 12);
      gtk_widget_set_margin_end (box, 12);
      gtk_widget_set_margin_top (box, 6);
      gtk_widget_set_margin_bottom (box, 6);
      gtk_box_append (GTK_BOX (box), name);
      gtk_box_append (GTK_BOX (box), value);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_widget_set_focusable (row, FALSE);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  return list;
}

static void
present (Approval *approval, GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *body = g_strdup_printf (
      _ ("Order %s, %s. PON gets these eight fields at once. This can’t be taken back: withdrawing "
         "afterwards needs PON’s yes."),
      approval->number, approval->car);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              _ ("Request the Licence Plate Now?"), body);

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog),
                                      build_fields (approval->preview));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "request",
                                    _ ("_Request Now"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "request",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), approval,
                         free_approval_of_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Approval *approval = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkWidget) widget = NULL;

  approval->preview = balie_approval_preview_finish (BALIE_DESK (source), result, &error);
  widget = g_weak_ref_get (&approval->widget);
  if (approval->preview == NULL || widget == NULL)
    {
      if (approval->preview == NULL)
        show_error (approval, error);
      free_approval (approval);
      return;
    }
  present (approval, widget);
}

/**
 * balie_approve_dialog_ask:
 * @widget: who asks, in the window that shows the outcome
 * @desk: the desk
 * @order: the order
 *
 * The dialog's button is not its default; Escape cancels.
 */
void
balie_approve_dialog_ask (GtkWidget *widget, BalieDesk *desk, const BalieOrder *order)
{
  Approval *approval = g_new0 (Approval, 1);

  g_weak_ref_init (&approval->widget, widget);
  approval->desk = g_object_ref (desk);
  approval->number = g_strdup (order->number);
  approval->car = g_strstrip (g_strdup_printf ("%s %s", order->brand, order->model));
  balie_approval_preview_async (desk, order->number, NULL, previewed_cb, approval);
}
