/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day, typed as people write it here, in the Netherlands or as ISO, or picked from a calendar.
 *
 * What can't be read stays as typed, so that nothing is lost; on leaving the entry a day that can
 * be read is written as the locale writes it. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-date-entry.h"

#include "balie-accessible.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <stdio.h>
#include <string.h>

struct _BalieDateEntry
{
  AdwBin parent_instance;

  /* Borrowed from the box */
  GtkEntry *entry;
  GtkMenuButton *button;
  GtkCalendar *calendar;

  /* State */
  gboolean applying;
};

enum
{
  EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieDateEntry, balie_date_entry, ADW_TYPE_BIN)

/* "3/20/2026" is the twentieth of March only where the locale puts the month first. */
static gboolean
is_month_first (void)
{
  const char *format = nl_langinfo (D_FMT);
  const char *month = strstr (format, "%m");
  const char *day = strstr (format, "%d");

  return g_str_equal (format, "%D") || (month != NULL && day != NULL && month < day);
}

static gboolean
read_three_numbers (const char *text, BalieDate *date)
{
  int first, second, year, used;
  char separator[2];
  char rest[2];
  BalieDate found;
  gboolean month_first;

  if (sscanf (text, "%2d%1[-./ ]%2d%1[-./ ]%4d%n", &first, separator, &second, rest, &year,
              &used) != 5 ||
      text[used] != '\0')
    return FALSE;
  if (year < 100)
    year += 2000;
  month_first = separator[0] == '/' && is_month_first ();
  found = month_first ? balie_date_from_ymd (year, first, second)
                      : balie_date_from_ymd (year, second, first);
  if (found == BALIE_DATE_NONE)
    return FALSE;
  *date = found;
  return TRUE;
}

static void
write_local (BalieDateEntry *self, const char *text)
{
  g_autofree char *local = NULL;
  BalieDate date;

  if (balie_date_entry_read (text, &date))
    local = balie_date_dup_local (date);
  else
    local = g_strdup (text);
  self->applying = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), local) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), local);
  self->applying = FALSE;
}

static void
entry_changed_cb (BalieDateEntry *self)
{
  if (!self->applying)
    g_signal_emit (self, signals[EDITED], 0);
}

static void
focus_left_cb (BalieDateEntry *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  write_local (self, text);
}

static void
day_selected_cb (BalieDateEntry *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *iso = NULL;

  if (self->applying)
    return;
  day = gtk_calendar_get_date (self->calendar);
  iso = g_date_time_format (day, "%Y-%m-%d");
  write_local (self, iso);
  gtk_menu_button_popdown (self->button);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  g_signal_emit (self, signals[EDITED], 0);
}

static void
popover_shown_cb (BalieDateEntry *self)
{
  g_autoptr (GDateTime) day = NULL;
  BalieDate date;
  int year, month, day_of_month;

  if (!balie_date_entry_read (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &date))
    return;
  balie_date_to_ymd (date, &year, &month, &day_of_month);
  day = g_date_time_new_local (year, month, day_of_month, 12, 0, 0);
  self->applying = TRUE;
  if (day != NULL)
    gtk_calendar_select_day (self->calendar, day);
  self->applying = FALSE;
}

static void
balie_date_entry_class_init (BalieDateEntryClass *klass)
{
  /**
   * BalieDateEntry::edited:
   * @self: the entry
   *
   * A person typed or picked something.
   */
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
balie_date_entry_init (BalieDateEntry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *popover = gtk_popover_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_add_css_class (box, "linked");
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (entry_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  g_signal_connect_object (popover, "show", G_CALLBACK (popover_shown_cb), self, G_CONNECT_SWAPPED);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (self->button, popover);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * balie_date_entry_new:
 * @name: the label's words
 *
 * Returns: (transfer floating): an empty entry
 */
GtkWidget *
balie_date_entry_new (const char *name)
{
  BalieDateEntry *self = g_object_new (BALIE_TYPE_DATE_ENTRY, NULL);
  g_autofree char *label = g_strdup_printf (C_ ("pick a date from the calendar", "Pick: %s"), name);

  balie_accessible_set_tooltip (GTK_WIDGET (self->button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  return GTK_WIDGET (self);
}

/**
 * balie_date_entry_get_entry:
 * @self: the entry
 *
 * Returns: (transfer none): where one types, for a label's mnemonic
 */
GtkWidget *
balie_date_entry_get_entry (BalieDateEntry *self)
{
  g_return_val_if_fail (BALIE_IS_DATE_ENTRY (self), NULL);

  return GTK_WIDGET (self->entry);
}

/**
 * balie_date_entry_set_value:
 * @self: the entry
 * @text: ISO, "" or whatever was typed before
 *
 * Does nothing while what is typed already means @text, so that typing is not disturbed.
 */
void
balie_date_entry_set_value (BalieDateEntry *self, const char *text)
{
  g_autofree char *present = balie_date_entry_dup_value (self);

  g_return_if_fail (BALIE_IS_DATE_ENTRY (self));

  if (g_strcmp0 (present, text) != 0)
    write_local (self, text);
}

/**
 * balie_date_entry_dup_value:
 * @self: the entry
 *
 * Returns: (transfer full): ISO if it can be read, else what was typed
 */
char *
balie_date_entry_dup_value (BalieDateEntry *self)
{
  const char *text;
  BalieDate date;

  g_return_val_if_fail (BALIE_IS_DATE_ENTRY (self), NULL);

  text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  if (balie_date_entry_read (text, &date))
    return balie_date_dup_iso (date);
  return g_strdup (text);
}

/**
 * balie_date_entry_read:
 * @text: as a person types it
 * @date: (out): the day
 *
 * Returns: whether it is a day: ISO, Dutch, German or as the locale writes it
 */
gboolean
balie_date_entry_read (const char *text, BalieDate *date)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return balie_date_parse (stripped, date) || read_three_numbers (stripped, date);
}
