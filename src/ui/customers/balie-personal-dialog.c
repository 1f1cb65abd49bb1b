/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person's data: what there is, exported or erased in one deed. For administrators.
 *
 * Export and Erase work on what Find has shown; another word in the fields hides it again. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-personal-dialog.h"

#include "balie-accessible.h"
#include "balie-answer-box.h"
#include "balie-personal-data.h"
#include "balie-search-texts.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  FIELD_CLIENT_NUMBER,
  FIELD_EXTERNAL_REFERENCE,
  FIELD_LAST_NAME,
  FIELD_FIRST_NAME,
  FIELD_EMAIL,
  FIELD_PHONE,
  FIELD_POSTCODE,
  N_FIELDS,
} Field;

typedef enum
{
  PLACE_PARTIES,
  PLACE_HISTORY,
  PLACE_ORDERS,
  PLACE_IMPORTS,
  PLACE_ANSWERS,
  PLACE_LETTERS,
  N_PLACES,
} Place;

static const char *const field_titles[N_FIELDS] = {
  N_ ("Client number"), N_ ("External reference"), N_ ("Name"), N_ ("First name"), N_ ("E-mail"),
  N_ ("Phone"),         N_ ("Postcode"),
};

static const char *const place_titles[N_PLACES] = {
  N_ ("Parties of dossiers"),
  N_ ("Lines of history"),
  N_ ("Orders with this name"),
  N_ ("Imports into Driver2"),
  N_ ("Kept answers of Driver2 and KP"),
  N_ ("Letters"),
};

struct _BaliePersonalDialog
{
  AdwWindow parent_instance;

  /* Template */
  AdwToastOverlay *toasts;
  AdwPreferencesGroup *who_group;
  AdwPreferencesGroup *found_group;
  BalieAnswerBox *outcomes;
  GtkSpinner *spinner;
  GtkWidget *find_button;
  GtkWidget *export_button;
  GtkWidget *erase_button;

  /* Borrowed: children */
  GtkWidget *entries[N_FIELDS];
  GtkLabel *counts[N_PLACES];

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;     /* of reading, never of the deed */
  BaliePersonKey *key;           /* (nullable): what was found by it is shown */
  BaliePersonPlaces *places;     /* (nullable) */
  GtkFileChooserNative *chooser; /* (nullable) */

  /* State */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (BaliePersonalDialog, balie_personal_dialog, ADW_TYPE_WINDOW)

static guint
count_place (const BaliePersonPlaces *places, Place place)
{
  switch (place)
    {
    case PLACE_PARTIES:
      return places->party_ids->len;
    case PLACE_HISTORY:
      return places->activity_ids->len;
    case PLACE_ORDERS:
      return places->order_ids->len;
    case PLACE_IMPORTS:
      return places->imports->len;
    case PLACE_ANSWERS:
      return places->n_answers;
    case PLACE_LETTERS:
      return places->letter_ids->len + places->order_letter_ids->len;
    case N_PLACES:
    default:
      g_return_val_if_reached (0);
    }
}

static guint
count_all (const BaliePersonPlaces *places)
{
  guint n = 0;

  for (int i = 0; i < N_PLACES; i++)
    n += count_place (places, (Place) i);
  return n;
}

static void
update (BaliePersonalDialog *self)
{
  gboolean found = self->places != NULL;
  gboolean any = found && count_all (self->places) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->found_group), found);
  for (int i = 0; found && i < N_PLACES; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", count_place (self->places, (Place) i));

      gtk_label_set_label (self->counts[i], text);
    }
  gtk_spinner_set_spinning (self->spinner, self->busy);
  gtk_widget_set_sensitive (self->find_button, !self->busy);
  gtk_widget_set_sensitive (self->export_button, any && !self->busy);
  gtk_widget_set_sensitive (self->erase_button, any && !self->busy);
}

/* @error: (nullable): nothing is wrong */
static void
show_error (BaliePersonalDialog *self, const GError *error)
{
  g_autoptr (GPtrArray) outcomes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_answer_line_free);

  if (error != NULL)
    {
      g_ptr_array_add (outcomes,
                       balie_search_texts_new_trouble (BALIE_ACTION_PERSONAL_DATA, error, 0));
      /* It has no other ways than those of the page. */
      ((BalieAnswerLine *) g_ptr_array_index (outcomes, 0))->ways = 0;
    }
  balie_answer_box_show (self->outcomes, outcomes);
}

static void
forget_found (BaliePersonalDialog *self)
{
  g_clear_pointer (&self->places, balie_person_places_free);
  g_clear_pointer (&self->key, balie_person_key_free);
}

static void
entry_changed_cb (BaliePersonalDialog *self)
{
  forget_found (self);
  update (self);
}

static BaliePersonKey *
read_key (BaliePersonalDialog *self)
{
  BaliePersonKey *key = balie_person_key_new ();
  char **values[N_FIELDS] = {
    [FIELD_CLIENT_NUMBER] = &key->client_number,
    [FIELD_EXTERNAL_REFERENCE] = &key->external_reference,
    [FIELD_LAST_NAME] = &key->last_name,
    [FIELD_FIRST_NAME] = &key->first_name,
    [FIELD_EMAIL] = &key->email,
    [FIELD_PHONE] = &key->phone,
    [FIELD_POSTCODE] = &key->postcode,
  };

  for (int i = 0; i < N_FIELDS; i++)
    {
      g_free (*values[i]);
      *values[i] = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries[i]))));
    }
  return key;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BaliePersonalDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePersonPlaces) places =
      balie_personal_data_find_finish (BALIE_DESK (source), result, &error);

  if (self->desk == NULL)
    return;
  self->busy = FALSE;
  show_error (self, error);
  /* Something else was typed meanwhile. */
  if (self->key != NULL)
    self->places = g_steal_pointer (&places);
  update (self);
}

static void
find (BaliePersonalDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->busy)
    return;
  forget_found (self);
  self->key = read_key (self);
  if (!balie_person_key_check (self->key, &error))
    {
      forget_found (self);
      show_error (self, error);
      update (self);
      return;
    }
  self->busy = TRUE;
  update (self);
  balie_personal_data_find_async (self->desk, self->key, self->cancellable, found_cb,
                                  g_object_ref (self));
}

static void
toast (BaliePersonalDialog *self, const char *text)
{
  AdwToast *message = adw_toast_new ("");

  adw_toast_set_title (message, text);
  adw_toast_overlay_add_toast (self->toasts, message);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BaliePersonalDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) own = NULL;
  gboolean written = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (self->desk == NULL)
    return;
  self->busy = FALSE;
  if (written)
    toast (self, _ ("Exported. The file holds personal data: keep it safe."));
  else
    {
      own = balie_error_from_gio (error);
      show_error (self, own);
    }
  update (self);
}

/* Where it goes is known before it is read: the deed is logged only when it is done. */
typedef struct
{
  BaliePersonalDialog *self;
  GFile *file;
} Export;

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Export *export = user_data;
  g_autoptr (BaliePersonalDialog) self = export->self;
  g_autoptr (GFile) file = export->file;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      balie_personal_data_export_finish (BALIE_DESK (source), result, &error);

  g_free (export);
  if (bytes != NULL)
    {
      g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                           written_cb, g_steal_pointer (&self));
      return;
    }
  if (self->desk == NULL)
    return;
  self->busy = FALSE;
  show_error (self, error);
  update (self);
}

static void
target_chosen_cb (GtkFileChooserNative *chooser, int response, BaliePersonalDialog *self)
{
  g_autoptr (GFile) file = NULL;
  Export *export;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_clear_object (&self->chooser);
  if (file == NULL || self->key == NULL)
    return;
  export = g_new0 (Export, 1);
  export->self = g_object_ref (self);
  export->file = g_steal_pointer (&file);
  self->busy = TRUE;
  update (self);
  balie_personal_data_export_async (self->desk, self->key, NULL, exported_cb, export);
}

static void
export_clicked_cb (BaliePersonalDialog *self)
{
  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Export Personal Data"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser),
                                     C_ ("file name", "personal-data.json"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (target_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BaliePersonalDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePersonPlaces) places =
      balie_personal_data_erase_finish (BALIE_DESK (source), result, &error);

  if (self->desk == NULL)
    return;
  self->busy = FALSE;
  show_error (self, error);
  if (places != NULL)
    {
      toast (self, _ ("The person’s data are erased"));
      find (self);
    }
  update (self);
}

static void
erase_answered_cb (AdwMessageDialog *dialog, const char *response, BaliePersonalDialog *self)
{
  GtkWidget *check = adw_message_dialog_get_extra_child (dialog);

  if (!g_str_equal (response, "erase") || self->key == NULL || self->busy)
    return;
  self->busy = TRUE;
  update (self);
  balie_personal_data_erase_async (self->desk, self->key,
                                   check != NULL &&
                                       gtk_check_button_get_active (GTK_CHECK_BUTTON (check)),
                                   NULL, erased_cb, g_object_ref (self));
}

static GtkWidget *
make_orders_check (guint n_orders)
{
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Also the customer’s name of %u order",
                                    "Also the customer’s name of %u orders", n_orders),
                       n_orders);

  return gtk_check_button_new_with_label (text);
}

static void
erase_clicked_cb (BaliePersonalDialog *self)
{
  guint n = count_place (self->places, PLACE_PARTIES);
  guint n_orders = count_place (self->places, PLACE_ORDERS);
  g_autofree char *body = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u party is emptied; its values in the history, kept answers and finished "
                   "imports go too. The dossier itself stays. This can’t be undone.",
                   "%u parties are emptied; their values in the history, kept answers and finished "
                   "imports go too. The dossiers themselves stay. This can’t be undone.",
                   n),
      n);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Erase This Person’s Data?"), body);

  if (n_orders > 0)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_orders_check (n_orders));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "erase",
                                    _ ("_Erase the Data"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "erase",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (erase_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
balie_personal_dialog_dispose (GObject *object)
{
  BaliePersonalDialog *self = BALIE_PERSONAL_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (balie_personal_dialog_parent_class)->dispose (object);
}

static void
balie_personal_dialog_finalize (GObject *object)
{
  BaliePersonalDialog *self = BALIE_PERSONAL_DIALOG (object);

  forget_found (self);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (balie_personal_dialog_parent_class)->finalize (object);
}

static void
balie_personal_dialog_class_init (BaliePersonalDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_personal_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = balie_personal_dialog_finalize;

  g_type_ensure (BALIE_TYPE_ANSWER_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/customers/balie-personal-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BaliePersonalDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, BaliePersonalDialog, who_group);
  gtk_widget_class_bind_template_child (widget_class, BaliePersonalDialog, found_group);
  gtk_widget_class_bind_template_child (widget_class, BaliePersonalDialog, outcomes);
  gtk_widget_class_bind_template_child (widget_class, BaliePersonalDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, BaliePersonalDialog, find_button);
  gtk_widget_class_bind_template_child (widget_class, BaliePersonalDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, BaliePersonalDialog, erase_button);
  gtk_widget_class_bind_template_callback (widget_class, find);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, erase_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
add_entry (BaliePersonalDialog *self, Field field)
{
  GtkWidget *row = adw_entry_row_new ();
  const char *title = _ (field_titles[field]);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  balie_accessible_set_label (row, title);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (find), self);
  adw_preferences_group_add (self->who_group, row);
  self->entries[field] = row;
}

static void
add_place (BaliePersonalDialog *self, Place place)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *count = gtk_label_new (NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (place_titles[place]));
  gtk_widget_add_css_class (count, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), count);
  adw_preferences_group_add (self->found_group, row);
  self->counts[place] = GTK_LABEL (count);
}

static void
balie_personal_dialog_init (BaliePersonalDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  for (int i = 0; i < N_FIELDS; i++)
    add_entry (self, (Field) i);
  for (int i = 0; i < N_PLACES; i++)
    add_place (self, (Place) i);
  update (self);
}

/**
 * balie_personal_dialog_new:
 * @desk: the desk
 * @parent: the window that is the shell
 *
 * Returns: (transfer none): the dialog, not yet presented
 */
GtkWidget *
balie_personal_dialog_new (BalieDesk *desk, GtkWindow *parent)
{
  BaliePersonalDialog *self =
      g_object_new (BALIE_TYPE_PERSONAL_DIALOG, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
