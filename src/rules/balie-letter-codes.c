/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The GeVo codes that matter to a car dealer. Source: reference/bipro.md, section 2; texts are our own. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include "balie-letter-codes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* clang-format off */
static const BalieLetterCode codes[] = {
  { "100", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Application and new business") },
  { "100001000", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Application sent") },
  { "100002", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Application received") },
  { "100003000", BALIE_LETTER_CONFIRMATION, 0, NC_ ("letter code", "Provisional cover") },
  { "100004", BALIE_LETTER_CANCELLATION, 0, NC_ ("letter code", "Application rejected") },
  { "100005", BALIE_LETTER_QUERY, 0, NC_ ("letter code", "Query about the application") },
  { "100005040", BALIE_LETTER_QUERY, 0, NC_ ("letter code", "Technical or legal query") },
  { "100005050", BALIE_LETTER_MISSING_DOCUMENTS, 0, NC_ ("letter code", "Further documents requested") },
  { "100005100", BALIE_LETTER_APPLICATION_REQUEST, 0, NC_ ("letter code", "Application requested") },
  { "100006000", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Answer to a query") },
  { "100007", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Policy issued") },
  { "110", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Change of a partner’s data") },
  { "120", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Change of the contract") },
  { "120010106", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Plate changed") },
  { "120010110", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Keeper changed") },
  { "120010111", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Vehicle changed") },
  { "120011000", BALIE_LETTER_MISSING_DOCUMENTS, 0, NC_ ("letter code", "Further documents requested") },
  { "120022001", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Premium adjusted") },
  { "120026000", BALIE_LETTER_CANCELLATION, 0, NC_ ("letter code", "Contract put out of force") },
  { "120027000", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Contract back in force") },
  { "130", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Assignment or change of broker") },
  { "140", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Premium collection") },
  { "140010000", BALIE_LETTER_MISSING_DOCUMENTS, 0, NC_ ("letter code", "Bank details wrong or missing") },
  { "140011", BALIE_LETTER_MISSING_DOCUMENTS, 0, NC_ ("letter code", "Direct debit mandate missing") },
  { "140012", BALIE_LETTER_PAYMENT_REMINDER, 1, NC_ ("letter code", "Premium not paid") },
  { "140012001", BALIE_LETTER_PAYMENT_REMINDER, 1, NC_ ("letter code", "Direct debit returned") },
  { "140012002", BALIE_LETTER_PAYMENT_REMINDER, 1, NC_ ("letter code", "Direct debit returned") },
  { "140012003", BALIE_LETTER_PAYMENT_REMINDER, 1, NC_ ("letter code", "Direct debit returned") },
  { "140012004", BALIE_LETTER_PAYMENT_REMINDER, 1, NC_ ("letter code", "Direct debit returned") },
  { "140012005", BALIE_LETTER_PAYMENT_REMINDER, 1, NC_ ("letter code", "Direct debit returned") },
  { "140012010", BALIE_LETTER_PAYMENT_REMINDER, 1, NC_ ("letter code", "Payment reminder") },
  { "140012011", BALIE_LETTER_PAYMENT_REMINDER, 1, NC_ ("letter code", "Payment reminder, first premium") },
  { "140012012", BALIE_LETTER_PAYMENT_REMINDER, 1, NC_ ("letter code", "Payment reminder, first premium") },
  { "140012013", BALIE_LETTER_PAYMENT_REMINDER, 1, NC_ ("letter code", "Payment reminder, subsequent premium") },
  { "140012020", BALIE_LETTER_PAYMENT_REMINDER, 2, NC_ ("letter code", "Dunning letter") },
  { "140012021", BALIE_LETTER_PAYMENT_REMINDER, 2, NC_ ("letter code", "Dunning letter, first premium") },
  { "140012022", BALIE_LETTER_PAYMENT_REMINDER, 2, NC_ ("letter code", "Dunning letter") },
  { "140012023", BALIE_LETTER_PAYMENT_REMINDER, 2, NC_ ("letter code", "Dunning letter") },
  { "140012024", BALIE_LETTER_PAYMENT_REMINDER, 2, NC_ ("letter code", "Dunning letter") },
  { "140012025", BALIE_LETTER_PAYMENT_REMINDER, 3, NC_ ("letter code", "Last dunning letter") },
  { "140012028", BALIE_LETTER_PAYMENT_REMINDER, 3, NC_ ("letter code", "Last dunning letter") },
  { "140012030", BALIE_LETTER_PAYMENT_REMINDER, 3, NC_ ("letter code", "Last demand") },
  { "140012031", BALIE_LETTER_PAYMENT_REMINDER, 3, NC_ ("letter code", "Handed over to collection") },
  { "140012038", BALIE_LETTER_PAYMENT_REMINDER, 3, NC_ ("letter code", "Handed over to collection") },
  { "140012039", BALIE_LETTER_PAYMENT_REMINDER, 3, NC_ ("letter code", "Handed over to collection") },
  { "140012040", BALIE_LETTER_PAYMENT_REMINDER, 3, NC_ ("letter code", "Handed over to collection") },
  { "140012041", BALIE_LETTER_PAYMENT_REMINDER, 3, NC_ ("letter code", "Handed over to collection") },
  { "140012042", BALIE_LETTER_PAYMENT_REMINDER, 3, NC_ ("letter code", "Handed over to collection") },
  { "140012050", BALIE_LETTER_PAYMENT_REMINDER, 3, NC_ ("letter code", "Termination announced") },
  { "140012051", BALIE_LETTER_CANCELLATION, 0, NC_ ("letter code", "Contract terminated for unpaid premium") },
  { "140012060", BALIE_LETTER_PAYMENT_REMINDER, 3, NC_ ("letter code", "Cancellation threatened") },
  { "140012061", BALIE_LETTER_PAYMENT_REMINDER, 3, NC_ ("letter code", "Cancellation threatened") },
  { "140012062", BALIE_LETTER_CANCELLATION, 0, NC_ ("letter code", "Contract cancelled for unpaid premium") },
  { "140012068", BALIE_LETTER_CANCELLATION, 0, NC_ ("letter code", "Contract cancelled and settled") },
  { "140013", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Invoice") },
  { "140018000", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Direct debit announced") },
  { "150", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Claim") },
  { "150013020", BALIE_LETTER_QUERY, 0, NC_ ("letter code", "Query about a claim") },
  { "150013031", BALIE_LETTER_QUERY, 0, NC_ ("letter code", "Reminder of a query about a claim") },
  { "160", BALIE_LETTER_CANCELLATION, 0, NC_ ("letter code", "Termination") },
  { "160010", BALIE_LETTER_CANCELLATION, 0, NC_ ("letter code", "Terminated by the customer") },
  { "160011", BALIE_LETTER_CANCELLATION, 0, NC_ ("letter code", "Terminated by the insurer") },
  { "160013000", BALIE_LETTER_CANCELLATION, 0, NC_ ("letter code", "Contract void from the beginning") },
  { "160014000", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Notice of termination withdrawn") },
  { "160016000", BALIE_LETTER_CANCELLATION, 0, NC_ ("letter code", "Contract expired") },
  { "160017000", BALIE_LETTER_CANCELLATION, 0, NC_ ("letter code", "Terminated by the buyer") },
  { "160018000", BALIE_LETTER_CANCELLATION, 0, NC_ ("letter code", "Risk no longer exists") },
  { "170", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Information and documents") },
  { "170011001", BALIE_LETTER_MISSING_DOCUMENTS, 0, NC_ ("letter code", "Document requested") },
  { "180", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Complaint") },
  { "190", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Enquiry, campaign or offer") },
  { "200", BALIE_LETTER_CONFIRMATION, 0, NC_ ("letter code", "Insurance confirmation (eVB)") },
  { "200030", BALIE_LETTER_QUERY, 0, NC_ ("letter code", "Insurance confirmation (eVB): error") },
  { "210", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Broker’s collection and settlement") },
  { "220", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Pension and funds") },
  { "230", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Pension and funds") },
  { "899", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Correspondence") },
  { "999", BALIE_LETTER_OTHER, 0, NC_ ("letter code", "Portfolio data") },
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
