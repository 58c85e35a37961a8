/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** CsmsNoticeKind: @CSMS_NOTICE_BUSY has a spinner and no colour: nothing is proven yet. */
typedef enum {
  CSMS_NOTICE_BUSY,
  CSMS_NOTICE_SUCCESS,
  CSMS_NOTICE_WARNING,
  CSMS_NOTICE_ERROR,
} CsmsNoticeKind;

/**
 * CsmsNotice:
 *
 * A tinted box in a card: icon, title, body, and up to two buttons, at the right where there is room and below where there is
 * not. Main thread.
 */
#define CSMS_TYPE_NOTICE (csms_notice_get_type ())
G_DECLARE_FINAL_TYPE (CsmsNotice, csms_notice, CSMS, NOTICE, GtkWidget)

/**
 * csms_notice_show:
 * @title: plain text, cleaned by the caller where it is foreign
 * @body: (nullable): more of it
 *
 * Says @title; cheap when nothing changes. The title is also the notice's accessible name.
 */
void csms_notice_show (CsmsNotice *self, CsmsNoticeKind kind, const char *title, const char *body);

/**
 * csms_notice_set_button:
 * @index: 0 or 1
 * @label: (nullable): %NULL takes the button away
 * @action_name: (nullable): the action of a widget above that a click activates
 */
void csms_notice_set_button (CsmsNotice *self, guint index, const char *label, const char *action_name);

/** csms_notice_get_title: Returns: (transfer none): what it says */
const char *csms_notice_get_title (CsmsNotice *self);
/** csms_notice_get_body: Returns: (transfer none): "" for none */
const char *csms_notice_get_body (CsmsNotice *self);
/** csms_notice_get_kind: Returns: how it says it */
CsmsNoticeKind csms_notice_get_kind (CsmsNotice *self);

G_END_DECLS
