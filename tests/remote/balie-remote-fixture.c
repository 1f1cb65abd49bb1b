/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting for asynchronous calls, and a certification authority made for the test. */
#include "config.h"

#include "balie-remote-fixture.h"

#include <glib/gstdio.h>

void
balie_await_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieAwait *await = user_data;

  await->result = g_object_ref (result);
}

GAsyncResult *
balie_await (BalieAwait *await)
{
  while (!await->result)
    g_main_context_iteration (NULL, TRUE);
  return await->result;
}

void
balie_await_clear (BalieAwait *await)
{
  g_clear_object (&await->result);
}

BalieHttpResponse *
balie_await_http (BalieHttp *http,
                  BalieHttpRequest *request,
                  GCancellable *cancellable,
                  GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  balie_http_send_async (http, request, cancellable, balie_await_done_cb, &await);
  return balie_http_send_finish (http, balie_await (&await), error);
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until something outside it is so. */
void
balie_await_quiet (gboolean (*is_so) (gpointer), gpointer data)
{
  guint id = g_timeout_add (5, wake_cb, NULL);

  while (!is_so (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

char *
balie_test_make_directory (void)
{
  GError *error = NULL;
  char *path = g_dir_make_tmp ("balie-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

/* Removes it with the plain files in it, and frees the path. */
void
balie_test_remove_directory (char *path)
{
  const char *argv[] = { "rm", "-rf", path, NULL };

  g_assert_true (g_str_has_prefix (path, g_get_tmp_dir ()));
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
  g_free (path);
}

char *
balie_test_make_authority (void)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "remote", "make-authority", NULL);
  char *directory = balie_test_make_directory ();
  const char *argv[] = { "/bin/sh", script, directory, NULL };
  GError *error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return directory;
}

GTlsCertificate *
balie_test_load_certificate (const char *directory, const char *kind)
{
  g_autofree char *name = g_strconcat (kind, ".pem", NULL);
  g_autofree char *path = g_build_filename (directory, name, NULL);
  GError *error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return certificate;
}
