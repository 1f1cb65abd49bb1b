/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Administration", for administrators: users, who is covered, insurers. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

GtkWidget *balie_administration_page_new (BalieDesk *desk);

G_END_DECLS
