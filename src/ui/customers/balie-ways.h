/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways on from a state, as buttons beside each other that wrap where there is little room. Each activates an
 * action of the window. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  BALIE_WAY_KEEP_WAITING = 1 << 0, /* search.keep-waiting */
  BALIE_WAY_TRY_AGAIN = 1 << 1,    /* search.try-again */
  BALIE_WAY_KP = 1 << 2,           /* search.kp */
  BALIE_WAY_REFRESH = 1 << 3,      /* search.refresh */
  BALIE_WAY_SET_UP = 1 << 4,       /* search.set-up */
} BalieWay;

#define BALIE_TYPE_WAYS (balie_ways_get_type ())
G_DECLARE_FINAL_TYPE (BalieWays, balie_ways, BALIE, WAYS, GtkWidget)

GtkWidget *balie_ways_new (guint which);
/* @which: of #BalieWay; buttons that stay are the same ones */
void balie_ways_set (BalieWays *self, guint which);

G_END_DECLS
