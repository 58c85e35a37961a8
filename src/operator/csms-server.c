/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-server-private.h"

#include "csms-secrets.h"

/* GSettings are written at most this often; dconf keeps nothing of it before a sync. */
#define WRITE_INTERVAL_MS 1000

struct _CsmsServer {
  GObject parent_instance;

  char *url;
  char *authority;
  char *name;
  gboolean passing;
  gboolean ephemeral;
  char *passing_key;
  CsmsTrust *trust;

  GSettings *settings;          /* NULL: nothing outlasts this run */

  char *last_event_id;
  char *session_id;
  gint64 session_started_ms;
  gboolean event_pending;
  gboolean session_pending;
  guint write_source;
};

enum {
  PROP_0,
  PROP_URL,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsServer, csms_server, G_TYPE_OBJECT)

static void
replace (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

static void
write_pending (CsmsServer *self)
{
  g_clear_handle_id (&self->write_source, g_source_remove);
  if (self->settings == NULL || (!self->event_pending && !self->session_pending))
    return;
  if (self->event_pending)
    g_settings_set_string (self->settings, "last-event-id", self->last_event_id);
  if (self->session_pending)
    {
      g_settings_set_string (self->settings, "session-id", self->session_id != NULL ? self->session_id : "");
      g_settings_set_int64 (self->settings, "session-started", self->session_started_ms);
    }
  self->event_pending = self->session_pending = FALSE;
  g_settings_sync ();
}

static gboolean
on_write_due (gpointer data)
{
  CsmsServer *self = data;

  self->write_source = 0;
  write_pending (self);
  return G_SOURCE_REMOVE;
}

static void
queue_write (CsmsServer *self)
{
  if (self->settings != NULL && self->write_source == 0)
    self->write_source = g_timeout_add (WRITE_INTERVAL_MS, on_write_due, self);
}

static void
take_name (CsmsServer *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  replace (&self->name, name);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NAME]);
}

/* csmsctl or a second console may have changed it. */
static void
on_settings_changed (CsmsServer *self, const char *key)
{
  g_autofree char *name = NULL;

  if (!g_str_equal (key, "name"))
    return;
  name = g_settings_get_string (self->settings, "name");
  take_name (self, name);
}

static void
csms_server_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CsmsServer *self = CSMS_SERVER (object);

  switch (id)
    {
    case PROP_URL:
      g_value_set_string (value, self->url);
      break;
    case PROP_NAME:
      g_value_set_string (value, csms_server_get_name (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
csms_server_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CsmsServer *self = CSMS_SERVER (object);

  switch (id)
    {
    case PROP_NAME:
      csms_server_set_name (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
csms_server_dispose (GObject *object)
{
  CsmsServer *self = CSMS_SERVER (object);

  write_pending (self);
  g_clear_object (&self->trust);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (csms_server_parent_class)->dispose (object);
}

static void
csms_server_finalize (GObject *object)
{
  CsmsServer *self = CSMS_SERVER (object);

  g_free (self->url);
  g_free (self->authority);
  g_free (self->name);
  g_free (self->last_event_id);
  g_free (self->session_id);
  csms_key_free (self->passing_key);
  G_OBJECT_CLASS (csms_server_parent_class)->finalize (object);
}

static void
csms_server_class_init (CsmsServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = csms_server_get_property;
  object_class->set_property = csms_server_set_property;
  object_class->dispose = csms_server_dispose;
  object_class->finalize = csms_server_finalize;

  props[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, flags | G_PARAM_READABLE);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags | G_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
csms_server_init (CsmsServer *self)
{
}

static CsmsServer *
new_server (const char *url, GSettings *settings)
{
  CsmsServer *self = g_object_new (CSMS_TYPE_SERVER, NULL);

  self->url = g_strdup (url);
  self->authority = csms_address_dup_authority (url);
  self->trust = csms_trust_new (settings);
  self->last_event_id = g_strdup ("");
  return self;
}

CsmsServer *
csms_server_new_passing (const char *url, const char *api_key)
{
  CsmsServer *self;

  g_return_val_if_fail (url != NULL, NULL);

  self = new_server (url, NULL);
  self->passing = TRUE;
  self->passing_key = csms_key_dup (api_key);
  return self;
}

CsmsServer *
csms_server_new_saved (const char *url, GSettings *settings)
{
  CsmsServer *self;

  g_return_val_if_fail (url != NULL, NULL);

  self = new_server (url, settings);
  if (settings == NULL)
    return self;
  self->settings = g_object_ref (settings);
  g_settings_set_string (settings, "url", url);
  self->name = g_settings_get_string (settings, "name");
  g_free (self->last_event_id);
  self->last_event_id = g_settings_get_string (settings, "last-event-id");
  g_signal_connect_object (settings, "changed", G_CALLBACK (on_settings_changed), self, G_CONNECT_SWAPPED);
  return self;
}

void
csms_server_forget (CsmsServer *self)
{
  static const char *const keys[] = { "url", "name", "session-id", "session-started", "last-event-id" };

  g_return_if_fail (CSMS_IS_SERVER (self));

  g_clear_handle_id (&self->write_source, g_source_remove);
  self->event_pending = self->session_pending = FALSE;
  csms_trust_forget (self->trust);
  if (self->settings != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->settings, self);
      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        g_settings_reset (self->settings, keys[i]);
      g_settings_sync ();
      g_clear_object (&self->settings);
    }
  if (!self->passing)
    csms_secrets_forget (self->url);
}

const char *
csms_server_get_url (CsmsServer *self)
{
  g_return_val_if_fail (CSMS_IS_SERVER (self), NULL);

  return self->url;
}

const char *
csms_server_get_name (CsmsServer *self)
{
  g_return_val_if_fail (CSMS_IS_SERVER (self), NULL);

  return self->name != NULL && *self->name != '\0' ? self->name : self->authority;
}

void
csms_server_set_name (CsmsServer *self, const char *name)
{
  g_return_if_fail (CSMS_IS_SERVER (self));

  if (name == NULL)
    name = "";
  take_name (self, name);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "name", name);
}

gboolean
csms_server_is_passing (CsmsServer *self)
{
  g_return_val_if_fail (CSMS_IS_SERVER (self), FALSE);

  return self->passing;
}

gboolean
csms_server_is_ephemeral (CsmsServer *self)
{
  g_return_val_if_fail (CSMS_IS_SERVER (self), FALSE);

  return self->ephemeral;
}

void
csms_server_set_ephemeral (CsmsServer *self, gboolean ephemeral)
{
  g_return_if_fail (CSMS_IS_SERVER (self));

  self->ephemeral = ephemeral;
}

CsmsTrust *
csms_server_get_trust (CsmsServer *self)
{
  g_return_val_if_fail (CSMS_IS_SERVER (self), NULL);

  return self->trust;
}

const char *
csms_server_get_last_event_id (CsmsServer *self)
{
  g_return_val_if_fail (CSMS_IS_SERVER (self), NULL);

  return *self->last_event_id != '\0' ? self->last_event_id : NULL;
}

void
csms_server_remember_event (CsmsServer *self, const char *event_id)
{
  g_return_if_fail (CSMS_IS_SERVER (self));
  g_return_if_fail (event_id != NULL);

  if (g_str_equal (self->last_event_id, event_id))
    return;
  replace (&self->last_event_id, event_id);
  self->event_pending = TRUE;
  queue_write (self);
}

void
csms_server_remember_session (CsmsServer *self, const char *session_id, gint64 started_ms)
{
  g_return_if_fail (CSMS_IS_SERVER (self));

  if (g_strcmp0 (self->session_id, session_id) == 0 && self->session_started_ms == started_ms)
    return;
  replace (&self->session_id, session_id);
  self->session_started_ms = started_ms;
  self->session_pending = TRUE;
  queue_write (self);
}

void
csms_server_flush (CsmsServer *self)
{
  g_return_if_fail (CSMS_IS_SERVER (self));

  write_pending (self);
}

const char *
csms_server_get_passing_key (CsmsServer *self)
{
  return self->passing_key;
}

void
csms_server_set_passing_key (CsmsServer *self, const char *api_key)
{
  csms_key_free (self->passing_key);
  self->passing_key = csms_key_dup (api_key);
}
