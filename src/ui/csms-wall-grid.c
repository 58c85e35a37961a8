/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-wall-grid.h"

#include "csms-text-scale.h"
#include "csms-wall-tile.h"

#define SPACING 12

struct _CsmsWallGrid
{
  GtkWidget parent_instance;

  /* Owned */
  GListModel *stations;
  GPtrArray *tiles;             /* of CsmsWallTile, children */
  guint columns;
  guint rows;
  guint n_hidden;
  guint tick_id;
};

enum
{
  PROP_N_HIDDEN = 1,
  N_PROPS
};

/* From across a hall, across a room, at a desk. */
static const struct {
  int width;
  int height;
  const char *style;
} sizes[] = {
  { 420, 210, "wall-large" },
  { 300, 150, "wall-medium" },
  { 210, 108, "wall-small" },
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsWallGrid, csms_wall_grid, GTK_TYPE_WIDGET)

static guint
count_fitting (int room, double size)
{
  return MAX ((guint) ((room + SPACING) / (size + SPACING)), 1);
}

static gsize
choose_size (guint n, int width, int height, double scale, guint *columns, guint *rows)
{
  gsize i = 0;

  do
    {
      *columns = count_fitting (width, sizes[i].width * scale);
      *rows = count_fitting (height, sizes[i].height * scale);
    }
  while ((guint64) *columns * *rows < n && ++i < G_N_ELEMENTS (sizes));
  return MIN (i, G_N_ELEMENTS (sizes) - 1);
}

int
csms_wall_grid_fit (guint n, int width, int height, double scale, guint *columns, guint *rows)
{
  return (int) (sizes[choose_size (n, width, height, scale, columns, rows)].width * scale);
}

static void
set_style (CsmsWallGrid *self, gsize size)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      if (i == size)
        gtk_widget_add_css_class (GTK_WIDGET (self), sizes[i].style);
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self), sizes[i].style);
    }
}

static void
keep_tiles (CsmsWallGrid *self, guint n)
{
  while (self->tiles->len > n)
    gtk_widget_unparent (g_ptr_array_steal_index (self->tiles, self->tiles->len - 1));
  while (self->tiles->len < n)
    {
      CsmsWallTile *tile = csms_wall_tile_new ();

      g_ptr_array_add (self->tiles, tile);
      gtk_widget_set_parent (GTK_WIDGET (tile), GTK_WIDGET (self));
    }
}

static void
fill (CsmsWallGrid *self)
{
  guint n = self->stations != NULL ? g_list_model_get_n_items (self->stations) : 0;
  guint n_shown;

  /* No room has been given yet; it will be, and this comes again. */
  if (gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return;
  set_style (self, choose_size (n, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                                csms_text_scale (GTK_WIDGET (self)), &self->columns, &self->rows));
  n_shown = MIN (n, self->columns * self->rows);
  keep_tiles (self, n_shown);
  for (guint i = 0; i < n_shown; i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (self->stations, i);

      csms_wall_tile_set_station (self->tiles->pdata[i], station);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (self->n_hidden == n - n_shown)
    return;
  self->n_hidden = n - n_shown;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_HIDDEN]);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CsmsWallGrid *self = CSMS_WALL_GRID (widget);

  self->tick_id = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

/* At the next frame, once for however many changes; tiles are not made while room is being given out. */
static void
fill_soon (CsmsWallGrid *self)
{
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

/* It takes what room there is, and asks for one tile's. */
static void
csms_wall_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  gsize smallest = G_N_ELEMENTS (sizes) - 1;

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? sizes[smallest].width : sizes[smallest].height;
  *minimum_baseline = *natural_baseline = -1;
}

static void
csms_wall_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CsmsWallGrid *self = CSMS_WALL_GRID (widget);
  guint n = self->stations != NULL ? g_list_model_get_n_items (self->stations) : 0;
  guint columns, rows;
  double scale = csms_text_scale (widget);
  gsize size = choose_size (n, width, height, scale, &columns, &rows);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int tile_width = (width - (int) (columns - 1) * SPACING) / (int) columns;
  int tile_height = (int) (sizes[size].height * scale);

  if (columns != self->columns || rows != self->rows)
    fill_soon (self);
  for (guint i = 0; i < self->tiles->len; i++)
    {
      int column = (int) (i % columns);
      GtkAllocation place = { 0, (int) (i / columns) * (tile_height + SPACING), tile_width, tile_height };
      int min_width, min_height;

      place.x = (rtl ? (int) columns - 1 - column : column) * (tile_width + SPACING);
      gtk_widget_measure (self->tiles->pdata[i], GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
      place.width = MAX (place.width, min_width);
      gtk_widget_measure (self->tiles->pdata[i], GTK_ORIENTATION_VERTICAL, place.width, &min_height, NULL, NULL, NULL);
      place.height = MAX (place.height, min_height);
      gtk_widget_size_allocate (self->tiles->pdata[i], &place, -1);
    }
}

static void
csms_wall_grid_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_N_HIDDEN)
    g_value_set_uint (value, CSMS_WALL_GRID (object)->n_hidden);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
csms_wall_grid_dispose (GObject *object)
{
  CsmsWallGrid *self = CSMS_WALL_GRID (object);

  csms_wall_grid_set_stations (self, NULL);
  keep_tiles (self, 0);
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;

  G_OBJECT_CLASS (csms_wall_grid_parent_class)->dispose (object);
}

static void
csms_wall_grid_finalize (GObject *object)
{
  g_ptr_array_unref (CSMS_WALL_GRID (object)->tiles);
  G_OBJECT_CLASS (csms_wall_grid_parent_class)->finalize (object);
}

static void
csms_wall_grid_class_init (CsmsWallGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_wall_grid_get_property;
  object_class->dispose = csms_wall_grid_dispose;
  object_class->finalize = csms_wall_grid_finalize;
  widget_class->measure = csms_wall_grid_measure;
  widget_class->size_allocate = csms_wall_grid_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);

  properties[PROP_N_HIDDEN] = g_param_spec_uint ("n-hidden", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
csms_wall_grid_init (CsmsWallGrid *self)
{
  self->tiles = g_ptr_array_new ();
  csms_text_scale_notify (GTK_WIDGET (self), G_CALLBACK (fill_soon));
}

void
csms_wall_grid_set_stations (CsmsWallGrid *self, GListModel *stations)
{
  g_return_if_fail (CSMS_IS_WALL_GRID (self));
  g_return_if_fail (stations == NULL || G_IS_LIST_MODEL (stations));

  if (self->stations != NULL)
    g_signal_handlers_disconnect_by_func (self->stations, fill_soon, self);
  g_set_object (&self->stations, stations);
  if (stations != NULL)
    g_signal_connect_object (stations, "items-changed", G_CALLBACK (fill_soon), self, G_CONNECT_SWAPPED);
  if (!gtk_widget_in_destruction (GTK_WIDGET (self)))
    fill_soon (self);
}

guint
csms_wall_grid_get_n_hidden (CsmsWallGrid *self)
{
  g_return_val_if_fail (CSMS_IS_WALL_GRID (self), 0);

  return self->n_hidden;
}
