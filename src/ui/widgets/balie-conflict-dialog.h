/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two people changed the same fields: shows mine and theirs and asks for each. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BalieConflict:
 * @title: of the field, translated
 * @mine: as a person reads it
 * @theirs: as a person reads it
 * @actor: who changed it meanwhile
 * @time: when, seconds since 1970
 */
typedef struct
{
  char *title;
  char *mine;
  char *theirs;
  char *actor;
  gint64 time;
} BalieConflict;

void balie_conflict_free (gpointer data);

/* @keep_mine: per conflict, in their order */
typedef void (*BalieConflictDecidedFunc) (GtkWidget *widget,
                                          const gboolean *keep_mine,
                                          gpointer user_data);

/* @conflicts: (element-type BalieConflict). @decided is not called after "Decide Later", nor after @widget
 * is gone; @data_free always once. */
void balie_conflict_dialog_ask (GtkWidget *widget,
                                GPtrArray *conflicts,
                                BalieConflictDecidedFunc decided,
                                gpointer data,
                                GDestroyNotify data_free);

G_END_DECLS
