/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame of the administration's dialogs: header, a page of groups, and what went wrong on top of it.
 * Not modal; Escape closes it. */
#pragma once

#include <adwaita.h>

#include "balie-shell.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DIALOG_FRAME (balie_dialog_frame_get_type ())
G_DECLARE_DERIVABLE_TYPE (BalieDialogFrame, balie_dialog_frame, BALIE, DIALOG_FRAME, AdwWindow)

struct _BalieDialogFrameClass
{
  AdwWindowClass parent_class;
};

/* (transfer none): with title, added to the page. */
AdwPreferencesGroup *
balie_dialog_frame_add_group (BalieDialogFrame *self, const char *title, const char *description);
/* At the end of the header, suggested. (transfer none) */
GtkWidget *balie_dialog_frame_add_button (BalieDialogFrame *self, const char *label);
void balie_dialog_frame_set_parent (BalieDialogFrame *self, GtkWindow *parent);
/* @error: (nullable): NULL takes it away; silent for CANCELLED */
void
balie_dialog_frame_show_error (BalieDialogFrame *self, BalieAction action, const GError *error);
/* Plain text; NULL takes it away. */
void balie_dialog_frame_show_problem (BalieDialogFrame *self, const char *text);

/* Rows, named for assistive technology. */
AdwEntryRow *balie_dialog_add_entry (AdwPreferencesGroup *group, const char *title);
GtkSwitch *
balie_dialog_add_switch (AdwPreferencesGroup *group, const char *title, const char *subtitle);
/* @choices: translated, NULL-terminated */
AdwComboRow *
balie_dialog_add_choice (AdwPreferencesGroup *group, const char *title, const char *const *choices);

G_END_DECLS
