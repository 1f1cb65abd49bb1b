/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a fuzz target without libFuzzer: each file of its corpus, then mutations of them for a second or two,
 * the same ones every time. The input at hand stands in a file that remains when the program crashes. */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz-target.h"

#define LONGEST (64 * 1024)
#define KEPT (sizeof (gsize) + LONGEST)
#define DEFAULT_MILLISECONDS 1500

/**
 * Fuzz:
 * @corpus: (owned) (element-type GBytes)
 * @dice: (owned): seeded by the target's name
 * @kept: shared with the file @path: size and bytes of the input at hand
 */
typedef struct
{
  GPtrArray *corpus;
  GRand *dice;
  char *kept;
  char *path;
  guint64 n_runs;
} Fuzz;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
read_corpus (Fuzz *fuzz, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  /* In the same order everywhere. */
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      char *text;
      gsize length;

      if (g_file_get_contents (names->pdata[i], &text, &length, NULL))
        g_ptr_array_add (fuzz->corpus, g_bytes_new_take (text, length));
    }
}

static void
run (Fuzz *fuzz, const guint8 *data, gsize size)
{
  /* A copy of just its size: reading behind it is noticed. */
  g_autofree guint8 *copy = g_memdup2 (data, size);

  memcpy (fuzz->kept, &size, sizeof size);
  memcpy (fuzz->kept + sizeof size, data, MIN (size, LONGEST));
  LLVMFuzzerTestOneInput (copy ? copy : (const guint8 *) "", size);
  fuzz->n_runs++;
}

static gsize
pick (Fuzz *fuzz, gsize n)
{
  return n == 0 ? 0 : (gsize) g_rand_int_range (fuzz->dice, 0, (gint32) MIN (n, G_MAXINT32));
}

static const guint8 *
pick_stretch (Fuzz *fuzz, gsize *length)
{
  GBytes *other = fuzz->corpus->pdata[pick (fuzz, fuzz->corpus->len)];
  gsize size;
  const guint8 *data = g_bytes_get_data (other, &size);
  gsize at = pick (fuzz, size);

  *length = pick (fuzz, 64) + 1;
  *length = MIN (*length, size - at);
  return data + at;
}

static void
insert (GByteArray *input, gsize at, const guint8 *data, gsize length)
{
  gsize before = input->len;
  g_autofree guint8 *copy = g_memdup2 (data, length);

  if (length == 0 || before + length > LONGEST)
    return;
  g_byte_array_set_size (input, (guint) (before + length));
  memmove (input->data + at + length, input->data + at, before - at);
  memcpy (input->data + at, copy, length);
}

/* What trips parsers. */
static const char *const words[] = {
  "<![CDATA[", "<!DOCTYPE a>", "&#0;", "&amp;", "xsi:nil='true'", "--",   "\r\n--", "\r\n\r\n",
  "\xff",      "\xe2\x80\xae", "../",  "\"",    "\\u0000",        "null", "1e999",  "-0",
  "[[[[[[[[",  "{\"\":{",      "%00",  ";;;;",  "\xef\xbb\xbf",   "=3D",  "PK\3\4", "{x}",
};

static void
mutate_once (Fuzz *fuzz, GByteArray *input)
{
  gsize at = pick (fuzz, input->len + 1);
  gsize length = 0;
  const guint8 *stretch;
  const char *word;

  switch (g_rand_int_range (fuzz->dice, 0, 6))
    {
    case 0:
      if (at < input->len)
        input->data[at] ^= (guint8) (1 << pick (fuzz, 8));
      break;
    case 1:
      if (at < input->len)
        input->data[at] = (guint8) pick (fuzz, 256);
      break;
    case 2:
      length = pick (fuzz, 32);
      length = MIN (length, input->len - at);
      if (length > 0)
        g_byte_array_remove_range (input, (guint) at, (guint) length);
      break;
    case 3:
      word = words[pick (fuzz, G_N_ELEMENTS (words))];
      insert (input, at, (const guint8 *) word, strlen (word));
      break;
    case 4:
      stretch = pick_stretch (fuzz, &length);
      insert (input, at, stretch, length);
      break;
    default:
      if (pick (fuzz, 8) == 0)
        g_byte_array_set_size (input, (guint) at);
    }
}

static void
run_mutation (Fuzz *fuzz)
{
  GBytes *seed = fuzz->corpus->pdata[pick (fuzz, fuzz->corpus->len)];
  gsize size;
  const guint8 *data = g_bytes_get_data (seed, &size);
  g_autoptr (GByteArray) input = g_byte_array_new ();

  g_byte_array_append (input, data, (guint) MIN (size, LONGEST));
  for (gsize i = pick (fuzz, 8) + 1; i > 0; i--)
    mutate_once (fuzz, input);
  run (fuzz, input->data, input->len);
}

static void
begin (Fuzz *fuzz, const char *name)
{
  int fd;

  fuzz->corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  fuzz->dice = g_rand_new_with_seed (g_str_hash (name));
  fuzz->path = g_strdup_printf ("%s/balie-%s-input-%d", g_get_tmp_dir (), name, (int) getpid ());
  fd = g_open (fuzz->path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (ftruncate (fd, KEPT), ==, 0);
  fuzz->kept = mmap (NULL, KEPT, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  g_assert_true (fuzz->kept != MAP_FAILED);
  close (fd);
}

static void
end (Fuzz *fuzz)
{
  munmap (fuzz->kept, KEPT);
  g_unlink (fuzz->path);
  g_ptr_array_unref (fuzz->corpus);
  g_rand_free (fuzz->dice);
  g_free (fuzz->path);
}

int
main (int argc, char **argv)
{
  const char *wanted = g_getenv ("BALIE_FUZZ_MILLISECONDS");
  gint64 milliseconds = wanted ? g_ascii_strtoll (wanted, NULL, 10) : DEFAULT_MILLISECONDS;
  g_autofree char *name = g_path_get_basename (argv[0]);
  Fuzz fuzz = { NULL };
  gint64 until;

  begin (&fuzz, name);
  for (int i = 1; i < argc; i++)
    read_corpus (&fuzz, argv[i]);
  g_assert_cmpuint (fuzz.corpus->len, >, 0);
  run (&fuzz, (const guint8 *) "", 0);
  for (guint i = 0; i < fuzz.corpus->len; i++)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (fuzz.corpus->pdata[i], &size);

      run (&fuzz, data, size);
    }
  until = g_get_monotonic_time () + milliseconds * 1000;
  while (g_get_monotonic_time () < until)
    run_mutation (&fuzz);
  printf ("%s: %u files, %" G_GUINT64_FORMAT " inputs\n", name, fuzz.corpus->len, fuzz.n_runs);
  end (&fuzz);
  return 0;
}
