/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML from outside, read by libxml2 with everything dangerous off: no network, no entities, no DTD, limits
 * of depth and size; and namespace-aware lookups. Thread-safe per document. */
#pragma once

#include <gio/gio.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

#define BALIE_XML_MAX_BYTES (8 * 1024 * 1024)
#define BALIE_XML_MAX_DEPTH 64

/* NULL with UNCLEAR: not well-formed, a DTD, an entity, too deep, too large. */
xmlDocPtr balie_xml_parse (const char *data, gsize length, GError **error);
void balie_xml_free (xmlDocPtr document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, balie_xml_free)

/* The first child element of that namespace and name, NULL if none. */
xmlNodePtr balie_xml_get_child (xmlNodePtr parent, const char *ns, const char *name);
xmlNodePtr balie_xml_get_next (xmlNodePtr element, const char *ns, const char *name);
/* Text of an element, cleaned, at most @max_bytes; "" for none, for xsi:nil and for NULL. */
char *balie_xml_dup_text (xmlNodePtr element, gsize max_bytes);
char *
balie_xml_dup_child_text (xmlNodePtr parent, const char *ns, const char *name, gsize max_bytes);
/* The expanded name of xsi:type, by the prefixes in scope; FALSE if there is none. */
gboolean balie_xml_get_type (xmlNodePtr element, const char **ns, const char **name);

G_END_DECLS
