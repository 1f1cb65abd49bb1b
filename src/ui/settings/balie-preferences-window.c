/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preferences: dealership, rules, brands, PON, Driver2 and KP, mail; read-only with the reason for who may not. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-preferences-window.h"

#include "balie-automatic-row.h"
#include "balie-brands-group.h"
#include "balie-discounts-group.h"
#include "balie-permission.h"
#include "balie-remote-group.h"
#include "balie-setting-row.h"

#include <glib/gi18n-lib.h>

struct _BaliePreferencesWindow
{
  AdwPreferencesWindow parent;

  /* Template */
  AdwPreferencesPage *dealership_page;
  AdwPreferencesPage *rules_page;
  AdwPreferencesPage *brands_page;
  AdwPreferencesPage *pon_page;
  AdwPreferencesPage *customers_page;
  AdwPreferencesPage *mail_page;
  AdwPreferencesGroup *dealership_group;
  AdwPreferencesGroup *requests_group;
  AdwPreferencesGroup *personal_group;
  AdwPreferencesGroup *run_group;
  AdwPreferencesGroup *periods_group;
  AdwPreferencesGroup *attention_group;
  AdwPreferencesGroup *mail_group;

  /* Owned */
  BalieDesk *desk;
};

G_DEFINE_FINAL_TYPE (BaliePreferencesWindow, balie_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
add_setting (BaliePreferencesWindow *self,
             AdwPreferencesGroup *group,
             BalieSettingKey key,
             const char *subtitle)
{
  adw_preferences_group_add (group, balie_setting_row_new (self->desk, key, subtitle));
}

static void
build_rules_page (BaliePreferencesWindow *self)
{
  adw_preferences_group_add (self->run_group, balie_automatic_row_new (self->desk));
  add_setting (self, self->run_group, BALIE_SETTING_RUN_TIME, NULL);
  add_setting (self, self->run_group, BALIE_SETTING_WORKING_DAYS_ONLY,
               _ ("What falls due at the weekend is caught up on Monday"));
  add_setting (self, self->periods_group, BALIE_SETTING_DAYS_AFTER_UNLOADING, NULL);
  add_setting (self, self->periods_group, BALIE_SETTING_DAYS_BEFORE_NLV, NULL);
  add_setting (self, self->periods_group, BALIE_SETTING_DAYS_BEFORE_DELIVERY, NULL);
  add_setting (self, self->periods_group, BALIE_SETTING_DAYS_AFTER_K_CODE, NULL);
  add_setting (self, self->attention_group, BALIE_SETTING_WHEN_PLANNED_NOT_BEFORE_NLV, NULL);
  add_setting (self, self->attention_group, BALIE_SETTING_WHEN_PLANNED_LATE, NULL);
  add_setting (self, self->attention_group, BALIE_SETTING_WHEN_NOT_UNLOADED, NULL);
}

/* What parties and customers bring: kept for how long, discounts, and where they come from. */
static void
build_customers (BaliePreferencesWindow *self)
{
  adw_preferences_page_add (self->dealership_page,
                            ADW_PREFERENCES_GROUP (balie_discounts_group_new (self->desk)));
  add_setting (self, self->personal_group, BALIE_SETTING_RETENTION_DOSSIERS,
               _ ("Counted from archiving; the dossier itself stays"));
  add_setting (self, self->personal_group, BALIE_SETTING_RETENTION_HISTORY,
               _ ("Who changed which field when stays"));
  add_setting (self, self->personal_group, BALIE_SETTING_RETENTION_ANSWERS,
               _ ("They are asked for again when needed"));
  add_setting (self, self->personal_group, BALIE_SETTING_RETENTION_IMPORTS,
               _ ("The persons stay in Driver2"));
  adw_preferences_page_add (self->customers_page,
                            ADW_PREFERENCES_GROUP (balie_remote_group_new (self->desk, "driver2")));
  adw_preferences_page_add (self->customers_page,
                            ADW_PREFERENCES_GROUP (balie_remote_group_new (self->desk, "kp")));
}

static void
build_pages (BaliePreferencesWindow *self)
{
  GtkWidget *brands = balie_brands_group_new (self->desk);

  add_setting (self, self->dealership_group, BALIE_SETTING_DEALERSHIP_NAME, NULL);
  add_setting (self, self->dealership_group, BALIE_SETTING_TIME_ZONE, NULL);
  add_setting (self, self->requests_group, BALIE_SETTING_REQUEST_TYPE, NULL);
  add_setting (self, self->requests_group, BALIE_SETTING_DEALER_NUMBER_PATTERN, NULL);
  build_customers (self);
  build_rules_page (self);
  adw_preferences_page_add (self->brands_page, ADW_PREFERENCES_GROUP (brands));
  adw_preferences_page_add (self->pon_page,
                            ADW_PREFERENCES_GROUP (balie_remote_group_new (self->desk, "pon")));
  add_setting (self, self->mail_group, BALIE_SETTING_MAIL_RECIPIENTS, NULL);
  add_setting (self, self->mail_group, BALIE_SETTING_MAIL_SENDER, NULL);
  add_setting (self, self->mail_group, BALIE_SETTING_MAIL_LANGUAGE, NULL);
  add_setting (self, self->mail_group, BALIE_SETTING_MAIL_ON_EMPTY_DAYS,
               _ ("Send a mail also when there is nothing to tell"));
  adw_preferences_page_add (self->mail_page,
                            ADW_PREFERENCES_GROUP (balie_remote_group_new (self->desk, "smtp")));
}

/* Who may not change settings sees them, with the reason on top of every page. */
static void
apply_permission (BaliePreferencesWindow *self)
{
  const BalieUser *user = balie_desk_get_user (self->desk);
  AdwPreferencesPage *pages[] = {
    self->dealership_page, self->rules_page,     self->brands_page,
    self->pon_page,        self->customers_page, self->mail_page,
  };
  g_autofree char *reason = NULL;

  if (balie_permission_allows (user, BALIE_DEED_CHANGE_SETTINGS))
    return;
  reason = balie_permission_dup_reason (user, BALIE_DEED_CHANGE_SETTINGS);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (pages[i]), FALSE);
      gtk_widget_set_tooltip_text (GTK_WIDGET (pages[i]), reason);
      gtk_accessible_update_property (GTK_ACCESSIBLE (pages[i]),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
    }
  balie_preferences_toast (GTK_WIDGET (self->dealership_page), reason);
}

static void
balie_preferences_window_dispose (GObject *object)
{
  g_clear_object (&BALIE_PREFERENCES_WINDOW (object)->desk);
  G_OBJECT_CLASS (balie_preferences_window_parent_class)->dispose (object);
}

static void
balie_preferences_window_class_init (BaliePreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_preferences_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/settings/balie-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BaliePreferencesWindow, dealership_page);
  gtk_widget_class_bind_template_child (widget_class, BaliePreferencesWindow, rules_page);
  gtk_widget_class_bind_template_child (widget_class, BaliePreferencesWindow, brands_page);
  gtk_widget_class_bind_template_child (widget_class, BaliePreferencesWindow, pon_page);
  gtk_widget_class_bind_template_child (widget_class, BaliePreferencesWindow, customers_page);
  gtk_widget_class_bind_template_child (widget_class, BaliePreferencesWindow, mail_page);
  gtk_widget_class_bind_template_child (widget_class, BaliePreferencesWindow, dealership_group);
  gtk_widget_class_bind_template_child (widget_class, BaliePreferencesWindow, requests_group);
  gtk_widget_class_bind_template_child (widget_class, BaliePreferencesWindow, personal_group);
  gtk_widget_class_bind_template_child (widget_class, BaliePreferencesWindow, run_group);
  gtk_widget_class_bind_template_child (widget_class, BaliePreferencesWindow, periods_group);
  gtk_widget_class_bind_template_child (widget_class, BaliePreferencesWindow, attention_group);
  gtk_widget_class_bind_template_child (widget_class, BaliePreferencesWindow, mail_group);
}

static void
balie_preferences_window_init (BaliePreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * balie_preferences_window_new:
 * @desk: the desk
 * @parent: the window it belongs to
 *
 * Returns: (transfer floating): the preferences, not yet presented
 */
GtkWidget *
balie_preferences_window_new (BalieDesk *desk, GtkWindow *parent)
{
  BaliePreferencesWindow *self =
      g_object_new (BALIE_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  build_pages (self);
  apply_permission (self);
  return GTK_WIDGET (self);
}

/**
 * balie_preferences_window_show_page:
 * @self: the preferences
 * @page: "dealership", "rules", "brands", "pon", "customers" or "mail"
 *
 * Shows the page of that name.
 */
void
balie_preferences_window_show_page (BaliePreferencesWindow *self, const char *page)
{
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (self), page);
}
