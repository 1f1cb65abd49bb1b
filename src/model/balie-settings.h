/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dealership's settings: keys, types, defaults and checked values. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Order of the table in balie-settings.c; codes are what baliectl takes. */
typedef enum
{
  BALIE_SETTING_DEALERSHIP_NAME,             /* dealership-name: text */
  BALIE_SETTING_LOCATIONS,                   /* locations: text, one name per line */
  BALIE_SETTING_AUTOMATIC_APPROVAL,          /* automatic-approval: on|off (off) */
  BALIE_SETTING_RUN_TIME,                    /* run-time: HH:MM (07:00) */
  BALIE_SETTING_WORKING_DAYS_ONLY,           /* working-days-only: on|off (off) */
  BALIE_SETTING_TIME_ZONE,                   /* time-zone: IANA name (Europe/Amsterdam) */
  BALIE_SETTING_DAYS_AFTER_UNLOADING,        /* days-after-unloading: 0..365 (14) */
  BALIE_SETTING_DAYS_BEFORE_NLV,             /* days-before-nlv: 0..365 (7) */
  BALIE_SETTING_DAYS_BEFORE_DELIVERY,        /* days-before-delivery: 0..365 (7) */
  BALIE_SETTING_DAYS_AFTER_K_CODE,           /* days-after-k-code: 0..365 (14) */
  BALIE_SETTING_WHEN_PLANNED_NOT_BEFORE_NLV, /* when-planned-not-before-nlv: attention|before-delivery */
  BALIE_SETTING_WHEN_PLANNED_LATE,           /* when-planned-late: attention|before-delivery */
  BALIE_SETTING_WHEN_NOT_UNLOADED,           /* when-not-unloaded: attention|before-delivery */
  BALIE_SETTING_REQUEST_TYPE,                /* request-type: code of the PON profile (new) */
  BALIE_SETTING_DEALER_NUMBER_PATTERN, /* dealer-number-pattern: regex (^[0-9]{5}$), a hint only */
  BALIE_SETTING_MAIL_SENDER,           /* mail-sender: address, may be empty */
  BALIE_SETTING_MAIL_RECIPIENTS,       /* mail-recipients: comma list; empty = daily mail off */
  BALIE_SETTING_MAIL_ON_EMPTY_DAYS,    /* mail-on-empty-days: on|off (off) */
  BALIE_SETTING_MAIL_LANGUAGE,         /* mail-language: nl|de|en (nl) */
  BALIE_SETTING_SMTP_USER,             /* smtp-user: text, empty = no login */
  BALIE_SETTING_DISCOUNTS, /* discounts: text, one per line; the list of a party's discount */
  BALIE_SETTING_RETENTION_DOSSIERS, /* retention-dossiers: off or days; parties of archived dossiers */
  BALIE_SETTING_RETENTION_HISTORY, /* retention-history: off or days; values in the history of dossiers */
  BALIE_SETTING_RETENTION_ANSWERS, /* retention-answers: off or days; kept answers of Driver2 and KP */
  BALIE_SETTING_RETENTION_IMPORTS, /* retention-imports: off or days; finished imports into Driver2 */
  BALIE_N_SETTINGS,
} BalieSettingKey;

typedef enum
{
  BALIE_SETTING_TYPE_TEXT,
  BALIE_SETTING_TYPE_SWITCH,
  BALIE_SETTING_TYPE_DAYS,
  BALIE_SETTING_TYPE_TIME,
  BALIE_SETTING_TYPE_ZONE,
  BALIE_SETTING_TYPE_CHOICE,
  BALIE_SETTING_TYPE_REGEX,
  BALIE_SETTING_TYPE_ADDRESS,
  BALIE_SETTING_TYPE_ADDRESSES,
  BALIE_SETTING_TYPE_PERIOD, /* "off" or a number of days, 1 to 36500 */
} BalieSettingType;

typedef struct
{
  const char *code;
  const char *label; /* N_() */
  BalieSettingType type;
  const char *default_value;
  const char *const *choices; /* zero-terminated, NULL unless a choice */
  gboolean affects_rules;     /* a change means that every order is explained anew */
} BalieSettingInfo;

/**
 * BalieSettings:
 *
 * An immutable snapshot of all values, reference counted, readable from any thread.
 */
typedef struct _BalieSettings BalieSettings;

const BalieSettingInfo *balie_setting_get_info (BalieSettingKey key);
gboolean balie_setting_find (const char *code, BalieSettingKey *key);
gboolean
balie_setting_check (BalieSettingKey key, const char *value, char **canonical, GError **error);

BalieSettings *balie_settings_new (GHashTable *values_by_code);
BalieSettings *balie_settings_ref (BalieSettings *self);
void balie_settings_unref (BalieSettings *self);
const char *balie_settings_get_text (BalieSettings *self, BalieSettingKey key);
gboolean balie_settings_get_switch (BalieSettings *self, BalieSettingKey key);
int balie_settings_get_days (BalieSettings *self, BalieSettingKey key);
/* Days of a period, 0 when it is off. */
int balie_settings_get_period (BalieSettings *self, BalieSettingKey key);
void balie_settings_get_time (BalieSettings *self, BalieSettingKey key, int *hour, int *minute);
GTimeZone *balie_settings_get_zone (BalieSettings *self);
char **balie_settings_dup_recipients (BalieSettings *self);
gboolean balie_settings_mail_is_on (BalieSettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSettings, balie_settings_unref)

G_END_DECLS
