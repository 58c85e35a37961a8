/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "news-desk.h"

void
desk_init (Desk *desk)
{
  desk->policy = csms_news_policy_new ();
  desk->rules = (CsmsNewsRules) { .kinds = ALL, .offline_ms = 2 * MINUTE, .connection_ms = MINUTE };
  desk->now_ms = 1000 * MINUTE;
  desk->said = g_ptr_array_new_with_free_func (g_free);
  csms_news_policy_set_live (desk->policy, TRUE);
}

void
desk_clear (Desk *desk)
{
  csms_news_policy_free (desk->policy);
  g_ptr_array_unref (desk->said);
}

static void
note (const CsmsNewsDeed *deed, gpointer user_data)
{
  Desk *desk = user_data;
  GString *text = g_string_new (deed->withdraw ? "-" : "");

  g_string_append (text, deed->id);
  for (int kind = 0; !deed->withdraw && kind < CSMS_NEWS_N_KINDS; kind++)
    if (deed->counts != NULL && deed->counts[kind] > 0)
      g_string_append_printf (text, " %d:%u", kind, deed->counts[kind]);
    else if (deed->counts == NULL && deed->items[kind] != NULL)
      g_string_append_printf (text, " %s", deed->items[kind]->line);
  g_ptr_array_add (desk->said, g_string_free (text, FALSE));
}

void
desk_run (Desk *desk, gint64 later_ms)
{
  desk->now_ms += later_ms;
  desk->next_ms = csms_news_policy_run (desk->policy, &desk->rules, desk->now_ms, note, desk);
}

void
desk_add_full (Desk *desk, CsmsNewsKind kind, const char *station, const char *mark, const char *line, gboolean later)
{
  const CsmsNews news = { .kind = kind, .station_id = station, .mark = mark, .title = "Title", .line = line, .connector_id = 1 };

  csms_news_policy_add (desk->policy, &news, later, desk->now_ms);
}

void
desk_add (Desk *desk, CsmsNewsKind kind, const char *station, const char *line)
{
  desk_add_full (desk, kind, station, NULL, line, FALSE);
}

void
desk_expect_lines (Desk *desk, const char *const *lines)
{
  g_autofree char *wanted = g_strjoinv ("; ", (char **) lines);
  g_autofree char *said = NULL;

  g_ptr_array_add (desk->said, NULL);
  said = g_strjoinv ("; ", (char **) desk->said->pdata);
  g_assert_cmpstr (said, ==, wanted);
  g_ptr_array_set_size (desk->said, 0);
}

void
desk_expect_nothing (Desk *desk)
{
  desk_expect_lines (desk, (const char *[]) { NULL });
}
