/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The changing rows of a group or of an expander: put in, and taken out all at once. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-row-list.h"

struct _BalieRowList
{
  /* Borrowed: the owner is inside it or is it */
  GtkWidget *parent;
  /* Owned; its rows are borrowed from the parent */
  GPtrArray *rows;
};

/**
 * balie_row_list_new:
 * @group_or_expander: where the rows go; outlives the list
 *
 * Returns: (transfer full): an empty list
 */
BalieRowList *
balie_row_list_new (GtkWidget *group_or_expander)
{
  BalieRowList *self = g_new0 (BalieRowList, 1);

  self->parent = group_or_expander;
  self->rows = g_ptr_array_new ();
  return self;
}

/**
 * balie_row_list_free:
 * @self: (transfer full): the list; its rows stay
 */
void
balie_row_list_free (BalieRowList *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * balie_row_list_clear:
 * @self: the list
 *
 * Takes every row out of the parent.
 */
void
balie_row_list_clear (BalieRowList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (ADW_IS_EXPANDER_ROW (self->parent))
        adw_expander_row_remove (ADW_EXPANDER_ROW (self->parent), row);
      else
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->parent), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

/**
 * balie_row_list_add:
 * @self: the list
 * @row: (transfer floating): put last
 */
void
balie_row_list_add (BalieRowList *self, GtkWidget *row)
{
  if (ADW_IS_EXPANDER_ROW (self->parent))
    adw_expander_row_add_row (ADW_EXPANDER_ROW (self->parent), row);
  else
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->parent), row);
  g_ptr_array_add (self->rows, row);
}
