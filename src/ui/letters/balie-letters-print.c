/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of letters on paper: landscape, a head with dealership and day, a table, page numbers. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letters-print.h"

#include "balie-letters-gather.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

/* In points. */
#define FONT_SIZE 8
#define LINE_HEIGHT 14.0
#define HEAD_HEIGHT 36.0

typedef struct
{
  BalieDesk *desk;
  GPtrArray *letters; /* of BalieLetter */
  int n_lines;        /* that fit on a page */
} Paper;

/* Who asked, until the letters are read. */
typedef struct
{
  GWeakRef widget;
} Asked;

/* Shares of the page's width. */
static const struct
{
  BalieLettersColumn column;
  double share;
} columns[] = {
  { BALIE_LETTERS_KIND, 0.19 },      { BALIE_LETTERS_INSURER, 0.16 },
  { BALIE_LETTERS_URGENCY, 0.09 },   { BALIE_LETTERS_REFERENCE, 0.15 },
  { BALIE_LETTERS_PLATE, 0.09 },     { BALIE_LETTERS_RECEIVED, 0.12 },
  { BALIE_LETTERS_RESPOND_BY, 0.1 }, { BALIE_LETTERS_ORDER, 0.1 },
};

static void
free_paper (gpointer data, GClosure *closure)
{
  Paper *paper = data;

  g_object_unref (paper->desk);
  g_ptr_array_unref (paper->letters);
  g_free (paper);
}

static void
print_begun_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer user_data)
{
  Paper *paper = user_data;
  double room = gtk_print_context_get_height (context) - HEAD_HEIGHT - 2 * LINE_HEIGHT;

  paper->n_lines = MAX (1, (int) (room / LINE_HEIGHT));
  gtk_print_operation_set_n_pages (
      operation, MAX (1, ((int) paper->letters->len + paper->n_lines - 1) / paper->n_lines));
}

static void
draw_text (GtkPrintContext *context,
           double x,
           double y,
           double width,
           const char *text,
           gboolean bold)
{
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  g_autofree char *name = g_strdup_printf ("Sans %s%d", bold ? "Bold " : "", FONT_SIZE);
  PangoFontDescription *font = pango_font_description_from_string (name);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_height (layout, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  pango_font_description_free (font);
}

/* @letter: (nullable): %NULL draws the headers */
static void
draw_line (GtkPrintContext *context, double y, const BalieLetter *letter)
{
  double width = gtk_print_context_get_width (context);
  double x = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *text = letter != NULL
                                  ? balie_letters_column_dup_text (columns[i].column, letter)
                                  : g_strdup (balie_letters_column_get_title (columns[i].column));

      draw_text (context, x, y, columns[i].share * width - 6, text, letter == NULL);
      x += columns[i].share * width;
    }
}

static void
draw_head (Paper *paper, GtkPrintContext *context, int page)
{
  const char *dealership = balie_settings_get_text (balie_desk_get_settings (paper->desk),
                                                    BALIE_SETTING_DEALERSHIP_NAME);
  g_autofree char *day = balie_date_dup_local (balie_desk_get_today (paper->desk));
  g_autofree char *title = g_strdup_printf (
      "%s · %s · %s", *dealership != '\0' ? dealership : "Balie", _ ("Letters"), day);
  int n_pages = MAX (1, ((int) paper->letters->len + paper->n_lines - 1) / paper->n_lines);
  g_autofree char *number = g_strdup_printf (_ ("Page %d of %d"), page + 1, n_pages);
  double width = gtk_print_context_get_width (context);

  draw_text (context, 0, 0, width * 0.8, title, TRUE);
  draw_text (context, width * 0.9, 0, width * 0.1, number, FALSE);
}

static void
page_asked_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer user_data)
{
  Paper *paper = user_data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  guint first = (guint) (page * paper->n_lines);
  double y = HEAD_HEIGHT;

  draw_head (paper, context, page);
  draw_line (context, y, NULL);
  y += LINE_HEIGHT;
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, 0, y - 2);
  cairo_line_to (cr, gtk_print_context_get_width (context), y - 2);
  cairo_stroke (cr);
  for (guint i = first; i < MIN (first + (guint) paper->n_lines, paper->letters->len); i++)
    {
      draw_line (context, y, g_ptr_array_index (paper->letters, i));
      y += LINE_HEIGHT;
    }
}

/**
 * balie_letters_print_new:
 * @desk: the desk
 * @letters: (element-type BalieLetter): in display order
 *
 * Returns: (transfer full): to be run
 */
GtkPrintOperation *
balie_letters_print_new (BalieDesk *desk, GPtrArray *letters)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  Paper *paper = g_new0 (Paper, 1);

  paper->desk = g_object_ref (desk);
  paper->letters = g_ptr_array_ref (letters);
  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, _ ("Letters"));
  g_signal_connect (operation, "begin-print", G_CALLBACK (print_begun_cb), paper);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (page_asked_cb), paper, free_paper, 0);
  return operation;
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&asked->widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) letters = balie_letters_gather_finish (BALIE_DESK (source), result, &error);
  g_autoptr (GtkPrintOperation) operation = NULL;
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;

  g_weak_ref_clear (&asked->widget);
  if (!GTK_IS_WINDOW (root))
    return;
  if (letters != NULL)
    {
      operation = balie_letters_print_new (BALIE_DESK (source), letters);
      gtk_print_operation_set_allow_async (operation, TRUE);
      gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (root), &error);
    }
  if (error != NULL)
    balie_shell_show_error (balie_shell_find (widget), BALIE_ACTION_PRINT_LETTERS, error);
}

/**
 * balie_letters_print_present:
 * @widget: who asks
 * @desk: the desk
 * @ids: (element-type guint32) (transfer full): the letters, in display order
 */
void
balie_letters_print_present (GtkWidget *widget, BalieDesk *desk, GArray *ids)
{
  Asked *asked = g_new0 (Asked, 1);

  g_weak_ref_init (&asked->widget, widget);
  balie_letters_gather_async (desk, ids, NULL, gathered_cb, asked);
}
