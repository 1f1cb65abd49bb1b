/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people and remote systems call countries and languages besides their names in iso-codes; the
 * neighbours also by those, for a desk without iso-codes. */
#define G_LOG_DOMAIN "balie-base"

#include "config.h"

#include "balie-iso-words.h"

/* clang-format off */
const BalieIsoWord balie_country_words[] = {
  { "nl", "NL" }, { "nld", "NL" }, { "netherlands", "NL" }, { "thenetherlands", "NL" }, { "nederland", "NL" },
  { "holland", "NL" }, { "niederlande", "NL" }, { "dieniederlande", "NL" }, { "paysbas", "NL" }, { "lespaysbas", "NL" },
  { "b", "BE" }, { "be", "BE" }, { "bel", "BE" }, { "belgium", "BE" }, { "belgie", "BE" }, { "belgien", "BE" },
  { "belgique", "BE" }, { "labelgique", "BE" },
  { "d", "DE" }, { "de", "DE" }, { "deu", "DE" }, { "ger", "DE" }, { "germany", "DE" }, { "duitsland", "DE" },
  { "deutschland", "DE" }, { "brd", "DE" }, { "allemagne", "DE" },
  { "l", "LU" }, { "lu", "LU" }, { "lux", "LU" }, { "luxembourg", "LU" }, { "luxemburg", "LU" }, { "letzebuerg", "LU" },
  { "f", "FR" }, { "fr", "FR" }, { "fra", "FR" }, { "france", "FR" }, { "lafrance", "FR" }, { "frankrijk", "FR" },
  { "frankreich", "FR" },
  { "uk", "GB" }, { "greatbritain", "GB" }, { "england", "GB" }, { "engeland", "GB" }, { "scotland", "GB" },
  { "schotland", "GB" }, { "schottland", "GB" }, { "wales", "GB" }, { "northernireland", "GB" },
  { "grootbrittannie", "GB" }, { "grossbritannien", "GB" }, { "grandebretagne", "GB" }, { "angleterre", "GB" },
  { "usa", "US" }, { "america", "US" }, { "amerika", "US" }, { "unitedstatesofamerica", "US" },
  { "verenigdestatenvanamerika", "US" }, { "vereinigtestaatenvonamerika", "US" }, { "etatsunis", "US" },
  { "el", "GR" }, { "a", "AT" }, { "e", "ES" }, { "i", "IT" }, { "p", "PT" },
  { "czechrepublic", "CZ" }, { "tsjechischerepubliek", "CZ" }, { "tschechischerepublik", "CZ" },
  { "turkey", "TR" }, { "turkije", "TR" }, { "turkei", "TR" }, { "russia", "RU" }, { "rusland", "RU" }, { "russland", "RU" },
  { NULL, NULL },
};

const BalieIsoWord balie_language_words[] = {
  { "nl", "nl" }, { "nld", "nl" }, { "dut", "nl" }, { "dutch", "nl" }, { "nederlands", "nl" }, { "niederlandisch", "nl" },
  { "hollandisch", "nl" }, { "hollands", "nl" }, { "neerlandais", "nl" }, { "n", "nl" },
  { "flemish", "nl-BE" }, { "vlaams", "nl-BE" }, { "flamisch", "nl-BE" }, { "flamand", "nl-BE" },
  { "de", "de" }, { "deu", "de" }, { "ger", "de" }, { "german", "de" }, { "duits", "de" }, { "deutsch", "de" },
  { "allemand", "de" }, { "d", "de" },
  { "fr", "fr" }, { "fra", "fr" }, { "fre", "fr" }, { "french", "fr" }, { "frans", "fr" }, { "francais", "fr" },
  { "franzosisch", "fr" }, { "f", "fr" },
  { "en", "en" }, { "eng", "en" }, { "english", "en" }, { "engels", "en" }, { "englisch", "en" }, { "anglais", "en" }, { "e", "en" },
  { "lb", "lb" }, { "luxembourgish", "lb" }, { "letzebuergesch", "lb" }, { "luxemburgs", "lb" }, { "luxemburgisch", "lb" },
  { NULL, NULL },
};
/* clang-format on */
