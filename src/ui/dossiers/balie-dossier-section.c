/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each part of a dossier's view can do: show an entry of the dossier. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dossier-section.h"

G_DEFINE_INTERFACE (BalieDossierSection, balie_dossier_section, GTK_TYPE_WIDGET)

static void
balie_dossier_section_default_init (BalieDossierSectionInterface *iface)
{
}

/**
 * balie_dossier_section_show:
 * @self: a section
 * @detail: the dossier
 * @draft: its unsaved values
 * @entry: what of it, %BALIE_ENTRY_NONE for the dossier itself
 */
void
balie_dossier_section_show (BalieDossierSection *self,
                            const BalieDossierDetail *detail,
                            BalieUnsavedDossier *draft,
                            BalieEntry entry)
{
  g_return_if_fail (BALIE_IS_DOSSIER_SECTION (self));

  BALIE_DOSSIER_SECTION_GET_IFACE (self)->show (self, detail, draft, entry);
}

/**
 * balie_dossier_section_leave:
 * @self: a section
 *
 * Something else is shown from now on.
 */
void
balie_dossier_section_leave (BalieDossierSection *self)
{
  g_return_if_fail (BALIE_IS_DOSSIER_SECTION (self));

  if (BALIE_DOSSIER_SECTION_GET_IFACE (self)->leave != NULL)
    BALIE_DOSSIER_SECTION_GET_IFACE (self)->leave (self);
}
