/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small tables: activity, runs, mails, settings, brands, users, remotes, meta; one .c file each. */
#pragma once

#include "balie-activity.h"
#include "balie-brand.h"
#include "balie-db.h"
#include "balie-mail.h"
#include "balie-remote-config.h"
#include "balie-run.h"
#include "balie-settings.h"
#include "balie-user.h"

G_BEGIN_DECLS

/* activity */
gboolean balie_activity_table_add (BalieDb *db, const BalieActivity *activity, GError **error);
GPtrArray *balie_activity_table_get_of_order (BalieDb *db,
                                              const char *order_number,
                                              guint limit,
                                              GError **error);
GPtrArray *balie_activity_table_get_of_dossier (BalieDb *db,
                                                const char *dossier_number,
                                                guint limit,
                                                GError **error);
GPtrArray *
balie_activity_table_get_of_letter (BalieDb *db, gint64 letter_id, guint limit, GError **error);
GPtrArray *
balie_activity_table_get_after (BalieDb *db, gint64 after_id, guint limit, GError **error);
BalieActivity *balie_activity_table_get (BalieDb *db, gint64 id, GError **error);
gint64 balie_activity_table_get_last_id (BalieDb *db, GError **error);

/* run and run_outcome; insert gives CONFLICT when the date has its run */
gboolean balie_run_table_insert (BalieDb *db, const BalieRun *run, GError **error);
BalieRun *
balie_run_table_get (BalieDb *db, BalieDate date, GError **error); /* NULL without error: none */
GPtrArray *balie_run_table_list (BalieDb *db, guint limit, GError **error);
gboolean
balie_run_table_set_mail (BalieDb *db, BalieDate date, BalieMailState state, GError **error);

/* mail */
gboolean balie_mail_table_insert (BalieDb *db, BalieMail *mail, GError **error);
gboolean balie_mail_table_update (BalieDb *db, const BalieMail *mail, GError **error);
/* Those queued whose next_attempt_at has come. */
GPtrArray *balie_mail_table_get_due (BalieDb *db, gint64 now, guint limit, GError **error);
BalieMail *balie_mail_table_get_last_daily (BalieDb *db, GError **error);
/* When the daily mail before that moment was made, 0 if there was none. */
gint64 balie_mail_table_get_daily_before (BalieDb *db, gint64 created_at, GError **error);
/* G_MAXINT64 when none is queued. */
gint64 balie_mail_table_get_next_attempt (BalieDb *db, GError **error);

/* setting */
BalieSettings *balie_setting_table_load (BalieDb *db, GError **error);
gboolean
balie_setting_table_set (BalieDb *db, BalieSettingKey key, const char *canonical, GError **error);

/* brand */
BalieBrandTable *balie_brand_table_load (BalieDb *db, GError **error);
gboolean balie_brand_table_put (BalieDb *db, const BalieBrand *brand, GError **error);
gboolean balie_brand_table_remove (BalieDb *db, const char *name, GError **error);

/* user */
GPtrArray *balie_user_table_list (BalieDb *db, GError **error);
BalieUser *balie_user_table_find (BalieDb *db,
                                  const char *login,
                                  GError **error); /* NULL without error: none */
gboolean balie_user_table_put (BalieDb *db, const BalieUser *user, GError **error);
/* With what was chosen for them and what they were still to be told; NOT_FOUND. */
gboolean balie_user_table_remove (BalieDb *db, const char *login, GError **error);

/* remote */
BalieRemoteConfig *balie_remote_table_get (BalieDb *db, const char *name, GError **error);
GPtrArray *balie_remote_table_list (BalieDb *db, GError **error);
gboolean balie_remote_table_put (BalieDb *db, const BalieRemoteConfig *remote, GError **error);

/* meta: small facts such as the PON cursor or the rules version */
char *balie_meta_table_dup (BalieDb *db, const char *key, GError **error);
gboolean balie_meta_table_set (BalieDb *db, const char *key, const char *value, GError **error);

G_END_DECLS
