/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small valid PDF files of one page, in Helvetica, which every reader has. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-pdf.h"

#include <string.h>

#define N_OBJECTS 6

static void
append_line (GString *page, const char *line)
{
  g_autofree char *bytes =
      g_convert_with_fallback (line, -1, "WINDOWS-1252", "UTF-8", "?", NULL, NULL, NULL);

  g_string_append_c (page, '(');
  for (const char *p = bytes != NULL ? bytes : "?"; *p != '\0'; p++)
    {
      if (strchr ("()\\", *p) != NULL)
        g_string_append_c (page, '\\');
      g_string_append_c (page, *p);
    }
  g_string_append (page, ") Tj T*\n");
}

static char *
make_page (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *page = g_string_new ("BT /F2 16 Tf 60 770 Td 18 TL\n");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      append_line (page, lines[i]);
      if (i == 0)
        g_string_append (page, "T* /F1 11 Tf\n");
    }
  g_string_append (page, "ET\n");
  return g_string_free (page, FALSE);
}

/**
 * balie_sim_pdf_make:
 * @text: lines; the first is the heading
 *
 * Returns: (transfer full): a PDF file
 */
GBytes *
balie_sim_pdf_make (const char *text)
{
  g_autofree char *page = make_page (text);
  g_autofree char *stream = g_strdup_printf (
      "<< /Length %" G_GSIZE_FORMAT " >>\nstream\n%sendstream", strlen (page), page);
  const char *objects[N_OBJECTS] = {
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << "
    "/F1 5 0 R /F2 6 0 R >> >> >>",
    stream,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
  };
  gsize offsets[N_OBJECTS];
  GString *pdf = g_string_new ("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
  gsize table;

  for (gsize i = 0; i < N_OBJECTS; i++)
    {
      offsets[i] = pdf->len;
      g_string_append_printf (pdf, "%" G_GSIZE_FORMAT " 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
  table = pdf->len;
  g_string_append_printf (pdf, "xref\n0 %d\n0000000000 65535 f \n", N_OBJECTS + 1);
  for (gsize i = 0; i < N_OBJECTS; i++)
    g_string_append_printf (pdf, "%010" G_GSIZE_FORMAT " 00000 n \n", offsets[i]);
  g_string_append_printf (
      pdf, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
      N_OBJECTS + 1, table);
  return g_string_free_to_bytes (pdf);
}
