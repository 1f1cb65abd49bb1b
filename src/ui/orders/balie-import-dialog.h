/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing orders from a file: preview, progress with a way to stop, report. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_IMPORT_DIALOG (balie_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BalieImportDialog, balie_import_dialog, BALIE, IMPORT_DIALOG, AdwWindow)

BalieImportDialog *balie_import_dialog_present (GtkWidget *widget, BalieDesk *desk, GFile *file);

G_END_DECLS
