/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a dossier file, by the codes of the fields and by their words in three languages. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-dossier-csv.h"

#include "balie-error.h"
#include "balie-language.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

static const char *const languages[] = { "en", "nl", "de" };

/* Fits everything an entry and a field can be. */
#define TARGET_KEY(entry, field) GINT_TO_POINTER (1 + (entry) *1000 + (field))
#define AMBIGUOUS GINT_TO_POINTER (-1)

/* Case, accents and signs between words make no difference: “Sent by – E-mail”, "sent-by.email". */
static char *
dup_key (const char *heading)
{
  g_autofree char *folded = balie_text_fold (heading);
  GString *key = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (key, c);
    }
  return g_string_free (key, FALSE);
}

/* Two fields of one word are told apart by their entry or their code only. */
static void
add_heading (GHashTable *headings, const char *text, gpointer target)
{
  char *key = dup_key (text);
  gpointer there = g_hash_table_lookup (headings, key);

  if (key[0] == '\0')
    g_free (key);
  else if (there == NULL)
    g_hash_table_insert (headings, key, target);
  else
    {
      if (there != target)
        g_hash_table_insert (headings, g_strdup (key), AMBIGUOUS);
      g_free (key);
    }
}

static void
add_entry_heading (GHashTable *headings, const char *entry, const char *field, gpointer target)
{
  g_autofree char *text = g_strconcat (entry, " ", field, NULL);

  add_heading (headings, text, target);
}

/**
 * Words:
 * @entries: (owned): what the entries are called
 * @dossier: (owned): what the dossier's fields are called
 * @party: (owned): what a party's fields are called
 *
 * The words of one language, or the codes.
 */
typedef struct
{
  char *entries[BALIE_N_ENTRIES];
  char *dossier[BALIE_N_DOSSIER_FIELDS];
  char *party[BALIE_N_PARTY_FIELDS];
} Words;

static void
get_words (Words *words, gboolean codes)
{
  for (int i = 0; i < BALIE_N_ENTRIES; i++)
    words->entries[i] = g_strdup (codes ? balie_entry_to_code (i) : balie_entry_to_label (i));
  for (int i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    {
      const BalieFieldSpec *spec = balie_dossier_get_spec (i);

      words->dossier[i] = g_strdup (codes ? spec->code : _ (spec->label));
    }
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      const BalieFieldSpec *spec = balie_party_get_spec (i);

      words->party[i] = g_strdup (codes ? spec->code : _ (spec->label));
    }
}

static void
clear_words (Words *words)
{
  for (int i = 0; i < BALIE_N_ENTRIES; i++)
    g_free (words->entries[i]);
  for (int i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    g_free (words->dossier[i]);
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    g_free (words->party[i]);
}

static void
add_party_fields (GHashTable *headings, const Words *entries, const Words *fields)
{
  for (int entry = 0; entry < BALIE_N_PARTIES; entry++)
    for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
      {
        if (!balie_party_get_spec (i)->hidden)
          add_entry_heading (headings, entries->entries[entry], fields->party[i],
                             TARGET_KEY (entry, i));
      }
}

/* “Parts in: Note” as well as “Note”, which means several and so none. */
static void
add_dossier_fields (GHashTable *headings, const Words *words)
{
  for (int i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    {
      BalieEntry entry = balie_dossier_field_get_entry (i);
      gpointer target = TARGET_KEY (BALIE_ENTRY_NONE, i);

      add_heading (headings, words->dossier[i], target);
      if (entry != BALIE_ENTRY_NONE)
        add_entry_heading (headings, words->entries[entry], words->dossier[i], target);
    }
}

static void
remove_ambiguous (GHashTable *headings)
{
  GHashTableIter iter;
  gpointer target;

  g_hash_table_iter_init (&iter, headings);
  while (g_hash_table_iter_next (&iter, NULL, &target))
    {
      if (target == AMBIGUOUS)
        g_hash_table_iter_remove (&iter);
    }
}

/* Fields by the words @fields, entries by any words. */
static GHashTable *
make_headings (const Words *fields, const Words *words, gsize n_words)
{
  GHashTable *headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_dossier_fields (headings, fields);
  for (gsize i = 0; i < n_words; i++)
    add_party_fields (headings, &words[i], fields);
  remove_ambiguous (headings);
  return headings;
}

/* What is there already stays what it means. */
static void
take_headings (GHashTable *headings, GHashTable *more)
{
  g_autoptr (GHashTable) owned = more;
  GHashTableIter iter;
  gpointer key;
  gpointer target;

  g_hash_table_iter_init (&iter, owned);
  while (g_hash_table_iter_next (&iter, &key, &target))
    {
      if (!g_hash_table_contains (headings, key))
        g_hash_table_insert (headings, g_strdup (key), target);
    }
}

GHashTable *
balie_dossier_csv_make_headings (void)
{
  GHashTable *headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Words words[1 + G_N_ELEMENTS (languages)];

  get_words (&words[0], TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      balie_language_push (languages[i]);
      get_words (&words[1 + i], FALSE);
      balie_language_pop ();
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    take_headings (headings, make_headings (&words[i], words, G_N_ELEMENTS (words)));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    clear_words (&words[i]);
  return headings;
}

static gboolean
find_target (GHashTable *headings, const char *heading, BalieDossierTarget *target)
{
  g_autofree char *key = dup_key (heading);
  int found = GPOINTER_TO_INT (g_hash_table_lookup (headings, key));

  if (found <= 0)
    return FALSE;
  target->entry = (found - 1) / 1000;
  target->field = (found - 1) % 1000;
  target->spec = target->entry == BALIE_ENTRY_NONE ? balie_dossier_get_spec (target->field)
                                                   : balie_party_get_spec (target->field);
  return TRUE;
}

static gboolean
has_target (const BalieDossierCsvLayout *self, const BalieDossierTarget *target)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const BalieDossierCsvColumn *column =
          &g_array_index (self->columns, BalieDossierCsvColumn, i);

      if (column->target.entry == target->entry && column->target.field == target->field)
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_column (BalieDossierCsvLayout *self,
            GHashTable *headings,
            guint index,
            const char *text,
            GError **error)
{
  g_autofree char *heading = balie_text_dup_clean (text, 120);
  BalieDossierCsvColumn column = { .column = index };

  if (heading[0] == '\0')
    return TRUE;
  if (!find_target (headings, heading, &column.target))
    {
      g_ptr_array_add (self->ignored, g_steal_pointer (&heading));
      return TRUE;
    }
  if (has_target (self, &column.target))
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                   _ ("Two columns of the header line mean the same as “%s”. Keep one."), heading);
      return FALSE;
    }
  g_array_append_val (self->columns, column);
  return TRUE;
}

/* Takes the number out of the columns. */
static gboolean
find_number (BalieDossierCsvLayout *self, GError **error)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const BalieDossierCsvColumn *column =
          &g_array_index (self->columns, BalieDossierCsvColumn, i);

      if (column->target.entry != BALIE_ENTRY_NONE || column->target.field != BALIE_DOSSIER_NUMBER)
        continue;
      self->number_column = column->column;
      g_array_remove_index (self->columns, i);
      return TRUE;
    }
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                       _ ("The first line must name the columns, among them “number”."));
  return FALSE;
}

BalieDossierCsvLayout *
balie_dossier_csv_layout_new (BalieCsvReader *header, GHashTable *headings, GError **error)
{
  g_autoptr (BalieDossierCsvLayout) self = g_new0 (BalieDossierCsvLayout, 1);

  self->n_columns = balie_csv_reader_get_n_fields (header);
  self->columns = g_array_new (FALSE, FALSE, sizeof (BalieDossierCsvColumn));
  self->ignored = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->n_columns; i++)
    {
      if (!add_column (self, headings, i, balie_csv_reader_get_field (header, i), error))
        return NULL;
    }
  return find_number (self, error) ? g_steal_pointer (&self) : NULL;
}

void
balie_dossier_csv_layout_free (BalieDossierCsvLayout *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->ignored, g_ptr_array_unref);
  g_free (self);
}
