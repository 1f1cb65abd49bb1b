# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays the scenes of a story one after the other; a failure shows the window as it was."""

import os
import sys
import time
import traceback

import driver


def play(story, names):
    """The exit code of the test."""
    for name in names:
        begin = time.monotonic()
        try:
            getattr(story, name)()
        except Exception:  # noqa: BLE001 – every failure shows the window as it was
            traceback.print_exc()
            picture = os.path.join(os.environ.get('BALIE_FAILURES', '/tmp'), f'balie-failed-{name}.png')
            driver.subprocess.run(['import', '-silent', '-window', 'root', picture], check=False)
            print(f'scene {name} failed; the screen is in {picture}', file=sys.stderr)
            if story.balie:
                print('\n'.join(sorted(set(story.balie.texts())))[:4000], file=sys.stderr)
                print(story.balie.read_log()[-6000:], file=sys.stderr)
            story.abandon()
            return 1
        print(f'ok {name} ({time.monotonic() - begin:.1f} s)', flush=True)
    return 0
