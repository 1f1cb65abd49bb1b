/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of a letter on behalf of a widget: failures shown, a toast that offers undo. */
#pragma once

#include <gtk/gtk.h>

#include "balie-letters.h"
#include "balie-shell.h"

G_BEGIN_DECLS

/* What is said and done when the call ends. The deed is not cancelled when @widget goes away. */
typedef struct _BalieLetterDeed BalieLetterDeed;

/* @text: of the toast */
BalieLetterDeed *balie_letter_deed_new (GtkWidget *widget, BalieAction action, const char *text);
/* The callback of every call that ends with balie_letters_change_finish(); @user_data: a deed. */
void balie_letter_deed_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_END_DECLS
