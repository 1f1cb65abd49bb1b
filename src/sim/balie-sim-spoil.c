/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults that need the bare connection: closing it, holding it, cutting, swelling or dripping. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-spoil.h"

#define HUGE_BYTES (100 * 1024 * 1024)
#define CHUNK_BYTES (64 * 1024)
/* Of each piece of the 100 MB: the beginning, an item, the end; together they are one JSON object. */
#define PIECE_BYTES 64
#define HUGE_BEGINNING "{\"total\":1638398,\"page\":1,\"pageSize\":1638398,\"items\":["
#define HUGE_ITEM "{\"number\":\"00000\",\"lastName\":\"Zoveel\",\"city\":\"Nergenshuizen\"}"

/**
 * Job:
 * @connection: (owned): what is left of the request
 * @cancellable: (owned): of the simulator
 * @head: (owned): status line and headers
 * @body: (owned): what would be the body
 * @offset: bytes of the body that left
 * @buffer: one chunk; where a hanging client's last words go
 * @drip: (nullable): the timer between two bytes
 */
typedef struct
{
  GIOStream *connection;
  GCancellable *cancellable;
  BalieSimFault fault;
  char *head;
  GBytes *body;
  gsize offset;
  char *buffer;
  GSource *drip;
} Job;

static guint n_running;

static void write_on (Job *job);

static void
free_job (Job *job)
{
  g_io_stream_close (job->connection, NULL, NULL);
  g_object_unref (job->connection);
  g_object_unref (job->cancellable);
  g_free (job->head);
  g_bytes_unref (job->body);
  g_free (job->buffer);
  g_free (job);
  n_running--;
}

static void read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Until the client goes; whatever it still sends is read and forgotten. */
static void
hold (Job *job)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (job->connection), job->buffer,
                             CHUNK_BYTES, G_PRIORITY_DEFAULT, job->cancellable, read_cb, job);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;

  if (g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL) <= 0)
    free_job (job);
  else
    hold (job);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    free_job (job);
  else
    write_on (job);
}

static void
write_bytes (Job *job, const void *data, gsize length)
{
  g_output_stream_write_all_async (g_io_stream_get_output_stream (job->connection), data, length,
                                   G_PRIORITY_DEFAULT, job->cancellable, written_cb, job);
}

static void
set_piece (char *where, const char *text, char last)
{
  memset (where, ' ', PIECE_BYTES);
  memcpy (where, text, strlen (text));
  where[PIECE_BYTES - 1] = last;
}

/* The next chunk of a list that never fits. */
static void
write_huge (Job *job)
{
  if (job->offset == 0)
    {
      for (gsize at = PIECE_BYTES; at < CHUNK_BYTES; at += PIECE_BYTES)
        set_piece (job->buffer + at, HUGE_ITEM, ',');
      set_piece (job->buffer, HUGE_BEGINNING, ' ');
    }
  else if (job->offset + CHUNK_BYTES == HUGE_BYTES)
    {
      set_piece (job->buffer + CHUNK_BYTES - 2 * PIECE_BYTES, HUGE_ITEM, ' ');
      set_piece (job->buffer + CHUNK_BYTES - PIECE_BYTES, "]}", '\n');
    }
  else
    set_piece (job->buffer, HUGE_ITEM, ',');
  job->offset += CHUNK_BYTES;
  write_bytes (job, job->buffer, CHUNK_BYTES);
}

static gboolean
drip_elapsed_cb (gpointer user_data)
{
  Job *job = user_data;
  const char *data = g_bytes_get_data (job->body, NULL);

  g_clear_pointer (&job->drip, g_source_unref);
  write_bytes (job, data + job->offset++, 1);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  return drip_elapsed_cb (user_data);
}

/* One byte after a second; a cancelled simulator does not wait for it. */
static void
wait_for_drip (Job *job)
{
  GSource *end = g_cancellable_source_new (job->cancellable);

  job->drip = g_timeout_source_new_seconds (1);
  g_source_set_callback (end, G_SOURCE_FUNC (cancelled_cb), job, NULL);
  g_source_set_callback (job->drip, drip_elapsed_cb, job, NULL);
  g_source_add_child_source (job->drip, end);
  g_source_attach (job->drip, NULL);
  g_source_unref (end);
}

/* After the head and after each piece: the next piece, or the end. */
static void
write_on (Job *job)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (job->body, &length);

  if (job->fault == BALIE_SIM_FAULT_HUGE && job->offset < HUGE_BYTES)
    write_huge (job);
  else if (job->fault == BALIE_SIM_FAULT_TRUNCATE && job->offset == 0 && length > 1)
    {
      job->offset = length / 2;
      write_bytes (job, data, length / 2);
    }
  else if (job->fault == BALIE_SIM_FAULT_SLOW && job->offset < length)
    wait_for_drip (job);
  else if (job->fault == BALIE_SIM_FAULT_NONE && job->offset == 0 && length > 0)
    {
      job->offset = length;
      write_bytes (job, data, length);
    }
  else if (job->fault == BALIE_SIM_FAULT_NONE)
    hold (job); /* closing now would reset a client that is still sending */
  else
    free_job (job);
}

static char *
make_head (BalieSimFault fault, const BalieSimAnswer *answer)
{
  gsize length =
      fault == BALIE_SIM_FAULT_HUGE ? HUGE_BYTES : MAX (g_bytes_get_size (answer->body), 1);
  guint status = answer->status == 204 ? 200 : answer->status;

  return g_strdup_printf ("HTTP/1.1 %u %s\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT
                          "\r\nConnection: close\r\n\r\n",
                          status, balie_sim_status_get_phrase (status),
                          answer->content_type != NULL ? answer->content_type : "application/json",
                          length);
}

/**
 * balie_sim_spoil_needs_connection:
 * @fault: a fault
 *
 * Returns: whether it is done by balie_sim_spoil_begin()
 */
gboolean
balie_sim_spoil_needs_connection (BalieSimFault fault)
{
  switch (fault)
    {
    case BALIE_SIM_FAULT_DROP_BEFORE:
    case BALIE_SIM_FAULT_DROP_AFTER:
    case BALIE_SIM_FAULT_HANG:
    case BALIE_SIM_FAULT_TRUNCATE:
    case BALIE_SIM_FAULT_HUGE:
    case BALIE_SIM_FAULT_SLOW:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * balie_sim_spoil_begin:
 * @connection: (transfer full): the connection of a request that was read
 * @fault: one that needs it, or none for just the answer
 * @answer: what would have been answered
 * @cancellable: ends it early
 *
 * Closes the connection at once, or holds it until the client goes, or writes the answer cut short,
 * swollen to 100 MB or a byte a second and then closes it.
 */
void
balie_sim_spoil_begin (GIOStream *connection,
                       BalieSimFault fault,
                       const BalieSimAnswer *answer,
                       GCancellable *cancellable)
{
  Job *job = g_new0 (Job, 1);

  n_running++;
  job->connection = connection;
  job->cancellable = g_object_ref (cancellable);
  job->fault = fault;
  job->head = make_head (fault, answer);
  job->body = g_bytes_ref (answer->body);
  job->buffer = g_malloc (CHUNK_BYTES);
  if (fault == BALIE_SIM_FAULT_DROP_BEFORE || fault == BALIE_SIM_FAULT_DROP_AFTER)
    free_job (job);
  else if (fault == BALIE_SIM_FAULT_HANG)
    hold (job);
  else
    write_bytes (job, job->head, strlen (job->head));
}

/**
 * balie_sim_spoil_get_n_running:
 *
 * Returns: how many connections are being spoilt now
 */
guint
balie_sim_spoil_get_n_running (void)
{
  return n_running;
}
