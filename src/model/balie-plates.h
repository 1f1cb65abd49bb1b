/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seller's entry: which plates and how many. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BALIE_PLATES_MAX_LINES 9
#define BALIE_PLATES_MAX_COUNT 9

/**
 * BaliePlateLine:
 * @type: one of the plate type codes, e.g. "long"; interned
 * @count: 1 to 9
 */
typedef struct
{
  const char *type;
  int count;
} BaliePlateLine;

/**
 * BaliePlates:
 * @n_lines: how many of @lines are in use; 0 means the seller's entry is empty
 * @lines: one per plate type, no type twice
 *
 * A plain value: copy it by assignment.
 */
typedef struct
{
  int n_lines;
  BaliePlateLine lines[BALIE_PLATES_MAX_LINES];
} BaliePlates;

/* The types that ship: long, rectangular, american, motorcycle, taxi-long, taxi-rectangular, carrier. */
const char *const *balie_plate_type_get_all (void);
const char *balie_plate_type_find (const char *code_or_dutch_name);
const char *balie_plate_type_get_label (const char *code);

gboolean balie_plates_parse (const char *text, BaliePlates *plates, GError **error);
char *balie_plates_dup_text (const BaliePlates *plates);
char *balie_plates_dup_label (const BaliePlates *plates);
gboolean balie_plates_equal (const BaliePlates *a, const BaliePlates *b);

G_END_DECLS
