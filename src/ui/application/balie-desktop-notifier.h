/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop notifications of what happened to plate requests, whichever program got the answer. */
#pragma once

#include "balie-desk.h"
#include "balie-notice.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DESKTOP_NOTIFIER (balie_desktop_notifier_get_type ())
G_DECLARE_FINAL_TYPE (BalieDesktopNotifier,
                      balie_desktop_notifier,
                      BALIE,
                      DESKTOP_NOTIFIER,
                      GObject)

/* signals: "activated" (const char *order_number, const char *token): its button was pressed; "" for a
 * summary; @token, which may be NULL, lets a window be raised
 * "letter-activated" (gint64 id, const char *token): the same of a letter; %BALIE_NOTICE_LETTERS for several
 * "search-activated" (guint id, const char *token): the same of a search */
BalieDesktopNotifier *balie_desktop_notifier_new (BalieDesk *desk);
/* The person looks at the order: what was told about it is stale. */
void balie_desktop_notifier_withdraw (BalieDesktopNotifier *self, const char *order_number);
/* The person looks at the letter. */
void balie_desktop_notifier_withdraw_letter (BalieDesktopNotifier *self, gint64 id);
/* A search ended while nobody looked. */
void balie_desktop_notifier_tell_search (BalieDesktopNotifier *self,
                                         guint id,
                                         const BalieNotice *notice);
void balie_desktop_notifier_withdraw_search (BalieDesktopNotifier *self, guint id);
/* Waits for nothing; takes back what is still shown. */
void balie_desktop_notifier_stop (BalieDesktopNotifier *self);

G_END_DECLS
