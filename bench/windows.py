# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures windows from outside, in a session of its own (tests/support/session): start, keys, stalls, memory.
Usage: windows.py FOLDER REPEATS RESULT.json; the folder holds few.db and many.db."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from desk import Desk, get_json, program, run, simulator  # noqa: E402
from orders_file import TODAY  # noqa: E402

# No paint for so long means that all is painted; longer than the list waits for the next key.
SETTLE_MS = 500
STALL_SECONDS = 6
TYPED = ["g", "o", "l", "BackSpace", "BackSpace", "BackSpace"]


def get_command(desk, database):
    return [program("balie"), "--database", "sqlite:" + desk.path(database), "--date", TODAY.isoformat()]


def meter(*arguments):
    out = run([program("bench-frame-meter"), *map(str, arguments)])
    return [[float(number) for number in line.split()] for line in out.splitlines()]


def measure_start(desk, repeats):
    """By turns, so that what else the machine does hits all alike. The first round warms up."""
    windows = {
        "bare": ("Bare window", [program("bench-bare-window")]),
        "columns": ("Bare columns", [program("bench-bare-columns")]),
        "few": ("Balie", get_command(desk, "few.db")),
        "many": ("Balie", get_command(desk, "many.db")),
    }
    found = {key: [] for key in windows}
    for i in range(repeats * 2 + 1):
        for key, (title, command) in windows.items():
            figures = meter("start", 2 * SETTLE_MS, title, *command)[0]
            if i > 0:
                found[key].append(figures)
    return {
        "start": {key: [each[0] for each in found[key]] for key in ("bare", "few", "many")},
        "filled": {"bare": [each[1] for each in found["columns"]],
                   **{key: [each[1] for each in found[key]] for key in ("few", "many")}},
        "memory": {key: [each[2] / 1024 for each in found[key]] for key in ("few", "many")},
    }


class Window:
    """A window that stays open for the block."""

    def __init__(self, title, command, environment=None):
        self.title = title
        self.process = subprocess.Popen(command, env=dict(os.environ, **(environment or {})),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        meter("key", 4 * SETTLE_MS, self.title, "Control_L")
        run(["xdotool", "search", "--name", self.title, "windowactivate"])
        return self

    def __exit__(self, *unused):
        self.process.terminate()
        if self.process.wait() not in (0, -signal.SIGTERM):
            raise RuntimeError("%s ended with %d" % (self.title, self.process.returncode))

    def press(self, keys):
        return [line[0] for line in meter("key", SETTLE_MS, self.title, *keys)]


def measure_keys(desk, repeats):
    found = {}
    for key, title, command in (("bare", "Bare columns", [program("bench-bare-columns")]),
                                ("few", "Balie", get_command(desk, "few.db")),
                                ("many", "Balie", get_command(desk, "many.db"))):
        with Window(title, command) as window:
            if key != "bare":
                run(["xdotool", "key", "ctrl+f"])
            window.press(TYPED)
            found[key] = [each for _ in range(repeats) for each in window.press(TYPED)]
    return {"keys": found}


class Stalls:
    """What the preloaded meter in the program writes."""

    def __init__(self, desk):
        self.path = pathlib.Path(desk.path("stall"))
        self.mark = pathlib.Path(desk.path("stall.mark"))
        self.environment = {"LD_PRELOAD": program("bench-stall-meter.so"), "BALIE_STALL_FILE": str(self.path)}

    def begin(self):
        self.mark.write_text("", encoding="utf-8")
        time.sleep(0.5)

    def read(self):
        return int(self.path.read_text(encoding="utf-8").split()[0]) / 1000


def measure_phases(desk, database, repeats, stalls):
    """Longest absences from the main loop: left alone, then with a person typing."""
    alone, typing = [], []
    with Window("Balie", get_command(desk, database), stalls.environment) as window:
        run(["xdotool", "key", "ctrl+f"])
        window.press(TYPED)
        for _ in range(max(3, repeats // 2)):
            stalls.begin()
            time.sleep(STALL_SECONDS)
            alone.append(stalls.read())
            stalls.begin()
            window.press(TYPED)
            typing.append(stalls.read())
    return alone, typing


def measure_stalls(desk, repeats):
    stalls = Stalls(desk)
    idle, typing = measure_phases(desk, "few.db", repeats, stalls)
    desk.copy("few.db", "hang.db")
    run([program("bench-morning-run"), "sqlite:" + desk.path("hang.db"), TODAY.isoformat(), "1"], env=desk.environment)
    with simulator("--faults", "hang:1") as url:
        desk.call("hang.db", "remotes", "set", "pon", url + "/pon/v1")
        hang, hang_typing = measure_phases(desk, "hang.db", repeats, stalls)
        asked = len(get_json(url + "/control/journal"))
    if asked == 0:
        raise RuntimeError("PON was never asked")
    return {"stall": {"idle": idle, "typing": typing, "hang": hang, "hang-typing": hang_typing}}


def main():
    desk = Desk(sys.argv[1])
    repeats = int(sys.argv[2])
    found = {**measure_start(desk, repeats), **measure_keys(desk, repeats), **measure_stalls(desk, repeats)}
    pathlib.Path(sys.argv[3]).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
