/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letters that are there at first. Everybody and everything in them is made up; the dealer's own
 * application numbers are orders of the demo. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-letters.h"

#define DAY (24 * 60 * 60)

/* @days: before today on which it was provided; @respond: after today, 0 for no such day. */
static const struct
{
  const char *code;
  const char *agency;
  const char *own_application;
  const char *policy;
  const char *evb;
  int days;
  int respond;
  const char *kind;
  const char *file;
  const char *text;
} letters[] = {
  { "100005100", "4711", "D-1001", "", "A1B2C3D", 6, 14, "Antrag", "Antragsanforderung.pdf",
    "Antragsanforderung nach Zulassung" },
  { "100005100", "4712", "D-1002", "", "B2C3D4E", 5, 16, "Antrag", "Antragsanforderung.pdf",
    "Antragsanforderung nach Zulassung" },
  { "100005100", "4711", "D-1003", "", "C3D4E5F", 30, 21, "Antrag", "Antragsanforderung.pdf",
    "Antragsanforderung nach Zulassung" },
  { "100005100", "4711", "D-1003", "", "C3D4E5F", 16, 12, "Erinnerung", "Erinnerung 1.pdf",
    "Erste Erinnerung: Uns fehlt der Antrag" },
  { "100005100", "4711", "D-1003", "", "C3D4E5F", 9, 6, "Erinnerung", "Erinnerung 2.pdf",
    "Zweite Erinnerung: Uns fehlt der Antrag" },
  { "100005100", "4711", "D-1003", "", "C3D4E5F", 2, 2, "Erinnerung", "Letzte Erinnerung.pdf",
    "Letzte Erinnerung: Uns fehlt der Antrag" },
  { "100005000", "4712", "D-1004", "", "", 4, 10, "Anschreiben", "Rückfrage.pdf",
    "Rückfrage zum Antrag" },
  { "100005040", "4711", "D-1005", "", "", 3, 10, "Anschreiben", "Rückfrage.pdf",
    "Technische Rückfrage: Jahresfahrleistung" },
  { "100005050", "4712", "D-1006", "", "", 3, 9, "Anschreiben", "Unterlagen.pdf",
    "Uns fehlt die Zulassungsbescheinigung" },
  { "120011000", "4711", "D-1007", "KF-100007", "", 7, 9, "Anschreiben", "Unterlagen.pdf",
    "Unterlagen zum Fahrzeugwechsel fehlen" },
  { "160010000", "4711", "", "KF-100008", "", 8, 0, "Anschreiben", "Kündigung.pdf",
    "Bestätigung der Kündigung" },
  { "160017000", "4712", "D-1009", "KF-100009", "", 2, 0, "Anschreiben", "Kündigung.pdf",
    "Kündigung durch den Erwerber" },
  { "140012010", "4711", "", "KF-100010", "", 12, 7, "Erinnerung", "Zahlungserinnerung.pdf",
    "Zahlungserinnerung" },
  { "140012021", "4712", "", "KF-100011", "", 6, 5, "Forderungsschreiben", "Mahnung.pdf",
    "Mahnung zum Folgebeitrag" },
  { "140012025", "4711", "", "KF-100012", "", 1, 2, "Forderungsschreiben", "Letzte Mahnung.pdf",
    "Letzte Mahnung" },
  { "140012060", "4712", "", "KF-100013", "", 1, 3, "Forderungsschreiben", "Androhung.pdf",
    "Androhung der Kündigung" },
  { "200010000", "4711", "D-1014", "", "D4E5F6G", 1, 0, "Versicherungsbestaetigung", "eVB.pdf",
    "Versicherungsbestätigung" },
  { "200020010", "4712", "D-1015", "", "E5F6G7H", 1, 0, "Versicherungsbestaetigung", "eVB.pdf",
    "Fahrzeug bei der Zulassungsstelle angemeldet" },
  { "200030030", "4711", "D-1016", "", "F6G7H8J", 0, 4, "Versicherungsbestaetigung", "eVB.pdf",
    "Versicherungsbestätigung unbekannt" },
  { "100007000", "4712", "D-1017", "KF-100017", "", 0, 0, "Police", "Police.pdf",
    "Versicherungsschein, Kennzeichen DE-MO 117" },
  /* A code of no list, and one whose group is known only. */
  { "987654321", "4711", "", "KF-100018", "", 0, 0, "", "../../Datei:ohne*Art", "Mitteilung" },
  { "120099999", "", "", "KF-100019", "", 0, 0, "SonstigesDokument", "", "Neues zum Vertrag" },
};

/* What the other insurers have: @insurer, which of the letters above, and their own id. */
static const struct
{
  const char *insurer;
  guint letter;
  const char *id;
} others[] = {
  { "nordlicht", 0, "NL-2026-0001" },  { "nordlicht", 6, "NL-2026-0002" },
  { "nordlicht", 14, "NL-2026-0003" }, { "pool", 1, "P/4711/0001" },
  { "pool", 8, "P/4711/0002" },        { "pool", 19, "P/4711/0003" },
  { "autohaus", 12, "900000000017" },  { "autohaus", 13, "900000000018" },
  { "altwerk", 11, "{a1-1}" },         { "altwerk", 7, "{a1-2}" },
};

static void
set_day (JsonObject *object, const char *member, gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%d");

  json_object_set_string_member (object, member, text);
}

static void
set_document (JsonObject *object, guint index)
{
  JsonArray *documents = json_array_new ();
  JsonObject *document = json_object_new ();

  json_object_set_string_member (document, "name", letters[index].file);
  json_object_set_string_member (document, "type", "application/pdf");
  json_object_set_string_member (document, "kind", letters[index].kind);
  json_array_add_object_element (documents, document);
  json_object_set_array_member (object, "documents", documents);
}

static JsonObject *
make_letter (guint index, const char *insurer, const char *id, gint64 now)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "insurer", insurer);
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "code", letters[index].code);
  json_object_set_string_member (object, "agency", letters[index].agency);
  json_object_set_string_member (object, "ownApplication", letters[index].own_application);
  json_object_set_string_member (object, "policy", letters[index].policy);
  json_object_set_string_member (object, "evb", letters[index].evb);
  json_object_set_string_member (object, "text", letters[index].text);
  json_object_set_int_member (object, "provided", now - letters[index].days * (gint64) DAY);
  set_day (object, "availableUntil", now + 90 * (gint64) DAY);
  if (letters[index].respond != 0)
    set_day (object, "respondBy", now + letters[index].respond * (gint64) DAY);
  set_document (object, index);
  return object;
}

/**
 * balie_sim_portfolio_make:
 * @now: seconds since 1970
 * @add: (scope call): gets each letter
 * @user_data: for @add
 *
 * Makes the portfolio.
 */
void
balie_sim_portfolio_make (gint64 now, BalieSimPortfolioFunc add, gpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autofree char *id = g_strdup_printf ("L%09u", 101 + i);
      g_autoptr (JsonObject) letter = make_letter (i, "", id, now);

      add (letter, user_data);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (JsonObject) letter =
          make_letter (others[i].letter, others[i].insurer, others[i].id, now);

      add (letter, user_data);
    }
}
