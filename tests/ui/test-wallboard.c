/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-wall-grid.h"
#include "csms-wall-tile.h"
#include "csms-wallboard.h"
#include "fake-operator.h"
#include "ui-fixture.h"

typedef struct {
  CsmsOperator *operator;
  GtkWidget *window;
  CsmsWallboard *board;
  CsmsWallGrid *grid;
} Fixture;

static void
add_stations (Fixture *self, guint n, const char *status)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, "%s{\"id\":\"s%05u\",\"status\":\"Available\",\"isOnline\":true,\"connectors\":["
                            "{\"id\":1,\"status\":\"%s\",\"transactionId\":null,\"errorCode\":\"NoError\"}]}",
                            i > 0 ? "," : "", i, i + 1 == n ? "Faulted" : status);
  g_string_append_c (json, ']');
  ui_add_stations (csms_operator_get_fleet (self->operator), json->str);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->operator = fake_operator_new ();
  add_stations (self, GPOINTER_TO_UINT (data), "Available");
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  self->board = g_object_new (CSMS_TYPE_WALLBOARD, NULL);
  csms_wallboard_set_operator (self->board, self->operator);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->board));
  gtk_window_present (GTK_WINDOW (self->window));
  self->grid = CSMS_WALL_GRID (ui_find (self->window, CSMS_TYPE_WALL_GRID, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_settle ();
  g_object_unref (self->operator);
}

static guint
count_tiles (Fixture *self)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->grid)); child != NULL; child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

static gboolean
has_tiles (gpointer data)
{
  return count_tiles (data) > 0 && gtk_widget_get_width (gtk_widget_get_first_child (GTK_WIDGET (((Fixture *) data)->grid))) > 0;
}

/* All are seen, as large as that lets them be. */
static void
test_fit (void)
{
  guint columns, rows;
  int few = csms_wall_grid_fit (4, 1280, 800, 1, &columns, &rows);
  int more;

  g_assert_cmpuint (columns * rows, >=, 4);
  more = csms_wall_grid_fit (30, 1280, 800, 1, &columns, &rows);
  g_assert_cmpuint (columns * rows, >=, 30);
  g_assert_cmpint (more, <, few);
  g_assert_cmpint (csms_wall_grid_fit (10000, 1280, 800, 1, &columns, &rows), ==, more);
  g_assert_cmpint (csms_wall_grid_fit (10000, 1280, 800, 2, &columns, &rows), ==, 2 * more);
  csms_wall_grid_fit (0, 0, 0, 1, &columns, &rows);
  g_assert_cmpuint (columns * rows, ==, 1);
}

static void
test_few (Fixture *self, gconstpointer data)
{
  ui_wait (has_tiles, self);
  g_assert_cmpuint (count_tiles (self), ==, 4);
  g_assert_cmpuint (csms_wall_grid_get_n_hidden (self->grid), ==, 0);
  g_assert_nonnull (ui_find (self->window, CSMS_TYPE_WALL_TILE, "s00000, Available, 0 of 1 connector charging"));
}

/* What has no room is counted, and what needs attention has room. */
static void
test_many (Fixture *self, gconstpointer data)
{
  GtkWidget *first;

  ui_wait (has_tiles, self);
  first = gtk_widget_get_first_child (GTK_WIDGET (self->grid));
  g_assert_cmpuint (count_tiles (self) + csms_wall_grid_get_n_hidden (self->grid), ==, 10000);
  g_assert_true (gtk_widget_has_css_class (first, "attention"));
  g_assert_true (ui_find (self->window, CSMS_TYPE_WALL_TILE, "s09999, Faulted, 0 of 1 connector charging") == first);
}

static gboolean
tells_of_those_in_need (gpointer data)
{
  Fixture *self = data;
  guint n = csms_wall_grid_get_n_hidden (self->grid);
  g_autofree char *text = g_strdup_printf ("and %u more stations, %u of them in need of attention", n, n);

  return n > 0 && ui_find (self->window, GTK_TYPE_LABEL, text) != NULL;
}

/* Those in need that have no room are not passed over as calm. */
static void
test_many_in_need (Fixture *self, gconstpointer data)
{
  add_stations (self, 500, "Faulted");
  ui_wait (tells_of_those_in_need, self);
}

/* The wall greys at once, and says of when it is. */
static void
test_not_live (Fixture *self, gconstpointer data)
{
  ui_wait (has_tiles, self);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (self->grid), "stale"));
  fake_operator_set_state (self->operator, CSMS_SEAT_OFFLINE);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (self->grid), "stale"));
}

static gboolean
is_as_wide_as_asked (gpointer data)
{
  return gtk_widget_get_width (GTK_WIDGET (((Fixture *) data)->board)) == 360;
}

/* On a telephone nothing of it lies beyond the edge. */
static void
test_narrow (Fixture *self, gconstpointer data)
{
  ui_wait (has_tiles, self);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 360, 640);
  ui_wait (is_as_wide_as_asked, self);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  g_test_add_func ("/ui/wallboard/fit", test_fit);
  g_test_add ("/ui/wallboard/few", Fixture, GUINT_TO_POINTER (4), set_up, test_few, tear_down);
  g_test_add ("/ui/wallboard/many", Fixture, GUINT_TO_POINTER (10000), set_up, test_many, tear_down);
  g_test_add ("/ui/wallboard/many-in-need", Fixture, GUINT_TO_POINTER (0), set_up, test_many_in_need, tear_down);
  g_test_add ("/ui/wallboard/narrow", Fixture, GUINT_TO_POINTER (24), set_up, test_narrow, tear_down);
  g_test_add ("/ui/wallboard/not-live", Fixture, GUINT_TO_POINTER (4), set_up, test_not_live, tear_down);
  return g_test_run ();
}
