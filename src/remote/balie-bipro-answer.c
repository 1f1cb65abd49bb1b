/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the answers of BiPRO 410 and 430, inline or as MTOM: faults, the status in the answer, and the
 * shipments. Prefixes and order are whatever the insurer uses; what is missing is left empty. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-bipro-message.h"
#include "balie-bipro-names.h"
#include "balie-document-safety.h"
#include "balie-error.h"
#include "balie-text.h"
#include "balie-xml.h"

#define MAX_TEXT 500
#define MAX_ID 50
#define MAX_SHIPMENTS 5000
#define MAX_TRANSFERS 100
#define MAX_DOCUMENTS 100
#define NOTHING_THERE "04001"

static const char *const response_names[] = {
  [BALIE_BIPRO_LIST] = "listShipmentsResponse",
  [BALIE_BIPRO_GET] = "getShipmentResponse",
  [BALIE_BIPRO_ACKNOWLEDGE] = "acknowledgeShipmentResponse",
};

/* What the insurer's numbers mean for us; everything else is a refusal. */
static const struct
{
  const char *code;
  BalieError error;
} code_errors[] = {
  { "04003", BALIE_ERROR_NOT_FOUND },   { "04006", BALIE_ERROR_NOT_FOUND },
  { "00940", BALIE_ERROR_UNAVAILABLE }, { "00960", BALIE_ERROR_SECRET },
  { "00961", BALIE_ERROR_SECRET },      { "00962", BALIE_ERROR_SECRET },
  { "00964", BALIE_ERROR_SECRET },      { "00965", BALIE_ERROR_SECRET },
  { "00966", BALIE_ERROR_SECRET },
};

/* 00960 is what remains of it after a new token was fetched, or when there is none to be had. */
static const char *const lockout_codes[] = { "00960", "00961", "00964", "00965", "00966", NULL };

/**
 * balie_bipro_error_get_code:
 * @error: (nullable): of this client
 *
 * Returns: (transfer none): the insurer's number it came with, "" if none; five digits
 */
const char *
balie_bipro_error_get_code (const GError *error)
{
  static const char *const known[] = { "04003", "04006", "00940", "00960", "00961",
                                       "00962", "00964", "00965", "00966" };

  for (gsize i = 0; error && i < G_N_ELEMENTS (known); i++)
    {
      if (g_str_has_prefix (error->message, known[i]) && error->message[5] == ':')
        return known[i];
    }
  return "";
}

/**
 * balie_bipro_error_is_lockout:
 * @error: (nullable): of this client
 *
 * Returns: whether trying again by itself could lock the login: wrong, locked or expired password
 */
gboolean
balie_bipro_error_is_lockout (const GError *error)
{
  return g_strv_contains (lockout_codes, balie_bipro_error_get_code (error));
}

void
balie_bipro_answer_free (BalieBiproAnswer *self)
{
  if (!self)
    return;
  balie_xml_free (self->document);
  g_clear_pointer (&self->message, balie_mime_message_free);
  g_free (self);
}

BalieTransfer *
balie_transfer_new (void)
{
  BalieTransfer *self = g_new0 (BalieTransfer, 1);

  self->code = g_strdup ("");
  self->text = g_strdup ("");
  self->document_kinds = g_new0 (char *, 1);
  self->application = g_strdup ("");
  self->own_application = g_strdup ("");
  self->policy = g_strdup ("");
  self->partner = g_strdup ("");
  self->agency = g_strdup ("");
  self->respond_by = BALIE_DATE_NONE;
  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_letter_document_free);
  return self;
}

void
balie_transfer_free (BalieTransfer *self)
{
  if (!self)
    return;
  g_free (self->code);
  g_free (self->text);
  g_strfreev (self->document_kinds);
  g_free (self->application);
  g_free (self->own_application);
  g_free (self->policy);
  g_free (self->partner);
  g_free (self->agency);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_free (self);
}

void
balie_shipment_free (BalieShipment *self)
{
  if (!self)
    return;
  g_free (self->id);
  g_free (self->category);
  g_free (self);
}

void
balie_shipment_content_free (BalieShipmentContent *self)
{
  if (!self)
    return;
  g_free (self->id);
  g_ptr_array_unref (self->transfers);
  g_free (self);
}

static gboolean
fail_unclear (GError **error, const char *problem)
{
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR, problem);
  return FALSE;
}

/* Fills in message and document; the root part of a multipart answer, else the body itself. */
static gboolean
open_envelope (BalieBiproAnswer *answer, const char *content_type, GBytes *body, GError **error)
{
  const BalieMimePart *root = NULL;
  const char *data;
  gsize length;

  if (balie_mime_is_multipart (content_type))
    {
      answer->message = balie_mime_parse (content_type, body, error);
      if (!answer->message)
        return FALSE;
      root = g_ptr_array_index (answer->message->parts, answer->message->root);
    }
  data = g_bytes_get_data (root ? root->data : body, &length);
  answer->document = balie_xml_parse (data ? data : "", length, error);
  return answer->document != NULL;
}

static xmlNodePtr
find_body (xmlDocPtr document)
{
  xmlNodePtr root = xmlDocGetRootElement (document);
  xmlNodePtr body = balie_xml_get_child (root, NS_SOAP11, "Body");

  return body ? body : balie_xml_get_child (root, NS_SOAP12, "Body");
}

static BalieError
map_code (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (code_errors); i++)
    {
      if (g_str_equal (code, code_errors[i].code))
        return code_errors[i].error;
    }
  return BALIE_ERROR_REFUSED;
}

static void
set_status_error (GError **error, const char *code, const char *text)
{
  const char *shown = *text ? text : _ ("The insurer gave no reason.");

  if (*code)
    g_set_error (error, BALIE_ERROR, map_code (code), "%s: %s", code, shown);
  else
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_REFUSED, shown);
}

/* The message that counts of a status: one that forbids trying again, else the first that is an error,
 * else the first. */
static xmlNodePtr
find_message (xmlNodePtr status)
{
  xmlNodePtr first = balie_xml_get_child (status, NS_NACHR, "Meldung");
  xmlNodePtr failure = NULL;

  for (xmlNodePtr node = first; node; node = balie_xml_get_next (node, NS_NACHR, "Meldung"))
    {
      g_autofree char *kind = balie_xml_dup_child_text (node, NS_NACHR, "ArtID", MAX_ID);
      g_autofree char *code = balie_xml_dup_child_text (node, NS_NACHR, "MeldungID", MAX_ID);

      if (g_strv_contains (lockout_codes, code))
        return node;
      if (!failure && g_str_equal (kind, "Fehler"))
        failure = node;
    }
  return failure ? failure : first;
}

/* A status of OK, or none at all, is fine; so is "nothing there". */
static gboolean
check_status (xmlNodePtr status, GError **error)
{
  g_autofree char *verdict = balie_xml_dup_child_text (status, NS_NACHR, "StatusID", MAX_ID);
  xmlNodePtr message = find_message (status);
  g_autofree char *code = balie_xml_dup_child_text (message, NS_NACHR, "MeldungID", MAX_ID);
  g_autofree char *text = balie_xml_dup_child_text (message, NS_NACHR, "Text", MAX_TEXT);

  if (!status || g_str_equal (verdict, "OK") || g_str_equal (code, NOTHING_THERE))
    return TRUE;
  set_status_error (error, code, text);
  return FALSE;
}

static xmlNodePtr
find_exception_status (xmlNodePtr detail)
{
  xmlNodePtr exception = balie_xml_get_child (detail, NS_NACHR, "BiproException");

  return balie_xml_get_child (exception, NS_NACHR, "Status");
}

/* TRUE for a fault that says no more than "nothing there". */
static gboolean
check_fault (xmlNodePtr fault, GError **error)
{
  gboolean soap12 = balie_xml_get_child (fault, NS_SOAP12, "Code") != NULL;
  xmlNodePtr detail = soap12 ? balie_xml_get_child (fault, NS_SOAP12, "Detail") : NULL;
  xmlNodePtr status;
  g_autofree char *text = NULL;

  for (xmlNodePtr node = fault->children; node; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (!detail && xmlStrEqual (node->name, BAD_CAST "detail"))
        detail = node;
      if (!text && (xmlStrEqual (node->name, BAD_CAST "faultstring") ||
                    xmlStrEqual (node->name, BAD_CAST "Reason")))
        text = soap12 ? balie_xml_dup_child_text (node, NS_SOAP12, "Text", MAX_TEXT)
                      : balie_xml_dup_text (node, MAX_TEXT);
    }
  status = find_exception_status (detail);
  if (status && !check_status (status, error))
    return FALSE;
  if (status)
    return TRUE;
  set_status_error (error, "", text ? text : "");
  return FALSE;
}

static gboolean
find_response (BalieBiproAnswer *answer, BalieBiproOperation operation, GError **error)
{
  xmlNodePtr body = find_body (answer->document);
  xmlNodePtr fault = balie_xml_get_child (body, NS_SOAP11, "Fault");
  xmlNodePtr wrapper;

  if (!fault)
    fault = balie_xml_get_child (body, NS_SOAP12, "Fault");
  if (fault)
    return check_fault (fault, error);
  if (operation == BALIE_BIPRO_TOKEN)
    {
      answer->response = balie_xml_get_child (body, NS_WST, "RequestSecurityTokenResponse");
      return answer->response ||
             fail_unclear (error, _ ("The insurer’s answer does not hold a token."));
    }
  wrapper = balie_xml_get_child (body, NS_TRANSFER, response_names[operation]);
  answer->response = balie_xml_get_child (wrapper, NS_TRANSFER, "Response");
  if (!answer->response)
    return fail_unclear (error, _ ("The insurer’s answer is not the one to this question."));
  return check_status (balie_xml_get_child (answer->response, NS_NACHR, "Status"), error);
}

static gboolean
check_http_status (guint status, GError **error)
{
  if (status == 429 || status == 503)
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_UNAVAILABLE,
                           _ ("The insurer is busy at the moment."));
      return FALSE;
    }
  return TRUE;
}

/**
 * balie_bipro_answer_read:
 * @operation: what was asked
 * @http_status: of the answer
 * @content_type: (nullable): of the answer
 * @body: of the answer
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an answer whose status is OK; its response is %NULL when the
 *   insurer only said that there is nothing
 */
BalieBiproAnswer *
balie_bipro_answer_read (BalieBiproOperation operation,
                         guint http_status,
                         const char *content_type,
                         GBytes *body,
                         GError **error)
{
  g_autoptr (BalieBiproAnswer) answer = g_new0 (BalieBiproAnswer, 1);
  g_autoptr (GError) local = NULL;

  if (!check_http_status (http_status, error))
    return NULL;
  if (!open_envelope (answer, content_type, body, &local))
    {
      if (http_status == 401 || http_status == 403)
        set_status_error (error, "00960", _ ("The insurer refused the login."));
      else
        g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return find_response (answer, operation, error) ? g_steal_pointer (&answer) : NULL;
}

/* Seconds since 1970; a time without a zone is taken as the insurers', German time. 0 for none. */
static gint64
parse_time (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  return time ? g_date_time_to_unix (time) : 0;
}

static gboolean
has_zone (const char *time)
{
  const char *clock = strchr (time, 'T');

  return clock && strpbrk (clock, "Z+-") != NULL;
}

/**
 * balie_bipro_answer_read_token:
 * @self: an answer to the token request
 * @expires: (out): seconds since 1970; 0 when not said, or said without a zone
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the token
 */
char *
balie_bipro_answer_read_token (const BalieBiproAnswer *self, gint64 *expires, GError **error)
{
  xmlNodePtr requested = balie_xml_get_child (self->response, NS_WST, "RequestedSecurityToken");
  xmlNodePtr context = balie_xml_get_child (requested, NS_WSC, "SecurityContextToken");
  xmlNodePtr lifetime = balie_xml_get_child (self->response, NS_WST, "Lifetime");
  g_autofree char *token = balie_xml_dup_child_text (context, NS_WSC, "Identifier", 2000);
  g_autofree char *until = balie_xml_dup_child_text (lifetime, NS_WSU, "Expires", MAX_ID);

  *expires = has_zone (until) ? parse_time (until) : 0;
  if (*token)
    return g_steal_pointer (&token);
  fail_unclear (error, _ ("The insurer’s answer does not hold a token."));
  return NULL;
}

static BalieDate
read_day (xmlNodePtr parent, const char *name)
{
  g_autofree char *text = balie_xml_dup_child_text (parent, NS_TRANSFER, name, 10);
  BalieDate day = BALIE_DATE_NONE;

  return balie_date_parse (text, &day) ? day : BALIE_DATE_NONE;
}

static gint64
read_time (xmlNodePtr parent, const char *name)
{
  g_autofree char *text = balie_xml_dup_child_text (parent, NS_TRANSFER, name, MAX_ID);

  return MAX (parse_time (text), 0);
}

static BalieShipment *
read_shipment (xmlNodePtr node)
{
  BalieShipment *shipment = g_new0 (BalieShipment, 1);
  g_autofree char *n = balie_xml_dup_child_text (node, NS_TRANSFER, "AnzahlTransfers", 10);
  g_autofree char *acknowledged =
      balie_xml_dup_child_text (node, NS_TRANSFER, "Bestaetigungszeitpunkt", MAX_ID);

  shipment->id = balie_xml_dup_child_text (node, NS_TRANSFER, "ID", MAX_ID);
  shipment->category = balie_xml_dup_child_text (node, NS_TRANSFER, "Kategorie", MAX_ID);
  shipment->provided_at = read_time (node, "Einstellzeitpunkt");
  shipment->available_until = read_day (node, "VerfuegbarBis");
  shipment->acknowledged = *acknowledged != '\0';
  shipment->n_transfers = (int) CLAMP (g_ascii_strtoll (n, NULL, 10), 0, MAX_TRANSFERS);
  return shipment;
}

/**
 * balie_bipro_answer_read_list:
 * @self: an answer to listShipments
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieShipment): those with an id
 */
GPtrArray *
balie_bipro_answer_read_list (const BalieBiproAnswer *self, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_shipment_free);

  for (xmlNodePtr node = balie_xml_get_child (self->response, NS_TRANSFER, "Lieferung"); node;
       node = balie_xml_get_next (node, NS_TRANSFER, "Lieferung"))
    {
      BalieShipment *shipment = read_shipment (node);

      if (list->len >= MAX_SHIPMENTS)
        {
          balie_shipment_free (shipment);
          break;
        }
      if (*shipment->id)
        g_ptr_array_add (list, shipment);
      else
        balie_shipment_free (shipment);
    }
  return g_steal_pointer (&list);
}

static GBytes *
read_part (const BalieBiproAnswer *answer, xmlNodePtr include)
{
  xmlChar *href = xmlGetNoNsProp (include, BAD_CAST "href");
  const BalieMimePart *part =
      answer->message ? balie_mime_message_find (answer->message, (const char *) href) : NULL;

  xmlFree (href);
  return part ? g_bytes_ref (part->data) : NULL;
}

/* Letters, digits, "+/", then "=", in groups of four but for blanks. */
static gboolean
is_base64 (const char *text)
{
  gsize n = 0, padding = 0;

  for (const char *p = text; *p; p++)
    {
      if (g_ascii_isspace (*p))
        continue;
      if (*p == '=')
        padding++;
      else if (padding > 0 || !(g_ascii_isalnum (*p) || *p == '+' || *p == '/'))
        return FALSE;
      n++;
    }
  return n % 4 == 0 && padding <= 2;
}

/* The bytes of a Daten element: a part of the message, or base64 in place; "" for an empty one. NULL when
 * what it promises did not come: such a letter must not be taken for fetched. */
static GBytes *
read_data (const BalieBiproAnswer *answer, xmlNodePtr data)
{
  xmlNodePtr include = balie_xml_get_child (data, NS_XOP, "Include");
  g_autoptr (GString) text = g_string_new (NULL);
  guchar *bytes;
  gsize length;

  if (include)
    return read_part (answer, include);
  for (xmlNodePtr node = data ? data->children : NULL; node; node = node->next)
    {
      if (node->type == XML_TEXT_NODE && node->content)
        g_string_append (text, (const char *) node->content);
    }
  if (!is_base64 (text->str))
    return NULL;
  bytes = g_base64_decode (text->str, &length);
  return g_bytes_new_take (bytes, length);
}

/* FALSE when there is one that did not come whole. */
static gboolean
read_document (const BalieBiproAnswer *answer, xmlNodePtr file, GPtrArray *documents)
{
  xmlNodePtr element = balie_xml_get_child (file, NS_ALLG, "Daten");
  g_autofree char *name = balie_xml_dup_child_text (file, NS_ALLG, "Dateiname", 255);
  g_autofree char *packed = balie_xml_dup_child_text (file, NS_ALLG, "Komprimierungstyp", MAX_ID);
  g_autoptr (GBytes) data = element ? read_data (answer, element) : NULL;

  if (!element)
    return TRUE;
  if (!data || documents->len >= MAX_DOCUMENTS)
    return FALSE;
  if (g_bytes_get_size (data) > 0)
    balie_document_add (documents, name, data, g_ascii_strcasecmp (packed, "ZIP") == 0);
  return TRUE;
}

static void
add_document_kinds (xmlNodePtr file, GStrvBuilder *kinds)
{
  for (xmlNodePtr node = balie_xml_get_child (file, NS_ALLG, "DokumentartID"); node;
       node = balie_xml_get_next (node, NS_ALLG, "DokumentartID"))
    {
      g_autofree char *kind = balie_xml_dup_text (node, MAX_ID);

      g_strv_builder_add (kinds, kind);
    }
}

static gboolean
read_files (const BalieBiproAnswer *answer, xmlNodePtr node, BalieTransfer *transfer)
{
  g_autoptr (GStrvBuilder) kinds = g_strv_builder_new ();
  gboolean whole = TRUE;

  for (xmlNodePtr file = balie_xml_get_child (node, NS_GEVO, "Datei"); file;
       file = balie_xml_get_next (file, NS_GEVO, "Datei"))
    {
      whole = whole && read_document (answer, file, transfer->documents);
      add_document_kinds (file, kinds);
    }
  transfer->document_kinds = g_strv_builder_end (kinds);
  return whole;
}

/* The agency: the number within Vermittler, whatever namespace the insurer puts it in. */
static char *
dup_agency (xmlNodePtr transfer)
{
  xmlNodePtr agent = balie_xml_get_child (transfer, NS_GEVO, "Vermittler");

  for (xmlNodePtr node = agent ? agent->children : NULL; node; node = node->next)
    {
      if (node->type == XML_ELEMENT_NODE &&
          (xmlStrEqual (node->name, BAD_CAST "Vermittlernummer") ||
           xmlStrEqual (node->name, BAD_CAST "Nummer")))
        return balie_xml_dup_text (node, MAX_ID);
    }
  return g_strdup ("");
}

/* NULL when one of its documents did not come whole. */
static BalieTransfer *
read_transfer (const BalieBiproAnswer *answer, xmlNodePtr node)
{
  BalieTransfer *transfer = g_new0 (BalieTransfer, 1);
  xmlNodePtr link = balie_xml_get_child (node, NS_TRANSFER, "Zuordnungsdaten");

  transfer->documents =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_letter_document_free);
  transfer->code = balie_xml_dup_child_text (node, NS_GEVO, "ArtID", 20);
  transfer->text = balie_xml_dup_child_text (node, NS_GEVO, "Freitext", 1000);
  transfer->policy =
      balie_xml_dup_child_text (link, NS_TRANSFER, "Versicherungsscheinnummer", MAX_ID);
  transfer->partner = balie_xml_dup_child_text (link, NS_TRANSFER, "Partnernummer", MAX_ID);
  transfer->application = balie_xml_dup_child_text (link, NS_TRANSFER, "Antragsnummer", MAX_ID);
  transfer->own_application =
      balie_xml_dup_child_text (link, NS_TRANSFER, "AntragsnummerVM", MAX_ID);
  transfer->agency = dup_agency (node);
  transfer->respond_by = read_day (node, "VerfallsdatumDesGeschaeftsvorfalls");
  if (read_files (answer, node, transfer))
    return transfer;
  balie_transfer_free (transfer);
  return NULL;
}

static gint64
count_bytes (const BalieTransfer *transfer)
{
  gint64 n = 0;

  for (guint i = 0; i < transfer->documents->len; i++)
    n += ((const BalieLetterDocument *) g_ptr_array_index (transfer->documents, i))->n_bytes;
  return n;
}

/**
 * balie_bipro_answer_read_shipment:
 * @self: an answer to getShipment
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was sent; NOT_FOUND when there is nothing in it, UNCLEAR when
 *   a document did not come whole or it is more than fits
 */
BalieShipmentContent *
balie_bipro_answer_read_shipment (const BalieBiproAnswer *self, GError **error)
{
  xmlNodePtr shipment = balie_xml_get_child (self->response, NS_TRANSFER, "Lieferung");
  g_autoptr (BalieShipmentContent) content = NULL;
  gint64 n_bytes = 0;

  if (!shipment)
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND,
                           _ ("The insurer no longer has this letter."));
      return NULL;
    }
  content = g_new0 (BalieShipmentContent, 1);
  content->id = balie_xml_dup_child_text (shipment, NS_TRANSFER, "ID", MAX_ID);
  content->provided_at = read_time (shipment, "Einstellzeitpunkt");
  content->transfers = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_transfer_free);
  for (xmlNodePtr node = balie_xml_get_child (shipment, NS_TRANSFER, "Transfer"); node;
       node = balie_xml_get_next (node, NS_TRANSFER, "Transfer"))
    {
      BalieTransfer *transfer = read_transfer (self, node);

      if (transfer)
        g_ptr_array_add (content->transfers, transfer);
      n_bytes += transfer ? count_bytes (transfer) : 0;
      if (transfer && content->transfers->len <= MAX_TRANSFERS &&
          n_bytes <= BALIE_DOCUMENT_MAX_BYTES)
        continue;
      fail_unclear (error, _ ("A document of the letter did not arrive whole."));
      return NULL;
    }
  return g_steal_pointer (&content);
}
