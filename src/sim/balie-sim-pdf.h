/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small valid PDF files of one page. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text: lines; the first is the heading. */
GBytes *balie_sim_pdf_make (const char *text);

G_END_DECLS
