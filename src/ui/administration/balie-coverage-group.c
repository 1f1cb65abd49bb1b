/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The coverage check: the agencies for which nobody gets urgent reminders.
 *
 * Read anew when they change. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-coverage-group.h"

#include "balie-error.h"
#include "balie-list-group.h"
#include "balie-notifications.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

struct _BalieCoverageGroup
{
  AdwPreferencesGroup parent_instance;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  GPtrArray *rows; /* of borrowed GtkWidget */
};

G_DEFINE_FINAL_TYPE (BalieCoverageGroup, balie_coverage_group, ADW_TYPE_PREFERENCES_GROUP)

static void
add_line (BalieCoverageGroup *self, const char *title, const char *subtitle, const char *icon)
{
  GtkWidget *row =
      balie_list_group_add (ADW_PREFERENCES_GROUP (self), self->rows, title, subtitle, NULL, NULL);

  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon);
}

static void
show (BalieCoverageGroup *self, const char *const *agencies)
{
  balie_list_group_clear (ADW_PREFERENCES_GROUP (self), self->rows);
  for (guint i = 0; agencies[i] != NULL; i++)
    {
      g_autofree char *title = *agencies[i] != '\0' ? g_strdup_printf (_ ("Agency %s"), agencies[i])
                                                    : g_strdup (_ ("Letters that name no agency"));

      add_line (self, title, _ ("Nobody gets its urgent reminders by e-mail"),
                "dialog-warning-symbolic");
    }
  if (agencies[0] == NULL)
    add_line (self, _ ("Somebody gets the urgent reminders of every agency"), "",
              "object-select-symbolic");
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) agencies =
      balie_notifications_check_coverage_finish (BALIE_DESK (source), result, &error);
  BalieCoverageGroup *self = user_data;

  if (balie_error_is_cancelled (error))
    return;
  if (agencies == NULL)
    balie_shell_show_error (balie_shell_find (GTK_WIDGET (self)), BALIE_ACTION_LOAD_NOTIFICATIONS,
                            error);
  else
    show (self, (const char *const *) agencies);
}

static void
load (BalieCoverageGroup *self)
{
  balie_notifications_check_coverage_async (self->desk, self->cancellable, checked_cb, self);
}

/* Users, what they chose, absences and new agencies all change it. */
static void
desk_changed_cb (BalieCoverageGroup *self, const char *table)
{
  if (g_strcmp0 (table, "users") == 0 || g_strcmp0 (table, "letters") == 0 ||
      g_strcmp0 (table, "notifications") == 0)
    load (self);
}

static void
balie_coverage_group_dispose (GObject *object)
{
  BalieCoverageGroup *self = BALIE_COVERAGE_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_coverage_group_parent_class)->dispose (object);
}

static void
balie_coverage_group_finalize (GObject *object)
{
  BalieCoverageGroup *self = BALIE_COVERAGE_GROUP (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (balie_coverage_group_parent_class)->finalize (object);
}

static void
balie_coverage_group_class_init (BalieCoverageGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_coverage_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = balie_coverage_group_finalize;
}

static void
balie_coverage_group_init (BalieCoverageGroup *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Is Everybody Covered?"));
}

/**
 * balie_coverage_group_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the group, being filled
 */
GtkWidget *
balie_coverage_group_new (BalieDesk *desk)
{
  BalieCoverageGroup *self = g_object_new (BALIE_TYPE_COVERAGE_GROUP, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  load (self);
  return GTK_WIDGET (self);
}
