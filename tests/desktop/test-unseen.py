#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the console does for people who are not looking at it: in the background, from the shell, from the command line."""
import os
import re
import subprocess

import accessible
import hands
import tap
from console import END_LIMIT_S, MAIN_WINDOW, PROGRAM, Console
from fleet import API_KEY, Fleet
from session import Activated, Keyring, Notifications, call, install_service
from waiting import expect, wait_for

APP_ID = 'com.example.CsmsOperator'
APP_PATH = '/' + APP_ID.replace('.', '/')
# As a sandbox keeps them: from one run to the next.
SETTINGS = {'GSETTINGS_BACKEND': 'keyfile'}
ENVIRONMENT = {**os.environ, **SETTINGS}
ID_TAG = '04A2B9C1F3'


def windows():
    """Returns the windows of the console that the display has."""
    return hands.xdotool('search', '--onlyvisible', '--name', f'^{MAIN_WINDOW}$')


def ask_shell(method, signature, *arguments):
    return call(APP_ID, f'{APP_PATH}/SearchProvider', 'org.gnome.Shell.SearchProvider2', method, signature, *arguments)


def another_start(*arguments):
    """Starts the program once more and returns what it ended with."""
    return subprocess.run([PROGRAM, *arguments], env=ENVIRONMENT, timeout=END_LIMIT_S, check=False).returncode


def a_server_is_added_and_the_background_wanted():
    with Console(environment=ENVIRONMENT) as console:
        console.try_server(fleet.url, API_KEY)
        console.click('button', 'Connect')
        console.wait_connection()
        wait_for('the stations', lambda: len(console.names('row', within='Stations')) == 6)
        console.key('ctrl+comma')
        console.turn_to('Background')
        console.click('row', 'Keep watching when the window is closed')
        wait_for('the answer', lambda: console.find('row', 'Keep watching when the window is closed').has('sensitive'))
        console.key('Escape', window='Preferences')


def two_windows_are_one_seat():
    with Console(environment=ENVIRONMENT) as console:
        console.wait_connection()
        console.key('ctrl+n')
        wait_for('a second window', lambda: console.names('window') == [MAIN_WINDOW] * 2)
        wait_for('both live', lambda: len(console.names('button', 'Connection: Live')) == 2)
        console.key('ctrl+w')
        wait_for('one window', lambda: len(windows()) == 1)
        expect(console.program.poll(), None)


def without_a_window_it_goes_on_watching():
    with Notifications() as desktop, Console(environment=ENVIRONMENT) as console:
        console.wait_connection()
        station = fleet.stations()[2]
        console.key('ctrl+w')
        desktop.told('Still watching')
        fleet.ask('start', station, '1', '--id-tag', ID_TAG)
        number, _, _, actions = desktop.told('Charging started')
        expect(console.program.poll(), None)
        desktop.press(number, actions[2])
        console.find_ready('button', f'Stop charging on {station} connector 1')
        fleet.ask('stop', station, '1')
        desktop.told('Charging stopped')


def started_again_the_window_is_back_and_quit_ends_it():
    with Console(environment=ENVIRONMENT) as console:
        console.wait_connection()
        console.key('ctrl+w')
        wait_for('no window', lambda: not windows())
        expect(another_start(), 0)
        wait_for('the window', windows)
        console.wait_connection()
        hands.key(MAIN_WINDOW, 'ctrl+q')
        wait_for('the end', lambda: console.program.poll() is not None)


def a_start_from_the_command_line_is_confirmed_in_the_window_that_is_open():
    with Console(environment=ENVIRONMENT) as console:
        console.wait_connection()
        station = fleet.stations()[4]
        expect(another_start('--start', f'{station}/2', '--id-tag', ID_TAG), 0)
        console.find_ready('button', 'Confirm start')
        expect(console.find('entry', 'ID tag').text(), ID_TAG)
        expect(fleet.events('transaction.started')[1:], [])
        console.click('button', 'Confirm start')
        started = wait_for('the start', lambda: fleet.events('transaction.started')[1:])[0]
        expect((started['stationId'], started['connectorId'], started['idTag']), (station, 2, ID_TAG))
        fleet.ask('stop', station, '2')


def asked_for_before_there_is_a_connection_it_waits_and_says_why():
    station = fleet.stations()[1]
    fleet.kill()
    with Console('--start', f'{station}/1', '--id-tag', ID_TAG, environment=ENVIRONMENT) as console:
        console.find('label', re.compile('not connected'))
        confirm = console.find('button', 'Confirm start')
        expect(confirm.has('sensitive'), False)
        fleet.start()
        console.find_ready('button', 'Confirm start')
        console.key('Escape', window=console.find('button', 'Confirm start').window().name)


def the_shell_finds_stations_of_the_seat():
    with Console(environment=ENVIRONMENT) as console:
        console.wait_connection()
        stations = fleet.ask('stations')
        wanted = stations[3]
        found, = ask_shell('GetInitialResultSet', '(as)', [wanted['name'].split()[0].lower()])
        assert wanted['id'] in found, found
        expect(ask_shell('GetSubsearchResultSet', '(asas)', found, [wanted['id']]), ([wanted['id']],))
        expect(ask_shell('GetInitialResultSet', '(as)', ['no-such-station']), ([],))
        meta, = ask_shell('GetResultMetas', '(as)', [wanted['id']])[0]
        expect((meta['id'], meta['name']), (wanted['id'], f'{wanted["id"]} {wanted["name"]}'))
        expect(meta['description'], 'Available, 0 of 2 connectors charging')
        ask_shell('ActivateResult', '(sasu)', wanted['id'], [], 0)
        console.find_ready('button', f'Start charging on {wanted["id"]} connector 1')
        ask_shell('LaunchSearch', '(asu)', [wanted['id']], 0)
        wait_for('the search', lambda: console.find('entry', 'Search stations').text() == wanted['id'])


def without_a_console_the_shell_finds_them_in_the_journal():
    wanted = fleet.stations()[5]
    install_service(APP_ID, f'{PROGRAM} --gapplication-service', SETTINGS)
    expect(ask_shell('GetInitialResultSet', '(as)', [wanted]), ([wanted],))
    bus = accessible.connect()
    expect(accessible.programs(bus), [])
    ask_shell('ActivateResult', '(sasu)', wanted, [], 0)
    with Console(program=Activated(APP_ID)) as console:
        console.wait_connection()
        console.find_ready('button', f'Start charging on {wanted} connector 1')


# One operator's day, in this order.
with Fleet() as fleet, Keyring():
    tap.run(a_server_is_added_and_the_background_wanted, two_windows_are_one_seat, without_a_window_it_goes_on_watching,
            started_again_the_window_is_back_and_quit_ends_it,
            a_start_from_the_command_line_is_confirmed_in_the_window_that_is_open,
            asked_for_before_there_is_a_connection_it_waits_and_says_why, the_shell_finds_stations_of_the_seat,
            without_a_console_the_shell_finds_them_in_the_journal)
