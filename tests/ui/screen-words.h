/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What a window says, in a run whose texts are all disguised (see test-pseudo.py): words that are plain English come from no
 * catalogue, unless they are data, and a text that has too little room is cut.
 */
typedef struct {
  GHashTable *data;
  GHashTable *seen;
  GRegex *ids;
  GPtrArray *wrong;
  const char *place;
  guint n_labels;
} ScreenWords;

void screen_words_init (ScreenWords *self);
void screen_words_clear (ScreenWords *self);

/** screen_words_allow: @text: (nullable): foreign text; its words may stand on screen as they are */
void screen_words_allow (ScreenWords *self, const char *text);

/** screen_words_allow_whole: just this text may, not its words elsewhere */
void screen_words_allow_whole (ScreenWords *self, const char *text);

/** screen_words_look: reads all that is on screen now below @root, which stands at @place, and notes what is wrong in `wrong`, once each */
void screen_words_look (ScreenWords *self, GtkWidget *root, const char *place);

G_END_DECLS
