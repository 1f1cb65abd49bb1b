/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mails that tell a user about letters: from notices that are due to their text. Internal to the service layer. */
#pragma once

#include "balie-desk.h"
#include "balie-letter.h"
#include "balie-mail.h"

G_BEGIN_DECLS

/* Letters that come within so many seconds are told in one mail. */
#define BALIE_LETTER_MAIL_GATHER_SECONDS 60

/**
 * BalieLetterMail:
 * @user: (owned) (nullable): whom it is for, %NULL when there is no such user any more
 * @letters: (owned) (element-type BalieLetter): those still to be told
 *
 * What a mail tells; crosses threads.
 */
typedef struct
{
  BalieUser *user;
  GPtrArray *letters;
} BalieLetterMail;

/* In a writing transaction: turns the notices that are due until @until into queued mails, one for each user,
 * not composed yet. */
gboolean
balie_letter_mail_queue (BalieDb *db, const BalieDeskFacts *facts, gint64 until, GError **error);
/* Only open letters that the user may still see. */
BalieLetterMail *balie_letter_mail_load (BalieDb *db, const BalieMail *mail, GError **error);
void balie_letter_mail_free (BalieLetterMail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieLetterMail, balie_letter_mail_free)
/* Main thread only: subject, text and HTML in the user's language. Nothing of a letter's contents. */
void balie_letter_mail_compose (const BalieLetterMail *self, BalieMail *mail);

G_END_DECLS
