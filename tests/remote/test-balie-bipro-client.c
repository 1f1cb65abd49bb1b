/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An insurer's services: tokens fetched, kept, renewed once and never tried after a lock-out, against a
 * server that answers by a script; and the whole way against the real simulator, insurer by insurer. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "balie-bipro-message.h"
#include "balie-error.h"
#include "balie-remote-fixture.h"
#include "balie-test-server.h"
#include "sim-process.h"

#define SOAP "xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' "
#define XF "xmlns:q='http://www.bipro.net/namespace/transfer' "
#define NACHR "xmlns:n='http://www.bipro.net/namespace/nachrichten' "
#define ENVELOPE(body) "<s:Envelope " SOAP XF NACHR "><s:Body>" body "</s:Body></s:Envelope>"
#define TOKEN_TEXT                                                                                 \
  ENVELOPE (                                                                                       \
      "<t:RequestSecurityTokenResponse xmlns:t='http://schemas.xmlsoap.org/ws/2005/02/trust'>"     \
      "<t:RequestedSecurityToken><c:SecurityContextToken "                                         \
      "xmlns:c='http://schemas.xmlsoap.org/ws/2005/02/sc'><c:Identifier>bipro:%d"                  \
      "</c:Identifier></c:SecurityContextToken></t:RequestedSecurityToken><t:Lifetime>"            \
      "<u:Expires xmlns:u='http://docs.oasis-open.org/wss/2004/01/"                                \
      "oasis-200401-wss-wssecurity-utility-1.0.xsd'>%s</u:Expires></t:Lifetime>"                   \
      "</t:RequestSecurityTokenResponse>")
#define FAULT_TEXT                                                                                 \
  ENVELOPE ("<s:Fault><detail><n:BiproException><n:Status><n:StatusID>NOK</n:StatusID><n:Meldung>" \
            "<n:ArtID>Fehler</n:ArtID><n:MeldungID>%s</n:MeldungID></n:Meldung></n:Status>"        \
            "</n:BiproException></detail></s:Fault>")
#define ACKNOWLEDGED                                                                               \
  ENVELOPE ("<q:acknowledgeShipmentResponse><q:Response><n:Status><n:StatusID>OK</n:StatusID>"     \
            "</n:Status></q:Response></q:acknowledgeShipmentResponse>")

#define GOT                                                                                        \
  ENVELOPE ("<q:getShipmentResponse><q:Response><q:Lieferung><q:ID>%s</q:ID></q:Lieferung>"        \
            "</q:Response></q:getShipmentResponse>")

/**
 * Fixture:
 * @transfer: what the transfer service refuses with, in turn; "" for no refusal, NULL from then on none
 * @sts: likewise
 * @lifetime: seconds of a token
 * @got: id in the answer to a get
 * @hangs: the first token request is not answered
 */
typedef struct
{
  BalieTestServer *server;
  BalieBiproClient *client;
  const char *transfer[4];
  const char *sts[4];
  int lifetime;
  const char *got;
  gboolean hangs;
  int n_sts;
  int n_transfer;
  char *directory;
} Fixture;

static void
reply_refusal (BalieTestExchange *exchange, const char *code)
{
  g_autofree char *text = g_strdup_printf (FAULT_TEXT, code);

  if (strlen (code) == 3)
    balie_test_exchange_reply (exchange, atoi (code), NULL, "text/plain", "no");
  else
    balie_test_exchange_reply (exchange, 500, NULL, "text/xml", text);
}

static void
reply_token (BalieTestExchange *exchange, Fixture *fixture, int n)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) until = g_date_time_add_seconds (now, fixture->lifetime);
  g_autofree char *expires = g_date_time_format (until, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *text = g_strdup_printf (TOKEN_TEXT, n, expires);

  g_assert_nonnull (strstr (exchange->body, "UsernameToken"));
  balie_test_exchange_reply (exchange, 200, NULL, "text/xml", text);
}

static void
reply_done (BalieTestExchange *exchange, Fixture *fixture)
{
  g_autofree char *text = g_strdup_printf (GOT, fixture->got ? fixture->got : "");

  balie_test_exchange_reply (exchange, 200, NULL, "text/xml",
                             strstr (exchange->body, "getShipment") ? text : ACKNOWLEDGED);
}

static void
answer (BalieTestExchange *exchange, gpointer user_data)
{
  Fixture *fixture = user_data;
  gboolean is_sts = g_str_equal (exchange->path, "/sts");
  int n = g_atomic_int_add (is_sts ? &fixture->n_sts : &fixture->n_transfer, 1);
  const char *refusal = n >= 4 ? NULL : is_sts ? fixture->sts[n] : fixture->transfer[n];

  g_assert_cmpstr (exchange->method, ==, "POST");
  g_assert_nonnull (balie_test_exchange_get_header (exchange, "soapaction"));
  if (is_sts && n == 0 && fixture->hangs)
    balie_test_exchange_hang (exchange);
  else if (refusal && *refusal)
    reply_refusal (exchange, refusal);
  else if (is_sts)
    reply_token (exchange, fixture, n);
  else
    reply_done (exchange, fixture);
}

/* A directory with the password of the insurer "Test". */
static char *
make_secrets (const char *password)
{
  char *directory = balie_test_make_directory ();
  g_autofree char *path = g_build_filename (directory, "bipro-test", NULL);

  g_assert_true (g_file_set_contents_full (path, password, -1, 0, 0600, NULL));
  g_setenv ("BALIE_SECRETS_DIR", directory, TRUE);
  return directory;
}

static BalieBiproClient *
make_client (char *sts_url, char *transfer_url, const char *profile)
{
  BalieInsurer *insurer = balie_insurer_new ("Test");
  g_autoptr (GError) error = NULL;
  BalieBiproClient *client;

  g_free (insurer->sts_url);
  g_free (insurer->transfer_url);
  g_free (insurer->user);
  g_free (insurer->profile);
  insurer->sts_url = sts_url;
  insurer->transfer_url = transfer_url;
  insurer->user = g_strdup ("4711");
  insurer->profile = g_strdup (profile);
  client = balie_bipro_client_new (insurer, &error);
  g_assert_no_error (error);
  balie_insurer_free (insurer);
  return client;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->lifetime = 1800;
  fixture->directory = make_secrets ("geheim");
  fixture->server = balie_test_server_new (answer, fixture, NULL);
  fixture->client =
      make_client (balie_test_server_dup_url (fixture->server, "127.0.0.1", "/sts"),
                   balie_test_server_dup_url (fixture->server, "127.0.0.1", "/transfer"), "");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->client);
  balie_test_server_free (fixture->server);
  balie_test_remove_directory (fixture->directory);
}

static gboolean
acknowledge (Fixture *fixture, GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  balie_bipro_client_acknowledge_async (fixture->client, "L1", NULL, balie_await_done_cb, &await);
  return balie_bipro_client_acknowledge_finish (fixture->client, balie_await (&await), error);
}

static void
assert_counts (Fixture *fixture, int n_sts, int n_transfer)
{
  g_assert_cmpint (g_atomic_int_get (&fixture->n_sts), ==, n_sts);
  g_assert_cmpint (g_atomic_int_get (&fixture->n_transfer), ==, n_transfer);
}

static void
assert_acknowledged (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean done = acknowledge (fixture, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

static void
test_token_is_kept (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 3; i++)
    assert_acknowledged (fixture);
  assert_counts (fixture, 1, 3);
}

/* Shorter than the minute we spare: good for the call it was fetched for. */
static void
test_short_token (Fixture *fixture, gconstpointer data)
{
  fixture->lifetime = 20;
  assert_acknowledged (fixture);
  assert_counts (fixture, 1, 1);
  assert_acknowledged (fixture);
  assert_counts (fixture, 2, 2);
}

static void
test_renewed_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->transfer[0] = data;
  assert_acknowledged (fixture);
  assert_counts (fixture, 2, 2);
  fixture->transfer[2] = data;
  fixture->transfer[3] = data;
  g_assert_false (acknowledge (fixture, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_SECRET);
  assert_counts (fixture, 3, 4);
}

static void
test_never_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->sts[0] = data;
  g_assert_false (acknowledge (fixture, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_SECRET);
  g_assert_true (balie_bipro_error_is_lockout (error));
  assert_counts (fixture, 1, 0);
  g_clear_error (&error);
  fixture->transfer[0] = data;
  g_assert_false (acknowledge (fixture, &error));
  g_assert_true (balie_bipro_error_is_lockout (error));
  assert_counts (fixture, 2, 1);
}

/* A code of the norm's other kinds is no reason for another login. */
static void
test_not_renewed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->transfer[0] = data;
  g_assert_false (acknowledge (fixture, &error));
  g_assert_false (balie_bipro_error_is_lockout (error));
  assert_counts (fixture, 1, 1);
}

typedef struct
{
  Fixture *fixture;
  int n_left;
  int n_good;
  GError *error;
} Many;

static void
one_acknowledged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Many *many = user_data;

  g_clear_error (&many->error);
  if (balie_bipro_client_acknowledge_finish (BALIE_BIPRO_CLIENT (source), result, &many->error))
    many->n_good++;
  many->n_left--;
}

static void
acknowledge_many (Fixture *fixture, Many *many, int n)
{
  many->n_left = n;
  for (int i = 0; i < n; i++)
    balie_bipro_client_acknowledge_async (fixture->client, "L1", NULL, one_acknowledged_cb, many);
  while (many->n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_one_login_for_many (Fixture *fixture, gconstpointer data)
{
  Many many = { 0 };

  acknowledge_many (fixture, &many, 6);
  g_assert_cmpint (many.n_good, ==, 6);
  assert_counts (fixture, 1, 6);
}

static void
test_one_wrong_try_for_many (Fixture *fixture, gconstpointer data)
{
  Many many = { 0 };

  fixture->sts[0] = "00961";
  acknowledge_many (fixture, &many, 6);
  g_assert_cmpint (many.n_good, ==, 0);
  g_assert_true (balie_bipro_error_is_lockout (many.error));
  g_clear_error (&many.error);
  assert_counts (fixture, 1, 0);
}

static gboolean
has_asked (gpointer data)
{
  Fixture *fixture = data;

  return g_atomic_int_get (&fixture->n_sts) > 0;
}

/* Who waits for a token that a cancelled call asked for asks for it himself. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_auto (BalieAwait) first = { NULL };
  g_auto (BalieAwait) second = { NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fixture->hangs = TRUE;
  balie_bipro_client_acknowledge_async (fixture->client, "L1", cancellable, balie_await_done_cb,
                                        &first);
  balie_bipro_client_acknowledge_async (fixture->client, "L2", NULL, balie_await_done_cb, &second);
  balie_await_quiet (has_asked, fixture);
  g_cancellable_cancel (cancellable);
  g_assert_false (
      balie_bipro_client_acknowledge_finish (fixture->client, balie_await (&first), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (
      balie_bipro_client_acknowledge_finish (fixture->client, balie_await (&second), &error));
  g_assert_no_error (error);
  assert_counts (fixture, 2, 1);
}

/* Only the shipment that was asked for is taken. */
static void
test_wrong_shipment (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "L1", "", "L2" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_auto (BalieAwait) await = { NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (BalieShipmentContent) content = NULL;

      fixture->got = ids[i];
      balie_bipro_client_get_async (fixture->client, "L1", NULL, balie_await_done_cb, &await);
      content = balie_bipro_client_get_finish (fixture->client, balie_await (&await), &error);
      if (g_str_equal (ids[i], "L2"))
        g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
      else
        g_assert_cmpstr (content->id, ==, "L1");
    }
}

static GPtrArray *
list (BalieBiproClient *client, gboolean again, GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  balie_bipro_client_list_async (client, again, NULL, balie_await_done_cb, &await);
  return balie_bipro_client_list_finish (client, balie_await (&await), error);
}

static void
fetch_and_acknowledge (BalieBiproClient *client, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieShipmentContent) content = NULL;
  g_auto (BalieAwait) got = { NULL };

  balie_bipro_client_get_async (client, id, NULL, balie_await_done_cb, &got);
  content = balie_bipro_client_get_finish (client, balie_await (&got), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (content->id, ==, id);
  g_assert_cmpuint (content->transfers->len, ==, 1);
  for (guint i = 0; i < content->transfers->len; i++)
    {
      const BalieTransfer *transfer = content->transfers->pdata[i];
      const BalieLetterDocument *document = transfer->documents->pdata[0];

      g_assert_cmpuint (strlen (transfer->code), ==, 9);
      g_assert_cmpstr (document->type, ==, "application/pdf");
      g_assert_true (g_str_has_suffix (document->name, ".pdf"));
      /* The last byte too. */
      g_assert_cmpint (
          ((const char *) g_bytes_get_data (document->data, NULL))[document->n_bytes - 1], ==,
          '\n');
    }
  for (int i = 0; i < 2; i++)
    {
      g_auto (BalieAwait) acknowledged = { NULL };

      balie_bipro_client_acknowledge_async (client, id, NULL, balie_await_done_cb, &acknowledged);
      g_assert_true (
          balie_bipro_client_acknowledge_finish (client, balie_await (&acknowledged), &error));
      g_assert_no_error (error);
    }
}

static const struct
{
  const char *path;
  const char *profile;
  gboolean lists_again;
} insurers[] = {
  { "/bipro", "", TRUE },
  { "/bipro", "{\"format\":1,\"remote\":\"bipro\",\"soap\":\"1.2\",\"soapAction\":\"empty\"}",
    TRUE },
  { "/bipro/nordlicht", "", TRUE },
  { "/bipro/pool",
    "{\"format\":1,\"remote\":\"bipro\",\"wsaAction\":true,\"stsVersion\":false,"
    "\"consumerId\":\"123_45678\",\"listAcknowledged\":\"\"}",
    FALSE },
  { "/bipro/autohaus", "{\"format\":1,\"remote\":\"bipro\",\"version\":\"2.6.1.0.0\"}", TRUE },
  { "/bipro/altwerk", "{\"format\":1,\"remote\":\"bipro\",\"version\":\"2.5.0.1.0\"}", TRUE },
};

static void
empty_insurer (SimProcess *sim, gsize index)
{
  g_autoptr (BalieBiproClient) client = make_client (
      g_strconcat (sim->url, insurers[index].path, "/410", NULL),
      g_strconcat (sim->url, insurers[index].path, "/430", NULL), insurers[index].profile);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = list (client, FALSE, &error);
  g_autoptr (GPtrArray) left = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    fetch_and_acknowledge (client, ((const BalieShipment *) found->pdata[i])->id);
  left = list (client, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (left->len, ==, 0);
  if (insurers[index].lists_again)
    {
      g_autoptr (GPtrArray) all = list (client, TRUE, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (all->len, >=, MAX (found->len, 1));
      g_assert_true (((const BalieShipment *) all->pdata[0])->acknowledged);
    }
}

static void
test_simulator (void)
{
  char *directory = make_secrets ("geheim");
  SimProcess *sim = sim_process_start ("--port", "0", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (insurers); i++)
    empty_insurer (sim, i);
  sim_process_stop (sim);
  balie_test_remove_directory (directory);
}

static void
test_spoilt (void)
{
  static const char *const faults[] = { "garbage",     "truncate", "wrong-type", "500",
                                        "drop-before", "503",      "429" };
  char *directory = make_secrets ("geheim");

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *spec = g_strdup_printf ("bipro.%s:1", faults[i]);
      SimProcess *sim = sim_process_start ("--faults", spec, NULL);
      g_autoptr (BalieBiproClient) client =
          make_client (g_strconcat (sim->url, "/bipro/410", NULL),
                       g_strconcat (sim->url, "/bipro/430", NULL), "");
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) found = list (client, FALSE, &error);

      g_assert_null (found);
      g_assert_cmpint (error->domain, ==, BALIE_ERROR);
      g_assert_cmpint (error->code, !=, BALIE_ERROR_SECRET);
      sim_process_stop (sim);
    }
  balie_test_remove_directory (directory);
}

/* Our own client locks nobody out: one wrong try per wish of a person. */
static void
test_wrong_password (void)
{
  char *directory = make_secrets ("falsch");
  SimProcess *sim = sim_process_start ("--port", "0", NULL);
  g_autoptr (BalieBiproClient) client = make_client (
      g_strconcat (sim->url, "/bipro/410", NULL), g_strconcat (sim->url, "/bipro/430", NULL), "");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) journal = NULL;

  g_assert_null (list (client, FALSE, &error));
  g_assert_cmpstr (balie_bipro_error_get_code (error), ==, "00961");
  journal = sim_process_dup_array (sim, "/control/journal");
  g_assert_cmpuint (json_array_get_length (journal), ==, 1);
  sim_process_stop (sim);
  balie_test_remove_directory (directory);
}

static void
add (const char *path, const char *code, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *name = code ? g_strconcat (path, "/", code, NULL) : g_strdup (path);

  g_test_add (name, Fixture, code, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  static const char *const lockouts[] = { "00961", "00964", "00965", "00966" };
  static const char *const renewed[] = { "00962", "00960", "401" };
  static const char *const others[] = { "99999", "04003", "00963", "00940", "503", "429" };

  g_test_init (&argc, &argv, NULL);
  add ("/bipro-client/token-is-kept", NULL, test_token_is_kept);
  add ("/bipro-client/short-token", NULL, test_short_token);
  add ("/bipro-client/one-login-for-many", NULL, test_one_login_for_many);
  add ("/bipro-client/one-wrong-try-for-many", NULL, test_one_wrong_try_for_many);
  add ("/bipro-client/cancelled", NULL, test_cancelled);
  add ("/bipro-client/wrong-shipment", NULL, test_wrong_shipment);
  for (gsize i = 0; i < G_N_ELEMENTS (lockouts); i++)
    add ("/bipro-client/never-again", lockouts[i], test_never_again);
  for (gsize i = 0; i < G_N_ELEMENTS (renewed); i++)
    add ("/bipro-client/renewed-once", renewed[i], test_renewed_once);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    add ("/bipro-client/not-renewed", others[i], test_not_renewed);
  g_test_add_func ("/bipro-client/simulator", test_simulator);
  g_test_add_func ("/bipro-client/spoilt", test_spoilt);
  g_test_add_func ("/bipro-client/wrong-password", test_wrong_password);
  return g_test_run ();
}
