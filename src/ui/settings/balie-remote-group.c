/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows for one remote system: address, user name, password, own connector profile, and a test. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-remote-group.h"

#include "balie-accessible.h"
#include "balie-administration.h"
#include "balie-remote-test.h"
#include "balie-secrets.h"
#include "balie-setting-row.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

/* A profile is a page of text; more than this is no profile. */
#define MAX_PROFILE_BYTES (256 * 1024)

struct _BalieRemoteGroup
{
  AdwPreferencesGroup parent;

  /* Template */
  AdwEntryRow *url_row;
  AdwEntryRow *user_row;
  AdwPasswordEntryRow *password_row;
  AdwActionRow *profile_row;
  AdwActionRow *state_row;
  AdwActionRow *test_row;
  GtkButton *test_button;
  GtkSpinner *test_spinner;
  GtkButton *shipped_button;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  BalieRemoteConfig *config;
  GtkFileChooserNative *chooser;

  /* State */
  gulong changed_id;
  gulong remote_changed_id;
};

G_DEFINE_FINAL_TYPE (BalieRemoteGroup, balie_remote_group, ADW_TYPE_PREFERENCES_GROUP)

typedef struct
{
  const char *name;
  const char *title;
  const char *fine; /* the test went well */
} RemoteTexts;

static const RemoteTexts remote_texts[] = {
  { "pon", N_ ("PON, the importer"), N_ ("PON answers and lets us in") },
  { "driver2", N_ ("Driver2, the dealer’s customers and vehicles"),
    N_ ("Driver2 answers and lets us in") },
  { "kp", N_ ("KP (KundenPortal), the importer’s customers"), N_ ("KP answers and lets us in") },
  { "smtp", N_ ("Mail server"), N_ ("The mail server took the test mail") },
};

static void
report (BalieRemoteGroup *self, BalieAction action, const GError *error)
{
  g_autofree char *text = balie_sentence_dup_text (action, error);

  balie_preferences_toast (GTK_WIDGET (self), text);
}

static void
show_config (BalieRemoteGroup *self)
{
  gboolean own = *self->config->profile != '\0';

  gtk_editable_set_text (GTK_EDITABLE (self->url_row), self->config->url);
  gtk_editable_set_text (GTK_EDITABLE (self->user_row), self->config->user);
  adw_action_row_set_subtitle (self->profile_row,
                               own ? _ ("An own profile from a file is used")
                                   : _ ("The profile that comes with Balie is used"));
  gtk_widget_set_visible (GTK_WIDGET (self->shipped_button), own);
}

static void
remotes_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieRemoteGroup *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) remotes =
      balie_administration_list_remotes_finish (BALIE_DESK (source), result, &error);

  if (balie_error_is_cancelled (error))
    return;
  if (remotes == NULL)
    {
      report (self, BALIE_ACTION_SAVE_SETTINGS, error);
      return;
    }
  for (guint i = 0; i < remotes->len; i++)
    {
      const BalieRemoteConfig *remote = g_ptr_array_index (remotes, i);

      if (!g_str_equal (remote->name, self->config->name))
        continue;
      balie_remote_config_free (self->config);
      self->config = balie_remote_config_copy (remote);
      break;
    }
  show_config (self);
}

static void
load (BalieRemoteGroup *self)
{
  balie_administration_list_remotes_async (self->desk, self->cancellable, remotes_listed_cb, self);
}

static void
remote_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieRemoteGroup *self = user_data;
  g_autoptr (GError) error = NULL;

  balie_administration_put_remote_finish (BALIE_DESK (source), result, &error);
  if (balie_error_is_cancelled (error))
    return;
  if (error != NULL)
    report (self, BALIE_ACTION_SAVE_SETTINGS, error);
  else
    load (self);
}

/* Takes @profile, the text to use from now on; NULL keeps the present one. */
static void
save (BalieRemoteGroup *self, const char *profile)
{
  g_autoptr (BalieRemoteConfig) config = balie_remote_config_copy (self->config);

  g_free (config->url);
  g_free (config->user);
  config->url = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->url_row)));
  config->user = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->user_row)));
  if (profile != NULL)
    {
      g_free (config->profile);
      config->profile = g_strdup (profile);
    }
  balie_administration_put_remote_async (self->desk, config, self->cancellable, remote_put_cb,
                                         self);
}

static void
entry_applied_cb (BalieRemoteGroup *self)
{
  save (self, NULL);
}

static void
secret_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieRemoteGroup *self = user_data;
  g_autoptr (GError) error = NULL;

  balie_secrets_store_finish (result, &error);
  if (balie_error_is_cancelled (error))
    return;
  if (error != NULL)
    {
      report (self, BALIE_ACTION_STORE_SECRET, error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  balie_preferences_toast (GTK_WIDGET (self), _ ("The password is kept in this desk’s keyring"));
}

static void
password_applied_cb (BalieRemoteGroup *self)
{
  balie_secrets_store_async (self->config->name,
                             gtk_editable_get_text (GTK_EDITABLE (self->user_row)),
                             gtk_editable_get_text (GTK_EDITABLE (self->password_row)),
                             self->cancellable, secret_stored_cb, self);
}

static void
profile_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieRemoteGroup *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes == NULL)
    {
      balie_preferences_toast (GTK_WIDGET (self), error->message);
      return;
    }
  if (g_bytes_get_size (bytes) == MAX_PROFILE_BYTES)
    {
      balie_preferences_toast (GTK_WIDGET (self),
                               _ ("This file is too large for a connector profile"));
      return;
    }
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  save (self, text);
}

static void
profile_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieRemoteGroup *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (stream == NULL)
    {
      balie_preferences_toast (GTK_WIDGET (self), error->message);
      return;
    }
  g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), MAX_PROFILE_BYTES, G_PRIORITY_DEFAULT,
                                   self->cancellable, profile_read_cb, self);
}

static void
profile_chosen_cb (BalieRemoteGroup *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

      g_file_read_async (file, G_PRIORITY_DEFAULT, self->cancellable, profile_opened_cb, self);
    }
  g_clear_object (&self->chooser);
}

static void
choose_clicked_cb (BalieRemoteGroup *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;
  gtk_file_filter_set_name (filter, _ ("Connector profiles (JSON)"));
  gtk_file_filter_add_suffix (filter, "json");
  self->chooser = gtk_file_chooser_native_new (
      _ ("Choose a Connector Profile"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Use Profile"), _ ("_Cancel"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (profile_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
shipped_clicked_cb (BalieRemoteGroup *self)
{
  save (self, "");
}

static void
show_test (BalieRemoteGroup *self, gboolean running, const char *text)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->test_button), !running);
  gtk_spinner_set_spinning (self->test_spinner, running);
  adw_action_row_set_subtitle (self->test_row, text);
}

static const RemoteTexts *
find_texts (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (remote_texts); i++)
    if (g_str_equal (remote_texts[i].name, name))
      return &remote_texts[i];
  g_return_val_if_reached (&remote_texts[0]);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieRemoteGroup *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean fine = balie_remote_test_finish (BALIE_DESK (source), result, &error);
  BalieAction action;
  g_autofree char *text = NULL;
  g_autofree char *hint = NULL;
  g_autofree char *both = NULL;
  g_autofree char *escaped = NULL;

  if (balie_error_is_cancelled (error))
    return;
  if (fine)
    {
      show_test (self, FALSE, _ (find_texts (self->config->name)->fine));
      return;
    }
  action = g_str_equal (self->config->name, "smtp") ? BALIE_ACTION_SEND_MAIL
                                                    : BALIE_ACTION_TEST_CONNECTION;
  text = balie_sentence_dup_text (action, error);
  hint = balie_sentence_dup_hint (action, error);
  both = g_strdup_printf ("%s %s", text, hint != NULL ? hint : "");
  escaped = g_markup_escape_text (both, -1);
  show_test (self, FALSE, escaped);
}

/* A person wants to know now: the breaker lets the call through. */
static void
test_clicked_cb (BalieRemoteGroup *self)
{
  show_test (self, TRUE, _ ("Testing…"));
  if (!g_str_equal (self->config->name, "smtp"))
    balie_desk_reset_remote (self->desk, self->config->name);
  balie_remote_test_async (self->desk, self->config->name, self->cancellable, tested_cb, self);
}

/* (transfer full): what is known of the line, plain text */
static char *
dup_state_text (BalieRemoteGroup *self)
{
  const char *name = self->config->name;
  gint64 retry_at = balie_desk_get_remote_retry_at (self->desk, name);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *clock = NULL;

  switch (balie_desk_get_remote_state (self->desk, name))
    {
    case BALIE_REMOTE_UP:
      return g_strdup (_ ("Answers"));
    case BALIE_REMOTE_DOWN:
      return g_strdup (_ ("Did not answer last time"));
    case BALIE_REMOTE_BROKEN:
      time = g_date_time_new_from_unix_local (retry_at);
      clock = g_date_time_format (time, "%R");
      /* Translators: %s is a time of day such as 14:05. */
      return g_strdup_printf (_ ("Failed several times; left alone until %s"), clock);
    case BALIE_REMOTE_UNUSED:
    default:
      return g_strdup (_ ("Not used since Balie was started"));
    }
}

static void
show_state (BalieRemoteGroup *self)
{
  g_autofree char *text = dup_state_text (self);

  adw_action_row_set_subtitle (self->state_row, text);
}

static void
remote_changed_cb (BalieRemoteGroup *self, const char *remote)
{
  if (g_strcmp0 (remote, self->config->name) == 0)
    show_state (self);
}

static void
desk_changed_cb (BalieRemoteGroup *self, const char *table)
{
  if (g_str_equal (table, "remotes"))
    load (self);
}

static void
balie_remote_group_dispose (GObject *object)
{
  BalieRemoteGroup *self = BALIE_REMOTE_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    {
      g_clear_signal_handler (&self->changed_id, self->desk);
      g_clear_signal_handler (&self->remote_changed_id, self->desk);
    }
  g_clear_object (&self->desk);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (balie_remote_group_parent_class)->dispose (object);
}

static void
balie_remote_group_finalize (GObject *object)
{
  BalieRemoteGroup *self = BALIE_REMOTE_GROUP (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->config, balie_remote_config_free);
  G_OBJECT_CLASS (balie_remote_group_parent_class)->finalize (object);
}

static void
balie_remote_group_class_init (BalieRemoteGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = balie_remote_group_dispose;
  object_class->finalize = balie_remote_group_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/settings/balie-remote-group.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieRemoteGroup, url_row);
  gtk_widget_class_bind_template_child (widget_class, BalieRemoteGroup, user_row);
  gtk_widget_class_bind_template_child (widget_class, BalieRemoteGroup, password_row);
  gtk_widget_class_bind_template_child (widget_class, BalieRemoteGroup, profile_row);
  gtk_widget_class_bind_template_child (widget_class, BalieRemoteGroup, state_row);
  gtk_widget_class_bind_template_child (widget_class, BalieRemoteGroup, test_row);
  gtk_widget_class_bind_template_child (widget_class, BalieRemoteGroup, test_button);
  gtk_widget_class_bind_template_child (widget_class, BalieRemoteGroup, test_spinner);
  gtk_widget_class_bind_template_child (widget_class, BalieRemoteGroup, shipped_button);
  gtk_widget_class_bind_template_callback (widget_class, entry_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, shipped_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_clicked_cb);
}

static void
balie_remote_group_init (BalieRemoteGroup *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
name_entry (GtkWidget *row)
{
  balie_accessible_set_label (row, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

/**
 * balie_remote_group_new:
 * @desk: the desk
 * @remote_name: "pon", "driver2", "kp" or "smtp"
 *
 * Returns: (transfer floating): the group
 */
GtkWidget *
balie_remote_group_new (BalieDesk *desk, const char *remote_name)
{
  BalieRemoteGroup *self = g_object_new (BALIE_TYPE_REMOTE_GROUP, NULL);
  gboolean mail = g_str_equal (remote_name, "smtp");

  self->desk = g_object_ref (desk);
  self->config = balie_remote_config_new (remote_name);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   _ (find_texts (remote_name)->title));
  gtk_button_set_label (self->test_button, mail ? _ ("_Send a Test Mail") : _ ("_Test Connection"));
  gtk_widget_set_visible (GTK_WIDGET (self->profile_row), !mail);
  gtk_widget_set_visible (GTK_WIDGET (self->state_row), !mail);
  name_entry (GTK_WIDGET (self->url_row));
  name_entry (GTK_WIDGET (self->user_row));
  name_entry (GTK_WIDGET (self->password_row));
  self->changed_id = g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  self->remote_changed_id =
      g_signal_connect_swapped (desk, "remote-changed", G_CALLBACK (remote_changed_cb), self);
  show_state (self);
  load (self);
  return GTK_WIDGET (self);
}
