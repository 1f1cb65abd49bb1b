#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""baliectl customers search, vehicles search and imports against the simulated Driver2 and KP."""

import csv
import io
import sys

from support import Desk, Sim, run_tests

WIRE = ("number lastName firstName legalForm salutation address address2 postcode city province country "
        "language phone fax mobile email vatNumber vatLiable customerType drivingLicence").split()


def begin(*options):
    sim = Sim("--latency", "0", *options)
    desk = Desk()
    desk.run("remotes", "set", "driver2", sim.url + "/driver2/v1")
    desk.run("remotes", "set", "kp", sim.url + "/kp/v1")
    return sim, desk


def end(sim, desk):
    sim.stop()
    desk.close()


def asked(sim, prefix):
    return [entry for entry in sim.journal() if entry["path"].startswith(prefix)]


def test_auto_is_the_seeds_way():
    sim, desk = begin()
    found = desk.json("customers", "search", "--last-name", "Goderis")
    assert found["source"] == "driver2" and found["automatic"] is False, found
    assert found["total"] == 1 and found["page"] == 1
    assert list(found["items"][0]) == WIRE, list(found["items"][0])
    assert found["items"][0]["number"] == "74050"
    assert found["items"][0]["vatLiable"] is False and found["items"][0]["vatNumber"] is None
    assert not asked(sim, "/kp")
    found = desk.json("customers", "search", "--last-name", "Kaapstra", "--email",
                      "femke.kaapstra@example.org")
    assert found["source"] == "kp" and found["automatic"] is True, found
    assert found["items"][0]["number"] == "K500001"
    assert "mail" not in asked(sim, "/kp")[0]["query"]
    found = desk.json("customers", "search", "--first-name", "Nobody")
    assert found["source"] == "driver2" and found["total"] == 0 and found["items"] == [], found
    assert len(asked(sim, "/kp")) == 1
    end(sim, desk)


def test_pages_and_formats():
    sim, desk = begin()
    pages = [desk.json("customers", "search", "--last-name", "Peeters", "--page", str(page))
             for page in (1, 2)]
    numbers = [item["number"] for page in pages for item in page["items"]]
    assert len(set(numbers)) == 20 and pages[0]["total"] == pages[1]["total"] > 20
    rows = list(csv.DictReader(io.StringIO(desk.run(
        "customers", "search", "--last-name", "Peeters", "--format", "csv").out)))
    assert list(rows[0]) == ["source"] + WIRE and len(rows) == 10
    table = desk.run("customers", "search", "--last-name", "Goderis").out.splitlines()
    assert table[0].split()[:2] == ["Name", "First"] and "Goderis" in table[1], table
    assert "1 found in Driver2" in table[-1]
    assert desk.run("customers", "search", "--last-name", "Xyzzyx").out == "No items found\n"
    beyond = desk.json("customers", "search", "--last-name", "Goderis", "--page", "5")
    assert beyond["items"] == [] and beyond["page"] == 5, beyond
    end(sim, desk)


def test_exit_statuses():
    sim, desk = begin()
    for wrong in ([], ["--source", "kp", "--first-name", "Femke"], ["--source", "pon"],
                  ["--last-name", "A", "--page", "0"], ["--last-name", "A", "--page", "x"]):
        desk.run("customers", "search", *wrong, status=2)
    desk.run("vehicles", "search", status=2)
    desk.run("vehicles", "search", "--vin", "A", "--plate", "B", status=2)
    assert not asked(sim, "/")
    desk.run("users", "add", "nemo", "--name", "Nemo", "--roles", "")
    desk.run("customers", "search", "--last-name", "Goderis", "--as", "nemo", status=4)
    desk.run("vehicles", "search", "--plate", "1-DEM-001", "--as", "nemo", status=4)
    desk.run("customers", "search", "--last-name", "Goderis", "--as", "nobody", status=4)
    assert not asked(sim, "/")
    sentences = set()
    for fault in "hang", "drop-after", "500", "503", "garbage", "truncate", "wrong-type", "huge":
        sim.put("/control/faults", {"faults": "driver2.%s:1" % fault})
        # Only what never answers is waited for to the end; a slow machine has its time for the rest.
        desk.environment["BALIE_TIME_SCALE"] = "0.05" if fault == "hang" else "0.5"
        result = desk.run("customers", "search", "--last-name", "Kaapstra", status=3)
        assert result.out == "" and "Driver2" in result.err, result
        assert "requests sync" not in result.err
        sentences.add(result.err)
    assert len(sentences) == 8, sentences
    assert not asked(sim, "/kp"), "after an error KP is never asked by itself"
    sim.put("/control/faults", {"faults": "kp.hang:1"})
    desk.environment["BALIE_TIME_SCALE"] = "0.05"
    result = desk.run("customers", "search", "--last-name", "Kaapstra", status=3)
    assert result.out == "" and "KP" in result.err, result
    sim.stop()
    desk.run("customers", "search", "--last-name", "Kaapstra", status=3)
    desk.run("vehicles", "search", "--plate", "1-DEM-001", status=3)
    desk.close()


def test_vehicles():
    sim, desk = begin()
    found = desk.json("vehicles", "search", "--plate", "1dem001")
    assert list(found["items"][0]) == ["vehicle", "owner", "driver", "insured"], found
    assert found["items"][0]["vehicle"]["vin"] == "WVWZZZTSTTW000001"
    assert found["items"][0]["owner"]["lastName"] == "Goderis"
    found = desk.json("vehicles", "search", "--vin", "WAUZZZTSTTW000002")
    assert found["items"][0]["driver"] is None, found
    assert len(desk.json("vehicles", "search", "--plate", "1-DEM-004")["items"]) == 2
    assert desk.json("vehicles", "search", "--plate", "1-DEM-099") == {"items": []}
    assert "Goderis, Thiemen" in desk.run("vehicles", "search", "--plate", "1-DEM-001").out
    end(sim, desk)


def test_not_configured():
    desk = Desk()
    result = desk.run("customers", "search", "--last-name", "Goderis", status=3)
    assert "Driver2 has no address yet" in result.err, result
    assert desk.json("imports", "list") == []
    desk.run("imports", "sync")
    desk.run("imports", "retry", "no-such-key", status=1)
    desk.close()


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
