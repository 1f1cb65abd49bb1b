/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of Driver2 and KP as one list. A person of KP who is one of Driver2 has no row of their own; those
 * on pages that were not fetched yet are not known to be so, so the total may shrink by going on. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-search-list.h"

#include "balie-customer-search.h"
#include "balie-text.h"

#define PAGE_SIZE BALIE_CUSTOMER_PAGE_SIZE
/* More than anybody turns to; keeps page numbers far from overflowing. */
#define MAX_TOTAL G_GINT64_CONSTANT (1000000000)

/* Where a customer stands in what a source told. */
typedef struct
{
  const BalieCustomer *customer; /* (unowned): the page's */
  gint64 index;
} Place;

/**
 * Part:
 * @pages: (owned) (element-type int GPtrArray): customers by number of the page
 * @places: (owned) (element-type utf8 GArray): of Place, by folded name
 * @total: -1 while unknown
 * @last_page: the last one fetched
 */
typedef struct
{
  GHashTable *pages;
  GHashTable *places;
  gint64 total;
  int last_page;
} Part;

/**
 * BalieSearchList:
 * @hidden: (owned) (element-type gint64): places of KP without a row, in order
 * @twins: (owned): customer of Driver2 → the same person of KP
 * @first_twin: the first place of Driver2 that has one, -1 if none has
 */
struct _BalieSearchList
{
  Part parts[BALIE_N_SOURCES];
  GArray *hidden;
  GHashTable *twins;
  gint64 first_twin;
};

static void
reset_part (Part *part)
{
  g_hash_table_remove_all (part->pages);
  g_hash_table_remove_all (part->places);
  part->total = 0;
  part->last_page = 0;
}

BalieSearchList *
balie_search_list_new (void)
{
  BalieSearchList *self = g_new0 (BalieSearchList, 1);

  for (int i = 0; i < BALIE_N_SOURCES; i++)
    {
      self->parts[i].pages =
          g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
      self->parts[i].places =
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
    }
  self->hidden = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->twins = g_hash_table_new (NULL, NULL);
  self->first_twin = -1;
  return self;
}

void
balie_search_list_free (BalieSearchList *self)
{
  for (int i = 0; i < BALIE_N_SOURCES; i++)
    {
      g_hash_table_unref (self->parts[i].pages);
      g_hash_table_unref (self->parts[i].places);
    }
  g_array_unref (self->hidden);
  g_hash_table_unref (self->twins);
  g_free (self);
}

/* The same person */

static char *
dup_name_key (const BalieCustomer *customer)
{
  g_autofree char *name = balie_customer_dup_name (customer);

  return balie_text_fold (name);
}

static void
hide (BalieSearchList *self, gint64 index)
{
  guint at = 0;

  while (at < self->hidden->len && g_array_index (self->hidden, gint64, at) < index)
    at++;
  if (at == self->hidden->len || g_array_index (self->hidden, gint64, at) != index)
    g_array_insert_val (self->hidden, at, index);
}

static void
pair (BalieSearchList *self, const Place *driver2, const Place *kp)
{
  if (!g_hash_table_contains (self->twins, driver2->customer))
    g_hash_table_insert (self->twins, (gpointer) driver2->customer, (gpointer) kp->customer);
  if (self->first_twin < 0 || driver2->index < self->first_twin)
    self->first_twin = driver2->index;
  hide (self, kp->index);
}

/* Only those of the same name are looked at, so that long lists cost nothing. */
static void
find_twins (BalieSearchList *self, BalieSource source, const Place *place, const char *name)
{
  BalieSource other = source == BALIE_SOURCE_KP ? BALIE_SOURCE_DRIVER2 : BALIE_SOURCE_KP;
  GArray *places = g_hash_table_lookup (self->parts[other].places, name);

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const Place *candidate = &g_array_index (places, Place, i);

      if (!balie_customer_is_same_person (place->customer, candidate->customer))
        continue;
      if (source == BALIE_SOURCE_KP)
        pair (self, candidate, place);
      else
        pair (self, place, candidate);
    }
}

static void
note_place (BalieSearchList *self, BalieSource source, const Place *place)
{
  Part *part = &self->parts[source];
  g_autofree char *name = dup_name_key (place->customer);
  GArray *places;

  if (name[0] == '\0')
    return;
  find_twins (self, source, place, name);
  places = g_hash_table_lookup (part->places, name);
  if (places == NULL)
    {
      places = g_array_new (FALSE, FALSE, sizeof (Place));
      g_hash_table_insert (part->places, g_steal_pointer (&name), places);
    }
  g_array_append_val (places, *place);
}

/* What a source told */

/**
 * balie_search_list_clear:
 * @self: the list
 * @source: whose pages are forgotten
 *
 * Those of the other source stay, and have all their rows again.
 */
void
balie_search_list_clear (BalieSearchList *self, BalieSource source)
{
  reset_part (&self->parts[source]);
  g_array_set_size (self->hidden, 0);
  g_hash_table_remove_all (self->twins);
  self->first_twin = -1;
}

/* The newest word counts; an empty page ends the list whatever was said, so that it can be left. */
static void
take_total (Part *part, const BalieSearchAnswer *answer)
{
  gint64 before = (gint64) (answer->page - 1) * PAGE_SIZE;

  if (answer->total >= 0)
    part->total = MIN (answer->total, MAX_TOTAL);
  else if (!answer->has_more && answer->page >= part->last_page)
    part->total = before + answer->customers->len;
  else if (part->last_page == 0)
    part->total = -1;
  if (answer->customers->len == 0 && (part->total < 0 || part->total > before))
    part->total = before;
  part->last_page = MAX (part->last_page, answer->page);
}

/* A page of KP that has fewer than it should leaves no holes. */
static void
hide_holes (BalieSearchList *self, const BalieSearchAnswer *answer)
{
  gint64 first = (gint64) (answer->page - 1) * PAGE_SIZE;
  gint64 total = self->parts[BALIE_SOURCE_KP].total;

  for (gint64 i = answer->customers->len; i < PAGE_SIZE && first + i < total; i++)
    hide (self, first + i);
}

/**
 * balie_search_list_add:
 * @self: the list
 * @source: who answered
 * @answer: a page
 *
 * Takes the page over unless it is there.
 */
void
balie_search_list_add (BalieSearchList *self, BalieSource source, const BalieSearchAnswer *answer)
{
  Part *part = &self->parts[source];
  gpointer number = GINT_TO_POINTER (answer->page);

  if (g_hash_table_contains (part->pages, number))
    return;
  g_hash_table_insert (part->pages, number, g_ptr_array_ref (answer->customers));
  take_total (part, answer);
  for (guint i = 0; i < MIN (answer->customers->len, PAGE_SIZE); i++)
    {
      Place place = { g_ptr_array_index (answer->customers, i),
                      (gint64) (answer->page - 1) * PAGE_SIZE + i };

      note_place (self, source, &place);
    }
  if (source == BALIE_SOURCE_KP)
    hide_holes (self, answer);
}

/* The list */

gint64
balie_search_list_get_n (BalieSearchList *self, BalieSource source)
{
  return self->parts[source].total;
}

gint64
balie_search_list_get_total (BalieSearchList *self)
{
  gint64 n_driver2 = self->parts[BALIE_SOURCE_DRIVER2].total;
  gint64 n_kp = self->parts[BALIE_SOURCE_KP].total;

  if (n_driver2 < 0 || n_kp < 0)
    return -1;
  return n_driver2 + n_kp - self->hidden->len;
}

int
balie_search_list_get_n_pages (BalieSearchList *self)
{
  gint64 total = balie_search_list_get_total (self);

  return total < 0 ? -1 : (int) ((total + PAGE_SIZE - 1) / PAGE_SIZE);
}

/**
 * balie_search_list_get_kp_page:
 * @self: the list
 *
 * Returns: the page of the first row that only KP has, else of the first that KP has too
 */
int
balie_search_list_get_kp_page (BalieSearchList *self)
{
  gint64 n_driver2 = self->parts[BALIE_SOURCE_DRIVER2].total;
  gint64 n_kp = self->parts[BALIE_SOURCE_KP].total;

  if (n_kp == 0 || n_driver2 < 0)
    return 0;
  if (n_kp < 0 || n_kp > self->hidden->len)
    return (int) (n_driver2 / PAGE_SIZE) + 1;
  return self->first_twin < 0 ? 0 : (int) (self->first_twin / PAGE_SIZE) + 1;
}

/* The place in KP's list of its so many-th row. */
static gint64
get_kp_place (BalieSearchList *self, gint64 row)
{
  for (guint i = 0; i < self->hidden->len && g_array_index (self->hidden, gint64, i) <= row; i++)
    row++;
  return row;
}

/* FALSE when the page with the place is missing; NULL when there is nobody at it. */
static gboolean
get_customer (BalieSearchList *self, BalieSource source, gint64 place, BalieCustomer **customer)
{
  gpointer number = GINT_TO_POINTER ((int) (place / PAGE_SIZE) + 1);
  GPtrArray *page = g_hash_table_lookup (self->parts[source].pages, number);
  guint at = (guint) (place % PAGE_SIZE);

  *customer = page != NULL && at < page->len ? g_ptr_array_index (page, at) : NULL;
  return page != NULL;
}

static void
add_row (BalieSearchList *self, const BalieCustomer *customer, GPtrArray *rows)
{
  BalieFoundCustomer *row = g_new0 (BalieFoundCustomer, 1);

  row->customer = customer;
  row->other = g_hash_table_lookup (self->twins, customer);
  g_ptr_array_add (rows, row);
}

/**
 * balie_search_list_build:
 * @self: the list
 * @page: from 1
 * @rows: gets #BalieFoundCustomer, whose customers are the list's
 * @missing_source: (out): whose page has to be fetched
 * @missing_page: (out): which
 *
 * Returns: whether everything is there; then @rows has at most ten more
 */
gboolean
balie_search_list_build (BalieSearchList *self,
                         int page,
                         GPtrArray *rows,
                         BalieSource *missing_source,
                         int *missing_page)
{
  gint64 first = (gint64) (page - 1) * PAGE_SIZE;
  gint64 n_driver2 = self->parts[BALIE_SOURCE_DRIVER2].total;
  gint64 n_kp = self->parts[BALIE_SOURCE_KP].total;

  for (gint64 row = first; row < first + PAGE_SIZE; row++)
    {
      gboolean is_kp = n_driver2 >= 0 && row >= n_driver2;
      gint64 place = is_kp ? get_kp_place (self, row - n_driver2) : row;
      BalieCustomer *customer;

      if (is_kp && n_kp >= 0 && place >= n_kp)
        break;
      *missing_source = is_kp ? BALIE_SOURCE_KP : BALIE_SOURCE_DRIVER2;
      *missing_page = (int) (place / PAGE_SIZE) + 1;
      if (!get_customer (self, *missing_source, place, &customer))
        return FALSE;
      if (customer != NULL)
        add_row (self, customer, rows);
    }
  return TRUE;
}
