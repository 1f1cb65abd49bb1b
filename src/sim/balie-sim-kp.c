/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated KP (KundenPortal): persons under /kp/v1. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-kp.h"

#include "balie-sim-list.h"

/* It takes nothing else: who sends more is found out. */
static const char *const parameters[] = { "lastName", "firstName", "postcode", "page", NULL };

/**
 * balie_sim_kp_answer:
 * @who: who there is
 * @ask: what is asked
 * @path: the path after the prefix
 *
 * Returns: (transfer full): the answer
 */
BalieSimAnswer *
balie_sim_kp_answer (BalieSimRegister *who, const BalieSimAsk *ask, const char *path)
{
  g_autoptr (BalieSimCriteria) criteria = NULL;
  g_auto (BalieSimFound) found = { 0 };
  BalieSimPaging paging;
  BalieSimAnswer *refusal;

  if (!g_str_equal (path, "/persons"))
    return balie_sim_answer_new_problem (404, "There is nothing at this address.");
  if (!g_str_equal (ask->method, "GET"))
    return balie_sim_answer_new_not_allowed ("GET");
  refusal = balie_sim_list_check (ask->query, parameters, &paging);
  if (refusal != NULL)
    return refusal;
  criteria = balie_sim_criteria_new (ask->query);
  if (criteria->values[BALIE_SIM_LAST_NAME][0] == '\0')
    return balie_sim_answer_new_problem (422, "lastName is needed.");
  balie_sim_register_search_persons (who, criteria,
                                     criteria->values[BALIE_SIM_FIRST_NAME][0] != '\0',
                                     balie_sim_paging_get_first (&paging), paging.size, &found);
  return balie_sim_list_answer (&paging, &found);
}
