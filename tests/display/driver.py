# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives Balie's real window as a person does: mouse and keyboard act, AT-SPI reads; waits are for effects."""

import json
import os
import pathlib
import signal
import subprocess
import time
import urllib.request

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402
import pyatspi  # noqa: E402

Atspi.set_timeout(15000, 30000)
# Sanitizers and a shared machine make everything slower than it is at a desk.
PATIENCE = float(os.environ.get('BALIE_TEST_PATIENCE', '30'))
BUILD = pathlib.Path(os.environ['BALIE_BUILD'])


class Missing(AssertionError):
    """Something did not appear in time."""


def wait(condition, what, seconds=PATIENCE):
    """Calls condition until it gives something true, which is returned."""
    end = time.monotonic() + seconds
    trouble = None
    while True:
        try:
            value = condition()
            if value:
                return value
            trouble = None
        except (GLib.Error, LookupError, NotImplementedError, RuntimeError) as error:
            trouble = error
        if time.monotonic() > end:
            raise Missing(f'not within {seconds:.0f} s: {what}' + (f' ({trouble!r})' if trouble else ''))
        time.sleep(0.03)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def clean(name):
    """A name as GTK 4.8 tells it, "_Save Save" or "Save Save", made "Save"."""
    words = (name or '').split(' ')
    half = len(words) // 2
    first, second = ' '.join(words[:half]), ' '.join(words[half:])
    if second and len(words) % 2 == 0 and first.replace('_', '', 1) == second:
        return second
    return (name or '').replace('_', '', 1)


def walk(node, limit=400, skip=None):
    if skip is not None and node.name == skip:
        return
    yield node
    for index in range(min(node.childCount, limit)):
        child = node.getChildAtIndex(index)
        if child is not None:
            yield from walk(child, limit, skip)


def pump():
    """Lets libatspi take in what it was told."""
    context = GLib.MainContext.default()
    while context.iteration(False):
        pass


def states(node):
    # What GTK 4.8 changes without telling must not be read from a cache.
    node.clear_cache()
    return {pyatspi.stateToString(state) for state in node.getState().getStates()}


def visible(node):
    return node.getState().contains(pyatspi.STATE_VISIBLE)


def extents(node):
    return node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)


def text_of(node):
    """The text of a label or an entry; the name where it has none."""
    try:
        text = node.queryText()
    except NotImplementedError:
        return clean(node.name)
    return text.getText(0, text.characterCount)


_mapped = set()


def premap(text):
    """Puts characters that the keyboard lacks on spare keys once, so that typing them can't lose any."""
    needed = [c for c in dict.fromkeys(text) if ord(c) > 126 and c not in _mapped]
    if not needed:
        return
    spare = [l.split()[1] for l in run('xmodmap', '-pke').splitlines() if l.rstrip().endswith('=')]
    for character, code in zip(needed, reversed(spare)):
        sign = f'U{ord(character):04X}'
        run('xmodmap', '-e', f'keycode {code} = {sign} {sign}')
        _mapped.add(character)


class Simulator:
    """A real balie-sim on loopback."""

    def __init__(self, *options):
        self.process = subprocess.Popen([str(BUILD / 'src/sim/balie-sim'), '--port', '0', *options],
                                        stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        assert line.startswith('listening '), line
        self.url = line.split()[1]

    def journal(self):
        with urllib.request.urlopen(f'{self.url}/control/journal', timeout=20) as answer:
            return json.load(answer)

    def control(self, name, body):
        request = urllib.request.Request(f'{self.url}/control/{name}', data=json.dumps(body).encode(), method='PUT',
                                         headers={'Content-Type': 'application/json'})
        urllib.request.urlopen(request, timeout=20).read()

    def close(self):
        self.process.terminate()
        self.process.wait(10)


class Focus:
    """What got the focus last, as it is told to a screen reader."""

    def __init__(self):
        self.node = None
        self.listener = Atspi.EventListener.new(self._told_cb)
        self.listener.register('object:state-changed:focused')

    def _told_cb(self, event):
        if event.detail1:
            self.node = event.source

    def get(self, app):
        """None when nothing was told that still holds."""
        pump()
        try:
            node = self.node
            if node is not None and node.get_process_id() == app.get_process_id() and 'focused' in states(node):
                return node
        except GLib.Error:
            self.node = None
        return None

    def close(self):
        self.listener.deregister('object:state-changed:focused')


class Balie:
    """The application under test, in a session of its own (tests/support/session)."""

    def __init__(self, *options, environment=None):
        program = BUILD / 'src/ui/balie'
        self.log = open(os.path.join(os.environ.get('BALIE_SESSION', '/tmp'), f'balie-{time.monotonic_ns()}.log'), 'w+b')
        self.process = subprocess.Popen([str(program), *options], stdout=self.log, stderr=subprocess.STDOUT,
                                        env=dict(os.environ, **(environment or {})))
        self.focus = Focus()
        self.app = wait(self._find_application, 'the application on the accessibility bus')

    def _find_application(self):
        if self.process.poll() is not None:
            raise AssertionError(f'balie ended with {self.process.returncode}\n{self.read_log()}')
        for app in pyatspi.Registry.getDesktop(0):
            if app and app.get_process_id() == self.process.pid:
                return app if app.childCount else None
        return None

    def read_log(self):
        self.log.flush()
        self.log.seek(0)
        return self.log.read().decode(errors='replace')

    def close(self, expect=0):
        """Quits by the keyboard and insists on a clean end: no leak, no critical."""
        self.focus.close()
        if self.process.poll() is None:
            self.key('ctrl+q')
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGKILL)
                raise AssertionError('balie did not quit on Ctrl+Q\n' + self.read_log())
        log = self.read_log()
        assert self.process.returncode == expect, f'balie ended with {self.process.returncode}\n{log}'
        assert 'CRITICAL' not in log, log

    # Reading.

    def windows(self):
        return [w for w in self.app if w is not None]

    def window(self, title=None):
        """The newest top-level window, or the one with that title."""
        def search():
            found = [w for w in self.windows() if title is None or w.name == title]
            return found[-1] if found else None
        return wait(search, f'window {title!r}')

    def all(self, role=None, name=None, within=None, contains=None):
        roots = [within] if within is not None else self.windows()
        found = []
        for root in roots:
            for node in walk(root):
                if role and node.getRoleName() != role:
                    continue
                known = node.name if name is not None or contains is not None else ''
                if name is not None and name not in (clean(known), known):
                    continue
                if contains is not None and contains not in clean(known) and contains not in text_of(node):
                    continue
                found.append(node)
        return found

    def find(self, role=None, name=None, within=None, contains=None, seconds=PATIENCE, showing=True):
        def search():
            for node in self.all(role, name, within, contains):
                if not showing or self.shown(node):
                    return node
            return None
        return wait(self.doubting(search, within), f'{role} {name or contains!r} in {within.name if within else "any window"!r}', seconds)

    def shown(self, node):
        """Whether it has a place in its window; GTK 4.8 tells no more about hidden pages."""
        try:
            box = extents(node)
        except NotImplementedError:
            return False
        return visible(node) and box.width > 0 and box.height > 0

    def gone(self, role=None, name=None, contains=None, seconds=PATIENCE):
        wait(lambda: not self.all(role, name, None, contains), f'{role} {name or contains!r} to go', seconds)

    def texts(self, within=None):
        """Every text there is, for looking for a sentence wherever it stands. The name of a label is its text;
        asking each for its text, too, would take longer than a toast stands."""
        found = []
        for root in [within] if within is not None else self.windows():
            for node in walk(root):
                found.append(clean(node.name))
                if node.getRoleName() in ('text', 'entry'):
                    found.append(text_of(node))
        return [text for text in found if text]

    def see(self, part, within=None, seconds=PATIENCE):
        """Waits until a text with that part stands somewhere; gives the whole text."""
        def search():
            return next((t for t in self.texts(within) if part in t), None)
        return wait(self.doubting(search, within), f'text {part!r}', seconds)

    def doubting(self, search, within=None):
        """What is not found at once is looked for without what libatspi remembers."""
        begin = time.monotonic()

        def search_anew():
            pump()
            if time.monotonic() - begin > 1.5:
                for root in [within] if within is not None else self.windows():
                    root.clear_cache()
            return search()
        return search_anew

    def toast(self, part, seconds=PATIENCE):
        """The toast with that text: it stands beside the pages, which need not be walked for it."""
        def search():
            pump()
            return next((node for node in walk(self.windows()[0], skip='AdwFlap') if part in clean(node.name)), None)
        return wait(search, f'toast {part!r}', seconds)

    def focused(self, near=None):
        """What has the focus. Where nobody was told, it is looked for, first around `near`: it moves to a neighbour
        as a rule, and walking a whole window takes a second and more when the program runs under sanitizers."""
        told = self.focus.get(self.app)
        if told is not None:
            return told
        for _ in range(5):
            near = near.parent if near is not None else None
            if near is None or near == self.app:
                break
            for node in walk(near):
                if node.getState().contains(pyatspi.STATE_FOCUSED):
                    return node
        for window in reversed(self.windows()):
            for node in walk(window):
                if node.getState().contains(pyatspi.STATE_FOCUSED):
                    return node
        return None

    # Acting.

    def xwindow(self, node=None):
        """The X window a node stands in."""
        top = node
        while top is not None and top.parent is not None and top.parent != self.app:
            top = top.parent
        ids = run('xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)).split()
        if top is not None:
            for window in ids:
                if run('xdotool', 'getwindowname', window).strip() == top.name:
                    return window
        active = run('xdotool', 'getactivewindow').strip()
        return active if active in ids else ids[-1]

    def click(self, node, button=1, count=1):
        def placed():
            box = extents(node)
            return box if box.width > 0 and box.height > 0 else None
        box = wait(placed, f'a place of {node.name!r}')
        run('xdotool', 'mousemove', '--window', self.xwindow(node), str(box.x + box.width // 2),
            str(box.y + box.height // 2), 'click', '--repeat', str(count), str(button))

    def key(self, *keys):
        run('xdotool', 'key', '--clearmodifiers', '--delay', '20', *keys)

    def type(self, text):
        premap(text)
        run('xdotool', 'type', '--delay', '12', text)

    def tab_to(self, name, role=None, limit=60, key='Tab'):
        """Walks with Tab until the control of that name has the focus."""
        node = self.focused()
        for _ in range(limit):
            if node is not None and name in (clean(node.name), node.name) and (not role or node.getRoleName() == role):
                return node
            before = node
            self.key(key)

            def moved():
                now = self.focused(before)
                return now if now != before else None
            try:
                node = wait(moved, 'the focus to move', 1)
            except Missing:
                node = self.focused()
        raise Missing(f'Tab does not reach {name!r}; last was {node!r}')

    def type_into(self, name, text, limit=24):
        """Walks with Tab to the entry of that name and types. The focus inside an entry row of libadwaita
        1.2 is told to nobody, so where the text lands is what counts; another entry gets back what it had."""
        entry = self.find(role='text', name=name)
        for _ in range(limit):
            node = self.focused()
            if node is None or node.getRoleName() == 'text':
                before = [(other, text_of(other)) for other in self.all(role='text', within=self.windows()[-1])]
                self.key('ctrl+a')
                self.type(text)
                try:
                    wait(lambda: any(text_of(other) == text for other, old in before if old != text), f'{text!r} anywhere', 1)
                except Missing:
                    pass
                if text_of(entry) == text:
                    return entry
                self._put_back(before)
            self.key('Tab')
        raise Missing(f'no Tab reaches the entry {name!r}')

    def _put_back(self, before):
        for other, text in before:
            if text_of(other) != text:
                self.key('ctrl+a', 'Delete')
                self.type(text)
                wait(lambda: text_of(other) == text, f'{text!r} back in its place')

    def shot(self, path, node=None, settle=0.4):
        """A picture of the window; what it waits for is that two pictures in a row are the same."""
        window = self.xwindow(node)
        previous = None
        for _ in range(20):
            picture = subprocess.run(['import', '-silent', '-window', window, 'png:-'], check=True, capture_output=True).stdout
            if picture == previous:
                break
            previous = picture
            time.sleep(settle / 2)
        pathlib.Path(path).write_bytes(picture)
        return path


def ctl(*arguments, database=None, expect=0, environment=None):
    """Runs baliectl and gives its standard output."""
    command = [str(BUILD / 'src/cli/baliectl')]
    if database:
        command += ['--database', database]
    result = subprocess.run([*command, *arguments], capture_output=True, text=True,
                            env=dict(os.environ, **(environment or {})))
    assert result.returncode == expect, f'{arguments} gave {result.returncode}\n{result.stdout}\n{result.stderr}'
    return result.stdout
