/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of a lazy list are selected, kept by id while the list is read anew.
 *
 * GtkMultiSelection asks for the item of every selected place, which with a lazy list would fetch
 * all of it; this one only knows places, and ids across a refresh. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-lazy-selection.h"

/* A larger selection is not carried across a refresh. */
#define MAX_KEPT 100000

struct _BalieLazySelection
{
  GObject parent_instance;

  /* Owned */
  BalieLazyList *list;
  GtkBitset *selected;
  GHashTable *kept; /* (nullable): ids, between before-refresh and after-refresh */
};

static void implement_list_model (GListModelInterface *iface);
static void implement_selection_model (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalieLazySelection,
                               balie_lazy_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, implement_list_model)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          implement_selection_model))

static GType
get_item_type (GListModel *model)
{
  return BALIE_TYPE_LAZY_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (BALIE_LAZY_SELECTION (model)->list));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (BALIE_LAZY_SELECTION (model)->list), position);
}

static void
implement_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (BALIE_LAZY_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (BALIE_LAZY_SELECTION (model)->selected);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  BalieLazySelection *self = BALIE_LAZY_SELECTION (model);
  g_autoptr (GtkBitset) changes = gtk_bitset_copy (self->selected);
  g_autoptr (GtkBitset) wanted = gtk_bitset_copy (selected);
  guint n_items = get_n_items (G_LIST_MODEL (model));
  guint first, last;

  /* changes = (selected xor present) within the mask */
  gtk_bitset_difference (changes, wanted);
  gtk_bitset_intersect (changes, mask);
  if (n_items > 0)
    gtk_bitset_remove_range_closed (changes, n_items, G_MAXUINT);
  if (gtk_bitset_is_empty (changes))
    return TRUE;
  gtk_bitset_difference (self->selected, changes);
  first = gtk_bitset_get_minimum (changes);
  last = gtk_bitset_get_maximum (changes);
  gtk_selection_model_selection_changed (model, first, last - first + 1);
  return TRUE;
}

static void
implement_selection_model (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

static void
items_changed_cb (GListModel *list,
                  guint position,
                  guint removed,
                  guint added,
                  BalieLazySelection *self)
{
  gtk_bitset_splice (self->selected, position, removed, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
refresh_begun_cb (BalieLazyList *list, BalieLazySelection *self)
{
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_is_empty (self->selected) || gtk_bitset_get_size (self->selected) > MAX_KEPT)
    return;
  self->kept = g_hash_table_new (NULL, NULL);
  if (!gtk_bitset_iter_init_first (&iter, self->selected, &position))
    return;
  do
    g_hash_table_add (self->kept, GUINT_TO_POINTER (balie_lazy_list_get_id (list, position)));
  while (gtk_bitset_iter_next (&iter, &position));
}

static void
refresh_ended_cb (BalieLazyList *list, BalieLazySelection *self)
{
  g_autoptr (GHashTable) kept = g_steal_pointer (&self->kept);
  g_autoptr (GtkBitset) wanted = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = NULL;
  const guint32 *ids;
  guint n_ids;

  if (kept == NULL)
    return;
  ids = balie_lazy_list_get_ids (list, &n_ids);
  for (guint i = 0; i < n_ids; i++)
    if (g_hash_table_contains (kept, GUINT_TO_POINTER (ids[i])))
      gtk_bitset_add (wanted, i);
  all = gtk_bitset_new_range (0, n_ids);
  set_selection (GTK_SELECTION_MODEL (self), wanted, all);
}

static void
balie_lazy_selection_finalize (GObject *object)
{
  BalieLazySelection *self = BALIE_LAZY_SELECTION (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->selected, gtk_bitset_unref);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  G_OBJECT_CLASS (balie_lazy_selection_parent_class)->finalize (object);
}

static void
balie_lazy_selection_class_init (BalieLazySelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_lazy_selection_finalize;
}

static void
balie_lazy_selection_init (BalieLazySelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}

/**
 * balie_lazy_selection_new:
 * @list: the list
 *
 * Returns: (transfer full): a selection of any number of its rows
 */
BalieLazySelection *
balie_lazy_selection_new (BalieLazyList *list)
{
  BalieLazySelection *self = g_object_new (BALIE_TYPE_LAZY_SELECTION, NULL);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
  g_signal_connect_object (list, "before-refresh", G_CALLBACK (refresh_begun_cb), self, 0);
  g_signal_connect_object (list, "after-refresh", G_CALLBACK (refresh_ended_cb), self, 0);
  return self;
}

/**
 * balie_lazy_selection_get_n:
 * @self: the selection
 *
 * Returns: how many rows are selected
 */
guint64
balie_lazy_selection_get_n (BalieLazySelection *self)
{
  g_return_val_if_fail (BALIE_IS_LAZY_SELECTION (self), 0);

  return gtk_bitset_get_size (self->selected);
}

/**
 * balie_lazy_selection_get_single:
 * @self: the selection
 * @position: (out): the place
 *
 * Returns: whether exactly one row is selected
 */
gboolean
balie_lazy_selection_get_single (BalieLazySelection *self, guint *position)
{
  g_return_val_if_fail (BALIE_IS_LAZY_SELECTION (self), FALSE);

  if (gtk_bitset_get_size (self->selected) != 1)
    return FALSE;
  *position = gtk_bitset_get_minimum (self->selected);
  return TRUE;
}
