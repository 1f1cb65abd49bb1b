#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dossiers and personal data by baliectl: what is shown, changed, imported, refused, exported and erased."""

import json
import sqlite3
import sys

from support import Desk, run_tests

ENTRIES = ["owner", "driver", "insured", "sent-by", "insurer", "assessor", "repairer", "broker",
           "direct-order", "parts-in", "replacement-car", "manager", "finance"]
CSV = """number,plate,owner.last_name,owner.first_name,owner.email,owner.national_number,driver.last_name
D1,K-123-BB,Goderis,Thiemen,thiemen@example.org,85.07.30-033.28,Maes
D2,,Peeters,Jan,jan@example.org,,
"""


def make_desk():
    desk = Desk()
    desk.json("dossiers", "import", desk.write("d.csv", CSV))
    return desk


def look(desk, sql):
    with sqlite3.connect("file:%s?mode=ro" % desk.database, uri=True) as database:
        return [row[0] for row in database.execute(sql)]


def test_import():
    desk = Desk()
    path = desk.write("d.csv", CSV + "D3,,x,,,,\n,,x,,,,\nD1,,,,,,\n")
    dry = desk.json("dossiers", "import", path, "--dry-run", status=1)
    assert dry["dry_run"] and dry["added"] == 3 and dry["refused_count"] == 2, dry
    assert desk.json("dossiers", "list") == []
    done = desk.json("dossiers", "import", path, status=1)
    assert done["added"] == 3 and [r["line"] for r in done["refused"]] == [5, 6], done
    again = desk.json("dossiers", "import", desk.write("e.csv", CSV))
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 2), again
    desk.run("dossiers", "import", "no-such-file.csv", status=2)
    desk.run("dossiers", "import", desk.write("f.csv", "vin\nx\n"), status=2)
    text = desk.run("dossiers", "import", desk.write("g.csv", "number,weight\n,1\n"), status=1).err
    assert "line 2" in text and "weight" in text, text
    desk.close()


def test_list():
    desk = make_desk()
    assert [row["number"] for row in desk.json("dossiers", "list")] == ["D1", "D2"]
    row = desk.json("dossiers", "list", "--search", "goderis")
    assert len(row) == 1 and row[0]["owner"] == "Goderis, Thiemen", row
    assert row[0]["plate"] == "K-123-BB" and row[0]["archived"] is False, row
    desk.run("dossiers", "set", "D1", "archived", "yes")
    desk.run("dossiers", "set", "D2", "manager", row_user(desk))
    assert [row["number"] for row in desk.json("dossiers", "list", "--filter", "archived")] == ["D1"]
    assert [row["number"] for row in desk.json("dossiers", "list", "--filter", "mine")] == ["D2"]
    assert len(desk.json("dossiers", "list", "--filter", "all")) == 2
    assert desk.json("dossiers", "list", "--filter", "no-owner") == []
    desk.run("dossiers", "list", "--filter", "bogus", status=2)
    desk.close()


def row_user(desk):
    return desk.json("users", "list")[0]["login"]


def test_show():
    desk = make_desk()
    shown = desk.json("dossiers", "show", "D1")
    assert [entry["entry"] for entry in shown["entries"]] == ENTRIES
    owner = shown["entries"][0]
    assert owner["filled"] and owner["text"] == "Goderis, Thiemen", owner
    assert owner["fields"]["client_number"] and owner["fields"]["national_number"] == "", owner
    assert not shown["entries"][4]["filled"]
    assert "85.07.30" not in desk.run("dossiers", "show", "D1").out
    assert "85.07.30" not in desk.run("dossiers", "show", "D1", "--format", "csv").out
    assert look(desk, "SELECT count(*) FROM activity WHERE kind = 'identity-shown'") == [0]
    known = desk.json("dossiers", "show", "D1", "--identity")
    assert known["entries"][0]["fields"]["national_number"] == "85.07.30-033.28", known
    assert "85.07.30" in desk.run("dossiers", "show", "D1", "--identity").out
    kinds = [line["kind"] for line in desk.json("dossiers", "history", "D1")]
    assert kinds.count("identity-shown") >= 2, kinds
    desk.run("dossiers", "show", "none", status=1)
    desk.close()


def test_create_and_set():
    desk = Desk()
    created = desk.json("dossiers", "create", "vin=WVWZZZ1KZ8W123456", "broker.last_name=Nord=Zuid")
    number = created["number"]
    assert number.endswith("-0001"), created
    second = desk.run("dossiers", "create", "vin=WVWZZZ1KZ8W123456")
    assert number in second.err, str(second)
    assert desk.json("dossiers", "set", number, "broker.country", "Belgium")["changed"] is True
    assert desk.json("dossiers", "set", number, "broker.phone", "09 225 12 34")["changed"] is True
    assert desk.json("dossiers", "set", number, "broker.phone", "+3292251234")["changed"] is False
    assert desk.json("dossiers", "set", number, "broker.birth_date", "30-07-1985")["changed"] is True
    assert desk.json("dossiers", "set", number, "broker.birth_date", "1985-07-31")["changed"] is True
    fields = desk.json("dossiers", "show", number)["entries"][7]["fields"]
    assert fields["last_name"] == "Nord=Zuid" and fields["phone"] == "+3292251234", fields
    history = desk.json("dossiers", "history", number)
    assert not any("1985" in line["old"] + line["new"] for line in history), history
    assert history[-1]["kind"] == "dossier-created", history
    assert "Broker" in desk.run("dossiers", "history", number).out
    for wrong in (["set", number, "broker.colour", "x"], ["set", number, "finance.note", "x"],
                  ["set", number, "manager", "nobody"], ["set", number, "number", "x"],
                  ["create", "vin"], ["create", "king.last_name=x"]):
        desk.run("dossiers", *wrong, status=2)
    desk.run("dossiers", "set", "none", "remarks", "x", status=1)
    desk.close()


def test_rights():
    desk = make_desk()
    desk.run("users", "add", "guest")
    desk.run("users", "add", "seller", "--roles", "seller")
    desk.run("dossiers", "list", "--as", "guest")
    desk.run("dossiers", "show", "D1", "--as", "guest")
    desk.run("dossiers", "show", "D1", "--identity", "--as", "guest", status=4)
    desk.run("dossiers", "set", "D1", "remarks", "x", "--as", "guest", status=4)
    desk.run("dossiers", "create", "--as", "guest", status=4)
    desk.run("dossiers", "import", desk.write("d.csv", CSV), "--as", "guest", status=4)
    desk.run("dossiers", "set", "D1", "remarks", "x", "--as", "seller")
    for deed in ("find", "export", "erase"):
        desk.run("personal-data", deed, "--client-number", "1", "--as", "seller", status=4)
    desk.run("retention", "run", "--as", "seller", status=4)
    desk.run("dossiers", "list", "--as", "stranger", status=4)
    desk.close()


def test_personal_data():
    desk = make_desk()
    desk.run("dossiers", "set", "D1", "owner.city", "Verwegistan")
    desk.run("dossiers", "set", "D1", "owner.city", "Gent")
    client = desk.json("dossiers", "show", "D1")["entries"][0]["fields"]["client_number"]
    found = desk.json("personal-data", "find", "--client-number", client)
    assert found["parties"] == 1 and found["history"] > 0, found
    by_name = desk.json("personal-data", "find", "--last-name", "goderis", "--first-name", "Thiemen",
                        "--email", "thiemen@example.org")
    assert by_name["parties"] == 1, by_name
    export = json.loads(desk.run("personal-data", "export", "--client-number", client).out)
    party = export["parties"][0]
    assert party["dossier"] == "D1" and party["national_number"] == "85.07.30-033.28", party
    assert any(line["old"] == "Verwegistan" for line in export["history"]), export["history"]
    desk.run("personal-data", "erase", "--client-number", client, status=2)
    desk.run("personal-data", "find", status=2)
    desk.run("personal-data", "find", "--last-name", "Goderis", status=2)
    desk.run("personal-data", "erase", "--client-number", client, "--yes")
    assert desk.json("personal-data", "find", "--client-number", client)["parties"] == 0
    shown = desk.json("dossiers", "show", "D1", "--identity")
    assert not shown["entries"][0]["filled"] and shown["entries"][1]["text"] == "Maes", shown
    log = look(desk, "SELECT kind || ' ' || actor || ' ' || dossier_number || new_value FROM activity "
                     "WHERE kind LIKE 'data-%' ORDER BY id")
    assert log[0].startswith("data-exported ") and log[1].startswith("data-erased "), log
    assert look(desk, "SELECT count(*) FROM activity WHERE old_value LIKE '%Verwegistan%'") == [0]
    desk.close()


def test_retention():
    desk = make_desk()
    assert desk.json("retention", "run")["removed"] == 0
    desk.run("settings", "set", "retention-dossiers", "30")
    desk.run("dossiers", "set", "D1", "archived", "yes")
    assert desk.json("retention", "run")["removed"] == 0
    with sqlite3.connect(desk.database) as database:
        database.execute("UPDATE dossier SET archived_at = archived_at - 31 * 86400 WHERE number = 'D1'")
    assert desk.json("retention", "run")["removed"] > 0
    assert desk.json("retention", "run")["removed"] == 0
    entries = {row["number"]: row["owner"] for row in
               desk.json("dossiers", "list", "--filter", "all")}
    assert entries == {"D1": "", "D2": "Peeters, Jan"}, entries
    assert look(desk, "SELECT field FROM activity WHERE kind = 'retention-applied'") \
        == ["retention-dossiers"]
    desk.close()


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
