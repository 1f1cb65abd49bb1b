/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists in pages as Driver2 and KP answer them, and their parameters. */
#pragma once

#include "balie-sim-answer.h"
#include "balie-sim-register.h"

G_BEGIN_DECLS

#define BALIE_SIM_PAGE_SIZE 10
#define BALIE_SIM_MAX_PAGE_SIZE 100

typedef struct
{
  guint64 page; /* from 1 */
  guint64 size;
} BalieSimPaging;

/* A 422 when a parameter is not of @known, or page or pageSize can't be; NULL when all is well. */
BalieSimAnswer *balie_sim_list_check (GHashTable *query,
                                      const char *const *known,
                                      BalieSimPaging *paging) G_GNUC_WARN_UNUSED_RESULT;
guint64 balie_sim_paging_get_first (const BalieSimPaging *self);
BalieSimAnswer *balie_sim_list_answer (const BalieSimPaging *paging, const BalieSimFound *found);

G_END_DECLS
