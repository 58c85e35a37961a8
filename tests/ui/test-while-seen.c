/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-while-seen.h"
#include "ui-fixture.h"

#define N_ROWS 200
#define SCROLLED_TO 300.0

/* A list on one page of two. */
typedef struct {
  GtkWidget *window;
  GtkStack *stack;
  GtkWidget *list;
  GtkStringList *strings;
  double from_end;
} List;

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
add_at_top (List *self, guint n)
{
  for (guint i = 0; i < n; i++)
    gtk_string_list_splice (self->strings, 0, 0, (const char *[]) { "row", NULL });
}

static void
list_open (List *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autoptr (GtkNoSelection) model = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->strings = gtk_string_list_new (NULL);
  add_at_top (self, N_ROWS);
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->strings)));
  self->list = gtk_list_view_new (NULL, factory);
  csms_while_seen_show (self->list, GTK_SELECTION_MODEL (model));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, gtk_label_new (NULL), "else");
  gtk_stack_add_named (self->stack, scrolled, "list");
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 400, 400);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->stack));
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
list_close (List *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_settle ();
  g_object_unref (self->strings);
}

static GtkAdjustment *
get_adjustment (List *self)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));
}

static double
get_from_end (List *self)
{
  return gtk_adjustment_get_upper (get_adjustment (self)) - gtk_adjustment_get_value (get_adjustment (self));
}

static gboolean
has_rows (gpointer data)
{
  List *self = data;

  return gtk_adjustment_get_upper (get_adjustment (self)) > gtk_adjustment_get_page_size (get_adjustment (self)) + SCROLLED_TO;
}

static gboolean
stands_there (gpointer data)
{
  return has_rows (data) && ABS (get_from_end (data) - ((List *) data)->from_end) < 1;
}

static gboolean
stands_at_top (gpointer data)
{
  return has_rows (data) && gtk_adjustment_get_value (get_adjustment (data)) < 1;
}

static gboolean
is_out_of_sight (gpointer data)
{
  return !gtk_widget_get_mapped (((List *) data)->list);
}

static void
hide (List *self)
{
  gtk_stack_set_visible_child_name (self->stack, "else");
  ui_wait (is_out_of_sight, self);
  g_assert_null (ui_find (self->list, GTK_TYPE_LABEL, NULL));
}

static void
test_rows (void)
{
  List list;

  list_open (&list);
  ui_settle ();
  g_assert_null (ui_find (list.list, GTK_TYPE_LABEL, NULL));
  gtk_stack_set_visible_child_name (list.stack, "list");
  ui_wait (stands_at_top, &list);
  g_assert_nonnull (ui_find (list.list, GTK_TYPE_LABEL, "row"));
  hide (&list);
  list_close (&list);
}

static void
test_place (void)
{
  List list;

  list_open (&list);
  gtk_stack_set_visible_child_name (list.stack, "list");
  ui_wait (has_rows, &list);
  gtk_adjustment_set_value (get_adjustment (&list), SCROLLED_TO);
  ui_settle ();
  list.from_end = get_from_end (&list);

  for (guint i = 0; i < 3; i++)
    {
      hide (&list);
      add_at_top (&list, i * 10);
      gtk_stack_set_visible_child_name (list.stack, "list");
      ui_wait (stands_there, &list);
    }
  list_close (&list);
}

static void
test_top (void)
{
  List list;

  list_open (&list);
  gtk_stack_set_visible_child_name (list.stack, "list");
  ui_wait (stands_at_top, &list);
  hide (&list);
  add_at_top (&list, 10);
  gtk_stack_set_visible_child_name (list.stack, "list");
  ui_wait (stands_at_top, &list);
  list_close (&list);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  g_test_add_func ("/ui/while-seen/rows", test_rows);
  g_test_add_func ("/ui/while-seen/place", test_place);
  g_test_add_func ("/ui/while-seen/top", test_top);
  return g_test_run ();
}
