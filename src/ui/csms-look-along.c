/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-look-along.h"

/* For Home and End: further than any drawing is long */
#define ALL_THE_WAY (1 << 24)

static G_DEFINE_QUARK (csms-look-along, csms_look_along)

static const CsmsLookAlong *
get_how (gpointer widget)
{
  return g_type_get_qdata (G_OBJECT_TYPE (widget), csms_look_along_quark ());
}

static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (get_how (widget)->get_last (widget) < 0)
    return FALSE;
  csms_look_along_move (widget, g_variant_get_int32 (args));
  return TRUE;
}

/* What was not there to be taken away leaves the key to others: the way back, say. */
static gboolean
leave_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gboolean looked = get_how (widget)->get_at (widget) >= 0;

  get_how (widget)->look (widget, -1);
  return looked;
}

static void
motion_cb (GtkWidget *widget, double x, double y)
{
  get_how (widget)->look (widget, get_how (widget)->find (widget, x));
}

static void
pointer_gone_cb (GtkWidget *widget)
{
  if (!gtk_widget_has_focus (widget))
    get_how (widget)->look (widget, -1);
}

static void
pressed_cb (GtkWidget *widget, int n_press, double x, double y)
{
  gtk_widget_grab_focus (widget);
  motion_cb (widget, x, y);
}

static void
bind_key (GtkWidgetClass *klass, guint key, guint keypad_key, int steps)
{
  gtk_widget_class_add_binding (klass, key, 0, move_cb, "(i)", steps);
  gtk_widget_class_add_binding (klass, keypad_key, 0, move_cb, "(i)", steps);
}

void
csms_look_along_class_init (GtkWidgetClass *klass, const CsmsLookAlong *how)
{
  g_type_set_qdata (G_OBJECT_CLASS_TYPE (klass), csms_look_along_quark (), (gpointer) how);
  bind_key (klass, GDK_KEY_Left, GDK_KEY_KP_Left, -1);
  bind_key (klass, GDK_KEY_Right, GDK_KEY_KP_Right, 1);
  bind_key (klass, GDK_KEY_Home, GDK_KEY_KP_Home, -ALL_THE_WAY);
  bind_key (klass, GDK_KEY_End, GDK_KEY_KP_End, ALL_THE_WAY);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, leave_cb, NULL);
}

void
csms_look_along_init (GtkWidget *widget)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), widget);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), widget);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (pointer_gone_cb), widget);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), widget);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_focusable (widget, TRUE);
}

void
csms_look_along_move (GtkWidget *widget, int steps)
{
  const CsmsLookAlong *how;
  int at, last;

  g_return_if_fail (GTK_IS_WIDGET (widget) && get_how (widget) != NULL);

  how = get_how (widget);
  at = how->get_at (widget);
  last = how->get_last (widget);
  if (last < 0)
    return;
  if (at < 0)
    how->look (widget, steps > -ALL_THE_WAY ? last : 0);
  else
    how->look (widget, CLAMP (at + steps, 0, last));
}

void
csms_look_along_tell (GtkWidget *widget, GtkAccessibleProperty property, char **told, char *text)
{
  if (g_strcmp0 (*told, text) == 0)
    {
      g_free (text);
      return;
    }
  g_free (*told);
  *told = text;
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), property, text, -1);
}
