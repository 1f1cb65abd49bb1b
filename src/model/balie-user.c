/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person of the dealership, and the names of roles and sights. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-user.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"
#include "balie-text.h"

static const struct
{
  BalieRoles role;
  const char *code;
  const char *label;
} roles_table[] = {
  { BALIE_ROLE_SELLER, "seller", NC_ ("role", "Seller") },
  { BALIE_ROLE_SALES_ADMIN_NEW, "sales-admin-new", NC_ ("role", "Sales admin (new)") },
  { BALIE_ROLE_SALES_ADMIN_USED, "sales-admin-used", NC_ ("role", "Sales admin (used)") },
  { BALIE_ROLE_SALES_MANAGER_NEW, "sales-manager-new", NC_ ("role", "Sales manager (new)") },
  { BALIE_ROLE_SALES_MANAGER_USED, "sales-manager-used", NC_ ("role", "Sales manager (used)") },
};

static const char *const sight_codes[] = {
  [BALIE_SIGHT_NONE] = "none",
  [BALIE_SIGHT_FULL] = "full",
  [BALIE_SIGHT_RESTRICTED] = "restricted",
};

/**
 * balie_user_new:
 * @login: the name at the operating system
 *
 * Returns: (transfer full): a person without roles or sight, in Dutch
 */
BalieUser *
balie_user_new (const char *login)
{
  BalieUser *self = g_new0 (BalieUser, 1);

  self->login = g_strdup (login ? login : "");
  self->name = g_strdup ("");
  self->email = g_strdup ("");
  self->language = g_strdup ("nl");
  self->agencies = g_strdup ("");
  return self;
}

/**
 * balie_user_copy:
 * @self: (nullable): a person
 *
 * Returns: (transfer full) (nullable): the same once more
 */
BalieUser *
balie_user_copy (const BalieUser *self)
{
  BalieUser *copy;

  if (!self)
    return NULL;
  copy = g_new (BalieUser, 1);
  *copy = *self;
  copy->login = g_strdup (self->login);
  copy->name = g_strdup (self->name);
  copy->email = g_strdup (self->email);
  copy->language = g_strdup (self->language);
  copy->agencies = g_strdup (self->agencies);
  return copy;
}

/**
 * balie_user_free:
 * @self: (nullable) (transfer full): a person
 */
void
balie_user_free (BalieUser *self)
{
  if (!self)
    return;
  g_free (self->login);
  g_free (self->name);
  g_free (self->email);
  g_free (self->language);
  g_free (self->agencies);
  g_free (self);
}

static gboolean
find_role (const char *code, BalieRoles *role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles_table); i++)
    {
      if (!g_str_equal (code, roles_table[i].code))
        continue;
      *role = roles_table[i].role;
      return TRUE;
    }
  return FALSE;
}

/**
 * balie_roles_parse:
 * @text: (nullable): comma separated codes; empty for none
 * @roles: (out): the roles, untouched on error
 * @error: return location, %BALIE_ERROR_INVALID_INPUT names the one not known
 *
 * Returns: whether all are known
 */
gboolean
balie_roles_parse (const char *text, BalieRoles *roles, GError **error)
{
  g_auto (GStrv) codes = g_strsplit (text ? text : "", ",", -1);
  guint parsed = 0;

  for (char **code = codes; *code; code++)
    {
      g_autofree char *folded = balie_text_fold (*code);
      BalieRoles role;

      if (!*folded)
        continue;
      if (!find_role (folded, &role))
        {
          g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                       _ ("“%1$s” is not a role; expected is one of %2$s."), folded,
                       "seller, sales-admin-new, sales-admin-used, sales-manager-new, "
                       "sales-manager-used");
          return FALSE;
        }
      parsed |= role;
    }
  *roles = (BalieRoles) parsed;
  return TRUE;
}

/**
 * balie_roles_dup_text:
 * @roles: roles
 *
 * Returns: (transfer full): comma separated codes, "" for none
 */
char *
balie_roles_dup_text (BalieRoles roles)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (roles_table); i++)
    {
      if (roles & roles_table[i].role)
        g_string_append_printf (out, "%s%s", out->len ? "," : "", roles_table[i].code);
    }
  return g_string_free (out, FALSE);
}

/**
 * balie_roles_dup_label:
 * @roles: roles
 *
 * Returns: (transfer full): their translated names
 */
char *
balie_roles_dup_label (BalieRoles roles)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (roles_table); i++)
    {
      if (roles & roles_table[i].role)
        g_string_append_printf (out, "%s%s", out->len ? ", " : "",
                                g_dpgettext2 (GETTEXT_PACKAGE, "role", roles_table[i].label));
    }
  if (out->len == 0)
    g_string_append (out, C_ ("role", "No role"));
  return g_string_free (out, FALSE);
}

/**
 * balie_sight_to_code:
 * @sight: a sight
 *
 * Returns: "none", "full" or "restricted"
 */
const char *
balie_sight_to_code (BalieSight sight)
{
  g_return_val_if_fail ((guint) sight < G_N_ELEMENTS (sight_codes), "none");

  return sight_codes[sight];
}

/**
 * balie_sight_from_code:
 * @code: (nullable): a code
 * @sight: (out): the sight, untouched if unknown
 *
 * Returns: whether it is known
 */
gboolean
balie_sight_from_code (const char *code, BalieSight *sight)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sight_codes); i++)
    {
      if (g_strcmp0 (code, sight_codes[i]) != 0)
        continue;
      *sight = (BalieSight) i;
      return TRUE;
    }
  return FALSE;
}
