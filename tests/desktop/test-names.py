#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader says of each control."""
import re

import hands
import tap
from accessible import ROLES
from console import MAIN_WINDOW, Console
from waiting import expect, wait_for

CONTROLS = ('button', 'entry', 'row', 'tab')
# What a widget without a name of its own reports.
NAMELESS = re.compile('^$|^(Gtk|Adw|Csms)[A-Z]')


def controls(console, window):
    """Returns what of a window can have the keyboard, but for the heads of tables, which GTK 4.8 names only by their cells."""
    found = [node for role in CONTROLS for node in console.all(role) if node.has('focusable') and node.window().name == window]
    return [node for node in found if node.role not in ROLES['row'] or node.parent.role in ROLES['list']]


def nameless(console, window=MAIN_WINDOW):
    """Returns the controls without a good name: none, or one that is said twice."""
    found = controls(console, window)
    assert found, f'no control in {window}'
    return [node for node in found if NAMELESS.search(node.name) or node.name != node.spoken]


def show(console, view, key):
    console.key(key)
    wait_for(view, lambda: console.find('tab', view, within=MAIN_WINDOW).has('selected'))


def every_control_of_the_views_has_one():
    with Console('--demo') as console:
        console.wait_connection()
        console.click('row', re.compile('^fora072, '))
        console.find_ready('button', re.compile('on fora072 connector 2$'))
        expect(nameless(console), [])
        for tab in ('Transactions', 'Events', 'Meter values'):
            console.click_at(console.all('tab', tab)[-1])
            wait_for(tab, lambda word=tab: console.all('tab', word)[-1].has('selected'))
            expect(nameless(console), [])
        for view, key in (('Transactions', 'alt+2'), ('Events', 'alt+3')):
            show(console, view, key)
            expect(nameless(console), [])
        console.click('row', re.compile(', fora'), within='Events')
        console.find('button', 'Copy raw event')
        expect(nameless(console), [])
        # Where there is little room, buttons lose the words that they were named by.
        console.key('Escape')
        hands.resize(MAIN_WINDOW, 420, 700)
        wait_for('a narrow window', lambda: console.find('window', MAIN_WINDOW).extents()[2] == 420)
        console.find_ready('button', 'Export')
        expect(nameless(console), [])


def the_connection_says_what_it_is():
    with Console('--demo') as console:
        console.wait_connection()
        console.click('button', 'Connection: Live')
        console.find('button', 'Reconnect now')
        for words in ('Server', 'Session', 'Round trip', 'Last event', 'Recovered', 'Frame budget'):
            console.find('label', words)
        console.key('Escape')
        console.wait_gone('button', 'Reconnect now')


def every_control_of_the_palette_has_one():
    with Console('--demo') as console:
        console.wait_connection()
        console.key('ctrl+k')
        console.find('window', 'Command palette')
        console.write('fora072', window='Command palette')
        console.find('row', re.compile('^Start charging on fora072 connector 2…, '), within='Command palette')
        expect(nameless(console, 'Command palette'), [])


def every_control_of_the_welcome_page_has_one():
    with Console() as console:
        console.find('label', 'Connect to a CSMS')
        expect(nameless(console), [])
        expect(console.names('entry'), ['Server address', 'API key'])


def every_control_of_the_preferences_has_one():
    with Console('--demo') as console:
        console.wait_connection()
        console.key('ctrl+comma')
        console.find('window', 'Preferences')
        expect(nameless(console, 'Preferences'), [])
        for page in ('Notifications', 'ID tags', 'Journal', 'Background'):
            console.turn_to(page)
            expect(nameless(console, 'Preferences'), [])
        console.turn_to('Servers')
        console.click('button', 'Add server…')
        console.find('window', 'Add server')
        expect(nameless(console, 'Add server'), [])


tap.run(every_control_of_the_views_has_one, the_connection_says_what_it_is, every_control_of_the_palette_has_one,
        every_control_of_the_welcome_page_has_one, every_control_of_the_preferences_has_one)
