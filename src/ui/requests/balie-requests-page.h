/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Plate requests": every request with its state, problems first. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_REQUESTS_PAGE (balie_requests_page_get_type ())
G_DECLARE_FINAL_TYPE (BalieRequestsPage, balie_requests_page, BALIE, REQUESTS_PAGE, AdwBin)

GtkWidget *balie_requests_page_new (BalieDesk *desk);

G_END_DECLS
