/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is told about letters: preferences (administrators), the user's own part, coverage; and telling them:
 * mails once per letter and user whatever crashes. */
#pragma once

#include "balie-desk.h"
#include "balie-notification-rules.h"

G_BEGIN_DECLS

/**
 * BalieNotificationRow:
 * @verdict: what the preference comes to for this user
 *
 * One user and category as the dialog and baliectl show it.
 */
typedef struct
{
  BalieUser *user;
  BalieNotificationPreference *preference;
  BalieNotificationVerdict verdict;
} BalieNotificationRow;

void balie_notification_row_free (BalieNotificationRow *self);
/* Of one user, or of all (@login NULL). */
void balie_notifications_list_async (BalieDesk *desk,
                                     const char *login,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *balie_notifications_list_finish (BalieDesk *desk, GAsyncResult *result, GError **error);
/* Deed CHANGE_USERS (administrators), also for one's own. Logged. */
void balie_notifications_set_email_async (BalieDesk *desk,
                                          const char *login,
                                          BalieLetterCategory category,
                                          BalieMailChoice choice,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/* The user's own: desktop column; anybody for themselves. */
void balie_notifications_set_desktop_async (BalieDesk *desk,
                                            BalieLetterCategory category,
                                            gboolean desktop,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
/* One's own, or an administrator's for others. The deputy must be a user. */
void balie_notifications_set_availability_async (BalieDesk *desk,
                                                 const BalieAvailability *availability,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
gboolean balie_notifications_set_finish (BalieDesk *desk, GAsyncResult *result, GError **error);
void balie_notifications_get_availability_async (BalieDesk *desk,
                                                 const char *login,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
BalieAvailability *
balie_notifications_get_availability_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Agencies (of users and letters) for which nobody gets urgent reminders. (transfer full) */
void balie_notifications_check_coverage_async (BalieDesk *desk,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
char **
balie_notifications_check_coverage_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Inside the transaction that stores a letter: notes who is to be told. */
gboolean balie_notifications_note_letter (BalieDb *db,
                                          const BalieDeskFacts *facts,
                                          const BalieLetter *letter,
                                          GError **error);
/* Turns due notices into queued mails, one per user (several letters in one), and sends them. */
void balie_notifications_deliver_async (BalieDesk *desk,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
int balie_notifications_deliver_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
