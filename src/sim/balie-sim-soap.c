/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SOAP 1.1 and 1.2 of the simulated insurers: reading envelopes, and writing them with attachments. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-soap.h"

#include <libxml/parser.h>
#include <string.h>

#define BOUNDARY "uuid:5d0e1c1e-4c1b-4a57-9d3e-ba11e51a0001"
#define ROOT_ID "root.message@versicherung.example"
#define MULTIPART(kind)                                                                            \
  "multipart/related; type=\"application/xop+xml\"; start=\"<" ROOT_ID ">\"; start-info=\"" kind   \
  "\"; boundary=\"" BOUNDARY "\""

static const char *const uris[BALIE_SIM_N_NAMESPACES] = {
  "http://schemas.xmlsoap.org/soap/envelope/",
  "http://www.w3.org/2003/05/soap-envelope",
  "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
  "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd",
  "http://schemas.xmlsoap.org/ws/2005/02/trust",
  "http://schemas.xmlsoap.org/ws/2005/02/sc",
  "http://schemas.xmlsoap.org/ws/2004/08/addressing",
  "http://www.bipro.net/namespace/transfer",
  "http://www.bipro.net/namespace/nachrichten",
  "http://www.bipro.net/namespace/gevo",
  "http://www.bipro.net/namespace/allgemein",
  "http://www.bipro.net/namespace/transfer/gevo",
  "http://www.bipro.net/namespace/transfer/inkassostoerfall",
  "http://www.w3.org/2001/XMLSchema-instance",
  "http://www.w3.org/2005/05/xmlmime",
  "http://www.w3.org/2004/08/xop/include",
};

/* In our own words. */
static const struct
{
  const char *code;
  const char *text;
} messages[] = {
  { "04000", "Aufruf erfolgreich" },
  { "04001", "Keine Lieferungen vorhanden" },
  { "04002", "Bestätigte Lieferungen können nicht abgerufen werden" },
  { "04003", "Lieferung unbekannt" },
  { "04005", "Gliederung der Kategorie nicht unterstützt" },
  { "04006", "Lieferung nicht mehr verfügbar" },
  { "00001", "Angaben unvollständig" },
  { "00007", "Nachricht entspricht nicht dem Schema" },
  { "00009", "Funktion nicht vorhanden" },
  { "00900", "Sicherheitsangaben fehlen" },
  { "00908", "Anmeldename fehlt" },
  { "00909", "Sitzungskennung fehlt" },
  { "00910", "TokenType falsch" },
  { "00911", "RequestType falsch" },
  { "00931", "Inhalt der Nachricht ungültig" },
  { "00961", "Anmeldedaten falsch" },
  { "00962", "Sitzung ungültig" },
  { "00965", "Zugang gesperrt nach zu vielen Versuchen" },
  { "00966", "Kennwort abgelaufen" },
};

static const char *
get_message (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    if (g_str_equal (messages[i].code, code))
      return messages[i].text;
  return "Unbekannter Fehler";
}

gboolean
balie_sim_soap_is (xmlNodePtr node, BalieSimNs ns, const char *name)
{
  return node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, BAD_CAST name) &&
         node->ns != NULL && xmlStrEqual (node->ns->href, BAD_CAST uris[ns]);
}

xmlNodePtr
balie_sim_soap_find (xmlNodePtr parent, BalieSimNs ns, const char *name)
{
  for (xmlNodePtr node = parent != NULL ? parent->children : NULL; node != NULL; node = node->next)
    if (balie_sim_soap_is (node, ns, name))
      return node;
  return NULL;
}

char *
balie_sim_soap_dup_text (xmlNodePtr node)
{
  xmlChar *content = node != NULL ? xmlNodeGetContent (node) : NULL;
  char *text = g_strstrip (g_strdup (content != NULL ? (const char *) content : ""));

  xmlFree (content);
  return text;
}

/**
 * balie_sim_soap_read:
 * @body: of a request
 *
 * Returns: (transfer full) (nullable): the envelope
 */
BalieSimSoap *
balie_sim_soap_read (GBytes *body)
{
  g_autoptr (BalieSimSoap) self = g_new0 (BalieSimSoap, 1);
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  xmlNodePtr root, inner;
  BalieSimNs ns;

  self->document =
      xmlReadMemory (data != NULL ? data : "", (int) length, NULL, NULL,
                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
  root = self->document != NULL ? xmlDocGetRootElement (self->document) : NULL;
  if (root == NULL || self->document->intSubset != NULL)
    return NULL;
  self->is_soap12 = balie_sim_soap_is (root, BALIE_SIM_NS_SOAP12, "Envelope");
  ns = self->is_soap12 ? BALIE_SIM_NS_SOAP12 : BALIE_SIM_NS_SOAP;
  if (!balie_sim_soap_is (root, ns, "Envelope"))
    return NULL;
  self->header = balie_sim_soap_find (root, ns, "Header");
  inner = balie_sim_soap_find (root, ns, "Body");
  for (xmlNodePtr node = inner != NULL ? inner->children : NULL; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && self->content == NULL)
      self->content = node;
  return self->content != NULL ? g_steal_pointer (&self) : NULL;
}

void
balie_sim_soap_free (BalieSimSoap *self)
{
  if (self->document != NULL)
    xmlFreeDoc (self->document);
  g_free (self);
}

static const char *
get_prefix (const BalieSimEnvelope *self, BalieSimNs ns)
{
  static const char *const others[BALIE_SIM_N_NAMESPACES] = {
    "soapenv", "soapenv", "wsse", "wsu", "wst", "wsc", "wsa",   NULL,
    NULL,      NULL,      NULL,   "xfg", "xfi", "xsi", "xmime", "xop",
  };

  switch ((int) ns)
    {
    case BALIE_SIM_NS_TRANSFER:
      return self->insurer->transfer;
    case BALIE_SIM_NS_MESSAGE:
      return self->insurer->message;
    case BALIE_SIM_NS_EVENT:
      return self->insurer->event;
    case BALIE_SIM_NS_COMMON:
      return self->insurer->common;
    default:
      return others[ns];
    }
}

static BalieSimNs
get_soap (const BalieSimEnvelope *self)
{
  return self->is_soap12 ? BALIE_SIM_NS_SOAP12 : BALIE_SIM_NS_SOAP;
}

void
balie_sim_envelope_open (BalieSimEnvelope *self, BalieSimNs ns, const char *name)
{
  xmlTextWriterStartElementNS (self->out, BAD_CAST get_prefix (self, ns), BAD_CAST name, NULL);
}

void
balie_sim_envelope_close (BalieSimEnvelope *self)
{
  xmlTextWriterEndElement (self->out);
}

/**
 * balie_sim_envelope_begin:
 * @self: (out caller-allocates): an envelope
 * @insurer: whose
 * @is_soap12: as it was asked
 *
 * Opens Envelope and Body, with all namespaces by the insurer's prefixes.
 */
void
balie_sim_envelope_begin (BalieSimEnvelope *self,
                          const BalieSimInsurer *insurer,
                          gboolean is_soap12)
{
  self->insurer = insurer;
  self->is_soap12 = is_soap12;
  self->buffer = xmlBufferCreate ();
  self->out = xmlNewTextWriterMemory (self->buffer, 0);
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  xmlTextWriterStartDocument (self->out, "1.0", "UTF-8", NULL);
  balie_sim_envelope_open (self, get_soap (self), "Envelope");
  for (int ns = 0; ns < BALIE_SIM_N_NAMESPACES; ns++)
    if (ns != (is_soap12 ? BALIE_SIM_NS_SOAP : BALIE_SIM_NS_SOAP12))
      xmlTextWriterWriteAttributeNS (self->out, BAD_CAST "xmlns", BAD_CAST get_prefix (self, ns),
                                     NULL, BAD_CAST uris[ns]);
  balie_sim_envelope_open (self, get_soap (self), "Body");
}

void
balie_sim_envelope_attribute (BalieSimEnvelope *self,
                              BalieSimNs ns,
                              const char *name,
                              const char *value)
{
  xmlTextWriterWriteAttributeNS (self->out, BAD_CAST get_prefix (self, ns), BAD_CAST name, NULL,
                                 BAD_CAST value);
}

void
balie_sim_envelope_add (BalieSimEnvelope *self, BalieSimNs ns, const char *name, const char *text)
{
  balie_sim_envelope_open (self, ns, name);
  xmlTextWriterWriteString (self->out, BAD_CAST text);
  balie_sim_envelope_close (self);
}

void
balie_sim_envelope_add_if (BalieSimEnvelope *self,
                           BalieSimNs ns,
                           const char *name,
                           const char *text)
{
  if (*text != '\0')
    {
      balie_sim_envelope_add (self, ns, name, text);
    }
  else if (self->insurer->quirks & BALIE_SIM_NIL)
    {
      balie_sim_envelope_open (self, ns, name);
      balie_sim_envelope_attribute (self, BALIE_SIM_NS_XSI, "nil", "true");
      balie_sim_envelope_close (self);
    }
}

/**
 * balie_sim_envelope_attach:
 * @self: an envelope with the element open whose content it is
 * @data: (transfer none): bytes
 *
 * Writes them as base64 in place, or as a reference to a part of its own.
 */
void
balie_sim_envelope_attach (BalieSimEnvelope *self, GBytes *data)
{
  gsize length;
  const guchar *bytes = g_bytes_get_data (data, &length);
  g_autofree char *text = NULL;

  if (self->insurer->quirks & BALIE_SIM_INLINE)
    {
      text = g_base64_encode (bytes, length);
      xmlTextWriterWriteString (self->out, BAD_CAST text);
      return;
    }
  /* Percent-encoded as RFC 2392 asks: the id itself has "@". */
  text = g_strdup_printf ("cid:doc-%u%%40versicherung.example", self->attachments->len + 1);
  balie_sim_envelope_open (self, BALIE_SIM_NS_XOP, "Include");
  xmlTextWriterWriteAttribute (self->out, BAD_CAST "href", BAD_CAST text);
  balie_sim_envelope_close (self);
  g_ptr_array_add (self->attachments, g_bytes_ref (data));
}

static void
append_bytes (GByteArray *out, const char *text)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

static GBytes *
make_multipart (const BalieSimEnvelope *self)
{
  GByteArray *out = g_byte_array_new ();

  append_bytes (out, "--" BOUNDARY "\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"");
  append_bytes (out, self->is_soap12 ? "application/soap+xml" : "text/xml");
  append_bytes (out, "\"\r\nContent-ID: <" ROOT_ID ">\r\n\r\n");
  append_bytes (out, (const char *) xmlBufferContent (self->buffer));
  for (guint i = 0; i < self->attachments->len; i++)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (self->attachments->pdata[i], &length);
      g_autofree char *head = g_strdup_printf (
          "\r\n--" BOUNDARY "\r\nContent-Type: application/octet-stream\r\n"
          "Content-Transfer-Encoding: binary\r\nContent-ID: <doc-%u@versicherung.example>\r\n\r\n",
          i + 1);

      append_bytes (out, head);
      g_byte_array_append (out, data, (guint) length);
    }
  append_bytes (out, "\r\n--" BOUNDARY "--\r\n");
  return g_byte_array_free_to_bytes (out);
}

/**
 * balie_sim_envelope_end:
 * @self: an envelope
 * @status: HTTP status
 *
 * Closes and clears it.
 *
 * Returns: (transfer full): the answer
 */
BalieSimAnswer *
balie_sim_envelope_end (BalieSimEnvelope *self, guint status)
{
  BalieSimAnswer *answer = balie_sim_answer_new_empty (status);

  xmlTextWriterEndDocument (self->out);
  xmlFreeTextWriter (self->out);
  g_bytes_unref (answer->body);
  if (self->attachments->len > 0)
    {
      answer->content_type =
          self->is_soap12 ? MULTIPART ("application/soap+xml") : MULTIPART ("text/xml");
      answer->body = make_multipart (self);
    }
  else
    {
      answer->content_type =
          self->is_soap12 ? "application/soap+xml; charset=utf-8" : "text/xml; charset=utf-8";
      answer->body =
          g_bytes_new (xmlBufferContent (self->buffer), (gsize) xmlBufferLength (self->buffer));
    }
  xmlBufferFree (self->buffer);
  g_ptr_array_unref (self->attachments);
  return answer;
}

/**
 * balie_sim_envelope_write_status:
 * @self: an envelope
 * @operation: what was asked
 * @ok: OK or NOK
 * @code: number of the message
 */
void
balie_sim_envelope_write_status (BalieSimEnvelope *self,
                                 const char *operation,
                                 gboolean ok,
                                 const char *code)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *process = g_strdup_printf ("%s-%08x", operation, g_random_int ());

  balie_sim_envelope_open (self, BALIE_SIM_NS_MESSAGE, "Status");
  balie_sim_envelope_add (self, BALIE_SIM_NS_MESSAGE, "ProzessID", process);
  balie_sim_envelope_add (self, BALIE_SIM_NS_MESSAGE, "Zeitstempel", time);
  balie_sim_envelope_add (self, BALIE_SIM_NS_MESSAGE, "StatusID", ok ? "OK" : "NOK");
  balie_sim_envelope_add (self, BALIE_SIM_NS_MESSAGE, "Schwebe", "false");
  balie_sim_envelope_open (self, BALIE_SIM_NS_MESSAGE, "Meldung");
  balie_sim_envelope_add (self, BALIE_SIM_NS_MESSAGE, "ArtID", ok ? "Hinweis" : "Fehler");
  balie_sim_envelope_add (self, BALIE_SIM_NS_MESSAGE, "MeldungID", code);
  balie_sim_envelope_add (self, BALIE_SIM_NS_MESSAGE, "Text", get_message (code));
  balie_sim_envelope_close (self);
  balie_sim_envelope_close (self);
}

static void
write_exception (BalieSimEnvelope *self, const char *operation, const char *code)
{
  balie_sim_envelope_open (self, BALIE_SIM_NS_MESSAGE, "BiproException");
  balie_sim_envelope_add (self, BALIE_SIM_NS_MESSAGE, "BiPROVersion", self->insurer->version);
  balie_sim_envelope_write_status (self, operation, FALSE, code);
  balie_sim_envelope_close (self);
}

static void
write_fault12 (BalieSimEnvelope *self, const char *operation, const char *code)
{
  balie_sim_envelope_open (self, BALIE_SIM_NS_SOAP12, "Code");
  balie_sim_envelope_add (self, BALIE_SIM_NS_SOAP12, "Value", "soapenv:Sender");
  balie_sim_envelope_close (self);
  balie_sim_envelope_open (self, BALIE_SIM_NS_SOAP12, "Reason");
  balie_sim_envelope_open (self, BALIE_SIM_NS_SOAP12, "Text");
  xmlTextWriterWriteAttribute (self->out, BAD_CAST "xml:lang", BAD_CAST "de");
  xmlTextWriterWriteString (self->out, BAD_CAST get_message (code));
  balie_sim_envelope_close (self);
  balie_sim_envelope_close (self);
  balie_sim_envelope_open (self, BALIE_SIM_NS_SOAP12, "Detail");
  write_exception (self, operation, code);
}

static void
write_fault11 (BalieSimEnvelope *self, const char *operation, const char *code)
{
  xmlTextWriterWriteElement (self->out, BAD_CAST "faultcode", BAD_CAST "soapenv:Client");
  xmlTextWriterWriteElement (self->out, BAD_CAST "faultstring", BAD_CAST get_message (code));
  xmlTextWriterStartElement (self->out, BAD_CAST "detail");
  write_exception (self, operation, code);
}

/**
 * balie_sim_soap_new_fault:
 * @insurer: whose
 * @is_soap12: as it was asked
 * @operation: what was asked
 * @code: number of the message
 *
 * Returns: (transfer full): a SOAP fault, HTTP 500
 */
BalieSimAnswer *
balie_sim_soap_new_fault (const BalieSimInsurer *insurer,
                          gboolean is_soap12,
                          const char *operation,
                          const char *code)
{
  BalieSimEnvelope envelope;

  balie_sim_envelope_begin (&envelope, insurer, is_soap12);
  balie_sim_envelope_open (&envelope, get_soap (&envelope), "Fault");
  if (is_soap12)
    write_fault12 (&envelope, operation, code);
  else
    write_fault11 (&envelope, operation, code);
  return balie_sim_envelope_end (&envelope, 500);
}
