# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the longest absences from the main loop while a customer search goes wrong, beside an idle window with the same
dialog, in a session of its own (tests/support/session).
Usage: search.py FOLDER SECONDS REPEATS RESULT.json"""

import contextlib
import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests/display")]

from desk import Desk, get_json, program, run, simulator  # noqa: E402
from driver import Balie, clean, text_of, wait  # noqa: E402
from gi.repository import Gio  # noqa: E402

# Ten thousand have this name; nobody has the other one.
MANY, OTHER = "Zoveel", "Jansen"
# What Driver2 does, who is looked for, what is pressed again and again meanwhile, and each how many seconds.
# The one that fails again and again comes last: in the end the circuit breaker keeps it from Driver2.
CASES = {
    "hang": ("driver2.hang:1", OTHER, None, 0),
    "slow": ("driver2.slow:1", OTHER, None, 0),
    "many": ("", MANY, "Next", 2),
    "huge": ("driver2.huge:1", OTHER, "Return", 12),
}


def turn_on_animations():
    """The spinner shall spin, as at a desk; tests/support/session makes still pictures."""
    path = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "gtk-4.0/settings.ini"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("gtk-enable-animations=false", "gtk-enable-animations=true"), encoding="utf-8")


def put_faults(url, spec):
    request = urllib.request.Request(url + "/control/faults", data=json.dumps({"faults": spec}).encode(), method="PUT",
                                     headers={"Content-Type": "application/json"})
    urllib.request.urlopen(request, timeout=60).read()


@contextlib.contextmanager
def other_bus():
    """The environment with a message bus of one's own: an application opens one window a bus. The screen and the accessibility
    bus stay the same."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    accessibility = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                      Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
    process = subprocess.Popen(["dbus-daemon", "--config-file=" + os.environ["BALIE_SESSION"] + "/bus.conf", "--nofork",
                                "--print-address=1"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield {"DBUS_SESSION_BUS_ADDRESS": process.stdout.readline().strip(), "AT_SPI_BUS_ADDRESS": accessibility}
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


class Dialog:
    """A window with the search dialog, and what the preloaded meter in it writes. The accessibility bus is asked only while
    nothing is measured: its questions are answered by the main loop."""

    def __init__(self, desk, name, url, environment=None):
        database = name + ".db"
        self.path, self.mark = pathlib.Path(desk.path(name + ".stall")), pathlib.Path(desk.path(name + ".stall.mark"))
        desk.call(database, "settings", "set", "dealership-name", "Bench")
        desk.call(database, "remotes", "set", "driver2", url + "/driver2/v1")
        desk.call(database, "dossiers", "create", "owner.last_name=" + OTHER)
        run(["sqlite3", desk.path(database), "INSERT INTO meta VALUES ('first-run-done', '1')"])
        self.balie = Balie("--database", "sqlite:" + desk.path(database), environment={
            "LD_PRELOAD": program("bench-stall-meter.so"), "BALIE_STALL_FILE": str(self.path), **(environment or {})})
        self.open()

    def open(self):
        """Ctrl+K to the party, from there to the search, both by keys."""
        balie = self.balie
        balie.see("Search everything")
        balie.key("ctrl+k")
        search = balie.window("Search")
        wait(lambda: balie.focused() is not None and balie.focused().getRoleName() in ("text", "entry"), "the focus")
        balie.type(OTHER.lower())
        balie.see("of dossier", search)
        balie.key("Return")
        wait(lambda: len(balie.windows()) == 1, "the search to close")
        wait(lambda: balie.focused() is not None, "the dossier")
        balie.tab_to("Search in Driver2…")
        balie.key("space")
        self.dialog = balie.window("Search owner")
        self.entry = balie.find("text", "Name", self.dialog)
        wait(lambda: text_of(self.entry) == OTHER, "the name in the dialog")
        wait(lambda: clean(balie.focused().name) == "Name", "the focus at the name")
        self.window = balie.xwindow(self.dialog)

    def activate(self):
        run(["xdotool", "windowactivate", "--sync", self.window])

    def look_for(self, name):
        """The name alone; nothing is started yet."""
        self.activate()
        self.balie.tab_to("Name", role="text", key="shift+Tab")
        self.balie.key("ctrl+a")
        self.balie.type(name)
        wait(lambda: text_of(self.entry) == name, "the name to be typed")

    def begin(self):
        self.mark.write_text("", encoding="utf-8")

    def read(self):
        """By the clock, and in processor time."""
        return [int(word) / 1000 for word in self.path.read_text(encoding="utf-8").split()]


def measure_case(case, seconds, url, searching, idle):
    """Longest absences of both windows in the same time, in ms: by the clock, in processor time."""
    faults, name, key, every = CASES[case]
    put_faults(url, faults)
    searching.look_for(name)
    time.sleep(1)
    before = len(get_json(url + "/control/journal"))
    searching.begin()
    idle.begin()
    end = time.monotonic() + seconds
    run(["xdotool", "key", "Return"])
    while time.monotonic() < end:
        time.sleep(min(every or seconds, max(0, end - time.monotonic())))
        if key is not None and time.monotonic() < end:
            run(["xdotool", "key", key])
    figures = searching.read(), idle.read()
    if len(get_json(url + "/control/journal")) == before:
        raise RuntimeError("Driver2 was never asked")
    return figures


def main():
    desk = Desk(sys.argv[1])
    seconds, repeats = float(sys.argv[2]), int(sys.argv[3])
    found = {case: {"search": [], "idle": [], "search-cpu": [], "idle-cpu": []} for case in CASES}
    turn_on_animations()
    with simulator() as url, other_bus() as environment:
        idle = Dialog(desk, "idle", url, environment)
        searching = Dialog(desk, "search", url)
        for _ in range(repeats):
            for case, figures in found.items():
                ours, bare = measure_case(case, seconds, url, searching, idle)
                for key, pair in (("search", ours), ("idle", bare)):
                    figures[key].append(pair[0])
                    figures[key + "-cpu"].append(pair[1])
        for each in (searching, idle):
            each.balie.process.terminate()
            each.balie.process.wait()
    pathlib.Path(sys.argv[4]).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
