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

/* Each entry by its code and words, each field by its code and words. @names: of the entries. */
static void
add_party_fields (GHashTable *headings, BalieEntry entry, GPtrArray *names, gboolean by_code)
{
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      const BalieFieldSpec *spec = balie_party_get_spec (i);

      for (guint j = 0; !spec->hidden && j < names->len; j++)
        add_entry_heading (headings, g_ptr_array_index (names, j),
                           by_code ? spec->code : _ (spec->label), TARGET_KEY (entry, i));
    }
}

static void
add_dossier_fields (GHashTable *headings, gboolean by_code)
{
  for (int i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    {
      const BalieFieldSpec *spec = balie_dossier_get_spec (i);
      BalieEntry entry = balie_dossier_field_get_entry (i);
      gpointer target = TARGET_KEY (BALIE_ENTRY_NONE, i);

      add_heading (headings, by_code ? spec->code : _ (spec->label), target);
      if (!by_code && entry != BALIE_ENTRY_NONE)
        add_entry_heading (headings, balie_entry_to_label (entry), _ (spec->label), target);
    }
}

/* An entry as it is called in all languages. */
static GPtrArray *
get_names (BalieEntry entry)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (names, g_strdup (balie_entry_to_code (entry)));
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      balie_language_push (languages[i]);
      g_ptr_array_add (names, g_strdup (balie_entry_to_label (entry)));
      balie_language_pop ();
    }
  return names;
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

/* Words first, so that a code, added over them, always means its own field. */
static GHashTable *
make_words (GPtrArray *const names[BALIE_N_PARTIES])
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      balie_language_push (languages[i]);
      add_dossier_fields (words, FALSE);
      for (int entry = 0; entry < BALIE_N_PARTIES; entry++)
        add_party_fields (words, entry, names[entry], FALSE);
      balie_language_pop ();
    }
  remove_ambiguous (words);
  return words;
}

GHashTable *
balie_dossier_csv_make_headings (void)
{
  GPtrArray *names[BALIE_N_PARTIES];
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *headings;
  GHashTableIter iter;
  gpointer key;
  gpointer target;

  for (int entry = 0; entry < BALIE_N_PARTIES; entry++)
    names[entry] = get_names (entry);
  headings = make_words (names);
  add_dossier_fields (codes, TRUE);
  for (int entry = 0; entry < BALIE_N_PARTIES; entry++)
    add_party_fields (codes, entry, names[entry], TRUE);
  g_hash_table_iter_init (&iter, codes);
  while (g_hash_table_iter_next (&iter, &key, &target))
    g_hash_table_insert (headings, g_strdup (key), target);
  for (int entry = 0; entry < BALIE_N_PARTIES; entry++)
    g_ptr_array_unref (names[entry]);
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
