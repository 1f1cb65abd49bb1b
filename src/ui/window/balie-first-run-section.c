/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of the first run: the interface's calls. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-first-run-section.h"

G_DEFINE_INTERFACE (BalieFirstRunSection, balie_first_run_section, GTK_TYPE_WIDGET)

static void
balie_first_run_section_default_init (BalieFirstRunSectionInterface *iface)
{
}

/**
 * balie_first_run_section_load:
 * @self: the step
 * @desk: an open desk
 */
void
balie_first_run_section_load (BalieFirstRunSection *self, BalieDesk *desk)
{
  BALIE_FIRST_RUN_SECTION_GET_IFACE (self)->load (self, desk);
}

/**
 * balie_first_run_section_dup_problem:
 * @self: the step
 *
 * Returns: (transfer full) (nullable): a sentence when it can't be written as it stands
 */
char *
balie_first_run_section_dup_problem (BalieFirstRunSection *self)
{
  return BALIE_FIRST_RUN_SECTION_GET_IFACE (self)->dup_problem (self);
}

/**
 * balie_first_run_section_dup_summary:
 * @self: the step
 *
 * Returns: (transfer full): one line of what was filled in
 */
char *
balie_first_run_section_dup_summary (BalieFirstRunSection *self)
{
  return BALIE_FIRST_RUN_SECTION_GET_IFACE (self)->dup_summary (self);
}

/**
 * balie_first_run_section_save_async:
 * @self: the step
 * @desk: an open desk
 * @cancellable: (nullable): cancels waiting
 * @callback: called when written or refused
 * @user_data: for @callback
 */
void
balie_first_run_section_save_async (BalieFirstRunSection *self,
                                    BalieDesk *desk,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  BALIE_FIRST_RUN_SECTION_GET_IFACE (self)->save_async (self, desk, cancellable, callback,
                                                        user_data);
}

/**
 * balie_first_run_section_save_finish:
 * @self: the step
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether all of it was written
 */
gboolean
balie_first_run_section_save_finish (BalieFirstRunSection *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  return BALIE_FIRST_RUN_SECTION_GET_IFACE (self)->save_finish (self, result, error);
}
