/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents from outside: names that would leave their folder, types that lie, ZIP files that swell. */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>

#include "balie-document-safety.h"

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *safe;
  } names[] = {
    { "Antrag.pdf", "Antrag.pdf" },
    { "../../etc/passwd", "passwd.pdf" },
    { "..\\..\\autoexec.bat", "autoexec.pdf" },
    { "/etc/cron.d/x", "x.pdf" },
    { "C:\\a\\b.pdf", "b.pdf" },
    { "..", "document.pdf" },
    { ".bashrc", "bashrc.pdf" },
    { "", "document.pdf" },
    { NULL, "document.pdf" },
    { "a/", "document.pdf" },
    { "Rechnung.pdf.exe", "Rechnung.pdf.pdf" },
    { "fdp\xe2\x80\xae.exe", "fdp.pdf" },
    { "Nr. 12", "Nr. 12.pdf" },
    { "a\nb\tc.pdf", "a b c.pdf" },
    { "a;rm -rf $HOME|`x`.pdf", "a_rm -rf _HOME__x_.pdf" },
    { "K\xc3\xbcndigung \xe2\x82\xac.pdf", "K\xc3\xbcndigung _.pdf" },
    { "\xff\xfe.pdf", "__.pdf" },
    { "CON", "_CON.pdf" },
    { "nul.pdf", "_nul.pdf" },
    { "-rf.pdf", "-rf.pdf" },
  };
  g_autofree char *filled = g_strnfill (5000, 'x');
  g_autofree char *long_name = balie_document_dup_safe_name (filled, "application/pdf");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *safe = balie_document_dup_safe_name (names[i].name, "application/pdf");

      g_assert_cmpstr (safe, ==, names[i].safe);
    }
  g_assert_cmpuint (strlen (long_name), <=, 120);
  g_assert_true (g_str_has_suffix (long_name, ".pdf"));
}

static void
assert_type (const char *data, gsize length, const char *type)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  g_assert_cmpstr (balie_document_guess_type (bytes), ==, type);
}

static void
test_types (void)
{
  assert_type ("%PDF-1.4", 8, "application/pdf");
  assert_type ("%PDF", 4, "text/plain");
  assert_type ("\xff\xd8\xff\xe0", 4, "image/jpeg");
  assert_type ("\x89PNG\r\n\x1a\n", 8, "image/png");
  assert_type ("PK\3\4", 4, "application/zip");
  assert_type ("<?xml version", 13, "text/xml");
  assert_type ("<html><script>", 14, "text/plain");
  assert_type ("MZ\x90\0", 4, "application/octet-stream");
  assert_type ("", 0, "application/octet-stream");
}

/* Packs @n members of @size bytes of zeros each, or @data; @name may have one %d. */
static GBytes *
make_zip (int n, const char *name, const char *data, gsize size)
{
  gsize room = 8 * 1024 * 1024, used = 0;
  guint8 *buffer = g_malloc (room);
  g_autofree char *zeros = data ? g_strdup (data) : g_malloc0 (size + 1);
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  archive_write_open_memory (archive, buffer, room, &used);
  for (int i = 0; i < n; i++)
    {
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname_utf8 (entry, name);
      archive_entry_set_size (entry, (la_int64_t) size);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (archive, zeros, size), ==, (la_ssize_t) size);
      archive_entry_free (entry);
    }
  archive_write_close (archive);
  archive_write_free (archive);
  return g_bytes_new_take (buffer, used);
}

static GPtrArray *
add (GBytes *data, gboolean zip)
{
  GPtrArray *documents =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_letter_document_free);

  balie_document_add (documents, "Anlage.zip", data, zip);
  return documents;
}

static void
assert_stays (GBytes *data)
{
  g_autoptr (GPtrArray) documents = add (data, TRUE);
  const BalieLetterDocument *document;

  g_assert_cmpuint (documents->len, ==, 1);
  document = documents->pdata[0];
  g_assert_true (g_bytes_equal (document->data, data));
  g_assert_true (g_str_has_prefix (document->name, "Anlage."));
}

static void
test_zip (void)
{
  g_autoptr (GBytes) zip = make_zip (2, "../../K\xc3\xbcndigung.exe", "%PDF-1.4", 8);
  g_autoptr (GPtrArray) unpacked = add (zip, TRUE);
  g_autoptr (GPtrArray) kept = add (zip, FALSE);
  const BalieLetterDocument *document = unpacked->pdata[1];

  g_assert_cmpuint (unpacked->len, ==, 2);
  g_assert_cmpstr (document->name, ==, "K\xc3\xbcndigung.pdf");
  g_assert_cmpstr (document->type, ==, "application/pdf");
  g_assert_cmpint (document->n_bytes, ==, 8);
  g_assert_cmpuint (kept->len, ==, 1);
}

static void
test_bad_zip (void)
{
  g_autoptr (GBytes) zip = make_zip (1, "a.pdf", "%PDF-1.4", 8);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (zip, 0, 20);
  g_autoptr (GBytes) garbage = g_bytes_new ("not a zip", 9);
  g_autoptr (GBytes) empty = make_zip (0, "", "", 0);
  g_autoptr (GBytes) many = make_zip (BALIE_DOCUMENT_MAX_PER_ZIP + 1, "a", "x", 1);
  /* A few hundred kilobytes that would become 192 MB. */
  g_autoptr (GBytes) bomb = make_zip (3, "a", NULL, BALIE_DOCUMENT_MAX_BYTES);

  assert_stays (cut);
  assert_stays (garbage);
  assert_stays (empty);
  assert_stays (many);
  g_assert_cmpuint (g_bytes_get_size (bomb), <, 1024 * 1024);
  assert_stays (bomb);
}

/* All documents of one letter share the limit. */
static void
test_many_bombs (void)
{
  g_autoptr (GBytes) bomb = make_zip (1, "a", NULL, BALIE_DOCUMENT_MAX_BYTES - 1000);
  g_autoptr (GPtrArray) documents = add (bomb, TRUE);
  const BalieLetterDocument *second;

  balie_document_add (documents, "b.zip", bomb, TRUE);
  g_assert_cmpuint (documents->len, ==, 2);
  second = documents->pdata[1];
  g_assert_cmpstr (second->type, ==, "application/zip");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-safety/names", test_names);
  g_test_add_func ("/document-safety/types", test_types);
  g_test_add_func ("/document-safety/zip", test_zip);
  g_test_add_func ("/document-safety/bad-zip", test_bad_zip);
  g_test_add_func ("/document-safety/many-bombs", test_many_bombs);
  return g_test_run ();
}
