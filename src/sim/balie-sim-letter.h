/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shipment of a simulated insurer: one letter with its documents. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BalieSimDocument:
 * @kind: DokumentartID, "" for none
 * @type: what the answer claims it to be
 */
typedef struct
{
  char *name;
  char *kind;
  char *type;
  GBytes *data;
} BalieSimDocument;

/**
 * BalieSimLetter:
 *
 * Texts are never %NULL; "" is not told. @agency: Vermittler; @application: the insurer's number;
 * @own_application: the dealer's (AntragsnummerVM). Days as YYYY-MM-DD. @provided_at: seconds since 1970.
 */
typedef struct
{
  char *insurer;
  char *id;
  char *code;
  char *category;
  char *text;
  char *agency;
  char *application;
  char *own_application;
  char *policy;
  char *partner;
  char *evb;
  char *respond_by;
  char *available_until;
  gint64 provided_at;
  gint64 acknowledged_at;
  gint64 n_fetched;
  GPtrArray *documents;
} BalieSimLetter;

/* NULL with INVALID_INPUT that names the member. */
BalieSimLetter *balie_sim_letter_read (JsonObject *object, GError **error);
JsonObject *balie_sim_letter_to_json (const BalieSimLetter *self);
void balie_sim_letter_free (BalieSimLetter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSimLetter, balie_sim_letter_free)

G_END_DECLS
