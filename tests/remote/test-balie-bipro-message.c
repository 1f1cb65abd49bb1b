/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written to insurers by the switches of a profile, and what each of their answers means. */
#include "config.h"

#include <string.h>

#include "balie-bipro-message.h"
#include "balie-error.h"
#include "balie-xml.h"

#define SOAP "xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' "
#define NAMES                                                                                      \
  SOAP "xmlns:q='http://www.bipro.net/namespace/transfer' "                                        \
       "xmlns:n='http://www.bipro.net/namespace/nachrichten' "                                     \
       "xmlns:ge='http://www.bipro.net/namespace/gevo' "                                           \
       "xmlns:al='http://www.bipro.net/namespace/allgemein' "                                      \
       "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
#define ENVELOPE(body) "<s:Envelope " NAMES "><s:Body>" body "</s:Body></s:Envelope>"
#define STATUS(verdict, kind, code)                                                                \
  "<n:Status><n:StatusID>" verdict "</n:StatusID><n:Meldung><n:ArtID>" kind                        \
  "</n:ArtID><n:MeldungID>" code "</n:MeldungID><n:Text>Grund</n:Text></n:Meldung></n:Status>"
#define LISTED(inner)                                                                              \
  ENVELOPE ("<q:listShipmentsResponse><q:Response>" inner "</q:Response></"                        \
            "q:listShipmentsResponse>")
#define GOT(inner)                                                                                 \
  ENVELOPE ("<q:getShipmentResponse><q:Response>" inner "</q:Response></q:getShipmentResponse>")
#define FAULT(detail)                                                                              \
  ENVELOPE ("<s:Fault><faultcode>s:Client</faultcode><faultstring>Kaputt</faultstring><detail>"    \
            "<n:BiproException>" detail "</n:BiproException></detail></s:Fault>")
#define LETTER(files)                                                                              \
  GOT (STATUS ("OK", "Hinweis", "04000") "<q:Lieferung><q:ID>7</q:ID><q:Transfer>"                 \
                                         "<ge:ArtID>100005100</ge:ArtID>" files                    \
                                         "</q:Transfer></q:Lieferung>")
#define FILE(name, data)                                                                           \
  "<ge:Datei><al:Dateiname>" name "</al:Dateiname><al:Daten>" data "</al:Daten></ge:Datei>"

static BalieBiproAnswer *
read_as (BalieBiproOperation operation,
         guint status,
         const char *type,
         const char *text,
         GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return balie_bipro_answer_read (operation, status, type, body, error);
}

static void
assert_error (BalieBiproOperation operation, guint status, const char *text, BalieError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieBiproAnswer) answer = read_as (operation, status, "text/xml", text, &error);

  g_assert_null (answer);
  g_assert_error (error, BALIE_ERROR, (int) code);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *code;
    BalieError error;
    gboolean lockout;
  } codes[] = {
    { "04003", BALIE_ERROR_NOT_FOUND, FALSE },   { "04006", BALIE_ERROR_NOT_FOUND, FALSE },
    { "00940", BALIE_ERROR_UNAVAILABLE, FALSE }, { "00961", BALIE_ERROR_SECRET, TRUE },
    { "00962", BALIE_ERROR_SECRET, FALSE },      { "00964", BALIE_ERROR_SECRET, TRUE },
    { "00965", BALIE_ERROR_SECRET, TRUE },       { "00966", BALIE_ERROR_SECRET, TRUE },
    { "99999", BALIE_ERROR_REFUSED, FALSE },     { "00007", BALIE_ERROR_REFUSED, FALSE },
    { "00961 ", BALIE_ERROR_SECRET, TRUE },      { "0096199", BALIE_ERROR_REFUSED, FALSE },
  };
  static const char *const forms[] = { LISTED (STATUS ("NOK", "Fehler", "@")),
                                       FAULT (STATUS ("NOK", "Fehler", "@")),
                                       LISTED (STATUS ("NOK", "Hinweis", "@")) };

  for (gsize i = 0; i < G_N_ELEMENTS (codes) * G_N_ELEMENTS (forms); i++)
    {
      const char *code = codes[i / G_N_ELEMENTS (forms)].code;
      g_autoptr (GString) text = g_string_new (forms[i % G_N_ELEMENTS (forms)]);
      g_autoptr (GError) error = NULL;

      g_string_replace (text, "@", code, 0);
      g_assert_null (read_as (BALIE_BIPRO_LIST, 500, "text/xml", text->str, &error));
      g_assert_error (error, BALIE_ERROR, (int) codes[i / G_N_ELEMENTS (forms)].error);
      g_assert_true (g_str_has_suffix (error->message, ": Grund"));
      g_assert_cmpint (balie_bipro_error_is_lockout (error), ==,
                       codes[i / G_N_ELEMENTS (forms)].lockout);
    }
}

/* One that forbids trying again counts wherever it stands among the messages. */
static void
test_hidden_lockout (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_as (
      BALIE_BIPRO_TOKEN, 500, "text/xml",
      FAULT (
          "<n:Status><n:StatusID>NOK</n:StatusID><n:Meldung><n:ArtID>Fehler</n:ArtID><n:MeldungID>"
          "99999</n:MeldungID></n:Meldung><n:Meldung><n:MeldungID>00965</n:MeldungID></n:Meldung>"
          "</n:Status>"),
      &error));
  g_assert_true (balie_bipro_error_is_lockout (error));
  g_clear_error (&error);
  g_assert_null (read_as (BALIE_BIPRO_TOKEN, 401, "text/html", "<p>no", &error));
  g_assert_true (balie_bipro_error_is_lockout (error));
}

static void
test_unreadable (void)
{
  static const char *const texts[] = {
    "",
    "<html>",
    "{}",
    "<a/>",
    ENVELOPE (""),
    ENVELOPE ("<q:getShipmentResponse/>"),
    /* Right names in wrong namespaces. */
    "<Envelope><Body><listShipmentsResponse><Response/></listShipmentsResponse></Body></Envelope>",
    "<s:Envelope " SOAP "xmlns:q='urn:else'><s:Body><q:listShipmentsResponse><q:Response/>"
    "</q:listShipmentsResponse></s:Body></s:Envelope>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>" LISTED ("&a;"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_error (BALIE_BIPRO_LIST, 200, texts[i], BALIE_ERROR_UNCLEAR);
  assert_error (BALIE_BIPRO_LIST, 503, "busy", BALIE_ERROR_UNAVAILABLE);
  assert_error (BALIE_BIPRO_LIST, 429, LISTED (""), BALIE_ERROR_UNAVAILABLE);
  assert_error (BALIE_BIPRO_LIST, 403, "no", BALIE_ERROR_SECRET);
}

static void
test_nothing_there (void)
{
  static const char *const texts[] = { LISTED (STATUS ("OK", "Hinweis", "04001")),
                                       LISTED (STATUS ("NOK", "Fehler", "04001")),
                                       FAULT (STATUS ("NOK", "Fehler", "04001")), LISTED ("") };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BalieBiproAnswer) answer =
          read_as (BALIE_BIPRO_LIST, 200, "text/xml", texts[i], &error);
      g_autoptr (GPtrArray) list = NULL;

      g_assert_no_error (error);
      list = balie_bipro_answer_read_list (answer, &error);
      g_assert_cmpuint (list->len, ==, 0);
    }
}

static void
test_list (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieBiproAnswer) answer = read_as (
      BALIE_BIPRO_LIST, 200, "text/xml; charset=utf-8",
      LISTED (STATUS (
          "OK", "Hinweis",
          "04000") "<q:Lieferung><q:ID> L1 </q:ID><q:Einstellzeitpunkt>"
                   "2025-03-03T19:00:00</q:Einstellzeitpunkt><q:Kategorie>100</q:Kategorie>"
                   "<q:VerfuegbarBis>2025-06-02</q:VerfuegbarBis><q:AnzahlTransfers>2</"
                   "q:AnzahlTransfers>"
                   "</q:Lieferung><q:Lieferung/><q:Lieferung><q:ID>L2</"
                   "q:ID><q:Bestaetigungszeitpunkt>"
                   "2025-03-03</q:Bestaetigungszeitpunkt><q:Einstellzeitpunkt xsi:nil='true'/>"
                   "<q:AnzahlTransfers>-5000000000</q:AnzahlTransfers></q:Lieferung>"),
      &error);
  g_autoptr (GPtrArray) list = balie_bipro_answer_read_list (answer, &error);
  const BalieShipment *first, *second;

  g_assert_cmpuint (list->len, ==, 2);
  first = list->pdata[0];
  second = list->pdata[1];
  g_assert_cmpstr (first->id, ==, "L1");
  g_assert_cmpstr (first->category, ==, "100");
  g_assert_cmpint (first->provided_at, ==, 1741024800); /* 18:00 UTC */
  g_assert_cmpint (first->n_transfers, ==, 2);
  g_assert_false (first->acknowledged);
  g_assert_true (second->acknowledged);
  g_assert_cmpint (second->provided_at, ==, 0);
  g_assert_cmpint (second->n_transfers, ==, 0);
  g_assert_cmpstr (second->category, ==, "");
}

static BalieShipmentContent *
read_shipment (const char *type, const char *text, GError **error)
{
  g_autoptr (BalieBiproAnswer) answer = read_as (BALIE_BIPRO_GET, 200, type, text, error);

  return answer ? balie_bipro_answer_read_shipment (answer, error) : NULL;
}

static void
test_inline (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieShipmentContent) content = read_shipment (
      "text/xml",
      LETTER (
          "<ge:Vermittler><ge:Vermittlernummer>4711</ge:Vermittlernummer></ge:Vermittler>" FILE (
              "../x.exe", "JVBE\n Ri0x\tLjQ=")
              FILE ("leer", "") "<ge:Datei><al:Datenlink>"
                                "http://127.0.0.1:1/</al:Datenlink></ge:Datei>"),
      &error);
  const BalieTransfer *transfer;
  const BalieLetterDocument *document;

  g_assert_no_error (error);
  g_assert_cmpuint (content->transfers->len, ==, 1);
  transfer = content->transfers->pdata[0];
  g_assert_cmpstr (transfer->code, ==, "100005100");
  g_assert_cmpstr (transfer->agency, ==, "4711");
  g_assert_cmpuint (transfer->documents->len, ==, 1);
  document = transfer->documents->pdata[0];
  g_assert_cmpstr (document->name, ==, "x.pdf");
  g_assert_cmpmem (g_bytes_get_data (document->data, NULL), g_bytes_get_size (document->data),
                   "%PDF-1.4", 8);
}

#define INCLUDE(href) "<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='" href "'/>"

static void
test_mtom (void)
{
  static const char type[] = "multipart/related; type=\"application/xop+xml\"; boundary=\"b:1\"";
  static const char parts[] = "--b:1\r\nContent-Type: application/xop+xml\r\n\r\n" LETTER (
      FILE ("a.pdf", INCLUDE ("cid:a%40x"))) "\r\n--b:1\r\nContent-ID: <a@x>\r\n\r\n%PDF-1.4\n\r\n"
                                             "--b:1--";
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieShipmentContent) content = read_shipment (type, parts, &error);
  const BalieTransfer *transfer;
  const BalieLetterDocument *document;

  g_assert_no_error (error);
  transfer = content->transfers->pdata[0];
  document = transfer->documents->pdata[0];
  g_assert_cmpint (document->n_bytes, ==, 9);
}

/* What did not arrive whole is never taken for fetched: it would be acknowledged and lost. */
static void
test_not_whole (void)
{
  static const char *const texts[] = {
    LETTER (FILE ("a.pdf", INCLUDE ("cid:a"))),
    LETTER (FILE ("a.pdf", INCLUDE ("http://127.0.0.1:1/"))),
    LETTER (FILE ("a.pdf", "JVBE*Ri0=")),
    LETTER (FILE ("a.pdf", "JVBERi0")),
    LETTER (FILE ("a.pdf", "JVBE===Ri0")),
    LETTER (FILE ("a.pdf", "JVBE\xc3\xa4")),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_shipment ("text/xml", texts[i], &error));
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_shipment ("text/xml", GOT (""), &error));
    g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
  }
}

#define TOKEN(until)                                                                               \
  "<s:Envelope " SOAP "><s:Body><t:RequestSecurityTokenResponse xmlns:t="                          \
  "'http://schemas.xmlsoap.org/ws/2005/02/"                                                        \
  "trust'><t:RequestedSecurityToken><c:SecurityContextToken "                                      \
  "xmlns:c='http://schemas.xmlsoap.org/ws/2005/02/sc'><c:Identifier>bipro:1</c:Identifier>"        \
  "</c:SecurityContextToken></t:RequestedSecurityToken><t:Lifetime><u:Expires xmlns:u="            \
  "'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd'>" until    \
  "</u:Expires></t:Lifetime></t:RequestSecurityTokenResponse></s:Body></s:Envelope>"

static void
test_token (void)
{
  static const struct
  {
    const char *text;
    gint64 expires;
  } tokens[] = {
    { TOKEN ("2025-03-04T08:15:30Z"), 1741076130 },
    { TOKEN ("2025-03-04T08:15:30.123Z"), 1741076130 },
    { TOKEN ("2025-03-04T09:15:30+01:00"), 1741076130 },
    { TOKEN ("2025-03-04T08:15:30"), 0 },
    { TOKEN ("soon"), 0 },
    { TOKEN (""), 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BalieBiproAnswer) answer =
          read_as (BALIE_BIPRO_TOKEN, 200, "text/xml", tokens[i].text, &error);
      gint64 expires = -1;
      g_autofree char *token = NULL;

      g_assert_no_error (error);
      token = balie_bipro_answer_read_token (answer, &expires, &error);
      g_assert_cmpstr (token, ==, "bipro:1");
      g_assert_cmpint (expires, ==, tokens[i].expires);
    }
}

static void
test_written (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieBiproProfile) plain = balie_bipro_profile_load_shipped (&error);
  g_autoptr (BalieBiproProfile) pool = balie_bipro_profile_parse (
      "{\"format\":1,\"remote\":\"bipro\",\"version\":\"2.6.1.1.0\",\"consumerId\":\"1_2\","
      "\"listAcknowledged\":\"\",\"stsVersion\":false,\"wsaAction\":true,\"soapAction\":\"empty\","
      "\"soap\":\"1.2\",\"category\":\"100\"}",
      "pool", &error);
  g_autofree char *login = balie_bipro_write_token_request (plain, "u<&>\x01\"", "p]]>&\xc3\xa4");
  g_autofree char *pool_login = balie_bipro_write_token_request (pool, "u", "p");
  g_autofree char *list = balie_bipro_write_list (plain, "t", FALSE);
  g_autofree char *again = balie_bipro_write_list (plain, "t", TRUE);
  g_autofree char *pool_list = balie_bipro_write_list (pool, "t", FALSE);
  g_autofree char *get =
      balie_bipro_write_shipment_request (plain, BALIE_BIPRO_GET, "t", "</xf:ID>&");
  const char *const all[] = { login, pool_login, list, again, pool_list, get };

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (xmlDoc) document = balie_xml_parse (all[i], strlen (all[i]), &error);

      g_assert_no_error (error);
      g_assert_nonnull (document);
    }
  g_assert_nonnull (strstr (login, "BiPROVersion"));
  g_assert_null (strstr (pool_login, "BiPROVersion"));
  g_assert_nonnull (strstr (pool_login, "RST/SCT"));
  g_assert_nonnull (strstr (pool_login, "http://www.w3.org/2003/05/soap-envelope"));
  g_assert_nonnull (strstr (list, "BestaetigeLieferungen>false<"));
  g_assert_nonnull (strstr (again, "BestaetigeLieferungen>true<"));
  g_assert_null (strstr (pool_list, "BestaetigeLieferungen"));
  g_assert_nonnull (strstr (pool_list, ">1_2<"));
  g_assert_nonnull (strstr (pool_list, "KategorieDerLieferung>100<"));
  g_assert_nonnull (strstr (get, "ID>&lt;/xf:ID&gt;&amp;<"));
  g_assert_cmpstr (balie_bipro_get_action (pool, BALIE_BIPRO_GET), ==, "");
  g_assert_cmpstr (balie_bipro_get_action (plain, BALIE_BIPRO_GET), ==, "urn:getShipment");
}

static void
test_bad_profiles (void)
{
  static const char *const members[] = {
    "\"version\":\"2.6\"",  "\"consumerId\":7",
    "\"category\":\"12\"",  "\"soap\":\"1.3\"",
    "\"maxInFlight\":4",    "\"stsVersion\":\"yes\"",
    "\"unknown\":1",        "\"soapAction\":\"x\"",
    "\"acknowledge\":null", "\"listAcknowledged\":\"maybe\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *json =
          g_strdup_printf ("{\"format\":1,\"remote\":\"bipro\",%s}", members[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (balie_bipro_profile_parse (json, "my.json", &error));
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
      g_assert_nonnull (strstr (error->message, "my.json"));
    }
}

/* What is no JSON is told with its line. */
static void
test_profile_place (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      balie_bipro_profile_parse ("{\n  \"format\": 1,\n  remote: \"bipro\"\n}", "my.json", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_assert_true (g_str_has_prefix (error->message, "my.json:3: "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bipro-message/refusals", test_refusals);
  g_test_add_func ("/bipro-message/hidden-lockout", test_hidden_lockout);
  g_test_add_func ("/bipro-message/unreadable", test_unreadable);
  g_test_add_func ("/bipro-message/nothing-there", test_nothing_there);
  g_test_add_func ("/bipro-message/list", test_list);
  g_test_add_func ("/bipro-message/inline", test_inline);
  g_test_add_func ("/bipro-message/mtom", test_mtom);
  g_test_add_func ("/bipro-message/not-whole", test_not_whole);
  g_test_add_func ("/bipro-message/token", test_token);
  g_test_add_func ("/bipro-message/written", test_written);
  g_test_add_func ("/bipro-message/bad-profiles", test_bad_profiles);
  g_test_add_func ("/bipro-message/profile-place", test_profile_place);
  return g_test_run ();
}
