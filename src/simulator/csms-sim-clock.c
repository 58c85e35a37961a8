/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-clock.h"

/* Sockets get their turn between timers, however many of those are due. */
#define TIMERS_A_TURN 500

typedef struct
{
  gint64 due_us;
  guint id;
  CsmsSimClockFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Timer;

struct _CsmsSimClock
{
  GObject parent_instance;

  /* owned */
  GMainContext *context;
  GSource *source;
  GTree *by_due;
  GHashTable *by_id;

  gint64 offset_ms;
  guint last_id;
};

G_DEFINE_FINAL_TYPE (CsmsSimClock, csms_sim_clock, G_TYPE_OBJECT)

static int
compare_timers (gconstpointer a,
                gconstpointer b,
                gpointer      unused)
{
  const Timer *left = a;
  const Timer *right = b;

  if (left->due_us != right->due_us)
    return left->due_us < right->due_us ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

static void
timer_free (gpointer data)
{
  Timer *timer = data;

  if (timer->destroy != NULL)
    timer->destroy (timer->data);
  g_free (timer);
}

static Timer *
peek_first (CsmsSimClock *self)
{
  GTreeNode *node = g_tree_node_first (self->by_due);

  return node != NULL ? g_tree_node_key (node) : NULL;
}

static void
rearm (CsmsSimClock *self)
{
  Timer *first = peek_first (self);

  g_source_set_ready_time (self->source, first != NULL ? first->due_us : -1);
}

static void
take_timer (CsmsSimClock *self,
            Timer        *timer)
{
  g_tree_remove (self->by_due, timer);
  g_hash_table_steal (self->by_id, GUINT_TO_POINTER (timer->id));
}

static gboolean
source_dispatch (GSource     *source,
                 GSourceFunc  func,
                 gpointer     data)
{
  return func (data);
}

static gboolean
run_due_timers (gpointer data)
{
  g_autoptr (CsmsSimClock) self = g_object_ref (data);
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < TIMERS_A_TURN; i++)
    {
      Timer *timer = peek_first (self);

      if (timer == NULL || timer->due_us > now)
        break;
      take_timer (self, timer);
      timer->func (timer->data);
      timer_free (timer);
    }
  if (!g_source_is_destroyed (self->source))
    rearm (self);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = { .dispatch = source_dispatch };

static void
csms_sim_clock_dispose (GObject *object)
{
  CsmsSimClock *self = CSMS_SIM_CLOCK (object);
  Timer *timer;

  g_source_destroy (self->source);
  /* One by one: what a timer lets go of may cancel another. */
  while ((timer = peek_first (self)) != NULL)
    {
      take_timer (self, timer);
      timer_free (timer);
    }
  G_OBJECT_CLASS (csms_sim_clock_parent_class)->dispose (object);
}

static void
csms_sim_clock_finalize (GObject *object)
{
  CsmsSimClock *self = CSMS_SIM_CLOCK (object);

  g_clear_pointer (&self->source, g_source_unref);
  g_clear_pointer (&self->by_due, g_tree_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (csms_sim_clock_parent_class)->finalize (object);
}

static void
csms_sim_clock_class_init (CsmsSimClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_sim_clock_dispose;
  object_class->finalize = csms_sim_clock_finalize;
}

static void
csms_sim_clock_init (CsmsSimClock *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->by_due = g_tree_new_full (compare_timers, NULL, NULL, NULL);
  self->by_id = g_hash_table_new_full (NULL, NULL, NULL, timer_free);
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "csms-simulator clock");
  g_source_set_callback (self->source, run_due_timers, self, NULL);
  g_source_attach (self->source, self->context);
}

CsmsSimClock *
csms_sim_clock_new (gint64 offset_ms)
{
  CsmsSimClock *self = g_object_new (CSMS_TYPE_SIM_CLOCK, NULL);

  self->offset_ms = offset_ms;
  return self;
}

gint64
csms_sim_clock_now_ms (CsmsSimClock *self)
{
  g_return_val_if_fail (CSMS_IS_SIM_CLOCK (self), 0);

  return g_get_real_time () / 1000 + self->offset_ms;
}

GMainContext *
csms_sim_clock_get_context (CsmsSimClock *self)
{
  g_return_val_if_fail (CSMS_IS_SIM_CLOCK (self), NULL);

  return self->context;
}

guint
csms_sim_clock_after (CsmsSimClock     *self,
                      guint             ms,
                      CsmsSimClockFunc  func,
                      gpointer          data)
{
  return csms_sim_clock_after_full (self, ms, func, data, NULL);
}

guint
csms_sim_clock_after_full (CsmsSimClock     *self,
                           guint             ms,
                           CsmsSimClockFunc  func,
                           gpointer          data,
                           GDestroyNotify    destroy)
{
  Timer *timer;

  g_return_val_if_fail (CSMS_IS_SIM_CLOCK (self), 0);

  timer = g_new0 (Timer, 1);
  timer->due_us = g_get_monotonic_time () + (gint64) ms * 1000;
  timer->id = ++self->last_id;
  timer->func = func;
  timer->data = data;
  timer->destroy = destroy;
  g_tree_insert (self->by_due, timer, timer);
  g_hash_table_insert (self->by_id, GUINT_TO_POINTER (timer->id), timer);
  if (!g_source_is_destroyed (self->source))
    rearm (self);
  return timer->id;
}

void
csms_sim_clock_cancel (CsmsSimClock *self,
                       guint        *id)
{
  Timer *timer;

  g_return_if_fail (CSMS_IS_SIM_CLOCK (self));

  timer = g_hash_table_lookup (self->by_id, GUINT_TO_POINTER (*id));
  *id = 0;
  if (timer == NULL)
    return;
  take_timer (self, timer);
  timer_free (timer);
  if (!g_source_is_destroyed (self->source))
    rearm (self);
}
