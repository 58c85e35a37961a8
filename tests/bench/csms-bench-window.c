/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The real window on a server with many stations: from the start of the program to the first frame and to the frame that shows the
 * whole fleet, and from a keystroke in the search entry to the frame that shows what it leaves. Prints one JSON line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csms-application.h"

#define DEADLINE_S 120

/* station00000 to station09999 */
#define N_STATIONS 10000
#define SEARCH_FROM "station0"

/* Typed one after the other, each when the frame of the one before is painted. Each leaves a tenth of the stations. */
static const char keystrokes[] = "004";

typedef struct {
  GtkWindow *window;
  guint n_wanted;               /* rows that the frame waited for shows */
  guint n_typed;
  gint64 started_us;
  gint64 key_us;
  double first_ms;
  double list_ms;
  double filter_ms;             /* the slowest of the keystrokes */
  gboolean done;
} Bench;

static GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static double
since_ms (gint64 from_us)
{
  return (g_get_monotonic_time () - from_us) / 1000.0;
}

static guint
count_rows (Bench *self)
{
  GtkWidget *list = find_widget (GTK_WIDGET (self->window), GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *model = list != NULL ? gtk_list_view_get_model (GTK_LIST_VIEW (list)) : NULL;

  return model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

static gboolean
type_next (gpointer data)
{
  Bench *self = data;
  GtkEditable *entry = GTK_EDITABLE (find_widget (GTK_WIDGET (self->window), GTK_TYPE_SEARCH_ENTRY));
  int end = (int) strlen (SEARCH_FROM) + (int) self->n_typed;

  self->n_wanted /= 10;
  self->key_us = g_get_monotonic_time ();
  gtk_editable_insert_text (entry, &keystrokes[self->n_typed++], 1, &end);
  return G_SOURCE_REMOVE;
}

/* What all stations have in common leaves them all, and no frame tells that it was taken in: the search delay passes first. */
static void
begin_typing (Bench *self)
{
  GtkWidget *entry = find_widget (GTK_WIDGET (self->window), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), SEARCH_FROM);
  g_timeout_add_seconds (1, type_next, self);
}

/* Each frame that has been painted. */
static void
on_after_paint (GdkFrameClock *clock, gpointer data)
{
  Bench *self = data;

  if (self->first_ms == 0)
    self->first_ms = since_ms (self->started_us);
  if (self->done || count_rows (self) != self->n_wanted || (self->list_ms > 0 && self->key_us == 0))
    return;

  if (self->list_ms == 0)
    {
      self->list_ms = since_ms (self->started_us);
      begin_typing (self);
      return;
    }
  self->filter_ms = MAX (self->filter_ms, since_ms (self->key_us));
  self->key_us = 0;
  if (keystrokes[self->n_typed] != '\0')
    g_idle_add (type_next, self);
  else
    self->done = TRUE;
}

static gboolean
on_deadline (gpointer data)
{
  g_printerr ("csms-bench-window: not through within %u s\n", DEADLINE_S);
  exit (1);
}

static double
peak_memory_mb (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, "VmHWM:");
  return line != NULL ? atof (line + strlen ("VmHWM:")) / 1024.0 : 0;
}

int
main (int argc, char **argv)
{
  const char *started = g_getenv ("CSMS_BENCH_STARTED_US");
  CsmsApplication *application;
  g_autoptr (GError) error = NULL;
  Bench self = { 0 };

  if (argc != 2)
    {
      fputs ("usage: csms-bench-window URL\n", stderr);
      return 2;
    }
  self.started_us = started != NULL ? g_ascii_strtoll (started, NULL, 10) : g_get_monotonic_time ();
  self.n_wanted = N_STATIONS;
  g_timeout_add_seconds (DEADLINE_S, on_deadline, NULL);

  application = csms_application_new (G_APPLICATION_NON_UNIQUE);
  csms_application_open_passing (application, argv[1], "bench", NULL);
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    {
      g_printerr ("csms-bench-window: %s\n", error->message);
      return 1;
    }
  g_application_activate (G_APPLICATION (application));
  self.window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (self.window)), "after-paint", G_CALLBACK (on_after_paint), &self);
  while (!self.done)
    g_main_context_iteration (NULL, TRUE);

  printf ("{\"firstFrameMs\":%.1f,\"listFrameMs\":%.1f,\"filterMs\":%.2f,\"peakMemoryMb\":%.1f}\n", self.first_ms, self.list_ms,
          self.filter_ms, peak_memory_mb ());
  fflush (stdout);
  /* What is measured is over; the orderly end is the tests' business. */
  _Exit (0);
}
