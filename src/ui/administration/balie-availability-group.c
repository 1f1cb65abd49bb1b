/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a user is not to be disturbed: quiet hours with their effect, absence with a deputy.
 *
 * Acts when a value is applied; what is being typed is not written over by somebody else's change. The
 * user's own or an administrator's; for others insensitive with the reason. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-availability-group.h"

#include "balie-accessible.h"
#include "balie-administration.h"
#include "balie-date-entry.h"
#include "balie-error.h"
#include "balie-notifications.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define DAY_MINUTES (24 * 60)

struct _BalieAvailabilityGroup
{
  GObject parent_instance;

  /* Borrowed: the frame and its children */
  BalieDialogFrame *frame;
  AdwPreferencesGroup *quiet;
  AdwPreferencesGroup *absence;
  AdwEntryRow *from;
  AdwEntryRow *until;
  AdwActionRow *effect;
  BalieDateEntry *first;
  BalieDateEntry *last;
  AdwComboRow *deputy;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  char *login;
  BalieAvailability *availability; /* (nullable): as stored */
  GPtrArray *users;                /* (nullable): those who may be deputy */
};

G_DEFINE_FINAL_TYPE (BalieAvailabilityGroup, balie_availability_group, G_TYPE_OBJECT)

static char *
dup_time (int minutes)
{
  return g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
}

/* "18", "18:30" and "18.30". */
static gboolean
read_time (AdwEntryRow *row, int *minutes)
{
  g_autofree char *text =
      g_strdelimit (g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)))), ".", ':');
  int hour = 0, minute = 0;
  char rest;
  int n = sscanf (text, "%2d:%2d%c", &hour, &minute, &rest);

  if (n == 1)
    n = sscanf (text, "%2d%c", &hour, &rest) == 1 ? 2 : 0;
  if (n != 2 || hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return FALSE;
  *minutes = hour * 60 + minute;
  return TRUE;
}

static void
show_effect (BalieAvailabilityGroup *self, const BalieAvailability *availability)
{
  g_autofree char *sentence = balie_availability_dup_sentence (availability);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->effect), sentence);
}

static guint
find_deputy (BalieAvailabilityGroup *self, const char *login)
{
  for (guint i = 0; self->users != NULL && i < self->users->len; i++)
    if (g_str_equal (((const BalieUser *) g_ptr_array_index (self->users, i))->login, login))
      return i + 1;
  return 0;
}

static void
show (BalieAvailabilityGroup *self)
{
  const BalieAvailability *availability = self->availability;
  gboolean quiet = availability->quiet_from != availability->quiet_until;
  g_autofree char *from = dup_time (availability->quiet_from);
  g_autofree char *until = dup_time (availability->quiet_until);
  g_autofree char *first = availability->absent_from != BALIE_DATE_NONE
                               ? balie_date_dup_iso (availability->absent_from)
                               : g_strdup ("");
  g_autofree char *last = availability->absent_until != BALIE_DATE_NONE
                              ? balie_date_dup_iso (availability->absent_until)
                              : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (self->from), quiet ? from : "");
  gtk_editable_set_text (GTK_EDITABLE (self->until), quiet ? until : "");
  balie_date_entry_set_value (self->first, first);
  balie_date_entry_set_value (self->last, last);
  adw_combo_row_set_selected (self->deputy, find_deputy (self, availability->deputy));
  show_effect (self, availability);
}

static void
show_error (BalieAvailabilityGroup *self, BalieAction action, const GError *error)
{
  balie_dialog_frame_show_error (self->frame, action, error);
}

static void load (BalieAvailabilityGroup *self);

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieAvailabilityGroup) self = user_data;
  g_autoptr (GError) error = NULL;

  balie_notifications_set_finish (BALIE_DESK (source), result, &error);
  if (self->desk == NULL)
    return;
  show_error (self, BALIE_ACTION_SAVE_NOTIFICATIONS, error);
  if (error == NULL)
    load (self);
}

static void
put (BalieAvailabilityGroup *self, const BalieAvailability *availability)
{
  balie_notifications_set_availability_async (self->desk, availability, NULL, set_cb,
                                              g_object_ref (self));
}

static void
quiet_applied_cb (BalieAvailabilityGroup *self)
{
  g_autoptr (BalieAvailability) availability = NULL;
  int from, until;

  if (self->availability == NULL)
    return;
  availability = balie_availability_copy (self->availability);
  if (!read_time (self->from, &from) || !read_time (self->until, &until))
    {
      /* The other end is still to be typed. */
      if (*gtk_editable_get_text (GTK_EDITABLE (self->from)) != '\0' &&
          *gtk_editable_get_text (GTK_EDITABLE (self->until)) != '\0')
        balie_dialog_frame_show_problem (self->frame, _ ("A time of day is written as 18:00."));
      return;
    }
  availability->quiet_from = from % DAY_MINUTES;
  availability->quiet_until = until % DAY_MINUTES;
  put (self, availability);
}

static void
quiet_off_clicked_cb (BalieAvailabilityGroup *self)
{
  g_autoptr (BalieAvailability) availability = NULL;

  if (self->availability == NULL)
    return;
  availability = balie_availability_copy (self->availability);
  availability->quiet_from = 0;
  availability->quiet_until = 0;
  put (self, availability);
}

static BalieDate
read_day (BalieDateEntry *entry)
{
  g_autofree char *value = balie_date_entry_dup_value (entry);
  BalieDate date = BALIE_DATE_NONE;

  return balie_date_parse (value, &date) ? date : BALIE_DATE_NONE;
}

static void
hand_over_clicked_cb (BalieAvailabilityGroup *self)
{
  g_autoptr (BalieAvailability) availability = NULL;
  guint selected = adw_combo_row_get_selected (self->deputy);

  if (self->availability == NULL || self->users == NULL)
    return;
  availability = balie_availability_copy (self->availability);
  g_free (availability->deputy);
  availability->deputy =
      g_strdup (selected > 0 && selected <= self->users->len
                    ? ((const BalieUser *) g_ptr_array_index (self->users, selected - 1))->login
                    : "");
  availability->absent_from = read_day (self->first);
  availability->absent_until = read_day (self->last);
  /* Nothing said would be taken for no absence. */
  if (availability->absent_from == BALIE_DATE_NONE && selected == 0)
    balie_dialog_frame_show_problem (self->frame, _ ("An absence has a first and a last day."));
  else
    put (self, availability);
}

static void
back_clicked_cb (BalieAvailabilityGroup *self)
{
  g_autoptr (BalieAvailability) availability = NULL;

  if (self->availability == NULL)
    return;
  availability = balie_availability_copy (self->availability);
  g_free (availability->deputy);
  availability->deputy = g_strdup ("");
  availability->absent_from = BALIE_DATE_NONE;
  availability->absent_until = BALIE_DATE_NONE;
  put (self, availability);
}

static void
users_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *users = balie_administration_list_users_finish (BALIE_DESK (source), result, &error);
  BalieAvailabilityGroup *self = user_data;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (balie_error_is_cancelled (error))
    return;
  if (users == NULL)
    {
      show_error (self, BALIE_ACTION_LOAD_NOTIFICATIONS, error);
      return;
    }
  g_clear_pointer (&self->users, g_ptr_array_unref);
  self->users = users;
  gtk_string_list_append (names, _ ("Nobody"));
  for (guint i = 0; i < users->len;)
    {
      const BalieUser *user = g_ptr_array_index (users, i);

      if (g_str_equal (user->login, self->login))
        {
          g_ptr_array_remove_index (users, i);
          continue;
        }
      gtk_string_list_append (names, *user->name != '\0' ? user->name : user->login);
      i++;
    }
  adw_combo_row_set_model (self->deputy, G_LIST_MODEL (names));
  show (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  BalieAvailability *availability =
      balie_notifications_get_availability_finish (BALIE_DESK (source), result, &error);
  BalieAvailabilityGroup *self = user_data;

  if (balie_error_is_cancelled (error))
    return;
  if (availability == NULL)
    {
      show_error (self, BALIE_ACTION_LOAD_NOTIFICATIONS, error);
      return;
    }
  g_clear_pointer (&self->availability, balie_availability_free);
  self->availability = availability;
  balie_administration_list_users_async (self->desk, self->cancellable, users_listed_cb, self);
}

static void
load (BalieAvailabilityGroup *self)
{
  balie_notifications_get_availability_async (self->desk, self->login, self->cancellable, loaded_cb,
                                              self);
}

static void
balie_availability_group_dispose (GObject *object)
{
  BalieAvailabilityGroup *self = BALIE_AVAILABILITY_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_availability_group_parent_class)->dispose (object);
}

static void
balie_availability_group_finalize (GObject *object)
{
  BalieAvailabilityGroup *self = BALIE_AVAILABILITY_GROUP (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->availability, balie_availability_free);
  g_clear_pointer (&self->users, g_ptr_array_unref);
  g_free (self->login);
  G_OBJECT_CLASS (balie_availability_group_parent_class)->finalize (object);
}

static void
balie_availability_group_class_init (BalieAvailabilityGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_availability_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = balie_availability_group_finalize;
}

static void
balie_availability_group_init (BalieAvailabilityGroup *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
add_button (BalieAvailabilityGroup *self, AdwActionRow *row, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);
}

static void
build_quiet (BalieAvailabilityGroup *self)
{
  self->quiet = balie_dialog_frame_add_group (self->frame, _ ("Quiet Hours"), NULL);
  self->from = balie_dialog_add_entry (self->quiet, _ ("From, such as 18:00"));
  self->until = balie_dialog_add_entry (self->quiet, _ ("Until, such as 07:00"));
  adw_entry_row_set_show_apply_button (self->from, TRUE);
  adw_entry_row_set_show_apply_button (self->until, TRUE);
  g_signal_connect_object (self->from, "apply", G_CALLBACK (quiet_applied_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->until, "apply", G_CALLBACK (quiet_applied_cb), self,
                           G_CONNECT_SWAPPED);
  self->effect = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->effect), FALSE);
  adw_action_row_set_title_lines (self->effect, 0);
  add_button (self, self->effect, _ ("No _Quiet Hours"), G_CALLBACK (quiet_off_clicked_cb));
  adw_preferences_group_add (self->quiet, GTK_WIDGET (self->effect));
}

static BalieDateEntry *
add_day (BalieAvailabilityGroup *self, const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *entry = balie_date_entry_new (title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  balie_accessible_set_label (balie_date_entry_get_entry (BALIE_DATE_ENTRY (entry)), title);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  adw_preferences_group_add (self->absence, row);
  return BALIE_DATE_ENTRY (entry);
}

static void
build_absence (BalieAvailabilityGroup *self)
{
  const char *const nobody[] = { _ ("Nobody"), NULL };
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  self->absence = balie_dialog_frame_add_group (
      self->frame, _ ("Absence"),
      _ ("From the first to the last day the deputy gets the mails instead, for the agencies that "
         "the deputy may see. Afterwards they come back by themselves."));
  self->first = add_day (self, _ ("First day"));
  self->last = add_day (self, _ ("Last day"));
  self->deputy = balie_dialog_add_choice (self->absence, _ ("Deputy"), nobody);
  add_button (self, row, _ ("_End the Absence"), G_CALLBACK (back_clicked_cb));
  add_button (self, row, _ ("_Hand Over"), G_CALLBACK (hand_over_clicked_cb));
  adw_preferences_group_add (self->absence, GTK_WIDGET (row));
}

static void
apply_permission (BalieAvailabilityGroup *self)
{
  const BalieUser *user = balie_desk_get_user (self->desk);
  gboolean may = g_str_equal (user->login, self->login) ||
                 balie_permission_allows (user, BALIE_DEED_CHANGE_USERS);

  gtk_widget_set_sensitive (GTK_WIDGET (self->quiet), may);
  gtk_widget_set_sensitive (GTK_WIDGET (self->absence), may);
}

/**
 * balie_availability_group_new:
 * @desk: the desk
 * @frame: the dialog the groups are added to
 * @login: whose
 *
 * Returns: (transfer full): the groups, being filled
 */
BalieAvailabilityGroup *
balie_availability_group_new (BalieDesk *desk, BalieDialogFrame *frame, const char *login)
{
  BalieAvailabilityGroup *self = g_object_new (BALIE_TYPE_AVAILABILITY_GROUP, NULL);

  self->desk = g_object_ref (desk);
  self->frame = frame;
  self->login = g_strdup (login);
  build_quiet (self);
  build_absence (self);
  apply_permission (self);
  load (self);
  return self;
}
