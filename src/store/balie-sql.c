/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A statement in the making: its text grows together with what is bound to it. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-sql.h"

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

gboolean
balie_stmt_read_number (BalieStmt *stmt, gint64 missing, gint64 *number, GError **error)
{
  gboolean has_row = FALSE;

  if (!balie_stmt_step (stmt, &has_row, error))
    return FALSE;
  *number = !has_row || balie_stmt_is_null (stmt, 0) ? missing : balie_stmt_get_int (stmt, 0);
  return TRUE;
}

GArray *
balie_stmt_read_ids (BalieStmt *stmt, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = FALSE;

  while (balie_stmt_step (stmt, &has_row, error))
    {
      gint64 id;

      if (!has_row)
        return g_steal_pointer (&ids);
      id = balie_stmt_get_int (stmt, 0);
      g_array_append_val (ids, id);
    }
  return NULL;
}
