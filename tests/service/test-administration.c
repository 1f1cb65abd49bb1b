/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of administration: settings, brands, users and remotes, their checks, history and effects. */
#include "config.h"

#include "desk-fixture.h"

#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-other-tables.h"

#include <string.h>

#define DUE_ORDER                                                                                  \
  "order_number,dealer_number,brand,vin,approved,unloading_date,plates\n"                          \
  "s1,02345,%s,WVWZZZE1ZP0000001,yes,2026-03-06,long:2\n"

static void
test_bad_values (DeskFixture *f, gconstpointer unused)
{
  static const char *const bad[][2] = {
    { "no-such-setting", "1" },
    { "automatic-approval", "perhaps" },
    { "run-time", "24:00" },
    { "run-time", "7 uur" },
    { "working-days-only", "2" },
    { "time-zone", "Europe/Nowhere" },
    { "days-after-unloading", "-1" },
    { "days-after-unloading", "366" },
    { "days-before-nlv", "seven" },
    { "days-before-delivery", "7.5" },
    { "days-after-k-code", "" },
    { "when-planned-late", "never" },
    { "when-planned-not-before-nlv", "on" },
    { "when-not-unloaded", "" },
    { "request-type", "" },
    { "dealer-number-pattern", "([" },
    { "mail-sender", "nobody" },
    { "mail-recipients", "a@example.com,b" },
    { "mail-on-empty-days", "x" },
    { "mail-language", "fr" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      if (desk_set (f->desk, bad[i][0], bad[i][1], &error))
        g_error ("%s took “%s”", bad[i][0], bad[i][1]);
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
    }
}

/* One bad value among good ones: nothing is written. */
static void
test_all_or_none (DeskFixture *f, gconstpointer unused)
{
  static const char *const pairs[] = { "run-time", "06:30", "mail-language", "fr", NULL };
  static const char *const odd[] = { "run-time", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  balie_administration_set_async (f->desk, pairs, NULL, NULL, NULL, wait_ended_cb, &result);
  g_assert_false (balie_administration_set_finish (f->desk, wait_for_result (&result), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_cmpstr (
      balie_settings_get_text (balie_desk_get_settings (f->desk), BALIE_SETTING_RUN_TIME), ==,
      "07:00");
  balie_administration_set_async (f->desk, odd, NULL, NULL, NULL, wait_ended_cb, &second);
  g_assert_false (balie_administration_set_finish (f->desk, wait_for_result (&second), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
}

static gpointer
get_history (BalieDb *db,
             const BalieDeskFacts *facts,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  return balie_activity_table_get_after (db, 0, 1000, error);
}

/* The newest line of history of that kind and field. */
static BalieActivity *
find_history (BalieDesk *desk, BalieActivityKind kind, const char *field)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  BalieActivity *found = NULL;

  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_NONE, get_history, NULL, NULL,
                        (GDestroyNotify) g_ptr_array_unref, NULL, wait_ended_cb, &result);
  lines = balie_desk_run_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    {
      const BalieActivity *line = g_ptr_array_index (lines, i);

      if (line->kind == kind && g_str_equal (line->field, field) &&
          (found == NULL || line->id > found->id))
        {
          balie_activity_free (found);
          found = balie_activity_copy (line);
        }
    }
  return found;
}

static void
test_history (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieActivity) line = NULL;
  g_autoptr (BalieActivity) none = NULL;

  desk_set (f->desk, "automatic-approval", "on", &error);
  g_assert_no_error (error);
  desk_set (f->desk, "mail-language", "nl", &error);
  g_assert_no_error (error);
  line = find_history (f->desk, BALIE_ACTIVITY_SETTING_CHANGED, "automatic-approval");
  g_assert_nonnull (line);
  g_assert_cmpstr (line->old_value, ==, "off");
  g_assert_cmpstr (line->new_value, ==, "on");
  g_assert_cmpstr (line->actor, ==, g_get_user_name ());
  none = find_history (f->desk, BALIE_ACTIVITY_SETTING_CHANGED, "mail-language");
  g_assert_null (none);
}

static void
import_due (DeskFixture *f, const char *brand)
{
  g_autofree char *csv = g_strdup_printf (DUE_ORDER, brand);

  desk_import_well (f->desk, csv);
}

/* The kept date of every order follows the setting, in both directions. */
static void
test_setting_explains (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderRow) before = NULL;
  g_autoptr (BalieOrderRow) after = NULL;

  import_due (f, "VW");
  before = desk_get_row (f->desk, "s1");
  g_assert_cmpint (before->explanation.due_on, ==, balie_date_from_ymd (2026, 3, 20));
  desk_set (f->desk, "days-after-unloading", "20", &error);
  g_assert_no_error (error);
  after = desk_get_row (f->desk, "s1");
  g_assert_cmpint (after->explanation.due_on, ==, balie_date_from_ymd (2026, 3, 26));
  g_assert_cmpint (after->order->version, ==, before->order->version);
  g_assert_cmpint (after->changed_at, ==, before->changed_at);
}

static gboolean
put_brand (BalieDesk *desk, const BalieBrand *brand, const char *replaces, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_administration_put_brand_async (desk, brand, replaces, NULL, wait_ended_cb, &result);
  return balie_administration_put_brand_finish (desk, wait_for_result (&result), error);
}

static gboolean
remove_brand (BalieDesk *desk, const char *name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_administration_remove_brand_async (desk, name, NULL, wait_ended_cb, &result);
  return balie_administration_remove_brand_finish (desk, wait_for_result (&result), error);
}

static gboolean
is_brand_blocking (DeskFixture *f)
{
  g_autoptr (BalieOrderRow) row = desk_get_row (f->desk, "s1");

  return (row->explanation.blocking & (1 << BALIE_CONDITION_BRAND)) != 0;
}

static void
test_brands (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieBrand) scout = balie_brand_new (" Scout ", "Scout Motors", TRUE, TRUE);
  g_autoptr (BalieBrand) clash = balie_brand_new ("Volks", "skoda", TRUE, TRUE);
  g_autoptr (BalieBrand) nameless = balie_brand_new ("  ", "", TRUE, TRUE);
  g_autoptr (BalieActivity) line = NULL;

  import_due (f, "scout motors");
  g_assert_true (is_brand_blocking (f));
  put_brand (f->desk, scout, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (is_brand_blocking (f));
  g_assert_nonnull (balie_brand_table_find (balie_desk_get_brands (f->desk), "SCOUT"));
  scout->served = FALSE;
  put_brand (f->desk, scout, "Scout", &error);
  g_assert_no_error (error);
  g_assert_true (is_brand_blocking (f));
  scout->served = TRUE;
  g_free (scout->name);
  scout->name = g_strdup ("Scout USA");
  put_brand (f->desk, scout, "Scout", &error);
  g_assert_no_error (error);
  g_assert_null (balie_brand_table_find (balie_desk_get_brands (f->desk), "Scout"));
  g_assert_false (is_brand_blocking (f));
  remove_brand (f->desk, "Scout USA", &error);
  g_assert_no_error (error);
  g_assert_true (is_brand_blocking (f));
  line = find_history (f->desk, BALIE_ACTIVITY_SETTING_CHANGED, "brand");
  g_assert_nonnull (strstr (line->old_value, "Scout USA"));
  g_assert_cmpstr (line->new_value, ==, "");
  g_assert_false (remove_brand (f->desk, "Scout USA", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (put_brand (f->desk, clash, NULL, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (put_brand (f->desk, nameless, NULL, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
}

static void
test_users (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieUser) me = balie_user_copy (balie_desk_get_user (f->desk));
  g_autoptr (BalieActivity) line = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) users = NULL;

  me->administrator = FALSE;
  g_assert_false (desk_put_user (f->desk, me, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  desk_fixture_add_user (f, "chief", 0, TRUE);
  desk_put_user (f->desk, me, &error);
  g_assert_no_error (error);
  g_assert_false (balie_desk_check (f->desk, BALIE_DEED_CHANGE_USERS, NULL));
  line = find_history (f->desk, BALIE_ACTIVITY_USER_CHANGED, me->login);
  g_assert_nonnull (strstr (line->old_value, "administrator yes"));
  g_assert_nonnull (strstr (line->new_value, "administrator no"));
  g_assert_false (desk_put_user (f->desk, me, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  balie_administration_list_users_async (f->desk, NULL, wait_ended_cb, &result);
  users = balie_administration_list_users_finish (f->desk, wait_for_result (&result), NULL);
  g_assert_cmpuint (users->len, ==, 2);
}

static void
test_bad_users (DeskFixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *login;
    const char *email;
    const char *language;
  } bad[] = {
    { "", "", "nl" },    { "two words", "", "nl" },
    { "a,b", "", "nl" }, { "ok", "no address", "nl" },
    { "ok", "", "fr" },  { "ok", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (BalieUser) user = balie_user_new (bad[i].login);
      g_autoptr (GError) error = NULL;

      g_free (user->email);
      user->email = g_strdup (bad[i].email);
      g_free (user->language);
      user->language = g_strdup (bad[i].language);
      g_assert_false (desk_put_user (f->desk, user, &error));
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
    }
}

/* Who may see some agencies names them: blanks and commas are none. */
static void
test_sight_without_agencies (DeskFixture *f, gconstpointer unused)
{
  static const char *const none[] = { "", " ", ",", " , ," };
  g_autoptr (BalieUser) user = balie_user_new ("rik");
  g_autoptr (GError) error = NULL;

  user->sight = BALIE_SIGHT_RESTRICTED;
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_free (user->agencies);
      user->agencies = g_strdup (none[i]);
      g_assert_false (desk_put_user (f->desk, user, &error));
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
      g_clear_error (&error);
    }
  user->sight = BALIE_SIGHT_FULL;
  g_assert_true (desk_put_user (f->desk, user, &error));
  user->sight = BALIE_SIGHT_RESTRICTED;
  g_free (user->agencies);
  user->agencies = g_strdup ("4711, 4712");
  g_assert_true (desk_put_user (f->desk, user, &error));
}

static gboolean
put_remote (BalieDesk *desk, const char *name, const char *url, const char *profile, GError **error)
{
  g_autoptr (BalieRemoteConfig) remote = balie_remote_config_new (name);
  g_autoptr (GAsyncResult) result = NULL;

  g_free (remote->url);
  remote->url = g_strdup (url);
  g_free (remote->profile);
  remote->profile = g_strdup (profile);
  balie_administration_put_remote_async (desk, remote, NULL, wait_ended_cb, &result);
  return balie_administration_put_remote_finish (desk, wait_for_result (&result), error);
}

static void
test_remotes (DeskFixture *f, gconstpointer unused)
{
  static const char *const good[][2] = {
    { "pon", "https://pon.example.com/v1" },
    { "pon", "http://127.0.0.1:8080/pon/v1" },
    { "pon", "" },
    { "smtp", "smtp://mail.example.com:587" },
    { "smtp", "smtps://mail.example.com" },
  };
  static const char *const bad[][3] = {
    { "fax", "https://example.com", "fax" },
    { "pon", "http://example.com/v1", "url" },
    { "pon", "ftp://example.com", "url" },
    { "pon", "not an address", "url" },
    { "pon", "https://user:secret@example.com", "url" },
    { "smtp", "https://example.com", "url" },
    { "smtp", "smtp://", "url" },
    { "smtp", "smtp://me:pw@example.com", "url" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) remotes = NULL;
  g_autoptr (BalieActivity) line = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      put_remote (f->desk, good[i][0], good[i][1], "", &error);
      g_assert_no_error (error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (put_remote (f->desk, bad[i][0], bad[i][1], "", &error));
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
      g_assert_nonnull (strstr (error->message, bad[i][2]));
      g_assert_null (strstr (error->message, "secret"));
      g_clear_error (&error);
    }
  g_assert_false (put_remote (f->desk, "pon", "https://example.com", "{\"name\":1}", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "profile"));
  line = find_history (f->desk, BALIE_ACTIVITY_SETTING_CHANGED, "remote-smtp");
  g_assert_cmpstr (line->new_value, ==, "smtps://mail.example.com");
  balie_administration_list_remotes_async (f->desk, NULL, wait_ended_cb, &result);
  remotes = balie_administration_list_remotes_finish (f->desk, wait_for_result (&result), NULL);
  g_assert_cmpuint (remotes->len, ==, 5);
}

static void
test_first_run (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (balie_desk_is_first_run (f->desk));
  balie_administration_finish_first_run_async (f->desk, NULL, wait_ended_cb, &result);
  balie_administration_finish_first_run_finish (f->desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_false (balie_desk_is_first_run (f->desk));
}

static void
test_permission (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (BalieUser) self = balie_user_new ("manager");
  g_autoptr (BalieBrand) brand = balie_brand_new ("Scout", "", TRUE, TRUE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BalieDesk *desk;

  desk_fixture_add_user (f, "manager", BALIE_ROLES_SALES, FALSE);
  desk = desk_fixture_open (f, "manager");
  g_assert_false (desk_set (desk, "run-time", "06:00", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  self->administrator = TRUE;
  g_assert_false (desk_put_user (desk, self, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  g_assert_false (put_brand (desk, brand, NULL, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  g_assert_false (put_remote (desk, "pon", "https://example.com", "", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  balie_administration_finish_first_run_async (desk, NULL, wait_ended_cb, &result);
  g_assert_false (
      balie_administration_finish_first_run_finish (desk, wait_for_result (&result), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  balie_desk_close (desk);
  g_object_unref (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/administration/bad-values", test_bad_values);
  DESK_TEST ("/administration/all-or-none", test_all_or_none);
  DESK_TEST ("/administration/history", test_history);
  DESK_TEST ("/administration/setting-explains", test_setting_explains);
  DESK_TEST ("/administration/brands", test_brands);
  DESK_TEST ("/administration/users", test_users);
  DESK_TEST ("/administration/bad-users", test_bad_users);
  DESK_TEST ("/administration/sight-without-agencies", test_sight_without_agencies);
  DESK_TEST ("/administration/remotes", test_remotes);
  DESK_TEST ("/administration/first-run", test_first_run);
  DESK_TEST ("/administration/permission", test_permission);
  return g_test_run ();
}
