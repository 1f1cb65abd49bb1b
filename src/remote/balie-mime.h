/* SPDX-License-Identifier: GPL-3.0-or-later */
/* multipart/related (MTOM/XOP) from outside, split without copying; bounded in parts and header sizes. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BALIE_MIME_MAX_PARTS 200
#define BALIE_MIME_MAX_HEADER 16384

/**
 * BalieMimePart:
 * @content_id: without angle brackets, "" if none
 * @content_type: lower case type and subtype only
 * @data: decoded (binary, 8bit, 7bit, base64, quoted-printable)
 */
typedef struct
{
  char *content_id;
  char *content_type;
  GBytes *data;
} BalieMimePart;

/**
 * BalieMimeMessage:
 * @root: index of the root part (start, else the first)
 * @parts: (element-type BalieMimePart)
 */
typedef struct
{
  guint root;
  GPtrArray *parts;
} BalieMimeMessage;

void balie_mime_message_free (BalieMimeMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieMimeMessage, balie_mime_message_free)

/* @content_type: the HTTP header. NULL with UNCLEAR when it isn't what it says. Exactly one line break
 * before a boundary belongs to the boundary. */
BalieMimeMessage *balie_mime_parse (const char *content_type, GBytes *body, GError **error);
gboolean balie_mime_is_multipart (const char *content_type);
/* The part an href "cid:…" (percent-encoded or not) means, NULL if none. */
const BalieMimePart *balie_mime_message_find (const BalieMimeMessage *self, const char *href);

G_END_DECLS
