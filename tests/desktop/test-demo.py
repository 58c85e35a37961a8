#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo, as `./dev run` opens it."""
import re

import tap
from console import Console
from waiting import expect, wait_for

STATIONS = 24
STATUS = ('Available|Preparing|Charging|SuspendedEV|SuspendedEVSE|Finishing|Reserved|Unavailable|Faulted|Offline')
ROW = re.compile(rf'^fora\d{{3}}, ({STATUS}), (\d+) of (?:1 connector|(?!1 )\d+ connectors) charging$')


def the_fleet_is_live_and_each_station_has_its_name():
    with Console('--demo') as console:
        console.wait_connection('Live')
        console.find('row', 'fora072, Charging, 1 of 2 connectors charging')
        wait_for('all the stations', lambda: len(console.names('row', within='Stations', shown=False)) == STATIONS)
        rows = console.names('row', within='Stations', shown=False)
        expect([name for name in rows if not ROW.search(name)], [])
        expect(len({name.split(',')[0] for name in rows}), STATIONS)


def it_is_opened_from_the_welcome_page_too():
    with Console() as console:
        console.find('label', 'Connect to a CSMS')
        console.click('row', 'Explore with a demo fleet')
        console.wait_connection('Live')
        console.find('row', re.compile('^fora072, '))


def it_leaves_nothing_behind():
    """What was opened for a look is no server of the operator's: the next run asks again."""
    with Console('--demo') as console:
        console.wait_connection('Live')
    with Console() as console:
        console.find('label', 'Connect to a CSMS')


tap.run(the_fleet_is_live_and_each_station_has_its_name, it_is_opened_from_the_welcome_page_too, it_leaves_nothing_behind)
