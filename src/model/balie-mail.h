/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mail in the queue: composed once, sent until the server has it. */
#pragma once

#include <glib.h>

#include "balie-run.h"

G_BEGIN_DECLS

/**
 * BalieMail:
 * @kind: "daily", "test" or "letters"
 * @login: the one user it is for, "" for the recipients of the settings
 * @date: the day it is about; one daily mail per day
 * @message_id: made at composing and kept through all tries, so that a receiver can tell doubles
 * @text: "" until it is composed at its first sending, like @html and @subject
 * @problem: stable code of what failed last, "" if nothing
 */
typedef struct
{
  gint64 id;
  char *kind;
  BalieDate date;
  char *login;
  char *message_id;
  char *sender;
  char *recipients;
  char *subject;
  char *text;
  char *html;
  BalieMailState state;
  char *problem;
  int attempts;
  gint64 next_attempt_at;
  gint64 created_at;
  gint64 sent_at;
} BalieMail;

BalieMail *balie_mail_new (void);
void balie_mail_free (BalieMail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieMail, balie_mail_free)

G_END_DECLS
