/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event.h"

struct _CsmsEvent
{
  GObject parent_instance;

  /* owned */
  CsmsEventRecord *record;

  CsmsEventOrigin origin;
};

G_DEFINE_FINAL_TYPE (CsmsEvent, csms_event, G_TYPE_OBJECT)

static void
csms_event_finalize (GObject *object)
{
  CsmsEvent *self = CSMS_EVENT (object);

  g_clear_pointer (&self->record, csms_event_record_unref);

  G_OBJECT_CLASS (csms_event_parent_class)->finalize (object);
}

static void
csms_event_class_init (CsmsEventClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_event_finalize;
}

static void
csms_event_init (CsmsEvent *self)
{
}

CsmsEvent *
csms_event_new (CsmsEventRecord *record,
                CsmsEventOrigin  origin)
{
  CsmsEvent *self;

  g_return_val_if_fail (record != NULL, NULL);

  self = g_object_new (CSMS_TYPE_EVENT, NULL);
  self->record = csms_event_record_ref (record);
  self->origin = origin;
  return self;
}

const CsmsEventRecord *
csms_event_get_record (CsmsEvent *self)
{
  g_return_val_if_fail (CSMS_IS_EVENT (self), NULL);
  return self->record;
}

CsmsEventOrigin
csms_event_get_origin (CsmsEvent *self)
{
  g_return_val_if_fail (CSMS_IS_EVENT (self), CSMS_EVENT_PUSHED);
  return self->origin;
}
