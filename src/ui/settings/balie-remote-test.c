/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A harmless call that proves a remote's address and credentials, whichever remote it is. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-remote-test.h"

#include "balie-mail-queue.h"

/* Takes @error. */
static void
return_outcome (GTask *task, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
pon_tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  balie_pon_client_test_finish (BALIE_PON_CLIENT (source), result, &error);
  return_outcome (task, error);
}

static void
driver2_tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  balie_driver2_client_test_finish (BALIE_DRIVER2_CLIENT (source), result, &error);
  return_outcome (task, error);
}

static void
kp_tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  balie_kp_client_test_finish (BALIE_KP_CLIENT (source), result, &error);
  return_outcome (task, error);
}

static void
mail_tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  balie_mail_queue_test_finish (BALIE_DESK (source), result, &error);
  return_outcome (task, error);
}

/* Takes @task; whether there is a client to ask. */
static gboolean
ask (BalieDesk *desk, const char *name, GTask *task, GError **error)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_str_equal (name, "driver2"))
    {
      BalieDriver2Client *client = balie_desk_get_driver2 (desk, error);

      if (client != NULL)
        balie_driver2_client_test_async (client, cancellable, driver2_tested_cb, task);
      return client != NULL;
    }
  if (g_str_equal (name, "kp"))
    {
      BalieKpClient *client = balie_desk_get_kp (desk, error);

      if (client != NULL)
        balie_kp_client_test_async (client, cancellable, kp_tested_cb, task);
      return client != NULL;
    }
  if (g_str_equal (name, "pon"))
    {
      BaliePonClient *client = balie_desk_get_pon (desk, error);

      if (client != NULL)
        balie_pon_client_test_async (client, cancellable, pon_tested_cb, task);
      return client != NULL;
    }
  balie_mail_queue_test_async (desk, cancellable, mail_tested_cb, task);
  return TRUE;
}

/**
 * balie_remote_test_async:
 * @desk: the desk
 * @remote_name: which remote
 * @cancellable: (nullable): ends the call
 * @callback: when it is known
 * @user_data: for @callback
 */
void
balie_remote_test_async (BalieDesk *desk,
                         const char *remote_name,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (desk, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, balie_remote_test_async);
  if (ask (desk, remote_name, task, &error))
    g_steal_pointer (&task);
  else
    g_task_return_error (task, error);
}

/**
 * balie_remote_test_finish:
 * @desk: the desk
 * @result: of balie_remote_test_async()
 * @error: why it does not work
 *
 * Returns: whether the remote answered and let us in
 */
gboolean
balie_remote_test_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
