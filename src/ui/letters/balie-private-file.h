/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document in a folder that only this person can read, for as long as the program runs. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @name: a safe file name. (transfer full): a read-only file of its own; NULL on failure */
GFile *balie_private_file_write (const char *name, GBytes *data, GError **error);
/* What was written is removed; called when the program ends, and for what an earlier one left. */
void balie_private_file_clear (void);
/* Whether a document of this type is opened with a program; others are only saved. */
gboolean balie_private_file_may_open (const char *type);

G_END_DECLS
