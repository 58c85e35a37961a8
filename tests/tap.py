# SPDX-License-Identifier: GPL-3.0-or-later
"""The least of TAP: each check is a function that returns what is wrong, a list of lines."""
import sys
import traceback


def run(*checks):
    failed = 0
    print(f'1..{len(checks)}')
    for number, check in enumerate(checks, 1):
        try:
            wrong = check() or []
        except Exception:
            wrong = traceback.format_exc().splitlines()
        print(f'{"not ok" if wrong else "ok"} {number} - {check.__name__.replace("_", "-")}')
        for line in wrong:
            print('#', line)
        failed += bool(wrong)
    sys.exit(1 if failed else 0)
