/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All users with what was chosen for them and when they are away, as the rules want them. Internal to the
 * service layer. */
#pragma once

#include "balie-desk.h"
#include "balie-notification-rules.h"

G_BEGIN_DECLS

/**
 * BalieNotificationPeople:
 * @users: (owned) (element-type BalieUser)
 * @preferences: (owned) (element-type BalieNotificationPreference): two for each user
 * @availability: (owned) (element-type BalieAvailability)
 * @persons: (owned) (element-type BalieNotificationPerson): one for each user, in their order
 */
typedef struct
{
  GPtrArray *users;
  GPtrArray *preferences;
  GPtrArray *availability;
  GArray *persons;
} BalieNotificationPeople;

BalieNotificationPeople *balie_notification_people_load (BalieDb *db, GError **error);
void balie_notification_people_free (BalieNotificationPeople *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieNotificationPeople, balie_notification_people_free)
/* Of the day, in the dealership's zone: what quiet hours are counted in. */
int balie_notification_people_get_minute (const BalieDeskFacts *facts);
const BalieNotificationPerson *balie_notification_people_get (const BalieNotificationPeople *self);
const BalieUser *balie_notification_people_find (const BalieNotificationPeople *self,
                                                 const char *login);

G_END_DECLS
