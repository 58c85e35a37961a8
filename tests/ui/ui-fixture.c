/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include <adwaita.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "csms-frame.h"
#include "csms-reply.h"

#define WAIT_US (20 * G_USEC_PER_SEC)

void
ui_test_init (int *argc, char ***argv, gboolean screen)
{
  g_setenv ("TZ", "UTC", TRUE);
  if (!screen)
    {
      setlocale (LC_ALL, "C.UTF-8");
      g_test_init (argc, argv, NULL);
      return;
    }
  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    {
      g_print ("1..0 # SKIP there is no display\n");
      exit (0);
    }
  gtk_test_init (argc, argv, NULL);
  adw_init ();
}

CsmsEventRecord *
ui_event (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsFrame) frame = csms_frame_decode (json, strlen (json), &error);

  g_assert_no_error (error);
  g_assert_cmpint (csms_frame_get_kind (frame), ==, CSMS_FRAME_EVENT);
  return csms_event_record_ref (csms_frame_get_event (frame));
}

void
ui_push (CsmsFleet *fleet, CsmsEventOrigin origin, const char *const *jsons)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);

  for (; *jsons != NULL; jsons++)
    g_ptr_array_add (events, ui_event (*jsons));
  csms_fleet_apply_events (fleet, events, origin, g_get_real_time () / 1000);
}

void
ui_add_stations (CsmsFleet *fleet, const char *stations_json)
{
  g_autofree char *json = g_strdup_printf ("{\"id\":\"1\",\"result\":%s}", stations_json);
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsFrame) frame = csms_frame_decode (json, strlen (json), &error);
  g_autoptr (CsmsReply) reply = NULL;

  g_assert_no_error (error);
  reply = csms_reply_decode (CSMS_ACTION_GET_STATIONS, frame, &error);
  g_assert_no_error (error);
  csms_fleet_merge_snapshot (fleet, reply->stations, g_get_real_time () / 1000);
}

static gboolean
late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
ui_wait (UiCondition done, gpointer data)
{
  gint64 limit = g_get_monotonic_time () + WAIT_US;

  while (!done (data))
    {
      gboolean woken = FALSE;
      guint id = g_timeout_add (20, late_cb, &woken);

      g_main_context_iteration (NULL, TRUE);
      if (!woken)
        g_source_remove (id);
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
    }
}

void
ui_settle (void)
{
  for (int i = 0; i < 1000 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

static gboolean
is_named (GtkWidget *widget, const char *name)
{
  g_autofree char *label = NULL;
  g_autofree char *other = NULL;

  if (name == NULL)
    return TRUE;
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "label") != NULL)
    g_object_get (widget, "label", &label, NULL);
  if (g_strcmp0 (label, name) == 0)
    return TRUE;
  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;
  other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  return other == NULL;
}

GtkWidget *
ui_find (GtkWidget *root, GType type, const char *name)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && is_named (root, name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find (child, type, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gboolean
ui_cells_in_order (GtkWidget *column_view, guint n_cells)
{
  GtkWidget *list = ui_find (column_view, GTK_TYPE_LIST_VIEW, NULL);
  guint n_rows = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      double last_x = -1;
      guint n = 0;

      if (!gtk_widget_get_mapped (row))
        continue;
      n_rows++;
      for (GtkWidget *cell = gtk_widget_get_first_child (row); cell != NULL; cell = gtk_widget_get_next_sibling (cell), n++)
        {
          double x, y;

          if (!gtk_widget_translate_coordinates (cell, row, 0, 0, &x, &y) || x <= last_x)
            return FALSE;
          last_x = x;
        }
      if (n != n_cells)
        return FALSE;
    }
  return n_rows > 0;
}
