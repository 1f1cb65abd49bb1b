/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person of the dealership: login, roles and sight. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  BALIE_ROLE_SELLER = 1 << 0,
  BALIE_ROLE_SALES_ADMIN_NEW = 1 << 1,
  BALIE_ROLE_SALES_ADMIN_USED = 1 << 2,
  BALIE_ROLE_SALES_MANAGER_NEW = 1 << 3,
  BALIE_ROLE_SALES_MANAGER_USED = 1 << 4,
} BalieRoles;

#define BALIE_ROLES_SALES                                                                          \
  (BALIE_ROLE_SALES_ADMIN_NEW | BALIE_ROLE_SALES_ADMIN_USED | BALIE_ROLE_SALES_MANAGER_NEW |       \
   BALIE_ROLE_SALES_MANAGER_USED)

typedef enum
{
  BALIE_SIGHT_NONE,
  BALIE_SIGHT_FULL,
  BALIE_SIGHT_RESTRICTED,
} BalieSight;

typedef struct
{
  char *login;
  char *name;
  char *email;
  char *language; /* nl, de or en */
  BalieRoles roles;
  BalieSight sight;
  char *agencies; /* comma separated, "" if none */
  gboolean administrator;
} BalieUser;

BalieUser *balie_user_new (const char *login);
BalieUser *balie_user_copy (const BalieUser *self);
void balie_user_free (BalieUser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieUser, balie_user_free)

gboolean balie_roles_parse (const char *text, BalieRoles *roles, GError **error);
char *balie_roles_dup_text (BalieRoles roles);
char *balie_roles_dup_label (BalieRoles roles);
const char *balie_sight_to_code (BalieSight sight);
gboolean balie_sight_from_code (const char *code, BalieSight *sight);

G_END_DECLS
