/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar days without time or zone, as a day number. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BalieDate:
 *
 * A calendar day of the proleptic Gregorian calendar as days since 1970-01-01 (which is 0), from
 * 1900-01-01 to 2199-12-31; add and subtract days with + and -. %BALIE_DATE_NONE means "not known".
 */
typedef gint32 BalieDate;

#define BALIE_DATE_NONE G_MININT32
#define BALIE_DATE_TEXT_SIZE 11

BalieDate balie_date_from_ymd (int year, int month, int day);
void balie_date_to_ymd (BalieDate date, int *year, int *month, int *day);
int balie_date_get_weekday (BalieDate date);
gboolean balie_date_parse (const char *text, BalieDate *date);
const char *balie_date_write_iso (BalieDate date, char buffer[BALIE_DATE_TEXT_SIZE]);
char *balie_date_dup_iso (BalieDate date);
char *balie_date_dup_local (BalieDate date);
BalieDate balie_date_from_unix (gint64 unix_seconds, GTimeZone *zone);

G_END_DECLS
