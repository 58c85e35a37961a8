/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-search-provider.h"

#include "csms-application-private.h"
#include "csms-config.h"
#include "csms-roster-reader.h"
#include "csms-station-words.h"
#include "csms-text.h"

/* What a shell shows of one program is fewer. */
#define RESULTS_MAX 20
/* How long a program that was started for a question waits for the next letter. */
#define PATIENCE_MS 20000

static const char introspection[] =
  "<node><interface name='org.gnome.Shell.SearchProvider2'>"
  "<method name='GetInitialResultSet'><arg type='as' name='terms' direction='in'/><arg type='as' name='results' direction='out'/></method>"
  "<method name='GetSubsearchResultSet'><arg type='as' name='previous_results' direction='in'/><arg type='as' name='terms' direction='in'/>"
  "<arg type='as' name='results' direction='out'/></method>"
  "<method name='GetResultMetas'><arg type='as' name='identifiers' direction='in'/><arg type='aa{sv}' name='metas' direction='out'/></method>"
  "<method name='ActivateResult'><arg type='s' name='identifier' direction='in'/><arg type='as' name='terms' direction='in'/>"
  "<arg type='u' name='timestamp' direction='in'/></method>"
  "<method name='LaunchSearch'><arg type='as' name='terms' direction='in'/><arg type='u' name='timestamp' direction='in'/></method>"
  "</interface></node>";

struct _CsmsSearchProvider
{
  GObject parent_instance;

  /* Owned */
  GDBusConnection *bus;
  guint registration;
  CsmsFleet *shelf;             /* NULL: not read */
  GCancellable *cancellable;    /* of the reading; NULL: none */
  GPtrArray *waiting;           /* of GDBusMethodInvocation, until it is read */

  /* Borrowed */
  CsmsApplication *application;
};

G_DEFINE_FINAL_TYPE (CsmsSearchProvider, csms_search_provider, G_TYPE_OBJECT)

static CsmsFleet *
get_fleet (CsmsSearchProvider *self)
{
  CsmsOperator *operator = csms_application_get_operator (self->application);

  return operator != NULL ? csms_operator_get_fleet (operator) : self->shelf;
}

static gboolean
matches_all (CsmsStation *station, const char *const *needles)
{
  for (; *needles != NULL; needles++)
    if (!csms_station_matches (station, *needles))
      return FALSE;
  return TRUE;
}

static GStrv
fold_terms (const char *const *terms)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (; *terms != NULL; terms++)
    {
      g_autofree char *folded = csms_search_fold (*terms);

      g_strv_builder_add (builder, folded);
    }
  return g_strv_builder_end (builder);
}

static int
by_id (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* @among: (nullable): look at these only */
static GVariant *
search (CsmsSearchProvider *self, const char *const *terms, const char *const *among)
{
  CsmsFleet *fleet = get_fleet (self);
  g_auto (GStrv) needles = fold_terms (terms);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GListModel *stations = fleet != NULL ? csms_fleet_get_stations (fleet) : NULL;

  for (guint i = 0; stations != NULL && i < g_list_model_get_n_items (stations); i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (stations, i);
      const char *id = csms_station_get_id (station);

      if ((among == NULL || g_strv_contains (among, id)) && matches_all (station, (const char *const *) needles))
        g_ptr_array_add (found, (gpointer) id);
    }
  g_ptr_array_sort (found, by_id);
  return g_variant_new ("(@as)", g_variant_new_strv ((const char *const *) found->pdata, MIN (found->len, RESULTS_MAX)));
}

static void
describe (CsmsSearchProvider *self, CsmsStation *station, GVariantBuilder *metas)
{
  g_autofree char *id = csms_text_clean (csms_station_get_id (station), CSMS_TEXT_SHORT);
  g_autofree char *name = csms_text_clean (csms_station_get_name (station), CSMS_TEXT_SHORT);
  g_autofree char *title = *name != '\0' ? g_strdup_printf ("%s %s", id, name) : g_strdup (id);
  g_autofree char *words = csms_station_words_describe (station);
  g_autoptr (GIcon) icon = g_themed_icon_new (CSMS_APP_ID);
  const char *state = g_str_has_prefix (words, id) ? words + strlen (id) : words;

  g_variant_builder_open (metas, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (csms_station_get_id (station)));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (title));
  g_variant_builder_add (metas, "{sv}", "icon", g_icon_serialize (icon));
  /* What the journal remembers is no state of now. */
  if (csms_application_get_operator (self->application) != NULL)
    g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (state + strspn (state, ", ")));
  g_variant_builder_close (metas);
}

static GVariant *
make_metas (CsmsSearchProvider *self, const char *const *ids)
{
  CsmsFleet *fleet = get_fleet (self);
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (; fleet != NULL && *ids != NULL; ids++)
    {
      CsmsStation *station = csms_fleet_get_station (fleet, *ids);

      if (station != NULL)
        describe (self, station, &metas);
    }
  return g_variant_new ("(aa{sv})", &metas);
}

static void
launch (CsmsSearchProvider *self, const char *const *terms)
{
  CsmsWindow *window = csms_application_ensure_window (self->application);
  g_autofree char *text = g_strjoinv (" ", (char **) terms);

  gtk_window_present (GTK_WINDOW (window));
  if (csms_application_get_operator (self->application) != NULL)
    csms_window_search (window, text);
}

static void
answer (CsmsSearchProvider *self, GDBusMethodInvocation *invocation)
{
  GVariant *parameters = g_dbus_method_invocation_get_parameters (invocation);
  const char *method = g_dbus_method_invocation_get_method_name (invocation);
  g_autofree const char **terms = NULL;
  g_autofree const char **among = NULL;
  GVariant *result = NULL;

  if (g_str_equal (method, "GetInitialResultSet"))
    {
      g_variant_get (parameters, "(^a&s)", &terms);
      result = search (self, terms, NULL);
    }
  else if (g_str_equal (method, "GetSubsearchResultSet"))
    {
      g_variant_get (parameters, "(^a&s^a&s)", &among, &terms);
      result = search (self, terms, g_strv_length ((char **) among) < RESULTS_MAX ? among : NULL);
    }
  else if (g_str_equal (method, "GetResultMetas"))
    {
      g_variant_get (parameters, "(^a&s)", &terms);
      result = make_metas (self, terms);
    }
  else if (g_str_equal (method, "ActivateResult"))
    {
      const char *id;

      g_variant_get (parameters, "(&s^a&su)", &id, &terms, NULL);
      g_action_group_activate_action (G_ACTION_GROUP (self->application), "show-station", g_variant_new_string (id));
    }
  else
    {
      g_variant_get (parameters, "(^a&su)", &terms, NULL);
      launch (self, terms);
    }
  g_dbus_method_invocation_return_value (invocation, result);
}

static void
answer_all (CsmsSearchProvider *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new ();
  for (guint i = 0; i < waiting->len; i++)
    {
      answer (self, waiting->pdata[i]);
      g_application_release (G_APPLICATION (self->application));
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsSearchProvider) self = user_data;
  CsmsFleet *fleet = csms_roster_reader_read_finish (result, NULL);

  g_clear_object (&self->cancellable);
  self->shelf = fleet != NULL ? fleet : csms_fleet_new ();
  answer_all (self);
}

/* Returns: whether there is something to look at, or nothing to wait for */
static gboolean
is_ready (CsmsSearchProvider *self)
{
  CsmsServerList *servers = csms_application_get_servers (self->application);
  CsmsServer *active = servers != NULL ? csms_server_list_get_active (servers) : NULL;

  if (get_fleet (self) != NULL || active == NULL)
    return TRUE;
  if (self->cancellable == NULL)
    {
      self->cancellable = g_cancellable_new ();
      csms_roster_reader_read_async (active, self->cancellable, read_cb, g_object_ref (self));
    }
  return FALSE;
}

static void
called_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
           GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  CsmsSearchProvider *self = user_data;
  GApplication *application = G_APPLICATION (self->application);

  g_application_hold (application);
  if ((g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) != 0)
    g_application_set_inactivity_timeout (application, PATIENCE_MS);
  if (!is_ready (self))
    {
      g_ptr_array_add (self->waiting, invocation);
      return;
    }
  answer (self, invocation);
  g_application_release (application);
}

static void
csms_search_provider_dispose (GObject *object)
{
  CsmsSearchProvider *self = CSMS_SEARCH_PROVIDER (object);

  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->bus, self->registration);
  self->registration = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->bus);
  g_clear_object (&self->shelf);

  G_OBJECT_CLASS (csms_search_provider_parent_class)->dispose (object);
}

static void
csms_search_provider_finalize (GObject *object)
{
  g_ptr_array_unref (CSMS_SEARCH_PROVIDER (object)->waiting);

  G_OBJECT_CLASS (csms_search_provider_parent_class)->finalize (object);
}

static void
csms_search_provider_class_init (CsmsSearchProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_search_provider_dispose;
  object_class->finalize = csms_search_provider_finalize;
}

static void
csms_search_provider_init (CsmsSearchProvider *self)
{
  self->waiting = g_ptr_array_new ();
}

CsmsSearchProvider *
csms_search_provider_new (CsmsApplication *application)
{
  CsmsSearchProvider *self;

  g_return_val_if_fail (CSMS_IS_APPLICATION (application), NULL);

  self = g_object_new (CSMS_TYPE_SEARCH_PROVIDER, NULL);
  self->application = application;
  return self;
}

gboolean
csms_search_provider_export (CsmsSearchProvider *self, GDBusConnection *bus, const char *path, GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, error);

  g_return_val_if_fail (CSMS_IS_SEARCH_PROVIDER (self), FALSE);
  g_return_val_if_fail (self->registration == 0, FALSE);

  if (node == NULL)
    return FALSE;
  self->bus = g_object_ref (bus);
  self->registration = g_dbus_connection_register_object (bus, path, node->interfaces[0], &vtable, self, NULL, error);
  return self->registration != 0;
}
