/* SPDX-License-Identifier: GPL-3.0-or-later */
/* KP (KundenPortal) through a connector profile: persons by last name, first name and postcode. Nothing
 * else of a query gets here, and no profile can send more. Main thread only. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-kp-client.h"

#include <glib/gi18n-lib.h>

#include "balie-customer-call.h"
#include "balie-error.h"

/* Somebody who does not exist, and whose name says why the server is asked. */
#define TEST_NAME "Balie-test"

struct _BalieKpClient
{
  GObject parent_instance;

  BalieCustomerCaller *caller; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BalieKpClient, balie_kp_client, G_TYPE_OBJECT)

static void
balie_kp_client_finalize (GObject *object)
{
  BalieKpClient *self = BALIE_KP_CLIENT (object);

  g_clear_pointer (&self->caller, balie_customer_caller_free);
  G_OBJECT_CLASS (balie_kp_client_parent_class)->finalize (object);
}

static void
balie_kp_client_class_init (BalieKpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_kp_client_finalize;
}

static void
balie_kp_client_init (BalieKpClient *self)
{
}

/**
 * balie_kp_client_new:
 * @session: of the remote "kp"
 *
 * Returns: (transfer full): a client
 */
BalieKpClient *
balie_kp_client_new (BalieRemoteSession *session)
{
  BalieKpClient *self = g_object_new (BALIE_TYPE_KP_CLIENT, NULL);

  self->caller = balie_customer_caller_new (session, BALIE_SOURCE_KP);
  return self;
}

/**
 * balie_kp_client_search_async:
 * @self: a client
 * @query: whom; only last name, first name and postcode are sent
 * @page: from 1
 * @cancellable: (nullable): frees the connection at once
 * @callback: called when it ended
 * @user_data: for @callback
 */
void
balie_kp_client_search_async (BalieKpClient *self,
                              const BalieCustomerQuery *query,
                              int page,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (BalieCustomerQuery) allowed = NULL;
  GTask *task;

  g_return_if_fail (BALIE_IS_KP_CLIENT (self));
  g_return_if_fail (query);
  g_return_if_fail (page >= 1);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, balie_kp_client_search_async);
  allowed = balie_customer_query_dup_for_kp (query);
  if (!*allowed->values[BALIE_CRITERION_LAST_NAME])
    {
      g_task_return_new_error (task, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "%s",
                               _ ("KP needs a last name to search by."));
      g_object_unref (task);
      return;
    }
  balie_customer_caller_search (self->caller, task, allowed, page);
}

BalieCustomerPage *
balie_kp_client_search_finish (BalieKpClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * balie_kp_client_test_async:
 * @self: a client
 * @cancellable: (nullable): frees the connection at once
 * @callback: called when it ended
 * @user_data: for @callback
 *
 * Searches for somebody who does not exist.
 */
void
balie_kp_client_test_async (BalieKpClient *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (BalieCustomerQuery) query = balie_customer_query_new ();

  balie_customer_query_set (query, BALIE_CRITERION_LAST_NAME, TEST_NAME);
  balie_kp_client_search_async (self, query, 1, cancellable, callback, user_data);
}

gboolean
balie_kp_client_test_finish (BalieKpClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (BalieCustomerPage) page = balie_kp_client_search_finish (self, result, error);

  return page != NULL;
}
