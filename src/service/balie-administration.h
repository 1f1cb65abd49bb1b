/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings, brands, users and remotes of the dealership: checked, logged, administrators only. */
#pragma once

#include "balie-desk.h"
#include "balie-remote-config.h"

G_BEGIN_DECLS

/* Checks, writes, logs; explains every order anew when the rules are affected (progress may be NULL).
 * All given settings in one transaction. */
typedef void (*BalieCountFunc) (gint64 done, gint64 total, gpointer user_data);
void balie_administration_set_async (BalieDesk *desk,
                                     const char *const *codes_and_values,
                                     BalieCountFunc progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean balie_administration_set_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

void balie_administration_put_brand_async (BalieDesk *desk,
                                           const BalieBrand *brand,
                                           const char *replaces,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean
balie_administration_put_brand_finish (BalieDesk *desk, GAsyncResult *result, GError **error);
void balie_administration_remove_brand_async (BalieDesk *desk,
                                              const char *name,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
gboolean
balie_administration_remove_brand_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* The last administrator can't lose that right. The signed-in first user may set their own name,
 * language and sales roles during the first run. */
void balie_administration_put_user_async (BalieDesk *desk,
                                          const BalieUser *user,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
balie_administration_put_user_finish (BalieDesk *desk, GAsyncResult *result, GError **error);
/* CHANGE_USERS; not the last administrator. What the person did stays in the history. */
void balie_administration_remove_user_async (BalieDesk *desk,
                                             const char *login,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean
balie_administration_remove_user_finish (BalieDesk *desk, GAsyncResult *result, GError **error);
void balie_administration_list_users_async (BalieDesk *desk,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
GPtrArray *
balie_administration_list_users_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Refuses a bad URL or profile with an error that names the field. */
void balie_administration_put_remote_async (BalieDesk *desk,
                                            const BalieRemoteConfig *remote,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean
balie_administration_put_remote_finish (BalieDesk *desk, GAsyncResult *result, GError **error);
void balie_administration_list_remotes_async (BalieDesk *desk,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
GPtrArray *
balie_administration_list_remotes_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Ends the first run (the assistant): a note in the database. */
void balie_administration_finish_first_run_async (BalieDesk *desk,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
gboolean balie_administration_finish_first_run_finish (BalieDesk *desk,
                                                       GAsyncResult *result,
                                                       GError **error);

G_END_DECLS
