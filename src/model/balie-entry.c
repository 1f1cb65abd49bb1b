/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thirteen entries of a dossier's panel (PlanManager). */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balie-party.h"

static const struct
{
  const char *code;
  const char *label;
} entries[BALIE_N_ENTRIES] = {
  [BALIE_ENTRY_OWNER] = { "owner", NC_ ("entry", "Owner") },
  [BALIE_ENTRY_DRIVER] = { "driver", NC_ ("entry", "Driver") },
  [BALIE_ENTRY_INSURED] = { "insured", NC_ ("entry", "Insured / lessee") },
  [BALIE_ENTRY_SENT_BY] = { "sent-by", NC_ ("entry", "Sent by") },
  [BALIE_ENTRY_INSURER] = { "insurer", NC_ ("entry", "Insurer") },
  [BALIE_ENTRY_ASSESSOR] = { "assessor", NC_ ("entry", "Assessor") },
  [BALIE_ENTRY_REPAIRER] = { "repairer", NC_ ("entry", "Repairer") },
  [BALIE_ENTRY_BROKER] = { "broker", NC_ ("entry", "Broker") },
  [BALIE_ENTRY_DIRECT_ORDER] = { "direct-order", NC_ ("entry", "Direct order") },
  [BALIE_ENTRY_PARTS_IN] = { "parts-in", NC_ ("entry", "Parts in") },
  [BALIE_ENTRY_REPLACEMENT_CAR] = { "replacement-car", NC_ ("entry", "Replacement car wanted") },
  [BALIE_ENTRY_MANAGER] = { "manager", NC_ ("entry", "Dossier manager") },
  [BALIE_ENTRY_FINANCE] = { "finance", NC_ ("entry", "Finance") },
};

/**
 * balie_entry_to_code:
 * @entry: an entry, or %BALIE_ENTRY_NONE
 *
 * Returns: "owner" … "finance", "" for none
 */
const char *
balie_entry_to_code (BalieEntry entry)
{
  return (guint) entry < BALIE_N_ENTRIES ? entries[entry].code : "";
}

/**
 * balie_entry_from_code:
 * @code: (nullable): "owner" … "finance", "" for %BALIE_ENTRY_NONE
 * @entry: (out): the entry, untouched if not read
 *
 * Returns: whether it is one
 */
gboolean
balie_entry_from_code (const char *code, BalieEntry *entry)
{
  for (int i = 0; code && i <= BALIE_N_ENTRIES; i++)
    {
      if (!g_str_equal (code, balie_entry_to_code ((BalieEntry) i)))
        continue;
      *entry = (BalieEntry) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * balie_entry_to_label:
 * @entry: an entry
 *
 * Returns: its translated name, "" for %BALIE_ENTRY_NONE
 */
const char *
balie_entry_to_label (BalieEntry entry)
{
  if ((guint) entry >= BALIE_N_ENTRIES)
    return "";
  return g_dpgettext2 (GETTEXT_PACKAGE, "entry", entries[entry].label);
}

/**
 * balie_entry_is_party:
 * @entry: an entry
 *
 * Returns: whether it is a person or company
 */
gboolean
balie_entry_is_party (BalieEntry entry)
{
  return (guint) entry < BALIE_N_PARTIES;
}

/**
 * balie_entry_is_loadable:
 * @entry: an entry
 *
 * Returns: whether it may be loaded from Driver2 (seed: "De partijen die vanuit Driver2 kunnen worden
 *   ingeladen")
 */
gboolean
balie_entry_is_loadable (BalieEntry entry)
{
  return (guint) entry <= BALIE_ENTRY_SENT_BY;
}

/**
 * balie_entry_comes_with_vehicle:
 * @entry: an entry
 *
 * Returns: whether loading a vehicle may bring it
 */
gboolean
balie_entry_comes_with_vehicle (BalieEntry entry)
{
  return (guint) entry <= BALIE_ENTRY_INSURED;
}
