/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of a mail: checked addresses and safely encoded header lines. */
#pragma once

#include <gio/gio.h>

#include "balie-mail.h"

G_BEGIN_DECLS

/**
 * BalieSmtpMessage:
 * @sender: bare address, ASCII
 * @recipients: bare addresses, ASCII
 * @headers: whole header lines without line ends
 * @text: with CRLF line ends
 * @html: the same, "" if none
 *
 * A mail as the server gets it.
 */
typedef struct
{
  char *sender;
  char **recipients;
  char **headers;
  char *text;
  char *html;
} BalieSmtpMessage;

BalieSmtpMessage *balie_smtp_message_new (const BalieMail *mail, gint64 now_unix, GError **error);
void balie_smtp_message_free (BalieSmtpMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSmtpMessage, balie_smtp_message_free)

char *balie_smtp_encode_header (const char *name, const char *text);
char *balie_smtp_dup_address (const char *text, GError **error);

G_END_DECLS
