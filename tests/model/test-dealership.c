/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests brands with their aliases, the settings and their checks, and roles. */
#include "config.h"

#include <string.h>

#include "balie-brand.h"
#include "balie-error.h"
#include "balie-settings.h"
#include "balie-user.h"

static void
assert_brand (BalieBrandTable *table, const char *given, const char *expected)
{
  const BalieBrand *brand = balie_brand_table_find (table, given);

  g_test_message ("“%s”", given);
  g_assert_cmpstr (brand ? brand->name : NULL, ==, expected);
}

static void
test_shipped_brands (void)
{
  g_autoptr (BalieBrandTable) table = balie_brand_table_new_shipped ();
  static const char *const rows[][2] = {
    { "VW", "VW" },
    { "vw", "VW" },
    { "Volkswagen", "VW" },
    { " VOLKSWAGEN ", "VW" },
    { "VWB", "VW Bedrijfswagens" },
    { "VW Bedrijfswagens", "VW Bedrijfswagens" },
    { "vw  bedrijfswagens", "VW Bedrijfswagens" },
    { "Volkswagen Bedrijfswagens", "VW Bedrijfswagens" },
    { "Volkswagen Commercial Vehicles", "VW Bedrijfswagens" },
    { "Volkswagen Nutzfahrzeuge", "VW Bedrijfswagens" },
    { "skoda", "Škoda" },
    { "SKODA", "Škoda" },
    { "S\xcc\x8ckoda", "Škoda" },
    { "Seat", "SEAT" },
    { "cupra", "CUPRA" },
    { "Opel", NULL },
    { "", NULL },
    { "V W", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_brand (table, rows[i][0], rows[i][1]);
  g_assert_cmpuint (balie_brand_table_get_n (table), ==, 10);
  for (guint i = 0; i < balie_brand_table_get_n (table); i++)
    {
      const BalieBrand *brand = balie_brand_table_get (table, i);

      g_assert_true (brand->vag);
      g_assert_cmpint (brand->served, ==, g_strcmp0 (brand->name, "CUPRA") != 0);
    }
}

static void
test_own_brands (void)
{
  g_autoptr (GPtrArray) brands = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_brand_free);
  g_autoptr (BalieBrandTable) table = NULL;
  g_autoptr (BalieBrandTable) same = NULL;

  g_ptr_array_add (brands, balie_brand_new ("Ducati", "MAN, , Duc", TRUE, FALSE));
  g_ptr_array_add (brands, balie_brand_new ("MAN", NULL, TRUE, TRUE));
  table = balie_brand_table_new (brands);
  same = balie_brand_table_ref (table);
  g_ptr_array_set_size (brands, 0);
  /* A brand's own name goes before another's alias, and an empty alias finds nothing. */
  assert_brand (same, "man", "MAN");
  assert_brand (same, "DUC", "Ducati");
  assert_brand (same, " ", NULL);
}

/* What is given and what is stored; NULL stored means that it is refused. */
static const struct
{
  const char *key;
  const char *given;
  const char *stored;
} settings_rows[] = {
  { "dealership-name", "  Garage\n Jansen ", "Garage  Jansen" },
  { "locations", " Utrecht \n\n Zeist\n", "Utrecht\nZeist" },
  { "automatic-approval", "On", "on" },
  { "automatic-approval", "off", "off" },
  { "automatic-approval", "yes", NULL },
  { "automatic-approval", "", NULL },
  { "run-time", "7:05", "07:05" },
  { "run-time", "23:59", "23:59" },
  { "run-time", "24:00", NULL },
  { "run-time", "07:60", NULL },
  { "run-time", "7", NULL },
  { "run-time", "07:5", NULL },
  { "run-time", "07:00:00", NULL },
  { "run-time", "-1:00", NULL },
  { "time-zone", "Europe/Amsterdam", "Europe/Amsterdam" },
  { "time-zone", "UTC", "UTC" },
  { "time-zone", "Europe/Atlantis", NULL },
  { "time-zone", "+01:00", NULL },
  { "time-zone", "../../etc/passwd", NULL },
  { "time-zone", "/etc/localtime", NULL },
  { "time-zone", "", NULL },
  { "days-before-nlv", "0", "0" },
  { "days-before-nlv", "007", "7" },
  { "days-before-nlv", "365", "365" },
  { "days-before-nlv", "366", NULL },
  { "days-before-nlv", "-1", NULL },
  { "days-before-nlv", "7.5", NULL },
  { "days-before-nlv", "", NULL },
  { "days-before-nlv", "99999999999999999999", NULL },
  { "when-planned-late", "before-delivery", "before-delivery" },
  { "when-planned-late", "Attention", "attention" },
  { "when-planned-late", "never", NULL },
  { "request-type", "new", "new" },
  { "request-type", " ", NULL },
  { "dealer-number-pattern", "^[0-9]{5}$", "^[0-9]{5}$" },
  { "dealer-number-pattern", "", "" },
  { "dealer-number-pattern", "[0-9", NULL },
  { "mail-sender", " balie@example.nl ", "balie@example.nl" },
  { "mail-sender", "", "" },
  { "mail-sender", "balie", NULL },
  { "mail-sender", "a@b@c", NULL },
  { "mail-sender", "a@example.nl\nBcc: b@example.nl", NULL },
  { "mail-sender", "<a@example.nl>", NULL },
  { "mail-recipients", "a@example.nl;b@example.nl , A@example.nl,", "a@example.nl, b@example.nl" },
  { "mail-recipients", "", "" },
  { "mail-recipients", "a@example.nl, b", NULL },
  { "mail-language", "DE", "de" },
  { "mail-language", "fr", NULL },
  { "discounts", " 5 % \n\n Staff\n", "5 %\nStaff" },
  { "discounts", "", "" },
  { "retention-dossiers", "OFF", "off" },
  { "retention-dossiers", "0", "off" },
  { "retention-dossiers", " 030 ", "30" },
  { "retention-history", "36500", "36500" },
  { "retention-history", "36501", NULL },
  { "retention-answers", "-1", NULL },
  { "retention-answers", "7 days", NULL },
  { "retention-imports", "", NULL },
};

static void
test_setting_checks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings_rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *stored = NULL;
      BalieSettingKey key;

      g_test_message ("%s: “%s”", settings_rows[i].key, settings_rows[i].given);
      g_assert_true (balie_setting_find (settings_rows[i].key, &key));
      if (balie_setting_check (key, settings_rows[i].given, &stored, &error))
        g_assert_no_error (error);
      else
        g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
      g_assert_cmpstr (stored, ==, settings_rows[i].stored);
    }
  g_assert_false (balie_setting_find ("no-such-key", NULL));
  g_assert_false (balie_setting_find (NULL, NULL));
}

static void
test_defaults (void)
{
  g_autoptr (BalieSettings) settings = balie_settings_new (NULL);
  g_auto (GStrv) recipients = balie_settings_dup_recipients (settings);
  int hour, minute;

  for (int i = 0; i < BALIE_N_SETTINGS; i++)
    {
      const BalieSettingInfo *info = balie_setting_get_info (i);
      g_autofree char *canonical = NULL;
      BalieSettingKey key;

      g_assert_true (balie_setting_find (info->code, &key));
      g_assert_cmpint (key, ==, i);
      g_assert_cmpstr (balie_settings_get_text (settings, i), ==, info->default_value);
      g_assert_true (balie_setting_check (i, info->default_value, &canonical, NULL));
      g_assert_cmpstr (canonical, ==, info->default_value);
    }
  g_assert_false (balie_settings_get_switch (settings, BALIE_SETTING_AUTOMATIC_APPROVAL));
  g_assert_cmpint (balie_settings_get_days (settings, BALIE_SETTING_DAYS_AFTER_UNLOADING), ==, 14);
  g_assert_cmpint (balie_settings_get_days (settings, BALIE_SETTING_DAYS_BEFORE_NLV), ==, 7);
  g_assert_cmpint (balie_settings_get_days (settings, BALIE_SETTING_DAYS_BEFORE_DELIVERY), ==, 7);
  g_assert_cmpint (balie_settings_get_days (settings, BALIE_SETTING_DAYS_AFTER_K_CODE), ==, 14);
  balie_settings_get_time (settings, BALIE_SETTING_RUN_TIME, &hour, &minute);
  g_assert_cmpint (hour * 60 + minute, ==, 7 * 60);
  g_assert_cmpstr (g_time_zone_get_identifier (balie_settings_get_zone (settings)), ==,
                   "Europe/Amsterdam");
  g_assert_cmpuint (g_strv_length (recipients), ==, 0);
  g_assert_false (balie_settings_mail_is_on (settings));
  for (int key = BALIE_SETTING_RETENTION_DOSSIERS; key <= BALIE_SETTING_RETENTION_IMPORTS; key++)
    g_assert_cmpint (balie_settings_get_period (settings, key), ==, 0);
}

static void
test_stored_settings (void)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (BalieSettings) settings = NULL;
  g_auto (GStrv) recipients = NULL;
  int hour, minute;

  g_hash_table_insert (values, (char *) "automatic-approval", (char *) "on");
  g_hash_table_insert (values, (char *) "run-time", (char *) "6:45");
  g_hash_table_insert (values, (char *) "days-before-nlv", (char *) "nonsense");
  g_hash_table_insert (values, (char *) "from-the-future", (char *) "x");
  g_hash_table_insert (values, (char *) "mail-recipients", (char *) "a@x.nl,b@x.nl");
  g_hash_table_insert (values, (char *) "retention-answers", (char *) "30");
  settings = balie_settings_new (values);
  g_assert_cmpint (balie_settings_get_period (settings, BALIE_SETTING_RETENTION_ANSWERS), ==, 30);
  recipients = balie_settings_dup_recipients (settings);
  balie_settings_get_time (settings, BALIE_SETTING_RUN_TIME, &hour, &minute);
  g_assert_true (balie_settings_get_switch (settings, BALIE_SETTING_AUTOMATIC_APPROVAL));
  g_assert_cmpint (hour, ==, 6);
  g_assert_cmpint (minute, ==, 45);
  g_assert_cmpint (balie_settings_get_days (settings, BALIE_SETTING_DAYS_BEFORE_NLV), ==, 7);
  g_assert_cmpuint (g_strv_length (recipients), ==, 2);
  g_assert_cmpstr (recipients[1], ==, "b@x.nl");
  g_assert_true (balie_settings_mail_is_on (settings));
}

static void
test_roles (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *none = balie_roles_dup_text (0);
  g_autofree char *all = NULL;
  g_autofree char *label = balie_roles_dup_label (BALIE_ROLE_SELLER | BALIE_ROLE_SALES_ADMIN_NEW);
  g_autofree char *no_label = balie_roles_dup_label (0);
  BalieRoles roles = 0;
  BalieSight sight;

  g_assert_cmpstr (none, ==, "");
  g_assert_true (balie_roles_parse (" Sales-manager-used , seller ", &roles, &error));
  g_assert_cmpint (roles, ==, BALIE_ROLE_SALES_MANAGER_USED | BALIE_ROLE_SELLER);
  g_assert_false (balie_roles_parse ("seller,boss", &roles, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "boss"));
  g_assert_true (balie_roles_parse (NULL, &roles, NULL));
  g_assert_cmpint (roles, ==, 0);
  all = balie_roles_dup_text (BALIE_ROLES_SALES | BALIE_ROLE_SELLER);
  g_assert_true (balie_roles_parse (all, &roles, NULL));
  g_assert_cmpint (roles, ==, BALIE_ROLES_SALES | BALIE_ROLE_SELLER);
  g_assert_cmpstr (label, ==, "Seller, Sales admin (new)");
  g_assert_cmpstr (no_label, ==, "No role");
  g_assert_true (balie_sight_from_code ("restricted", &sight));
  g_assert_cmpstr (balie_sight_to_code (sight), ==, "restricted");
  g_assert_false (balie_sight_from_code ("half", &sight));
}

static void
test_user_copy (void)
{
  g_autoptr (BalieUser) user = balie_user_new ("jan");
  g_autoptr (BalieUser) copy = NULL;

  user->roles = BALIE_ROLE_SELLER;
  user->administrator = TRUE;
  copy = balie_user_copy (user);
  g_assert_cmpstr (copy->login, ==, "jan");
  g_assert_true (copy->login != user->login);
  g_assert_cmpint (copy->roles, ==, BALIE_ROLE_SELLER);
  g_assert_true (copy->administrator);
  g_assert_null (balie_user_copy (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/brands/shipped", test_shipped_brands);
  g_test_add_func ("/brands/own", test_own_brands);
  g_test_add_func ("/settings/checks", test_setting_checks);
  g_test_add_func ("/settings/defaults", test_defaults);
  g_test_add_func ("/settings/stored", test_stored_settings);
  g_test_add_func ("/users/roles", test_roles);
  g_test_add_func ("/users/copy", test_user_copy);
  return g_test_run ();
}
