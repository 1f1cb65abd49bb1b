/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All letters of the simulated insurers: the portfolio that is there at first, and those added since. */
#pragma once

#include "balie-sim-letter.h"
#include "balie-sim-state.h"

G_BEGIN_DECLS

typedef struct _BalieSimLetters BalieSimLetters;

BalieSimLetters *balie_sim_letters_new (BalieSimState *state);
/* A line "letter", "portfolio" or "acknowledged" of the state. */
gboolean balie_sim_letters_restore (BalieSimLetters *self, JsonObject *line, GError **error);
/* After the state was read: the portfolio, if there was none and @with_portfolio. */
void balie_sim_letters_begin (BalieSimLetters *self, gboolean with_portfolio);
/* (transfer full): NULL with INVALID_INPUT; what is missing (id, provided) is filled in. */
JsonObject *balie_sim_letters_add (BalieSimLetters *self, JsonObject *object, GError **error);
/* (transfer none) (nullable) */
BalieSimLetter *balie_sim_letters_find (BalieSimLetters *self, const char *insurer, const char *id);
/* (element-type BalieSimLetter): of all insurers, oldest first. */
GPtrArray *balie_sim_letters_get_all (BalieSimLetters *self);
/* Once; later calls change nothing. */
void balie_sim_letters_acknowledge (BalieSimLetters *self, BalieSimLetter *letter);
JsonNode *balie_sim_letters_to_json (BalieSimLetters *self);
void balie_sim_letters_free (BalieSimLetters *self);

/* balie-sim-portfolio.c: calls @add for each letter of the portfolio, with days counted from @now. */
typedef void (*BalieSimPortfolioFunc) (JsonObject *letter, gpointer user_data);
void balie_sim_portfolio_make (gint64 now, BalieSimPortfolioFunc add, gpointer user_data);

G_END_DECLS
