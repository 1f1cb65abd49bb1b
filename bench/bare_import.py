# SPDX-License-Identifier: GPL-3.0-or-later
"""Baseline of the import: sqlite3's own .import of the finished columns into the same table with the same
indexes, in one transaction. As .import knows no NULL, an unknown date is an empty text there."""

import pathlib
import re
import sqlite3
import subprocess

from desk import run, time_run

PRAGMAS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -131072;"
NULLABLE = r"(\w+) TEXT CHECK \("


def dup_schema(database):
    """The SQL of the table orders and of its indexes, with empty texts for NULL."""
    connection = sqlite3.connect("file:%s?mode=ro" % database, uri=True)
    rows = connection.execute("SELECT sql FROM sqlite_schema WHERE tbl_name = 'orders' AND sql IS NOT NULL "
                              "AND type IN ('table', 'index') ORDER BY type DESC").fetchall()
    connection.close()
    sql = ";\n".join(row[0] for row in rows) + ";\n"
    sql = re.sub(NULLABLE, r"\1 TEXT CHECK (\1 = '' OR ", sql)
    return sql.replace("IS NOT NULL", "<> ''").replace("IS NULL", "= ''")


def export(database, path):
    with open(path, "wb") as file:
        subprocess.run(["sqlite3", "-readonly", "-csv", database, "SELECT * FROM orders ORDER BY id"], stdout=file,
                       check=True)


def time_import(schema_of, csv, database):
    """Seconds of the whole program, as the import is timed too."""
    pathlib.Path(database).unlink(missing_ok=True)
    run(["sqlite3", database, PRAGMAS + dup_schema(schema_of)])
    return time_run(["sqlite3", "-csv", "-cmd", PRAGMAS, database, ".import '%s' orders" % csv])
