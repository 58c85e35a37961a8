/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsmsLookAlong: how a drawing along time is looked at, one thing on it after the other: with the pointer, with the arrow keys, Home and
 * End, and no more with Escape. The things are counted from 0; -1 is none of them. Of a class of widgets; main thread.
 */
typedef struct {
  int (*find) (GtkWidget *widget, double x);  /* what is there, at @x pixels from the left; may be -1 */
  int (*get_last) (GtkWidget *widget);        /* -1: it is empty */
  int (*get_at) (GtkWidget *widget);          /* what is looked at */
  void (*look) (GtkWidget *widget, int at);
} CsmsLookAlong;

/** csms_look_along_class_init: @how: static; for class_init */
void csms_look_along_class_init (GtkWidgetClass *klass, const CsmsLookAlong *how);

/** csms_look_along_init: for the init of each widget of such a class: it can have the focus, and follows the pointer */
void csms_look_along_init (GtkWidget *widget);

/** csms_look_along_move: as that many presses of an arrow key, negative to the left; from nowhere to the newest, at the end */
void csms_look_along_move (GtkWidget *widget, int steps);

/**
 * csms_look_along_tell: to assistive technology, if it is something else than before
 * @told: (inout): what was told last; freed by the caller
 * @text: (transfer full)
 */
void csms_look_along_tell (GtkWidget *widget, GtkAccessibleProperty property, char **told, char *text);

G_END_DECLS
