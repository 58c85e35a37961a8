/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-notifier.h"

#include <glib/gi18n.h>

#include "csms-news-settings.h"
#include "csms-news-words.h"
#include "csms-notification-words.h"
#include "csms-outage-watch.h"
#include "csms-text.h"

/* How often there may be a look at what is due: with 1,000 events a second each look is for hundreds of them. */
#define INTERVAL_MS 250
/* While it is quiet or going to be, a clock that sleeps with the computer is looked at again this often. */
#define QUIET_INTERVAL_MS 60000

struct _CsmsNotifier
{
  GObject parent_instance;

  /* Owned */
  GSettings *settings;
  GSignalGroup *signals;
  CsmsOutageWatch *watch;
  CsmsNewsPolicy *policy;

  guint source;
  gint64 source_ms;
  gint64 ran_ms;

  /* Borrowed */
  GApplication *application;
  CsmsOperator *operator;
};

G_DEFINE_FINAL_TYPE (CsmsNotifier, csms_notifier, G_TYPE_OBJECT)

static gint64
monotonic_ms (void)
{
  return g_get_monotonic_time () / 1000;
}

static void
add_stop_button (GNotification *notification, const char *station_id, const CsmsNewsItem *started)
{
  GVariant *target = g_variant_new ("(sis)", station_id, started->connector_id, started->mark != NULL ? started->mark : "");

  g_notification_add_button_with_target_value (notification, C_("notification", "Stop…"), "app.stop-charging", target);
}

static void
show_of_station (CsmsNotifier *self, const CsmsNewsDeed *deed, GNotification *notification)
{
  const char *station_id = deed->station_id;

  if (deed->items[CSMS_NEWS_FAULTED] != NULL)
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notification, "app.show-station", "s", station_id);
  g_notification_add_button_with_target (notification, C_("notification", "Show"), "app.show-station", "s", station_id);
  if (deed->items[CSMS_NEWS_STARTED] != NULL)
    add_stop_button (notification, station_id, deed->items[CSMS_NEWS_STARTED]);
}

static GNotification *
make_sum (const CsmsNewsDeed *deed)
{
  GNotification *notification = g_notification_new (csms_notification_sum_title (deed->sum));
  g_autofree char *body = csms_notification_sum_body (deed->counts);
  gboolean outages = deed->counts[CSMS_NEWS_FAULTED] + deed->counts[CSMS_NEWS_OFFLINE] + deed->counts[CSMS_NEWS_COMMAND] > 0;

  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show-view", "s", outages ? "stations" : "events");
  return notification;
}

static GNotification *
make_notification (CsmsNotifier *self, const CsmsNewsDeed *deed)
{
  GNotification *notification = NULL;
  g_autoptr (GString) body = g_string_new (NULL);

  for (int kind = 0; kind < CSMS_NEWS_N_KINDS; kind++)
    {
      if (deed->items[kind] == NULL)
        continue;
      if (notification == NULL)
        notification = g_notification_new (deed->items[kind]->title);
      g_string_append_printf (body, "%s%s", body->len > 0 ? "\n" : "", deed->items[kind]->line);
    }
  g_notification_set_body (notification, body->str);
  if (deed->station_id != NULL)
    show_of_station (self, deed, notification);
  else
    g_notification_set_default_action_and_target (notification, "app.show-view", "s",
                                                  deed->items[CSMS_NEWS_RECOVERED] != NULL ? "events" : "stations");
  return notification;
}

static void
do_deed (const CsmsNewsDeed *deed, gpointer user_data)
{
  CsmsNotifier *self = user_data;
  g_autoptr (GNotification) notification = NULL;

  if (deed->withdraw)
    {
      g_application_withdraw_notification (self->application, deed->id);
      return;
    }
  notification = deed->counts != NULL ? make_sum (deed) : make_notification (self, deed);
  g_application_send_notification (self->application, deed->id, notification);
}

static gboolean run_cb (gpointer user_data);

static void
run_at (CsmsNotifier *self, gint64 ms)
{
  gint64 now_ms = monotonic_ms ();

  ms = MAX (ms, self->ran_ms + INTERVAL_MS);
  if (self->source != 0 && self->source_ms <= ms)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source_ms = ms;
  self->source = g_timeout_add ((guint) CLAMP (ms - now_ms, 0, G_MAXINT), run_cb, self);
}

static void
run (CsmsNotifier *self)
{
  run_at (self, 0);
}

static gboolean
run_cb (gpointer user_data)
{
  CsmsNotifier *self = user_data;
  gint64 now_ms = csms_text_now ();
  gint64 change_ms, next_ms;
  CsmsNewsRules rules = csms_news_settings_read (self->settings, now_ms, &change_ms);

  self->source = 0;
  self->ran_ms = monotonic_ms ();
  next_ms = csms_news_policy_run (self->policy, &rules, self->ran_ms, do_deed, self);
  if (next_ms != 0)
    run_at (self, next_ms);
  if (change_ms != 0)
    run_at (self, self->ran_ms + CLAMP (change_ms - now_ms, 0, QUIET_INTERVAL_MS));
  return G_SOURCE_REMOVE;
}

static void
add (CsmsNotifier *self, const CsmsNews *news, gboolean later)
{
  csms_news_policy_add (self->policy, news, later, monotonic_ms ());
  run (self);
}

static void
end (CsmsNotifier *self, CsmsNewsKind kind, const char *station_id, const char *mark)
{
  csms_news_policy_end (self->policy, kind, station_id, mark);
  run (self);
}

static void
notify_charge (CsmsNotifier *self, CsmsTransaction *transaction, gboolean stopped)
{
  g_autofree char *line = csms_notification_body (transaction, stopped);
  const CsmsNews news = {
    .kind = stopped ? CSMS_NEWS_STOPPED : CSMS_NEWS_STARTED,
    .station_id = csms_transaction_get_station_id (transaction),
    .mark = csms_transaction_get_transaction_id (transaction),
    .title = csms_notification_title (stopped),
    .line = line,
    .connector_id = csms_transaction_get_connector_id (transaction),
  };

  add (self, &news, FALSE);
}

static void
started_cb (CsmsNotifier *self, CsmsTransaction *transaction)
{
  notify_charge (self, transaction, FALSE);
}

static void
stopped_cb (CsmsNotifier *self, CsmsTransaction *transaction)
{
  notify_charge (self, transaction, TRUE);
}

/* One for all of them: 143 events that are over by now are no 143 calls on anybody. */
static void
recovered_cb (CsmsNotifier *self, guint64 count, gint64 from_ms, gint64 to_ms)
{
  g_autofree char *line = csms_notification_recovered_body (count, from_ms, to_ms);
  const CsmsNews news = { .kind = CSMS_NEWS_RECOVERED, .title = C_("notification", "Events recovered"), .line = line };

  add (self, &news, FALSE);
}

static gboolean
was_ever_live (CsmsNotifier *self)
{
  return csms_operator_get_status (self->operator)->ever_live;
}

/* Of an earlier run's commands the banner tells; the desktop was told at the time. */
static void
command_changed_cb (CsmsNotifier *self, CsmsCommand *command)
{
  const char *station_id = csms_command_get_station_id (command);
  CsmsCommandState state = csms_command_get_state (command);
  g_autofree char *line = NULL;
  CsmsNews news = { .kind = CSMS_NEWS_COMMAND, .station_id = station_id, .mark = csms_command_get_id (command) };

  if (state != CSMS_COMMAND_REFUSED && state != CSMS_COMMAND_UNCONFIRMED)
    {
      end (self, CSMS_NEWS_COMMAND, station_id, news.mark);
      return;
    }
  if (!was_ever_live (self))
    return;
  line = csms_notification_command_body (command, csms_fleet_get_station (csms_operator_get_fleet (self->operator), station_id));
  news.title = csms_notification_command_title (command);
  news.line = line;
  news.connector_id = csms_command_get_connector_id (command);
  add (self, &news, FALSE);
}

/* What was so before anybody looked is no news: it stands in the list. */
static void
faulted_cb (CsmsNotifier *self, CsmsStation *station, gboolean faulted)
{
  g_autofree char *line = NULL;
  CsmsNews news = { .kind = CSMS_NEWS_FAULTED, .station_id = csms_station_get_id (station), .title = C_("notification", "Faulted") };

  if (!faulted)
    {
      end (self, CSMS_NEWS_FAULTED, news.station_id, NULL);
      return;
    }
  if (!was_ever_live (self))
    return;
  line = csms_notification_fault_body (station);
  news.line = line;
  add (self, &news, !csms_operator_get_live (self->operator));
}

static void
offline_cb (CsmsNotifier *self, CsmsStation *station, gboolean offline)
{
  g_autofree char *line = NULL;
  CsmsNews news = { .kind = CSMS_NEWS_OFFLINE, .station_id = csms_station_get_id (station), .title = C_("notification", "Station offline") };

  if (!offline)
    {
      end (self, CSMS_NEWS_OFFLINE, news.station_id, NULL);
      return;
    }
  if (!was_ever_live (self))
    return;
  line = csms_notification_offline_body (station);
  news.line = line;
  add (self, &news, FALSE);
}

static void
live_changed_cb (CsmsNotifier *self)
{
  const CsmsSeatStatus *status = csms_operator_get_status (self->operator);
  gboolean live = csms_operator_get_live (self->operator);

  csms_news_policy_set_live (self->policy, live);
  if (live)
    end (self, CSMS_NEWS_CONNECTION, NULL, NULL);
  else if (status->ever_live)
    {
      g_autofree char *line = csms_notification_lost_body (status->not_live_since_ms);
      const CsmsNews news = { .kind = CSMS_NEWS_CONNECTION, .title = C_("notification", "Connection lost"), .line = line };

      add (self, &news, FALSE);
    }
}

static void
csms_notifier_dispose (GObject *object)
{
  CsmsNotifier *self = CSMS_NOTIFIER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->watch);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (csms_notifier_parent_class)->dispose (object);
}

static void
csms_notifier_finalize (GObject *object)
{
  csms_news_policy_free (CSMS_NOTIFIER (object)->policy);

  G_OBJECT_CLASS (csms_notifier_parent_class)->finalize (object);
}

static void
csms_notifier_class_init (CsmsNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_notifier_dispose;
  object_class->finalize = csms_notifier_finalize;
}

static void
csms_notifier_init (CsmsNotifier *self)
{
  self->policy = csms_news_policy_new ();
  self->signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->signals, "transaction-started", G_CALLBACK (started_cb), self);
  g_signal_group_connect_swapped (self->signals, "transaction-stopped", G_CALLBACK (stopped_cb), self);
  g_signal_group_connect_swapped (self->signals, "recovered", G_CALLBACK (recovered_cb), self);
  g_signal_group_connect_swapped (self->signals, "command-changed", G_CALLBACK (command_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::live", G_CALLBACK (live_changed_cb), self);
}

CsmsNotifier *
csms_notifier_new (GApplication *application, GSettings *settings)
{
  CsmsNotifier *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CSMS_TYPE_NOTIFIER, NULL);
  self->application = application;
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed", G_CALLBACK (run), self, G_CONNECT_SWAPPED);
  return self;
}

void
csms_notifier_set_operator (CsmsNotifier *self, CsmsOperator *operator)
{
  g_return_if_fail (CSMS_IS_NOTIFIER (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));

  self->operator = operator;
  g_signal_group_set_target (self->signals, operator);
  g_clear_object (&self->watch);
  csms_news_policy_forget (self->policy, do_deed, self);
  if (operator == NULL)
    return;
  csms_news_policy_set_live (self->policy, csms_operator_get_live (operator));
  self->watch = csms_outage_watch_new (csms_fleet_get_stations (csms_operator_get_fleet (operator)));
  g_signal_connect_object (self->watch, "faulted", G_CALLBACK (faulted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "offline", G_CALLBACK (offline_cb), self, G_CONNECT_SWAPPED);
}
