/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a user is not to be disturbed: quiet hours with their effect, absence with a deputy. */
#pragma once

#include "balie-desk.h"
#include "balie-dialog-frame.h"
#include "balie-notification.h"

G_BEGIN_DECLS

/**
 * BalieAvailabilityGroup:
 *
 * The rows of the two groups, kept by the dialog. Main thread only.
 */
#define BALIE_TYPE_AVAILABILITY_GROUP (balie_availability_group_get_type ())
G_DECLARE_FINAL_TYPE (BalieAvailabilityGroup,
                      balie_availability_group,
                      BALIE,
                      AVAILABILITY_GROUP,
                      GObject)

/* Adds its groups to @frame, which outlives it. */
BalieAvailabilityGroup *
balie_availability_group_new (BalieDesk *desk, BalieDialogFrame *frame, const char *login);

G_END_DECLS
