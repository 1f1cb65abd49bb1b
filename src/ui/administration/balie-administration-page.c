/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Administration", for administrators: users, who is covered, insurers. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-administration-page.h"

#include "balie-coverage-group.h"
#include "balie-insurers-group.h"
#include "balie-users-group.h"

/**
 * balie_administration_page_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the page; what needs somebody now, the coverage, comes first
 */
GtkWidget *
balie_administration_page_new (BalieDesk *desk)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *groups[] = {
    balie_coverage_group_new (desk),
    balie_users_group_new (desk),
    balie_insurers_group_new (desk),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (groups[i]));
  return page;
}
