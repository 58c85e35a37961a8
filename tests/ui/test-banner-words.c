/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-banner-choice.h"
#include "csms-connection-words.h"
#include "ui-fixture.h"

#define NBSP "\xc2\xa0"

/* 2025-11-23 10:02 UTC */
#define TEN_OH_TWO G_GINT64_CONSTANT (1763892120000)

typedef struct {
  const char *name;
  CsmsSeatStatus status;
  guint n_unconfirmed;
  gint64 seen_gap_to_ms;
  gboolean seen_unencrypted;

  CsmsBannerKind kind;
  const char *text;
  const char *button;
  const char *action;
} BannerCase;

#define LIVE { .state = CSMS_SEAT_LIVE, .ever_live = TRUE }
#define LIVE_IN_PUBLIC { .state = CSMS_SEAT_LIVE, .ever_live = TRUE, .safety = CSMS_ADDRESS_PUBLIC }

static const BannerCase cases[] = {
  { "live", LIVE, .kind = CSMS_BANNER_NONE },
  { "first-connection", { .state = CSMS_SEAT_CONNECTING }, .kind = CSMS_BANNER_NONE },
  { "first-catch-up", { .state = CSMS_SEAT_CATCHING_UP }, .kind = CSMS_BANNER_NONE },
  { "offline", { .state = CSMS_SEAT_OFFLINE, .ever_live = TRUE, .not_live_since_ms = TEN_OH_TWO },
    .kind = CSMS_BANNER_OFFLINE, .text = "Not connected since 10:02, values are old",
    .button = "Reconnect now", .action = "win.reconnect" },
  { "reconnecting", { .state = CSMS_SEAT_CONNECTING, .ever_live = TRUE, .not_live_since_ms = TEN_OH_TWO },
    .kind = CSMS_BANNER_OFFLINE, .text = "Not connected since 10:02, values are old",
    .button = "Reconnect now", .action = "win.reconnect" },
  { "never-reached", { .state = CSMS_SEAT_OFFLINE, .problem = "Nobody listens at 127.0.0.1:1" },
    .kind = CSMS_BANNER_OFFLINE, .text = "Nobody listens at 127.0.0.1:1", .button = "Reconnect now", .action = "win.reconnect" },
  { "catching-up-again", { .state = CSMS_SEAT_CATCHING_UP, .ever_live = TRUE, .not_live_since_ms = TEN_OH_TWO },
    .kind = CSMS_BANNER_CATCHING_UP, .text = "Connected again and catching up, values are from 10:02" },
  { "key-refused", { .state = CSMS_SEAT_KEY_REFUSED, .ever_live = TRUE, .not_live_since_ms = TEN_OH_TWO,
                     .problem = "The server refused the API key.", .problem_code = -1 },
    .kind = CSMS_BANNER_KEY_REFUSED, .text = "The server refused the API key", .button = "Preferences", .action = "win.server-key" },
  { "no-key", { .state = CSMS_SEAT_KEY_REFUSED, .problem = "There is no API key for this server",
                .problem_code = CSMS_OPERATOR_ERROR_NO_KEY },
    .kind = CSMS_BANNER_KEY_REFUSED, .text = "There is no API key for this server",
    .button = "Preferences", .action = "win.server-key" },
  { "not-started", { .state = CSMS_SEAT_STOPPED, .problem = "It cannot begin", .problem_code = -1 },
    .kind = CSMS_BANNER_NOT_STARTED, .text = "It cannot begin", .button = "Preferences", .action = "win.server-key" },
  { "no-consent", { .state = CSMS_SEAT_STOPPED, .problem = "Not encrypted", .problem_code = CSMS_OPERATOR_ERROR_NEEDS_CONSENT,
                    .safety = CSMS_ADDRESS_PUBLIC },
    .kind = CSMS_BANNER_NOT_STARTED, .text = "Not connected: this address is not encrypted",
    .button = "Review…", .action = "win.consent" },
  { "gap", { .state = CSMS_SEAT_LIVE, .ever_live = TRUE, .gap = TRUE, .gap_from_ms = TEN_OH_TWO, .gap_to_ms = TEN_OH_TWO + 300000 },
    .kind = CSMS_BANNER_GAP, .text = "Events may have been missed between 10:02 and 10:07", .button = "Dismiss" },
  { "gap-before-command",
    { .state = CSMS_SEAT_LIVE, .ever_live = TRUE, .gap = TRUE, .gap_from_ms = TEN_OH_TWO, .gap_to_ms = TEN_OH_TWO + 300000 },
    .n_unconfirmed = 1, .kind = CSMS_BANNER_GAP, .text = "Events may have been missed between 10:02 and 10:07", .button = "Dismiss" },
  { "gap-dismissed",
    { .state = CSMS_SEAT_LIVE, .ever_live = TRUE, .gap = TRUE, .gap_from_ms = TEN_OH_TWO, .gap_to_ms = TEN_OH_TWO + 300000 },
    .n_unconfirmed = 1, .seen_gap_to_ms = TEN_OH_TWO + 300000,
    .kind = CSMS_BANNER_UNCONFIRMED, .text = "Command outcome unknown on fora072/1", .button = "Show", .action = "app.show-station" },
  { "two-commands", LIVE, .n_unconfirmed = 2,
    .kind = CSMS_BANNER_UNCONFIRMED, .text = "Outcomes of 2 commands unknown, the first on fora072/1",
    .button = "Show", .action = "app.show-station" },
  { "command-before-unencrypted", LIVE_IN_PUBLIC, .n_unconfirmed = 1,
    .kind = CSMS_BANNER_UNCONFIRMED, .text = "Command outcome unknown on fora072/1", .button = "Show", .action = "app.show-station" },
  { "unencrypted", LIVE_IN_PUBLIC,
    .kind = CSMS_BANNER_UNENCRYPTED,
    .text = "This connection is not encrypted: others on the way can read and change it", .button = "Dismiss" },
  { "unencrypted-dismissed", LIVE_IN_PUBLIC, .seen_unencrypted = TRUE, .kind = CSMS_BANNER_NONE },
  { "private-network", { .state = CSMS_SEAT_LIVE, .ever_live = TRUE, .safety = CSMS_ADDRESS_PRIVATE }, .kind = CSMS_BANNER_NONE },
  { "offline-before-all", { .state = CSMS_SEAT_OFFLINE, .ever_live = TRUE, .not_live_since_ms = TEN_OH_TWO, .gap = TRUE, .gap_to_ms = 1,
                          .safety = CSMS_ADDRESS_PUBLIC },
    .n_unconfirmed = 3,
    .kind = CSMS_BANNER_OFFLINE, .text = "Not connected since 10:02, values are old",
    .button = "Reconnect now", .action = "win.reconnect" },
};

static void
test_banner (gconstpointer data)
{
  const BannerCase *c = data;
  CsmsBannerMessage message;
  CsmsBannerFacts facts = {
    .status = &c->status,
    .n_unconfirmed = c->n_unconfirmed,
    .station_id = c->n_unconfirmed > 0 ? "fora072" : NULL,
    .connector_id = 1,
    .seen_gap_to_ms = c->seen_gap_to_ms,
    .seen_unencrypted = c->seen_unencrypted,
  };

  csms_banner_choose (&facts, &message);
  g_assert_cmpint (message.kind, ==, c->kind);
  g_assert_cmpstr (message.text, ==, c->text);
  g_assert_cmpstr (message.button, ==, c->button);
  g_assert_cmpstr (message.action, ==, c->action);
  if (c->kind == CSMS_BANNER_UNCONFIRMED)
    g_assert_cmpstr (message.target, ==, "fora072");
  if (c->kind != CSMS_BANNER_NONE)
    g_assert_nonnull (message.icon);
  csms_banner_message_clear (&message);
}

static void
test_foreign_station (void)
{
  CsmsSeatStatus status = LIVE;
  CsmsBannerFacts facts = { .status = &status, .n_unconfirmed = 1, .station_id = "\xe2\x80\xae" "fora\n072", .connector_id = 2 };
  CsmsBannerMessage message;

  csms_banner_choose (&facts, &message);
  g_assert_cmpstr (message.text, ==, "Command outcome unknown on \xef\xbf\xbd" "fora 072/2");
  /* What the button names is the station itself, not how it is shown. */
  g_assert_cmpstr (message.target, ==, facts.station_id);
  csms_banner_message_clear (&message);
}

static const struct {
  const char *name;
  CsmsSeatStatus status;
  const char *words;
} connections[] = {
  { "stopped", { .state = CSMS_SEAT_STOPPED }, "Not connected" },
  { "connecting", { .state = CSMS_SEAT_CONNECTING }, "Connecting" },
  { "catching-up", { .state = CSMS_SEAT_CATCHING_UP }, "Catching up" },
  { "catching-up-some", { .state = CSMS_SEAT_CATCHING_UP, .catch_up_done = 120 }, "Catching up, 120 so far" },
  { "catching-up-of", { .state = CSMS_SEAT_CATCHING_UP, .catch_up_done = 120, .catch_up_total = 480 }, "Catching up 120 of 480" },
  { "live", { .state = CSMS_SEAT_LIVE }, "Live" },
  { "offline", { .state = CSMS_SEAT_OFFLINE }, "Offline" },
  { "offline-8s", { .state = CSMS_SEAT_OFFLINE, .retry_at_us = 1000 + 7300000 }, "Offline, retry in 8" NBSP "s" },
  { "offline-due", { .state = CSMS_SEAT_OFFLINE, .retry_at_us = 1 }, "Offline, retry in 1" NBSP "s" },
  { "signed-out", { .state = CSMS_SEAT_KEY_REFUSED }, "Signed out" },
};

static void
test_connection (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *words = csms_connection_words (&connections[i].status, 1000);

  g_assert_cmpstr (words, ==, connections[i].words);
  g_assert_nonnull (csms_connection_icon (connections[i].status.state));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/banner/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_banner);
    }
  g_test_add_func ("/ui/banner/trap-19-foreign-station", test_foreign_station);
  for (gsize i = 0; i < G_N_ELEMENTS (connections); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/connection/", connections[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_connection);
    }
  return g_test_run ();
}
