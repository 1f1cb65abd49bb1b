/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may do what: one table, decided here for window, command line and scheduler alike. */
#pragma once

#include "balie-user.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_DEED_READ,
  BALIE_DEED_IMPORT_ORDERS,
  BALIE_DEED_EDIT_ORDER,
  BALIE_DEED_TICK_APPROVED,
  BALIE_DEED_APPROVE_DIRECTLY,
  BALIE_DEED_WITHDRAW,
  BALIE_DEED_RESEND,
  BALIE_DEED_RUN_NOW,
  BALIE_DEED_EDIT_DOSSIER,   /* dossiers, parties, searches in Driver2 and KP, loads and imports */
  BALIE_DEED_SHOW_IDENTITY,  /* identity data of a party; showing is logged */
  BALIE_DEED_PERSONAL_DATA,  /* export or erase one person's data */
  BALIE_DEED_SEE_LETTERS,    /* full or restricted sight; which ones is decided per letter */
  BALIE_DEED_HANDLE_LETTERS, /* mark, link, file: sight and a role, or administrator with sight */
  BALIE_DEED_CHANGE_SETTINGS,
  BALIE_DEED_CHANGE_USERS,
  BALIE_N_DEEDS,
} BalieDeed;

gboolean balie_permission_allows (const BalieUser *user, BalieDeed deed);
gboolean balie_permission_check (const BalieUser *user, BalieDeed deed, GError **error);
char *balie_permission_dup_reason (const BalieUser *user, BalieDeed deed);

G_END_DECLS
