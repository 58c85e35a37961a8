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
from waiting import expect

APP_ID = 'com.example.CsmsOperator'
# The settings as an installed program keeps them, not those of the other tests, which die with the program.
SETTINGS = {'GSETTINGS_BACKEND': 'dconf'}
ENVIRONMENT = {**os.environ, **SETTINGS}


def connect(console, url, key):
    console.find('label', 'Connect to a CSMS')
    for entry, text in (('Server address', url), ('API key', key)):
        console.click('entry', entry)
        console.key('ctrl+a')
        console.write(text)
    console.click('button', 'Test connection')


def files_that_hold(secret, *besides):
    """Returns the files in the home of this test that have SECRET in them."""
    found = []
    for folder, _, names in os.walk(os.environ['HOME']):
        for path in (Path(folder, name) for name in names):
            if path.is_file() and path not in besides and secret.encode() in path.read_bytes():
                found.append(str(path))
    return found


def said_of(program):
    """What anyone on the computer can read of a running program: its arguments; and its user: its environment."""
    return [Path(f'/proc/{program.pid}/{name}').read_bytes() for name in ('cmdline', 'environ')]


def a_wrong_key_is_told_before_anything_is_kept():
    with Fleet() as fleet, Console(environment=ENVIRONMENT) as console:
        connect(console, fleet.url, 'wrong')
        console.find('label', re.compile('^The server refused the API key'))
        console.find_ready('button', 'Connect')
    with Console(environment=ENVIRONMENT) as console:
        console.find('label', 'Connect to a CSMS')


def a_server_is_added_and_its_key_stays_in_the_keyring():
    with Keyring(), Fleet() as fleet:
        with Console(environment=ENVIRONMENT) as console:
            connect(console, fleet.url, API_KEY)
            console.find('label', re.compile(r'^Answered in .*\sms: 6 stations$'))
            console.click('button', 'Connect')
            console.wait_connection()
            expect([API_KEY.encode() in text for text in said_of(console.program)], [False, False])
        expect(files_that_hold(API_KEY, fleet.key_file), [])
        assert files_that_hold(fleet.url), 'the address is kept nowhere'

        with Console(environment=ENVIRONMENT) as console:
            console.wait_connection()
            expect(len(console.names('row', within='Stations')), 6)
            expect([API_KEY.encode() in text for text in said_of(console.program)], [False, False])
        expect(files_that_hold(API_KEY, fleet.key_file), [])


def asked_for_a_station_it_starts_and_shows_it():
    """A notification may be pressed when the console is not running any more."""
    with Keyring(), Fleet() as fleet:
        with Console(environment=ENVIRONMENT) as console:
            connect(console, fleet.url, API_KEY)
            console.click('button', 'Connect')
            console.wait_connection()
        station = fleet.stations()[3]
        install_service(APP_ID, f'{PROGRAM} --gapplication-service', SETTINGS)
        call(APP_ID, f'/{APP_ID.replace(".", "/")}', 'org.freedesktop.Application', 'ActivateAction', '(sava{sv})',
             'show-station', [GLib.Variant('s', station)], {})
        with Console(program=Activated(APP_ID)) as console:
            console.wait_connection()
            console.find_ready('button', f'Start charging on {station} connector 1')


tap.run(a_wrong_key_is_told_before_anything_is_kept, a_server_is_added_and_its_key_stays_in_the_keyring,
        asked_for_a_station_it_starts_and_shows_it)
