#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job from an empty database to an approved plate, in the language of the session."""

import os
import sys
import traceback

import driver
from story import Story

SCENES = ['start', 'first_run', 'import_orders', 'explain', 'approve_directly', 'morning_run', 'approvals',
          'notification', 'activity', 'close']


def main():
    story = Story(*sys.argv[1:3])
    for scene in SCENES:
        try:
            getattr(story, scene)()
        except Exception:  # noqa: BLE001 – every failure shows the window as it was
            traceback.print_exc()
            picture = os.path.join(os.environ.get('BALIE_FAILURES', '/tmp'), f'balie-failed-{scene}.png')
            driver.subprocess.run(['import', '-silent', '-window', 'root', picture], check=False)
            print(f'scene {scene} failed; the screen is in {picture}', file=sys.stderr)
            if story.balie:
                print('\n'.join(sorted(set(story.balie.texts())))[:4000], file=sys.stderr)
                print(story.balie.read_log()[-6000:], file=sys.stderr)
                story.balie.process.kill()
            story.sim.close()
            return 1
        print(f'ok {scene}', flush=True)
    return 0


if __name__ == '__main__':
    sys.exit(main())
