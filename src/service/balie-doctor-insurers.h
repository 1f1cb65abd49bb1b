/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The doctor's visit to the insurers: whether each lets us in. Internal to the service layer. */
#pragma once

#include "balie-doctor.h"

G_BEGIN_DECLS

/* One line for each, one after the other; one login each, and none where the last was refused. */
void balie_doctor_insurers_async (BalieDesk *desk,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer full) (element-type BalieDoctorLine) */
GPtrArray *balie_doctor_insurers_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
