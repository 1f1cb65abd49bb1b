/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the requests of BiPRO 410 and 430 with libxml2's writer, by the switches of a profile. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include <libxml/xmlwriter.h>

#include "balie-bipro-message.h"
#include "balie-bipro-names.h"
#include "balie-bipro-profile.h"

/* One envelope in the making. */
typedef struct
{
  BalieBiproProfile *profile;
  xmlBufferPtr buffer;
  xmlTextWriterPtr out;
} Envelope;

static const struct
{
  const char *element;
  const char *action;
} operations[] = {
  [BALIE_BIPRO_TOKEN] = { NULL, ACTION_ISSUE },
  [BALIE_BIPRO_LIST] = { "listShipments", "urn:listShipments" },
  [BALIE_BIPRO_GET] = { "getShipment", "urn:getShipment" },
  [BALIE_BIPRO_ACKNOWLEDGE] = { "acknowledgeShipment", "urn:acknowledgeShipment" },
};

const char *
balie_bipro_get_action (BalieBiproProfile *profile, BalieBiproOperation operation)
{
  return balie_bipro_profile_sends_action (profile) ? operations[operation].action : "";
}

const char *
balie_bipro_get_content_type (BalieBiproProfile *profile)
{
  return balie_bipro_profile_is_soap12 (profile) ? "application/soap+xml; charset=utf-8"
                                                 : "text/xml; charset=utf-8";
}

static void
begin (Envelope *envelope, const char *prefix, const char *name, const char *ns)
{
  xmlTextWriterStartElementNS (envelope->out, BAD_CAST prefix, BAD_CAST name, BAD_CAST ns);
}

static void
end (Envelope *envelope)
{
  xmlTextWriterEndElement (envelope->out);
}

/* Text of XML 1.0 only: anything else would make the whole envelope unreadable. */
static void
add_text (Envelope *envelope, const char *prefix, const char *name, const char *text)
{
  GString *clean = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x20 || c == '\t' || c == '\n')
        g_string_append_unichar (clean, c);
    }
  xmlTextWriterWriteElementNS (envelope->out, BAD_CAST prefix, BAD_CAST name, NULL,
                               BAD_CAST clean->str);
  g_string_free (clean, TRUE);
}

static const char *
get_soap_namespace (Envelope *envelope)
{
  return balie_bipro_profile_is_soap12 (envelope->profile) ? NS_SOAP12 : NS_SOAP11;
}

static void
begin_envelope (Envelope *envelope, BalieBiproProfile *profile)
{
  envelope->profile = profile;
  envelope->buffer = xmlBufferCreate ();
  envelope->out = xmlNewTextWriterMemory (envelope->buffer, 0);
  xmlTextWriterStartDocument (envelope->out, "1.0", "UTF-8", NULL);
  begin (envelope, "soapenv", "Envelope", get_soap_namespace (envelope));
  begin (envelope, "soapenv", "Header", NULL);
}

static void
begin_security (Envelope *envelope)
{
  begin (envelope, "wsse", "Security", NS_WSSE);
  if (balie_bipro_profile_sends_wsa_action (envelope->profile))
    xmlTextWriterWriteAttributeNS (envelope->out, BAD_CAST "soapenv", BAD_CAST "mustUnderstand",
                                   NULL, BAD_CAST "1");
}

static void
begin_body (Envelope *envelope)
{
  end (envelope); /* Header */
  begin (envelope, "soapenv", "Body", NULL);
}

static char *
end_envelope (Envelope *envelope)
{
  char *text;

  xmlTextWriterEndDocument (envelope->out);
  xmlFreeTextWriter (envelope->out);
  text = g_strdup ((const char *) xmlBufferContent (envelope->buffer));
  xmlBufferFree (envelope->buffer);
  return text;
}

static void
write_login (Envelope *envelope, const char *user, const char *password)
{
  begin_security (envelope);
  begin (envelope, "wsse", "UsernameToken", NULL);
  add_text (envelope, "wsse", "Username", user);
  begin (envelope, "wsse", "Password", NULL);
  xmlTextWriterWriteAttribute (envelope->out, BAD_CAST "Type", BAD_CAST PASSWORD_TEXT);
  xmlTextWriterWriteString (envelope->out, BAD_CAST password);
  end (envelope);
  end (envelope);
  end (envelope);
}

/**
 * balie_bipro_write_token_request:
 * @profile: the insurer's switches
 * @user: login at the insurer
 * @password: its password
 *
 * Returns: (transfer full): the envelope of a RequestSecurityToken (norm 410)
 */
char *
balie_bipro_write_token_request (BalieBiproProfile *profile, const char *user, const char *password)
{
  Envelope envelope;

  begin_envelope (&envelope, profile);
  if (balie_bipro_profile_sends_wsa_action (profile))
    xmlTextWriterWriteElementNS (envelope.out, BAD_CAST "wsa", BAD_CAST "Action", BAD_CAST NS_WSA,
                                 BAD_CAST ACTION_SCT);
  write_login (&envelope, user, password);
  begin_body (&envelope);
  begin (&envelope, "wst", "RequestSecurityToken", NS_WST);
  add_text (&envelope, "wst", "TokenType", TOKEN_TYPE);
  add_text (&envelope, "wst", "RequestType", REQUEST_ISSUE);
  if (balie_bipro_profile_sends_sts_version (profile))
    xmlTextWriterWriteElementNS (envelope.out, BAD_CAST "nachr", BAD_CAST "BiPROVersion",
                                 BAD_CAST NS_NACHR,
                                 BAD_CAST balie_bipro_profile_get_version (profile));
  return end_envelope (&envelope);
}

static void
begin_request (Envelope *envelope,
               BalieBiproProfile *profile,
               BalieBiproOperation operation,
               const char *token)
{
  const char *consumer = balie_bipro_profile_get_consumer_id (profile);

  begin_envelope (envelope, profile);
  begin_security (envelope);
  begin (envelope, "wsc", "SecurityContextToken", NS_WSC);
  add_text (envelope, "wsc", "Identifier", token);
  end (envelope);
  end (envelope);
  begin_body (envelope);
  begin (envelope, "xf", operations[operation].element, NS_TRANSFER);
  begin (envelope, "xf", "Request", NULL);
  xmlTextWriterWriteElementNS (envelope->out, BAD_CAST "nachr", BAD_CAST "BiPROVersion",
                               BAD_CAST NS_NACHR,
                               BAD_CAST balie_bipro_profile_get_version (profile));
  if (*consumer)
    xmlTextWriterWriteElementNS (envelope->out, BAD_CAST "nachr", BAD_CAST "ConsumerID",
                                 BAD_CAST NS_NACHR, BAD_CAST consumer);
}

/**
 * balie_bipro_write_list:
 * @profile: the insurer's switches
 * @token: of norm 410
 * @again: those acknowledged before too
 *
 * Returns: (transfer full): the envelope of listShipments
 */
char *
balie_bipro_write_list (BalieBiproProfile *profile, const char *token, gboolean again)
{
  const char *category = balie_bipro_profile_get_category (profile);
  const char *acknowledged = balie_bipro_profile_get_list_acknowledged (profile);
  Envelope envelope;

  begin_request (&envelope, profile, BALIE_BIPRO_LIST, token);
  if (*category)
    add_text (&envelope, "xf", "KategorieDerLieferung", category);
  if (again)
    add_text (&envelope, "xf", "BestaetigeLieferungen", "true");
  else if (*acknowledged)
    add_text (&envelope, "xf", "BestaetigeLieferungen", acknowledged);
  return end_envelope (&envelope);
}

/**
 * balie_bipro_write_shipment_request:
 * @profile: the insurer's switches
 * @operation: get or acknowledge
 * @token: of norm 410
 * @shipment: the insurer's id
 *
 * Returns: (transfer full): the envelope
 */
char *
balie_bipro_write_shipment_request (BalieBiproProfile *profile,
                                    BalieBiproOperation operation,
                                    const char *token,
                                    const char *shipment)
{
  Envelope envelope;

  begin_request (&envelope, profile, operation, token);
  add_text (&envelope, "xf", "ID", shipment);
  return end_envelope (&envelope);
}
