/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the next 14 days will bring, as a chart and as a list. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-forecast-group.h"

#include "balie-forecast-chart.h"
#include "balie-orders.h"
#include "balie-row-list.h"
#include "balie-run-rows.h"

#include <glib/gi18n-lib.h>

#define N_DAYS 14

struct _BalieForecastGroup
{
  AdwPreferencesGroup parent;

  /* Owned by the group as children */
  BalieForecastChart *chart;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  BalieRowList *rows;
};

G_DEFINE_FINAL_TYPE (BalieForecastGroup, balie_forecast_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show_forecast (BalieForecastGroup *self, GArray *counts)
{
  BalieDate today = balie_desk_get_today (self->desk);

  balie_forecast_chart_set_counts (self->chart, today, counts);
  balie_row_list_clear (self->rows);
  for (guint i = 0; i < counts->len; i++)
    {
      gint64 n = g_array_index (counts, gint64, i);
      g_autofree char *day = balie_date_dup_local (today + (BalieDate) i);
      g_autofree char *text = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%d order", "%d orders", (gulong) n), (int) n);

      balie_row_list_add (self->rows,
                          balie_text_row_new (i == 0 ? _ ("Today and before") : day, text));
    }
}

static void
forecast_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts = balie_orders_forecast_finish (BALIE_DESK (source), result, &error);

  if (counts != NULL)
    show_forecast (user_data, counts);
  else if (!balie_error_is_cancelled (error))
    g_warning ("The forecast could not be read: %s", error->message);
}

/**
 * balie_forecast_group_refresh:
 * @self: the group
 *
 * Reads the next days anew.
 */
void
balie_forecast_group_refresh (BalieForecastGroup *self)
{
  balie_orders_forecast_async (self->desk, N_DAYS, self->cancellable, forecast_loaded_cb, self);
}

static void
balie_forecast_group_dispose (GObject *object)
{
  BalieForecastGroup *self = BALIE_FORECAST_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_forecast_group_parent_class)->dispose (object);
}

static void
balie_forecast_group_finalize (GObject *object)
{
  BalieForecastGroup *self = BALIE_FORECAST_GROUP (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, balie_row_list_free);
  G_OBJECT_CLASS (balie_forecast_group_parent_class)->finalize (object);
}

static void
balie_forecast_group_class_init (BalieForecastGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_forecast_group_dispose;
  object_class->finalize = balie_forecast_group_finalize;
}

static void
balie_forecast_group_init (BalieForecastGroup *self)
{
  GtkWidget *frame = adw_preferences_row_new ();
  GtkWidget *list = adw_expander_row_new ();

  self->cancellable = g_cancellable_new ();
  self->chart = BALIE_FORECAST_CHART (balie_forecast_chart_new ());
  gtk_widget_set_margin_top (GTK_WIDGET (self->chart), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->chart), 12);
  gtk_widget_set_margin_start (GTK_WIDGET (self->chart), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->chart), 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (frame), GTK_WIDGET (self->chart));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (frame), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (list), _ ("As a list"));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Next 14 Days"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _ ("How many orders fall due each day"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), frame);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), list);
  self->rows = balie_row_list_new (list);
}

/**
 * balie_forecast_group_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the group, being filled
 */
GtkWidget *
balie_forecast_group_new (BalieDesk *desk)
{
  BalieForecastGroup *self = g_object_new (BALIE_TYPE_FORECAST_GROUP, NULL);

  self->desk = g_object_ref (desk);
  balie_forecast_group_refresh (self);
  return GTK_WIDGET (self);
}
