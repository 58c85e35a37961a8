/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * csms_column_order_add:
 * @id: what csms_column_order_get() will say of @column; not negative
 *
 * Makes the title of @column clickable, without ever comparing two items by it. Main thread.
 */
void csms_column_order_add (GtkColumnViewColumn *column, int id);

/**
 * csms_column_order_get:
 * @id: (out): the column whose title was clicked last, -1 for none
 * @descending: (out)
 *
 * GTK tells this itself only from 4.10 on. Its sorter is asked to compare a probe, and the first column asked for its opinion
 * is the one that counts.
 */
void csms_column_order_get (GtkColumnView *view, int *id, gboolean *descending);

/**
 * csms_column_order_insert:
 *
 * Puts a new column into @view. Inserted between others, GTK would leave its cells behind all others in the rows that are there
 * already; keys and screen readers go by the order of the cells.
 */
void csms_column_order_insert (GtkColumnView *view, guint position, GtkColumnViewColumn *column);

/**
 * csms_column_order_show:
 * @columns: (array length=n): columns of @view, in the order in which they stand
 * @shown: (array length=n): which of them are to be seen
 *
 * Shows some columns and hides the others, their cells in that order too. Hidden ones are kept at the end, for GTK counts the
 * cells that there are.
 */
void csms_column_order_show (GtkColumnView *view, GtkColumnViewColumn *const *columns, const gboolean *shown, guint n);

/** csms_column_title_align_end: puts the title over the right-aligned cells below it, the sort arrow before it; once the view is rooted */
void csms_column_title_align_end (GtkColumnView *view, GtkColumnViewColumn *column);

/** csms_column_title_measure: Returns: the width in px that the whole title takes, with the sort arrow; 0 before the view is rooted */
int csms_column_title_measure (GtkColumnView *view, GtkColumnViewColumn *column);

/** csms_column_title_ellipsize: a title too long for the fixed width of its column ends in "…"; once the view is rooted */
void csms_column_title_ellipsize (GtkColumnView *view, GtkColumnViewColumn *column);

G_END_DECLS
