/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated insurers' addresses and descriptions, and the token service (norm 410). */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-bipro.h"

#include <string.h>

#define PLACE "/io/github/baliedesk/Balie/sim/"
#define TOKEN_TYPE "http://schemas.xmlsoap.org/ws/2005/02/sc/sct"
#define REQUEST_ISSUE "http://schemas.xmlsoap.org/ws/2005/02/trust/Issue"
#define ACTION_SCT "http://schemas.xmlsoap.org/ws/2005/02/trust/RST/SCT"

static void
write_time (BalieSimEnvelope *envelope, const char *name, gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  gboolean zoneless = (envelope->insurer->quirks & BALIE_SIM_ZONELESS) != 0;
  g_autofree char *text =
      g_date_time_format (time, zoneless ? "%Y-%m-%dT%H:%M:%S" : "%Y-%m-%dT%H:%M:%SZ");

  balie_sim_envelope_add (envelope, BALIE_SIM_NS_WSU, name, text);
}

static BalieSimAnswer *
answer_token (const BalieSimBiproCall *call)
{
  BalieSimLogins *logins = call->bipro->logins;
  g_autofree char *token = balie_sim_logins_give_token (logins, call->insurer->code);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  BalieSimEnvelope envelope;

  balie_sim_envelope_begin (&envelope, call->insurer, call->soap->is_soap12);
  balie_sim_envelope_open (&envelope, BALIE_SIM_NS_WST, "RequestSecurityTokenResponse");
  balie_sim_envelope_open (&envelope, BALIE_SIM_NS_WST, "RequestedSecurityToken");
  balie_sim_envelope_open (&envelope, BALIE_SIM_NS_WSC, "SecurityContextToken");
  balie_sim_envelope_add (&envelope, BALIE_SIM_NS_WSC, "Identifier", token);
  balie_sim_envelope_close (&envelope);
  balie_sim_envelope_close (&envelope);
  balie_sim_envelope_open (&envelope, BALIE_SIM_NS_WST, "Lifetime");
  write_time (&envelope, "Created", now);
  write_time (&envelope, "Expires", now + balie_sim_logins_get_lifetime (logins) / G_USEC_PER_SEC);
  balie_sim_envelope_close (&envelope);
  if ((call->insurer->quirks & BALIE_SIM_WANTS_ACTION) == 0)
    balie_sim_envelope_add (&envelope, BALIE_SIM_NS_MESSAGE, "BiPROVersion",
                            call->insurer->version);
  return balie_sim_envelope_end (&envelope, 200);
}

static gboolean
has_text (xmlNodePtr parent, BalieSimNs ns, const char *name, const char *expected)
{
  g_autofree char *text = balie_sim_soap_dup_text (balie_sim_soap_find (parent, ns, name));

  return g_str_equal (text, expected);
}

/* NULL when the body is as this insurer wants it, else the number of the refusal. */
static const char *
check_token_request (const BalieSimBiproCall *call)
{
  xmlNodePtr content = call->soap->content;
  xmlNodePtr version = balie_sim_soap_find (content, BALIE_SIM_NS_MESSAGE, "BiPROVersion");
  g_autofree char *text = balie_sim_soap_dup_text (version);

  if (!balie_sim_soap_is (content, BALIE_SIM_NS_WST, "RequestSecurityToken"))
    return "00931";
  if (!has_text (content, BALIE_SIM_NS_WST, "TokenType", TOKEN_TYPE))
    return "00910";
  if (!has_text (content, BALIE_SIM_NS_WST, "RequestType", REQUEST_ISSUE))
    return "00911";
  if (call->insurer->quirks & BALIE_SIM_WANTS_ACTION)
    return version == NULL && has_text (call->soap->header, BALIE_SIM_NS_WSA, "Action", ACTION_SCT)
               ? NULL
               : "00007";
  return version == NULL || g_str_equal (text, call->insurer->version) ? NULL : "00931";
}

/**
 * balie_sim_bipro_give_token:
 * @call: of the token service
 *
 * Returns: (transfer full): a token, or a fault
 */
BalieSimAnswer *
balie_sim_bipro_give_token (const BalieSimBiproCall *call)
{
  xmlNodePtr security = balie_sim_soap_find (call->soap->header, BALIE_SIM_NS_WSSE, "Security");
  xmlNodePtr login = balie_sim_soap_find (security, BALIE_SIM_NS_WSSE, "UsernameToken");
  g_autofree char *user =
      balie_sim_soap_dup_text (balie_sim_soap_find (login, BALIE_SIM_NS_WSSE, "Username"));
  g_autofree char *password =
      balie_sim_soap_dup_text (balie_sim_soap_find (login, BALIE_SIM_NS_WSSE, "Password"));
  const char *refusal = security == NULL ? "00900" : login == NULL ? "00908" : NULL;

  if (refusal == NULL)
    refusal = check_token_request (call);
  if (refusal == NULL)
    refusal = balie_sim_logins_try (call->bipro->logins, call->insurer->code, user, password);
  if (refusal == NULL)
    return answer_token (call);
  return balie_sim_soap_new_fault (call->insurer, call->soap->is_soap12, "RequestSecurityToken",
                                   refusal);
}

/* The service's description, with its own address in it. */
static BalieSimAnswer *
describe (const BalieSimAsk *ask, gboolean is_token_service)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (
      is_token_service ? PLACE "bipro-410.wsdl" : PLACE "bipro-430.wsdl", 0, NULL);
  g_autofree char *url = g_markup_printf_escaped ("http://%s%s", ask->host, ask->path);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  GString *filled = g_string_new (text);
  BalieSimAnswer *answer = balie_sim_answer_new_empty (200);

  g_string_replace (filled, "@URL@", url, 0);
  g_bytes_unref (answer->body);
  answer->body = g_string_free_to_bytes (filled);
  answer->content_type = "text/xml; charset=utf-8";
  return answer;
}

/**
 * balie_sim_bipro_answer:
 * @self: the insurers
 * @ask: what is asked
 * @path: the path after the prefix
 *
 * Returns: (transfer full): the answer; its operation is noted for the journal
 */
BalieSimAnswer *
balie_sim_bipro_answer (const BalieSimBipro *self, const BalieSimAsk *ask, const char *path)
{
  const char *rest;
  BalieSimBiproCall call = { self, balie_sim_insurer_from_path (path, &rest), NULL };
  gboolean is_token_service = g_str_equal (rest, "/410");
  g_autoptr (BalieSimSoap) soap = NULL;
  BalieSimAnswer *answer;

  if (call.insurer == NULL || (!is_token_service && !g_str_equal (rest, "/430")))
    return balie_sim_answer_new_problem (404, "There is nothing at this address.");
  if (g_str_equal (ask->method, "GET"))
    return describe (ask, is_token_service);
  if (!g_str_equal (ask->method, "POST"))
    return balie_sim_answer_new_not_allowed ("GET, POST");
  soap = balie_sim_soap_read (ask->body);
  if (soap == NULL)
    return balie_sim_soap_new_fault (call.insurer, FALSE, "unknown", "00007");
  call.soap = soap;
  answer = is_token_service ? balie_sim_bipro_give_token (&call) : balie_sim_bipro_transfer (&call);
  answer->operation = g_strdup ((const char *) soap->content->name);
  return answer;
}
