/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-columns.h"

#include <glib/gi18n.h>

/* What the station's column can live with. */
#define STATION_MIN_WIDTH 90
#define STATION_GOOD_WIDTH 200
/* What the energy gives to the status where the two and the station are all there is: "SuspendedEVSE" is the longest word there. */
#define NARROW_SHIFT 12

/* Where there is little room, columns go in the order of @gives_way; 0 stays. Widths are for text of the usual size. */
static const struct {
  const char *nick;
  const char *title;
  int width;
  guint gives_way;
  gboolean number;
} looks[CSMS_TRANSACTION_N_COLUMNS] = {
  [CSMS_TRANSACTION_STATION] = { "station", N_("Station"), 268, 0, FALSE },
  [CSMS_TRANSACTION_CONNECTOR] = { "connector", N_("Connector"), 100, 2, FALSE },
  [CSMS_TRANSACTION_ID_TAG] = { "id-tag", N_("ID tag"), 162, 3, FALSE },
  [CSMS_TRANSACTION_STARTED] = { "started", N_("Started"), 142, 6, FALSE },
  [CSMS_TRANSACTION_DURATION] = { "duration", N_("Duration"), 100, 5, TRUE },
  [CSMS_TRANSACTION_ENERGY] = { "energy", N_("Energy (kWh)"), 116, 0, TRUE },
  [CSMS_TRANSACTION_COST] = { "cost", N_("Cost"), 84, 4, TRUE },
  [CSMS_TRANSACTION_STATUS] = { "status", N_("Status"), 150, 0, FALSE },
  [CSMS_TRANSACTION_REASON] = { "reason", N_("Stop reason"), 138, 1, FALSE },
};

const char *
csms_transaction_columns_get_title (CsmsTransactionColumn column, gboolean compact)
{
  g_return_val_if_fail (column < CSMS_TRANSACTION_N_COLUMNS, NULL);

  if (compact && column == CSMS_TRANSACTION_ENERGY)
    /* Translators: a column's title where there is little room */
    return C_("column", "kWh");
  return _(looks[column].title);
}

gboolean
csms_transaction_columns_is_number (CsmsTransactionColumn column)
{
  g_return_val_if_fail (column < CSMS_TRANSACTION_N_COLUMNS, FALSE);

  return looks[column].number;
}

const char *
csms_transaction_columns_get_nick (CsmsTransactionColumn column)
{
  g_return_val_if_fail (column < CSMS_TRANSACTION_N_COLUMNS, NULL);

  return looks[column].nick;
}

/* Titles are longer in some languages; what they take is the station's, beyond what it needs. */
static int
widen_for_titles (CsmsTransactionColumns *columns, const int *titles, int spare)
{
  int given = 0;

  for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS && spare > given; i++)
    {
      int more = columns->shown[i] && i != CSMS_TRANSACTION_STATION ? titles[i] - columns->width[i] : 0;

      more = CLAMP (more, 0, spare - given);
      columns->width[i] += more;
      given += more;
    }
  return given;
}

void
csms_transaction_columns_arrange (int room, double scale, const gboolean *hidden, const int *titles,
                                  CsmsTransactionColumns *columns)
{
  int wanted = (int) (STATION_GOOD_WIDTH * scale);

  g_return_if_fail (scale > 0);
  g_return_if_fail (columns != NULL);

  columns->last = CSMS_TRANSACTION_STATION;
  for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
    {
      columns->shown[i] = hidden == NULL || !hidden[i];
      columns->width[i] = (int) (looks[i].width * scale);
      wanted += columns->shown[i] && i != CSMS_TRANSACTION_STATION ? columns->width[i] : 0;
    }
  for (guint turn = 1; turn <= CSMS_TRANSACTION_N_COLUMNS && wanted > room; turn++)
    for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
      if (looks[i].gives_way == turn && columns->shown[i])
        {
          columns->shown[i] = FALSE;
          wanted -= columns->width[i];
        }
  for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
    columns->last = columns->shown[i] ? i : columns->last;
  columns->compact = !columns->shown[CSMS_TRANSACTION_STARTED] && (hidden == NULL || !hidden[CSMS_TRANSACTION_STARTED]);
  if (columns->compact)
    {
      columns->width[CSMS_TRANSACTION_STATUS] += (int) (NARROW_SHIFT * scale);
      columns->width[CSMS_TRANSACTION_ENERGY] -= (int) (NARROW_SHIFT * scale);
    }
  if (titles != NULL && !columns->compact)
    wanted += widen_for_titles (columns, titles, room - wanted);
  columns->width[CSMS_TRANSACTION_STATION] = CLAMP (room - wanted + (int) (STATION_GOOD_WIDTH * scale), STATION_MIN_WIDTH,
                                                    columns->width[CSMS_TRANSACTION_STATION]);
}
