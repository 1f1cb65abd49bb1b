/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each part of a dossier's view can do: show an entry of the dossier. */
#pragma once

#include <gtk/gtk.h>

#include "balie-unsaved-dossier.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DOSSIER_SECTION (balie_dossier_section_get_type ())
G_DECLARE_INTERFACE (BalieDossierSection, balie_dossier_section, BALIE, DOSSIER_SECTION, GtkWidget)

/**
 * BalieDossierSectionInterface:
 * @show: shows an entry, %BALIE_ENTRY_NONE for the dossier itself; @detail is only valid during the call,
 *   @draft may be kept
 * @leave: (nullable): something else is shown from now on
 */
struct _BalieDossierSectionInterface
{
  GTypeInterface parent;

  void (*show) (BalieDossierSection *self,
                const BalieDossierDetail *detail,
                BalieUnsavedDossier *draft,
                BalieEntry entry);
  void (*leave) (BalieDossierSection *self);
};

void balie_dossier_section_show (BalieDossierSection *self,
                                 const BalieDossierDetail *detail,
                                 BalieUnsavedDossier *draft,
                                 BalieEntry entry);
void balie_dossier_section_leave (BalieDossierSection *self);

G_END_DECLS
