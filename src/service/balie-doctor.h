/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of an installation, one line each, for support. */
#pragma once

#include "balie-desk.h"

G_BEGIN_DECLS

typedef struct
{
  char *check; /* stable code, e.g. "database" */
  gboolean ok;
  char *text; /* translated: what was found, and how to mend it */
} BalieDoctorLine;

BalieDoctorLine *
balie_doctor_line_new (const char *check, gboolean ok, char *text); /* takes over @text */
void balie_doctor_line_free (BalieDoctorLine *self);
/* database (writable, whole, version, free space), time zone, clock, secret service, each
 * configured remote and its password, each insurer, mail, stuck requests. */
void balie_doctor_run_async (BalieDesk *desk,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GPtrArray *balie_doctor_run_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
