# SPDX-License-Identifier: GPL-3.0-or-later
"""What every story shares: a dealership of its own with real parts around it, getting about by keyboard, and what
the desktop shows beside the window."""

import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile

from driver import Balie, Missing, Simulator, clean, ctl, run, wait
from words import T

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / 'support'))


class Teller:
    """One dealership; pictures go to `shots` if given."""

    SIMULATOR = ('--seed', '7')
    ENVIRONMENT = {}

    def __init__(self, shots=None, suffix=''):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='balie-story.'))
        self.database = f'sqlite:{self.folder}/balie.db'
        self.shots = pathlib.Path(shots) if shots else None
        self.suffix = suffix
        self.sim = Simulator(*self.SIMULATOR)
        self.balie = None

    def close(self):
        if self.balie:
            self.balie.close()
        self.close_parts()

    def close_parts(self):
        """What runs beside the window."""
        self.sim.close()

    def abandon(self):
        """After a failure nothing is asked any more."""
        if self.balie:
            self.balie.process.kill()
        self.close_parts()

    def picture(self, name):
        """Of the newest window: a dialog while there is one."""
        if self.shots:
            self.balie.shot(self.shots / f'{name}{self.suffix}.png', self.balie.windows()[-1])

    def picture_desktop(self, name):
        """Of everything, with what is not the window's."""
        path = pathlib.Path(os.environ['BALIE_SESSION']) / 'desktop.png'
        subprocess.run(['import', '-silent', '-window', 'root', str(path)], check=True)
        if self.shots:
            (self.shots / f'{name}{self.suffix}.png').write_bytes(path.read_bytes())

    def start(self, *options):
        self.balie = Balie('--database', self.database, *options, environment=self.ENVIRONMENT)

    def kill(self):
        """As when the machine loses its power."""
        self.balie.process.send_signal(signal.SIGKILL)
        self.balie.process.wait(20)
        self.balie.focus.close()
        self.balie = None

    def ctl(self, *arguments):
        return ctl(*arguments, database=self.database)

    def ctl_json(self, *arguments):
        return json.loads(self.ctl(*arguments, '--format', 'json'))

    def set_up(self, *remotes):
        """What the first run would ask is answered; the remotes have addresses."""
        self.ctl('settings', 'set', 'dealership-name', 'Autobedrijf Voorbeeld')
        for remote in remotes:
            self.ctl('remotes', 'set', remote, f'{self.sim.url}/{remote}/v1')
        with sqlite3.connect(self.folder / 'balie.db') as store:
            store.execute("INSERT INTO meta VALUES ('first-run-done', '1')")

    # Getting about.

    def walk(self, reached, key, what, limit=70):
        """Presses the key until the control that has the focus is the one that is meant."""
        b = self.balie
        node = b.focused()
        for _ in range(limit):
            if node is not None and reached(node):
                return node
            before = node
            b.key(key)
            try:
                node = wait(lambda: (lambda now: now if now != before else None)(b.focused(before)), 'the focus to move', 1)
            except Missing:
                node = b.focused()
        raise Missing(f'{key} does not reach {what}; last was {clean(node.name)!r}')

    def walk_to(self, name, key='Tab'):
        return self.walk(lambda node: clean(node.name).startswith(name), key, name)

    def walk_once(self, before, key):
        self.balie.key(key)
        return wait(lambda: (lambda now: now if now is not None and now != before else None)(self.balie.focused(before)),
                    'the focus to move')

    def fill(self, *fields):
        """Entries that follow each other: (name, text)."""
        for name, text in fields:
            self.balie.type_into(name, text)
            self.balie.key('Tab')

    def wait_closed(self, n=1):
        wait(lambda: len(self.balie.windows()) == n, 'the dialog to close')

    def activate(self, window):
        run('xdotool', 'windowactivate', '--sync', self.balie.xwindow(window))

    def choose_in_menu(self, label):
        b = self.balie
        b.key('F10')
        b.find(name=T(label))
        b.tab_to(T(label), key='Down')
        b.key('Return')

    # The desktop.

    def count_notifications(self):
        return sum(int(subprocess.run(['dunstctl', 'count', kind], capture_output=True, text=True).stdout or 0)
                   for kind in ('displayed', 'waiting'))

    def press_notification(self):
        """Its action, which is what a click does."""
        wait(self.count_notifications, 'a desktop notification')
        subprocess.run(['dunstctl', 'action'], check=True)
