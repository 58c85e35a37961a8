/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-frame.h"

typedef struct {
  const char *text;
  CsmsFrameKind kind;
  const char *id;
  int code;
  const char *message;
  const char *correlation_id;
} FrameCase;

static const FrameCase cases[] = {
  /* As published. */
  { "{\"id\":\"a1\",\"result\":[]}", CSMS_FRAME_REPLY, "a1" },
  { "{\"id\":\"a1\",\"result\":null}", CSMS_FRAME_REPLY, "a1" },
  { "{\"result\":{\"pong\":true},\"id\":\"a1\"}", CSMS_FRAME_REPLY, "a1" },
  { "{\"id\":\"a1\",\"error\":{\"code\":401,\"message\":\"Not authenticated\"}}", CSMS_FRAME_ERROR, "a1", 401, "Not authenticated" },
  { "{\"id\":\"a1\",\"error\":{\"code\":504,\"message\":\"RemoteStart timeout or not reflected\",\"correlationId\":\"corr-1-2\"}}",
    CSMS_FRAME_ERROR, "a1", 504, "RemoteStart timeout or not reflected", "corr-1-2" },
  { "{\"eventId\":\"evt-1-2\",\"event\":\"x.y\",\"ts\":1}", CSMS_FRAME_EVENT },
  { "{\"event\":\"session.expired\",\"ts\":1}", CSMS_FRAME_EVENT },

  /* An id is text whatever it was; a whole number is itself. */
  { "{\"id\":7,\"result\":1}", CSMS_FRAME_REPLY, "7" },
  { "{\"id\":12345678901234567890,\"result\":1}", CSMS_FRAME_REPLY, "12345678901234567890" },
  { "{\"id\":\"\",\"result\":1}", CSMS_FRAME_REPLY, "" },

  /* Soft errors. */
  { "{\"id\":\"a1\",\"result\":{\"error\":\"stationId required\"}}", CSMS_FRAME_ERROR, "a1", 0, "stationId required" },
  { "{\"id\":\"a1\",\"result\":{\"error\":null}}", CSMS_FRAME_REPLY, "a1" },
  { "{\"id\":\"a1\",\"result\":{\"status\":\"Accepted\",\"error\":\"\"}}", CSMS_FRAME_REPLY, "a1" },

  /* Legacy answers. */
  { "{\"id\":7,\"status\":200,\"data\":{\"success\":true}}", CSMS_FRAME_REPLY, "7" },
  { "{\"id\":\"lg\",\"status\":200}", CSMS_FRAME_REPLY, "lg" },
  { "{\"id\":\"lg\",\"status\":200,\"error\":null}", CSMS_FRAME_REPLY, "lg" },
  { "{\"id\":\"lg\",\"status\":404,\"error\":\"Not found\"}", CSMS_FRAME_ERROR, "lg", 404, "Not found" },
  { "{\"id\":\"lg\",\"status\":500}", CSMS_FRAME_ERROR, "lg", 500 },
  { "{\"id\":\"lg\",\"status\":400,\"error\":{\"code\":401,\"message\":\"no\"}}", CSMS_FRAME_ERROR, "lg", 401, "no" },
  { "{\"id\":\"lg\",\"status\":400,\"error\":{\"message\":\"no\"}}", CSMS_FRAME_ERROR, "lg", 400, "no" },

  /* Errors that are no object, and codes that are no code. */
  { "{\"id\":\"a1\",\"error\":\"bad\"}", CSMS_FRAME_ERROR, "a1", 0, "bad" },
  { "{\"id\":\"a1\",\"error\":true}", CSMS_FRAME_ERROR, "a1" },
  { "{\"id\":\"a1\",\"error\":{}}", CSMS_FRAME_ERROR, "a1" },
  { "{\"id\":\"a1\",\"error\":{\"code\":\"401\"}}", CSMS_FRAME_ERROR, "a1", 401 },
  { "{\"id\":\"a1\",\"error\":{\"code\":-5}}", CSMS_FRAME_ERROR, "a1" },
  { "{\"id\":\"a1\",\"error\":{\"code\":1e30}}", CSMS_FRAME_ERROR, "a1" },
  { "{\"id\":\"a1\",\"error\":null,\"result\":1}", CSMS_FRAME_REPLY, "a1" },
  { "{\"id\":\"a1\",\"error\":{\"code\":1},\"result\":1}", CSMS_FRAME_ERROR, "a1", 1 },

  /* Members sent twice: the last one counts. */
  { "{\"id\":\"a1\",\"id\":\"a2\",\"result\":1}", CSMS_FRAME_REPLY, "a2" },
  { "{\"id\":\"a1\",\"\\u0069d\":\"a3\",\"result\":1}", CSMS_FRAME_REPLY, "a3" },

  /* An event is never lost to an id it should not have. */
  { "{\"id\":null,\"event\":\"x\",\"ts\":1}", CSMS_FRAME_EVENT },
  { "{\"id\":\"a1\",\"event\":\"connector.status.changed\",\"status\":\"Available\"}", CSMS_FRAME_EVENT },

  /* Foreign. */
  { "[4,null,{\"errorCode\":\"FormationViolation\",\"description\":\"bad\"}]", CSMS_FRAME_FOREIGN },
  { "[3,\"x\",{}]", CSMS_FRAME_FOREIGN },
  { "[]", CSMS_FRAME_FOREIGN },
  { "{}", CSMS_FRAME_FOREIGN },
  { "null", CSMS_FRAME_FOREIGN },
  { "1", CSMS_FRAME_FOREIGN },
  { "\"event\"", CSMS_FRAME_FOREIGN },
  { "[\"event\",\"x\"]", CSMS_FRAME_FOREIGN },
  { "{\"id\":\"a1\"}", CSMS_FRAME_FOREIGN },
  { "{\"id\":\"a1\",\"status\":\"ok\"}", CSMS_FRAME_FOREIGN },
  { "{\"id\":null,\"result\":1}", CSMS_FRAME_FOREIGN },
  { "{\"id\":{},\"result\":1}", CSMS_FRAME_FOREIGN },
  { "{\"id\":[1],\"error\":{\"code\":1}}", CSMS_FRAME_FOREIGN },
  { "{\"result\":1}", CSMS_FRAME_FOREIGN },
  { "{\"error\":{\"code\":400,\"message\":\"no id\"}}", CSMS_FRAME_FOREIGN },
  { "{\"event\":5}", CSMS_FRAME_FOREIGN },
  { "{\"event\":\"\"}", CSMS_FRAME_FOREIGN },
  { "{\"event\":null}", CSMS_FRAME_FOREIGN },
  { "{\"event\":{\"event\":\"x\"}}", CSMS_FRAME_FOREIGN },
  { "{\"id\":\"a1\",\"action\":\"ping\"}", CSMS_FRAME_FOREIGN },
};

static void
test_envelopes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const FrameCase *c = &cases[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (CsmsFrame) frame = csms_frame_decode (c->text, strlen (c->text), &error);

      g_test_message ("%s", c->text);
      g_assert_no_error (error);
      g_assert_cmpint (csms_frame_get_kind (frame), ==, c->kind);
      g_assert_cmpstr (csms_frame_get_id (frame), ==, c->id);
      g_assert_cmpint (csms_frame_get_error_code (frame), ==, c->code);
      g_assert_cmpstr (csms_frame_get_error_message (frame), ==, c->message);
      g_assert_cmpstr (csms_frame_get_correlation_id (frame), ==, c->correlation_id);
      g_assert_cmpint (csms_frame_get_event (frame) != NULL, ==, c->kind == CSMS_FRAME_EVENT);
    }
}

static void
test_errors (void)
{
  static const char * const bad[] = { "", "hello", "{\"id\":\"a1\",\"result\":1", "{\"id\":\"a1\"}{}", "<html>", "{'id':1}" };
  g_autofree char *deep = g_strnfill (65000, '[');
  g_autofree char *large = g_malloc0 (CSMS_FRAME_MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) bad_error = NULL;

      g_assert_null (csms_frame_decode (bad[i], strlen (bad[i]), &bad_error));
      g_assert_error (bad_error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_NOT_JSON);
    }

  g_assert_null (csms_frame_decode (deep, 65000, &error));
  g_assert_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_TOO_DEEP);
  g_clear_error (&error);

  g_assert_null (csms_frame_decode (large, CSMS_FRAME_MAX_BYTES + 1, &error));
  g_assert_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_TOO_LARGE);
}

/* The bytes belong to the caller and may go at once; a frame may be handed from thread to thread. */
static void
test_owns_its_bytes (void)
{
  const char *text = "{\"id\":\"a1\",\"error\":{\"code\":500,\"message\":\"internal\"}}";
  gsize length = strlen (text);
  char *bytes = g_memdup2 (text, length);
  CsmsFrame *frame = csms_frame_decode (bytes, length, NULL);

  memset (bytes, 'x', length);
  g_free (bytes);
  g_assert_true (csms_frame_ref (frame) == frame);
  csms_frame_unref (frame);
  g_assert_cmpstr (csms_frame_get_error_message (frame), ==, "internal");
  csms_frame_unref (frame);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame/envelopes", test_envelopes);
  g_test_add_func ("/frame/errors", test_errors);
  g_test_add_func ("/frame/owns-its-bytes", test_owns_its_bytes);
  return g_test_run ();
}
