/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents from outside: a name that can't leave its folder, a type by the first bytes, ZIP unpacked within
 * limits. */
#pragma once

#include "balie-letter.h"

G_BEGIN_DECLS

#define BALIE_DOCUMENT_MAX_BYTES (64 * 1024 * 1024)
#define BALIE_DOCUMENT_MAX_PER_ZIP 100

/* (transfer full): only a file name: no separators, no control or bidi characters, no leading dot, not a
 * reserved name, at most 120 bytes, with an extension that fits @type; "document" and that for nothing. */
char *balie_document_dup_safe_name (const char *name, const char *type);
/* "application/pdf", "image/jpeg", "image/png", "image/tiff", "application/zip", "text/xml", "text/plain",
 * else "application/octet-stream". (transfer none) */
const char *balie_document_guess_type (GBytes *data);
/* Adds one document, or those in a ZIP, to @documents; a ZIP that can't be unpacked, or not
 * within BALIE_DOCUMENT_MAX_BYTES together with what is in @documents already, stays one. */
void balie_document_add (GPtrArray *documents, const char *name, GBytes *data, gboolean zip);

G_END_DECLS
