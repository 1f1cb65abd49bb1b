/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logins at the simulated insurers: passwords, wrong tries, lock-outs, and the tokens given out. */
#pragma once

#include "balie-sim-state.h"

G_BEGIN_DECLS

/* The right password of everybody, one that has expired, and how many wrong ones lock a login. */
#define BALIE_SIM_PASSWORD "geheim"
#define BALIE_SIM_EXPIRED_PASSWORD "abgelaufen"
#define BALIE_SIM_MAX_WRONG 5

typedef struct _BalieSimLogins BalieSimLogins;

BalieSimLogins *balie_sim_logins_new (BalieSimState *state, gint64 lifetime);
gboolean balie_sim_logins_restore (BalieSimLogins *self, JsonObject *line, GError **error);
/* NULL when all is well, else the number of the refusal ("00961"). */
const char *balie_sim_logins_try (BalieSimLogins *self,
                                  const char *insurer,
                                  const char *user,
                                  const char *password);
/* Tokens last so long, also those given out before; microseconds. */
void balie_sim_logins_set_lifetime (BalieSimLogins *self, gint64 lifetime);
gint64 balie_sim_logins_get_lifetime (BalieSimLogins *self);
/* (transfer full): a new token. */
char *balie_sim_logins_give_token (BalieSimLogins *self, const char *insurer);
gboolean
balie_sim_logins_knows_token (BalieSimLogins *self, const char *insurer, const char *token);
void balie_sim_logins_unlock_all (BalieSimLogins *self);
/* (transfer full): "insurer/user" of those that are locked, comma list. */
char *balie_sim_logins_dup_locked (BalieSimLogins *self);
void balie_sim_logins_free (BalieSimLogins *self);

G_END_DECLS
