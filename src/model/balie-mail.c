/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mail in the queue: plain data. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-mail.h"

/**
 * balie_mail_new:
 *
 * Returns: (transfer full): an empty mail that waits in the queue
 */
BalieMail *
balie_mail_new (void)
{
  BalieMail *self = g_new0 (BalieMail, 1);

  self->kind = g_strdup ("");
  self->date = BALIE_DATE_NONE;
  self->login = g_strdup ("");
  self->message_id = g_strdup ("");
  self->sender = g_strdup ("");
  self->recipients = g_strdup ("");
  self->subject = g_strdup ("");
  self->text = g_strdup ("");
  self->html = g_strdup ("");
  self->state = BALIE_MAIL_QUEUED;
  self->problem = g_strdup ("");
  return self;
}

/**
 * balie_mail_free:
 * @self: (nullable) (transfer full): a mail
 */
void
balie_mail_free (BalieMail *self)
{
  if (!self)
    return;
  g_free (self->kind);
  g_free (self->login);
  g_free (self->message_id);
  g_free (self->sender);
  g_free (self->recipients);
  g_free (self->subject);
  g_free (self->text);
  g_free (self->html);
  g_free (self->problem);
  g_free (self);
}
