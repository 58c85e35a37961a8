/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-palette.h"
#include "fake-operator.h"
#include "ui-fixture.h"

/* The palette over a window that only notes which actions it is asked for. */
typedef struct {
  CsmsOperator *operator;
  GtkWidget *window;
  GtkWidget *palette;           /* cleared when it is gone */
  char *done;
} Fixture;

static void
act (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *self = data;
  g_autofree char *target = parameter != NULL ? g_variant_print (parameter, FALSE) : g_strdup ("");

  g_assert_null (self->done);
  self->done = g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)), target);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const GActionEntry entries[] = {
    { .name = "show-station", .activate = act, .parameter_type = "s" },
    { .name = "start-on", .activate = act, .parameter_type = "(si)" },
    { .name = "view", .activate = act, .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->operator = fake_operator_new ();
  ui_add_stations (csms_operator_get_fleet (self->operator), UI_ONE_STATION);
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  self->window = gtk_window_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->window, "win", G_ACTION_GROUP (group));
  gtk_window_present (GTK_WINDOW (self->window));
  self->palette = GTK_WIDGET (csms_palette_new (GTK_WINDOW (self->window), self->operator));
  g_object_add_weak_pointer (G_OBJECT (self->palette), (gpointer *) &self->palette);
  gtk_window_present (GTK_WINDOW (self->palette));
  ui_settle ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_settle ();
  g_assert_null (self->palette);
  g_object_unref (self->operator);
  g_clear_pointer (&self->done, g_free);
}

static GtkWidget *
entry (Fixture *self)
{
  return ui_find (self->palette, GTK_TYPE_SEARCH_ENTRY, NULL);
}

static void
type (Fixture *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry (self)), text);
}

static gboolean
is_gone (gpointer data)
{
  return *(GtkWidget **) data == NULL;
}

/* Typed and entered at once: what was typed is done, not what was found before. */
static void
test_enter (Fixture *self, gconstpointer data)
{
  type (self, "start fora072/2");
  g_signal_emit_by_name (entry (self), "activate");
  ui_wait (is_gone, &self->palette);
  g_assert_cmpstr (self->done, ==, "start-on ('fora072', 2)");
}

static void
test_row (Fixture *self, gconstpointer data)
{
  GtkWidget *row;

  type (self, "fora072");
  g_signal_emit_by_name (entry (self), "search-changed");
  row = ui_find (self->palette, GTK_TYPE_LIST_BOX_ROW, "fora072 · Harbour Deck P2, Available");
  g_assert_nonnull (row);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  ui_wait (is_gone, &self->palette);
  g_assert_cmpstr (self->done, ==, "show-station 'fora072'");
}

static void
test_nothing (Fixture *self, gconstpointer data)
{
  GtkWidget *stack = ui_find (self->palette, GTK_TYPE_STACK, NULL);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "list");
  type (self, "start nosuchstation");
  g_signal_emit_by_name (entry (self), "activate");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "none");
  g_assert_nonnull (self->palette);
  g_assert_null (self->done);
}

#define ADD(NAME, FUNC) g_test_add ("/ui/palette/" NAME, Fixture, NULL, set_up, FUNC, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  ADD ("enter", test_enter);
  ADD ("row", test_row);
  ADD ("nothing", test_nothing);
  return g_test_run ();
}
