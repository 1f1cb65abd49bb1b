/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bodies of plate requests for the tests of balie-sim. */
#pragma once

#include "sim-process.h"

G_BEGIN_DECLS

/* A good body for the car number @serial; its VIN is WVWZZZ1KZ8W and six digits. */
char *make_body (guint serial);
char *make_vin (guint serial);
/* The body with one member replaced by a piece of JSON, or removed when @value is NULL. */
char *make_body_with (guint serial, const char *member, const char *value);
/* The request's status at PON, asked by id. */
char *dup_status (SimProcess *sim, const char *id);
void wait_for_status (SimProcess *sim, const char *id, const char *status);

G_END_DECLS
