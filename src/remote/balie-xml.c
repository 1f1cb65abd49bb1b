/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile XML by libxml2's push parser: a document type ends the reading before anything in it counts, so
 * there are no entities to expand and nothing to fetch. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-xml.h"

#include <glib/gi18n-lib.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <string.h>

#include "balie-error.h"
#include "balie-text.h"

#define XSI "http://www.w3.org/2001/XMLSchema-instance"
#define CHUNK 65536
/* Elements and attributes of one document. */
#define MAX_NODES 200000

/**
 * Reading:
 * @problem: (nullable): why it was ended, translated
 *
 * What the handlers know; stands in the parser's _private.
 */
typedef struct
{
  const char *problem;
  guint n_nodes;
} Reading;

static void
end_reading (xmlParserCtxtPtr parser, const char *problem)
{
  Reading *reading = parser->_private;

  if (!reading->problem)
    reading->problem = problem;
  xmlStopParser (parser);
}

static void
document_type_begun_cb (void *context,
                        const xmlChar *name,
                        const xmlChar *id,
                        const xmlChar *system)
{
  end_reading (context, _ ("it has a document type, which is not allowed"));
}

static void
element_begun_cb (void *context,
                  const xmlChar *name,
                  const xmlChar *prefix,
                  const xmlChar *uri,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **attributes)
{
  xmlParserCtxtPtr parser = context;
  Reading *reading = parser->_private;

  reading->n_nodes += 1 + (guint) n_namespaces + (guint) n_attributes;
  if (parser->nodeNr >= BALIE_XML_MAX_DEPTH)
    end_reading (parser, _ ("it is nested too deeply"));
  else if (reading->n_nodes > MAX_NODES)
    end_reading (parser, _ ("it has too many parts"));
  else
    xmlSAX2StartElementNs (context, name, prefix, uri, n_namespaces, namespaces, n_attributes,
                           n_defaulted, attributes);
}

static void
prepare_handlers (xmlSAXHandler *handlers)
{
  memset (handlers, 0, sizeof *handlers);
  xmlSAXVersion (handlers, 2);
  handlers->internalSubset = document_type_begun_cb;
  handlers->externalSubset = document_type_begun_cb;
  handlers->startElementNs = element_begun_cb;
  handlers->getEntity = NULL;
  handlers->resolveEntity = NULL;
  handlers->comment = NULL;
  handlers->processingInstruction = NULL;
}

static void
feed (xmlParserCtxtPtr parser, const char *data, gsize length)
{
  Reading *reading = parser->_private;

  for (gsize at = 0; at < length && !reading->problem; at += CHUNK)
    {
      if (xmlParseChunk (parser, data + at, (int) MIN (CHUNK, length - at), 0) != 0)
        break;
    }
  xmlParseChunk (parser, NULL, 0, 1);
}

/* libxml2 tells of bytes that can't be converted on standard error, whatever its options. */
static void
ignore_message (void *context, const char *format, ...)
{
}

static xmlDocPtr
fail (GError **error, const char *problem)
{
  /* Translators: %s says what is wrong with it. */
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR, _ ("The answer can’t be read as XML: %s."),
               problem);
  return NULL;
}

/**
 * balie_xml_parse:
 * @data: (array length=length): what came
 * @length: bytes
 * @error: return location, %BALIE_ERROR_UNCLEAR
 *
 * Returns: (transfer full) (nullable): the document; it has a root element
 */
xmlDocPtr
balie_xml_parse (const char *data, gsize length, GError **error)
{
  Reading reading = { 0 };
  xmlSAXHandler handlers;
  xmlParserCtxtPtr parser;
  xmlDocPtr document;
  gboolean whole;

  if (length > BALIE_XML_MAX_BYTES)
    return fail (error, _ ("it is too large"));
  xmlSetGenericErrorFunc (NULL, ignore_message); /* of this thread */
  prepare_handlers (&handlers);
  parser = xmlCreatePushParserCtxt (&handlers, NULL, NULL, 0, NULL);
  g_return_val_if_fail (parser, NULL);
  parser->_private = &reading;
  xmlCtxtUseOptions (parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                 XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
  parser->_private = &reading;
  feed (parser, data, length);
  whole = parser->wellFormed && parser->nsWellFormed && !reading.problem;
  document = parser->myDoc;
  parser->myDoc = NULL;
  xmlFreeParserCtxt (parser);
  if (whole && document && xmlDocGetRootElement (document))
    return document;
  if (document)
    xmlFreeDoc (document);
  return fail (error, reading.problem ? reading.problem : _ ("it is not well-formed"));
}

/**
 * balie_xml_free:
 * @document: (nullable) (transfer full): a document
 */
void
balie_xml_free (xmlDocPtr document)
{
  if (document)
    xmlFreeDoc (document);
}

static gboolean
is_element (xmlNodePtr node, const char *ns, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0 &&
         node->ns && g_strcmp0 ((const char *) node->ns->href, ns) == 0;
}

static xmlNodePtr
find_from (xmlNodePtr node, const char *ns, const char *name)
{
  while (node && !is_element (node, ns, name))
    node = node->next;
  return node;
}

/**
 * balie_xml_get_child:
 * @parent: (nullable): an element
 * @ns: namespace
 * @name: local name
 *
 * Returns: (transfer none) (nullable): the first such child
 */
xmlNodePtr
balie_xml_get_child (xmlNodePtr parent, const char *ns, const char *name)
{
  return parent ? find_from (parent->children, ns, name) : NULL;
}

/**
 * balie_xml_get_next:
 * @element: an element
 * @ns: namespace
 * @name: local name
 *
 * Returns: (transfer none) (nullable): the next such sibling
 */
xmlNodePtr
balie_xml_get_next (xmlNodePtr element, const char *ns, const char *name)
{
  return find_from (element->next, ns, name);
}

/* Only the element's own texts: those of children say something else. */
static char *
dup_own_text (xmlNodePtr element)
{
  GString *text = g_string_new (NULL);

  for (xmlNodePtr node = element->children; node; node = node->next)
    {
      if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content)
        g_string_append (text, (const char *) node->content);
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_nil (xmlNodePtr element)
{
  xmlChar *value = xmlGetNsProp (element, BAD_CAST "nil", BAD_CAST XSI);
  gboolean nil =
      value && (xmlStrEqual (value, BAD_CAST "true") || xmlStrEqual (value, BAD_CAST "1"));

  xmlFree (value);
  return nil;
}

/**
 * balie_xml_dup_text:
 * @element: (nullable): an element
 * @max_bytes: longest text kept
 *
 * Returns: (transfer full): its own text, cleaned; "" for none
 */
char *
balie_xml_dup_text (xmlNodePtr element, gsize max_bytes)
{
  g_autofree char *text = NULL;

  if (!element || is_nil (element))
    return g_strdup ("");
  text = dup_own_text (element);
  return balie_text_dup_clean (text, max_bytes);
}

/**
 * balie_xml_dup_child_text:
 * @parent: (nullable): an element
 * @ns: namespace
 * @name: local name of the child
 * @max_bytes: longest text kept
 *
 * Returns: (transfer full): the text of the first such child, cleaned; "" for none
 */
char *
balie_xml_dup_child_text (xmlNodePtr parent, const char *ns, const char *name, gsize max_bytes)
{
  return balie_xml_dup_text (balie_xml_get_child (parent, ns, name), max_bytes);
}

/**
 * balie_xml_get_type:
 * @element: an element
 * @ns: (out) (transfer none): namespace of its xsi:type, "" when it has no prefix that is known
 * @name: (out) (transfer none): local name of its xsi:type; lives as long as the document
 *
 * Returns: whether it has one
 */
gboolean
balie_xml_get_type (xmlNodePtr element, const char **ns, const char **name)
{
  xmlAttrPtr attribute = xmlHasNsProp (element, BAD_CAST "type", BAD_CAST XSI);
  const char *value, *colon;
  g_autofree char *prefix = NULL;
  xmlNsPtr found;

  if (!attribute || !attribute->children || !attribute->children->content)
    return FALSE;
  value = (const char *) attribute->children->content;
  colon = strchr (value, ':');
  prefix = colon ? g_strndup (value, (gsize) (colon - value)) : NULL;
  found = xmlSearchNs (element->doc, element, BAD_CAST prefix);
  *ns = found && found->href ? (const char *) found->href : "";
  *name = colon ? colon + 1 : value;
  return TRUE;
}
