/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the simulated insurers write a shipment: its line in a list, and with its transfers and documents. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-bipro.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

static void
write_local_time (BalieSimEnvelope *envelope, const char *name, gint64 seconds)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
  g_autoptr (GDateTime) time = zone != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *text = g_date_time_format (time != NULL ? time : utc, "%Y-%m-%dT%H:%M:%S");

  balie_sim_envelope_add (envelope, BALIE_SIM_NS_TRANSFER, name, text);
}

/* A ZIP file with one member. */
static GBytes *
pack (const BalieSimDocument *document)
{
  gsize length, used = 0;
  const void *data = g_bytes_get_data (document->data, &length);
  gsize size = length + 4096;
  guint8 *buffer = g_malloc (size);
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();

  archive_write_set_format_zip (archive);
  archive_write_open_memory (archive, buffer, size, &used);
  archive_entry_set_pathname_utf8 (entry, *document->name != '\0' ? document->name : "Datei");
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_write_header (archive, entry);
  archive_write_data (archive, data, length);
  archive_entry_free (entry);
  archive_write_close (archive);
  archive_write_free (archive);
  return g_bytes_new_take (buffer, used);
}

static void
write_document (BalieSimEnvelope *envelope, const BalieSimDocument *document)
{
  gboolean zipped = (envelope->insurer->quirks & BALIE_SIM_ZIPPED) != 0;
  g_autoptr (GBytes) data = zipped ? pack (document) : g_bytes_ref (document->data);
  g_autofree char *name =
      zipped ? g_strconcat (document->name, ".zip", NULL) : g_strdup (document->name);

  balie_sim_envelope_open (envelope, BALIE_SIM_NS_EVENT, "Datei");
  balie_sim_envelope_add_if (envelope, BALIE_SIM_NS_COMMON, "Dateiname", name);
  balie_sim_envelope_add (envelope, BALIE_SIM_NS_COMMON, "Dateityp", "Dokument");
  balie_sim_envelope_open (envelope, BALIE_SIM_NS_COMMON, "Daten");
  balie_sim_envelope_attribute (envelope, BALIE_SIM_NS_XMIME, "contentType",
                                zipped ? "application/zip" : document->type);
  balie_sim_envelope_attach (envelope, data);
  balie_sim_envelope_close (envelope);
  balie_sim_envelope_add (envelope, BALIE_SIM_NS_COMMON, "Komprimierungstyp",
                          zipped ? "ZIP" : "KEINE");
  balie_sim_envelope_add_if (envelope, BALIE_SIM_NS_COMMON, "DokumentartID", document->kind);
  balie_sim_envelope_close (envelope);
}

static void
write_agency (BalieSimEnvelope *envelope, const BalieSimLetter *letter)
{
  if (*letter->agency == '\0')
    return;
  balie_sim_envelope_open (envelope, BALIE_SIM_NS_EVENT, "Vermittler");
  balie_sim_envelope_add (envelope, BALIE_SIM_NS_EVENT, "Vermittlernummer", letter->agency);
  balie_sim_envelope_close (envelope);
}

static void
write_references (BalieSimEnvelope *envelope, const BalieSimLetter *letter)
{
  balie_sim_envelope_open (envelope, BALIE_SIM_NS_TRANSFER, "Zuordnungsdaten");
  balie_sim_envelope_add_if (envelope, BALIE_SIM_NS_TRANSFER, "Versicherungsscheinnummer",
                             letter->policy);
  balie_sim_envelope_add_if (envelope, BALIE_SIM_NS_TRANSFER, "Partnernummer", letter->partner);
  balie_sim_envelope_add_if (envelope, BALIE_SIM_NS_TRANSFER, "Antragsnummer", letter->application);
  balie_sim_envelope_add_if (envelope, BALIE_SIM_NS_TRANSFER, "AntragsnummerVM",
                             letter->own_application);
  balie_sim_envelope_close (envelope);
}

static char *
dup_code (BalieSimEnvelope *envelope, const BalieSimLetter *letter)
{
  if (envelope->insurer->quirks & BALIE_SIM_UMBRELLA)
    return g_strdup_printf ("%.3s000000", letter->code);
  return g_strdup (letter->code);
}

/* Documents from @first on, @n of them. */
static void
write_transfer (BalieSimEnvelope *envelope, const BalieSimLetter *letter, guint first, guint n)
{
  gboolean collects = g_str_has_prefix (letter->code, "140");
  g_autofree char *code = dup_code (envelope, letter);
  g_autofree char *text = *letter->evb != '\0'
                              ? g_strdup_printf ("%s (eVB %s)", letter->text, letter->evb)
                              : g_strdup (letter->text);

  balie_sim_envelope_open (envelope, BALIE_SIM_NS_TRANSFER, "Transfer");
  balie_sim_envelope_attribute (envelope, BALIE_SIM_NS_XSI, "type",
                                collects ? "xfi:CT_InkassoStoerfallTransfer"
                                         : "xfg:CT_GeVoTransfer");
  balie_sim_envelope_add (envelope, BALIE_SIM_NS_EVENT, "Vorgangsnummer", letter->id);
  balie_sim_envelope_add_if (envelope, BALIE_SIM_NS_EVENT, "Freitext", text);
  balie_sim_envelope_add (envelope, BALIE_SIM_NS_EVENT, "ArtID", code);
  write_agency (envelope, letter);
  for (guint i = first; i < first + n; i++)
    write_document (envelope, letter->documents->pdata[i]);
  balie_sim_envelope_add (envelope, BALIE_SIM_NS_TRANSFER, "Sparte", "050");
  balie_sim_envelope_add_if (envelope, BALIE_SIM_NS_TRANSFER, "VerfallsdatumDesGeschaeftsvorfalls",
                             letter->respond_by);
  balie_sim_envelope_add (envelope, BALIE_SIM_NS_TRANSFER, "AusloeserDesGeschaeftsvorfalls", "001");
  write_references (envelope, letter);
  balie_sim_envelope_close (envelope);
}

static guint
get_n_transfers (BalieSimEnvelope *envelope, const BalieSimLetter *letter)
{
  if (envelope->insurer->quirks & BALIE_SIM_NO_CATEGORY)
    return MAX (letter->documents->len, 1);
  return 1;
}

static void
write_transfers (BalieSimEnvelope *envelope, const BalieSimLetter *letter)
{
  guint n = get_n_transfers (envelope, letter);

  if (n == 1)
    write_transfer (envelope, letter, 0, letter->documents->len);
  for (guint i = 0; n > 1 && i < n; i++)
    write_transfer (envelope, letter, i, 1);
}

/**
 * balie_sim_bipro_write_shipment:
 * @envelope: where
 * @letter: what
 * @with_transfers: as an answer to getShipment
 *
 * Writes a Lieferung.
 */
void
balie_sim_bipro_write_shipment (BalieSimEnvelope *envelope,
                                const BalieSimLetter *letter,
                                gboolean with_transfers)
{
  g_autofree char *n = g_strdup_printf ("%u", get_n_transfers (envelope, letter));
  g_autofree char *umbrella = g_strdup_printf ("%.3s000000", letter->code);
  guint quirks = envelope->insurer->quirks;

  balie_sim_envelope_open (envelope, BALIE_SIM_NS_TRANSFER, "Lieferung");
  balie_sim_envelope_add (envelope, BALIE_SIM_NS_TRANSFER, "ID", letter->id);
  write_local_time (envelope, "Einstellzeitpunkt", letter->provided_at);
  if (letter->acknowledged_at != 0)
    write_local_time (envelope, "Bestaetigungszeitpunkt", letter->acknowledged_at);
  if ((quirks & BALIE_SIM_NO_CATEGORY) == 0)
    balie_sim_envelope_add (envelope, BALIE_SIM_NS_TRANSFER, "Kategorie",
                            quirks & BALIE_SIM_UMBRELLA ? umbrella : letter->category);
  balie_sim_envelope_add_if (envelope, BALIE_SIM_NS_TRANSFER, "VerfuegbarBis",
                             letter->available_until);
  if (with_transfers)
    write_transfers (envelope, letter);
  balie_sim_envelope_add (envelope, BALIE_SIM_NS_TRANSFER, "EnthaeltNurDaten", "false");
  balie_sim_envelope_add (envelope, BALIE_SIM_NS_TRANSFER, "PeriodischeLieferung", "false");
  balie_sim_envelope_add (envelope, BALIE_SIM_NS_TRANSFER, "Sparte", "050");
  balie_sim_envelope_add (envelope, BALIE_SIM_NS_TRANSFER, "AnzahlTransfers", n);
  balie_sim_envelope_close (envelope);
}
