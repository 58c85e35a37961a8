#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: print-soak.py STATUS BUILD_DIR...

Prints the figures of the last `meson test` of the proofs in each BUILD_DIR, STATUS being what those ended with: a line each, and
one with the reason where a proof was not possible. Ends with 1 when one failed or none ran.
"""
import glob
import json
import re
import sys

status, *builds = sys.argv[1:]
lines = 0
failed = status != '0'
for log in [log for build in builds for log in sorted(glob.glob(f'{build}/meson-logs/testlog*.json'))]:
    with open(log, encoding='utf-8') as records:
        for record in map(json.loads, records):
            said = record.get('stdout') or ''
            good = record['result'] in ('OK', 'SKIP')
            failed = failed or not good
            lines += 1
            told = [('ok', figures) for figures in re.findall(r'^# soak: (.*)$', said, re.M)]
            told += [('skip', f'{name}: {why}') for name, why in re.findall(r'^ok \d+ (\S+) # SKIP (.*)$', said, re.M)]
            if not good or not told:
                told.append(('ok' if good else 'FAILED', record['name']))
            for word, line in told:
                print(f"{word:6} {line} ({record['duration']:.0f} s)")
sys.exit(1 if failed or not lines else 0)
