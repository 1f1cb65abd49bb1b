/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of the first run: shows what is stored, says what is wrong, writes it. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_FIRST_RUN_SECTION (balie_first_run_section_get_type ())
G_DECLARE_INTERFACE (BalieFirstRunSection,
                     balie_first_run_section,
                     BALIE,
                     FIRST_RUN_SECTION,
                     GtkWidget)

/**
 * BalieFirstRunSectionInterface:
 * @load: shows what @desk has stored
 * @dup_problem: (nullable): a sentence when it can't be written as it stands
 * @dup_summary: one line for the last step
 * @save_async: writes it through the services
 * @save_finish: the result; what was filled in stays whatever it is
 */
struct _BalieFirstRunSectionInterface
{
  GTypeInterface parent;

  void (*load) (BalieFirstRunSection *self, BalieDesk *desk);
  char *(*dup_problem) (BalieFirstRunSection *self);
  char *(*dup_summary) (BalieFirstRunSection *self);
  void (*save_async) (BalieFirstRunSection *self,
                      BalieDesk *desk,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  gboolean (*save_finish) (BalieFirstRunSection *self, GAsyncResult *result, GError **error);
};

void balie_first_run_section_load (BalieFirstRunSection *self, BalieDesk *desk);
char *balie_first_run_section_dup_problem (BalieFirstRunSection *self);
char *balie_first_run_section_dup_summary (BalieFirstRunSection *self);
void balie_first_run_section_save_async (BalieFirstRunSection *self,
                                         BalieDesk *desk,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean balie_first_run_section_save_finish (BalieFirstRunSection *self,
                                              GAsyncResult *result,
                                              GError **error);

/* The three steps. */
GtkWidget *balie_dealership_section_new (void);
GtkWidget *balie_numbers_section_new (void);
GtkWidget *balie_person_section_new (void);

G_END_DECLS
