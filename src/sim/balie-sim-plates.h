/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Licence plates of the series that cars and vans get now, each once. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *balie_sim_plate_dup (guint32 seed, guint ordinal, gboolean van);

G_END_DECLS
