/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-spinner.h"
#include "ui-fixture.h"

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static gboolean
is_unmapped (gpointer data)
{
  return !gtk_widget_get_mapped (data);
}

static gboolean
is_turning (GtkWidget *spinner)
{
  return gtk_spinner_get_spinning (GTK_SPINNER (ui_find (spinner, GTK_TYPE_SPINNER, NULL)));
}

/* One that turns where nobody sees it costs a sixth of a processor. */
static void
test_spinner (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *spinner = g_object_new (CSMS_TYPE_SPINNER, NULL);

  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("there"), "list");
  gtk_stack_add_named (GTK_STACK (stack), spinner, "loading");
  gtk_window_set_child (GTK_WINDOW (window), stack);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait (is_mapped, stack);
  g_assert_false (is_turning (spinner));
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "loading");
  ui_wait (is_mapped, spinner);
  g_assert_true (is_turning (spinner));
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "list");
  ui_wait (is_unmapped, spinner);
  g_assert_false (is_turning (spinner));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  g_test_add_func ("/ui/widgets/spinner", test_spinner);
  return g_test_run ();
}
