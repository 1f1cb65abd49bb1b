/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Morning run": what needs me now, next run, preview, forecast, last runs. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-runs-page.h"

#include "balie-forecast-group.h"
#include "balie-last-runs-group.h"
#include "balie-needs-group.h"
#include "balie-next-run-group.h"

/* Changes come in bursts; the page follows a moment later, once. */
#define REFRESH_MS 400

struct _BalieRunsPage
{
  AdwBin parent;

  /* Owned by the page as children */
  BalieNeedsGroup *needs_group;
  BalieNextRunGroup *next_group;
  BalieForecastGroup *forecast_group;
  BalieLastRunsGroup *last_group;

  /* Owned */
  BalieDesk *desk;

  /* State */
  gulong changed_id;
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (BalieRunsPage, balie_runs_page, ADW_TYPE_BIN)

static gboolean
refresh_due_cb (gpointer user_data)
{
  BalieRunsPage *self = user_data;

  self->refresh_id = 0;
  balie_needs_group_refresh (self->needs_group);
  balie_next_run_group_refresh (self->next_group);
  balie_forecast_group_refresh (self->forecast_group);
  balie_last_runs_group_refresh (self->last_group);
  return G_SOURCE_REMOVE;
}

static void
desk_changed_cb (BalieRunsPage *self, const char *table)
{
  static const char *const tables[] = { "orders", "requests", "runs", "settings", "brands", NULL };

  if (g_strv_contains (tables, table) && self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_due_cb, self);
}

static void
balie_runs_page_dispose (GObject *object)
{
  BalieRunsPage *self = BALIE_RUNS_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->desk != NULL)
    g_clear_signal_handler (&self->changed_id, self->desk);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_runs_page_parent_class)->dispose (object);
}

static void
balie_runs_page_class_init (BalieRunsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_runs_page_dispose;
}

static void
balie_runs_page_init (BalieRunsPage *self)
{
}

static void
build (BalieRunsPage *self)
{
  GtkWidget *page = adw_preferences_page_new ();

  self->needs_group = BALIE_NEEDS_GROUP (balie_needs_group_new (self->desk));
  self->next_group = BALIE_NEXT_RUN_GROUP (balie_next_run_group_new (self->desk));
  self->forecast_group = BALIE_FORECAST_GROUP (balie_forecast_group_new (self->desk));
  self->last_group = BALIE_LAST_RUNS_GROUP (balie_last_runs_group_new (self->desk));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (self->needs_group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (self->next_group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (self->forecast_group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (self->last_group));
  adw_bin_set_child (ADW_BIN (self), page);
}

/**
 * balie_runs_page_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
balie_runs_page_new (BalieDesk *desk)
{
  BalieRunsPage *self = g_object_new (BALIE_TYPE_RUNS_PAGE, NULL);

  self->desk = g_object_ref (desk);
  build (self);
  self->changed_id = g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  return GTK_WIDGET (self);
}
