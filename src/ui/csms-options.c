/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-options.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "csms-address.h"
#include "csms-config.h"
#include "csms-key-file.h"
#include "csms-server.h"
#include "csms-start-request.h"
#include "csms-words.h"

typedef struct {
  char *url;
  char *key_file;
  char *start;
  char **rest;
} Words;

static gboolean
check (const CsmsOptions *options, const Words *words, GError **error)
{
  if (words->rest != NULL && words->rest[0] != NULL)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("“%s” is not an option."), words->rest[0]);
  else if (options->demo && (words->url != NULL || words->key_file != NULL || options->ca_file != NULL))
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                         _("--demo brings its own server: leave out --url, --api-key-file and --ca-file."));
  else if (words->url != NULL && words->key_file == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                         _("--url needs --api-key-file with the API key of that server."));
  else if (words->url == NULL && words->key_file != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                         _("--api-key-file needs --url with the address of the server."));
  else if (words->url == NULL && options->ca_file != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                         _("--ca-file needs --url with the address of the server."));
  else if (words->start == NULL && options->id_tag != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                         _("--id-tag needs --start with the station and connector."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
find_start (CsmsOptions *options, const Words *words, GError **error)
{
  if (words->start == NULL)
    return TRUE;
  if (!csms_start_request_parse (words->start, &options->start_station, &options->start_connector))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” is no station and connector, like fora072/1."), words->start);
      return FALSE;
    }
  return options->id_tag == NULL || csms_id_tag_validate (options->id_tag, error);
}

static void
words_clear (Words *words)
{
  g_free (words->url);
  g_free (words->key_file);
  g_free (words->start);
  g_strfreev (words->rest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static gboolean
version_cb (const char *option, const char *value, gpointer data, GError **error)
{
  g_print ("csms-operator %s\n", CSMS_VERSION);
  exit (0);
}

static gboolean
find_server (CsmsOptions *options, const Words *words, GError **error)
{
  if (words->url == NULL)
    return TRUE;
  options->url = csms_address_normalize (words->url, error);
  if (options->url != NULL)
    options->api_key = csms_key_file_read (words->key_file, error);
  return options->api_key != NULL;
}

gboolean
csms_options_parse (CsmsOptions *options, int argc, char **argv, GError **error)
{
  g_autoptr (GOptionContext) context = NULL;
  g_auto (GStrv) arguments = g_strdupv (argv);
  g_auto (Words) words = { NULL };
  const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, &options->demo, N_("Open a demo fleet, simulated on this computer"), NULL },
    { "url", 0, 0, G_OPTION_ARG_STRING, &words.url, N_("Connect to this server, for this run alone"), N_("URL") },
    { "api-key-file", 0, 0, G_OPTION_ARG_FILENAME, &words.key_file, N_("File with the API key of that server in its one line"), N_("FILE") },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &options->ca_file, N_("File with the authorities to trust with its certificate"), N_("FILE") },
    { "start", 0, 0, G_OPTION_ARG_STRING, &words.start, N_("Ask, in the window, to start charging on this connector"), N_("STATION/CONNECTOR") },
    { "id-tag", 0, 0, G_OPTION_ARG_STRING, &options->id_tag, N_("ID tag to ask with"), N_("TAG") },
    { "wire-log", 0, 0, G_OPTION_ARG_FILENAME, &options->wire_log, N_("Write every frame, without keys, to this file"), N_("FILE") },
    { "version", 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, version_cb, N_("Print the version and exit"), NULL },
    { "gapplication-service", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &options->service, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.rest, NULL, NULL },
    { NULL },
  };

  g_return_val_if_fail (options != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  *options = (CsmsOptions) { 0 };
  context = g_option_context_new (NULL);
  g_option_context_set_summary (context, _("A console for operators of EV charging stations."));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (g_option_context_parse_strv (context, &arguments, error) && check (options, &words, error) &&
      find_start (options, &words, error) && find_server (options, &words, error))
    return TRUE;
  csms_options_clear (options);
  return FALSE;
}

void
csms_options_clear (CsmsOptions *options)
{
  g_return_if_fail (options != NULL);

  g_clear_pointer (&options->url, g_free);
  g_clear_pointer (&options->api_key, csms_key_free);
  g_clear_pointer (&options->ca_file, g_free);
  g_clear_pointer (&options->wire_log, g_free);
  g_clear_pointer (&options->start_station, g_free);
  g_clear_pointer (&options->id_tag, g_free);
}
