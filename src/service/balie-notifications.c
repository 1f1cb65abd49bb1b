/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is told about letters: the administrators' choices, the users' own, and who is covered. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-notifications.h"

#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-history.h"
#include "balie-letter-table.h"
#include "balie-notification-people.h"
#include "balie-notification-table.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

#define MINUTES_PER_DAY (24 * 60)

/**
 * BalieNotificationChange:
 * @login: (owned) (nullable): whose; %NULL for all, or for oneself
 * @availability: (owned) (nullable)
 *
 * What is asked or to be set, on its way to the store's thread.
 */
typedef struct
{
  char *login;
  BalieLetterCategory category;
  BalieMailChoice email;
  gboolean desktop;
  BalieAvailability *availability;
} BalieNotificationChange;

static void
free_change (gpointer data)
{
  BalieNotificationChange *change = data;

  g_free (change->login);
  balie_availability_free (change->availability);
  g_free (change);
}

static BalieNotificationChange *
make_change (const char *login)
{
  BalieNotificationChange *change = g_new0 (BalieNotificationChange, 1);

  change->login = g_strdup (login);
  return change;
}

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

static gboolean
fail_input (GError **error, const char *message)
{
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, message);
  return FALSE;
}

/* Reading */

void
balie_notification_row_free (BalieNotificationRow *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->user, balie_user_free);
  g_clear_pointer (&self->preference, balie_notification_preference_free);
  g_free (self);
}

static gboolean
check_user (const BalieNotificationPeople *people, const char *login, GError **error)
{
  if (balie_notification_people_find (people, login) != NULL)
    return TRUE;
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND, _ ("There is no user “%s”."), login);
  return FALSE;
}

static gpointer
run_list (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieNotificationChange *asked = data;
  g_autoptr (BalieNotificationPeople) people = balie_notification_people_load (db, error);
  GPtrArray *rows;

  if (people == NULL || (asked->login != NULL && !check_user (people, asked->login, error)))
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_notification_row_free);
  g_ptr_array_set_free_func (people->preferences, NULL);
  for (guint i = 0; i < people->preferences->len; i++)
    {
      g_autoptr (BalieNotificationPreference) preference = people->preferences->pdata[i];
      BalieNotificationRow *row;

      if (asked->login != NULL && !g_str_equal (asked->login, preference->login))
        continue;
      row = g_new0 (BalieNotificationRow, 1);
      row->user = balie_user_copy (balie_notification_people_find (people, preference->login));
      row->verdict = balie_notification_preview (row->user, preference->email);
      row->preference = g_steal_pointer (&preference);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static gpointer
run_get_availability (BalieDb *db,
                      const BalieDeskFacts *facts,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  BalieNotificationChange *asked = data;

  return balie_availability_table_get (db, asked->login != NULL ? asked->login : facts->user->login,
                                       error);
}

static void
add_agencies (GHashTable *set, const char *agencies)
{
  g_auto (GStrv) list = g_strsplit (agencies, ",", -1);

  for (char **item = list; *item != NULL; item++)
    {
      g_autofree char *code = balie_text_dup_code (*item);

      if (*code != '\0')
        g_hash_table_add (set, g_steal_pointer (&code));
    }
}

static char **
collect_agencies (BalieDb *db, const BalieNotificationPeople *people, GError **error)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GList) sorted = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) named = balie_letter_table_get_agencies (db, error);

  if (named == NULL)
    return NULL;
  for (char **agency = named; *agency != NULL; agency++)
    add_agencies (set, *agency);
  for (guint i = 0; i < people->users->len; i++)
    add_agencies (set, ((const BalieUser *) people->users->pdata[i])->agencies);
  sorted = g_list_sort (g_hash_table_get_keys (set), (GCompareFunc) g_strcmp0);
  for (GList *item = sorted; item != NULL; item = item->next)
    g_strv_builder_add (builder, item->data);
  return g_strv_builder_end (builder);
}

static gpointer
run_check_coverage (BalieDb *db,
                    const BalieDeskFacts *facts,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (BalieNotificationPeople) people = balie_notification_people_load (db, error);
  g_auto (GStrv) agencies = NULL;

  if (people == NULL)
    return NULL;
  agencies = collect_agencies (db, people, error);
  if (agencies == NULL)
    return NULL;
  return balie_notification_find_uncovered (balie_notification_people_get (people),
                                            people->persons->len, BALIE_LETTER_REMINDER,
                                            (const char *const *) agencies, facts->today);
}

/* Writing */

static BalieNotificationPreference *
load_preference (BalieDb *db, const char *login, BalieLetterCategory category, GError **error)
{
  g_autoptr (GPtrArray) list = balie_notification_table_list (db, login, error);

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      BalieNotificationPreference *preference = list->pdata[i];

      if (preference->category == category)
        return g_ptr_array_steal_index (list, i);
    }
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND, _ ("There is no user “%s”."), login);
  return NULL;
}

static char *
describe_choice (BalieLetterCategory category, BalieMailChoice choice)
{
  return g_strdup_printf ("e-mail %s: %s", balie_letter_category_to_code (category),
                          balie_mail_choice_to_code (choice));
}

static gpointer
run_set_email (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  BalieNotificationChange *change = data;
  g_autoptr (BalieNotificationPreference) preference =
      load_preference (db, change->login, change->category, error);
  g_autofree char *old_value = NULL;
  g_autofree char *new_value = NULL;

  if (preference == NULL || preference->email == change->email)
    return NULL;
  old_value = describe_choice (change->category, preference->email);
  new_value = describe_choice (change->category, change->email);
  preference->email = change->email;
  replace (&preference->set_by, change->email == BALIE_CHOICE_DEFAULT ? "" : facts->user->login);
  preference->set_at = facts->now;
  if (balie_notification_table_put (db, preference, error))
    balie_history_add (db, facts, BALIE_ACTIVITY_USER_CHANGED, "", change->login, old_value,
                       new_value, error);
  return NULL;
}

static gpointer
run_set_desktop (BalieDb *db,
                 const BalieDeskFacts *facts,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  BalieNotificationChange *change = data;
  g_autoptr (BalieNotificationPreference) preference =
      load_preference (db, facts->user->login, change->category, error);

  if (preference == NULL)
    return NULL;
  preference->desktop = change->desktop;
  balie_notification_table_put (db, preference, error);
  return NULL;
}

static gboolean
is_minute (int minute)
{
  return minute >= 0 && minute < MINUTES_PER_DAY;
}

/* All of it or nothing: the last day is what brings the mails back. */
static gboolean
check_absence (const BalieAvailability *availability, GError **error)
{
  gboolean has_first = availability->absent_from != BALIE_DATE_NONE;
  gboolean has_last = availability->absent_until != BALIE_DATE_NONE;

  if (!has_first && !has_last && *availability->deputy == '\0')
    return TRUE;
  if (!has_first || !has_last)
    return fail_input (error, _ ("An absence has a first and a last day."));
  if (availability->absent_until < availability->absent_from)
    return fail_input (error, _ ("The last day of an absence is not before its first."));
  if (*availability->deputy == '\0')
    return fail_input (error, _ ("Choose who gets the mails meanwhile."));
  return TRUE;
}

static gboolean
check_availability (const BalieNotificationPeople *people,
                    const BalieAvailability *availability,
                    GError **error)
{
  if (!check_user (people, availability->login, error))
    return FALSE;
  if (!is_minute (availability->quiet_from) || !is_minute (availability->quiet_until))
    return fail_input (error, _ ("Quiet hours begin and end between 00:00 and 23:59."));
  if (!check_absence (availability, error))
    return FALSE;
  if (*availability->deputy == '\0')
    return TRUE;
  if (g_str_equal (availability->deputy, availability->login))
    return fail_input (error, _ ("Nobody can stand in for themselves."));
  return check_user (people, availability->deputy, error);
}

static char *
describe_availability (const BalieAvailability *availability)
{
  g_autofree char *from = balie_date_dup_iso (availability->absent_from);
  g_autofree char *until = balie_date_dup_iso (availability->absent_until);

  return g_strdup_printf (
      "quiet %02d:%02d–%02d:%02d; absent %s–%s; deputy %s", availability->quiet_from / 60,
      availability->quiet_from % 60, availability->quiet_until / 60, availability->quiet_until % 60,
      from != NULL ? from : "", until != NULL ? until : "", availability->deputy);
}

static gpointer
run_set_availability (BalieDb *db,
                      const BalieDeskFacts *facts,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  BalieNotificationChange *change = data;
  const BalieAvailability *availability = change->availability;
  g_autoptr (BalieNotificationPeople) people = NULL;
  g_autoptr (BalieAvailability) before = NULL;
  g_autofree char *old_value = NULL;
  g_autofree char *new_value = NULL;

  if (!g_str_equal (availability->login, facts->user->login) &&
      !balie_desk_facts_check (facts, BALIE_DEED_CHANGE_USERS, error))
    return NULL;
  people = balie_notification_people_load (db, error);
  if (people == NULL || !check_availability (people, availability, error))
    return NULL;
  before = balie_availability_table_get (db, availability->login, error);
  if (before == NULL)
    return NULL;
  old_value = describe_availability (before);
  new_value = describe_availability (availability);
  if (!g_str_equal (old_value, new_value) && balie_availability_table_put (db, availability, error))
    balie_history_add (db, facts, BALIE_ACTIVITY_USER_CHANGED, "", availability->login, old_value,
                       new_value, error);
  return NULL;
}

/* Public functions */

void
balie_notifications_list_async (BalieDesk *desk,
                                const char *login,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_list, make_change (login),
                        free_change, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                        user_data);
}

/* Returns: (transfer full) (element-type BalieNotificationRow): two for each user; NOT_FOUND */
GPtrArray *
balie_notifications_list_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_notifications_set_email_async (BalieDesk *desk,
                                     const char *login,
                                     BalieLetterCategory category,
                                     BalieMailChoice choice,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  BalieNotificationChange *change = make_change (login);

  change->category = category;
  change->email = choice;
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_CHANGE_USERS, run_set_email, change,
                        free_change, NULL, cancellable, callback, user_data);
}

void
balie_notifications_set_desktop_async (BalieDesk *desk,
                                       BalieLetterCategory category,
                                       gboolean desktop,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  BalieNotificationChange *change = make_change (NULL);

  change->category = category;
  change->desktop = desktop;
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_READ, run_set_desktop, change,
                        free_change, NULL, cancellable, callback, user_data);
}

void
balie_notifications_set_availability_async (BalieDesk *desk,
                                            const BalieAvailability *availability,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  BalieNotificationChange *change = make_change (NULL);

  change->availability = balie_availability_copy (availability);
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_READ, run_set_availability, change,
                        free_change, NULL, cancellable, callback, user_data);
}

/**
 * balie_notifications_set_finish:
 * @desk: the desk
 * @result: what the callback of any setting was given
 * @error: return location: NOT_PERMITTED, NOT_FOUND, INVALID_INPUT
 *
 * Returns: whether it is set
 */
gboolean
balie_notifications_set_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish_done (desk, result, error);
}

void
balie_notifications_get_availability_async (BalieDesk *desk,
                                            const char *login,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_get_availability,
                        make_change (login), free_change, (GDestroyNotify) balie_availability_free,
                        cancellable, callback, user_data);
}

/* Returns: (transfer full): no quiet hours and no absence when nothing was set */
BalieAvailability *
balie_notifications_get_availability_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_notifications_check_coverage_async (BalieDesk *desk,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_check_coverage, NULL, NULL,
                        (GDestroyNotify) g_strfreev, cancellable, callback, user_data);
}

/* Returns: (transfer full) (array zero-terminated=1): agencies, sorted */
char **
balie_notifications_check_coverage_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}
