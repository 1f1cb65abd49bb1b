/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of a form: one label, the inputs under it side by side, and their hints. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-form-line.h"

#include "balie-accessible.h"

#include <glib/gi18n-lib.h>

struct _BalieFormLine
{
  GtkBox parent_instance;

  /* Owned */
  char *text; /* of the label */

  /* Borrowed children */
  GtkLabel *label;
  GtkBox *inputs;
  GtkBox *hints; /* of GtkLabel with its "key" */

  /* State */
  guint n_frames; /* since the newest hint */
};

G_DEFINE_FINAL_TYPE (BalieFormLine, balie_form_line, GTK_TYPE_BOX)

static void
balie_form_line_finalize (GObject *object)
{
  g_free (BALIE_FORM_LINE (object)->text);
  G_OBJECT_CLASS (balie_form_line_parent_class)->finalize (object);
}

static void
balie_form_line_class_init (BalieFormLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_form_line_finalize;
}

static void
balie_form_line_init (BalieFormLine *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_set_spacing (GTK_BOX (self), 10);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0.0f);
  gtk_label_set_yalign (self->label, 0.0f);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  /* As wide as narrow: or a long text beside it would take room from it. */
  gtk_label_set_width_chars (self->label, 14);
  gtk_label_set_max_width_chars (self->label, 14);
  gtk_widget_set_valign (GTK_WIDGET (self->label), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "balie-form-label");
  self->inputs = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->hints = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_widget_set_visible (GTK_WIDGET (self->hints), FALSE);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->inputs));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->hints));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self), column);
}

/**
 * balie_form_line_new:
 * @label: translated, may have a mnemonic
 * @group: (nullable): makes labels of a column equally wide
 *
 * Returns: (transfer floating): a line without inputs
 */
GtkWidget *
balie_form_line_new (const char *label, GtkSizeGroup *group)
{
  BalieFormLine *self = g_object_new (BALIE_TYPE_FORM_LINE, NULL);

  self->text = g_strdup (label);
  gtk_label_set_text_with_mnemonic (self->label, label);
  if (group != NULL)
    gtk_size_group_add_widget (group, GTK_WIDGET (self->label));
  return GTK_WIDGET (self);
}

/**
 * balie_form_line_add:
 * @self: a line
 * @widget: an input, or what stands beside it
 * @control: (nullable): what has the focus in it
 */
void
balie_form_line_add (BalieFormLine *self, GtkWidget *widget, GtkWidget *control)
{
  g_return_if_fail (BALIE_IS_FORM_LINE (self));

  gtk_box_append (self->inputs, widget);
  if (control != NULL && gtk_label_get_mnemonic_widget (self->label) == NULL)
    gtk_label_set_mnemonic_widget (self->label, control);
}

/**
 * balie_form_line_set_changed:
 * @self: a line
 * @changed: whether something is not saved yet
 */
void
balie_form_line_set_changed (BalieFormLine *self, gboolean changed)
{
  g_autofree char *marked = NULL;

  g_return_if_fail (BALIE_IS_FORM_LINE (self));

  if (changed)
    marked = g_strdup_printf ("%s •", self->text);
  gtk_label_set_text_with_mnemonic (self->label, changed ? marked : self->text);
  balie_accessible_set_tooltip (GTK_WIDGET (self->label), changed ? _ ("Not saved yet") : NULL);
}

static GtkWidget *
find_hint (BalieFormLine *self, gconstpointer key)
{
  GtkWidget *hint = gtk_widget_get_first_child (GTK_WIDGET (self->hints));

  while (hint != NULL && g_object_get_data (G_OBJECT (hint), "key") != key)
    hint = gtk_widget_get_next_sibling (hint);
  return hint;
}

static GtkWidget *
build_hint (gconstpointer key)
{
  GtkWidget *hint = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (hint), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (hint), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (hint), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 32);
  gtk_widget_add_css_class (hint, "caption");
  g_object_set_data (G_OBJECT (hint), "key", (gpointer) key);
  return hint;
}

/* Not before the frame after the next one: only then the hint has its place. */
static gboolean
frame_due_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  BalieFormLine *self = BALIE_FORM_LINE (widget);
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;
  double below;

  if (self->n_frames++ == 0)
    return G_SOURCE_CONTINUE;
  if (scroller != NULL && gtk_widget_compute_bounds (widget, scroller, &bounds))
    {
      below = bounds.origin.y + bounds.size.height - gtk_widget_get_height (scroller);
      if (below > 0)
        {
          GtkAdjustment *adjustment =
              gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

          gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + below);
        }
    }
  return G_SOURCE_REMOVE;
}

/* A hint that comes while one works at the line is to be seen, also at the lower edge. */
static void
reveal (BalieFormLine *self)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    return;
  self->n_frames = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_due_cb, NULL, NULL);
}

/**
 * balie_form_line_set_hint:
 * @self: a line
 * @key: whose hint
 * @level: suspect or invalid
 * @text: a sentence, "" takes the hint away
 */
void
balie_form_line_set_hint (BalieFormLine *self,
                          gconstpointer key,
                          BalieCheckLevel level,
                          const char *text)
{
  GtkWidget *hint;

  g_return_if_fail (BALIE_IS_FORM_LINE (self));

  hint = find_hint (self, key);
  if (*text == '\0' && hint != NULL)
    gtk_box_remove (self->hints, hint);
  if (*text != '\0' && hint == NULL)
    {
      hint = build_hint (key);
      gtk_box_append (self->hints, hint);
      reveal (self);
    }
  if (*text != '\0')
    {
      gtk_label_set_label (GTK_LABEL (hint), text);
      gtk_widget_remove_css_class (hint, "error");
      gtk_widget_remove_css_class (hint, "warning");
      if (level == BALIE_CHECK_INVALID || level == BALIE_CHECK_SUSPECT)
        gtk_widget_add_css_class (hint, level == BALIE_CHECK_INVALID ? "error" : "warning");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->hints),
                          gtk_widget_get_first_child (GTK_WIDGET (self->hints)) != NULL);
}

/**
 * balie_form_line_dup_hints:
 * @self: a line
 *
 * Returns: (transfer full): all hints shown, a line each
 */
char *
balie_form_line_dup_hints (BalieFormLine *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (BALIE_IS_FORM_LINE (self), NULL);

  for (GtkWidget *hint = gtk_widget_get_first_child (GTK_WIDGET (self->hints)); hint != NULL;
       hint = gtk_widget_get_next_sibling (hint))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            gtk_label_get_label (GTK_LABEL (hint)));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
