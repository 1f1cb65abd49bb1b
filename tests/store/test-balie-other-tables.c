/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the small tables: what is written comes back. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "balie-error.h"
#include "store-fixture.h"

#define DAY balie_date_from_ymd (2026, 3, 20)

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static void
add_activity (BalieDb *db, BalieActivityKind kind, const char *order_number, const char *value)
{
  g_autoptr (BalieActivity) activity = balie_activity_new (kind);
  g_autoptr (GError) error = NULL;

  activity->at = 42;
  set_text (&activity->order_number, order_number);
  set_text (&activity->actor, "piet");
  set_text (&activity->desk, "balie-1");
  set_text (&activity->field, "vin");
  set_text (&activity->old_value, "old 'x'");
  set_text (&activity->new_value, value);
  balie_activity_table_add (db, activity, &error);
  g_assert_no_error (error);
}

static gpointer
check_activity (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) of_order = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (BalieActivity) one = NULL;
  g_autoptr (GError) local = NULL;

  g_assert_cmpint (balie_activity_table_get_last_id (db, error), ==, 0);
  for (int i = 0; i < BALIE_ACTIVITY_N_KINDS; i++)
    add_activity (db, (BalieActivityKind) i, i % 2 ? "N1" : "", "new");
  g_assert_cmpint (balie_activity_table_get_last_id (db, error), ==, BALIE_ACTIVITY_N_KINDS);
  of_order = balie_activity_table_get_of_order (db, "N1", 2, error);
  g_assert_cmpuint (of_order->len, ==, 2);
  g_assert_cmpint (((BalieActivity *) of_order->pdata[0])->id, >,
                   ((BalieActivity *) of_order->pdata[1])->id);
  after = balie_activity_table_get_after (db, 3, 0, error);
  g_assert_cmpuint (after->len, ==, BALIE_ACTIVITY_N_KINDS - 3);
  one = balie_activity_table_get (db, 4, error);
  g_assert_cmpint (one->kind, ==, 3);
  g_assert_cmpint (one->at, ==, 42);
  g_assert_cmpstr (one->actor, ==, "piet");
  g_assert_cmpstr (one->desk, ==, "balie-1");
  g_assert_cmpstr (one->field, ==, "vin");
  g_assert_cmpstr (one->old_value, ==, "old 'x'");
  g_assert_cmpstr (one->new_value, ==, "new");
  g_assert_null (balie_activity_table_get (db, 999, &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  return NULL;
}

static BalieRun *
make_run (BalieDate date)
{
  BalieRun *run = balie_run_new (date);

  run->started_at = 10;
  run->finished_at = 20;
  set_text (&run->desk, "balie-1");
  set_text (&run->actor, "piet");
  run->n_requested = 1;
  run->n_attention = 1;
  run->mail = BALIE_MAIL_QUEUED;
  run->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_run_outcome_free);
  for (int i = 0; i < 2; i++)
    {
      BalieRunOutcome *outcome = balie_run_outcome_new ();

      set_text (&outcome->order_number, i == 0 ? "Z" : "A");
      set_text (&outcome->rule, i == 0 ? "nlv" : "");
      set_text (&outcome->attention, i == 0 ? "" : "no-dates");
      outcome->due_on = i == 0 ? date - 3 : BALIE_DATE_NONE;
      g_ptr_array_add (run->outcomes, outcome);
    }
  return run;
}

static gpointer
check_runs (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieRun) run = make_run (DAY);
  g_autoptr (BalieRun) next = make_run (DAY + 1);
  g_autoptr (BalieRun) stored = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) local = NULL;
  BalieRunOutcome *outcome;

  g_assert_null (balie_run_table_get (db, DAY, error));
  g_assert_true (balie_run_table_insert (db, run, error));
  g_assert_false (balie_run_table_insert (db, run, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  g_assert_true (balie_run_table_insert (db, next, error));
  g_assert_true (balie_run_table_set_mail (db, DAY, BALIE_MAIL_SENT, error));
  stored = balie_run_table_get (db, DAY, error);
  g_assert_cmpint (stored->date, ==, DAY);
  g_assert_cmpint (stored->mail, ==, BALIE_MAIL_SENT);
  g_assert_cmpint (stored->started_at, ==, 10);
  g_assert_cmpint (stored->finished_at, ==, 20);
  g_assert_cmpstr (stored->actor, ==, "piet");
  g_assert_cmpint (stored->n_requested, ==, 1);
  g_assert_cmpuint (stored->outcomes->len, ==, 2);
  outcome = g_ptr_array_index (stored->outcomes, 0);
  g_assert_cmpstr (outcome->order_number, ==, "Z");
  g_assert_cmpstr (outcome->rule, ==, "nlv");
  g_assert_cmpint (outcome->due_on, ==, DAY - 3);
  list = balie_run_table_list (db, 0, error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (((BalieRun *) list->pdata[0])->date, ==, DAY + 1);
  g_assert_null (((BalieRun *) list->pdata[0])->outcomes);
  return NULL;
}

static BalieMail *
make_mail (const char *kind, BalieDate date, gint64 next_attempt_at)
{
  BalieMail *mail = balie_mail_new ();

  set_text (&mail->kind, kind);
  mail->date = date;
  mail->next_attempt_at = next_attempt_at;
  mail->created_at = 77;
  set_text (&mail->message_id, "<1@balie>");
  set_text (&mail->recipients, "a@b.nl, c@d.nl");
  set_text (&mail->subject, "Onderwerp");
  set_text (&mail->text, "Regel 1\nRegel 2\n");
  set_text (&mail->html, "<p>x</p>");
  return mail;
}

static gpointer
check_mails (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieMail) daily = make_mail ("daily", DAY, 100);
  g_autoptr (BalieMail) twice = make_mail ("daily", DAY, 100);
  g_autoptr (BalieMail) test = make_mail ("test", DAY, 50);
  g_autoptr (BalieMail) another = make_mail ("test", DAY, 300);
  g_autoptr (BalieMail) last = NULL;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GError) local = NULL;

  g_assert_null (balie_mail_table_get_last_daily (db, error));
  g_assert_cmpint (balie_mail_table_get_next_attempt (db, error), ==, G_MAXINT64);
  g_assert_true (balie_mail_table_insert (db, daily, error));
  g_assert_false (balie_mail_table_insert (db, twice, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  g_assert_true (balie_mail_table_insert (db, test, error));
  g_assert_true (balie_mail_table_insert (db, another, error));
  g_assert_cmpint (balie_mail_table_get_next_attempt (db, error), ==, 50);
  due = balie_mail_table_get_due (db, 100, 0, error);
  g_assert_cmpuint (due->len, ==, 2);
  g_assert_cmpint (((BalieMail *) due->pdata[0])->id, ==, test->id);
  daily->state = BALIE_MAIL_SENT;
  daily->sent_at = 101;
  g_assert_true (balie_mail_table_update (db, daily, error));
  last = balie_mail_table_get_last_daily (db, error);
  g_assert_cmpint (last->id, ==, daily->id);
  g_assert_cmpint (last->state, ==, BALIE_MAIL_SENT);
  g_assert_cmpint (last->sent_at, ==, 101);
  g_assert_cmpstr (last->text, ==, "Regel 1\nRegel 2\n");
  g_assert_cmpstr (last->message_id, ==, "<1@balie>");
  return NULL;
}

static gpointer
check_settings (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieSettings) before = balie_setting_table_load (db, error);
  g_autoptr (BalieSettings) after = NULL;
  g_autoptr (BalieSettings) again = NULL;

  g_assert_cmpint (balie_settings_get_days (before, BALIE_SETTING_DAYS_BEFORE_NLV), ==, 7);
  g_assert_true (balie_setting_table_set (db, BALIE_SETTING_DAYS_BEFORE_NLV, "9", error));
  g_assert_true (balie_setting_table_set (db, BALIE_SETTING_DAYS_BEFORE_NLV, "10", error));
  after = balie_setting_table_load (db, error);
  g_assert_cmpint (balie_settings_get_days (after, BALIE_SETTING_DAYS_BEFORE_NLV), ==, 10);
  g_assert_true (balie_setting_table_set (db, BALIE_SETTING_DAYS_BEFORE_NLV, NULL, error));
  again = balie_setting_table_load (db, error);
  g_assert_cmpint (balie_settings_get_days (again, BALIE_SETTING_DAYS_BEFORE_NLV), ==, 7);
  return NULL;
}

static gpointer
check_brands (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieBrandTable) shipped = balie_brand_table_new_shipped ();
  g_autoptr (BalieBrandTable) loaded = balie_brand_table_load (db, error);
  g_autoptr (BalieBrandTable) changed = NULL;
  g_autoptr (BalieBrand) skoda = balie_brand_new (" SKODA", "Skd", TRUE, FALSE);

  g_assert_cmpuint (balie_brand_table_get_n (loaded), ==, balie_brand_table_get_n (shipped));
  for (guint i = 0; i < balie_brand_table_get_n (shipped); i++)
    {
      const BalieBrand *a = balie_brand_table_get (shipped, i);
      const BalieBrand *b = balie_brand_table_get (loaded, i);

      g_assert_cmpstr (a->name, ==, b->name);
      g_assert_cmpstr (a->aliases, ==, b->aliases);
      g_assert_cmpint (a->served, ==, b->served);
      g_assert_cmpint (a->vag, ==, b->vag);
    }
  set_text (&skoda->dealer_number, "54321");
  g_assert_true (balie_brand_table_put (db, skoda, error));
  g_assert_true (balie_brand_table_remove (db, "cupra", error));
  changed = balie_brand_table_load (db, error);
  g_assert_cmpuint (balie_brand_table_get_n (changed), ==, balie_brand_table_get_n (shipped) - 1);
  g_assert_false (balie_brand_table_find (changed, "Škoda")->served);
  g_assert_cmpstr (balie_brand_table_find (changed, "Škoda")->dealer_number, ==, "54321");
  g_assert_null (balie_brand_table_find (changed, "CUPRA"));
  return NULL;
}

static gpointer
check_users (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieUser) user = balie_user_new ("piet");
  g_autoptr (BalieUser) stored = NULL;
  g_autoptr (GPtrArray) list = NULL;

  set_text (&user->name, "Piet \"de\" Vries");
  set_text (&user->agencies, "4711,4712");
  user->roles = BALIE_ROLE_SELLER | BALIE_ROLE_SALES_MANAGER_USED;
  user->sight = BALIE_SIGHT_RESTRICTED;
  g_assert_true (balie_user_table_put (db, user, error));
  user->administrator = TRUE;
  g_assert_true (balie_user_table_put (db, user, error));
  stored = balie_user_table_find (db, "piet", error);
  g_assert_cmpstr (stored->name, ==, user->name);
  g_assert_cmpint (stored->roles, ==, user->roles);
  g_assert_cmpint (stored->sight, ==, BALIE_SIGHT_RESTRICTED);
  g_assert_cmpstr (stored->agencies, ==, "4711,4712");
  g_assert_true (stored->administrator);
  g_assert_null (balie_user_table_find (db, "Piet", error));
  list = balie_user_table_list (db, error);
  g_assert_cmpuint (list->len, ==, 1);
  return NULL;
}

static gpointer
check_remotes (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieRemoteConfig) pon = balie_remote_table_get (db, "pon", error);
  g_autoptr (BalieRemoteConfig) stored = NULL;
  g_autoptr (BalieRemoteConfig) strange = balie_remote_config_new ("strange");
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) local = NULL;

  g_assert_cmpstr (pon->url, ==, "");
  set_text (&pon->url, "https://pon.example/v1");
  set_text (&pon->user, "dealer");
  set_text (&pon->profile, "{\"name\": \"pon\"}");
  g_assert_true (balie_remote_table_put (db, pon, error));
  stored = balie_remote_table_get (db, "pon", error);
  g_assert_cmpstr (stored->url, ==, pon->url);
  g_assert_cmpstr (stored->user, ==, "dealer");
  g_assert_cmpstr (stored->profile, ==, pon->profile);
  list = balie_remote_table_list (db, error);
  g_assert_cmpuint (list->len, ==, 5);
  g_assert_false (balie_remote_table_put (db, strange, &local));
  assert_code (local, BALIE_ERROR_BUG);
  return NULL;
}

static gpointer
check_meta (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *value = NULL;

  g_assert_null (balie_meta_table_dup (db, "cursor", error));
  g_assert_true (balie_meta_table_set (db, "cursor", "a", error));
  g_assert_true (balie_meta_table_set (db, "cursor", "b", error));
  value = balie_meta_table_dup (db, "cursor", error);
  g_assert_cmpstr (value, ==, "b");
  g_assert_true (balie_meta_table_set (db, "cursor", NULL, error));
  g_assert_null (balie_meta_table_dup (db, "cursor", error));
  return NULL;
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_transaction ("/activity", check_activity);
  fixture_add_transaction ("/runs", check_runs);
  fixture_add_transaction ("/mails", check_mails);
  fixture_add_transaction ("/settings", check_settings);
  fixture_add_transaction ("/brands", check_brands);
  fixture_add_transaction ("/users", check_users);
  fixture_add_transaction ("/remotes", check_remotes);
  fixture_add_transaction ("/meta", check_meta);
  return g_test_run ();
}
