/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that say what became of something, each with its ways on; kept as they are while nothing changes, so
 * that a button does not lose the focus. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-answer-box.h"

#include <glib/gi18n-lib.h>

struct _BalieAnswerBox
{
  AdwBin parent_instance;

  /* Owned */
  char *shown; /* everything that is shown, as one text */

  /* Borrowed: child */
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (BalieAnswerBox, balie_answer_box, ADW_TYPE_BIN)

static const char *
get_icon (BalieAnswerKind kind)
{
  switch (kind)
    {
    case BALIE_ANSWER_FINE:
      return "object-select-symbolic";
    case BALIE_ANSWER_TROUBLE:
      return "dialog-warning-symbolic";
    case BALIE_ANSWER_NOTE:
    default:
      return "dialog-information-symbolic";
    }
}

static GtkWidget *
make_label (const char *text, gboolean dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
make_line (const BalieAnswerLine *outcome)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *image = gtk_image_new_from_icon_name (get_icon (outcome->kind));
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_margin_top (image, 2);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
      outcome->kind == BALIE_ANSWER_TROUBLE ? _ ("Problem") : _ ("Note"), -1);
  if (outcome->kind == BALIE_ANSWER_TROUBLE)
    gtk_widget_add_css_class (image, "warning");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), make_label (outcome->text, FALSE));
  if (outcome->hint != NULL)
    gtk_box_append (GTK_BOX (texts), make_label (outcome->hint, TRUE));
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), texts);
  /* A short note has its button beside it, a problem below its hint. */
  if (outcome->ways != 0)
    gtk_box_append (GTK_BOX (outcome->hint != NULL ? texts : line), balie_ways_new (outcome->ways));
  return line;
}

static void
balie_answer_box_finalize (GObject *object)
{
  g_free (BALIE_ANSWER_BOX (object)->shown);

  G_OBJECT_CLASS (balie_answer_box_parent_class)->finalize (object);
}

static void
balie_answer_box_class_init (BalieAnswerBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_answer_box_finalize;
}

static void
balie_answer_box_init (BalieAnswerBox *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->shown = g_strdup ("");
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * balie_answer_line_new:
 * @kind: how bad it is
 * @text: what happened, translated plain text
 * @ways: of #BalieWay
 *
 * Returns: (transfer full): an outcome without a hint
 */
BalieAnswerLine *
balie_answer_line_new (BalieAnswerKind kind, const char *text, guint which)
{
  BalieAnswerLine *self = g_new0 (BalieAnswerLine, 1);

  self->kind = kind;
  self->text = g_strdup (text);
  self->ways = which;
  return self;
}

/* (skip) */
void
balie_answer_line_free (BalieAnswerLine *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->hint);
  g_free (self);
}

/**
 * balie_answer_box_show:
 * @self: the box
 * @outcomes: (element-type BalieAnswerLine): from now on; none hides it
 */
void
balie_answer_box_show (BalieAnswerBox *self, GPtrArray *outcomes)
{
  g_autoptr (GString) all = g_string_new (NULL);
  GtkWidget *child;
  gboolean had_focus;

  g_return_if_fail (BALIE_IS_ANSWER_BOX (self));

  for (guint i = 0; i < outcomes->len; i++)
    {
      const BalieAnswerLine *outcome = g_ptr_array_index (outcomes, i);

      g_string_append_printf (all, "%d\x1f%s\x1f%s\x1f%u\x1e", (int) outcome->kind, outcome->text,
                              outcome->hint != NULL ? outcome->hint : "", outcome->ways);
    }
  if (g_str_equal (all->str, self->shown))
    return;
  g_free (self->shown);
  self->shown = g_strdup (all->str);
  had_focus = gtk_widget_get_focus_child (self->box) != NULL;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < outcomes->len; i++)
    gtk_box_append (GTK_BOX (self->box), make_line (g_ptr_array_index (outcomes, i)));
  gtk_widget_set_visible (GTK_WIDGET (self), outcomes->len > 0);
  if (had_focus)
    gtk_widget_child_focus (self->box, GTK_DIR_TAB_FORWARD);
}
