/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a compiled catalogue of gettext whatever the language of the process is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GHashTable *balie_mo_file_read (const char *path);

G_END_DECLS
