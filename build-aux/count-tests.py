#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: count-tests.py BUILD_DIR:STATUS...

Adds up every subtest of the last `meson test` in each BUILD_DIR, STATUS being what that ended with, and prints one
line: N passed, N failed, N skipped. A program that crashed, ran out of time or ended early has failed, whatever it
printed before. Ends with 1 when anything failed or nothing ran.
"""
import glob
import json
import re
import sys

TEST_LINE = re.compile(r'(not )?ok\b(?:\s+\d+)?(?:\s*-)?\s*([^#]*)(?:#\s*(\w+))?')
PLAN = re.compile(r'1\.\.(\d+)(?:\s*#\s*skip\b)?', re.I)


def count_tap(text):
    """Returns what passed, the names of what failed, what was skipped."""
    passed, failed, skipped, planned, why = 0, [], 0, None, 'never ended'
    for line in text.splitlines():
        plan, test = PLAN.match(line), TEST_LINE.match(line)
        if plan:
            planned = int(plan[1])
            if planned == 0:
                skipped += 1
        elif line.startswith('Bail out!'):
            why = line
        elif test:
            if test[1]:
                failed.append(test[2].strip())
            elif (test[3] or '').upper() == 'SKIP':
                skipped += 1
            else:
                passed += 1
    seen = passed + len(failed) + skipped
    if planned and planned > seen:
        failed += [why] * (planned - seen)
    elif why != 'never ended':
        failed.append(why)
    return passed, failed, skipped


def count_program(record):
    result, text = record['result'], record.get('stdout') or ''
    good = result in ('OK', 'EXPECTEDFAIL', 'SKIP')
    if re.search(r'^(not )?ok\b|^1\.\.\d', text, re.M):
        passed, failed, skipped = count_tap(text)
        if not good and not failed:
            failed.append(f'ended with {result}')
        return passed, failed, skipped
    if result == 'SKIP':
        return 0, [], 1
    return (1, [], 0) if good else (0, [f'ended with {result}'], 0)


def main():
    passed, failures, skipped = 0, [], 0
    for argument in sys.argv[1:]:
        folder, _, status = argument.rpartition(':')
        before = len(failures)
        for log in glob.glob(f'{glob.escape(folder)}/meson-logs/testlog*.json'):
            with open(log, encoding='utf-8') as lines:
                for record in map(json.loads, lines):
                    p, f, s = count_program(record)
                    passed, skipped = passed + p, skipped + s
                    failures += [f'{record["name"]}: {name}' for name in f]
        if status != '0' and len(failures) == before:
            failures.append(f'{folder}: ended with status {status}')

    for failure in failures:
        print('FAILED', failure)
    print(f'{passed} passed, {len(failures)} failed' + (f', {skipped} skipped' if skipped else ''))
    return 1 if failures or not passed else 0


sys.exit(main())
