/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application's window: header, sidebar, bars and pages; the shell the pages stand in. */
#pragma once

#include <adwaita.h>

#include "balie-shell.h"

G_BEGIN_DECLS

#define BALIE_TYPE_WINDOW (balie_window_get_type ())
G_DECLARE_FINAL_TYPE (BalieWindow, balie_window, BALIE, WINDOW, AdwApplicationWindow)

/* signals:
 * "order-opened" (const char *number): a person looks at that order now
 * "letter-opened" (gint64 id): a person looks at that letter now
 * "search-ended" (BalieCustomerSearch *search): one that no dialog shows has ended
 * "search-shown" (guint id): the dialog shows that one now */

/* The frame only; pages are made when a desk is there. The actions app.open-database(s), app.retry,
 * app.repair, app.try-demo, app.slow-line and app.quit are the application's. */
GtkWidget *balie_window_new (GtkApplication *application);
void balie_window_show_opening (BalieWindow *self);
void balie_window_show_problem (BalieWindow *self, BalieAction action, const GError *error);
void balie_window_set_desk (BalieWindow *self, BalieDesk *desk, gboolean demo);
BalieDesk *balie_window_get_desk (BalieWindow *self);
gboolean balie_window_is_ready (BalieWindow *self);
/* The name of the page shown; (nullable). */
const char *balie_window_get_page (BalieWindow *self);
/* (transfer none): makes the page when it was not shown yet; NULL while no desk is open */
GtkWidget *balie_window_ensure_page (BalieWindow *self, const char *page);
/* What a desktop notification brings back. */
guint balie_window_get_search_id (BalieWindow *self, BalieCustomerSearch *search);
void balie_window_show_search (BalieWindow *self, guint id);

G_END_DECLS
