/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What customers are searched by, and whether one matches. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-match.h"

#include "balie-text.h"

#include <string.h>

/* Digits only, without what may stand before them: +32 (0)15, 0032 15 and 015 end alike. */
static char *
dup_digits (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "(0)", -1);
  g_autofree char *joined = g_strjoinv ("", parts);
  GString *digits = g_string_new (NULL);

  for (const char *p = joined; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) && (*p != '0' || digits->len > 0))
      g_string_append_c (digits, *p);
  return g_string_free (digits, FALSE);
}

static char *
dup_trimmed (const char *text)
{
  return g_strstrip (g_strdup (text));
}

#define SEPARATORS " -'’."

static gsize
get_word_length (const char *word)
{
  return strcspn (word, SEPARATORS);
}

/* The next word at or after @text; its end when there is none. */
static const char *
skip_separators (const char *text)
{
  return text + strspn (text, SEPARATORS);
}

static gboolean
begins_a_word (const char *folded, const char *beginning, gsize length)
{
  for (const char *word = skip_separators (folded); *word != '\0';
       word = skip_separators (word + get_word_length (word)))
    if (strncmp (word, beginning, length) == 0)
      return TRUE;
  return FALSE;
}

/* Each word asked for begins a word of the name, in any order. */
static gboolean
match_words (const char *value, const char *wanted)
{
  g_autofree char *folded = balie_text_fold (value);

  for (const char *word = skip_separators (wanted); *word != '\0';
       word = skip_separators (word + get_word_length (word)))
    if (!begins_a_word (folded, word, get_word_length (word)))
      return FALSE;
  return TRUE;
}

static gboolean
match_equal (const char *value, const char *wanted)
{
  return g_str_equal (value, wanted);
}

/* With or without the two letters of the country. */
static gboolean
match_vat (const char *value, const char *wanted)
{
  g_autofree char *plain = balie_text_dup_alnum_upper (value);

  return g_str_equal (plain, wanted) || (strlen (plain) > 2 && g_str_equal (plain + 2, wanted));
}

static gboolean
match_code_beginning (const char *value, const char *wanted)
{
  g_autofree char *plain = balie_text_dup_alnum_upper (value);

  return g_str_has_prefix (plain, wanted);
}

static gboolean
match_folded_beginning (const char *value, const char *wanted)
{
  g_autofree char *folded = balie_text_fold (value);

  return g_str_has_prefix (folded, wanted);
}

static gboolean
match_digits_end (const char *value, const char *wanted)
{
  g_autofree char *digits = dup_digits (value);

  return g_str_has_suffix (digits, wanted);
}

/* How a value asked for is made comparable, and how it is compared. */
static const struct
{
  BalieSimField field;
  char *(*prepare) (const char *text);
  gboolean (*match) (const char *value, const char *wanted);
} kinds[] = {
  { BALIE_SIM_NUMBER, dup_trimmed, match_equal },
  { BALIE_SIM_VAT_NUMBER, balie_text_dup_alnum_upper, match_vat },
  { BALIE_SIM_LAST_NAME, balie_text_fold, match_words },
  { BALIE_SIM_FIRST_NAME, balie_text_fold, match_words },
  { BALIE_SIM_EMAIL, balie_text_fold, match_folded_beginning },
  { BALIE_SIM_PHONE, dup_digits, match_digits_end },
  { BALIE_SIM_POSTCODE, balie_text_dup_alnum_upper, match_code_beginning },
  { BALIE_SIM_COUNTRY, balie_text_dup_alnum_upper, match_equal },
};

/* The client number has a name of its own as a parameter. */
static const char *
get_parameter (BalieSimField field)
{
  return field == BALIE_SIM_NUMBER ? "customerNumber" : balie_sim_field_get_name (field);
}

/**
 * balie_sim_criteria_new:
 * @query: (nullable): the parameters; those that are no criteria are passed over
 *
 * Returns: (transfer full): the criteria
 */
BalieSimCriteria *
balie_sim_criteria_new (GHashTable *query)
{
  BalieSimCriteria *self = g_new0 (BalieSimCriteria, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds) && query != NULL; i++)
    {
      const char *text = g_hash_table_lookup (query, get_parameter (kinds[i].field));

      if (text != NULL)
        self->values[kinds[i].field] = kinds[i].prepare (text);
    }
  for (int i = 0; i < BALIE_SIM_N_FIELDS; i++)
    if (self->values[i] == NULL)
      self->values[i] = g_strdup ("");
  return self;
}

/**
 * balie_sim_criteria_is_empty:
 * @self: criteria
 *
 * Returns: whether nothing is asked for
 */
gboolean
balie_sim_criteria_is_empty (const BalieSimCriteria *self)
{
  for (int i = 0; i < BALIE_SIM_N_FIELDS; i++)
    if (self->values[i][0] != '\0')
      return FALSE;
  return TRUE;
}

gboolean
balie_sim_criteria_has_only (const BalieSimCriteria *self, BalieSimField field)
{
  for (int i = 0; i < BALIE_SIM_N_FIELDS; i++)
    if ((self->values[i][0] != '\0') != (i == (int) field))
      return FALSE;
  return TRUE;
}

/**
 * balie_sim_criteria_match:
 * @self: criteria
 * @customer: a customer
 *
 * Names by the beginning of each word and mail addresses by their beginning, both without case and
 * accents; postcodes by their beginning without blanks; telephones and mobiles by their last digits;
 * numbers, VAT numbers and countries whole.
 *
 * Returns: whether it meets them all
 */
gboolean
balie_sim_criteria_match (const BalieSimCriteria *self, const BalieSimCustomer *customer)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      BalieSimField field = kinds[i].field;
      const char *wanted = self->values[field];

      if (wanted[0] == '\0' || kinds[i].match (customer->values[field], wanted))
        continue;
      if (field == BALIE_SIM_PHONE && kinds[i].match (customer->values[BALIE_SIM_MOBILE], wanted))
        continue;
      return FALSE;
    }
  return TRUE;
}

/**
 * balie_sim_criteria_free:
 * @self: (transfer full): criteria
 *
 * Frees them.
 */
void
balie_sim_criteria_free (BalieSimCriteria *self)
{
  for (int i = 0; i < BALIE_SIM_N_FIELDS; i++)
    g_free (self->values[i]);
  g_free (self);
}
