/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The real window on a server with many stations: start to first frame, to the frame that shows the whole fleet, and from a
 * keystroke in the search entry to the frame that shows the filtered list. Prints one JSON line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csms-application.h"

typedef struct
{
  CsmsApplication *application;
  guint n_stations;
  gint64 started_us;
  gint64 key_us;
  double first_ms;
  double list_ms;
  double filter_ms;
  gboolean watching;
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
shown_stations (GtkWidget *window)
{
  GtkWidget *list = find_widget (window, GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *model = list != NULL ? gtk_list_view_get_model (GTK_LIST_VIEW (list)) : NULL;

  return model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

/* Each frame that has been painted; the steps follow one another. */
static void
on_after_paint (GdkFrameClock *clock, gpointer data)
{
  Bench *self = data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self->application));
  guint n = shown_stations (GTK_WIDGET (window));

  if (self->first_ms == 0)
    self->first_ms = since_ms (self->started_us);
  if (self->list_ms == 0)
    {
      if (n < self->n_stations)
        return;
      self->list_ms = since_ms (self->started_us);
    }
  else if (self->key_us == 0)
    {
      GtkWidget *entry = find_widget (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY);

      g_assert (entry != NULL);
      self->key_us = g_get_monotonic_time ();
      gtk_editable_set_text (GTK_EDITABLE (entry), "station00042");
    }
  else if (!self->done && n == 1)
    {
      self->filter_ms = since_ms (self->key_us);
      self->done = TRUE;
      g_main_context_wakeup (NULL);
    }
  gtk_widget_queue_draw (GTK_WIDGET (window));
}

static gboolean
on_tick (gpointer data)
{
  Bench *self = data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self->application));
  GdkFrameClock *clock = window != NULL ? gtk_widget_get_frame_clock (GTK_WIDGET (window)) : NULL;

  if (clock != NULL && !self->watching)
    {
      self->watching = TRUE;
      g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), self);
    }
  /* A still window paints nothing; the steps need frames. */
  if (self->watching)
    gtk_widget_queue_draw (GTK_WIDGET (window));
  return G_SOURCE_CONTINUE;
}

static gboolean
on_deadline (gpointer data)
{
  g_printerr ("csms-bench-window: no answer within two minutes\n");
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
  return line != NULL ? atof (line + 6) / 1024.0 : 0;
}

int
main (int argc, char **argv)
{
  const char *started = g_getenv ("CSMS_BENCH_STARTED_US");
  Bench self = { 0 };

  if (argc != 3)
    {
      fputs ("usage: csms-bench-window URL STATIONS\n", stderr);
      return 2;
    }
  self.started_us = started != NULL ? g_ascii_strtoll (started, NULL, 10) : g_get_monotonic_time ();
  self.n_stations = (guint) atoi (argv[2]);
  self.application = csms_application_new (G_APPLICATION_NON_UNIQUE);
  csms_application_open_passing (self.application, argv[1], "bench");
  g_timeout_add (1, on_tick, &self);
  g_timeout_add_seconds (120, on_deadline, NULL);
  if (!g_application_register (G_APPLICATION (self.application), NULL, NULL))
    return 1;
  g_application_activate (G_APPLICATION (self.application));
  while (!self.done)
    g_main_context_iteration (NULL, TRUE);
  printf ("{\"firstFrameMs\":%.1f,\"listFrameMs\":%.1f,\"filterMs\":%.2f,\"peakMemoryMb\":%.1f}\n", self.first_ms, self.list_ms,
          self.filter_ms, peak_memory_mb ());
  fflush (stdout);
  /* What is measured is over; the orderly end is the tests' business. */
  _Exit (0);
}
