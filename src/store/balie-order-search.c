/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search in orders.
 *
 * A trigram index (FTS5) over the folded search text answers words of three and more characters.
 * Feeding it costs more than everything else about an order together, so a large import does not
 * wait for it: orders are indexed in the order of their ids up to the id in meta "search-upto", the
 * few of a small transaction before its commit, those of a large one afterwards in the background.
 * Until then the rest is read through, so that a search never misses an order.
 * Words of one or two characters are looked up as the beginning of number, brand, customer, VIN or
 * plate in those columns' own indexes. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-order-search.h"

#include <string.h>

#include "balie-db-private.h"
#include "balie-other-tables.h"
#include "balie-text.h"

#define KEY_UPTO "search-upto"
#define TRIGRAM 3
/* Sorts behind every text that begins the same. */
#define LAST_CHARACTER "\xf4\x8f\xbf\xbf"

void
balie_sql_init (BalieSql *self, const char *text)
{
  self->text = g_string_new (text);
  self->parameters = g_ptr_array_new_with_free_func (g_free);
}

void
balie_sql_clear (BalieSql *self)
{
  if (self->text)
    g_string_free (self->text, TRUE);
  g_clear_pointer (&self->parameters, g_ptr_array_unref);
  self->text = NULL;
}

void
balie_sql_append_parameter (BalieSql *self, char *value)
{
  g_ptr_array_add (self->parameters, value);
  g_string_append_printf (self->text, "?%u", self->parameters->len);
}

BalieStmt *
balie_sql_prepare (const BalieSql *self, BalieDb *db, GError **error)
{
  BalieStmt *stmt = balie_db_prepare (db, self->text->str, error);

  for (guint i = 0; stmt && i < self->parameters->len; i++)
    balie_stmt_bind_text (stmt, (int) i + 1, g_ptr_array_index (self->parameters, i));
  return stmt;
}

char *
balie_sql_dup_like (const char *before, const char *text, const char *after)
{
  GString *out = g_string_new (before);

  for (const char *p = text; *p; p++)
    {
      if (*p == '%' || *p == '_' || *p == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  g_string_append (out, after);
  return g_string_free (out, FALSE);
}

static gboolean
read_upto (BalieDb *db, gint64 *upto, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = balie_meta_table_dup (db, KEY_UPTO, &local);

  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *upto = text ? g_ascii_strtoll (text, NULL, 10) : 0;
  return TRUE;
}

static gboolean
read_last_id (BalieDb *db, gint64 *id, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, "SELECT max(id) FROM orders", error);
  gboolean has_row = FALSE;

  if (!stmt || !balie_stmt_step (stmt, &has_row, error))
    return FALSE;
  *id = balie_stmt_get_int (stmt, 0);
  return TRUE;
}

/* The words of what a person typed, folded; a plate or VIN typed with dashes is one word. */
static char **
split_words (const char *search)
{
  g_autofree char *folded = balie_text_fold (search);

  return g_strsplit (folded, " ", -1);
}

/* "xx-123-y" without its dashes, or NULL when it has none. */
static char *
dup_squeezed (const char *word)
{
  g_autofree char *upper = balie_text_dup_code (word);
  g_autofree char *folded = balie_text_fold (upper);

  if (*folded == '\0' || strcmp (folded, word) == 0)
    return NULL;
  return g_steal_pointer (&folded);
}

static gboolean
is_long (const char *word)
{
  return g_utf8_strlen (word, -1) >= TRIGRAM;
}

/* A string of FTS5's query language: quotes doubled, everything else taken as it is. */
static void
append_quoted (GString *out, const char *word)
{
  g_string_append_c (out, '"');
  for (const char *p = word; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static char *
dup_match (GPtrArray *words)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      g_autofree char *squeezed = dup_squeezed (word);

      g_string_append (out, i > 0 ? " AND (" : "(");
      append_quoted (out, word);
      if (squeezed && is_long (squeezed))
        {
          g_string_append (out, " OR ");
          append_quoted (out, squeezed);
        }
      g_string_append_c (out, ')');
    }
  return g_string_free (out, FALSE);
}

static void
append_contains (BalieSql *sql, const char *word)
{
  g_autofree char *squeezed = dup_squeezed (word);

  g_string_append (sql->text, " AND (search LIKE ");
  balie_sql_append_parameter (sql, balie_sql_dup_like ("%", word, "%"));
  g_string_append (sql->text, " ESCAPE '\\'");
  if (squeezed && is_long (squeezed))
    {
      g_string_append (sql->text, " OR search LIKE ");
      balie_sql_append_parameter (sql, balie_sql_dup_like ("%", squeezed, "%"));
      g_string_append (sql->text, " ESCAPE '\\'");
    }
  g_string_append_c (sql->text, ')');
}

static void
append_range (BalieSql *sql, const char *column, const char *more, char *from)
{
  char *to = g_strconcat (from, LAST_CHARACTER, NULL);

  g_string_append_printf (sql->text, "SELECT id FROM orders WHERE %s%s >= ", more, column);
  balie_sql_append_parameter (sql, from);
  g_string_append_printf (sql->text, " AND %s < ", column);
  balie_sql_append_parameter (sql, to);
}

/* The beginning of a plate while it is typed, "x-1": too short for the index without its dash. */
static void
append_short_plate (BalieSql *sql, const char *word)
{
  g_autofree char *squeezed = dup_squeezed (word);

  if (!squeezed || is_long (squeezed))
    return;
  g_string_append (sql->text, " UNION ALL ");
  append_range (sql, "plate", "plate <> '' AND ", g_utf8_strup (squeezed, -1));
}

/* The index for what it holds, reading through for the rest, if any. */
static gboolean
append_long_words (BalieSql *sql, BalieDb *db, GPtrArray *words, GError **error)
{
  gint64 upto, last;

  if (!read_upto (db, &upto, error) || !read_last_id (db, &last, error))
    return FALSE;
  g_string_append (sql->text, "SELECT rowid FROM orders_fts WHERE orders_fts MATCH ");
  balie_sql_append_parameter (sql, dup_match (words));
  if (last > upto)
    {
      g_string_append_printf (
          sql->text, " UNION ALL SELECT id FROM orders WHERE id > %" G_GINT64_FORMAT, upto);
      for (guint i = 0; i < words->len; i++)
        append_contains (sql, g_ptr_array_index (words, i));
    }
  if (words->len == 1)
    append_short_plate (sql, g_ptr_array_index (words, 0));
  return TRUE;
}

/* Order numbers and brands are kept as they came, so each way to write one or two letters is looked
 * up. */
static void
append_case_ranges (BalieSql *sql, const char *column, const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);
  g_autofree char *upper = g_utf8_strup (word, -1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int bits = 0; bits < 4; bits++)
    {
      const char *second = g_utf8_next_char (bits & 1 ? upper : lower);
      const char *first = bits & 1 ? upper : lower;
      const char *rest = bits & 2 ? upper : lower;
      char *variant = g_strdup_printf ("%.*s%s", (int) (second - first), first,
                                       *rest ? g_utf8_next_char (rest) : "");

      if (!g_hash_table_add (seen, variant))
        continue;
      g_string_append (sql->text, " UNION ALL ");
      append_range (sql, column, "", g_strdup (variant));
    }
}

static void
append_prefix (BalieSql *sql, const char *word)
{
  g_autofree char *upper = g_utf8_strup (word, -1);

  append_range (sql, "customer_key", "", g_strdup (word));
  g_string_append (sql->text, " UNION ALL ");
  append_range (sql, "vin", "", g_strdup (upper));
  g_string_append (sql->text, " UNION ALL ");
  append_range (sql, "plate", "plate <> '' AND ", g_strdup (upper));
  append_case_ranges (sql, "order_number", word);
  append_case_ranges (sql, "brand", word);
}

/* A short word beside others begins any word of the search text. */
static void
append_begins_word (BalieSql *sql, const char *word)
{
  static const char *const befores[] = { "", "%\n", "% " };

  g_string_append (sql->text, " AND (");
  for (gsize i = 0; i < G_N_ELEMENTS (befores); i++)
    {
      g_string_append (sql->text, i > 0 ? " OR search LIKE " : "search LIKE ");
      balie_sql_append_parameter (sql, balie_sql_dup_like (befores[i], word, "%"));
      g_string_append (sql->text, " ESCAPE '\\'");
    }
  g_string_append_c (sql->text, ')');
}

/* Sorts the words by length. */
static void
sort_words (char **words, GPtrArray *long_words, GPtrArray *short_words)
{
  for (char **word = words; *word; word++)
    {
      if (is_long (*word))
        g_ptr_array_add (long_words, g_strdup (*word));
      else if (**word)
        g_ptr_array_add (short_words, g_strdup (*word));
    }
}

/* What the indexes find; with doubles when several of them do. */
static gboolean
append_source (BalieSql *sql,
               BalieDb *db,
               GPtrArray *long_words,
               GPtrArray *short_words,
               GError **error)
{
  if (long_words->len > 0)
    return append_long_words (sql, db, long_words, error);
  if (short_words->len > 0)
    append_prefix (sql, g_ptr_array_index (short_words, 0));
  else
    g_string_append (sql->text, "SELECT id FROM orders");
  return TRUE;
}

gboolean
balie_order_search_append_hits (BalieSql *sql, BalieDb *db, const char *search, GError **error)
{
  g_auto (GStrv) words = split_words (search);
  g_autoptr (GPtrArray) long_words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) short_words = g_ptr_array_new_with_free_func (g_free);
  guint n_found;

  sort_words (words, long_words, short_words);
  n_found = long_words->len > 0 ? 0 : 1;
  if (short_words->len <= n_found)
    return append_source (sql, db, long_words, short_words, error);
  g_string_append (sql->text, "SELECT id FROM orders WHERE id IN (");
  if (!append_source (sql, db, long_words, short_words, error))
    return FALSE;
  g_string_append_c (sql->text, ')');
  for (guint i = n_found; i < short_words->len; i++)
    append_begins_word (sql, g_ptr_array_index (short_words, i));
  return TRUE;
}

gboolean
balie_order_search_dup_text (BalieDb *db, gint64 id, char **text, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "SELECT search FROM orders WHERE id = ?1", error);
  gboolean has_row = FALSE;

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, id);
  if (!balie_stmt_step (stmt, &has_row, error))
    return FALSE;
  *text = has_row ? g_strdup (balie_stmt_get_text (stmt, 0)) : NULL;
  return TRUE;
}

static gboolean
run_on_row (BalieDb *db, const char *sql, gint64 id, const char *text, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, sql, error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, id);
  balie_stmt_bind_text (stmt, 2, text);
  return balie_stmt_run (stmt, error);
}

/* The index keeps no texts of its own, so it has to be told what to take out. */
gboolean
balie_order_search_replace (BalieDb *db,
                            gint64 id,
                            const char *old_text,
                            const char *new_text,
                            GError **error)
{
  gint64 upto;

  if (g_strcmp0 (old_text, new_text) == 0)
    return TRUE;
  if (!read_upto (db, &upto, error))
    return FALSE;
  if (id > upto)
    return TRUE;
  return run_on_row (db,
                     "INSERT INTO orders_fts (orders_fts, rowid, search) VALUES ('delete', ?1, ?2)",
                     id, old_text, error) &&
         run_on_row (db, "INSERT INTO orders_fts (rowid, search) VALUES (?1, ?2)", id, new_text,
                     error);
}

gint64
balie_order_search_count_pending (BalieDb *db, GError **error)
{
  gint64 upto, last;

  if (!read_upto (db, &upto, error) || !read_last_id (db, &last, error))
    return -1;
  return MAX (last - upto, 0);
}

gboolean
balie_order_search_catch_up (BalieDb *db, gint64 limit, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (BalieStmt) stmt = NULL;
  gint64 upto, last;

  if (!read_upto (db, &upto, error) || !read_last_id (db, &last, error))
    return FALSE;
  last = MIN (last, upto + limit);
  stmt = balie_db_prepare (db,
                           "INSERT INTO orders_fts (rowid, search) SELECT id, search FROM orders "
                           "WHERE id > ?1 AND id <= ?2 ORDER BY id",
                           error);
  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, upto);
  balie_stmt_bind_int (stmt, 2, last);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, last);
  return balie_stmt_run (stmt, error) && balie_meta_table_set (db, KEY_UPTO, text, error);
}
