/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person's words become: SELECTs of the rows they find.
 *
 * Words of three and more characters are answered by the search index, wherever they stand; orders
 * that it does not have yet are read through, so that a search never misses one. Words of one or two
 * characters are looked up as the beginning of a number, a name, a VIN or a plate in those columns'
 * own indexes. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-search-words.h"

#include <string.h>

#include "balie-search-index.h"
#include "balie-text.h"

#define TRIGRAM 3
/* More would make a statement that SQLite refuses; nobody types so many. */
#define MAX_WORDS 24
/* Sorts behind every text that begins the same. */
#define LAST_CHARACTER "\xf4\x8f\xbf\xbf"

/* How a column's texts are written. */
typedef enum
{
  WRITTEN_FOLDED,
  WRITTEN_UPPER,
  WRITTEN_AS_IT_CAME,
} Writing;

/* @more: what the column's partial index asks for. */
typedef struct
{
  const char *name;
  const char *more;
  Writing writing;
} Column;

typedef struct
{
  const char *table;
  Column columns[6];
} Source;

static const Source sources[] = {
  [BALIE_FIND_ORDER] = { "orders",
                         { { "customer_key", "", WRITTEN_FOLDED },
                           { "vin", "", WRITTEN_UPPER },
                           { "plate", "plate <> '' AND ", WRITTEN_UPPER },
                           { "order_number", "", WRITTEN_AS_IT_CAME },
                           { "brand", "", WRITTEN_AS_IT_CAME } } },
  [BALIE_FIND_DOSSIER] = { "dossier",
                           { { "vin", "vin <> '' AND ", WRITTEN_UPPER },
                             { "plate", "plate <> '' AND ", WRITTEN_UPPER },
                             { "number", "", WRITTEN_AS_IT_CAME } } },
  [BALIE_FIND_PARTY] = { "party",
                         { { "name_key", "name_key <> '' AND ", WRITTEN_FOLDED },
                           { "client_number", "client_number <> '' AND ", WRITTEN_AS_IT_CAME },
                           { "external_reference", "external_reference <> '' AND ",
                             WRITTEN_AS_IT_CAME } } },
  [BALIE_FIND_LETTER] = { "letter",
                          { { "application", "application <> '' AND ", WRITTEN_AS_IT_CAME },
                            { "policy", "policy <> '' AND ", WRITTEN_AS_IT_CAME },
                            { "insurer", "", WRITTEN_AS_IT_CAME } } },
};

char **
balie_search_split (const char *search)
{
  g_autofree char *folded = balie_text_fold (search);
  g_auto (GStrv) all = g_strsplit (folded, " ", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  guint n = 0;

  for (char **word = all; *word && n < MAX_WORDS; word++)
    if (**word)
      {
        g_strv_builder_add (words, *word);
        n++;
      }
  return g_strv_builder_end (words);
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
append_range (BalieSql *sql, const Source *source, const Column *column, char *from)
{
  char *to = g_strconcat (from, LAST_CHARACTER, NULL);

  g_string_append_printf (sql->text, "SELECT id FROM %s WHERE %s%s >= ", source->table,
                          column->more, column->name);
  balie_sql_append_parameter (sql, from);
  g_string_append_printf (sql->text, " AND %s < ", column->name);
  balie_sql_append_parameter (sql, to);
}

/* The beginning of a plate while it is typed, "x-1": too short for the index without its dash. */
static void
append_short_plate (BalieSql *sql, const Source *source, const char *word)
{
  g_autofree char *squeezed = dup_squeezed (word);

  if (!squeezed || is_long (squeezed))
    return;
  for (const Column *column = source->columns; column->name; column++)
    {
      if (strcmp (column->name, "plate") != 0)
        continue;
      g_string_append (sql->text, " UNION ALL ");
      append_range (sql, source, column, g_utf8_strup (squeezed, -1));
    }
}

/* The rows of one kind in the index. */
static void
append_match (BalieSql *sql, BalieFindKind kind, GPtrArray *words)
{
  gint64 base = BALIE_SEARCH_BASE (kind);

  g_string_append_printf (sql->text,
                          "SELECT rowid - %" G_GINT64_FORMAT " FROM search_fts "
                          "WHERE rowid > %" G_GINT64_FORMAT " AND rowid < %" G_GINT64_FORMAT
                          " AND search_fts MATCH ",
                          base, base, BALIE_SEARCH_BASE (kind + 1));
  balie_sql_append_parameter (sql, dup_match (words));
}

/* Orders behind the id up to which the index has them. */
static void
append_unindexed (BalieSql *sql, gint64 upto, GPtrArray *words)
{
  g_string_append_printf (sql->text, "SELECT id FROM orders WHERE id > %" G_GINT64_FORMAT, upto);
  for (guint i = 0; i < words->len; i++)
    append_contains (sql, g_ptr_array_index (words, i));
}

static gboolean
has_unindexed (BalieDb *db, BalieFindKind kind, gint64 *upto, gboolean *has, GError **error)
{
  gint64 last = 0;

  *has = FALSE;
  if (kind != BALIE_FIND_ORDER)
    return TRUE;
  if (!balie_search_index_get_upto (db, upto, &last, error))
    return FALSE;
  *has = last > *upto;
  return TRUE;
}

/* The index for what it holds, reading through for the rest, if any. */
static gboolean
append_long_words (BalieSql *sql, BalieDb *db, BalieFindKind kind, GPtrArray *words, GError **error)
{
  gint64 upto = 0;
  gboolean has;

  if (!has_unindexed (db, kind, &upto, &has, error))
    return FALSE;
  append_match (sql, kind, words);
  if (has)
    {
      g_string_append (sql->text, " UNION ALL ");
      append_unindexed (sql, upto, words);
    }
  if (words->len == 1)
    append_short_plate (sql, &sources[kind], g_ptr_array_index (words, 0));
  return TRUE;
}

/* Numbers and brands are kept as they came, so each way to write one or two letters is looked up. */
static void
append_case_ranges (BalieSql *sql, const Source *source, const Column *column, const char *word)
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
      if (bits > 0)
        g_string_append (sql->text, " UNION ALL ");
      append_range (sql, source, column, g_strdup (variant));
    }
}

static void
append_prefix (BalieSql *sql, const Source *source, const char *word)
{
  for (const Column *column = source->columns; column->name; column++)
    {
      if (column != source->columns)
        g_string_append (sql->text, " UNION ALL ");
      if (column->writing == WRITTEN_AS_IT_CAME)
        append_case_ranges (sql, source, column, word);
      else
        append_range (sql, source, column,
                      column->writing == WRITTEN_UPPER ? g_utf8_strup (word, -1) : g_strdup (word));
    }
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
               BalieFindKind kind,
               GPtrArray *long_words,
               GPtrArray *short_words,
               GError **error)
{
  if (long_words->len > 0)
    return append_long_words (sql, db, kind, long_words, error);
  if (short_words->len > 0)
    append_prefix (sql, &sources[kind], g_ptr_array_index (short_words, 0));
  else
    g_string_append_printf (sql->text, "SELECT id FROM %s", sources[kind].table);
  return TRUE;
}

static gboolean
append_words (BalieSql *sql,
              BalieDb *db,
              BalieFindKind kind,
              GPtrArray *long_words,
              GPtrArray *short_words,
              GError **error)
{
  guint n_found = long_words->len > 0 ? 0 : 1;

  if (short_words->len <= n_found)
    return append_source (sql, db, kind, long_words, short_words, error);
  g_string_append_printf (sql->text, "SELECT id FROM %s WHERE id IN (", sources[kind].table);
  if (!append_source (sql, db, kind, long_words, short_words, error))
    return FALSE;
  g_string_append_c (sql->text, ')');
  for (guint i = n_found; i < short_words->len; i++)
    append_begins_word (sql, g_ptr_array_index (short_words, i));
  return TRUE;
}

gboolean
balie_search_append_hits (BalieSql *sql,
                          BalieDb *db,
                          BalieFindKind kind,
                          const char *search,
                          GError **error)
{
  g_auto (GStrv) words = balie_search_split (search);
  g_autoptr (GPtrArray) long_words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) short_words = g_ptr_array_new_with_free_func (g_free);

  sort_words (words, long_words, short_words);
  return append_words (sql, db, kind, long_words, short_words, error);
}

/* Adds the ids that the statement gives, newest first. */
static gboolean
add_newest (BalieDb *db, BalieSql *sql, const char *order, guint limit, GArray *ids, GError **error)
{
  g_autoptr (BalieStmt) stmt = NULL;
  g_autoptr (GArray) more = NULL;

  g_string_append_printf (sql->text, " ORDER BY %s DESC LIMIT %u", order, limit);
  stmt = balie_sql_prepare (sql, db, error);
  more = stmt ? balie_stmt_read_ids (stmt, error) : NULL;
  if (!more)
    return FALSE;
  g_array_append_vals (ids, more->data, more->len);
  return TRUE;
}

static gboolean
add_matches (BalieDb *db,
             BalieFindKind kind,
             GPtrArray *words,
             guint limit,
             GArray *ids,
             GError **error)
{
  g_auto (BalieSql) sql = { 0 };

  balie_sql_init (&sql, "");
  append_match (&sql, kind, words);
  return add_newest (db, &sql, "rowid", limit, ids, error);
}

static gboolean
add_unindexed (BalieDb *db,
               BalieFindKind kind,
               GPtrArray *words,
               guint limit,
               GArray *ids,
               GError **error)
{
  g_auto (BalieSql) sql = { 0 };
  gint64 upto = 0;
  gboolean has;

  if (!has_unindexed (db, kind, &upto, &has, error))
    return FALSE;
  if (!has)
    return TRUE;
  balie_sql_init (&sql, "");
  append_unindexed (&sql, upto, words);
  return add_newest (db, &sql, "id", limit, ids, error);
}

/* The general way: all are found, then the newest are taken. */
static gboolean
add_all_kinds_of_words (BalieDb *db,
                        BalieFindKind kind,
                        GPtrArray *long_words,
                        GPtrArray *short_words,
                        guint limit,
                        GArray *ids,
                        GError **error)
{
  g_auto (BalieSql) sql = { 0 };

  balie_sql_init (&sql, "");
  g_string_append_printf (sql.text, "SELECT id FROM %s WHERE id IN (", sources[kind].table);
  if (!append_words (&sql, db, kind, long_words, short_words, error))
    return FALSE;
  g_string_append_c (sql.text, ')');
  return add_newest (db, &sql, "id", limit, ids, error);
}

static gboolean
is_maybe_plate (const char *word)
{
  g_autofree char *squeezed = dup_squeezed (word);

  return squeezed && !is_long (squeezed);
}

GArray *
balie_search_get_newest (BalieDb *db,
                         BalieFindKind kind,
                         const char *search,
                         guint limit,
                         GError **error)
{
  g_auto (GStrv) words = balie_search_split (search);
  g_autoptr (GPtrArray) long_words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) short_words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean ok;

  sort_words (words, long_words, short_words);
  if (short_words->len > 0 || long_words->len == 0 ||
      (long_words->len == 1 && is_maybe_plate (g_ptr_array_index (long_words, 0))))
    ok = add_all_kinds_of_words (db, kind, long_words, short_words, limit, ids, error);
  else
    ok = add_unindexed (db, kind, long_words, limit, ids, error) &&
         (ids->len >= limit || add_matches (db, kind, long_words, limit - ids->len, ids, error));
  return ok ? g_steal_pointer (&ids) : NULL;
}
