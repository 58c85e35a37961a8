/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-calm-list.h"
#include "csms-narrow-bin.h"
#include "csms-pane.h"
#include "csms-spinner.h"
#include "csms-text-scale.h"
#include "ui-fixture.h"

#define USUAL_DPI (96 * 1024)

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

static void
set_text_scale (int times)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", times * USUAL_DPI, NULL);
}

static gboolean
is_narrow (gpointer data)
{
  return csms_narrow_bin_get_narrow (data);
}

static gboolean
is_wide (gpointer data)
{
  return csms_narrow_bin_get_room (data) > 0 && !csms_narrow_bin_get_narrow (data);
}

static void
room_cb (CsmsNarrowBin *bin, GParamSpec *pspec, gpointer user_data)
{
  g_assert_cmpint (csms_narrow_bin_get_narrow (bin), ==, csms_narrow_bin_get_room (bin) < csms_text_scale_px (GTK_WIDGET (bin), 500));
}

/* What there is room for depends on how large text is. */
static void
test_text_scale (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *bin = g_object_new (CSMS_TYPE_NARROW_BIN, "threshold", 500, "child", gtk_label_new ("there"), NULL);
  GtkWidget *pane = g_object_ref_sink (g_object_new (CSMS_TYPE_PANE, "natural-width", 392, NULL));
  int natural;

  set_text_scale (1);
  g_signal_connect (bin, "notify::room", G_CALLBACK (room_cb), NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 700, 200);
  gtk_window_set_child (GTK_WINDOW (window), bin);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait (is_wide, bin);
  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 392);

  set_text_scale (2);
  ui_wait (is_narrow, bin);
  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 784);
  set_text_scale (1);
  ui_wait (is_wide, bin);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 200);
  ui_wait (is_narrow, bin);
  g_object_unref (pane);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  (*(guint *) user_data)++;
}

typedef struct {
  GListModel *one;
  GListModel *other;
} Pair;

static gboolean
are_alike (gpointer data)
{
  Pair *pair = data;
  guint n = g_list_model_get_n_items (pair->one);

  if (g_list_model_get_n_items (pair->other) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) one = g_list_model_get_item (pair->one, i);
      g_autoptr (GObject) other = g_list_model_get_item (pair->other, i);

      if (one != other)
        return FALSE;
    }
  return TRUE;
}

static void
test_calm_list (void)
{
  g_autoptr (GtkStringList) source = gtk_string_list_new ((const char *[]) { "a", "b", "c", "d", NULL });
  g_autoptr (CsmsCalmList) calm = csms_calm_list_new ();
  Pair pair = { G_LIST_MODEL (source), G_LIST_MODEL (calm) };
  guint n_changes = 0;

  csms_calm_list_set_source (calm, G_LIST_MODEL (source));
  g_assert_true (are_alike (&pair));
  g_signal_connect (calm, "items-changed", G_CALLBACK (changed_cb), &n_changes);

  /* What comes alone is there at once. */
  gtk_string_list_splice (source, 1, 1, (const char *[]) { "x", "y", NULL });
  g_assert_true (are_alike (&pair));
  g_assert_cmpuint (n_changes, ==, 1);

  /* A storm ends in the same, with less ado. */
  for (guint i = 0; i < 300; i++)
    {
      gtk_string_list_splice (source, i % 3, i % 2, (const char *[]) { "z", NULL });
      if (i % 5 == 0)
        gtk_string_list_remove (source, g_list_model_get_n_items (G_LIST_MODEL (source)) - 1);
    }
  ui_wait (are_alike, &pair);
  g_assert_cmpuint (n_changes, <, 100);

  csms_calm_list_set_source (calm, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (calm)), ==, 0);
}

static void
both_ends_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_assert_true (removed == 0 || added == 0);
  g_assert_true (position == 0 ? removed == 0 : position == g_list_model_get_n_items (model));
  (*(guint *) user_data)++;
}

/* A history that is full: what is neither new nor old enough to go stays what it is. */
static void
test_calm_history (void)
{
  g_autoptr (GtkStringList) source = gtk_string_list_new (NULL);
  g_autoptr (CsmsCalmList) calm = csms_calm_list_new ();
  Pair pair = { G_LIST_MODEL (source), G_LIST_MODEL (calm) };
  guint n_changes = 0;

  for (guint i = 0; i < 500; i++)
    gtk_string_list_append (source, "old");
  csms_calm_list_set_source (calm, G_LIST_MODEL (source));
  g_signal_connect (calm, "items-changed", G_CALLBACK (both_ends_cb), &n_changes);
  for (guint i = 0; i < 200; i++)
    {
      gtk_string_list_splice (source, 0, 0, (const char *[]) { "new", NULL });
      gtk_string_list_remove (source, 500);
    }
  ui_wait (are_alike, &pair);
  g_assert_cmpuint (n_changes, <, 100);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  g_test_add_func ("/ui/widgets/calm-list", test_calm_list);
  g_test_add_func ("/ui/widgets/calm-history", test_calm_history);
  g_test_add_func ("/ui/widgets/spinner", test_spinner);
  g_test_add_func ("/ui/widgets/text-scale", test_text_scale);
  return g_test_run ();
}
