/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: command line, one window, one session at a time, notifications. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BALIE_TYPE_APPLICATION (balie_application_get_type ())
G_DECLARE_FINAL_TYPE (BalieApplication, balie_application, BALIE, APPLICATION, AdwApplication)

BalieApplication *balie_application_new (void);

G_END_DECLS
