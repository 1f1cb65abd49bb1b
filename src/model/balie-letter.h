/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter of an insurer (a BiPRO shipment's transfer) with its documents, and the insurer it came from. */
#pragma once

#include <gio/gio.h>

#include "balie-date.h"

G_BEGIN_DECLS

/* What a letter is about; decided by balie_letter_classify() from the code. */
typedef enum
{
  BALIE_LETTER_APPLICATION_REQUEST,
  BALIE_LETTER_QUERY,
  BALIE_LETTER_MISSING_DOCUMENTS,
  BALIE_LETTER_CANCELLATION,
  BALIE_LETTER_APPLICATION_REMINDER, /* of an application request that nobody has answered */
  BALIE_LETTER_PAYMENT_REMINDER,
  BALIE_LETTER_CONFIRMATION, /* insurance confirmation (eVB) */
  BALIE_LETTER_OTHER,
  BALIE_N_LETTER_KINDS,
} BalieLetterKind;

/* The two categories of notifications (SCREENS.md). */
typedef enum
{
  BALIE_LETTER_IMPORTANT,
  BALIE_LETTER_REMINDER,
  BALIE_N_LETTER_CATEGORIES,
} BalieLetterCategory;

typedef enum
{
  BALIE_LETTER_OPEN,
  BALIE_LETTER_DONE,
} BalieLetterState;

const char *balie_letter_kind_to_code (BalieLetterKind kind);
gboolean balie_letter_kind_from_code (const char *code, BalieLetterKind *kind);
const char *balie_letter_kind_to_label (BalieLetterKind kind); /* translated */
/* "important", "reminder" */
const char *balie_letter_category_to_code (BalieLetterCategory category);
gboolean balie_letter_category_from_code (const char *code, BalieLetterCategory *category);
const char *balie_letter_category_to_label (BalieLetterCategory category); /* translated */
/* 1 "to do", 2 "urgent", 3 "very urgent"; "" for 0. Translated. */
const char *balie_urgency_to_label (int urgency);

/**
 * BalieLetterDocument:
 * @id: the store's, 0 while not stored
 * @name: a safe file name made of the untrusted one, never with a path
 * @type: by its first bytes, "application/pdf" … or "application/octet-stream"; never by its claim
 * @data: (nullable): only where it was asked for
 */
typedef struct
{
  gint64 id;
  char *name;
  char *type;
  gint64 n_bytes;
  GBytes *data;
} BalieLetterDocument;

/**
 * BalieLetter:
 * @id: the store's, 0 while not stored
 * @insurer: name of the insurer
 * @shipment: the insurer's id of it; with @transfer (position within) unique per insurer
 * @code: nine digits, kept as it came even when unknown
 * @title: short text of the code, or the insurer's free text, cleaned
 * @urgency: 1 to 3 of a reminder, 0 else
 * @application: application number (AntragsnummerVM, else Antragsnummer), "" if none
 * @policy: policy number, "" if none
 * @partner: partner number, "" if none
 * @agency: agency number (Vermittler) it is for, "" if not said
 * @evb: insurance confirmation number found in it, "" if none
 * @plate: without dashes, "" if none is known
 * @received_at: when it was provided, else when it was fetched
 * @respond_by: BALIE_DATE_NONE if not said
 * @linked_by: login who linked it by hand, "auto", or "" when not linked
 * @done_by: login, "auto" when it closed itself
 * @documents: (element-type BalieLetterDocument)
 */
typedef struct
{
  gint64 id;
  char *insurer;
  char *shipment;
  int transfer;
  char *code;
  char *title;
  BalieLetterKind kind;
  BalieLetterCategory category;
  int urgency;
  char *application;
  char *policy;
  char *partner;
  char *agency;
  char *evb;
  char *plate;
  gint64 received_at;
  BalieDate respond_by;
  BalieLetterState state;
  char *done_by;
  gint64 done_at;
  char *order_number;
  char *dossier_number;
  char *linked_by;
  GPtrArray *documents;
} BalieLetter;

BalieLetter *balie_letter_new (void);
BalieLetter *balie_letter_copy (const BalieLetter *self); /* without the documents' data */
void balie_letter_free (BalieLetter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieLetter, balie_letter_free)
BalieLetterDocument *balie_letter_document_new (void);
void balie_letter_document_free (BalieLetterDocument *self);
/* Application, policy or eVB number: what people call the letter by; "" if none. */
const char *balie_letter_get_reference (const BalieLetter *self);
char *balie_letter_dup_search_text (const BalieLetter *self);

/**
 * BalieInsurer:
 * @name: as the dealership calls it; unique
 * @sts_url: of norm 410
 * @transfer_url: of norm 430
 * @user: login at the insurer; the password is the secret balie_insurer_dup_secret_name()
 * @profile: JSON of the switches, "" for the shipped ones
 * @locked: the insurer said that the login is locked or wrong: nothing is tried until a person says so
 */
typedef struct
{
  char *name;
  char *sts_url;
  char *transfer_url;
  char *user;
  char *profile;
  char *locked;
  gint64 last_sync_at;
  char *last_problem;
} BalieInsurer;

BalieInsurer *balie_insurer_new (const char *name);
BalieInsurer *balie_insurer_copy (const BalieInsurer *self);
void balie_insurer_free (BalieInsurer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieInsurer, balie_insurer_free)
/* (transfer full): under which its password is kept: "bipro-" and the name's letters and digits. */
char *balie_insurer_dup_secret_name (const BalieInsurer *self);

G_END_DECLS
