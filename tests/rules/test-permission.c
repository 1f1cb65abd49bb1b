/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests every cell of who may do what, and that a refusal says why. */
#include "config.h"

#include <string.h>

#include "balie-error.h"
#include "balie-permission.h"

/* A column per deed: Read, Import, Edit, Tick, Approve, Withdraw, reSend, run Now, edit Dossier, show
 * Identity, Personal data, see letters, handle letters, settings, users. "x" may, "s" may with sight. */
static const char *const allowed[3][2] = {
  /* not administrator, administrator */
  { "x..........s...", "xxx....xxxxssxx" }, /* no role */
  { "xxx.....xx.ss..", "xxx....xxxxssxx" }, /* seller only */
  { "xxxxxxxxxx.ss..", "xxxxxxxxxxxssxx" }, /* at least one of the four of sales */
};

static void
check_cell (const BalieUser *user, BalieDeed deed, gboolean allowed)
{
  g_autofree char *reason = balie_permission_dup_reason (user, deed);
  g_autoptr (GError) error = NULL;

  g_test_message ("deed %d", deed);
  g_assert_cmpint (balie_permission_allows (user, deed), ==, allowed);
  g_assert_cmpint (balie_permission_check (user, deed, &error), ==, allowed);
  if (allowed)
    {
      g_assert_no_error (error);
      g_assert_null (reason);
      return;
    }
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_assert_cmpstr (error->message, ==, reason);
}

static void
check_user (const BalieUser *user, const char *row)
{
  g_assert_cmpuint (strlen (row), ==, BALIE_N_DEEDS);
  for (int deed = 0; deed < BALIE_N_DEEDS; deed++)
    check_cell (user, deed,
                row[deed] == 'x' || (row[deed] == 's' && user->sight != BALIE_SIGHT_NONE));
}

/* Every set of roles, with and without administrator, with every sight. */
static void
test_table (void)
{
  static const BalieSight sights[] = { BALIE_SIGHT_NONE, BALIE_SIGHT_FULL, BALIE_SIGHT_RESTRICTED };
  guint all = BALIE_ROLE_SELLER | BALIE_ROLES_SALES;

  for (guint roles = 0; roles <= all; roles++)
    for (gsize cell = 0; cell < 2 * G_N_ELEMENTS (sights); cell++)
      {
        g_autoptr (BalieUser) user = balie_user_new ("jan");
        int kind = (roles & BALIE_ROLES_SALES) != 0 ? 2 : roles == BALIE_ROLE_SELLER;

        if ((roles & ~all) != 0)
          continue;
        user->roles = roles;
        user->administrator = cell % 2;
        user->sight = sights[cell / 2];
        check_user (user, allowed[kind][user->administrator]);
      }
}

static void
test_nobody (void)
{
  g_autoptr (BalieUser) nameless = balie_user_new ("");

  nameless->administrator = TRUE;
  nameless->roles = BALIE_ROLES_SALES;
  for (int deed = 0; deed < BALIE_N_DEEDS; deed++)
    {
      check_cell (NULL, deed, FALSE);
      check_cell (nameless, deed, FALSE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/permission/table", test_table);
  g_test_add_func ("/permission/nobody", test_nobody);
  return g_test_run ();
}
