/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of sentences: for an action that failed with a code, what happened and what to do. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-shell.h"

#include "balie-error.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

/* What happened, when nothing more particular is known. */
static const char *const action_texts[BALIE_N_ACTIONS] = {
  [BALIE_ACTION_OPEN_DATABASE] = N_ ("The database could not be opened"),
  [BALIE_ACTION_LOAD_ORDERS] = N_ ("The orders could not be read"),
  [BALIE_ACTION_LOAD_ORDER] = N_ ("The order could not be read"),
  [BALIE_ACTION_SAVE_ORDER] = N_ ("The order was not saved"),
  [BALIE_ACTION_UNDO] = N_ ("The change could not be undone"),
  [BALIE_ACTION_IMPORT] = N_ ("The orders were not imported"),
  [BALIE_ACTION_EXPORT] = N_ ("The orders were not exported"),
  [BALIE_ACTION_APPROVE] = N_ ("The plate request was not made"),
  [BALIE_ACTION_WITHDRAW] = N_ ("The plate request was not withdrawn"),
  [BALIE_ACTION_RESEND] = N_ ("The plate request was not sent again"),
  [BALIE_ACTION_DELIVER] = N_ ("Not every plate request could be sent"),
  [BALIE_ACTION_LOAD_REQUESTS] = N_ ("The plate requests could not be read"),
  [BALIE_ACTION_RUN] = N_ ("The morning run did not take place"),
  [BALIE_ACTION_LOAD_RUNS] = N_ ("The morning runs could not be read"),
  [BALIE_ACTION_SEND_MAIL] = N_ ("The mail was not sent"),
  [BALIE_ACTION_TEST_CONNECTION] = N_ ("The connection does not work"),
  [BALIE_ACTION_SAVE_SETTINGS] = N_ ("The settings were not saved"),
  [BALIE_ACTION_STORE_SECRET] = N_ ("The password was not stored"),
  [BALIE_ACTION_START_DEMO] = N_ ("The demo could not be started"),
  [BALIE_ACTION_LOAD_DOSSIERS] = N_ ("The dossiers could not be read"),
  [BALIE_ACTION_LOAD_DOSSIER] = N_ ("The dossier could not be read"),
  [BALIE_ACTION_SAVE_DOSSIER] = N_ ("The dossier was not saved"),
  [BALIE_ACTION_SEARCH_DRIVER2] = N_ ("Driver2 could not be searched"),
  [BALIE_ACTION_SEARCH_KP] = N_ ("KP could not be searched"),
  [BALIE_ACTION_SEARCH_VEHICLE] = N_ ("The vehicle could not be looked up in Driver2"),
  [BALIE_ACTION_LOAD_CUSTOMER] = N_ ("The customer was not loaded"),
  [BALIE_ACTION_IMPORT_CUSTOMER] = N_ ("The person was not added to Driver2"),
  [BALIE_ACTION_SHOW_IDENTITY] = N_ ("The identity data could not be shown"),
  [BALIE_ACTION_PERSONAL_DATA] = N_ ("Nothing was done with the personal data"),
  [BALIE_ACTION_FIND] = N_ ("The search did not work"),
  [BALIE_ACTION_LOAD_LETTERS] = N_ ("The letters could not be read"),
  [BALIE_ACTION_LOAD_LETTER] = N_ ("The letter could not be read"),
  [BALIE_ACTION_SAVE_LETTER] = N_ ("The letter was not changed"),
  [BALIE_ACTION_FETCH_LETTERS] = N_ ("Not all letters could be fetched"),
  [BALIE_ACTION_OPEN_DOCUMENT] = N_ ("The document could not be opened"),
  [BALIE_ACTION_SAVE_DOCUMENT] = N_ ("The document was not saved"),
  [BALIE_ACTION_EXPORT_LETTERS] = N_ ("The letters were not exported"),
  [BALIE_ACTION_PRINT_LETTERS] = N_ ("The letters were not printed"),
  [BALIE_ACTION_LOAD_USERS] = N_ ("The users could not be read"),
  [BALIE_ACTION_SAVE_USER] = N_ ("The user was not saved"),
  [BALIE_ACTION_REMOVE_USER] = N_ ("The user was not removed"),
  [BALIE_ACTION_LOAD_INSURERS] = N_ ("The insurers could not be read"),
  [BALIE_ACTION_SAVE_INSURER] = N_ ("The insurer was not saved"),
  [BALIE_ACTION_REMOVE_INSURER] = N_ ("The insurer was not removed"),
  [BALIE_ACTION_LOAD_NOTIFICATIONS] = N_ ("The notification preferences could not be read"),
  [BALIE_ACTION_SAVE_NOTIFICATIONS] = N_ ("The notification preferences were not saved"),
};

/* What to do, when nothing more particular is known; NULL where only the message can tell. */
static const char *const code_hints[] = {
  [BALIE_ERROR_BUG] = N_ ("This is a mistake in Balie. Nothing was changed. Please report it with "
                          "the details."),
  [BALIE_ERROR_OFFLINE] = N_ ("The other side could not be reached and nothing was sent. Check the "
                              "network and the address, then try again."),
  [BALIE_ERROR_TIMEOUT] =
      N_ ("No answer came in time. Balie asks what became of it before anything "
          "is sent again."),
  [BALIE_ERROR_UNCLEAR] = N_ ("No usable answer came. Balie asks what became of it before anything "
                              "is sent again."),
  [BALIE_ERROR_REFUSED] = N_ ("The other side refused."),
  [BALIE_ERROR_UNAVAILABLE] =
      N_ ("The other side is busy at the moment. Balie tries again by itself."),
  [BALIE_ERROR_CONFLICT] = N_ ("Someone else changed it meanwhile. Look at it again, then decide."),
  [BALIE_ERROR_NOT_PERMITTED] = N_ ("You have no right to do this. Ask an administrator."),
  [BALIE_ERROR_NOT_FOUND] = N_ ("It does not exist any more."),
  [BALIE_ERROR_INVALID_INPUT] = N_ ("Something that was filled in can’t be read."),
  [BALIE_ERROR_BUSY] = N_ ("The same thing is already under way. Wait a moment, then try again."),
  [BALIE_ERROR_STORAGE] = N_ ("The database can’t be read or written. Check the disk and the "
                              "network drive, then try again."),
  [BALIE_ERROR_DAMAGED] =
      N_ ("The database file is damaged. Restart Balie to repair it; the damaged "
          "file is kept."),
  [BALIE_ERROR_NEWER] = N_ ("The database was written by a newer Balie. Update this desk."),
  [BALIE_ERROR_NOT_CONFIGURED] = N_ ("A setting is missing. An administrator can fill it in under "
                                     "Preferences."),
  [BALIE_ERROR_SECRET] = N_ ("The password can’t be read from this desk’s keyring. Unlock it, or "
                             "store the password again under Preferences."),
  [BALIE_ERROR_CANCELLED] = N_ ("Nothing was changed."),
};

/* Where an action and a code together say more; NULL keeps the general one. */
static const struct
{
  BalieAction action;
  BalieError code;
  const char *text;
  const char *hint;
} particulars[] = {
  { BALIE_ACTION_OPEN_DATABASE, BALIE_ERROR_DAMAGED, N_ ("The database is damaged"),
    N_ ("Balie can put the newest good backup, or what can still be read, in its place. The "
        "damaged "
        "file is kept beside it.") },
  { BALIE_ACTION_OPEN_DATABASE, BALIE_ERROR_NEWER, N_ ("The database is newer than this Balie"),
    N_ ("Another desk has a newer Balie. Update this one; the database was left as it is.") },
  { BALIE_ACTION_OPEN_DATABASE, BALIE_ERROR_BUSY, N_ ("The database is in use"),
    N_ ("Another program holds it for longer than usual. Close that program, then try again.") },
  { BALIE_ACTION_OPEN_DATABASE, BALIE_ERROR_NOT_PERMITTED, N_ ("This login is not known here"),
    N_ ("An administrator of this dealership can add it with “baliectl users add”.") },
  { BALIE_ACTION_OPEN_DATABASE, BALIE_ERROR_STORAGE, NULL,
    N_ ("The file or its folder can’t be read or written. Check the disk, the network drive and "
        "who "
        "may use the folder, then try again.") },
  { BALIE_ACTION_OPEN_DATABASE, BALIE_ERROR_NOT_FOUND, N_ ("There is no database at this place"),
    N_ ("Check the network drive, or choose another database.") },
  { BALIE_ACTION_LOAD_ORDER, BALIE_ERROR_NOT_FOUND, N_ ("This order does not exist"), NULL },
  { BALIE_ACTION_SAVE_ORDER, BALIE_ERROR_BUSY, NULL,
    N_ ("A plate request for this order is being sent or its outcome is unknown. What is in it can "
        "be changed again as soon as PON has answered.") },
  { BALIE_ACTION_SAVE_ORDER, BALIE_ERROR_CONFLICT, N_ ("This order number exists already"), NULL },
  { BALIE_ACTION_APPROVE, BALIE_ERROR_CONFLICT, NULL,
    N_ ("The order changed meanwhile, or there is already a live request for it or for its chassis "
        "number. Look at it again.") },
  { BALIE_ACTION_WITHDRAW, BALIE_ERROR_REFUSED, NULL,
    N_ ("PON did not agree. The request and its plate stay as they are.") },
  { BALIE_ACTION_RUN, BALIE_ERROR_BUSY, NULL,
    N_ ("Another desk is doing today’s run at this moment.") },
  { BALIE_ACTION_TEST_CONNECTION, BALIE_ERROR_OFFLINE, NULL,
    N_ ("No connection could be made. Check the address and the network.") },
  { BALIE_ACTION_TEST_CONNECTION, BALIE_ERROR_REFUSED, NULL,
    N_ ("The other side answered, but refused. Check user name and password.") },
  { BALIE_ACTION_TEST_CONNECTION, BALIE_ERROR_SECRET, NULL,
    N_ ("Type the password again. If it is right, this desk’s keyring or the login itself may be "
        "locked.") },
  { BALIE_ACTION_TEST_CONNECTION, BALIE_ERROR_TIMEOUT, NULL,
    N_ ("No answer came in time. Check the address.") },
  { BALIE_ACTION_TEST_CONNECTION, BALIE_ERROR_UNCLEAR, NULL,
    N_ ("Something answered, but not as expected. Check the address and the connector profile.") },
  { BALIE_ACTION_SEND_MAIL, BALIE_ERROR_REFUSED, NULL,
    N_ ("The mail server refused it. Check sender, recipients and login under Preferences.") },
  { BALIE_ACTION_SEARCH_DRIVER2, BALIE_ERROR_OFFLINE, N_ ("Driver2 could not be reached"),
    N_ ("Check the network, and the address under Preferences, then try again.") },
  { BALIE_ACTION_SEARCH_DRIVER2, BALIE_ERROR_TIMEOUT, N_ ("Driver2 did not answer in time"),
    N_ ("A search changes nothing: it can be tried again at once.") },
  { BALIE_ACTION_SEARCH_DRIVER2, BALIE_ERROR_UNCLEAR, N_ ("Driver2 gave no usable answer"),
    N_ ("A search changes nothing: it can be tried again at once.") },
  { BALIE_ACTION_SEARCH_DRIVER2, BALIE_ERROR_UNAVAILABLE, N_ ("Driver2 is too busy at the moment"),
    N_ ("Wait a little, then try again.") },
  { BALIE_ACTION_SEARCH_DRIVER2, BALIE_ERROR_REFUSED, N_ ("Driver2 refused the search"),
    N_ ("Change what you search by, then try again.") },
  { BALIE_ACTION_SEARCH_DRIVER2, BALIE_ERROR_SECRET, N_ ("Driver2 did not let Balie in"),
    N_ ("Store user name and password again under Preferences, or unlock this desk’s keyring.") },
  { BALIE_ACTION_SEARCH_DRIVER2, BALIE_ERROR_NOT_CONFIGURED, N_ ("Driver2 is not set up yet"),
    N_ ("An administrator fills in its address under Preferences.") },
  { BALIE_ACTION_SEARCH_KP, BALIE_ERROR_OFFLINE, N_ ("KP could not be reached"),
    N_ ("Check the network, and the address under Preferences, then try again.") },
  { BALIE_ACTION_SEARCH_KP, BALIE_ERROR_TIMEOUT, N_ ("KP did not answer in time"),
    N_ ("A search changes nothing: it can be tried again at once.") },
  { BALIE_ACTION_SEARCH_KP, BALIE_ERROR_UNCLEAR, N_ ("KP gave no usable answer"),
    N_ ("A search changes nothing: it can be tried again at once.") },
  { BALIE_ACTION_SEARCH_KP, BALIE_ERROR_UNAVAILABLE, N_ ("KP is too busy at the moment"),
    N_ ("Wait a little, then try again.") },
  { BALIE_ACTION_SEARCH_KP, BALIE_ERROR_REFUSED, N_ ("KP refused the search"),
    N_ ("Change what you search by, then try again.") },
  { BALIE_ACTION_SEARCH_KP, BALIE_ERROR_SECRET, N_ ("KP did not let Balie in"),
    N_ ("Store user name and password again under Preferences, or unlock this desk’s keyring.") },
  { BALIE_ACTION_SEARCH_KP, BALIE_ERROR_NOT_CONFIGURED, N_ ("KP is not set up yet"),
    N_ ("An administrator fills in its address under Preferences.") },
  { BALIE_ACTION_SEARCH_VEHICLE, BALIE_ERROR_OFFLINE, N_ ("Driver2 could not be reached"),
    N_ ("Check the network, and the address under Preferences, then try again.") },
  { BALIE_ACTION_SEARCH_VEHICLE, BALIE_ERROR_TIMEOUT, N_ ("Driver2 did not answer in time"),
    N_ ("A search changes nothing: it can be tried again at once.") },
  { BALIE_ACTION_SEARCH_VEHICLE, BALIE_ERROR_UNCLEAR, N_ ("Driver2 gave no usable answer"),
    N_ ("A search changes nothing: it can be tried again at once.") },
  { BALIE_ACTION_SEARCH_VEHICLE, BALIE_ERROR_UNAVAILABLE, N_ ("Driver2 is too busy at the moment"),
    N_ ("Wait a little, then try again.") },
  { BALIE_ACTION_SEARCH_VEHICLE, BALIE_ERROR_SECRET, N_ ("Driver2 did not let Balie in"),
    N_ ("Store user name and password again under Preferences, or unlock this desk’s keyring.") },
  { BALIE_ACTION_SEARCH_VEHICLE, BALIE_ERROR_NOT_CONFIGURED, N_ ("Driver2 is not set up yet"),
    N_ ("An administrator fills in its address under Preferences.") },
  { BALIE_ACTION_LOAD_CUSTOMER, BALIE_ERROR_CONFLICT, NULL,
    N_ ("The dossier was changed meanwhile. Look at the differences again.") },
  { BALIE_ACTION_LOAD_CUSTOMER, BALIE_ERROR_NOT_FOUND, NULL,
    N_ ("The dossier does not exist any more.") },
  { BALIE_ACTION_LOAD_DOSSIER, BALIE_ERROR_NOT_FOUND, N_ ("This dossier does not exist"), NULL },
  { BALIE_ACTION_SAVE_DOSSIER, BALIE_ERROR_CONFLICT, N_ ("This dossier number exists already"),
    NULL },
  { BALIE_ACTION_IMPORT_CUSTOMER, BALIE_ERROR_OFFLINE, NULL,
    N_ ("Driver2 could not be reached. Balie tries again by itself; the data stand in the dossier "
        "already.") },
  { BALIE_ACTION_IMPORT_CUSTOMER, BALIE_ERROR_REFUSED, N_ ("Driver2 did not take the person"),
    N_ ("The data stand in the dossier all the same.") },
  { BALIE_ACTION_PERSONAL_DATA, BALIE_ERROR_BUSY, NULL,
    N_ ("This person is being added to Driver2 at this moment. Wait a moment, then try again.") },
  { BALIE_ACTION_LOAD_LETTER, BALIE_ERROR_NOT_FOUND, N_ ("This letter does not exist"), NULL },
  { BALIE_ACTION_FETCH_LETTERS, BALIE_ERROR_OFFLINE, N_ ("The insurer could not be reached"),
    N_ ("Check the network and the addresses under Administration, then try again.") },
  { BALIE_ACTION_FETCH_LETTERS, BALIE_ERROR_SECRET, N_ ("The insurer did not let Balie in"),
    N_ ("An administrator stores the login again under Administration. Until then nothing is tried "
        "with it, so that it is not locked for good.") },
  { BALIE_ACTION_FETCH_LETTERS, BALIE_ERROR_NOT_CONFIGURED, N_ ("There is no insurer yet"),
    N_ ("An administrator adds one under Administration.") },
  { BALIE_ACTION_FETCH_LETTERS, BALIE_ERROR_TIMEOUT, N_ ("The insurer did not answer in time"),
    N_ ("Nothing is lost: what was not fetched is fetched the next time.") },
  { BALIE_ACTION_FETCH_LETTERS, BALIE_ERROR_UNCLEAR, N_ ("The insurer gave no usable answer"),
    N_ ("Nothing is lost: what was not fetched is fetched the next time.") },
  { BALIE_ACTION_START_DEMO, BALIE_ERROR_NOT_FOUND, NULL,
    N_ ("The program balie-sim is missing. Install Balie completely.") },
};

/* The error's code in the one domain, whatever domain it came from. */
static BalieError
get_code (const GError *error)
{
  g_autoptr (GError) converted = NULL;

  if (error->domain == BALIE_ERROR)
    return (BalieError) error->code;
  converted = balie_error_from_gio (error);
  return converted->domain == BALIE_ERROR ? (BalieError) converted->code : BALIE_ERROR_BUG;
}

/* Codes whose message was written for the person, or is the other side's own reason. A search's answer
 * that can't be used is told by what is wrong with it. */
static gboolean
message_is_for_people (BalieAction action, BalieError code)
{
  if (code == BALIE_ERROR_UNCLEAR)
    return action == BALIE_ACTION_SEARCH_DRIVER2 || action == BALIE_ACTION_SEARCH_KP ||
           action == BALIE_ACTION_SEARCH_VEHICLE;
  return code == BALIE_ERROR_INVALID_INPUT || code == BALIE_ERROR_NOT_PERMITTED ||
         code == BALIE_ERROR_REFUSED;
}

static void
look_up (BalieAction action, BalieError code, const char **text, const char **hint)
{
  *text = action_texts[action];
  *hint = (gsize) code < G_N_ELEMENTS (code_hints) ? code_hints[code] : code_hints[BALIE_ERROR_BUG];
  for (gsize i = 0; i < G_N_ELEMENTS (particulars); i++)
    if (particulars[i].action == action && particulars[i].code == code)
      {
        if (particulars[i].text != NULL)
          *text = particulars[i].text;
        if (particulars[i].hint != NULL)
          *hint = particulars[i].hint;
        return;
      }
}

/**
 * balie_sentence_dup_text:
 * @action: what was being done
 * @error: what went wrong
 *
 * Returns: (transfer full): what happened, translated plain text without a full stop
 */
char *
balie_sentence_dup_text (BalieAction action, const GError *error)
{
  const char *text, *hint;

  g_return_val_if_fail ((int) action >= 0 && action < BALIE_N_ACTIONS, g_strdup (""));
  g_return_val_if_fail (error != NULL, g_strdup (""));

  look_up (action, get_code (error), &text, &hint);
  return g_strdup (_ (text));
}

/**
 * balie_sentence_dup_hint:
 * @action: what was being done
 * @error: what went wrong
 *
 * Returns: (transfer full): what to do, translated plain text; a reason of the other side or of a
 *   check stands before it
 */
char *
balie_sentence_dup_hint (BalieAction action, const GError *error)
{
  const char *text, *hint;
  BalieError code;

  g_return_val_if_fail ((int) action >= 0 && action < BALIE_N_ACTIONS, g_strdup (""));
  g_return_val_if_fail (error != NULL, g_strdup (""));

  code = get_code (error);
  look_up (action, code, &text, &hint);
  if (message_is_for_people (action, code) && !balie_text_is_empty (error->message))
    {
      if (hint == code_hints[code])
        return g_strdup (error->message);
      return g_strdup_printf ("%s\n%s", error->message, _ (hint));
    }
  return g_strdup (_ (hint));
}
