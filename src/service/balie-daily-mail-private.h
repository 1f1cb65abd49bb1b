/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contents of a daily mail, shared by the file that reads them and the one that writes them out. */
#pragma once

#include "balie-daily-mail.h"
#include "balie-order.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_DAILY_MAIL_AUTOMATIC,
  BALIE_DAILY_MAIL_MANUAL,
  BALIE_DAILY_MAIL_ATTENTION,
  BALIE_DAILY_MAIL_N_SECTIONS,
} BalieDailyMailSection;

/**
 * BalieDailyMailRow:
 * @order: (owned): as it stands now
 * @vin: (owned): as it was sent
 * @plates: as they were sent
 * @rule: (owned): the rule's code, "" when by hand or not requested
 * @attention: (owned): the attention code, "" when requested
 */
typedef struct
{
  BalieOrder *order;
  char *vin;
  BaliePlates plates;
  char *rule;
  BalieDate due_on;
  char *attention;
} BalieDailyMailRow;

struct _BalieDailyMail
{
  BalieSettings *settings;
  BalieDate date;
  int counts[BALIE_DAILY_MAIL_N_SECTIONS];
  GPtrArray *rows[BALIE_DAILY_MAIL_N_SECTIONS];
};

G_END_DECLS
