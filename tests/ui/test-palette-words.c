/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-palette-item.h"
#include "csms-palette-query.h"
#include "csms-palette-results.h"
#include "fake-operator.h"
#include "ui-fixture.h"

#define STATIONS \
  "[{\"id\":\"fora072\",\"name\":\"Harbour Deck P2\",\"status\":\"Charging\",\"isOnline\":true,\"connectors\":[" \
  "{\"id\":1,\"status\":\"Available\",\"transactionId\":null,\"errorCode\":\"NoError\"}," \
  "{\"id\":2,\"status\":\"Charging\",\"transactionId\":7,\"errorCode\":\"NoError\"}]}," \
  "{\"id\":\"fora07\",\"name\":\"Harbour 2\",\"status\":\"Available\",\"isOnline\":true,\"connectors\":[" \
  "{\"id\":1,\"status\":\"Available\",\"transactionId\":null,\"errorCode\":\"NoError\"}]}]"

static void
assert_parsed (const char *typed, CsmsPaletteVerb verb, const char *text, int connector_id)
{
  CsmsPaletteQuery query;

  csms_palette_query_init (&query, typed);
  g_assert_cmpint (query.verb, ==, verb);
  g_assert_cmpstr (query.text, ==, text);
  g_assert_cmpint (query.connector_id, ==, connector_id);
  csms_palette_query_clear (&query);
}

static void
test_parse (void)
{
  assert_parsed ("", CSMS_PALETTE_ANY, "", 0);
  assert_parsed ("  fora072  ", CSMS_PALETTE_ANY, "fora072", 0);
  assert_parsed ("fora072 1 start", CSMS_PALETTE_START, "fora072", 1);
  assert_parsed ("start fora072/1", CSMS_PALETTE_START, "fora072", 1);
  assert_parsed ("STOP fora072/2", CSMS_PALETTE_STOP, "fora072", 2);
  assert_parsed ("stop harbour deck", CSMS_PALETTE_STOP, "harbour deck", 0);
  assert_parsed ("events faulted", CSMS_PALETTE_EVENTS, "faulted", 0);
  assert_parsed ("transactions 04A2", CSMS_PALETTE_TRANSACTIONS, "04A2", 0);
  assert_parsed ("station of events", CSMS_PALETTE_ANY, "station of events", 0);
  assert_parsed ("start", CSMS_PALETTE_START, "", 0);
  assert_parsed ("7", CSMS_PALETTE_ANY, "7", 0);
  assert_parsed ("/1", CSMS_PALETTE_ANY, "/1", 0);
  assert_parsed ("fora072/0", CSMS_PALETTE_ANY, "fora072/0", 0);
  assert_parsed ("fora072/1x", CSMS_PALETTE_ANY, "fora072/1x", 0);
  assert_parsed ("fora072/99999999999999999999", CSMS_PALETTE_ANY, "fora072/99999999999999999999", 0);
  assert_parsed ("bad \xff text", CSMS_PALETTE_ANY, "bad \xef\xbf\xbd text", 0);
}

typedef struct {
  CsmsOperator *operator;
  GPtrArray *results;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->operator = fake_operator_new ();
  ui_add_stations (csms_operator_get_fleet (self->operator), STATIONS);
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_object_unref (self->operator);
}

static void
look_for (Fixture *self, const char *typed)
{
  g_clear_pointer (&self->results, g_ptr_array_unref);
  self->results = csms_palette_results (self->operator, typed);
}

static void
assert_item (Fixture *self, guint index, const char *title, const char *action, const char *target)
{
  CsmsPaletteItem *item;
  g_autofree char *printed = NULL;

  g_assert_cmpuint (index, <, self->results->len);
  item = self->results->pdata[index];
  printed = csms_palette_item_get_target (item) != NULL ? g_variant_print (csms_palette_item_get_target (item), FALSE) : NULL;
  g_assert_cmpstr (csms_palette_item_get_title (item), ==, title);
  g_assert_cmpstr (csms_palette_item_get_action (item), ==, action);
  g_assert_cmpstr (printed, ==, target);
}

static void
test_commands (Fixture *self, gconstpointer data)
{
  look_for (self, "");
  g_assert_cmpuint (self->results->len, >=, 8);
  assert_item (self, 0, "Stations", "win.view", "'stations'");
  look_for (self, "now");
  assert_item (self, 0, "Reconnect now", "win.reconnect", NULL);
}

/* Called just so comes first, though the list has it second. */
static void
test_station (Fixture *self, gconstpointer data)
{
  look_for (self, "FORA07");
  assert_item (self, 0, "fora07 · Harbour 2", "win.show-station", "'fora07'");
  assert_item (self, 1, "Start charging on fora07 connector 1…", "win.start-on", "('fora07', 1)");
  assert_item (self, 2, "fora072 · Harbour Deck P2", "win.show-station", "'fora072'");
  assert_item (self, 3, "Start charging on fora072 connector 1…", "win.start-on", "('fora072', 1)");
  assert_item (self, 4, "Stop charging on fora072 connector 2…", "win.stop-on", "('fora072', 2)");
  assert_item (self, 5, "Search events for “FORA07”", "win.find-events", "'FORA07'");
  assert_item (self, 6, "Search transactions for “FORA07”", "win.find-transactions", "'FORA07'");
}

static void
test_verbs (Fixture *self, gconstpointer data)
{
  look_for (self, "fora072 1 start");
  g_assert_cmpuint (self->results->len, ==, 1);
  assert_item (self, 0, "Start charging on fora072 connector 1…", "win.start-on", "('fora072', 1)");
  look_for (self, "stop fora072/2");
  g_assert_cmpuint (self->results->len, ==, 1);
  assert_item (self, 0, "Stop charging on fora072 connector 2…", "win.stop-on", "('fora072', 2)");
  look_for (self, "stop harbour");
  g_assert_cmpuint (self->results->len, ==, 1);
  look_for (self, "events faulted");
  assert_item (self, 0, "Search events for “faulted”", "win.find-events", "'faulted'");
  g_assert_cmpuint (self->results->len, ==, 1);
}

/* A name that ends in a number, and the connector of another: both are meant. */
static void
test_number_in_name (Fixture *self, gconstpointer data)
{
  look_for (self, "harbour 2");
  assert_item (self, 0, "fora07 · Harbour 2", "win.show-station", "'fora07'");
  look_for (self, "stop deck 2");
  assert_item (self, 0, "Stop charging on fora072 connector 2…", "win.stop-on", "('fora072', 2)");
}

/* It cannot be done now: the line says why, and commands nothing. */
static void
test_off (Fixture *self, gconstpointer data)
{
  CsmsPaletteItem *item;

  fake_operator_forbid (self->operator, "Not connected");
  look_for (self, "start fora072/1");
  g_assert_cmpuint (self->results->len, ==, 1);
  assert_item (self, 0, "Start charging on fora072 connector 1…", "win.show-station", "'fora072'");
  item = self->results->pdata[0];
  g_assert_cmpstr (csms_palette_item_get_detail (item), ==, "Available · off: Not connected");
}

static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) json = g_string_new ("[");
  guint stations = 0;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (json, "%s{\"id\":\"s%04u\",\"status\":\"Available\",\"isOnline\":true,\"connectors\":[{\"id\":1,\"status\":\"Available\"}]}", i > 0 ? "," : "", i);
  g_string_append_c (json, ']');
  ui_add_stations (csms_operator_get_fleet (self->operator), json->str);
  look_for (self, "s1");
  for (guint i = 0; i < self->results->len; i++)
    if (g_str_equal (csms_palette_item_get_action (self->results->pdata[i]), "win.show-station"))
      stations++;
  g_assert_cmpuint (stations, ==, CSMS_PALETTE_STATIONS);
  g_assert_cmpuint (self->results->len, <=, 40);
}

static void
test_hostile (Fixture *self, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (100000, 'x');

  look_for (self, "<b>&\x01\u202e");
  look_for (self, long_text);
  look_for (self, "\xff\xfe");
  for (guint i = 0; i < self->results->len; i++)
    g_assert_true (g_utf8_validate (csms_palette_item_get_title (self->results->pdata[i]), -1, NULL));
}

#define ADD(NAME, FUNC) g_test_add ("/ui/palette/" NAME, Fixture, NULL, set_up, FUNC, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, FALSE);
  g_test_add_func ("/ui/palette/parse", test_parse);
  ADD ("commands", test_commands);
  ADD ("station", test_station);
  ADD ("verbs", test_verbs);
  ADD ("number-in-name", test_number_in_name);
  ADD ("off", test_off);
  ADD ("many", test_many);
  ADD ("hostile", test_hostile);
  return g_test_run ();
}
