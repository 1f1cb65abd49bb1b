/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of one record: who changed what, when and at which desk; restores one value. */
#pragma once

#include <adwaita.h>

#include "balie-activity.h"
#include "balie-desk.h"

G_BEGIN_DECLS

/**
 * BalieHistoryKind:
 * @dup_what: (transfer full): what happened, translated
 * @can_restore: whether the entry has an old value that may come back
 * @get_deed: what restoring it is
 * @restore: brings the old value back
 */
typedef struct
{
  char *(*dup_what) (const BalieActivity *activity);
  gboolean (*can_restore) (const BalieActivity *activity);
  BalieDeed (*get_deed) (const BalieActivity *activity);
  void (*restore) (GtkWidget *widget, BalieDesk *desk, const char *number, gint64 activity_id);
} BalieHistoryKind;

#define BALIE_TYPE_HISTORY_LIST (balie_history_list_get_type ())
G_DECLARE_FINAL_TYPE (BalieHistoryList, balie_history_list, BALIE, HISTORY_LIST, AdwBin)

GtkWidget *balie_history_list_new (BalieDesk *desk, const BalieHistoryKind *kind);
void balie_history_list_set (BalieHistoryList *self, const char *number, GPtrArray *activity);

G_END_DECLS
