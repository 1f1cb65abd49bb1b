/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dealership's settings: one table of keys, and the immutable snapshot of their values. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-settings.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "balie-error.h"
#include "balie-settings-check.h"
#include "balie-text.h"

struct _BalieSettings
{
  gatomicrefcount ref_count;
  char *values[BALIE_N_SETTINGS]; /* (owned) canonical */
  GTimeZone *zone;                /* (owned) */
};

static const char *const attention_choices[] = { "attention", "before-delivery", NULL };
static const char *const language_choices[] = { "nl", "de", "en", NULL };

/* clang-format off */
static const BalieSettingInfo infos[BALIE_N_SETTINGS] = {
  [BALIE_SETTING_DEALERSHIP_NAME] =
      { "dealership-name", N_ ("Name of the dealership"), BALIE_SETTING_TYPE_TEXT, "", NULL, FALSE },
  [BALIE_SETTING_LOCATIONS] =
      { "locations", N_ ("Locations"), BALIE_SETTING_TYPE_TEXT, "", NULL, FALSE },
  [BALIE_SETTING_AUTOMATIC_APPROVAL] =
      { "automatic-approval", N_ ("Automatic approval"), BALIE_SETTING_TYPE_SWITCH, "off", NULL, FALSE },
  [BALIE_SETTING_RUN_TIME] =
      { "run-time", N_ ("Time of the morning run"), BALIE_SETTING_TYPE_TIME, "07:00", NULL, FALSE },
  [BALIE_SETTING_WORKING_DAYS_ONLY] =
      { "working-days-only", N_ ("Morning run on working days only"), BALIE_SETTING_TYPE_SWITCH, "off", NULL, FALSE },
  [BALIE_SETTING_TIME_ZONE] =
      { "time-zone", N_ ("Time zone"), BALIE_SETTING_TYPE_ZONE, "Europe/Amsterdam", NULL, FALSE },
  [BALIE_SETTING_DAYS_AFTER_UNLOADING] =
      { "days-after-unloading", N_ ("Days after the unloading date"), BALIE_SETTING_TYPE_DAYS, "14", NULL, TRUE },
  [BALIE_SETTING_DAYS_BEFORE_NLV] =
      { "days-before-nlv", N_ ("Days before the NLV date"), BALIE_SETTING_TYPE_DAYS, "7", NULL, TRUE },
  [BALIE_SETTING_DAYS_BEFORE_DELIVERY] =
      { "days-before-delivery", N_ ("Days before the delivery date"), BALIE_SETTING_TYPE_DAYS, "7", NULL, TRUE },
  [BALIE_SETTING_DAYS_AFTER_K_CODE] =
      { "days-after-k-code", N_ ("Days after the k-code date"), BALIE_SETTING_TYPE_DAYS, "14", NULL, TRUE },
  [BALIE_SETTING_WHEN_PLANNED_NOT_BEFORE_NLV] =
      { "when-planned-not-before-nlv", N_ ("When the delivery date is not before the NLV date"),
        BALIE_SETTING_TYPE_CHOICE, "attention", attention_choices, TRUE },
  [BALIE_SETTING_WHEN_PLANNED_LATE] =
      { "when-planned-late", N_ ("When the delivery was planned too late after unloading"),
        BALIE_SETTING_TYPE_CHOICE, "attention", attention_choices, TRUE },
  [BALIE_SETTING_WHEN_NOT_UNLOADED] =
      { "when-not-unloaded", N_ ("When a planned vehicle has no unloading date"),
        BALIE_SETTING_TYPE_CHOICE, "attention", attention_choices, TRUE },
  [BALIE_SETTING_REQUEST_TYPE] =
      { "request-type", N_ ("Request type"), BALIE_SETTING_TYPE_TEXT, "new", NULL, TRUE },
  [BALIE_SETTING_DEALER_NUMBER_PATTERN] =
      { "dealer-number-pattern", N_ ("Pattern of dealer numbers"), BALIE_SETTING_TYPE_REGEX, "^[0-9]{5}$", NULL, FALSE },
  [BALIE_SETTING_MAIL_SENDER] =
      { "mail-sender", N_ ("Sender of all mails"), BALIE_SETTING_TYPE_ADDRESS, "", NULL, FALSE },
  [BALIE_SETTING_MAIL_RECIPIENTS] =
      { "mail-recipients", N_ ("Recipients of the daily mail"), BALIE_SETTING_TYPE_ADDRESSES, "", NULL, FALSE },
  [BALIE_SETTING_MAIL_ON_EMPTY_DAYS] =
      { "mail-on-empty-days", N_ ("Daily mail on empty days too"), BALIE_SETTING_TYPE_SWITCH, "off", NULL, FALSE },
  [BALIE_SETTING_MAIL_LANGUAGE] =
      { "mail-language", N_ ("Language of the daily mail"), BALIE_SETTING_TYPE_CHOICE, "nl", language_choices, FALSE },
  [BALIE_SETTING_SMTP_USER] =
      { "smtp-user", N_ ("User name at the mail server"), BALIE_SETTING_TYPE_TEXT, "", NULL, FALSE },
  [BALIE_SETTING_DISCOUNTS] =
      { "discounts", N_ ("Discounts"), BALIE_SETTING_TYPE_TEXT, "", NULL, FALSE },
  [BALIE_SETTING_RETENTION_DOSSIERS] =
      { "retention-dossiers", N_ ("Keep the parties of archived dossiers"), BALIE_SETTING_TYPE_PERIOD, "off", NULL, FALSE },
  [BALIE_SETTING_RETENTION_HISTORY] =
      { "retention-history", N_ ("Keep values in the history of dossiers"), BALIE_SETTING_TYPE_PERIOD, "off", NULL, FALSE },
  [BALIE_SETTING_RETENTION_ANSWERS] =
      { "retention-answers", N_ ("Keep answers of Driver2 and KP"), BALIE_SETTING_TYPE_PERIOD, "off", NULL, FALSE },
  [BALIE_SETTING_RETENTION_IMPORTS] =
      { "retention-imports", N_ ("Keep finished imports into Driver2"), BALIE_SETTING_TYPE_PERIOD, "off", NULL, FALSE },
};
/* clang-format on */

/**
 * balie_setting_get_info:
 * @key: a setting
 *
 * Returns: (transfer none): its row of the table
 */
const BalieSettingInfo *
balie_setting_get_info (BalieSettingKey key)
{
  g_return_val_if_fail ((guint) key < BALIE_N_SETTINGS, NULL);

  return &infos[key];
}

/**
 * balie_setting_find:
 * @code: (nullable): a code, e.g. "run-time"
 * @key: (out) (optional): the setting
 *
 * Returns: whether there is such a setting
 */
gboolean
balie_setting_find (const char *code, BalieSettingKey *key)
{
  for (int i = 0; i < BALIE_N_SETTINGS; i++)
    {
      if (g_strcmp0 (code, infos[i].code) != 0)
        continue;
      if (key)
        *key = (BalieSettingKey) i;
      return TRUE;
    }
  return FALSE;
}

static char *
dup_canonical (BalieSettingKey key, const char *value)
{
  const BalieSettingInfo *info = &infos[key];
  g_autofree char *canonical = balie_setting_dup_canonical (
      info->type, key == BALIE_SETTING_LOCATIONS || key == BALIE_SETTING_DISCOUNTS, value);

  if (!canonical || (info->choices && !g_strv_contains (info->choices, canonical)))
    return NULL;
  if (key == BALIE_SETTING_REQUEST_TYPE && !*canonical)
    return NULL;
  return g_steal_pointer (&canonical);
}

/**
 * balie_setting_check:
 * @key: a setting
 * @value: (nullable): what a person gave
 * @canonical: (out) (optional) (transfer full): how it is stored
 * @error: return location, %BALIE_ERROR_INVALID_INPUT with a translated sentence
 *
 * Returns: whether the setting takes it
 */
gboolean
balie_setting_check (BalieSettingKey key, const char *value, char **canonical, GError **error)
{
  g_autofree char *read = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *expected = NULL;

  g_return_val_if_fail ((guint) key < BALIE_N_SETTINGS, FALSE);

  read = dup_canonical (key, value ? value : "");
  if (read)
    {
      if (canonical)
        *canonical = g_steal_pointer (&read);
      return TRUE;
    }
  clean = balie_text_dup_clean (value, 60);
  expected = balie_setting_dup_expected (&infos[key]);
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
               /* Translators: %1$s is a setting, %2$s what was given, %3$s what is expected. */
               _ ("%1$s: “%2$s” can’t be read; expected is %3$s."), _ (infos[key].label), clean,
               expected);
  return FALSE;
}

/**
 * balie_settings_new:
 * @values_by_code: (nullable) (element-type utf8 utf8): what is stored; what is missing or can't be
 *   read has its default
 *
 * Returns: (transfer full): a snapshot
 */
BalieSettings *
balie_settings_new (GHashTable *values_by_code)
{
  BalieSettings *self = g_new0 (BalieSettings, 1);

  g_atomic_ref_count_init (&self->ref_count);
  for (int i = 0; i < BALIE_N_SETTINGS; i++)
    {
      const char *stored =
          values_by_code ? g_hash_table_lookup (values_by_code, infos[i].code) : NULL;

      if (stored)
        self->values[i] = dup_canonical ((BalieSettingKey) i, stored);
      if (!self->values[i])
        self->values[i] = g_strdup (infos[i].default_value);
    }
  self->zone = g_time_zone_new_identifier (self->values[BALIE_SETTING_TIME_ZONE]);
  if (!self->zone)
    self->zone = g_time_zone_new_local ();
  return self;
}

/**
 * balie_settings_ref:
 * @self: a snapshot
 *
 * Returns: (transfer full): @self
 */
BalieSettings *
balie_settings_ref (BalieSettings *self)
{
  g_return_val_if_fail (self, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * balie_settings_unref:
 * @self: (transfer full): a snapshot
 */
void
balie_settings_unref (BalieSettings *self)
{
  g_return_if_fail (self);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (int i = 0; i < BALIE_N_SETTINGS; i++)
    g_free (self->values[i]);
  g_time_zone_unref (self->zone);
  g_free (self);
}

/**
 * balie_settings_get_text:
 * @self: a snapshot
 * @key: any setting
 *
 * Returns: (transfer none): its canonical value
 */
const char *
balie_settings_get_text (BalieSettings *self, BalieSettingKey key)
{
  g_return_val_if_fail (self && (guint) key < BALIE_N_SETTINGS, "");

  return self->values[key];
}

/**
 * balie_settings_get_switch:
 * @self: a snapshot
 * @key: a switch
 *
 * Returns: whether it is on
 */
gboolean
balie_settings_get_switch (BalieSettings *self, BalieSettingKey key)
{
  g_return_val_if_fail (self && (guint) key < BALIE_N_SETTINGS, FALSE);
  g_return_val_if_fail (infos[key].type == BALIE_SETTING_TYPE_SWITCH, FALSE);

  return g_str_equal (self->values[key], "on");
}

/**
 * balie_settings_get_days:
 * @self: a snapshot
 * @key: a number of days
 *
 * Returns: 0 to 365
 */
int
balie_settings_get_days (BalieSettings *self, BalieSettingKey key)
{
  g_return_val_if_fail (self && (guint) key < BALIE_N_SETTINGS, 0);
  g_return_val_if_fail (infos[key].type == BALIE_SETTING_TYPE_DAYS, 0);

  return atoi (self->values[key]);
}

/**
 * balie_settings_get_period:
 * @self: a snapshot
 * @key: a period
 *
 * Returns: its days, 0 when it is off
 */
int
balie_settings_get_period (BalieSettings *self, BalieSettingKey key)
{
  g_return_val_if_fail (infos[key].type == BALIE_SETTING_TYPE_PERIOD, 0);

  return atoi (self->values[key]);
}

/**
 * balie_settings_get_time:
 * @self: a snapshot
 * @key: a time of day
 * @hour: (out) (optional): 0 to 23
 * @minute: (out) (optional): 0 to 59
 */
void
balie_settings_get_time (BalieSettings *self, BalieSettingKey key, int *hour, int *minute)
{
  g_return_if_fail (self && (guint) key < BALIE_N_SETTINGS);
  g_return_if_fail (infos[key].type == BALIE_SETTING_TYPE_TIME);

  if (hour)
    *hour = atoi (self->values[key]);
  if (minute)
    *minute = atoi (self->values[key] + 3);
}

/**
 * balie_settings_get_zone:
 * @self: a snapshot
 *
 * Returns: (transfer none): the dealer's zone
 */
GTimeZone *
balie_settings_get_zone (BalieSettings *self)
{
  g_return_val_if_fail (self, NULL);

  return self->zone;
}

/**
 * balie_settings_dup_recipients:
 * @self: a snapshot
 *
 * Returns: (transfer full) (array zero-terminated=1): the daily mail's addresses
 */
char **
balie_settings_dup_recipients (BalieSettings *self)
{
  const char *text = balie_settings_get_text (self, BALIE_SETTING_MAIL_RECIPIENTS);

  return g_strsplit (text, ", ", -1);
}

/**
 * balie_settings_mail_is_on:
 * @self: a snapshot
 *
 * Returns: whether a daily mail is wanted: there are recipients
 */
gboolean
balie_settings_mail_is_on (BalieSettings *self)
{
  return *balie_settings_get_text (self, BALIE_SETTING_MAIL_RECIPIENTS) != '\0';
}
