#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first run: a server is added and its key kept in a real keyring, where later runs find it."""
import os
import re
from pathlib import Path

import tap
from gi.repository import GLib
from console import PROGRAM, Console
from fleet import API_KEY, Fleet
from session import Activated, Keyring, call, install_service
from waiting import expect, wait_for

APP_ID = 'com.example.CsmsOperator'
# The settings as an installed program keeps them, not those of the other tests, which die with the program.
SETTINGS = {'GSETTINGS_BACKEND': 'dconf'}
ENVIRONMENT = {**os.environ, **SETTINGS}


def files_that_hold(secret):
    """Returns the files in the home of this test that have SECRET in them, but for the server's own."""
    found = []
    for folder, _, names in os.walk(os.environ['HOME']):
        for path in (Path(folder, name) for name in names):
            if path.is_file() and path != fleet.key_file and secret.encode() in path.read_bytes():
                found.append(str(path))
    return found


def holds_key(program):
    """Whether the key is in what others on this computer can read of a running program, its arguments and environment."""
    return any(API_KEY.encode() in Path(f'/proc/{program.pid}/{name}').read_bytes() for name in ('cmdline', 'environ'))


def a_wrong_key_is_told_before_anything_is_kept():
    with Console(environment=ENVIRONMENT) as console:
        console.try_server(fleet.url, 'wrong')
        console.find('label', re.compile('^The server refused the API key'))
        console.find_ready('button', 'Connect')
    with Console(environment=ENVIRONMENT) as console:
        console.find('label', 'Connect to a CSMS')


def a_server_is_tried_and_added():
    with Console(environment=ENVIRONMENT) as console:
        console.try_server(fleet.url, API_KEY)
        console.find('label', re.compile(r'^Answered in .*\sms: 6 stations$'))
        console.click('button', 'Connect')
        console.wait_connection()
        expect(holds_key(console.program), False)
    expect(files_that_hold(API_KEY), [])
    assert files_that_hold(fleet.url), 'the address is kept nowhere'


def the_next_run_connects_by_itself():
    with Console(environment=ENVIRONMENT) as console:
        console.wait_connection()
        wait_for('the stations', lambda: len(console.names('row', within='Stations')) == 6)
        expect(holds_key(console.program), False)
    expect(files_that_hold(API_KEY), [])


def asked_for_a_station_it_starts_and_shows_it():
    """A notification may be pressed when the console is not running any more."""
    station = fleet.stations()[3]
    install_service(APP_ID, f'{PROGRAM} --gapplication-service', SETTINGS)
    call(APP_ID, f'/{APP_ID.replace(".", "/")}', 'org.freedesktop.Application', 'ActivateAction', '(sava{sv})',
         'show-station', [GLib.Variant('s', station)], {})
    with Console(program=Activated(APP_ID)) as console:
        console.wait_connection()
        console.find_ready('button', f'Start charging on {station} connector 1')


# One operator's first days, in this order.
with Fleet() as fleet, Keyring():
    tap.run(a_wrong_key_is_told_before_anything_is_kept, a_server_is_tried_and_added, the_next_run_connects_by_itself,
            asked_for_a_station_it_starts_and_shows_it)
