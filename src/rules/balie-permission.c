/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may do what: one table of deeds, decided here for window, command line and scheduler alike. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include "balie-permission.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"
#include "balie-text.h"

#define ANY_ROLE (BALIE_ROLE_SELLER | BALIE_ROLES_SALES)

/* Who may: somebody with one of these roles, or an administrator where that is enough. */
static const struct
{
  guint roles;
  gboolean administrator;
  gboolean anybody; /* every known user */
  gboolean sight;   /* who also has the right to see the portfolio */
} deeds[BALIE_N_DEEDS] = {
  [BALIE_DEED_READ] = { 0, TRUE, TRUE },
  [BALIE_DEED_IMPORT_ORDERS] = { ANY_ROLE, TRUE, FALSE },
  [BALIE_DEED_EDIT_ORDER] = { ANY_ROLE, TRUE, FALSE },
  [BALIE_DEED_TICK_APPROVED] = { BALIE_ROLES_SALES, FALSE, FALSE },
  [BALIE_DEED_APPROVE_DIRECTLY] = { BALIE_ROLES_SALES, FALSE, FALSE },
  [BALIE_DEED_WITHDRAW] = { BALIE_ROLES_SALES, FALSE, FALSE },
  [BALIE_DEED_RESEND] = { BALIE_ROLES_SALES, FALSE, FALSE },
  [BALIE_DEED_RUN_NOW] = { BALIE_ROLES_SALES, TRUE, FALSE },
  [BALIE_DEED_EDIT_DOSSIER] = { ANY_ROLE, TRUE, FALSE },
  [BALIE_DEED_SHOW_IDENTITY] = { ANY_ROLE, TRUE, FALSE },
  [BALIE_DEED_PERSONAL_DATA] = { 0, TRUE, FALSE },
  [BALIE_DEED_SEE_LETTERS] = { .sight = TRUE, .administrator = FALSE, .anybody = TRUE },
  [BALIE_DEED_HANDLE_LETTERS] = { .roles = ANY_ROLE, .administrator = TRUE, .sight = TRUE },
  [BALIE_DEED_CHANGE_SETTINGS] = { 0, TRUE, FALSE },
  [BALIE_DEED_CHANGE_USERS] = { 0, TRUE, FALSE },
};

/**
 * balie_permission_allows:
 * @user: (nullable): who; %NULL or a user without a login is nobody
 * @deed: what
 *
 * Returns: whether the person may
 */
gboolean
balie_permission_allows (const BalieUser *user, BalieDeed deed)
{
  g_return_val_if_fail ((guint) deed < BALIE_N_DEEDS, FALSE);

  if (!user || balie_text_is_empty (user->login))
    return FALSE;
  if (deeds[deed].sight && user->sight == BALIE_SIGHT_NONE)
    return FALSE;
  if (deeds[deed].anybody)
    return TRUE;
  return ((guint) user->roles & deeds[deed].roles) != 0 ||
         (user->administrator && deeds[deed].administrator);
}

/**
 * balie_permission_dup_reason:
 * @user: (nullable): who
 * @deed: what
 *
 * Returns: (transfer full) (nullable): a translated sentence why the person may not, %NULL if they
 *   may
 */
char *
balie_permission_dup_reason (const BalieUser *user, BalieDeed deed)
{
  if (balie_permission_allows (user, deed))
    return NULL;
  if (!user || balie_text_is_empty (user->login))
    return g_strdup (_ ("You are not a user of this dealership. Ask an administrator to add you."));
  if (deeds[deed].sight && user->sight == BALIE_SIGHT_NONE)
    return g_strdup (_ ("Letters are only for those with the right to see the portfolio. An "
                        "administrator can give it."));
  if (deeds[deed].roles == BALIE_ROLES_SALES && deeds[deed].administrator)
    return g_strdup (_ ("Only sales admins, sales managers and administrators may do this."));
  if (deeds[deed].roles == BALIE_ROLES_SALES)
    return g_strdup (_ ("Only sales admins and sales managers may do this."));
  if (deeds[deed].roles == ANY_ROLE)
    return g_strdup (_ ("You have no role yet. Ask an administrator to give you one."));
  return g_strdup (_ ("Only administrators may do this."));
}

/**
 * balie_permission_check:
 * @user: (nullable): who
 * @deed: what
 * @error: return location, %BALIE_ERROR_NOT_PERMITTED with the reason
 *
 * Returns: whether the person may
 */
gboolean
balie_permission_check (const BalieUser *user, BalieDeed deed, GError **error)
{
  g_autofree char *reason = balie_permission_dup_reason (user, deed);

  if (!reason)
    return TRUE;
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED, reason);
  return FALSE;
}
