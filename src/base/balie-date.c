/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar days as day numbers: conversion, reading and writing. */
#define G_LOG_DOMAIN "balie-base"

#include "config.h"

#include "balie-date.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

#define MIN_YEAR 1900
#define MAX_YEAR 2199
#define DAYS_PER_ERA 146097 /* 400 years */
#define EPOCH_SHIFT 719468  /* from 0000-03-01 to 1970-01-01 */
#define SECONDS_PER_DAY 86400

static gboolean
is_leap_year (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
count_days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return days[month - 1] + (month == 2 && is_leap_year (year));
}

/**
 * balie_date_from_ymd:
 * @year: 1900 to 2199
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Returns: the day, %BALIE_DATE_NONE if there is no such day
 */
BalieDate
balie_date_from_ymd (int year, int month, int day)
{
  int y, era, year_of_era, day_of_year, day_of_era;

  if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12)
    return BALIE_DATE_NONE;
  if (day < 1 || day > count_days_in_month (year, month))
    return BALIE_DATE_NONE;

  /* The year begins in March, so that the leap day is its last. */
  y = month <= 2 ? year - 1 : year;
  era = y / 400;
  year_of_era = y - era * 400;
  day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * DAYS_PER_ERA + day_of_era - EPOCH_SHIFT;
}

/**
 * balie_date_to_ymd:
 * @date: a day
 * @year: (out) (optional): its year, 0 for %BALIE_DATE_NONE
 * @month: (out) (optional): its month
 * @day: (out) (optional): its day of the month
 */
void
balie_date_to_ymd (BalieDate date, int *year, int *month, int *day)
{
  int y = 0, m = 0, d = 0;

  if (date != BALIE_DATE_NONE)
    {
      int shifted = date + EPOCH_SHIFT;
      int era = shifted / DAYS_PER_ERA;
      int day_of_era = shifted - era * DAYS_PER_ERA;
      int year_of_era =
          (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
      int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
      int shifted_month = (5 * day_of_year + 2) / 153;

      d = day_of_year - (153 * shifted_month + 2) / 5 + 1;
      m = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
      y = year_of_era + era * 400 + (m <= 2);
    }
  if (year)
    *year = y;
  if (month)
    *month = m;
  if (day)
    *day = d;
}

/**
 * balie_date_get_weekday:
 * @date: a day
 *
 * Returns: 1 for Monday to 7 for Sunday, 0 for %BALIE_DATE_NONE
 */
int
balie_date_get_weekday (BalieDate date)
{
  if (date == BALIE_DATE_NONE)
    return 0;
  return ((date + 3) % 7 + 7) % 7 + 1;
}

/* Reads @min to @max digits; FALSE if there are fewer or more. */
static gboolean
read_digits (const char **text, int min, int max, int *value)
{
  int n = 0;

  *value = 0;
  while (n < max && g_ascii_isdigit (**text))
    {
      *value = *value * 10 + (**text - '0');
      (*text)++;
      n++;
    }
  return n >= min && !g_ascii_isdigit (**text);
}

static gboolean
read_dash (const char **text)
{
  if (**text != '-')
    return FALSE;
  (*text)++;
  return TRUE;
}

static gboolean
read_triple (const char *text, const int min[3], const int max[3], int out[3])
{
  for (int i = 0; i < 3; i++)
    {
      if (i > 0 && !read_dash (&text))
        return FALSE;
      if (!read_digits (&text, min[i], max[i], &out[i]))
        return FALSE;
    }
  return *text == '\0';
}

/**
 * balie_date_parse:
 * @text: (nullable): "2026-03-06", "06-03-2026" or "6-3-2026", nothing around it
 * @date: (out) (optional): the day; untouched if there is none
 *
 * Returns: whether @text is a day in one of those forms
 */
gboolean
balie_date_parse (const char *text, BalieDate *date)
{
  static const int iso[] = { 4, 2, 2 };
  static const int dutch_min[] = { 1, 1, 4 };
  static const int dutch_max[] = { 2, 2, 4 };
  int part[3];
  BalieDate parsed = BALIE_DATE_NONE;

  if (!text)
    return FALSE;
  if (read_triple (text, iso, iso, part))
    parsed = balie_date_from_ymd (part[0], part[1], part[2]);
  else if (read_triple (text, dutch_min, dutch_max, part))
    parsed = balie_date_from_ymd (part[2], part[1], part[0]);
  if (parsed == BALIE_DATE_NONE)
    return FALSE;
  if (date)
    *date = parsed;
  return TRUE;
}

/**
 * balie_date_write_iso:
 * @date: a day
 * @buffer: where to write
 *
 * Returns: @buffer with "2026-03-06", "" for %BALIE_DATE_NONE
 */
const char *
balie_date_write_iso (BalieDate date, char buffer[BALIE_DATE_TEXT_SIZE])
{
  int year, month, day;

  if (date == BALIE_DATE_NONE)
    {
      buffer[0] = '\0';
      return buffer;
    }
  balie_date_to_ymd (date, &year, &month, &day);
  year = CLAMP (year, 0, 9999);
  buffer[0] = '0' + year / 1000;
  buffer[1] = '0' + year / 100 % 10;
  buffer[2] = '0' + year / 10 % 10;
  buffer[3] = '0' + year % 10;
  buffer[4] = '-';
  buffer[5] = '0' + month / 10;
  buffer[6] = '0' + month % 10;
  buffer[7] = '-';
  buffer[8] = '0' + day / 10;
  buffer[9] = '0' + day % 10;
  buffer[10] = '\0';
  return buffer;
}

/**
 * balie_date_dup_iso:
 * @date: a day
 *
 * Returns: (transfer full): as balie_date_write_iso()
 */
char *
balie_date_dup_iso (BalieDate date)
{
  char buffer[BALIE_DATE_TEXT_SIZE];

  return g_strdup (balie_date_write_iso (date, buffer));
}

/* The locale's own date format with the year in four digits; NULL in the C locale. */
static char *
dup_local_format (void)
{
  const char *locale = setlocale (LC_TIME, NULL);
  g_autoptr (GString) format = NULL;

  if (!locale || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX") ||
      g_str_has_prefix (locale, "C."))
    return NULL;
  format = g_string_new (nl_langinfo (D_FMT));
  g_string_replace (format, "%D", "%m/%d/%y", 0);
  g_string_replace (format, "%y", "%Y", 0);
  g_string_replace (format, "%Ey", "%Y", 0);
  g_string_replace (format, "%Oy", "%Y", 0);
  if (!strstr (format->str, "%Y") && !strstr (format->str, "%F"))
    return NULL;
  return g_steal_pointer (&format->str);
}

/**
 * balie_date_dup_local:
 * @date: a day
 *
 * Returns: (transfer full): the day as the locale writes it, always with four digits of year; ISO
 *   in the C locale, "" for %BALIE_DATE_NONE
 */
char *
balie_date_dup_local (BalieDate date)
{
  g_autofree char *format = NULL;
  g_autoptr (GDateTime) time = NULL;
  char *text;
  int year, month, day;

  format = dup_local_format ();
  if (date == BALIE_DATE_NONE || !format)
    return balie_date_dup_iso (date);
  balie_date_to_ymd (date, &year, &month, &day);
  time = g_date_time_new_utc (year, month, day, 12, 0, 0);
  text = time ? g_date_time_format (time, format) : NULL;
  return text ? text : balie_date_dup_iso (date);
}

/**
 * balie_date_from_unix:
 * @unix_seconds: a moment
 * @zone: (nullable): where; %NULL is UTC
 *
 * Returns: the day it is there at that moment, %BALIE_DATE_NONE outside 1900 to 2199
 */
BalieDate
balie_date_from_unix (gint64 unix_seconds, GTimeZone *zone)
{
  gint64 local = unix_seconds;
  gint64 days;

  if (unix_seconds < -100 * 366LL * SECONDS_PER_DAY || unix_seconds > 250 * 366LL * SECONDS_PER_DAY)
    return BALIE_DATE_NONE;
  if (zone)
    {
      int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, unix_seconds);

      local += g_time_zone_get_offset (zone, interval);
    }
  days = local / SECONDS_PER_DAY - (local % SECONDS_PER_DAY < 0);
  if (days < balie_date_from_ymd (MIN_YEAR, 1, 1) || days > balie_date_from_ymd (MAX_YEAR, 12, 31))
    return BALIE_DATE_NONE;
  return (BalieDate) days;
}
