# SPDX-License-Identifier: GPL-3.0-or-later
"""A private desk for measuring: its own home, databases, baliectl, and the simulated PON."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import time
import urllib.request

BUILD = pathlib.Path(os.environ["BALIE_BUILD"])
PROGRAMS = {
    "balie": BUILD / "src/ui/balie",
    "baliectl": BUILD / "src/cli/baliectl",
    "balie-sim": BUILD / "src/sim/balie-sim",
}


def program(name):
    return str(PROGRAMS.get(name, BUILD / "bench" / name))


def median(values):
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def run(command, **options):
    """Its output; what it said when it failed."""
    process = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, **options)
    if process.returncode != 0:
        raise RuntimeError("%s ended with %d: %s" % (command[0], process.returncode, process.stderr[-2000:]))
    return process.stdout


def time_run(command, **options):
    """Seconds by the clock."""
    begin = time.monotonic()
    run(command, **options)
    return time.monotonic() - begin


class Desk:
    """Keeps everything below one folder, which is removed in the end."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.environment = dict(os.environ, HOME=folder, XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder,
                                XDG_CACHE_HOME=folder, XDG_RUNTIME_DIR=folder, LC_ALL="C.UTF-8", LANGUAGE="en")
        self.environment.pop("DBUS_SESSION_BUS_ADDRESS", None)

    def path(self, name):
        return str(self.folder / name)

    def baliectl(self, database, *arguments):
        return [program("baliectl"), "--database", "sqlite:" + self.path(database), *arguments]

    def call(self, database, *arguments):
        return run(self.baliectl(database, *arguments), env=self.environment)

    def time_call(self, database, *arguments):
        return time_run(self.baliectl(database, *arguments), env=self.environment)

    def remove(self, database):
        for name in (database, database + "-wal", database + "-shm"):
            pathlib.Path(self.path(name)).unlink(missing_ok=True)

    def copy(self, database, copy):
        """A closed database is one file: its log was taken in when it was closed."""
        self.remove(copy)
        for end in ("", "-wal"):
            if os.path.exists(self.path(database + end)):
                shutil.copyfile(self.path(database + end), self.path(copy + end))


@contextlib.contextmanager
def simulator(*options):
    """The address of a balie-sim that ends with the block."""
    process = subprocess.Popen([program("balie-sim"), "--exit-with-stdin", "--port", "0", *options],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        line = process.stdout.readline()
        if not line.startswith("listening "):
            raise RuntimeError("balie-sim said: " + line)
        yield line.split()[1]
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def get_json(url):
    with urllib.request.urlopen(url, timeout=60) as answer:
        return json.load(answer)
