/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests calendar days against GLib's, their reading, writing and zones, and the clock. */
#include "config.h"

#include <locale.h>

#include "balie-clock.h"

static void
test_every_day (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, 1, 1900);
  guint32 epoch = 719163; /* 1970-01-01 as GLib counts */

  for (BalieDate day = balie_date_from_ymd (1900, 1, 1); g_date_get_year (date) < 2200; day++)
    {
      char expected[BALIE_DATE_TEXT_SIZE], written[BALIE_DATE_TEXT_SIZE];
      BalieDate parsed = 0;
      int year, month, dom;

      g_assert_cmpint (day, ==, (int) (g_date_get_julian (date) - epoch));
      balie_date_to_ymd (day, &year, &month, &dom);
      g_assert_cmpint (year, ==, g_date_get_year (date));
      g_assert_cmpint (month, ==, (int) g_date_get_month (date));
      g_assert_cmpint (dom, ==, g_date_get_day (date));
      g_assert_cmpint (balie_date_from_ymd (year, month, dom), ==, day);
      g_assert_cmpint (balie_date_get_weekday (day), ==, (int) g_date_get_weekday (date));
      g_snprintf (expected, sizeof expected, "%04d-%02d-%02d", year, month, dom);
      g_assert_cmpstr (balie_date_write_iso (day, written), ==, expected);
      g_assert_true (balie_date_parse (written, &parsed));
      g_assert_cmpint (parsed, ==, day);
      g_date_add_days (date, 1);
    }
}

static const struct
{
  const char *text;
  const char *iso;
} parsed[] = {
  { "2026-03-06", "2026-03-06" }, { "06-03-2026", "2026-03-06" }, { "6-3-2026", "2026-03-06" },
  { "06-3-2026", "2026-03-06" },  { "2024-02-29", "2024-02-29" }, { "29-02-2000", "2000-02-29" },
  { "1900-01-01", "1900-01-01" }, { "2199-12-31", "2199-12-31" },
};

static const char *const refused[] = {
  "",
  " ",
  "2026-3-6",
  "2026-02-29",
  "1900-02-29",
  "2100-02-29",
  "31-04-2026",
  "2026-13-01",
  "2026-00-01",
  "2026-01-00",
  "32-01-2026",
  "1899-12-31",
  "2200-01-01",
  "06/03/2026",
  "06.03.2026",
  "06-03-26",
  "20260306",
  " 2026-03-06",
  "2026-03-06 ",
  "2026-03-06T00:00",
  "2026-03-06x",
  "-2026-03-06",
  "2026--3-06",
  "006-03-2026",
  "06-03-02026",
  "٢٠٢٦-03-06",
  "2026–03–06",
  "99999999999999999999-01-01",
  "NaN",
  "+6-3-2026",
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parsed); i++)
    {
      BalieDate date = BALIE_DATE_NONE;
      g_autofree char *iso = NULL;

      g_assert_true (balie_date_parse (parsed[i].text, &date));
      iso = balie_date_dup_iso (date);
      g_assert_cmpstr (iso, ==, parsed[i].iso);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      BalieDate date = 42;

      g_test_message ("“%s”", refused[i]);
      g_assert_false (balie_date_parse (refused[i], &date));
      g_assert_cmpint (date, ==, 42);
    }
  g_assert_false (balie_date_parse (NULL, NULL));
}

static void
test_none (void)
{
  g_autofree char *iso = balie_date_dup_iso (BALIE_DATE_NONE);
  g_autofree char *local = balie_date_dup_local (BALIE_DATE_NONE);
  int year = 1;

  g_assert_cmpstr (iso, ==, "");
  g_assert_cmpstr (local, ==, "");
  g_assert_cmpint (balie_date_get_weekday (BALIE_DATE_NONE), ==, 0);
  balie_date_to_ymd (BALIE_DATE_NONE, &year, NULL, NULL);
  g_assert_cmpint (year, ==, 0);
}

static void
test_local (void)
{
  static const struct
  {
    const char *locale;
    const char *text;
  } rows[] = {
    { "C", "2026-03-06" },           { "C.UTF-8", "2026-03-06" },
    { "nl_NL.UTF-8", "06-03-2026" }, { "de_DE.UTF-8", "06.03.2026" },
    { "en_US.UTF-8", "03/06/2026" },
  };
  BalieDate date = balie_date_from_ymd (2026, 3, 6);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;

      if (!setlocale (LC_TIME, rows[i].locale))
        {
          g_test_message ("%s is not installed", rows[i].locale);
          continue;
        }
      text = balie_date_dup_local (date);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
  setlocale (LC_TIME, "C");
}

static void
assert_day (gint64 unix_seconds, GTimeZone *zone, const char *expected)
{
  g_autofree char *iso = balie_date_dup_iso (balie_date_from_unix (unix_seconds, zone));

  g_assert_cmpstr (iso, ==, expected);
}

static void
test_zones (void)
{
  g_autoptr (GTimeZone) amsterdam = g_time_zone_new_identifier ("Europe/Amsterdam");
  g_autoptr (GTimeZone) apia = g_time_zone_new_identifier ("Pacific/Apia");
  gint64 winter = 1767222000; /* 2025-12-31 23:00 UTC */
  gint64 summer = 1782856800; /* 2026-06-30 22:00 UTC */

  g_assert_nonnull (amsterdam);
  assert_day (winter - 1, amsterdam, "2025-12-31");
  assert_day (winter, amsterdam, "2026-01-01");
  assert_day (winter, NULL, "2025-12-31");
  assert_day (summer - 1, amsterdam, "2026-06-30");
  assert_day (summer, amsterdam, "2026-07-01");
  assert_day (-1, NULL, "1969-12-31");
  assert_day (0, NULL, "1970-01-01");
  assert_day (-86401, NULL, "1969-12-30");
  assert_day (winter, apia, "2026-01-01");
  g_assert_cmpint (balie_date_from_unix (G_MAXINT64, amsterdam), ==, BALIE_DATE_NONE);
  g_assert_cmpint (balie_date_from_unix (G_MININT64, amsterdam), ==, BALIE_DATE_NONE);
}

static void
test_clock (void)
{
  g_autoptr (GTimeZone) amsterdam = g_time_zone_new_identifier ("Europe/Amsterdam");
  g_autoptr (BalieClock) fixed = balie_clock_new_fixed (1767222000 - 1);
  g_autoptr (BalieClock) same = balie_clock_ref (fixed);
  g_autoptr (BalieClock) on_date = balie_clock_new_on_date (balie_date_from_ymd (2026, 3, 20));
  g_autoptr (BalieClock) system = balie_clock_new_system ();
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_cmpint (balie_clock_get_today (fixed, amsterdam), ==,
                   balie_date_from_ymd (2025, 12, 31));
  balie_clock_set_unix (fixed, 1767222000);
  g_assert_cmpint (balie_clock_get_unix (same), ==, 1767222000);
  g_assert_cmpint (balie_clock_get_today (same, amsterdam), ==, balie_date_from_ymd (2026, 1, 1));
  g_assert_cmpint (balie_clock_get_today (on_date, amsterdam), ==,
                   balie_date_from_ymd (2026, 3, 20));
  g_assert_cmpint (balie_clock_get_unix (on_date), >=, before);
  g_assert_cmpint (balie_clock_get_unix (system), >=, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/every-day", test_every_day);
  g_test_add_func ("/date/parse", test_parse);
  g_test_add_func ("/date/none", test_none);
  g_test_add_func ("/date/local", test_local);
  g_test_add_func ("/date/zones", test_zones);
  g_test_add_func ("/clock", test_clock);
  return g_test_run ();
}
