/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The daily mail: whether there is one, what is in it, and its text. Internal to the service layer. */
#pragma once

#include "balie-desk.h"
#include "balie-mail.h"
#include "balie-run.h"

G_BEGIN_DECLS

/* Rows of one section; more are only counted. */
#define BALIE_DAILY_MAIL_ROWS 200

/**
 * BalieDailyMail:
 *
 * What a daily mail tells, read from what is recorded; an immutable value that crosses threads.
 */
typedef struct _BalieDailyMail BalieDailyMail;

/* In the run's transaction: puts the day's mail into the queue, not composed yet, if the mail is on
 * and there is something to say (or empty days are wanted), and notes in the run what was done. */
gboolean
balie_daily_mail_queue (BalieDb *db, const BalieDeskFacts *facts, BalieRun *run, GError **error);

/* What the mail of @mail's day tells: the run's outcomes, and what was requested by hand since the
 * daily mail before it. */
BalieDailyMail *balie_daily_mail_load (BalieDb *db,
                                       const BalieDeskFacts *facts,
                                       const BalieMail *mail,
                                       GError **error);
void balie_daily_mail_free (BalieDailyMail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDailyMail, balie_daily_mail_free)

/* Main thread only: writes subject, text and HTML of @mail in the dealership's language, whatever the
 * process's. */
void balie_daily_mail_compose (const BalieDailyMail *self, BalieMail *mail);

G_END_DECLS
