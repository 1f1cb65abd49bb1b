/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the search over everything: an order, a dossier, a party or a letter, and where it leads. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-search-row.h"

#include "balie-check.h"
#include "balie-moment.h"
#include "balie-orders.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

/* What a row says: a title, a line below, and a word at its end. */
typedef struct
{
  char *title;
  char *subtitle;
  char *end;
} Texts;

/* Where a row leads. */
typedef struct
{
  BalieFindKind kind;
  char *number; /* of the order or dossier */
  BalieEntry entry;
  gint64 letter;
} Target;

static void
clear_texts (Texts *texts)
{
  g_free (texts->title);
  g_free (texts->subtitle);
  g_free (texts->end);
}

static void
free_target (gpointer data)
{
  Target *target = data;

  g_free (target->number);
  g_free (target);
}

/* The parts that are there, with a dot between. */
static char *
join_parts (const char *a, const char *b, const char *c)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *all[] = { a, b, c };
  g_auto (GStrv) parts = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (!balie_text_is_empty (all[i]))
      g_strv_builder_add (builder, all[i]);
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

static void
describe_order (BalieDesk *desk, const BalieOrderRow *row, Texts *texts)
{
  const BalieOrder *order = row->order;
  BalieOrderState state = balie_order_state_get (&row->explanation, row->request_state);
  g_autofree char *car = g_strdup_printf ("%s %s", order->brand, order->model);
  g_autofree char *plate = balie_plate_dup_dashed (order->plate);

  texts->title = join_parts (order->number, order->customer_name, NULL);
  texts->subtitle = join_parts (g_strstrip (car), order->vin, plate);
  texts->end =
      balie_order_state_dup_label (state, row->explanation.due_on, balie_desk_get_today (desk));
}

static void
describe_dossier (const BalieDossierRow *row, Texts *texts)
{
  g_autofree char *vehicle = balie_dossier_dup_vehicle_text (row->dossier);
  const char *vin = row->dossier->values[BALIE_DOSSIER_VIN];

  texts->title =
      join_parts (row->dossier->values[BALIE_DOSSIER_NUMBER], row->names[BALIE_ENTRY_OWNER], NULL);
  texts->subtitle = join_parts (vehicle, vin, NULL);
  texts->end =
      g_strdup (balie_dossier_is (row->dossier, BALIE_DOSSIER_ARCHIVED) ? _ ("Archived") : "");
}

static void
describe_party (const BalieFound *found, Texts *texts)
{
  const BalieParty *party = found->party;
  const char *number = found->dossier->dossier->values[BALIE_DOSSIER_NUMBER];
  g_autofree char *name = balie_party_dup_name (party);
  g_autofree char *place =
      join_parts (party->values[BALIE_PARTY_POSTCODE], party->values[BALIE_PARTY_CITY], NULL);
  const char *phone = party->values[BALIE_PARTY_PHONE];
  /* Translators: an entry such as Driver, and the number of its dossier. */
  g_autofree char *role =
      g_strdup_printf (_ ("%s of dossier %s"), balie_entry_to_label (party->entry), number);

  if (balie_text_is_empty (phone))
    phone = party->values[BALIE_PARTY_MOBILE];
  texts->title = join_parts (name, place, NULL);
  texts->subtitle = join_parts (role, phone, party->values[BALIE_PARTY_EMAIL]);
  texts->end = g_strdup ("");
}

static void
describe_letter (const BalieLetter *letter, Texts *texts)
{
  g_autofree char *plate = balie_plate_dup_dashed (letter->plate);
  g_autofree char *received = balie_moment_dup_text (letter->received_at);

  texts->title = join_parts (balie_letter_kind_to_label (letter->kind),
                             balie_letter_get_reference (letter), NULL);
  texts->subtitle = join_parts (letter->insurer, plate, received);
  texts->end =
      g_strdup (letter->state == BALIE_LETTER_DONE ? C_ ("letter", "Done")
                                                   : balie_urgency_to_label (letter->urgency));
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_box (const Texts *texts)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *subtitle = make_label (texts->subtitle, "dim-label");

  gtk_widget_add_css_class (subtitle, "caption");
  gtk_widget_add_css_class (subtitle, "tabular");
  gtk_box_append (GTK_BOX (lines), make_label (texts->title, "tabular"));
  gtk_box_append (GTK_BOX (lines), subtitle);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), make_label (texts->end, "caption"));
  gtk_widget_add_css_class (box, "balie-search-row");
  return box;
}

static const Target *
get_target (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "target");
}

static GtkWidget *
make_row (const Texts *texts, Target *target)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *spoken =
      g_strdup_printf ("%s: %s, %s%s%s", balie_search_row_get_heading (target->kind), texts->title,
                       texts->subtitle, *texts->end != '\0' ? ", " : "", texts->end);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), make_box (texts));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "target", target, free_target);
  return row;
}

/**
 * balie_search_row_new:
 * @desk: the desk
 * @found: what was found
 *
 * Returns: (transfer floating) (nullable): a row, or %NULL when it is gone meanwhile
 */
GtkWidget *
balie_search_row_new (BalieDesk *desk, const BalieFound *found)
{
  Texts texts = { NULL, NULL, NULL };
  Target *target;
  GtkWidget *row;
  const char *number = NULL;

  if (found->order != NULL)
    number = found->order->order->number;
  else if (found->letter != NULL)
    number = "";
  else if (found->dossier != NULL)
    number = found->dossier->dossier->values[BALIE_DOSSIER_NUMBER];
  if (number == NULL || (found->kind == BALIE_FIND_PARTY && found->party == NULL))
    return NULL;
  if (found->kind == BALIE_FIND_ORDER)
    describe_order (desk, found->order, &texts);
  else if (found->kind == BALIE_FIND_PARTY)
    describe_party (found, &texts);
  else if (found->kind == BALIE_FIND_LETTER)
    describe_letter (found->letter, &texts);
  else
    describe_dossier (found->dossier, &texts);
  target = g_new0 (Target, 1);
  target->kind = found->kind;
  target->number = g_strdup (number);
  target->entry = found->kind == BALIE_FIND_PARTY ? found->party->entry : BALIE_ENTRY_NONE;
  target->letter = found->letter != NULL ? found->letter->id : 0;
  row = make_row (&texts, target);
  clear_texts (&texts);
  return row;
}

/**
 * balie_search_row_get_kind:
 * @row: a row of balie_search_row_new()
 *
 * Returns: what it is about
 */
BalieFindKind
balie_search_row_get_kind (GtkListBoxRow *row)
{
  return get_target (row)->kind;
}

/**
 * balie_search_row_get_heading:
 * @kind: of rows
 *
 * Returns: (transfer none): what stands above them
 */
const char *
balie_search_row_get_heading (BalieFindKind kind)
{
  switch (kind)
    {
    case BALIE_FIND_ORDER:
      return _ ("Orders");
    case BALIE_FIND_DOSSIER:
      return _ ("Dossiers");
    case BALIE_FIND_PARTY:
      return _ ("Parties");
    case BALIE_FIND_LETTER:
    case BALIE_N_FIND_KINDS:
    default:
      return _ ("Letters");
    }
}

/**
 * balie_search_row_open:
 * @row: a row of balie_search_row_new()
 * @shell: (nullable): the shell
 *
 * Shows the order, the letter, the dossier, or the dossier at the party's entry.
 */
void
balie_search_row_open (GtkListBoxRow *row, BalieShell *shell)
{
  const Target *target = get_target (row);

  if (target->kind == BALIE_FIND_ORDER)
    balie_shell_open_order (shell, target->number, NULL);
  else if (target->kind == BALIE_FIND_LETTER)
    balie_shell_open_letter (shell, target->letter);
  else
    balie_shell_open_dossier (shell, target->number, target->entry);
}
