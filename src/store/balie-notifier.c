/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Carries notes of changes from the store's threads to the main context that listens. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-notifier.h"

struct _BalieNotifier
{
  GMainContext *context; /* (owned) */
  BalieNotifierFunc func;
  gpointer data; /* (borrowed) for func */

  GMutex mutex;
  GPtrArray *waiting; /* (owned) (element-type BalieDbNote) guarded by mutex */
  GSource *source;    /* (owned) (nullable) while something waits; guarded by mutex */
};

static GPtrArray *
new_notes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) balie_db_note_free);
}

static gboolean
context_reached_cb (gpointer data)
{
  BalieNotifier *self = data;
  g_autoptr (GPtrArray) notes = NULL;

  g_mutex_lock (&self->mutex);
  notes = self->waiting;
  self->waiting = new_notes ();
  g_clear_pointer (&self->source, g_source_unref);
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < notes->len; i++)
    self->func (g_ptr_array_index (notes, i), self->data);
  return G_SOURCE_REMOVE;
}

BalieNotifier *
balie_notifier_new (GMainContext *context, BalieNotifierFunc func, gpointer data)
{
  BalieNotifier *self = g_new0 (BalieNotifier, 1);

  self->context = g_main_context_ref (context);
  self->func = func;
  self->data = data;
  self->waiting = new_notes ();
  g_mutex_init (&self->mutex);
  return self;
}

void
balie_notifier_add (BalieNotifier *self, const GPtrArray *notes)
{
  if (notes->len == 0)
    return;
  g_mutex_lock (&self->mutex);
  balie_db_notes_merge (self->waiting, notes);
  if (!self->source)
    {
      self->source = g_idle_source_new ();
      g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
      g_source_set_callback (self->source, context_reached_cb, self, NULL);
      g_source_attach (self->source, self->context);
    }
  g_mutex_unlock (&self->mutex);
}

void
balie_notifier_free (BalieNotifier *self)
{
  if (self->source)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_ptr_array_unref (self->waiting);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self);
}
