/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways on from a state, as buttons beside each other that wrap where there is little room. Each activates an
 * action of the window. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-ways.h"

#include <glib/gi18n-lib.h>

#define SPACING 6

struct _BalieWays
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (BalieWays, balie_ways, GTK_TYPE_WIDGET)

static const struct
{
  BalieWay way;
  const char *label;
  const char *action;
} ways[] = {
  { BALIE_WAY_KEEP_WAITING, N_ ("Keep _Waiting"), "search.keep-waiting" },
  { BALIE_WAY_TRY_AGAIN, N_ ("_Try Again"), "search.try-again" },
  { BALIE_WAY_KP, N_ ("Search KP _Instead"), "search.kp" },
  { BALIE_WAY_REFRESH, N_ ("_Refresh"), "search.refresh" },
  { BALIE_WAY_SET_UP, N_ ("_Set Up…"), "search.set-up" },
};

static void
get_natural (GtkWidget *child, int *width, int *height)
{
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, width, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, *width, NULL, height, NULL, NULL);
}

/* Line after line from the left, or the right where people read so; how high all of them are together. */
static int
lay_out (GtkWidget *widget, int for_width, gboolean place)
{
  gboolean from_right = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int width, height;

      if (!gtk_widget_should_layout (child))
        continue;
      get_natural (child, &width, &height);
      width = MIN (width, MAX (for_width, 0));
      if (x > 0 && x + width > for_width)
        {
          x = 0;
          y += line + SPACING;
          line = 0;
        }
      if (place)
        gtk_widget_size_allocate (
            child, &(GtkAllocation){ from_right ? for_width - x - width : x, y, width, height },
            -1);
      x += width + SPACING;
      line = MAX (line, height);
    }
  return y + line;
}

static void
balie_ways_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = lay_out (widget, for_size < 0 ? G_MAXINT : for_size, FALSE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int width, height;

      if (!gtk_widget_should_layout (child))
        continue;
      get_natural (child, &width, &height);
      *minimum = MAX (*minimum, width);
      *natural += width + (*natural > 0 ? SPACING : 0);
    }
}

static void
balie_ways_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (widget, width, TRUE);
}

static GtkSizeRequestMode
balie_ways_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
balie_ways_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (balie_ways_parent_class)->dispose (object);
}

static void
balie_ways_class_init (BalieWaysClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_ways_dispose;
  widget_class->measure = balie_ways_measure;
  widget_class->size_allocate = balie_ways_size_allocate;
  widget_class->get_request_mode = balie_ways_get_request_mode;
}

static void
balie_ways_init (BalieWays *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      GtkWidget *button =
          gtk_button_new_with_mnemonic (g_dgettext (GETTEXT_PACKAGE, ways[i].label));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), ways[i].action);
      gtk_widget_set_visible (button, FALSE);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
    }
}

/**
 * balie_ways_new:
 * @which: of #BalieWay
 *
 * Returns: (transfer floating): the buttons
 */
GtkWidget *
balie_ways_new (guint which)
{
  BalieWays *self = g_object_new (BALIE_TYPE_WAYS, NULL);

  balie_ways_set (self, which);
  return GTK_WIDGET (self);
}

/**
 * balie_ways_set:
 * @self: the buttons
 * @which: of #BalieWay: those to be seen from now on
 */
void
balie_ways_set (BalieWays *self, guint which)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_return_if_fail (BALIE_IS_WAYS (self));

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      gtk_widget_set_visible (button, (which & ways[i].way) != 0);
      button = gtk_widget_get_next_sibling (button);
    }
}
