#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job from an empty database to an approved plate, in the language of the session."""

import sys

from scenes import play
from story import Story

SCENES = ['start', 'first_run', 'import_orders', 'explain', 'approve_directly', 'morning_run', 'approvals',
          'notification', 'activity', 'close']

if __name__ == '__main__':
    sys.exit(play(Story(*sys.argv[1:3]), SCENES))
