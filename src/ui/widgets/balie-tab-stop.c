/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One stop for Tab around a long list. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-tab-stop.h"

struct _BalieTabStop
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (BalieTabStop, balie_tab_stop, ADW_TYPE_BIN)

static gboolean
balie_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  gboolean by_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (child == NULL || (by_tab && gtk_widget_get_focus_child (widget) != NULL))
    return FALSE;
  return gtk_widget_child_focus (child, direction);
}

static void
balie_tab_stop_class_init (BalieTabStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = balie_tab_stop_focus;
}

static void
balie_tab_stop_init (BalieTabStop *self)
{
}
