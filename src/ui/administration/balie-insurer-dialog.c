/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An insurer: addresses, login, password, profile; tested, saved, removed.
 *
 * The password goes to the Secret Service and nowhere else; it is stored before the insurer is, so that
 * nothing is fetched with an old one. A test tries the login once, on a person's word. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-insurer-dialog.h"

#include "balie-accessible.h"
#include "balie-bipro-client.h"
#include "balie-error.h"
#include "balie-letter-sync.h"
#include "balie-secrets.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

#define MAX_PROFILE_BYTES (64 * 1024)

struct _BalieInsurerDialog
{
  BalieDialogFrame parent_instance;

  /* Borrowed: children */
  AdwEntryRow *name;
  AdwEntryRow *sts_url;
  AdwEntryRow *transfer_url;
  AdwEntryRow *user;
  AdwPasswordEntryRow *password;
  AdwActionRow *profile_row;
  GtkWidget *shipped_button;
  AdwActionRow *test_row;
  GtkWidget *save_button;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable; /* of waiting and testing */
  BalieInsurer *insurer;     /* (nullable): as it was; NULL: a new one */
  char *profile;
  GtkFileChooserNative *chooser; /* (nullable) */

  /* State */
  gboolean testing;
};

G_DEFINE_FINAL_TYPE (BalieInsurerDialog, balie_insurer_dialog, BALIE_TYPE_DIALOG_FRAME)

static char *
dup_stripped (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
replace (char **text, char *value)
{
  g_free (*text);
  *text = value;
}

static BalieInsurer *
dup_typed (BalieInsurerDialog *self)
{
  g_autofree char *name = dup_stripped (self->name);
  BalieInsurer *insurer =
      self->insurer != NULL ? balie_insurer_copy (self->insurer) : balie_insurer_new (name);

  replace (&insurer->sts_url, dup_stripped (self->sts_url));
  replace (&insurer->transfer_url, dup_stripped (self->transfer_url));
  replace (&insurer->user, dup_stripped (self->user));
  replace (&insurer->profile, g_strdup (self->profile));
  return insurer;
}

static void
update (BalieInsurerDialog *self)
{
  g_autofree char *name = dup_stripped (self->name);
  gboolean own = !balie_text_is_empty (self->profile);

  gtk_widget_set_sensitive (self->save_button, *name != '\0' && !self->testing);
  gtk_widget_set_visible (self->shipped_button, own);
  adw_action_row_set_subtitle (self->profile_row,
                               own ? _ ("An own profile from a file is used")
                                   : _ ("The profile that comes with Balie is used"));
}

static void
show_error (BalieInsurerDialog *self, BalieAction action, const GError *error)
{
  balie_dialog_frame_show_error (BALIE_DIALOG_FRAME (self), action, error);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieBiproClient) client = BALIE_BIPRO_CLIENT (source);
  g_autoptr (BalieInsurerDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean fine = balie_bipro_client_test_finish (client, result, &error);

  if (self->desk == NULL)
    return;
  self->testing = FALSE;
  update (self);
  adw_action_row_set_subtitle (self->test_row,
                               fine ? _ ("The insurer answers and lets us in") : error->message);
  show_error (self, BALIE_ACTION_TEST_CONNECTION, error);
}

static void
test (BalieInsurerDialog *self)
{
  BalieInsurer *insurer = dup_typed (self);
  g_autoptr (GError) error = NULL;
  BalieBiproClient *client = balie_bipro_client_new (insurer, &error);

  balie_insurer_free (insurer);
  self->testing = client != NULL;
  adw_action_row_set_subtitle (self->test_row, client != NULL ? _ ("Trying…") : "");
  update (self);
  if (client != NULL)
    balie_bipro_client_test_async (client, self->cancellable, tested_cb, g_object_ref (self));
  else
    show_error (self, BALIE_ACTION_TEST_CONNECTION, error);
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieInsurerDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (balie_insurers_put_finish (BALIE_DESK (source), result, &error))
    gtk_window_close (GTK_WINDOW (self));
  else if (self->desk != NULL)
    show_error (self, BALIE_ACTION_SAVE_INSURER, error);
}

static void
put (BalieInsurerDialog *self)
{
  BalieInsurer *insurer = dup_typed (self);

  balie_insurers_put_async (self->desk, insurer, NULL, put_cb, g_object_ref (self));
  balie_insurer_free (insurer);
}

/* What follows once the password is where it belongs. */
typedef struct
{
  BalieInsurerDialog *self; /* owned */
  void (*then) (BalieInsurerDialog *self);
} Storing;

static void
secret_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Storing *storing = user_data;
  g_autoptr (BalieInsurerDialog) self = storing->self;
  g_autoptr (GError) error = NULL;

  balie_secrets_store_finish (result, &error);
  if (self->desk == NULL)
    return;
  if (error != NULL)
    {
      show_error (self, BALIE_ACTION_STORE_SECRET, error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  storing->then (self);
}

static void
store_password (BalieInsurerDialog *self, void (*then) (BalieInsurerDialog *self))
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password));
  BalieInsurer *insurer = dup_typed (self);
  g_autofree char *secret_name = balie_insurer_dup_secret_name (insurer);
  Storing *storing;

  balie_dialog_frame_show_problem (BALIE_DIALOG_FRAME (self), NULL);
  if (*password == '\0')
    {
      then (self);
    }
  else
    {
      storing = g_new0 (Storing, 1);
      storing->self = g_object_ref (self);
      storing->then = then;
      balie_secrets_store_async (secret_name, insurer->user, password, NULL, secret_stored_cb,
                                 storing);
    }
  balie_insurer_free (insurer);
}

static void
save_clicked_cb (BalieInsurerDialog *self)
{
  store_password (self, put);
}

static void
test_clicked_cb (BalieInsurerDialog *self)
{
  if (!self->testing)
    store_password (self, test);
}

static void
profile_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieInsurerDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autoptr (BalieBiproProfile) profile = NULL;
  gsize length = 0;

  if (!g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        balie_dialog_frame_show_problem (BALIE_DIALOG_FRAME (self), error->message);
      return;
    }
  if (length <= MAX_PROFILE_BYTES)
    profile = balie_bipro_profile_parse (text, name, &error);
  if (profile == NULL)
    {
      balie_dialog_frame_show_problem (
          BALIE_DIALOG_FRAME (self),
          error != NULL ? error->message : _ ("This file is too large for a connector profile"));
      return;
    }
  balie_dialog_frame_show_problem (BALIE_DIALOG_FRAME (self), NULL);
  replace (&self->profile, g_steal_pointer (&text));
  update (self);
}

static void
profile_chosen_cb (BalieInsurerDialog *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  if (file != NULL)
    g_file_load_contents_async (file, self->cancellable, profile_read_cb, g_object_ref (self));
}

static void
choose_clicked_cb (BalieInsurerDialog *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  gtk_file_filter_set_name (filter, _ ("Connector profiles (JSON)"));
  gtk_file_filter_add_suffix (filter, "json");
  self->chooser =
      gtk_file_chooser_native_new (_ ("Choose a Connector Profile"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Use Profile"), _ ("_Cancel"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (profile_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
shipped_clicked_cb (BalieInsurerDialog *self)
{
  replace (&self->profile, g_strdup (""));
  update (self);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieInsurerDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (balie_insurers_remove_finish (BALIE_DESK (source), result, &error))
    gtk_window_close (GTK_WINDOW (self));
  else if (self->desk != NULL)
    show_error (self, BALIE_ACTION_REMOVE_INSURER, error);
}

static void
remove_answered_cb (AdwMessageDialog *dialog, const char *response, BalieInsurerDialog *self)
{
  if (g_str_equal (response, "remove"))
    balie_insurers_remove_async (self->desk, self->insurer->name, NULL, removed_cb,
                                 g_object_ref (self));
}

static void
remove_clicked_cb (BalieInsurerDialog *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (self), _ ("Remove This Insurer?"),
      _ ("Its letters are not fetched any more. Those that were fetched stay."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
balie_insurer_dialog_dispose (GObject *object)
{
  BalieInsurerDialog *self = BALIE_INSURER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->insurer, balie_insurer_free);
  g_clear_pointer (&self->profile, g_free);
  G_OBJECT_CLASS (balie_insurer_dialog_parent_class)->dispose (object);
}

static void
balie_insurer_dialog_class_init (BalieInsurerDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_insurer_dialog_dispose;
}

static AdwActionRow *
add_row (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  /* Subtitles may hold what the insurer said. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  return ADW_ACTION_ROW (row);
}

static GtkWidget *
add_button (BalieInsurerDialog *self, AdwActionRow *row, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);
  return button;
}

static void
build (BalieInsurerDialog *self)
{
  BalieDialogFrame *frame = BALIE_DIALOG_FRAME (self);
  AdwPreferencesGroup *line = balie_dialog_frame_add_group (frame, _ ("Insurer"), NULL);
  AdwPreferencesGroup *login =
      balie_dialog_frame_add_group (frame, C_ ("login at an insurer", "Login"),
                                    _ ("The password is kept in this desk’s keyring."));
  AdwPreferencesGroup *more = balie_dialog_frame_add_group (frame, NULL, NULL);

  self->name = balie_dialog_add_entry (line, _ ("Name"));
  self->sts_url = balie_dialog_add_entry (line, _ ("Address of the login service (BiPRO 410)"));
  self->transfer_url = balie_dialog_add_entry (line, _ ("Address of the letters (BiPRO 430)"));
  self->user = balie_dialog_add_entry (login, _ ("User name"));
  self->password = ADW_PASSWORD_ENTRY_ROW (adw_password_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password), _ ("New password"));
  balie_accessible_set_label (GTK_WIDGET (self->password), _ ("New password"));
  adw_preferences_group_add (login, GTK_WIDGET (self->password));
  self->profile_row = add_row (more, _ ("Connector profile"));
  self->shipped_button =
      add_button (self, self->profile_row, _ ("Use S_hipped"), G_CALLBACK (shipped_clicked_cb));
  add_button (self, self->profile_row, _ ("_Choose File…"), G_CALLBACK (choose_clicked_cb));
  self->test_row = add_row (more, _ ("Does it work?"));
  add_button (self, self->test_row, _ ("_Test Login"), G_CALLBACK (test_clicked_cb));
}

static void
balie_insurer_dialog_init (BalieInsurerDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->profile = g_strdup ("");
  self->save_button = balie_dialog_frame_add_button (BALIE_DIALOG_FRAME (self), _ ("_Save"));
  build (self);
  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (save_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
show_insurer (BalieInsurerDialog *self)
{
  AdwPreferencesGroup *group = balie_dialog_frame_add_group (BALIE_DIALOG_FRAME (self), NULL, NULL);
  GtkWidget *button = add_button (self, add_row (group, _ ("Remove this insurer")), _ ("_Remove…"),
                                  G_CALLBACK (remove_clicked_cb));

  gtk_widget_add_css_class (button, "destructive-action");
  gtk_editable_set_text (GTK_EDITABLE (self->name), self->insurer->name);
  gtk_editable_set_editable (GTK_EDITABLE (self->name), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->sts_url), self->insurer->sts_url);
  gtk_editable_set_text (GTK_EDITABLE (self->transfer_url), self->insurer->transfer_url);
  gtk_editable_set_text (GTK_EDITABLE (self->user), self->insurer->user);
  replace (&self->profile, g_strdup (self->insurer->profile));
}

/**
 * balie_insurer_dialog_present:
 * @desk: the desk
 * @parent: the window it belongs to
 * @insurer: (nullable): which, %NULL adds one
 *
 * Returns: (transfer none): the dialog, already shown
 */
BalieInsurerDialog *
balie_insurer_dialog_present (BalieDesk *desk, GtkWindow *parent, const BalieInsurer *insurer)
{
  BalieInsurerDialog *self = g_object_new (BALIE_TYPE_INSURER_DIALOG, NULL);

  self->desk = g_object_ref (desk);
  if (insurer != NULL)
    {
      self->insurer = balie_insurer_copy (insurer);
      show_insurer (self);
    }
  gtk_window_set_title (GTK_WINDOW (self), insurer != NULL ? _ ("Insurer") : _ ("Add Insurer"));
  balie_dialog_frame_set_parent (BALIE_DIALOG_FRAME (self), parent);
  update (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
