#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: run-valgrind.py PROGRAM SUPPRESSIONS SMALL FULL

Runs soak-reconnects, SMALL or in ./dev soak FULL many, under valgrind: memory that nobody can reach any more, and
any misuse of memory, is a failure.
"""
import os
import shutil
import subprocess
import sys

GLIB = '/usr/share/glib-2.0/valgrind/glib.supp'


def main():
    program, suppressions, small, full = sys.argv[1:]
    if shutil.which('valgrind') is None:
        print('1..1\nok 1 /soak/valgrind # SKIP valgrind is not installed')
        return 0
    rounds = full if os.environ.get('CSMS_SOAK') == 'full' else small
    files = [suppressions] + ([GLIB] if os.path.exists(GLIB) else [])
    # GLib's own allocator, where it still has one, would hide leaks.
    environment = dict(os.environ, CSMS_SOAK_RECONNECTS=rounds, G_SLICE='always-malloc')
    status = subprocess.run(
        ['valgrind', '-q', '--leak-check=full', '--show-leak-kinds=definite', '--errors-for-leak-kinds=definite', '--error-exitcode=9',
         '--num-callers=30', *[f'--suppressions={file}' for file in files], program],
        env=environment, check=False).returncode
    if status == 0:
        print(f'# soak: valgrind: {rounds} reconnects, no definite leak, no misuse of memory')
    return status


sys.exit(main())
