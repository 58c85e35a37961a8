#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: check-count.py COUNT_TESTS

The count that `./dev test` ends with is as honest as the logs it reads.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import tap


def count(*records, status=0):
    """Returns the last line and the exit status of the count of a log of RECORDS."""
    with tempfile.TemporaryDirectory(prefix='csms-count.') as folder:
        logs = Path(folder, 'meson-logs')
        logs.mkdir()
        rows = [json.dumps({'name': 'test', 'result': result, 'stdout': text}) for result, text in records]
        (logs / 'testlog-private.json').write_text(''.join(row + '\n' for row in rows))
        done = subprocess.run([sys.executable, sys.argv[1], f'{folder}:{status}'], stdout=subprocess.PIPE, text=True)
        return done.stdout.splitlines()[-1], done.returncode


def expect(got, *wanted):
    return [] if got == wanted else [f'got {got}, not {wanted}']


def subtests_are_added_up():
    return expect(count(('OK', '1..2\nok 1 /a\nok 2 /b\n'), ('OK', 'ok 1 /c # SKIP no bus\nok 2 /d\n1..2\n')),
                  '3 passed, 0 failed, 1 skipped', 0)


def a_failed_subtest_counts():
    return expect(count(('FAIL', '1..2\nok 1 /a\nnot ok 2 /b\n'), status=1), '1 passed, 1 failed', 1)


def tests_that_a_crash_kept_from_ending_are_failures():
    return expect(count(('ERROR', '1..3\nok 1 /a\n'), status=1), '1 passed, 2 failed', 1) + \
           expect(count(('ERROR', 'ok 1 /a\nBail out! oh\n1..3\n'), status=1), '1 passed, 2 failed', 1) + \
           expect(count(('ERROR', 'ok 1 /a\nBail out! oh\n'), status=1), '1 passed, 1 failed', 1)


def a_crash_after_the_last_subtest_is_a_failure():
    return expect(count(('ERROR', '1..1\nok 1 /a\n'), status=1), '1 passed, 1 failed', 1)


def running_out_of_time_is_a_failure():
    return expect(count(('TIMEOUT', ''), status=1), '0 passed, 1 failed', 1)


def a_program_without_subtests_is_one():
    return expect(count(('OK', 'fine\n'), ('SKIP', None)), '1 passed, 0 failed, 1 skipped', 0)


def nothing_run_is_no_success():
    return expect(count(), '0 passed, 0 failed', 1)


def a_build_that_failed_is_a_failure():
    return expect(count(status=1), '0 passed, 1 failed', 1)


tap.run(subtests_are_added_up, a_failed_subtest_counts, tests_that_a_crash_kept_from_ending_are_failures,
        a_crash_after_the_last_subtest_is_a_failure, running_out_of_time_is_a_failure,
        a_program_without_subtests_is_one, nothing_run_is_no_success, a_build_that_failed_is_a_failure)
