/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The users of the dealership, each with roles and sight; a row opens the user. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_USERS_GROUP (balie_users_group_get_type ())
G_DECLARE_FINAL_TYPE (BalieUsersGroup, balie_users_group, BALIE, USERS_GROUP, AdwPreferencesGroup)

GtkWidget *balie_users_group_new (BalieDesk *desk);

G_END_DECLS
