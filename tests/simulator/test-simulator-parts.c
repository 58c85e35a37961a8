/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts that stand alone. */
#include <string.h>

#include "csms-sim-clock.h"
#include "csms-sim-curve.h"
#include "csms-sim-frame.h"
#include "csms-sim-json.h"
#include "sim-test.h"

static void
test_json (void)
{
  g_autoptr (GString) out = g_string_new ("{");

  csms_sim_json_member_string (out, "a", "q\"b\\s\n\x01\xff");
  csms_sim_json_member_string (out, "b", NULL);
  csms_sim_json_member_double (out, "c", 0.1 + 0.2);
  csms_sim_json_member_double (out, "d", 0.185);
  csms_sim_json_member_double (out, "e", G_MAXDOUBLE * 2);
  csms_sim_json_member_int (out, "f", G_MININT64);
  csms_sim_json_member_time (out, "g", G_GINT64_CONSTANT (1795471634090));
  csms_sim_json_member_bool (out, "h", TRUE);
  g_string_append_c (out, '}');
  g_assert_cmpstr (out->str, ==, "{\"a\":\"q\\\"b\\\\s\\u000a\\u0001\xef\xbf\xbd\",\"b\":null,\"c\":0.30000000000000004,"
                                 "\"d\":0.185,\"e\":null,\"f\":-9223372036854775808,"
                                 "\"g\":\"2026-11-23T22:07:14.090Z\",\"h\":true}");
}

static void
test_frames (void)
{
  const gsize lengths[] = { 0, 5, 125, 126, 65535, 65536 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree guint8 *payload = g_malloc0 (lengths[i] + 1);
      g_autoptr (GByteArray) frame = g_byte_array_new ();
      g_autoptr (GByteArray) masked = g_byte_array_new ();
      const guint8 mask[] = { 1, 2, 3, 4 };
      CsmsSimFrame parsed;
      gsize header;
      guint8 second;

      memset (payload, 'x', lengths[i]);
      csms_sim_frame_append (frame, CSMS_SIM_FRAME_TEXT, payload, lengths[i]);
      header = frame->len - lengths[i];
      /* What a client would send: the mask bit, the mask, the payload under it. */
      second = frame->data[1] | 0x80;
      g_byte_array_append (masked, frame->data, 1);
      g_byte_array_append (masked, &second, 1);
      g_byte_array_append (masked, frame->data + 2, (guint) header - 2);
      g_byte_array_append (masked, mask, sizeof mask);
      for (gsize k = 0; k < lengths[i]; k++)
        {
          guint8 byte = (guint8) ('x' ^ mask[k % 4]);

          g_byte_array_append (masked, &byte, 1);
        }
      g_assert_cmpint (csms_sim_frame_parse (frame->data, frame->len, &parsed), ==, -1);
      g_assert_cmpint (csms_sim_frame_parse (masked->data, masked->len - 1, &parsed), ==, 0);
      g_assert_cmpint (csms_sim_frame_parse (masked->data, masked->len, &parsed), ==, (gssize) masked->len);
      g_assert_cmpmem (parsed.payload, parsed.length, payload, lengths[i]);
      g_assert_true (parsed.final);
    }
}

static void
test_curve (void)
{
  double ac = csms_sim_curve_power_w (22000, 40, 600, 0);
  double full = csms_sim_curve_power_w (150000, 100, 600, 0);

  g_assert_cmpfloat_with_epsilon (ac, 22000, 500);
  g_assert_cmpfloat (full, ==, 0);
  g_assert_cmpfloat (csms_sim_curve_power_w (22000, 40, 1, 0), <, 5000);
  g_assert_cmpfloat (csms_sim_curve_power_w (150000, 90, 600, 0), <, 60000);
  g_assert_cmpfloat_with_epsilon (csms_sim_curve_energy_wh (22000, 20, 1800, 0), 10900, 400);
}

static void
append_letter (gpointer data)
{
  GString **pair = data;

  g_string_append (pair[0], pair[1]->str);
}

static void
test_clock (void)
{
  g_autoptr (CsmsSimClock) clock = csms_sim_clock_new (5000);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) a = g_string_new ("a"), b = g_string_new ("b"), c = g_string_new ("c");
  GString *pairs[3][2] = { { out, a }, { out, b }, { out, c } };
  guint cancelled = csms_sim_clock_after (clock, 5, append_letter, pairs[0]);

  csms_sim_clock_after (clock, 20, append_letter, pairs[2]);
  csms_sim_clock_after (clock, 10, append_letter, pairs[1]);
  csms_sim_clock_after (clock, 0, append_letter, pairs[0]);
  csms_sim_clock_cancel (clock, &cancelled);
  g_assert_cmpuint (cancelled, ==, 0);
  sim_wait (out->len == 3);
  g_assert_cmpstr (out->str, ==, "abc");
  g_assert_cmpint (csms_sim_clock_now_ms (clock), >, g_get_real_time () / 1000 + 4000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/parts/json", test_json);
  g_test_add_func ("/simulator/parts/frames", test_frames);
  g_test_add_func ("/simulator/parts/curve", test_curve);
  g_test_add_func ("/simulator/parts/clock", test_clock);
  return g_test_run ();
}
