/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-trust.h"

struct _CsmsTrust {
  GObject parent_instance;

  GSettings *settings;          /* NULL: nothing outlasts this run */
  char *ca_file;                /* "" none */
  gboolean allow_private;
  gboolean allow_unencrypted;
};

enum {
  PROP_0,
  PROP_ALLOW_PRIVATE,
  PROP_ALLOW_UNENCRYPTED,
  PROP_CA_FILE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsTrust, csms_trust, G_TYPE_OBJECT)

/* Not lost by a program that ends the next moment: dconf only begins to write. */
static void
write_boolean (CsmsTrust *self, const char *key, gboolean value)
{
  if (self->settings == NULL || g_settings_get_boolean (self->settings, key) == value)
    return;
  g_settings_set_boolean (self->settings, key, value);
  g_settings_sync ();
}

static void
take_boolean (CsmsTrust *self, gboolean *field, gboolean value, guint prop)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
take_ca_file (CsmsTrust *self, const char *path)
{
  char *copy;

  if (g_str_equal (self->ca_file, path))
    return;
  copy = g_strdup (path);
  g_free (self->ca_file);
  self->ca_file = copy;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CA_FILE]);
}

static void
set_allow_private (CsmsTrust *self, gboolean allow)
{
  take_boolean (self, &self->allow_private, allow, PROP_ALLOW_PRIVATE);
  write_boolean (self, "allow-private", allow);
}

static void
set_allow_unencrypted (CsmsTrust *self, gboolean allow)
{
  take_boolean (self, &self->allow_unencrypted, allow, PROP_ALLOW_UNENCRYPTED);
  write_boolean (self, "allow-unencrypted", allow);
}

/* A second console may have changed it. */
static void
read_settings (CsmsTrust *self)
{
  g_autofree char *ca_file = g_settings_get_string (self->settings, "ca-file");

  take_boolean (self, &self->allow_private, g_settings_get_boolean (self->settings, "allow-private"), PROP_ALLOW_PRIVATE);
  take_boolean (self, &self->allow_unencrypted, g_settings_get_boolean (self->settings, "allow-unencrypted"), PROP_ALLOW_UNENCRYPTED);
  take_ca_file (self, ca_file);
}

static void
csms_trust_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CsmsTrust *self = CSMS_TRUST (object);

  switch (id)
    {
    case PROP_ALLOW_PRIVATE:
      g_value_set_boolean (value, self->allow_private);
      break;
    case PROP_ALLOW_UNENCRYPTED:
      g_value_set_boolean (value, self->allow_unencrypted);
      break;
    case PROP_CA_FILE:
      g_value_set_string (value, self->ca_file);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
csms_trust_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CsmsTrust *self = CSMS_TRUST (object);

  switch (id)
    {
    case PROP_ALLOW_PRIVATE:
      set_allow_private (self, g_value_get_boolean (value));
      break;
    case PROP_ALLOW_UNENCRYPTED:
      set_allow_unencrypted (self, g_value_get_boolean (value));
      break;
    case PROP_CA_FILE:
      csms_trust_set_ca_file (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
csms_trust_dispose (GObject *object)
{
  g_clear_object (&CSMS_TRUST (object)->settings);
  G_OBJECT_CLASS (csms_trust_parent_class)->dispose (object);
}

static void
csms_trust_finalize (GObject *object)
{
  g_free (CSMS_TRUST (object)->ca_file);
  G_OBJECT_CLASS (csms_trust_parent_class)->finalize (object);
}

static void
csms_trust_class_init (CsmsTrustClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = csms_trust_get_property;
  object_class->set_property = csms_trust_set_property;
  object_class->dispose = csms_trust_dispose;
  object_class->finalize = csms_trust_finalize;

  props[PROP_ALLOW_PRIVATE] = g_param_spec_boolean ("allow-private", NULL, NULL, FALSE, flags);
  props[PROP_ALLOW_UNENCRYPTED] = g_param_spec_boolean ("allow-unencrypted", NULL, NULL, FALSE, flags);
  props[PROP_CA_FILE] = g_param_spec_string ("ca-file", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
csms_trust_init (CsmsTrust *self)
{
  self->ca_file = g_strdup ("");
}

CsmsTrust *
csms_trust_new (GSettings *settings)
{
  CsmsTrust *self = g_object_new (CSMS_TYPE_TRUST, NULL);

  if (settings == NULL)
    return self;
  self->settings = g_object_ref (settings);
  read_settings (self);
  g_signal_connect_object (settings, "changed", G_CALLBACK (read_settings), self, G_CONNECT_SWAPPED);
  return self;
}

void
csms_trust_forget (CsmsTrust *self)
{
  static const char *const keys[] = { "allow-private", "allow-unencrypted", "ca-file" };
  g_autoptr (GSettings) settings = g_steal_pointer (&self->settings);

  if (settings == NULL)
    return;
  g_signal_handlers_disconnect_by_data (settings, self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (settings, keys[i]);
  g_settings_sync ();
}

void
csms_trust_take (CsmsTrust *self, CsmsTrust *other)
{
  g_return_if_fail (CSMS_IS_TRUST (self));
  g_return_if_fail (CSMS_IS_TRUST (other));

  set_allow_private (self, self->allow_private || other->allow_private);
  set_allow_unencrypted (self, self->allow_unencrypted || other->allow_unencrypted);
  csms_trust_set_ca_file (self, other->ca_file);
}

CsmsAddressSafety
csms_trust_get_allowed (CsmsTrust *self)
{
  g_return_val_if_fail (CSMS_IS_TRUST (self), CSMS_ADDRESS_LOOPBACK);

  if (self->allow_unencrypted)
    return CSMS_ADDRESS_PUBLIC;
  return self->allow_private ? CSMS_ADDRESS_PRIVATE : CSMS_ADDRESS_LOOPBACK;
}

void
csms_trust_allow (CsmsTrust *self, CsmsAddressSafety safety)
{
  g_return_if_fail (CSMS_IS_TRUST (self));

  if (safety == CSMS_ADDRESS_PUBLIC)
    set_allow_unencrypted (self, TRUE);
  else if (safety == CSMS_ADDRESS_PRIVATE)
    set_allow_private (self, TRUE);
}

const char *
csms_trust_get_ca_file (CsmsTrust *self)
{
  g_return_val_if_fail (CSMS_IS_TRUST (self), NULL);

  return *self->ca_file != '\0' ? self->ca_file : NULL;
}

void
csms_trust_set_ca_file (CsmsTrust *self, const char *path)
{
  g_return_if_fail (CSMS_IS_TRUST (self));

  if (path == NULL)
    path = "";
  take_ca_file (self, path);
  if (self->settings == NULL)
    return;
  g_settings_set_string (self->settings, "ca-file", path);
  g_settings_sync ();
}
