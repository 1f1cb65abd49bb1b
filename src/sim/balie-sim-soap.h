/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SOAP 1.1 and 1.2 of the simulated insurers: reading envelopes, and writing them with attachments. */
#pragma once

#include <libxml/tree.h>
#include <libxml/xmlwriter.h>

#include "balie-sim-answer.h"
#include "balie-sim-insurer.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_SIM_NS_SOAP,
  BALIE_SIM_NS_SOAP12,
  BALIE_SIM_NS_WSSE,
  BALIE_SIM_NS_WSU,
  BALIE_SIM_NS_WST,
  BALIE_SIM_NS_WSC,
  BALIE_SIM_NS_WSA,
  BALIE_SIM_NS_TRANSFER,
  BALIE_SIM_NS_MESSAGE,
  BALIE_SIM_NS_EVENT,
  BALIE_SIM_NS_COMMON,
  BALIE_SIM_NS_GENERAL,    /* transfer/gevo */
  BALIE_SIM_NS_COLLECTION, /* transfer/inkassostoerfall */
  BALIE_SIM_NS_XSI,
  BALIE_SIM_NS_XMIME,
  BALIE_SIM_NS_XOP,
  BALIE_SIM_N_NAMESPACES,
} BalieSimNs;

/**
 * BalieSimSoap:
 * @document: (owned)
 * @header: (nullable): the Header
 * @content: the first element in the Body
 *
 * A request that could be read.
 */
typedef struct
{
  xmlDocPtr document;
  gboolean is_soap12;
  xmlNodePtr header;
  xmlNodePtr content;
} BalieSimSoap;

/* NULL when it is no SOAP envelope with something in its body. */
BalieSimSoap *balie_sim_soap_read (GBytes *body);
void balie_sim_soap_free (BalieSimSoap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSimSoap, balie_sim_soap_free)
gboolean balie_sim_soap_is (xmlNodePtr node, BalieSimNs ns, const char *name);
/* (nullable): first such child; @parent may be NULL. */
xmlNodePtr balie_sim_soap_find (xmlNodePtr parent, BalieSimNs ns, const char *name);
/* (transfer full): its text without blanks around, "" for NULL. */
char *balie_sim_soap_dup_text (xmlNodePtr node);

/**
 * BalieSimEnvelope:
 * @attachments: (owned) (element-type GBytes): become parts of a multipart answer
 *
 * An answer in the making; its Body is open.
 */
typedef struct
{
  const BalieSimInsurer *insurer;
  gboolean is_soap12;
  xmlBufferPtr buffer;
  xmlTextWriterPtr out;
  GPtrArray *attachments;
} BalieSimEnvelope;

void balie_sim_envelope_begin (BalieSimEnvelope *self,
                               const BalieSimInsurer *insurer,
                               gboolean is_soap12);
void balie_sim_envelope_open (BalieSimEnvelope *self, BalieSimNs ns, const char *name);
void balie_sim_envelope_close (BalieSimEnvelope *self);
void
balie_sim_envelope_add (BalieSimEnvelope *self, BalieSimNs ns, const char *name, const char *text);
/* Nothing for "", or xsi:nil where the insurer writes that. */
void balie_sim_envelope_add_if (BalieSimEnvelope *self,
                                BalieSimNs ns,
                                const char *name,
                                const char *text);
void balie_sim_envelope_attribute (BalieSimEnvelope *self,
                                   BalieSimNs ns,
                                   const char *name,
                                   const char *value);
void balie_sim_envelope_attach (BalieSimEnvelope *self, GBytes *data);
/* (transfer full): the answer; clears @self. */
BalieSimAnswer *balie_sim_envelope_end (BalieSimEnvelope *self, guint status);

/* What of it goes wrong: a code of the norm, and where it is said. */
void balie_sim_envelope_write_status (BalieSimEnvelope *self,
                                      const char *operation,
                                      gboolean ok,
                                      const char *code);
/* (transfer full): a SOAP fault with a BiproException. */
BalieSimAnswer *balie_sim_soap_new_fault (const BalieSimInsurer *insurer,
                                          gboolean is_soap12,
                                          const char *operation,
                                          const char *code);

G_END_DECLS
