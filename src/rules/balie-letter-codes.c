/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The GeVo codes that matter to a car dealer. Source: reference/bipro.md, section 2; texts are our own. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include "balie-letter-codes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TEXT(text) NC_ ("letter code", text)

/* clang-format off */
static const BalieLetterCode codes[] = {
  { "100", BALIE_LETTER_OTHER, 0, TEXT ("Application and new business") },
  { "100001000", BALIE_LETTER_OTHER, 0, TEXT ("Application sent") },
  { "100002", BALIE_LETTER_OTHER, 0, TEXT ("Application received") },
  { "100003000", BALIE_LETTER_CONFIRMATION, 0, TEXT ("Provisional cover") },
  { "100004", BALIE_LETTER_CANCELLATION, 0, TEXT ("Application rejected") },
  { "100005", BALIE_LETTER_QUERY, 0, TEXT ("Query about the application") },
  { "100005040", BALIE_LETTER_QUERY, 0, TEXT ("Technical or legal query") },
  { "100005050", BALIE_LETTER_MISSING_DOCUMENTS, 0, TEXT ("Further documents requested") },
  { "100005100", BALIE_LETTER_APPLICATION_REQUEST, 0, TEXT ("Application requested") },
  { "100006000", BALIE_LETTER_OTHER, 0, TEXT ("Answer to a query") },
  { "100007", BALIE_LETTER_OTHER, 0, TEXT ("Policy issued") },
  { "110", BALIE_LETTER_OTHER, 0, TEXT ("Change of a partner’s data") },
  { "120", BALIE_LETTER_OTHER, 0, TEXT ("Change of the contract") },
  { "120010106", BALIE_LETTER_OTHER, 0, TEXT ("Plate changed") },
  { "120010110", BALIE_LETTER_OTHER, 0, TEXT ("Keeper changed") },
  { "120010111", BALIE_LETTER_OTHER, 0, TEXT ("Vehicle changed") },
  { "120011000", BALIE_LETTER_MISSING_DOCUMENTS, 0, TEXT ("Further documents requested") },
  { "120022001", BALIE_LETTER_OTHER, 0, TEXT ("Premium adjusted") },
  { "120026000", BALIE_LETTER_CANCELLATION, 0, TEXT ("Contract put out of force") },
  { "120027000", BALIE_LETTER_OTHER, 0, TEXT ("Contract back in force") },
  { "130", BALIE_LETTER_OTHER, 0, TEXT ("Assignment or change of broker") },
  { "140", BALIE_LETTER_OTHER, 0, TEXT ("Premium collection") },
  { "140010000", BALIE_LETTER_MISSING_DOCUMENTS, 0, TEXT ("Bank details wrong or missing") },
  { "140011", BALIE_LETTER_MISSING_DOCUMENTS, 0, TEXT ("Direct debit mandate missing") },
  { "140012", BALIE_LETTER_PAYMENT_REMINDER, 1, TEXT ("Premium not paid") },
  { "140012001", BALIE_LETTER_PAYMENT_REMINDER, 1, TEXT ("Direct debit returned") },
  { "140012002", BALIE_LETTER_PAYMENT_REMINDER, 1, TEXT ("Direct debit returned") },
  { "140012003", BALIE_LETTER_PAYMENT_REMINDER, 1, TEXT ("Direct debit returned") },
  { "140012004", BALIE_LETTER_PAYMENT_REMINDER, 1, TEXT ("Direct debit returned") },
  { "140012005", BALIE_LETTER_PAYMENT_REMINDER, 1, TEXT ("Direct debit returned") },
  { "140012010", BALIE_LETTER_PAYMENT_REMINDER, 1, TEXT ("Payment reminder") },
  { "140012011", BALIE_LETTER_PAYMENT_REMINDER, 1, TEXT ("Payment reminder, first premium") },
  { "140012012", BALIE_LETTER_PAYMENT_REMINDER, 1, TEXT ("Payment reminder, first premium") },
  { "140012013", BALIE_LETTER_PAYMENT_REMINDER, 1, TEXT ("Payment reminder, subsequent premium") },
  { "140012020", BALIE_LETTER_PAYMENT_REMINDER, 2, TEXT ("Dunning letter") },
  { "140012021", BALIE_LETTER_PAYMENT_REMINDER, 2, TEXT ("Dunning letter, first premium") },
  { "140012022", BALIE_LETTER_PAYMENT_REMINDER, 2, TEXT ("Dunning letter") },
  { "140012023", BALIE_LETTER_PAYMENT_REMINDER, 2, TEXT ("Dunning letter") },
  { "140012024", BALIE_LETTER_PAYMENT_REMINDER, 2, TEXT ("Dunning letter") },
  { "140012025", BALIE_LETTER_PAYMENT_REMINDER, 3, TEXT ("Last dunning letter") },
  { "140012028", BALIE_LETTER_PAYMENT_REMINDER, 3, TEXT ("Last dunning letter") },
  { "140012030", BALIE_LETTER_PAYMENT_REMINDER, 3, TEXT ("Last demand") },
  { "140012031", BALIE_LETTER_PAYMENT_REMINDER, 3, TEXT ("Handed over to collection") },
  { "140012038", BALIE_LETTER_PAYMENT_REMINDER, 3, TEXT ("Handed over to collection") },
  { "140012039", BALIE_LETTER_PAYMENT_REMINDER, 3, TEXT ("Handed over to collection") },
  { "140012040", BALIE_LETTER_PAYMENT_REMINDER, 3, TEXT ("Handed over to collection") },
  { "140012041", BALIE_LETTER_PAYMENT_REMINDER, 3, TEXT ("Handed over to collection") },
  { "140012042", BALIE_LETTER_PAYMENT_REMINDER, 3, TEXT ("Handed over to collection") },
  { "140012050", BALIE_LETTER_PAYMENT_REMINDER, 3, TEXT ("Termination announced") },
  { "140012051", BALIE_LETTER_CANCELLATION, 0, TEXT ("Contract terminated for unpaid premium") },
  { "140012060", BALIE_LETTER_PAYMENT_REMINDER, 3, TEXT ("Cancellation threatened") },
  { "140012061", BALIE_LETTER_PAYMENT_REMINDER, 3, TEXT ("Cancellation threatened") },
  { "140012062", BALIE_LETTER_CANCELLATION, 0, TEXT ("Contract cancelled for unpaid premium") },
  { "140012068", BALIE_LETTER_CANCELLATION, 0, TEXT ("Contract cancelled and settled") },
  { "140013", BALIE_LETTER_OTHER, 0, TEXT ("Invoice") },
  { "140018000", BALIE_LETTER_OTHER, 0, TEXT ("Direct debit announced") },
  { "150", BALIE_LETTER_OTHER, 0, TEXT ("Claim") },
  { "150013020", BALIE_LETTER_QUERY, 0, TEXT ("Query about a claim") },
  { "150013031", BALIE_LETTER_QUERY, 0, TEXT ("Reminder of a query about a claim") },
  { "160", BALIE_LETTER_CANCELLATION, 0, TEXT ("Termination") },
  { "160010", BALIE_LETTER_CANCELLATION, 0, TEXT ("Terminated by the customer") },
  { "160011", BALIE_LETTER_CANCELLATION, 0, TEXT ("Terminated by the insurer") },
  { "160013000", BALIE_LETTER_CANCELLATION, 0, TEXT ("Contract void from the beginning") },
  { "160014000", BALIE_LETTER_OTHER, 0, TEXT ("Notice of termination withdrawn") },
  { "160016000", BALIE_LETTER_CANCELLATION, 0, TEXT ("Contract expired") },
  { "160017000", BALIE_LETTER_CANCELLATION, 0, TEXT ("Terminated by the buyer") },
  { "160018000", BALIE_LETTER_CANCELLATION, 0, TEXT ("Risk no longer exists") },
  { "170", BALIE_LETTER_OTHER, 0, TEXT ("Information and documents") },
  { "170011001", BALIE_LETTER_MISSING_DOCUMENTS, 0, TEXT ("Document requested") },
  { "180", BALIE_LETTER_OTHER, 0, TEXT ("Complaint") },
  { "190", BALIE_LETTER_OTHER, 0, TEXT ("Enquiry, campaign or offer") },
  { "200", BALIE_LETTER_CONFIRMATION, 0, TEXT ("Insurance confirmation (eVB)") },
  { "200030", BALIE_LETTER_QUERY, 0, TEXT ("Insurance confirmation (eVB): error") },
  { "210", BALIE_LETTER_OTHER, 0, TEXT ("Broker’s collection and settlement") },
  { "220", BALIE_LETTER_OTHER, 0, TEXT ("Pension and funds") },
  { "230", BALIE_LETTER_OTHER, 0, TEXT ("Pension and funds") },
  { "899", BALIE_LETTER_OTHER, 0, TEXT ("Correspondence") },
  { "999", BALIE_LETTER_OTHER, 0, TEXT ("Portfolio data") },
};
/* clang-format on */

/**
 * balie_letter_code_find:
 * @code: a code as it came
 *
 * Returns: (transfer none) (nullable): the row with the longest prefix of @code, %NULL when not even
 *   its group is known
 */
const BalieLetterCode *
balie_letter_code_find (const char *code)
{
  const BalieLetterCode *best = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_str_has_prefix (code, codes[i].prefix) &&
          (!best || strlen (codes[i].prefix) > strlen (best->prefix)))
        best = &codes[i];
    }
  return best;
}
