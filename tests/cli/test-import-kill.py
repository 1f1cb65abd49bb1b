#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exactly once, whatever happens: persons of KP are added to a Driver2 with every fault, by baliectl that is
killed (-9) at random, two of them at the same time, the simulator killed as well. After healing Driver2
has each person once.

BALIE_KILL_IMPORTS and BALIE_KILL_ROUNDS make it larger (50 and 30), BALIE_KILL_SEED other."""

import collections
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
import uuid

from support import Desk, Sim, run_tests

N_IMPORTS = int(os.environ.get("BALIE_KILL_IMPORTS", "50"))
N_ROUNDS = int(os.environ.get("BALIE_KILL_ROUNDS", "30"))
SEED = int(os.environ.get("BALIE_KILL_SEED", "1"))

FAULTS = ("driver2.drop-before:0.08,driver2.drop-after:0.15,driver2.hang:0.08,driver2.500:0.15,"
          "driver2.503:0.03,driver2.429:0.03,driver2.garbage:0.06,driver2.truncate:0.06")


def queue(desk):
    """As picking them in the window would leave them."""
    desk.run("imports", "list")
    database = sqlite3.connect(desk.database)
    columns = [row[1] for row in database.execute("PRAGMA table_info(customer_import)")]
    for i in range(N_IMPORTS):
        customer = {"number": "K9%05d" % i, "lastName": "Eenmalig %s" % chr(65 + i % 26),
                    "firstName": "Proef %d" % i, "address": "Teststraat %d" % i, "postcode": "1000",
                    "city": "Brussel", "country": "BE", "email": "proef%d@example.org" % i}
        values = {"key": str(uuid.UUID(int=SEED * 1000 + i, version=4)), "state": "waiting",
                  "source": "kp", "customer": json.dumps(customer),
                  "person_key": "kp#" + customer["number"], "attempts": 0, "next_attempt_at": 0,
                  "claimed_at": 0, "created_at": 1, "updated_at": 1}
        database.execute(
            "INSERT INTO customer_import (%s) VALUES (%s)" % (
                ", ".join(columns), ", ".join("?" for _ in columns)),
            [values.get(column, "") for column in columns])
    database.commit()
    database.close()


def kill_after(processes, seconds):
    end = time.monotonic() + seconds
    killed = 0
    for process in processes:
        try:
            process.wait(max(0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        _, errors = process.communicate()
        assert b"Sanitizer" not in errors, errors.decode()[-3000:]
    return killed


def torment(desk, sim, dice):
    killed = 0
    for i in range(N_ROUNDS):
        processes = [desk.start("imports", "sync") for _ in range(dice.choice([1, 1, 2]))]
        killed += kill_after(processes, dice.uniform(0.02, 0.5))
        if i % 7 == 3:
            sim.kill()
            sim.start()
            sim.put("/control/faults", {"faults": FAULTS})
    return killed


def heal(desk, sim):
    sim.put("/control/faults", {"faults": ""})
    # A busy machine is no fault any more.
    desk.environment["BALIE_TIME_SCALE"] = "1"
    end = time.monotonic() + 240
    while time.monotonic() < end:
        result = desk.call("imports", "sync")
        states = {item["state"] for item in desk.json("imports", "list")}
        if states == {"done"}:
            return
    raise AssertionError("not healed: %s %s" % (states, result))


def test_each_person_once():
    dice = random.Random(SEED)
    desk = Desk()
    desk.environment["BALIE_TIME_SCALE"] = "0.01"
    sim = Sim("--latency", "0ms..80ms", "--seed", str(SEED), "--state", desk.path("sim.jsonl"))
    desk.run("remotes", "set", "driver2", sim.url + "/driver2/v1")
    queue(desk)
    sim.put("/control/faults", {"faults": FAULTS})
    killed = torment(desk, sim, dice)
    sim.put("/control/latency", {"latency": "0"})
    heal(desk, sim)
    made = collections.Counter(
        item["customer"]["firstName"] for item in sim.get("/control/imports"))
    assert made == {"Proef %d" % i: 1 for i in range(N_IMPORTS)}, "lost or twice: %s" % made
    by_key = {item["key"]: item["customer"]["number"] for item in sim.get("/control/imports")}
    for item in desk.json("imports", "list"):
        assert item["number"] == by_key[item["key"]], item
    journal = sim.journal()
    faults = collections.Counter(entry["fault"] for entry in journal)
    print("# %d of the calls were killed; Driver2 was asked %d times; faults: %s" %
          (killed, len(journal), dict(faults)))
    assert killed >= N_ROUNDS // 5
    sim.stop()
    desk.close()


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
