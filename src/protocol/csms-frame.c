/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-frame-private.h"

#include "csms-json-private.h"
#include "csms-records-private.h"

struct _CsmsFrame {
  gatomicrefcount ref_count;
  CsmsFrameKind kind;

  /* Of an answer. */
  CsmsJson *json;
  const CsmsJsonNode *result;   /* borrowed from json */
  char *id;
  int error_code;
  char *error_message;
  char *correlation_id;

  /* Of an event. */
  CsmsEventRecord *event;
};

static int
read_code (const CsmsJsonNode *node)
{
  gint64 code = 0;

  return csms_json_node_get_int64 (node, &code) && code >= 0 && code <= G_MAXINT ? (int) code : 0;
}

/* `error` is an object in the published shape and a string in those seen beside it. */
static void
read_error (CsmsFrame          *self,
            const CsmsJsonNode *error)
{
  gboolean is_object = csms_json_node_get_type (error) == CSMS_JSON_OBJECT;

  self->kind = CSMS_FRAME_ERROR;
  if (!is_object)
    {
      self->error_message = csms_json_node_dup_text (error);
      return;
    }

  self->error_code = read_code (csms_json_get (error, "code"));
  self->error_message = csms_json_dup_text (error, "message");
  self->correlation_id = csms_json_dup_text (error, "correlationId");
}

static gboolean
is_present (const CsmsJsonNode *node)
{
  CsmsJsonType type = csms_json_node_get_type (node);

  return type != CSMS_JSON_ABSENT && type != CSMS_JSON_NULL;
}

/* {id, status: INT, data?, error?}: what an old-style request, or one whose id is no string, is answered with. */
static gboolean
read_legacy (CsmsFrame          *self,
             const CsmsJsonNode *root)
{
  const CsmsJsonNode *status = csms_json_get (root, "status");
  const CsmsJsonNode *error = csms_json_get (root, "error");

  if (csms_json_node_get_type (status) != CSMS_JSON_NUMBER)
    return FALSE;

  self->kind = CSMS_FRAME_REPLY;
  self->result = csms_json_get (root, "data");
  if (is_present (error) || read_code (status) >= 400)
    read_error (self, error);
  if (self->kind == CSMS_FRAME_ERROR && self->error_code == 0)
    self->error_code = read_code (status);
  return TRUE;
}

static gboolean
read_answer (CsmsFrame          *self,
             const CsmsJsonNode *root)
{
  const CsmsJsonNode *soft_error = NULL;

  self->id = csms_json_dup_text (root, "id");
  if (self->id == NULL)
    return FALSE;
  if (read_legacy (self, root))
    return TRUE;

  if (is_present (csms_json_get (root, "error")))
    {
      read_error (self, csms_json_get (root, "error"));
      return TRUE;
    }

  self->result = csms_json_get (root, "result");
  if (self->result == NULL)
    return FALSE;

  self->kind = CSMS_FRAME_REPLY;
  soft_error = csms_json_get (self->result, "error");
  if (csms_json_node_get_type (soft_error) == CSMS_JSON_STRING && !csms_json_node_equals (soft_error, "", 0))
    {
      read_error (self, soft_error);
      self->correlation_id = csms_json_dup_text (self->result, "correlationId");
    }
  return TRUE;
}

CsmsFrame *
csms_frame_decode (const char  *data,
                   gsize        length,
                   GError     **error)
{
  g_autoptr (CsmsJson) json = csms_json_parse (data, length, CSMS_FRAME_MAX_BYTES, error);
  const CsmsJsonNode *root = NULL;
  CsmsFrame *self = NULL;

  if (json == NULL)
    return NULL;

  root = csms_json_get_root (json);
  self = g_new0 (CsmsFrame, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->kind = CSMS_FRAME_FOREIGN;

  if (read_answer (self, root))
    {
      self->json = g_steal_pointer (&json);
    }
  else
    {
      g_clear_pointer (&self->id, g_free);
      self->event = csms_event_record_new_from_json (root);
      if (self->event != NULL)
        self->kind = CSMS_FRAME_EVENT;
    }

  return self;
}

CsmsFrame *
csms_frame_ref (CsmsFrame *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
csms_frame_unref (CsmsFrame *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->json, csms_json_free);
  g_clear_pointer (&self->event, csms_event_record_unref);
  g_free (self->id);
  g_free (self->error_message);
  g_free (self->correlation_id);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (CsmsFrame, csms_frame, csms_frame_ref, csms_frame_unref)

CsmsFrameKind
csms_frame_get_kind (const CsmsFrame *self)
{
  return self->kind;
}

const char *
csms_frame_get_id (const CsmsFrame *self)
{
  return self->id;
}

const CsmsJsonNode *
csms_frame_get_result (const CsmsFrame *self)
{
  return self->result;
}

int
csms_frame_get_error_code (const CsmsFrame *self)
{
  return self->error_code;
}

const char *
csms_frame_get_error_message (const CsmsFrame *self)
{
  return self->error_message;
}

const char *
csms_frame_get_correlation_id (const CsmsFrame *self)
{
  return self->correlation_id;
}

CsmsEventRecord *
csms_frame_get_event (const CsmsFrame *self)
{
  return self->event;
}
