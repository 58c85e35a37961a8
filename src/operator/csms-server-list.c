/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-server-private.h"

#include "csms-settings.h"

struct _CsmsServerList {
  GObject parent_instance;

  GSettings *settings;
  GPtrArray *servers;           /* of CsmsServer, in the order of the key `servers` */
  CsmsServer *active;           /* one of them, or NULL */
  gboolean writing;             /* our own change is on its way back as a signal */
};

enum {
  PROP_0,
  PROP_ACTIVE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GType
csms_server_list_get_item_type (GListModel *model)
{
  return CSMS_TYPE_SERVER;
}

static guint
csms_server_list_get_n_items (GListModel *model)
{
  return CSMS_SERVER_LIST (model)->servers->len;
}

static gpointer
csms_server_list_get_item (GListModel *model, guint position)
{
  CsmsServerList *self = CSMS_SERVER_LIST (model);

  return position < self->servers->len ? g_object_ref (self->servers->pdata[position]) : NULL;
}

static void
csms_server_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = csms_server_list_get_item_type;
  iface->get_n_items = csms_server_list_get_n_items;
  iface->get_item = csms_server_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CsmsServerList, csms_server_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, csms_server_list_model_init))

static CsmsServer *
find (CsmsServerList *self, const char *url)
{
  for (guint i = 0; i < self->servers->len; i++)
    if (g_str_equal (csms_server_get_url (self->servers->pdata[i]), url))
      return self->servers->pdata[i];
  return NULL;
}

static CsmsServer *
append (CsmsServerList *self, const char *url)
{
  g_autoptr (GSettings) child = csms_settings_new_server (url, NULL);
  CsmsServer *server = csms_server_new_saved (url, child);

  g_ptr_array_add (self->servers, server);
  g_list_model_items_changed (G_LIST_MODEL (self), self->servers->len - 1, 0, 1);
  return server;
}

static void
take_active (CsmsServerList *self, CsmsServer *server)
{
  if (g_set_object (&self->active, server))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACTIVE]);
}

static void
drop_at (CsmsServerList *self, guint position)
{
  g_autoptr (CsmsServer) server = g_object_ref (self->servers->pdata[position]);

  if (self->active == server)
    take_active (self, NULL);
  g_ptr_array_remove_index (self->servers, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
read_active (CsmsServerList *self)
{
  g_autofree char *url = g_settings_get_string (self->settings, "active-server");

  take_active (self, *url != '\0' ? find (self, url) : NULL);
}

/* The order of what stays is not changed: nothing shows it but the order of adding. */
static void
read_servers (CsmsServerList *self)
{
  g_auto (GStrv) urls = g_settings_get_strv (self->settings, "servers");

  for (guint i = self->servers->len; i-- > 0;)
    if (!g_strv_contains ((const char *const *) urls, csms_server_get_url (self->servers->pdata[i])))
      drop_at (self, i);
  for (guint i = 0; urls[i] != NULL; i++)
    if (*urls[i] != '\0' && find (self, urls[i]) == NULL)
      append (self, urls[i]);
}

static void
on_settings_changed (CsmsServerList *self, const char *key)
{
  if (self->writing)
    return;
  if (g_str_equal (key, "servers"))
    {
      read_servers (self);
      read_active (self);
    }
  else if (g_str_equal (key, "active-server"))
    read_active (self);
}

static void
write_all (CsmsServerList *self)
{
  g_autoptr (GPtrArray) urls = g_ptr_array_new ();

  for (guint i = 0; i < self->servers->len; i++)
    g_ptr_array_add (urls, (gpointer) csms_server_get_url (self->servers->pdata[i]));
  g_ptr_array_add (urls, NULL);
  self->writing = TRUE;
  g_settings_set_strv (self->settings, "servers", (const char *const *) urls->pdata);
  g_settings_set_string (self->settings, "active-server", self->active != NULL ? csms_server_get_url (self->active) : "");
  self->writing = FALSE;
  g_settings_sync ();
}

static void
csms_server_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ACTIVE)
    g_value_set_object (value, CSMS_SERVER_LIST (object)->active);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
csms_server_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ACTIVE)
    csms_server_list_set_active (CSMS_SERVER_LIST (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
csms_server_list_dispose (GObject *object)
{
  CsmsServerList *self = CSMS_SERVER_LIST (object);

  g_clear_object (&self->active);
  g_ptr_array_set_size (self->servers, 0);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (csms_server_list_parent_class)->dispose (object);
}

static void
csms_server_list_finalize (GObject *object)
{
  g_ptr_array_unref (CSMS_SERVER_LIST (object)->servers);
  G_OBJECT_CLASS (csms_server_list_parent_class)->finalize (object);
}

static void
csms_server_list_class_init (CsmsServerListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = csms_server_list_get_property;
  object_class->set_property = csms_server_list_set_property;
  object_class->dispose = csms_server_list_dispose;
  object_class->finalize = csms_server_list_finalize;

  props[PROP_ACTIVE] = g_param_spec_object ("active", NULL, NULL, CSMS_TYPE_SERVER,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
csms_server_list_init (CsmsServerList *self)
{
  self->servers = g_ptr_array_new_with_free_func (g_object_unref);
}

CsmsServerList *
csms_server_list_new (GSettings *settings)
{
  CsmsServerList *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CSMS_TYPE_SERVER_LIST, NULL);
  self->settings = g_object_ref (settings);
  read_servers (self);
  read_active (self);
  g_signal_connect_object (settings, "changed", G_CALLBACK (on_settings_changed), self, G_CONNECT_SWAPPED);
  return self;
}

CsmsServer *
csms_server_list_add (CsmsServerList *self, const char *url, const char *name)
{
  CsmsServer *server;

  g_return_val_if_fail (CSMS_IS_SERVER_LIST (self), NULL);
  g_return_val_if_fail (url != NULL && *url != '\0', NULL);

  server = find (self, url);
  if (server == NULL)
    {
      server = append (self, url);
      write_all (self);
    }
  if (name != NULL && *name != '\0')
    csms_server_set_name (server, name);
  return server;
}

void
csms_server_list_remove (CsmsServerList *self, CsmsServer *server)
{
  g_autoptr (CsmsServer) kept = NULL;
  guint position;

  g_return_if_fail (CSMS_IS_SERVER_LIST (self));
  g_return_if_fail (CSMS_IS_SERVER (server));

  if (!g_ptr_array_find (self->servers, server, &position))
    return;
  kept = g_object_ref (server);
  drop_at (self, position);
  write_all (self);
  csms_server_forget (kept);
}

CsmsServer *
csms_server_list_get_active (CsmsServerList *self)
{
  g_return_val_if_fail (CSMS_IS_SERVER_LIST (self), NULL);

  return self->active;
}

void
csms_server_list_set_active (CsmsServerList *self, CsmsServer *server)
{
  g_return_if_fail (CSMS_IS_SERVER_LIST (self));
  g_return_if_fail (server == NULL || g_ptr_array_find (self->servers, server, NULL));

  if (self->active == server)
    return;
  take_active (self, server);
  write_all (self);
}
