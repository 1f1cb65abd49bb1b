/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times a window from outside, by X damage.
 *   bench-frame-meter start SETTLE_MS TITLE COMMAND...   from exec to the first painted frame, to the last
 *                                                        damage before SETTLE_MS of quiet; then RSS and PSS
 *   bench-frame-meter key SETTLE_MS TITLE KEY...         for each key: from pressing it to the last damage
 * Prints one line of numbers a measurement; milliseconds and kilobytes. */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <X11/extensions/XTest.h>
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define GIVE_UP_MS 60000
#define FIRST_DAMAGE_MS 2000
#define MIN_COLOURS 6

static Display *display;
static int damage_event;

static double
get_now (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

/* A window that went away between two calls is no error of ours. */
static int
ignore_error (Display *from, XErrorEvent *event)
{
  return 0;
}

static gboolean
has_title (Window window, const char *title)
{
  Atom type = None;
  int format;
  unsigned long length, left;
  unsigned char *name = NULL;
  gboolean found;

  XGetWindowProperty (display, window, XInternAtom (display, "_NET_WM_NAME", False), 0, 256, False,
                      XInternAtom (display, "UTF8_STRING", False), &type, &format, &length, &left,
                      &name);
  found = name != NULL && strstr ((const char *) name, title) != NULL;
  if (name != NULL)
    XFree (name);
  return found;
}

/* Depth first below @parent; None when there is none yet. */
static Window
find_window (Window parent, const char *title)
{
  Window root, above, *children = NULL, found = None;
  unsigned int n = 0;
  XWindowAttributes attributes;

  if (!XQueryTree (display, parent, &root, &above, &children, &n))
    return None;
  for (unsigned int i = 0; i < n && found == None; i++)
    {
      if (has_title (children[i], title) &&
          XGetWindowAttributes (display, children[i], &attributes) &&
          attributes.map_state == IsViewable)
        found = children[i];
      else
        found = find_window (children[i], title);
    }
  if (children != NULL)
    XFree (children);
  return found;
}

/* Whether the window shows more than a bare background. */
static gboolean
is_painted (Window window)
{
  XWindowAttributes attributes;
  XImage *image;
  g_autoptr (GHashTable) colours = g_hash_table_new (NULL, NULL);

  if (!XGetWindowAttributes (display, window, &attributes))
    return FALSE;
  image = XGetImage (display, window, 0, 0, (unsigned) attributes.width,
                     (unsigned) attributes.height, AllPlanes, ZPixmap);
  if (image == NULL)
    return FALSE;
  for (int y = 0; y < attributes.height; y += 3)
    {
      for (int x = 0; x < attributes.width; x += 2)
        g_hash_table_add (colours, GSIZE_TO_POINTER (XGetPixel (image, x, y)));
    }
  XDestroyImage (image);
  return g_hash_table_size (colours) >= MIN_COLOURS;
}

/* Waits up to @wait_ms for a damage event; FALSE when none came. */
static gboolean
wait_damage (Damage damage, double wait_ms)
{
  double end = get_now () + wait_ms;
  XEvent event;

  do
    {
      while (XPending (display) > 0)
        {
          XNextEvent (display, &event);
          if (event.type == damage_event + XDamageNotify)
            {
              XDamageSubtract (display, damage, None, None);
              XFlush (display);
              return TRUE;
            }
        }
      {
        struct pollfd fd = { ConnectionNumber (display), POLLIN, 0 };

        poll (&fd, 1, (int) MAX (1, MIN (end - get_now (), 20)));
      }
    }
  while (get_now () < end);
  return FALSE;
}

static double
wait_settled (Damage damage, double since, double settle_ms)
{
  double last = since;

  while (get_now () - since < GIVE_UP_MS && wait_damage (damage, settle_ms))
    last = get_now ();
  return last;
}

static long
read_rollup (pid_t pid, const char *field)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", (int) pid);
  g_autofree char *text = NULL;
  const char *at;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (at = strstr (text, field)) == NULL)
    return -1;
  return strtol (at + strlen (field), NULL, 10);
}

/* @child: 0 when the window's program is another's. */
static Window
wait_window (const char *title, double start, pid_t child)
{
  Window window;

  while ((window = find_window (DefaultRootWindow (display), title)) == None)
    {
      if (get_now () - start > GIVE_UP_MS || (child != 0 && waitpid (child, NULL, WNOHANG) != 0))
        {
          fprintf (stderr, "no window called %s\n", title);
          exit (1);
        }
      usleep (500);
    }
  return window;
}

static int
measure_start (double settle_ms, const char *title, char **command)
{
  double start = get_now ();
  double painted, settled;
  pid_t child = fork ();
  Window window;
  Damage damage;

  if (child == 0)
    {
      execvp (command[0], command);
      _exit (127);
    }
  window = wait_window (title, start, child);
  damage = XDamageCreate (display, window, XDamageReportNonEmpty);
  while (!is_painted (window) && get_now () - start < GIVE_UP_MS)
    wait_damage (damage, 5);
  painted = get_now ();
  settled = wait_settled (damage, painted, settle_ms);
  printf ("%.1f %.1f %ld %ld\n", painted - start, settled - start, read_rollup (child, "Rss:"),
          read_rollup (child, "Pss:"));
  kill (child, SIGTERM);
  waitpid (child, NULL, 0);
  return 0;
}

static int
measure_keys (double settle_ms, const char *title, char **keys)
{
  Window window = wait_window (title, get_now (), 0);
  Damage damage = XDamageCreate (display, window, XDamageReportNonEmpty);

  wait_settled (damage, get_now (), settle_ms);
  for (; *keys != NULL; keys++)
    {
      KeyCode code = XKeysymToKeycode (display, XStringToKeysym (*keys));
      double start = get_now ();
      double first;

      XTestFakeKeyEvent (display, code, True, CurrentTime);
      XTestFakeKeyEvent (display, code, False, CurrentTime);
      XFlush (display);
      first = wait_damage (damage, FIRST_DAMAGE_MS) ? get_now () : start;
      printf ("%.1f\n", wait_settled (damage, first, settle_ms) - start);
      fflush (stdout);
    }
  return 0;
}

int
main (int argc, char **argv)
{
  int error_base;

  display = XOpenDisplay (NULL);
  if (display == NULL || argc < 5 || !XDamageQueryExtension (display, &damage_event, &error_base))
    {
      fprintf (stderr, "usage: bench-frame-meter start|key SETTLE_MS TITLE COMMAND|KEY...\n");
      return 2;
    }
  XSetErrorHandler (ignore_error);
  if (strcmp (argv[1], "start") == 0)
    return measure_start (atof (argv[2]), argv[3], argv + 4);
  return measure_keys (atof (argv[2]), argv[3], argv + 4);
}
