/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables "notification_preference", "availability" and "letter_notice" (who was told about which letter). */
#pragma once

#include "balie-db.h"
#include "balie-notification.h"

G_BEGIN_DECLS

/* Of one user, or of all when @login is NULL; both categories for each user, defaults included. */
GPtrArray *balie_notification_table_list (BalieDb *db, const char *login, GError **error);
gboolean balie_notification_table_put (BalieDb *db,
                                       const BalieNotificationPreference *preference,
                                       GError **error);
BalieAvailability *balie_availability_table_get (BalieDb *db, const char *login, GError **error);
GPtrArray *balie_availability_table_list (BalieDb *db, GError **error);
gboolean
balie_availability_table_put (BalieDb *db, const BalieAvailability *availability, GError **error);

/**
 * BalieLetterNotice:
 * @login: who is to be told; with the letter unique
 * @not_before: seconds since 1970; the end of quiet hours
 * @mail_id: the mail that tells it, 0 while none does
 */
typedef struct
{
  gint64 letter_id;
  char *login;
  gint64 not_before;
  gint64 mail_id;
} BalieLetterNotice;

void balie_letter_notice_free (BalieLetterNotice *self);
/* Once per letter and user, whoever asks: FALSE in @added when it was there. */
gboolean balie_letter_notice_add (BalieDb *db,
                                  const BalieLetterNotice *notice,
                                  gboolean *added,
                                  GError **error);
/* Those due that no mail tells yet, by login. */
GPtrArray *balie_letter_notice_get_due (BalieDb *db, gint64 now, GError **error);
gboolean balie_letter_notice_set_mail (BalieDb *db,
                                       gint64 letter_id,
                                       const char *login,
                                       gint64 mail_id,
                                       GError **error);
/* GArray of gint64: the letters that a mail tells. */
GArray *balie_letter_notice_get_letters (BalieDb *db, gint64 mail_id, GError **error);
gint64 balie_letter_notice_get_next (BalieDb *db, GError **error); /* G_MAXINT64: none */

G_END_DECLS
