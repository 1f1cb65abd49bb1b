#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Letters, insurers and who is told, from the command line: the simulated insurers, a real SMTP server."""

import os
import random
import sys
import time
import urllib.request
import json

from support import Desk, Sim, run_tests
from mailbox_server import Server, text_of


def post(sim, letter):
    request = urllib.request.Request(sim.url + "/control/letters", data=json.dumps(letter).encode(),
                                     method="POST")
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def add_insurer(desk, sim, name="Norm", code="", profile=None, password="geheim"):
    path = desk.write("password", password + "\n")
    options = ["--profile", desk.write("profile.json", json.dumps(profile))] if profile else []
    desk.run("insurers", "add", name, "--sts-url", sim.url + "/bipro%s/410" % code,
             "--transfer-url", sim.url + "/bipro%s/430" % code, "--user", "4711",
             "--password-file", path, *options)


def add_people(desk):
    """Two administrators, one restricted, one full, one without sight."""
    me = desk.json("users", "list")[0]["login"]
    desk.run("users", "set", me, "--email", "chef@dealer.example", "--language", "nl")
    for login, options in (
            ("anna", ("--administrator", "yes", "--sight", "full", "--language", "de")),
            ("rik", ("--sight", "restricted", "--agencies", "4711", "--roles", "seller")),
            ("fien", ("--sight", "full", "--roles", "seller")),
            ("zoe", ("--sight", "none", "--administrator", "yes"))):
        desk.run("users", "add", login, "--name", login.title(), "--email",
                 login + "@dealer.example", "--language", "en", *options)
    return me


def make_desk(sim, server):
    desk = Desk()
    desk.run("settings", "set", "mail-sender", "balie@dealer.example")
    desk.run("remotes", "set", "smtp", server.url)
    add_insurer(desk, sim)
    return desk


def letter(agency, text="Antragsanforderung", **more):
    return dict({"code": "100005100", "ownApplication": "D-9001", "agency": agency, "text": text},
                **more)


def test_fetched_once_and_acknowledged():
    sim = Sim()
    desk = Desk()
    add_insurer(desk, sim)
    there = sim.get("/control/letters")
    mine = [one for one in there if one["insurer"] == ""]
    assert desk.json("letters", "sync") == {"new": len(mine), "failed": 0}
    found = desk.json("letters", "list")
    assert {one["shipment"] for one in found} == {one["id"] for one in mine}
    assert all(one["acknowledged"] for one in sim.get("/control/letters") if one["insurer"] == "")
    assert desk.json("letters", "sync") == {"new": 0, "failed": 0}
    assert desk.json("letters", "sync", "--again") == {"new": 0, "failed": 0}
    assert len(desk.json("letters", "list")) == len(mine)
    unknown = [one for one in found if one["code"] == "987654321"]
    assert len(unknown) == 1 and unknown[0]["kind"] == "other", unknown
    reminders = [one for one in found if one["application"] == "D-1003"]
    reminders.sort(key=lambda one: one["received"])
    assert [one["urgency"] for one in reminders] == [None, 1, 2, 3], reminders
    assert [one["category"] for one in reminders] == ["important"] + ["reminder"] * 3
    assert all(one["evb"] == "C3D4E5F" for one in reminders), reminders
    desk.close()
    sim.stop()


def test_save():
    sim = Sim("--no-letters")
    post(sim, letter("4711"))
    desk = Desk()
    add_insurer(desk, sim)
    desk.run("letters", "sync")
    one, = desk.json("letters", "list")
    first = desk.json("letters", "save", str(one["id"]), "out")
    again = desk.json("letters", "save", str(one["id"]), "out")
    paths = [row["file"] for row in first + again]
    assert len(set(paths)) == len(paths) >= 2
    for path, document in zip(paths, one["documents"] * 2):
        assert os.path.dirname(path) == desk.path("out")
        assert os.path.getsize(path) == document["bytes"] > 0
    with open(paths[0], "rb") as file:
        assert file.read(5) == b"%PDF-"
    desk.run("letters", "save", "999", "out", status=1)
    desk.run("letters", "save", "x", "out", status=2)
    desk.close()
    sim.stop()


def test_who_is_told():
    """The seed: defaults by role and sight, explicit choices, portfolio limits; one mail per user."""
    sim, server = Sim("--no-letters"), Server()
    desk = make_desk(sim, server)
    me = add_people(desk)
    wanted = {row["login"]: row for row in desk.json("notifications", "list")
              if row["category"] == "important"}
    assert {login: row["email"] for login, row in wanted.items()} == {
        me: True, "anna": True, "rik": True, "fien": False, "zoe": False}, wanted
    assert all(row["origin"] == "default" and row["set_by"] is None for row in wanted.values())

    post(sim, letter("4711", "Antragsanforderung fuer Frau Jansen"))
    desk.run("letters", "sync")
    mails = server.take()
    assert set(mails) == {"chef@dealer.example", "anna@dealer.example", "rik@dealer.example"}
    for mail in mails.values():
        assert "Jansen" not in mail["Subject"] and "Jansen" not in text_of(mail)
        assert "D-9001" in text_of(mail) and "D-9001" not in mail["Subject"]
    assert len({mail["Message-ID"] for mail in mails.values()}) == 3
    desk.run("letters", "sync")
    desk.run("mail", "send")
    assert server.take() == {}

    post(sim, letter("4712"))
    desk.run("notifications", "set", "fien", "reminders", "yes")
    desk.run("notifications", "set", "anna", "reminders", "no")
    desk.run("letters", "sync")
    assert set(server.take()) == {"chef@dealer.example", "fien@dealer.example"}

    post(sim, letter("4711", "Erinnerung", ownApplication="D-9002"))
    post(sim, letter("4711", "Erinnerung", ownApplication="D-9003"))
    desk.run("letters", "sync")
    mails = server.take()
    assert set(mails) == {"chef@dealer.example", "rik@dealer.example", "fien@dealer.example"}
    assert all("D-9002" in text_of(mail) and "D-9003" in text_of(mail) for mail in mails.values())
    desk.close()
    server.stop()
    sim.stop()


def test_rights():
    sim = Sim("--no-letters")
    post(sim, letter("4711"))
    post(sim, letter("4712", ownApplication="D-9002"))
    desk = Desk()
    add_insurer(desk, sim)
    me = add_people(desk)
    desk.run("letters", "sync")
    assert len(desk.json("letters", "list")) == 2
    mine, = desk.json("letters", "list", "--as", "rik")
    assert mine["agency"] == "4711"
    other, = [one for one in desk.json("letters", "list") if one["agency"] == "4712"]
    desk.run("letters", "save", str(other["id"]), "out", "--as", "rik", status=1)
    desk.run("letters", "done", str(other["id"]), "--as", "rik", status=1)
    desk.run("letters", "list", "--as", "zoe", status=4)
    desk.run("notifications", "set", "rik", "important", "no", "--as", "rik", status=4)
    desk.run("insurers", "remove", "Norm", "--as", "fien", status=4)
    desk.run("users", "remove", "anna", "--as", "fien", status=4)
    desk.run("notifications", "set", "nobody", "important", "no", status=1)
    desk.run("users", "remove", "anna")
    desk.run("users", "remove", "zoe")
    result = desk.run("users", "remove", me, status=1)
    assert "last administrator" in result.err, result
    desk.close()
    sim.stop()


def test_explicit_choice_stays_a_default_follows():
    desk = Desk()
    add_people(desk)

    def told(login):
        return [row["email"] for row in desk.json("notifications", "list", login)]

    assert told("fien") == [False, False]
    desk.run("users", "set", "fien", "--administrator", "yes")
    assert told("fien") == [True, True]
    desk.run("notifications", "set", "fien", "important", "no")
    rows = desk.json("notifications", "list", "fien")
    assert rows[0]["origin"] == "explicit" and rows[0]["set_by"] and told("fien") == [False, True]
    desk.run("users", "set", "fien", "--administrator", "no")
    assert told("fien") == [False, False]
    desk.run("notifications", "set", "fien", "reminders", "yes")
    desk.run("users", "set", "fien", "--sight", "none")
    assert told("fien") == [False, False]
    desk.run("users", "set", "fien", "--sight", "full")
    assert told("fien") == [False, True]
    desk.run("notifications", "set", "fien", "reminders", "default")
    assert told("fien") == [False, False]
    desk.close()


def test_filed_closes_reminders():
    sim = Sim()
    desk = Desk()
    add_insurer(desk, sim)
    desk.run("letters", "sync")
    one = [row for row in desk.json("letters", "list") if row["application"] == "D-1003"][0]
    desk.run("letters", "file", str(one["id"]))
    rows = desk.json("letters", "list")
    assert {row["state"] for row in rows if row["application"] == "D-1003"} == {"done"}
    assert {row["state"] for row in rows if row["application"] != "D-1003"} == {"open"}
    desk.run("letters", "reopen", str(one["id"]))
    assert len(desk.json("letters", "list", "--filter", "done")) == 3
    query = [row for row in rows if row["kind"] == "query"][0]
    desk.run("letters", "file", str(query["id"]), status=2)
    desk.close()
    sim.stop()


def test_mail_later():
    """What could not be sent is the same mail later."""
    sim, server = Sim("--no-letters"), Server()
    desk = make_desk(sim, server)
    me = desk.json("users", "list")[0]["login"]
    desk.run("users", "set", me, "--email", "chef@dealer.example")
    server.mailbox.answer = "451 later"
    post(sim, letter("4711"))
    desk.run("letters", "sync")
    assert server.take() == {}
    server.mailbox.answer = None
    assert desk.json("mail", "send") == {"sent": 1}
    assert set(server.take()) == {"chef@dealer.example"}
    assert desk.json("mail", "send") == {"sent": 0}
    desk.close()
    server.stop()
    sim.stop()


def test_killed_at_any_moment():
    """Each letter once, acknowledged only when stored, each user told once."""
    dice = random.Random(4)
    sim, server = Sim(), Server()
    desk = make_desk(sim, server)
    me = desk.json("users", "list")[0]["login"]
    desk.run("users", "set", me, "--email", "chef@dealer.example")
    for _ in range(12):
        process = desk.start("letters", "sync")
        time.sleep(dice.uniform(0.02, 0.35))
        process.kill()
        process.communicate()
        stored = {one["shipment"] for one in desk.json("letters", "list")}
        done = {one["id"] for one in sim.get("/control/letters")
                if one["insurer"] == "" and one["acknowledged"]}
        assert done <= stored, done - stored
    desk.run("letters", "sync")
    desk.run("mail", "send")
    found = desk.json("letters", "list")
    there = [one for one in sim.get("/control/letters") if one["insurer"] == ""]
    assert sorted(one["shipment"] for one in found) == sorted(one["id"] for one in there)
    assert all(one["acknowledged"] for one in there)
    seen = {}
    for _, mail in server.mailbox.mails:
        seen[mail["Message-ID"]] = text_of(mail)
    told = sum(text.count("Norm") for text in seen.values())
    assert told == len(found), (told, len(found))
    desk.close()
    server.stop()
    sim.stop()


def test_insurer_down_and_locked():
    sim = Sim("--no-letters")
    post(sim, letter("4711"))
    desk = Desk()
    add_insurer(desk, sim, password="falsch")
    desk.run("letters", "sync", status=3)
    locked, = desk.json("insurers", "list")
    assert locked["locked"], locked
    journal = len(sim.journal())
    desk.run("letters", "sync", status=3)
    assert len(sim.journal()) == journal
    add_insurer(desk, sim)
    assert desk.json("letters", "sync")["new"] == 1
    sim.kill()
    desk.run("letters", "sync", status=3)
    row, = desk.json("insurers", "list")
    assert row["last_problem"] == "offline" and row["locked"] is None, row
    desk.run("insurers", "remove", "Norm")
    assert desk.json("insurers", "list") == [] and len(desk.json("letters", "list")) == 1
    desk.run("letters", "sync", "--insurer", "Norm", status=1)
    desk.run("insurers", "add", "Bad", "--sts-url", "nonsense", "--transfer-url", "x", "--user",
             "u", status=2)
    desk.run("insurers", "add", "Bad", status=2)
    desk.close()


def test_bad_profile():
    """Which file it is and where in it."""
    desk = Desk()
    add = ["insurers", "add", "Norm", "--sts-url", "http://127.0.0.1:9/sts", "--transfer-url",
           "http://127.0.0.1:9/transfer", "--user", "u", "--profile"]
    for text, place in (('{"format": 1, "remote": "bipro", "soap": "1.3"}', ": soap: "),
                        ('{\n"format": 1,\nremote: "bipro"}', ":3: ")):
        path = desk.write("pool.json", text)
        result = desk.run(*add, path, status=2)
        assert path + place in result.err and "Norm" not in result.err, result.err
    assert desk.json("insurers", "list") == []
    desk.close()


PROFILES = {
    "": None,
    "nordlicht": {"format": 1, "remote": "bipro"},
    "pool": json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "pool.json"),
                           encoding="utf-8")),
    "autohaus": {"format": 1, "remote": "bipro", "version": "2.6.1.0.0"},
    "altwerk": {"format": 1, "remote": "bipro", "version": "2.5.0.1.0"},
}


def test_doctor():
    """Each insurer has its line; a refused login is tried once, whoever asks."""
    desk, sim = Desk(), Sim()
    desk.run("remotes", "set", "pon", sim.pon)
    add_insurer(desk, sim)
    add_insurer(desk, sim, "Falsch", "/nordlicht", password="wrong")
    lines = {line["check"]: line for line in desk.json("doctor", status=1)}
    assert lines["remote-bipro-Norm"]["ok"], lines
    assert [check for check, line in lines.items() if not line["ok"]] == ["remote-bipro-Falsch"], lines
    tried = len([entry for entry in sim.journal() if entry["path"].startswith("/bipro/nordlicht")])
    desk.json("doctor", status=1)
    desk.run("letters", "sync", status=3)
    again = len([entry for entry in sim.journal() if entry["path"].startswith("/bipro/nordlicht")])
    assert tried == again == 1, (tried, again)
    desk.close()
    sim.stop()


def add_all_insurers(desk, sim):
    for code, profile in PROFILES.items():
        add_insurer(desk, sim, code or "Norm", "/" + code if code else "", profile)


def assert_complete(desk, sim):
    """Every shipment of every insurer is stored once, and acknowledged."""
    there = sim.get("/control/letters")
    assert all(one["acknowledged"] for one in there), [
        (one["insurer"], one["id"]) for one in there if not one["acknowledged"]]
    stored = {(one["insurer"], one["shipment"]) for one in desk.json("letters", "list")}
    assert stored == {(one["insurer"] or "Norm", one["id"]) for one in there}


def test_several_insurers():
    sim = Sim()
    desk = Desk()
    add_all_insurers(desk, sim)
    first = desk.json("letters", "sync")
    assert first["failed"] == 0 and first["new"] >= len(sim.get("/control/letters")), first
    assert_complete(desk, sim)
    assert desk.json("letters", "sync") == {"new": 0, "failed": 0}
    assert desk.json("letters", "sync", "--insurer", "pool") == {"new": 0, "failed": 0}
    desk.close()
    sim.stop()


def test_two_at_once():
    """Two desks on one database: each letter once, each told once."""
    sim, server = Sim(), Server()
    desk = make_desk(sim, server)
    me = desk.json("users", "list")[0]["login"]
    desk.run("users", "set", me, "--email", "chef@dealer.example")
    processes = [desk.start("letters", "sync", "--format", "json") for _ in range(3)]
    sums = [json.loads(process.communicate()[0]) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    desk.run("mail", "send")
    found = desk.json("letters", "list")
    assert sum(one["new"] for one in sums) == len(found) == len({one["shipment"] for one in found})
    told = sum(text_of(mail).count("Norm") for _, mail in server.mailbox.mails)
    assert told == len(found), (told, len(found))
    desk.close()
    server.stop()
    sim.stop()


def test_bad_line():
    """What the line breaks is fetched later; nothing is lost, nothing is there twice."""
    sim = Sim("--faults", "bipro.drop-after:0.15,bipro.500:0.1,bipro.truncate:0.1,bipro.garbage:0.1")
    desk = Desk()
    add_insurer(desk, sim)
    for _ in range(6):
        assert desk.call("letters", "sync").status in (0, 1, 3)
    sim.put("/control/faults", {"faults": ""})
    desk.run("letters", "sync", "--unlock")
    found = desk.json("letters", "list")
    there = [one for one in sim.get("/control/letters") if one["insurer"] == ""]
    assert sorted(one["shipment"] for one in found) == sorted(one["id"] for one in there)
    assert all(one["acknowledged"] for one in there)
    desk.close()
    sim.stop()


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
