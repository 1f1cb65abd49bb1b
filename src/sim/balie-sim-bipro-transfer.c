/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transfer service of the simulated insurers (norm 430): list, get, acknowledge. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-bipro.h"

#include <string.h>

#define MAX_ID 25

/* What a Request holds, in this order. */
typedef struct
{
  BalieSimNs ns;
  const char *name;
} Part;

static const Part list_parts[] = {
  { BALIE_SIM_NS_MESSAGE, "BiPROVersion" },
  { BALIE_SIM_NS_MESSAGE, "ConsumerID" },
  { BALIE_SIM_NS_TRANSFER, "KategorieDerLieferung" },
  { BALIE_SIM_NS_TRANSFER, "BestaetigeLieferungen" },
  { 0, NULL },
};

static const Part id_parts[] = {
  { BALIE_SIM_NS_MESSAGE, "BiPROVersion" },
  { BALIE_SIM_NS_MESSAGE, "ConsumerID" },
  { BALIE_SIM_NS_TRANSFER, "ID" },
  { 0, NULL },
};

/**
 * Work:
 * @operation: name of the wrapper
 * @request: the Request
 */
typedef struct
{
  const BalieSimBiproCall *call;
  const char *operation;
  xmlNodePtr request;
} Work;

static char *
dup_part (const Work *work, const Part *part)
{
  return balie_sim_soap_dup_text (balie_sim_soap_find (work->request, part->ns, part->name));
}

static gboolean
is_in_order (xmlNodePtr request, const Part *parts)
{
  for (xmlNodePtr node = request->children; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      while (parts->name != NULL && !balie_sim_soap_is (node, parts->ns, parts->name))
        parts++;
      if (parts->name == NULL)
        return FALSE;
      parts++;
    }
  return TRUE;
}

/* NULL when what every request must have is there, else the number of the refusal. */
static const char *
check_request (const Work *work, const Part *parts)
{
  g_autofree char *version = dup_part (work, &list_parts[0]);
  g_autofree char *consumer = dup_part (work, &list_parts[1]);

  if (!is_in_order (work->request, parts) || *version == '\0')
    return "00007";
  if (!g_str_equal (version, work->call->insurer->version))
    return "00931";
  if ((work->call->insurer->quirks & BALIE_SIM_WANTS_CONSUMER) && *consumer == '\0')
    return "00001";
  return NULL;
}

static void
begin_response (BalieSimEnvelope *envelope, const Work *work)
{
  g_autofree char *name = g_strconcat (work->operation, "Response", NULL);

  balie_sim_envelope_begin (envelope, work->call->insurer, work->call->soap->is_soap12);
  balie_sim_envelope_open (envelope, BALIE_SIM_NS_TRANSFER, name);
  balie_sim_envelope_open (envelope, BALIE_SIM_NS_TRANSFER, "Response");
  balie_sim_envelope_add (envelope, BALIE_SIM_NS_MESSAGE, "BiPROVersion",
                          work->call->insurer->version);
}

static BalieSimAnswer *
answer_status (const Work *work, gboolean ok, const char *code)
{
  BalieSimEnvelope envelope;

  begin_response (&envelope, work);
  balie_sim_envelope_write_status (&envelope, work->operation, ok, code);
  return balie_sim_envelope_end (&envelope, 200);
}

/* Of the session and of the schema always as a fault, of the letters as this insurer does. */
static BalieSimAnswer *
refuse (const Work *work, const char *code)
{
  if (g_str_has_prefix (code, "00") || (work->call->insurer->quirks & BALIE_SIM_ONLY_FAULTS))
    return balie_sim_soap_new_fault (work->call->insurer, work->call->soap->is_soap12,
                                     work->operation, code);
  return answer_status (work, FALSE, code);
}

static gboolean
is_past (const BalieSimLetter *letter)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  return *letter->available_until != '\0' && strcmp (letter->available_until, today) < 0;
}

static gboolean
is_asked_for (const Work *work, const BalieSimLetter *letter, const char *category, gboolean again)
{
  return g_str_equal (letter->insurer, work->call->insurer->code) &&
         (again || letter->acknowledged_at == 0) && !is_past (letter) &&
         g_str_has_prefix (letter->category, category);
}

/* NULL when @category and @again can be asked for here. */
static const char *
check_filters (const Work *work, const char *category, const char *again)
{
  guint quirks = work->call->insurer->quirks;
  gsize length = strlen (category);

  if (length > 0 && (quirks & BALIE_SIM_NO_CATEGORY_FILTER))
    return "00007";
  if (length != strspn (category, "0123456789") || (length % 3) != 0 || length > 9)
    return "04005";
  if (*again != '\0' && (quirks & BALIE_SIM_NO_SHOW_AGAIN))
    return "00007";
  if (*again != '\0' && !g_regex_match_simple ("^(true|false|1|0)$", again, 0, 0))
    return "00007";
  return NULL;
}

static BalieSimAnswer *
answer_nothing (const Work *work)
{
  guint quirks = work->call->insurer->quirks;

  if (quirks & BALIE_SIM_ONLY_FAULTS)
    return refuse (work, "04001");
  return answer_status (work, (quirks & BALIE_SIM_NOTHING_IS_NOK) == 0, "04001");
}

static BalieSimAnswer *
list (const Work *work)
{
  GPtrArray *all = balie_sim_letters_get_all (work->call->bipro->letters);
  g_autofree char *category = dup_part (work, &list_parts[2]);
  g_autofree char *again = dup_part (work, &list_parts[3]);
  const char *refusal = check_filters (work, category, again);
  gboolean shows_again = g_str_equal (again, "true") || g_str_equal (again, "1");
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  BalieSimEnvelope envelope;

  if (refusal != NULL)
    return refuse (work, refusal);
  for (guint i = 0; i < all->len; i++)
    if (is_asked_for (work, all->pdata[i], category, shows_again))
      g_ptr_array_add (found, all->pdata[i]);
  if (found->len == 0)
    return answer_nothing (work);
  begin_response (&envelope, work);
  balie_sim_envelope_write_status (&envelope, work->operation, TRUE, "04000");
  for (guint i = 0; i < found->len; i++)
    balie_sim_bipro_write_shipment (&envelope, found->pdata[i], FALSE);
  return balie_sim_envelope_end (&envelope, 200);
}

static BalieSimAnswer *
get (const Work *work, BalieSimLetter *letter)
{
  BalieSimEnvelope envelope;

  if (letter->acknowledged_at != 0 && (work->call->insurer->quirks & BALIE_SIM_ONCE))
    return refuse (work, "04002");
  if (is_past (letter))
    return refuse (work, "04006");
  letter->n_fetched++;
  begin_response (&envelope, work);
  balie_sim_envelope_write_status (&envelope, work->operation, TRUE, "04000");
  balie_sim_bipro_write_shipment (&envelope, letter, TRUE);
  return balie_sim_envelope_end (&envelope, 200);
}

static BalieSimAnswer *
do_with_letter (const Work *work)
{
  g_autofree char *id = dup_part (work, &id_parts[2]);
  BalieSimLetter *letter;

  if (*id == '\0' || g_utf8_strlen (id, -1) > MAX_ID)
    return refuse (work, "00007");
  letter = balie_sim_letters_find (work->call->bipro->letters, work->call->insurer->code, id);
  if (letter == NULL)
    return refuse (work, "04003");
  if (g_str_equal (work->operation, "getShipment"))
    return get (work, letter);
  balie_sim_letters_acknowledge (work->call->bipro->letters, letter);
  return answer_status (work, TRUE, "04000");
}

/* NULL when the session is good, else the number of the refusal. */
static const char *
check_session (const BalieSimBiproCall *call)
{
  xmlNodePtr security = balie_sim_soap_find (call->soap->header, BALIE_SIM_NS_WSSE, "Security");
  xmlNodePtr token = balie_sim_soap_find (security, BALIE_SIM_NS_WSC, "SecurityContextToken");
  g_autofree char *id =
      balie_sim_soap_dup_text (balie_sim_soap_find (token, BALIE_SIM_NS_WSC, "Identifier"));

  if (security == NULL)
    return "00900";
  if (*id == '\0')
    return "00909";
  return balie_sim_logins_knows_token (call->bipro->logins, call->insurer->code, id) ? NULL
                                                                                     : "00962";
}

/**
 * balie_sim_bipro_transfer:
 * @call: of the transfer service
 *
 * Returns: (transfer full): what was asked for, a NOK or a fault
 */
BalieSimAnswer *
balie_sim_bipro_transfer (const BalieSimBiproCall *call)
{
  xmlNodePtr content = call->soap->content;
  Work work = { call, (const char *) content->name,
                balie_sim_soap_find (content, BALIE_SIM_NS_TRANSFER, "Request") };
  gboolean lists = balie_sim_soap_is (content, BALIE_SIM_NS_TRANSFER, "listShipments");
  const char *refusal = check_session (call);

  if (refusal != NULL)
    return refuse (&work, refusal);
  if (balie_sim_soap_is (content, BALIE_SIM_NS_TRANSFER, "setShipment"))
    return refuse (&work, "00009");
  if (!lists && !balie_sim_soap_is (content, BALIE_SIM_NS_TRANSFER, "getShipment") &&
      !balie_sim_soap_is (content, BALIE_SIM_NS_TRANSFER, "acknowledgeShipment"))
    return refuse (&work, "00931");
  refusal = work.request == NULL ? "00007" : check_request (&work, lists ? list_parts : id_parts);
  if (refusal != NULL)
    return refuse (&work, refusal);
  return lists ? list (&work) : do_with_letter (&work);
}
