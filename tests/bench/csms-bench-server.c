/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The peer both clients of the benchmark are measured against: speaks just enough of the protocol, and on a
 * getMeterValuesRecent for the station "burst" sends events made beforehand as fast as the socket takes them, so that it is never
 * what is measured. Not the simulator: that makes each event when it happens.
 */
#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GUID "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
#define N_CONNECTORS 2
#define SEED 72

/* As dense as bursts were recorded. */
#define EVENTS_A_MS 8

typedef enum {
  PREPARING,
  STARTED,
  CHARGING,
  METERED,
  STOPPED = METERED + 4,
  FINISHING,
  AVAILABLE,
  N_STEPS
} Step;

#define N_METERED (STOPPED - METERED)
#define METERED_WH 12

typedef struct {
  Step step;
  guint transaction_id;
  guint register_wh;
} Connector;

static gint64 begin_ms;
static guint last_transaction_id;
static GByteArray *burst;
static GString *stations;

static void
append_frame (GByteArray *to, const char *text)
{
  gsize length = strlen (text);
  guint8 head[10] = { 0x81 };
  guint n = 2;

  if (length < 126)
    {
      head[1] = (guint8) length;
    }
  else if (length < 65536)
    {
      head[1] = 126;
      head[2] = (guint8) (length >> 8);
      head[3] = (guint8) length;
      n = 4;
    }
  else
    {
      head[1] = 127;
      for (guint i = 0; i < 8; i++)
        head[2 + i] = (guint8) ((guint64) length >> (8 * (7 - i)));
      n = 10;
    }
  g_byte_array_append (to, head, n);
  g_byte_array_append (to, (const guint8 *) text, (guint) length);
}

/* What a connector tells during one charge, over and over. */
static char *
tell_step (Connector *connector, guint station, guint number)
{
  static const char *const words[] = { [PREPARING] = "Preparing", [CHARGING] = "Charging", [FINISHING] = "Finishing",
                                       [AVAILABLE] = "Available" };
  Step step = connector->step;

  connector->step = (step + 1) % N_STEPS;
  switch (step)
    {
    case STARTED:
      connector->transaction_id = ++last_transaction_id;
      return g_strdup_printf ("\"event\":\"transaction.started\",\"stationId\":\"station%05u\",\"connectorId\":%u,"
                              "\"transactionId\":%u,\"idTag\":\"TAG%05u\"",
                              station, number, connector->transaction_id, station);
    case STOPPED:
      return g_strdup_printf ("\"event\":\"transaction.stopped\",\"stationId\":\"station%05u\",\"connectorId\":%u,"
                              "\"transactionId\":%u,\"totalKWh\":%.3f,\"cost\":%.2f,\"reason\":\"Local\"",
                              station, number, connector->transaction_id, N_METERED * METERED_WH / 1000.0, 0.5);
    case PREPARING:
    case CHARGING:
    case FINISHING:
    case AVAILABLE:
      return g_strdup_printf ("\"event\":\"connector.status.changed\",\"stationId\":\"station%05u\",\"connectorId\":%u,"
                              "\"status\":\"%s\",\"errorCode\":\"NoError\"",
                              station, number, words[step]);
    case METERED:
    default:
      connector->register_wh += METERED_WH;
      return g_strdup_printf ("\"event\":\"meter.values.delta\",\"stationId\":\"station%05u\",\"connectorId\":%u,"
                              "\"transactionId\":%u,\"delta\":%u,\"total\":%u,\"unit\":\"Wh\","
                              "\"measurand\":\"Energy.Active.Import.Register\"",
                              station, number, connector->transaction_id, METERED_WH, connector->register_wh);
    }
}

static void
make_burst (guint n_events, guint n_stations)
{
  g_autofree Connector *connectors = g_new0 (Connector, n_stations * N_CONNECTORS);
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  burst = g_byte_array_new ();
  for (guint i = 0; i < n_events; i++)
    {
      guint which = (guint) g_rand_int_range (rand, 0, (gint32) (n_stations * N_CONNECTORS));
      gint64 ms = begin_ms + i / EVENTS_A_MS;
      g_autofree char *step = tell_step (&connectors[which], which / N_CONNECTORS, 1 + which % N_CONNECTORS);
      g_autofree char *text = g_strdup_printf ("{\"eventId\":\"evt-%" G_GINT64_FORMAT "-%06x\",\"ts\":%" G_GINT64_FORMAT ",%s}",
                                               ms, i, ms, step);

      append_frame (burst, text);
    }
}

static void
make_stations (guint n)
{
  g_autoptr (GDateTime) begin = g_date_time_new_from_unix_utc (begin_ms / 1000);
  g_autofree char *time = g_date_time_format_iso8601 (begin);

  stations = g_string_new ("[");
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (stations, "%s{\"id\":\"station%05u\",\"name\":\"Station %u\",\"status\":\"Available\",\"isOnline\":true,"
                                        "\"lastActivity\":\"%s\",\"connectors\":[", i > 0 ? "," : "", i, i, time);
      for (guint k = 1; k <= N_CONNECTORS; k++)
        g_string_append_printf (stations, "%s{\"id\":%u,\"status\":\"Available\",\"transactionId\":null,\"errorCode\":\"NoError\","
                                          "\"updatedAt\":\"%s\"}", k > 1 ? "," : "", k, time);
      g_string_append (stations, "]}");
    }
  g_string_append_c (stations, ']');
}

static gboolean
send_all (GOutputStream *output, GByteArray *bytes)
{
  return g_output_stream_write_all (output, bytes->data, bytes->len, NULL, NULL, NULL);
}

static gboolean
shake_hands (GDataInputStream *input, GOutputStream *output)
{
  g_autofree char *key = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *accept = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (GChecksum) sha = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize length = sizeof digest;

  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (input, NULL, NULL, NULL);

      if (line == NULL)
        return FALSE;
      if (g_ascii_strncasecmp (line, "Sec-WebSocket-Key:", 18) == 0)
        key = g_strstrip (g_strdup (line + 18));
      if (line[0] == '\0')
        break;
    }
  if (key == NULL)
    return FALSE;
  joined = g_strconcat (key, GUID, NULL);
  g_checksum_update (sha, (const guint8 *) joined, -1);
  g_checksum_get_digest (sha, digest, &length);
  accept = g_base64_encode (digest, length);
  answer = g_strdup_printf ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", accept);
  return g_output_stream_write_all (output, answer, strlen (answer), NULL, NULL, NULL);
}

/* Reads one masked client frame. Returns: (transfer full): its text, "" for a control frame, NULL at the end */
static char *
read_frame (GInputStream *input)
{
  guint8 head[14];
  gsize length;
  gsize got;
  char *text;

  if (!g_input_stream_read_all (input, head, 6, &got, NULL, NULL) || got != 6 || (head[0] & 0x0f) == 8)
    return NULL;
  length = head[1] & 0x7f;
  if (length == 126)
    {
      if (!g_input_stream_read_all (input, head + 6, 2, &got, NULL, NULL) || got != 2)
        return NULL;
      length = (gsize) head[2] << 8 | head[3];
      memmove (head + 2, head + 4, 4);
    }
  text = g_malloc0 (length + 1);
  if (!g_input_stream_read_all (input, text, length, &got, NULL, NULL) || got != length)
    {
      g_free (text);
      return NULL;
    }
  for (gsize i = 0; i < length; i++)
    text[i] = (char) ((guint8) text[i] ^ head[2 + i % 4]);
  if ((head[0] & 0x0f) != 1)
    text[0] = '\0';
  return text;
}

static char *
cut_out (const char *text, const char *before)
{
  const char *start = strstr (text, before);
  const char *end = start != NULL ? strchr (start + strlen (before), '"') : NULL;

  return end != NULL ? g_strndup (start + strlen (before), (gsize) (end - start) - strlen (before)) : g_strdup ("");
}

static gboolean
answer (GOutputStream *output, const char *request)
{
  g_autofree char *id = cut_out (request, "\"id\":\"");
  g_autofree char *action = cut_out (request, "\"action\":\"");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *pong = g_strdup_printf ("{\"pong\":true,\"ts\":%" G_GINT64_FORMAT "}", g_get_real_time () / 1000);
  g_autofree char *reply = NULL;
  const char *result = "{}";

  if (strcmp (action, "auth") == 0)
    result = "{\"status\":\"ok\",\"sessionId\":\"bench\"}";
  else if (strcmp (action, "ping") == 0)
    result = pong;
  else if (strcmp (action, "getStations") == 0)
    result = stations->str;
  else if (strcmp (action, "subscribe") == 0)
    result = "{\"subscriptionId\":\"s\"}";
  else if (strcmp (action, "getEventsSince") == 0)
    result = "{\"events\":[],\"count\":0,\"cursor\":null}";
  else if (g_str_has_prefix (action, "get"))
    result = "[]";
  reply = g_strdup_printf ("{\"id\":\"%s\",\"result\":%s}", id, result);
  append_frame (bytes, reply);
  if (!send_all (output, bytes))
    return FALSE;
  return strstr (request, "\"burst\"") == NULL || send_all (output, burst);
}

static void
serve (GSocketConnection *connection)
{
  g_autoptr (GDataInputStream) input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  if (!shake_hands (input, output))
    return;
  for (;;)
    {
      g_autofree char *text = read_frame (G_INPUT_STREAM (input));

      if (text == NULL || (text[0] != '\0' && !answer (output, text)))
        return;
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    {
      fputs ("usage: csms-bench-server EVENTS STATIONS\n", stderr);
      return 2;
    }
  /* The burst comes after what the stations say of themselves. */
  begin_ms = g_get_real_time () / 1000;
  last_transaction_id = (guint) (begin_ms / 1000);
  make_burst ((guint) atoi (argv[1]), (guint) atoi (argv[2]));
  make_stations ((guint) atoi (argv[2]));
  if (!g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  printf ("%u\n", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective)));
  fflush (stdout);
  for (;;)
    {
      g_autoptr (GSocketConnection) connection = g_socket_listener_accept (listener, NULL, NULL, NULL);

      if (connection == NULL)
        return 1;
      serve (connection);
    }
}
