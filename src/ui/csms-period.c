/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-period.h"

#include <glib/gi18n.h>

#include "csms-text.h"

/* Two days are being asked for. */
typedef struct
{
  GtkCalendar *from;
  GtkCalendar *to;
  CsmsPeriodFunc func;
  GObject *data;
} Choice;

const char *const *
csms_period_get_names (void)
{
  static const char *names[] = { N_("Any time"), N_("Today"), N_("Yesterday"), N_("Last 7 days"), N_("Last 30 days"),
                                 /* Translators: a period that is chosen in a dialog */
                                 N_("From–to…"), NULL };
  static const char *translated[G_N_ELEMENTS (names)];

  for (guint i = 0; i + 1 < G_N_ELEMENTS (names); i++)
    translated[i] = _(names[i]);
  return translated;
}

gint64
csms_period_get_day (gint64 ms, int n_days)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (ms / 1000);
  g_autoptr (GDateTime) other = time != NULL ? g_date_time_add_days (time, n_days) : NULL;
  g_autoptr (GDateTime) day = NULL;

  if (other == NULL)
    return 0;
  day = g_date_time_new_local (g_date_time_get_year (other), g_date_time_get_month (other), g_date_time_get_day_of_month (other),
                               0, 0, 0);
  return day != NULL ? g_date_time_to_unix (day) * 1000 : 0;
}

void
csms_period_get (CsmsPeriod period, gint64 now_ms, gint64 *from_ms, gint64 *to_ms)
{
  *from_ms = *to_ms = 0;
  switch (period)
    {
    case CSMS_PERIOD_TODAY:
      *from_ms = csms_period_get_day (now_ms, 0);
      break;
    case CSMS_PERIOD_YESTERDAY:
      *from_ms = csms_period_get_day (now_ms, -1);
      *to_ms = csms_period_get_day (now_ms, 0);
      break;
    case CSMS_PERIOD_WEEK:
      *from_ms = csms_period_get_day (now_ms, -6);
      break;
    case CSMS_PERIOD_MONTH:
      *from_ms = csms_period_get_day (now_ms, -29);
      break;
    case CSMS_PERIOD_ANY:
    case CSMS_PERIOD_CHOSEN:
    default:
      break;
    }
}

static void
choice_free_closure (gpointer data, GClosure *closure)
{
  Choice *self = data;

  g_object_unref (self->data);
  g_free (self);
}

static gint64
get_date (GtkCalendar *calendar, int n_days)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);

  return csms_period_get_day (g_date_time_to_unix (date) * 1000, n_days);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Choice *self)
{
  gint64 from_ms = get_date (self->from, 0), to_ms = get_date (self->to, 0);

  if (!g_str_equal (response, "show"))
    self->func (0, 0, self->data);
  /* Two days are meant, whichever was called the first. */
  else if (from_ms <= to_ms)
    self->func (from_ms, get_date (self->to, 1), self->data);
  else
    self->func (to_ms, get_date (self->from, 1), self->data);
}

static GtkWidget *
make_calendar (const char *title, gint64 ms, GtkCalendar **calendar)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (ms / 1000);

  *calendar = GTK_CALENDAR (gtk_calendar_new ());
  if (date != NULL)
    gtk_calendar_select_day (*calendar, date);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (*calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (*calendar));
  return box;
}

void
csms_period_choose (GtkWidget *parent, gint64 from_ms, gint64 to_ms, CsmsPeriodFunc func, GObject *data)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Period"),
                                                                         _("Both days are part of it.")));
  GtkWidget *days = gtk_flow_box_new ();
  Choice *self = g_new0 (Choice, 1);
  gint64 now_ms = csms_text_now ();

  self->func = func;
  self->data = g_object_ref (data);
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (days), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (days), 2);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (days), 18);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (days), 18);
  gtk_flow_box_insert (GTK_FLOW_BOX (days), make_calendar (_("From"), from_ms != 0 ? from_ms : now_ms, &self->from), -1);
  gtk_flow_box_insert (GTK_FLOW_BOX (days), make_calendar (_("To"), to_ms != 0 ? to_ms - 1 : now_ms, &self->to), -1);
  for (guint i = 0; i < 2; i++)
    gtk_widget_set_focusable (GTK_WIDGET (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (days), (int) i)), FALSE);
  adw_message_dialog_set_extra_child (dialog, days);
  adw_message_dialog_add_responses (dialog, "cancel", _("Cancel"), "show", _("Show"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "show", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "show");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), self, choice_free_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
