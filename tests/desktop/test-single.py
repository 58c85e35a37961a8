#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many consoles there are when the program is started more than once."""
import subprocess

import accessible
import hands
import tap
from console import END_LIMIT_S, MAIN_WINDOW, PROGRAM, Console
from session import Activated, call, install_service
from waiting import expect, wait_for

APP_ID = 'com.example.CsmsOperator'
WELCOME = 'Connect to a CSMS'


def start_again():
    """Starts the program once more and returns what it ended with."""
    return subprocess.run([PROGRAM], timeout=END_LIMIT_S, check=False).returncode


def pids(console):
    return [pid for pid, _ in accessible.programs(console.bus)]


def a_second_start_hands_over_to_the_first():
    with Console() as console:
        console.find('label', WELCOME)
        window = hands.attend(MAIN_WINDOW)
        # As if the operator had gone on to something else.
        hands.xdotool('windowfocus', '--sync', 'root')
        expect(start_again(), 0)
        expect(pids(console), [console.program.pid])
        expect(console.names('window'), [MAIN_WINDOW])
        wait_for('the window in front', lambda: hands.xdotool('getwindowfocus') == [window])


def the_session_bus_starts_it_and_a_second_start_hands_over_to_that():
    install_service(APP_ID, f'{PROGRAM} --gapplication-service', {'GSETTINGS_BACKEND': 'memory'})
    call(APP_ID, f'/{APP_ID.replace(".", "/")}', 'org.freedesktop.Application', 'Activate', '(a{sv})', {})
    with Console(program=Activated(APP_ID)) as console:
        console.find('label', WELCOME)
        expect(start_again(), 0)
        expect(pids(console), [console.program.pid])
        expect(console.names('window'), [MAIN_WINDOW])


def a_demo_stands_beside_the_console():
    with Console() as console, Console('--demo') as demo:
        demo.wait_connection()
        expect(sorted(pids(console)), sorted([console.program.pid, demo.program.pid]))
        expect(console.names('label', WELCOME), [WELCOME])


tap.run(a_second_start_hands_over_to_the_first, the_session_bus_starts_it_and_a_second_start_hands_over_to_that,
        a_demo_stands_beside_the_console)
