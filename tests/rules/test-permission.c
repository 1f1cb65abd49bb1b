/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests every cell of who may do what, and that a refusal says why. */
#include "config.h"

#include <string.h>

#include "balie-error.h"
#include "balie-permission.h"

/* A column per deed: Read, Import, Edit, Tick, Approve, Withdraw, reSend, run Now, edit Dossier, show
 * Identity, Personal data, settings, users. */
static const struct
{
  const char *roles;
  gboolean administrator;
  const char *allowed;
} rows[] = {
  {
      "",
      FALSE,
      "x............",
  },
  {
      "seller",
      FALSE,
      "xxx.....xx...",
  },
  {
      "sales-admin-new",
      FALSE,
      "xxxxxxxxxx...",
  },
  {
      "sales-admin-used",
      FALSE,
      "xxxxxxxxxx...",
  },
  {
      "sales-manager-new",
      FALSE,
      "xxxxxxxxxx...",
  },
  {
      "sales-manager-used",
      FALSE,
      "xxxxxxxxxx...",
  },
  {
      "seller,sales-manager-used",
      FALSE,
      "xxxxxxxxxx...",
  },
  {
      "",
      TRUE,
      "xxx....xxxxxx",
  },
  {
      "seller",
      TRUE,
      "xxx....xxxxxx",
  },
  {
      "sales-admin-new,sales-admin-used,sales-manager-new,sales-manager-used",
      TRUE,
      "xxxxxxxxxxxxx",
  },
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
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BalieUser) user = balie_user_new ("jan");
      g_autoptr (GError) error = NULL;

      g_assert_true (balie_roles_parse (rows[i].roles, &user->roles, &error));
      user->administrator = rows[i].administrator;
      g_assert_cmpuint (strlen (rows[i].allowed), ==, BALIE_N_DEEDS);
      for (int deed = 0; deed < BALIE_N_DEEDS; deed++)
        check_cell (user, deed, rows[i].allowed[deed] == 'x');
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
