#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guided tour of ./dev run where there is no display: the main job, and fetching a customer, through the real
window, told step by step, with a screenshot of each."""

import pathlib
import sys

from dossier_story import DossierStory
from story import Story

STEPS = [
    ('start', 'Balie starts with an empty database.'),
    ('first_run', 'First run: the dealership, its dealer numbers, and who is at the desk.'),
    ('import_orders', 'A file of orders is imported; the bad line is named with its reason.'),
    ('explain', 'Why an order is or isn’t due: each condition, the rule, what would release it.'),
    ('approve_directly', 'Approve directly: the dialog shows exactly the eight fields; Enter alone spends nothing.'),
    ('morning_run', 'The morning run requests what is due.'),
    ('approvals', 'PON’s answers come in.'),
    ('notification', 'A desktop notification tells of the plates and opens the order.'),
    ('activity', 'The order’s timeline and history.'),
    ('close', 'The window closes.'),
]
DOSSIER_STEPS = [
    ('start', 'Another dealership, over a slow line: Driver2 takes eight seconds for every answer.'),
    ('new_dossier', 'A dossier begins with a chassis number.'),
    ('vehicle_first', 'Driver2 is asked for the vehicle; what would change is shown before it does.'),
    ('search_driver', 'The driver is searched by name, and the dossier is worked on meanwhile.'),
    ('pick_from_page_two', 'The right person stands on the second page; Enter takes over all its data.'),
    ('close', 'The window closes.'),
]


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for teller, steps in ((Story, STEPS), (DossierStory, DOSSIER_STEPS)):
        story = teller(folder)
        for scene, sentence in steps:
            print(f'  {sentence}', flush=True)
            getattr(story, scene)()
    print('  Screenshots:')
    for picture in sorted(folder.glob('*.png')):
        print(f'    {picture}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
