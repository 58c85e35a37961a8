/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-timeline-words.h"

#include <glib/gi18n.h>

#include "csms-text.h"

#define MAX_LISTED 40

static const char * const shapes[CSMS_TIMELINE_N_SHAPES] = {
  [CSMS_TIMELINE_CHARGING] = N_("Charging"),
  [CSMS_TIMELINE_OCCUPIED] = N_("Occupied, not charging"),
  [CSMS_TIMELINE_AVAILABLE] = N_("Available"),
  [CSMS_TIMELINE_OUT_OF_USE] = N_("Out of use"),
  [CSMS_TIMELINE_FAULTED] = N_("Faulted"),
  [CSMS_TIMELINE_UNKNOWN] = N_("Unknown: no record"),
};

const char *
csms_timeline_words_shape (CsmsTimelineShape shape)
{
  g_return_val_if_fail ((guint) shape < CSMS_TIMELINE_N_SHAPES, NULL);

  return _(shapes[shape]);
}

char *
csms_timeline_words_segment (const CsmsTimelineSegment *segment, gint64 now_ms)
{
  const char *word;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *duration = NULL;

  g_return_val_if_fail (segment != NULL, NULL);

  word = segment->word != NULL ? segment->word : csms_timeline_words_shape (segment->shape);
  if (segment->open)
    {
      from = csms_text_when (segment->from_ms, now_ms);
      /* Translators: a status, and since when it stands */
      return g_strdup_printf (C_("timeline", "%s since %s"), word, from);
    }
  csms_text_span (segment->from_ms, segment->to_ms, now_ms, &from, &to);
  duration = csms_text_duration (segment->to_ms - segment->from_ms);
  /* Translators: a status, from when to when, and how long that is */
  return g_strdup_printf (_("%s from %s to %s, %s"), word, from, to, duration);
}

char *
csms_timeline_words_totals (CsmsTimeline *timeline)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean told[CSMS_TIMELINE_N_SHAPES] = { FALSE };

  g_return_val_if_fail (timeline != NULL, NULL);

  for (guint i = 0; i < CSMS_TIMELINE_N_SHAPES; i++)
    {
      gint64 longest_ms = 0;
      guint longest = 0;
      g_autofree char *duration = NULL;

      for (guint shape = 0; shape < CSMS_TIMELINE_N_SHAPES; shape++)
        {
          gint64 total_ms = told[shape] ? 0 : csms_timeline_get_total_ms (timeline, shape);

          if (total_ms > longest_ms)
            {
              longest_ms = total_ms;
              longest = shape;
            }
        }
      if (longest_ms == 0)
        break;
      told[longest] = TRUE;
      duration = csms_text_duration (longest_ms);
      if (text->len > 0)
        g_string_append (text, ", ");
      /* Translators: a status and how long it lasted in all */
      g_string_append_printf (text, C_("timeline", "%s %s"), csms_timeline_words_shape (longest), duration);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
csms_timeline_words_list (CsmsTimeline *timeline, gint64 now_ms)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n, listed;
  const CsmsTimelineSegment *segments;

  g_return_val_if_fail (timeline != NULL, NULL);

  segments = csms_timeline_get_segments (timeline, &n);
  listed = MIN (n, MAX_LISTED);
  for (guint i = 0; i < listed; i++)
    {
      g_autofree char *words = csms_timeline_words_segment (&segments[n - 1 - i], now_ms);

      g_string_append_printf (text, "%s%s.", i > 0 ? " " : "", words);
    }
  if (n > listed)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, ngettext ("%u older stretch is left out.", "%u older stretches are left out.", n - listed),
                              n - listed);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
csms_timeline_words_station (GPtrArray *timelines)
{
  gint64 charged_ms = 0, faulted_ms = 0, unknown_ms = 0, whole_ms = 0;
  g_autofree char *charged = NULL;
  g_autofree char *faulted = NULL;

  g_return_val_if_fail (timelines != NULL, NULL);

  for (guint i = 0; i < timelines->len; i++)
    {
      CsmsTimeline *timeline = g_ptr_array_index (timelines, i);

      charged_ms += csms_timeline_get_total_ms (timeline, CSMS_TIMELINE_CHARGING);
      faulted_ms += csms_timeline_get_total_ms (timeline, CSMS_TIMELINE_FAULTED);
      unknown_ms += csms_timeline_get_total_ms (timeline, CSMS_TIMELINE_UNKNOWN);
      whole_ms += csms_timeline_get_to_ms (timeline) - csms_timeline_get_from_ms (timeline);
    }
  charged = csms_text_duration (charged_ms);
  faulted = csms_text_duration (faulted_ms);
  if (whole_ms == unknown_ms)
    return g_strdup (_("No record of the last 24 hours"));
  if (faulted_ms > 0)
    return g_strdup_printf (_("Charging %s, faulted %s in 24 hours"), charged, faulted);
  if (charged_ms > 0)
    return g_strdup_printf (_("Charging %s in 24 hours"), charged);
  return g_strdup (_("No charge in the last 24 hours"));
}
