/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the state of a mail from a row; shared by the tables of runs and mails. */
#pragma once

#include "balie-db.h"
#include "balie-run.h"

G_BEGIN_DECLS

BalieMailState balie_mail_state_read (BalieStmt *stmt, int column);

G_END_DECLS
