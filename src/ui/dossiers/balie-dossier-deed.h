/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of a dossier on behalf of a widget: failures shown, a toast that offers undo. */
#pragma once

#include <gtk/gtk.h>

#include "balie-dossier-edit.h"
#include "balie-shell.h"

G_BEGIN_DECLS

/**
 * BalieDossierDoneFunc:
 * @widget: who asked; never called after it is gone
 * @result: (nullable): what was written and what not; %NULL on failure, which was shown
 */
typedef void (*BalieDossierDoneFunc) (GtkWidget *widget,
                                      const BalieDossierResult *result,
                                      gpointer user_data);

/* What is said and done when the call ends. The deed is not cancelled when @widget goes away. */
typedef struct _BalieDossierDeed BalieDossierDeed;

/* @text: of the toast */
BalieDossierDeed *balie_dossier_deed_new (GtkWidget *widget, BalieAction action, const char *text);
/* @data_free: (nullable); @returns @self */
BalieDossierDeed *balie_dossier_deed_then (BalieDossierDeed *self,
                                           BalieDossierDoneFunc done,
                                           gpointer data,
                                           GDestroyNotify data_free);
/* The callback of every call that ends with balie_dossier_edit_finish(); @user_data: a deed. */
void balie_dossier_deed_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/* Puts back what one entry of the history replaced. */
void balie_dossier_deed_restore (GtkWidget *widget,
                                 BalieDesk *desk,
                                 const char *number,
                                 gint64 activity_id);

G_END_DECLS
