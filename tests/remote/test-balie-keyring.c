/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords in the real Secret Service; run by with-keyring, which provides one or none. */
#include "config.h"

#include <libsecret/secret.h>
#include <string.h>

#include "balie-error.h"
#include "balie-remote-fixture.h"
#include "balie-secrets.h"

static char *
lookup (const char *remote, const char *user, GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  balie_secrets_lookup_async (remote, user, NULL, balie_await_done_cb, &await);
  return balie_secrets_lookup_finish (balie_await (&await), error);
}

static gboolean
store (const char *remote, const char *user, const char *secret, GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  balie_secrets_store_async (remote, user, secret, NULL, balie_await_done_cb, &await);
  return balie_secrets_store_finish (balie_await (&await), error);
}

static void
assert_missing (const char *remote, const char *user, const char *why)
{
  g_autoptr (GError) error = NULL;
  char *secret = lookup (remote, user, &error);

  g_assert_null (secret);
  g_test_message ("%s", error->message);
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_SECRET);
  g_assert_nonnull (strstr (error->message, why));
}

static void
assert_stored (const char *remote, const char *user, const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *secret = lookup (remote, user, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  balie_secrets_free (secret);
}

static void
test_none (void)
{
  g_autoptr (GError) error = NULL;

  assert_missing ("pon", "dealer", "no keyring");
  g_assert_false (store ("pon", "dealer", "x", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_SECRET);
  g_assert_null (balie_secrets_lookup_sync ("pon", "dealer", NULL));
}

static void
appeared_cb (GDBusConnection *bus, const char *name, const char *owner, gpointer appeared)
{
  *(gboolean *) appeared = TRUE;
}

static void
wait_for_service (void)
{
  gboolean appeared = FALSE;
  guint id = g_bus_watch_name (G_BUS_TYPE_SESSION, "org.freedesktop.secrets",
                               G_BUS_NAME_WATCHER_FLAGS_NONE, appeared_cb, NULL, &appeared, NULL);

  while (!appeared)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (id);
}

static void
test_open (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (BalieAwait) await = { NULL };
  char *secret;

  wait_for_service ();
  assert_missing ("pon", "dealer", "No password");
  g_assert_true (store ("pon", "dealer", "gé heim", &error));
  g_assert_no_error (error);
  g_assert_true (store ("pon", "other", "two", &error));
  g_assert_true (store ("smtp", NULL, "three", &error));
  assert_stored ("pon", "dealer", "gé heim");
  assert_stored ("pon", "other", "two");
  assert_stored ("smtp", "", "three");
  assert_missing ("driver2", "dealer", "No password");
  g_assert_true (store ("pon", "dealer", "changed", &error));
  assert_stored ("pon", "dealer", "changed");
  secret = balie_secrets_lookup_sync ("pon", "dealer", &error);
  g_assert_cmpstr (secret, ==, "changed");
  balie_secrets_free (secret);
  g_cancellable_cancel (cancellable);
  balie_secrets_lookup_async ("pon", "dealer", cancellable, balie_await_done_cb, &await);
  g_assert_null (balie_secrets_lookup_finish (balie_await (&await), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
}

static void
test_locked (void)
{
  SecretService *service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, NULL);
  GList *collections = secret_service_get_collections (service);

  g_assert_cmpint (secret_service_lock_sync (service, collections, NULL, NULL, NULL), >, 0);
  g_list_free_full (collections, g_object_unref);
  g_object_unref (service);
  assert_missing ("pon", "dealer", "locked");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/none", test_none);
  g_test_add_func ("/keyring/open", test_open);
  g_test_add_func ("/keyring/locked", test_locked);
  status = g_test_run ();
  secret_service_disconnect ();
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return status;
}
