/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-traffic.h"

#define FRAMES_KEPT 1000

struct _CsmsSimTraffic
{
  GObject parent_instance;

  /* owned */
  GHashTable *requests;
  GQueue frames;

  guint n_frames;
};

G_DEFINE_FINAL_TYPE (CsmsSimTraffic, csms_sim_traffic, G_TYPE_OBJECT)

static void
csms_sim_traffic_finalize (GObject *object)
{
  CsmsSimTraffic *self = CSMS_SIM_TRAFFIC (object);

  g_clear_pointer (&self->requests, g_hash_table_unref);
  g_queue_clear_full (&self->frames, g_free);
  G_OBJECT_CLASS (csms_sim_traffic_parent_class)->finalize (object);
}

static void
csms_sim_traffic_class_init (CsmsSimTrafficClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_sim_traffic_finalize;
}

static void
csms_sim_traffic_init (CsmsSimTraffic *self)
{
  self->requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->frames);
}

CsmsSimTraffic *
csms_sim_traffic_new (void)
{
  return g_object_new (CSMS_TYPE_SIM_TRAFFIC, NULL);
}

void
csms_sim_traffic_note_frame (CsmsSimTraffic *self,
                             const char     *text,
                             gsize           length)
{
  g_return_if_fail (CSMS_IS_SIM_TRAFFIC (self));

  self->n_frames++;
  g_queue_push_tail (&self->frames, g_strndup (text, length));
  if (self->frames.length > FRAMES_KEPT)
    g_free (g_queue_pop_head (&self->frames));
}

void
csms_sim_traffic_note_request (CsmsSimTraffic *self,
                               const char     *action)
{
  guint n;

  g_return_if_fail (CSMS_IS_SIM_TRAFFIC (self));

  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->requests, action));
  g_hash_table_replace (self->requests, g_strdup (action), GUINT_TO_POINTER (n + 1));
}

guint
csms_sim_traffic_count (CsmsSimTraffic *self,
                        const char     *action)
{
  g_return_val_if_fail (CSMS_IS_SIM_TRAFFIC (self), 0);

  if (action == NULL)
    return self->n_frames;
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->requests, action));
}

char **
csms_sim_traffic_dup_frames (CsmsSimTraffic *self)
{
  g_autoptr (GStrvBuilder) frames = g_strv_builder_new ();

  g_return_val_if_fail (CSMS_IS_SIM_TRAFFIC (self), NULL);

  for (GList *link = self->frames.head; link != NULL; link = link->next)
    g_strv_builder_add (frames, link->data);
  return g_strv_builder_end (frames);
}
