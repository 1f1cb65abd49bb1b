/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All users with what was chosen for them and when they are away. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-notification-people.h"

#include "balie-notification-table.h"
#include "balie-other-tables.h"

static void
add_person (BalieNotificationPeople *self, const BalieUser *user)
{
  BalieNotificationPerson person = { .user = user };

  for (guint i = 0; i < self->preferences->len; i++)
    {
      const BalieNotificationPreference *preference = self->preferences->pdata[i];

      if (!g_str_equal (preference->login, user->login))
        continue;
      person.email[preference->category] = preference->email;
      person.desktop[preference->category] = preference->desktop;
    }
  for (guint i = 0; i < self->availability->len; i++)
    {
      const BalieAvailability *availability = self->availability->pdata[i];

      if (g_str_equal (availability->login, user->login))
        person.availability = availability;
    }
  g_array_append_val (self->persons, person);
}

BalieNotificationPeople *
balie_notification_people_load (BalieDb *db, GError **error)
{
  g_autoptr (BalieNotificationPeople) self = g_new0 (BalieNotificationPeople, 1);

  self->users = balie_user_table_list (db, error);
  if (self->users == NULL)
    return NULL;
  self->preferences = balie_notification_table_list (db, NULL, error);
  if (self->preferences == NULL)
    return NULL;
  self->availability = balie_availability_table_list (db, error);
  if (self->availability == NULL)
    return NULL;
  self->persons = g_array_new (FALSE, TRUE, sizeof (BalieNotificationPerson));
  for (guint i = 0; i < self->users->len; i++)
    add_person (self, self->users->pdata[i]);
  return g_steal_pointer (&self);
}

void
balie_notification_people_free (BalieNotificationPeople *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->persons, g_array_unref);
  g_clear_pointer (&self->users, g_ptr_array_unref);
  g_clear_pointer (&self->preferences, g_ptr_array_unref);
  g_clear_pointer (&self->availability, g_ptr_array_unref);
  g_free (self);
}

const BalieNotificationPerson *
balie_notification_people_get (const BalieNotificationPeople *self)
{
  return (const BalieNotificationPerson *) (gpointer) self->persons->data;
}

const BalieUser *
balie_notification_people_find (const BalieNotificationPeople *self, const char *login)
{
  for (guint i = 0; i < self->users->len; i++)
    {
      const BalieUser *user = self->users->pdata[i];

      if (g_str_equal (user->login, login))
        return user;
    }
  return NULL;
}

int
balie_notification_people_get_minute (const BalieDeskFacts *facts)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (facts->now);
  g_autoptr (GDateTime) local =
      g_date_time_to_timezone (utc, balie_settings_get_zone (facts->settings));

  return g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local);
}
