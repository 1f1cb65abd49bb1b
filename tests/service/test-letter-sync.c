/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of fetching letters with the simulated insurers: by itself, joined, cancelled, closed in the middle, and
 * stopped by a locked login. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "balie-error.h"
#include "balie-letter-sync.h"
#include "balie-letters.h"
#include "delivery-fixture.h"

#include <glib/gstdio.h>

typedef struct
{
  DeliveryFixture *fixture;
  BalieDesk *desk;
  SimProcess *sim;
  char *secrets;
} Scene;

static void
put_insurer (BalieDesk *desk, SimProcess *sim)
{
  g_autoptr (BalieInsurer) insurer = balie_insurer_new ("Norm");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_free (insurer->sts_url);
  insurer->sts_url = g_strconcat (sim->url, "/bipro/410", NULL);
  g_free (insurer->transfer_url);
  insurer->transfer_url = g_strconcat (sim->url, "/bipro/430", NULL);
  g_free (insurer->user);
  insurer->user = g_strdup ("4711");
  balie_insurers_put_async (desk, insurer, NULL, async_ended_cb, &result);
  balie_insurers_put_finish (desk, await (&result), &error);
  g_assert_no_error (error);
}

static void
set_password (Scene *scene, const char *password)
{
  g_autofree char *path = g_build_filename (scene->secrets, "bipro-norm", NULL);

  g_assert_true (
      g_file_set_contents_full (path, password, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

static void
set_up (Scene *scene, gconstpointer scale)
{
  g_setenv ("BALIE_TIME_SCALE", scale, TRUE);
  scene->fixture = delivery_fixture_new (NULL);
  scene->desk = scene->fixture->desk;
  scene->secrets = g_build_filename (scene->fixture->directory, "secrets", NULL);
  g_assert_cmpint (g_mkdir (scene->secrets, 0700), ==, 0);
  g_setenv ("BALIE_SECRETS_DIR", scene->secrets, TRUE);
  set_password (scene, "geheim");
  scene->sim = sim_process_start ("--latency", "1ms", NULL);
  put_insurer (scene->desk, scene->sim);
}

static void
tear_down (Scene *scene, gconstpointer unused)
{
  delivery_fixture_free (scene->fixture);
  sim_process_stop (scene->sim);
  g_free (scene->secrets);
}

static gint64
count_letters (BalieDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *counts = NULL;

  balie_letters_count_async (desk, NULL, async_ended_cb, &result);
  counts = balie_letters_count_finish (desk, await (&result), &error);
  g_assert_no_error (error);
  return counts[BALIE_LETTER_FILTER_ALL];
}

/* Of the insurer that is set up. */
static guint
count_at_sim (Scene *scene, gboolean acknowledged_only)
{
  g_autoptr (JsonArray) letters = sim_process_dup_array (scene->sim, "/control/letters");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (letters); i++)
    {
      JsonObject *letter = json_array_get_object_element (letters, i);

      n += *json_object_get_string_member (letter, "insurer") == '\0' &&
           (!acknowledged_only || json_object_get_int_member (letter, "acknowledged") != 0);
    }
  return n;
}

static BalieLetterSyncSummary *
sync_letters (BalieDesk *desk, gboolean unlock, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_letter_sync_async (desk, NULL, FALSE, unlock, NULL, async_ended_cb, &result);
  return balie_letter_sync_finish (desk, await (&result), error);
}

static void
wait_for_letters (BalieDesk *desk, gint64 n)
{
  while (count_letters (desk) < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_by_itself (Scene *scene, gconstpointer unused)
{
  guint n = count_at_sim (scene, FALSE);
  g_autoptr (SimReply) reply = NULL;

  balie_letter_sync_start (scene->desk);
  wait_for_letters (scene->desk, n);
  reply = sim_process_send (scene->sim, "POST", "/control/letters",
                            "{\"code\":\"100005100\",\"ownApplication\":\"D-9\"}");
  g_assert_no_error (reply->error);
  wait_for_letters (scene->desk, n + 1);
  balie_letter_sync_stop (scene->desk);
}

/* Two who ask at the same time wait for one fetch. */
static void
test_joined (Scene *scene, gconstpointer unused)
{
  guint n = count_at_sim (scene, FALSE);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (BalieLetterSyncSummary) one = NULL;
  g_autoptr (BalieLetterSyncSummary) two = NULL;
  g_autoptr (GError) error = NULL;

  balie_letter_sync_async (scene->desk, NULL, FALSE, FALSE, NULL, async_ended_cb, &first);
  balie_letter_sync_async (scene->desk, NULL, FALSE, FALSE, NULL, async_ended_cb, &second);
  one = balie_letter_sync_finish (scene->desk, await (&first), &error);
  g_assert_no_error (error);
  two = balie_letter_sync_finish (scene->desk, await (&second), &error);
  g_assert_no_error (error);
  g_assert_cmpint (one->n_new, ==, n);
  g_assert_cmpint (two->n_new, ==, n);
  g_assert_cmpint (count_letters (scene->desk), ==, n);
  g_assert_cmpuint (count_at_sim (scene, TRUE), ==, n);
}

/* Who no longer waits hears so at once; the next fetch makes it whole. */
static void
test_cancelled (Scene *scene, gconstpointer unused)
{
  guint n = count_at_sim (scene, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLetterSyncSummary) summary = NULL;

  balie_letter_sync_async (scene->desk, NULL, FALSE, FALSE, cancellable, async_ended_cb, &result);
  wait_for_letters (scene->desk, 3);
  g_cancellable_cancel (cancellable);
  g_assert_null (balie_letter_sync_finish (scene->desk, await (&result), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (count_letters (scene->desk), <, n);
  summary = sync_letters (scene->desk, FALSE, &error);
  g_assert_no_error (error);
  g_assert_null (summary->problem);
  g_assert_cmpint (count_letters (scene->desk), ==, n);
  g_assert_cmpuint (count_at_sim (scene, TRUE), ==, n);
}

static void
test_closed (Scene *scene, gconstpointer unused)
{
  guint n = count_at_sim (scene, FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLetterSyncSummary) summary = NULL;

  balie_letter_sync_async (scene->desk, NULL, FALSE, FALSE, NULL, async_ended_cb, &result);
  wait_for_letters (scene->desk, 3);
  balie_desk_close (scene->desk);
  await (&result);
  g_clear_object (&result);
  close_desk (scene->desk);
  scene->desk = scene->fixture->desk = delivery_fixture_open (scene->fixture, NULL, NULL);
  g_assert_cmpuint (count_at_sim (scene, TRUE), <=, (guint) count_letters (scene->desk));
  summary = sync_letters (scene->desk, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_letters (scene->desk), ==, n);
  g_assert_cmpuint (count_at_sim (scene, TRUE), ==, n);
}

static guint
count_calls (Scene *scene)
{
  g_autoptr (JsonArray) journal = sim_process_dup_array (scene->sim, "/control/journal");

  return json_array_get_length (journal);
}

static char *
dup_locked (BalieDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) insurers = NULL;

  balie_insurers_list_async (desk, NULL, async_ended_cb, &result);
  insurers = balie_insurers_list_finish (desk, await (&result), &error);
  g_assert_no_error (error);
  return g_strdup (((BalieInsurer *) insurers->pdata[0])->locked);
}

/* An expired password: said once, then nothing more is sent until a person asks for it. */
static void
test_locked (Scene *scene, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLetterSyncSummary) first = NULL;
  g_autoptr (BalieLetterSyncSummary) second = NULL;
  g_autoptr (BalieLetterSyncSummary) third = NULL;
  g_autofree char *locked = NULL;
  g_autofree char *unlocked = NULL;
  guint n_calls;

  set_password (scene, "abgelaufen");
  first = sync_letters (scene->desk, FALSE, &error);
  g_assert_no_error (error);
  g_assert_error (first->problem, BALIE_ERROR, BALIE_ERROR_SECRET);
  locked = dup_locked (scene->desk);
  g_assert_cmpstr (locked, !=, "");
  n_calls = count_calls (scene);
  second = sync_letters (scene->desk, FALSE, &error);
  g_assert_error (second->problem, BALIE_ERROR, BALIE_ERROR_SECRET);
  g_assert_cmpuint (count_calls (scene), ==, n_calls);
  set_password (scene, "geheim");
  third = sync_letters (scene->desk, TRUE, &error);
  g_assert_no_error (error);
  g_assert_no_error (third->problem);
  g_assert_cmpint (third->n_new, >, 0);
  unlocked = dup_locked (scene->desk);
  g_assert_cmpstr (unlocked, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func, scale)                                                                     \
  g_test_add ("/letter-sync/" name, Scene, scale, set_up, func, tear_down)
  /* A quarter of an hour is not quite a second; a connection has no time to lose then, so only here. */
  ADD ("by-itself", test_by_itself, "0.001");
  ADD ("joined", test_joined, "1");
  ADD ("cancelled", test_cancelled, "1");
  ADD ("closed", test_closed, "1");
  ADD ("locked", test_locked, "1");
  return g_test_run ();
}
