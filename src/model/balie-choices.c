/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The listed values of parties, customers and dossiers, and the words that remote systems use for them. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-choices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-text.h"

#define MAX_WORD 80

typedef struct
{
  const BalieChoice *choices;
  const char *code;
  const char *words; /* folded, without points, separated by "|" */
} Words;

const BalieChoice balie_legal_forms[] = {
  { "natural-person", NC_ ("party", "Natural person") },
  { "sole-trader", NC_ ("party", "Sole trader") },
  { "company", NC_ ("party", "Private limited company") },
  { "public-limited", NC_ ("party", "Public limited company") },
  { "partnership", NC_ ("party", "Partnership") },
  { "association", NC_ ("party", "Association or foundation") },
  { "public-body", NC_ ("party", "Public body") },
  { "other", NC_ ("party", "Other legal form") },
  { NULL, NULL },
};

const BalieChoice balie_salutations[] = {
  { "mr", NC_ ("party", "Mr") },
  { "mrs", NC_ ("party", "Mrs") },
  { "neutral", NC_ ("party", "Mx (neutral)") },
  { "family", NC_ ("party", "Family") },
  { "company", NC_ ("party", "Company") },
  { NULL, NULL },
};

const BalieChoice balie_customer_types[] = {
  { "private", NC_ ("party", "Private customer") },
  { "business", NC_ ("party", "Business customer") },
  { "trade", NC_ ("party", "Trade customer") },
  { "employee", NC_ ("party", "Employee") },
  { NULL, NULL },
};

const BalieChoice balie_finance_kinds[] = {
  { "own", NC_ ("party", "Own means") },
  { "loan", NC_ ("party", "Loan") },
  { "financial-lease", NC_ ("party", "Financial lease") },
  { "lease", NC_ ("party", "Lease") },
  { "private-lease", NC_ ("party", "Private lease") },
  { "rental", NC_ ("party", "Rental") },
  { "other", NC_ ("party", "Other means") },
  { NULL, NULL },
};

/* clang-format off */
static const Words words[] = {
  { balie_legal_forms, "natural-person",
    "natural person|natuurlijk persoon|natuurlijke persoon|naturliche person|personne physique|person|persoon|np" },
  { balie_legal_forms, "sole-trader",
    "sole trader|sole proprietorship|self-employed|eenmanszaak|eenmansbedrijf|zelfstandige|zzp|einzelunternehmen|"
    "einzelunternehmer|einzelfirma|einzelkaufmann|ek|freiberufler|independant|entreprise individuelle" },
  { balie_legal_forms, "company",
    "private limited company|limited|ltd|bv|bvba|besloten vennootschap|ebvba|srl|sprl|sarl|gmbh|ug" },
  { balie_legal_forms, "public-limited",
    "public limited company|plc|nv|naamloze vennootschap|sa|societe anonyme|ag|aktiengesellschaft|se" },
  { balie_legal_forms, "partnership",
    "partnership|vof|vennootschap onder firma|maatschap|commanditaire vennootschap|commv|snc|gbr|ohg|kg|"
    "gmbh & co kg|gcv|scs|personengesellschaft" },
  { balie_legal_forms, "association",
    "association|foundation|association or foundation|vereniging|vzw|asbl|stichting|verein|ev|stiftung|ivzw|aisbl" },
  { balie_legal_forms, "public-body",
    "public body|overheid|overheidsinstelling|publiekrechtelijk|publiekrechtelijke rechtspersoon|gemeente|"
    "behorde|korperschaft des offentlichen rechts|offentliche hand|kdor|administration publique" },
  { balie_legal_forms, "other", "other|overig|overige|anders|andere|sonstige|sonstiges|autre" },
  { balie_salutations, "mr", "mr|mister|sir|de heer|dhr|heer|meneer|mijnheer|m|herr|hr|herrn|monsieur|de hr" },
  { balie_salutations, "mrs",
    "mrs|ms|miss|madam|mevrouw|mevr|mw|mej|mejuffrouw|frau|fr|fraulein|madame|mme|mademoiselle|v" },
  { balie_salutations, "neutral", "mx|mx (neutral)|neutral|neutraal|divers|x|genderneutraal|geslachtsneutraal" },
  { balie_salutations, "family",
    "family|familie|fam|de heer en mevrouw|de heer / mevrouw|dhr en mevr|herr und frau|mr and mrs|famille|eheleute" },
  { balie_salutations, "company", "company|firma|bedrijf|fa|unternehmen|societe|zaak|organisatie|de firma" },
  { balie_customer_types, "private",
    "private|private customer|private person|particulier|particuliere klant|privat|privatkunde|privatperson|privaat|prive|prive klant|p" },
  { balie_customer_types, "business",
    "business|business customer|zakelijk|zakelijke klant|bedrijf|onderneming|professioneel|firma|gewerblich|"
    "gewerbekunde|geschaftskunde|firmenkunde|gewerbe|professionnel|company|grootverbruiker|z" },
  { balie_customer_types, "trade",
    "trade|trade customer|dealer|handel|handelaar|wederverkoper|handler|wiederverkaufer|autohandel|marchand|reseller" },
  { balie_customer_types, "employee",
    "employee|staff|personeel|medewerker|werknemer|mitarbeiter|personal|belegschaft|employe" },
  { balie_finance_kinds, "own",
    "own|own means|cash|eigen middelen|eigen geld|contant|barzahlung|bar|eigenmittel|eigen|comptant" },
  { balie_finance_kinds, "loan",
    "loan|credit|lening|krediet|financiering|finanzierung|kredit|darlehen|huurkoop|pret" },
  { balie_finance_kinds, "financial-lease", "financial lease|financiele lease|finanzierungsleasing|financial leasing" },
  { balie_finance_kinds, "lease",
    "lease|leasing|operational lease|operationele lease|operating lease|operating leasing|full operational lease" },
  { balie_finance_kinds, "private-lease", "private lease|privatleasing|privelease|prive lease" },
  { balie_finance_kinds, "rental", "rental|rent|huur|verhuur|miete|location|langzeitmiete" },
  { balie_finance_kinds, "other", "other|other means|overig|anders|andere|sonstige|autre" },
};
/* clang-format on */

/* Folded, points dropped, hyphens and underscores as blanks: "B.V." is "bv", "Sole_trader" "sole trader". */
static char *
dup_key (const char *text)
{
  g_autofree char *folded = balie_text_fold (text);
  char *to = folded;

  for (const char *from = folded; *from; from++)
    {
      if (*from != '.')
        *to++ = *from == '_' || *from == '-' ? ' ' : *from;
    }
  *to = '\0';
  return g_strdup (g_strstrip (folded));
}

static gboolean
has_word (const Words *row, const char *key)
{
  gsize length = strlen (key);

  for (const char *p = row->words; p;)
    {
      const char *end = strchr (p, '|');
      gsize n = end ? (gsize) (end - p) : strlen (p);

      if (n == length && strncmp (p, key, n) == 0)
        return TRUE;
      p = end ? end + 1 : NULL;
    }
  return FALSE;
}

static gboolean
is_choice (const BalieChoice *choice, const char *key)
{
  g_autofree char *code = dup_key (choice->code);
  g_autofree char *label = dup_key (choice->label);
  g_autofree char *translated = dup_key (balie_choice_to_label (choice));

  return g_str_equal (code, key) || g_str_equal (label, key) || g_str_equal (translated, key);
}

/**
 * balie_choices_find:
 * @choices: a list
 * @text: (nullable): a code, a label, or a word of Driver2, KP or a person in nl, de, fr or en
 *
 * Returns: (nullable) (transfer none): the code of the list, %NULL when the text is none of it
 */
const char *
balie_choices_find (const BalieChoice *choices, const char *text)
{
  g_autofree char *key = NULL;

  if (!text || strlen (text) > MAX_WORD)
    return NULL;
  for (const BalieChoice *c = choices; c->code; c++)
    {
      if (g_str_equal (c->code, text))
        return c->code;
    }
  key = dup_key (text);
  if (!*key)
    return NULL;
  for (const BalieChoice *c = choices; c->code; c++)
    {
      if (is_choice (c, key))
        return c->code;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (words[i].choices == choices && has_word (&words[i], key))
        return words[i].code;
    }
  return NULL;
}

/**
 * balie_choice_to_label:
 * @choice: one of a list
 *
 * Returns: its translated label
 */
const char *
balie_choice_to_label (const BalieChoice *choice)
{
  const char *label = g_dpgettext2 (GETTEXT_PACKAGE, "party", choice->label);

  return label == choice->label ? _ (choice->label) : label;
}
