/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-period-bar.h"

#include <glib/gi18n.h>

#include "csms-text.h"

struct _CsmsPeriodBar
{
  AdwBin parent_instance;

  /* Template */
  GtkToggleButton *today;
  GtkToggleButton *yesterday;
  GtkToggleButton *week;
  GtkToggleButton *month;
  GtkMenuButton *range;
  GtkPopover *popover;
  GtkBox *calendars;
  GtkCalendar *from;
  GtkCalendar *to;

  CsmsDays period;
  gboolean showing;             /* the buttons are set, not clicked */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsPeriodBar, csms_period_bar, ADW_TYPE_BIN)

static GtkToggleButton *
get_button (CsmsPeriodBar *self, CsmsPeriod kind)
{
  switch (kind)
    {
    case CSMS_PERIOD_TODAY:
      return self->today;
    case CSMS_PERIOD_YESTERDAY:
      return self->yesterday;
    case CSMS_PERIOD_WEEK:
      return self->week;
    case CSMS_PERIOD_MONTH:
      return self->month;
    case CSMS_PERIOD_CHOSEN:
    default:
      return NULL;
    }
}

static void
show_period (CsmsPeriodBar *self)
{
  GtkToggleButton *button = get_button (self, self->period.kind);
  g_autofree char *days = NULL;

  self->showing = TRUE;
  for (int kind = CSMS_PERIOD_TODAY; kind < CSMS_PERIOD_CHOSEN; kind++)
    gtk_toggle_button_set_active (get_button (self, (CsmsPeriod) kind), get_button (self, (CsmsPeriod) kind) == button);
  self->showing = FALSE;
  if (button == NULL)
    days = csms_days_to_text (&self->period, csms_text_now ());
  gtk_menu_button_set_label (self->range, days != NULL ? days : _("From–to"));
  if (days != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->range), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->range), "chosen");
}

static void
toggled_cb (CsmsPeriodBar *self, GtkToggleButton *button)
{
  if (self->showing)
    return;
  for (int kind = CSMS_PERIOD_TODAY; kind < CSMS_PERIOD_CHOSEN; kind++)
    if (get_button (self, (CsmsPeriod) kind) == button)
      csms_period_bar_choose (self, (CsmsPeriod) kind);
}

static void
select_day (GtkCalendar *calendar, const GDate *day)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (g_date_get_year (day), (int) g_date_get_month (day), g_date_get_day (day), 12, 0, 0);

  gtk_calendar_select_day (calendar, time);
}

/* They begin with what is shown, so that a few days more or less are near. */
static void
popover_shown_cb (CsmsPeriodBar *self)
{
  GDate from, to;

  csms_days_get_dates (&self->period, csms_text_now (), &from, &to);
  select_day (self->from, &from);
  select_day (self->to, &to);
}

static void
read_day (GtkCalendar *calendar, GDate *day)
{
  g_autoptr (GDateTime) time = gtk_calendar_get_date (calendar);

  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) g_date_time_get_day_of_month (time), (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
}

static void
show_range_cb (CsmsPeriodBar *self)
{
  GDate from, to;

  read_day (self->from, &from);
  read_day (self->to, &to);
  gtk_popover_popdown (self->popover);
  csms_period_bar_choose_range (self, &from, &to);
}

static void
csms_period_bar_class_init (CsmsPeriodBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", CSMS_TYPE_PERIOD_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-period-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsPeriodBar, today);
  gtk_widget_class_bind_template_child (widget_class, CsmsPeriodBar, yesterday);
  gtk_widget_class_bind_template_child (widget_class, CsmsPeriodBar, week);
  gtk_widget_class_bind_template_child (widget_class, CsmsPeriodBar, month);
  gtk_widget_class_bind_template_child (widget_class, CsmsPeriodBar, range);
  gtk_widget_class_bind_template_child (widget_class, CsmsPeriodBar, popover);
  gtk_widget_class_bind_template_child (widget_class, CsmsPeriodBar, calendars);
  gtk_widget_class_bind_template_child (widget_class, CsmsPeriodBar, from);
  gtk_widget_class_bind_template_child (widget_class, CsmsPeriodBar, to);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_range_cb);
}

static void
csms_period_bar_init (CsmsPeriodBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  csms_days_init (&self->period, CSMS_PERIOD_WEEK, csms_text_now ());
  show_period (self);
}

const CsmsDays *
csms_period_bar_get_period (CsmsPeriodBar *self)
{
  g_return_val_if_fail (CSMS_IS_PERIOD_BAR (self), NULL);

  return &self->period;
}

void
csms_period_bar_choose (CsmsPeriodBar *self, CsmsPeriod kind)
{
  g_return_if_fail (CSMS_IS_PERIOD_BAR (self));
  g_return_if_fail (kind > CSMS_PERIOD_ANY && kind < CSMS_PERIOD_CHOSEN);

  if (self->period.kind != kind)
    {
      csms_days_init (&self->period, kind, csms_text_now ());
      show_period (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  else
    /* A click on the chosen one has taken its mark away. */
    show_period (self);
}

void
csms_period_bar_choose_range (CsmsPeriodBar *self, const GDate *from, const GDate *to)
{
  g_return_if_fail (CSMS_IS_PERIOD_BAR (self));
  g_return_if_fail (g_date_valid (from) && g_date_valid (to));

  csms_days_init_range (&self->period, from, to);
  show_period (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
csms_period_bar_tick (CsmsPeriodBar *self)
{
  g_return_if_fail (CSMS_IS_PERIOD_BAR (self));

  if (csms_days_renew (&self->period, csms_text_now ()))
    g_signal_emit (self, signals[CHANGED], 0);
}

void
csms_period_bar_set_narrow (CsmsPeriodBar *self, gboolean narrow)
{
  g_return_if_fail (CSMS_IS_PERIOD_BAR (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->calendars), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
