/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows for one remote system: address, user name, password, own connector profile, and a test. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_REMOTE_GROUP (balie_remote_group_get_type ())
G_DECLARE_FINAL_TYPE (BalieRemoteGroup,
                      balie_remote_group,
                      BALIE,
                      REMOTE_GROUP,
                      AdwPreferencesGroup)

/* @remote_name: "pon", "driver2", "kp" or "smtp" */
GtkWidget *balie_remote_group_new (BalieDesk *desk, const char *remote_name);

G_END_DECLS
