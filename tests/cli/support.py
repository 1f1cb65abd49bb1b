# SPDX-License-Identifier: GPL-3.0-or-later
"""The real baliectl and balie-sim for tests: a private home, one database, a simulator."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

# What the tests of several layers share.
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))

BALIECTL = os.environ["BALIECTL"]
BALIE_SIM = os.environ["BALIE_SIM"]


class Result:
    def __init__(self, process, arguments):
        self.status = process.returncode
        self.out = process.stdout.decode()
        self.err = process.stderr.decode()
        self.arguments = arguments

    def json(self):
        return json.loads(self.out)

    def __str__(self):
        return "baliectl %s -> %d\n%s\n%s" % (
            " ".join(self.arguments), self.status, self.out[-3000:], self.err[-3000:])


class Desk:
    """A home of its own with one database."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="balie-cli-")
        self.database = os.path.join(self.folder, "balie.db")
        self.environment = dict(
            os.environ, HOME=self.folder, XDG_DATA_HOME=self.folder, XDG_CONFIG_HOME=self.folder,
            XDG_CACHE_HOME=self.folder, XDG_RUNTIME_DIR=self.folder,
            BALIE_DATABASE="sqlite:" + self.database, LC_ALL="C.UTF-8", LANGUAGE="en")
        self.environment.pop("DBUS_SESSION_BUS_ADDRESS", None)

    def close(self):
        shutil.rmtree(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text, encoding="utf-8"):
        with open(self.path(name), "w", encoding=encoding, newline="") as file:
            file.write(text)
        return self.path(name)

    def start(self, *arguments):
        return subprocess.Popen([BALIECTL, *arguments], env=self.environment, cwd=self.folder,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def call(self, *arguments, timeout=300):
        process = subprocess.run([BALIECTL, *arguments], env=self.environment, cwd=self.folder,
                                 stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout)
        return Result(process, arguments)

    def run(self, *arguments, status=0):
        """Calls it and looks at its exit status."""
        result = self.call(*arguments)
        assert result.status == status, "expected %d: %s" % (status, result)
        assert "Sanitizer" not in result.err, str(result)
        return result

    def json(self, *arguments, status=0):
        return self.run(*arguments, "--format", "json", status=status).json()


class Sim:
    """A balie-sim that ends with the test."""

    def __init__(self, *options):
        self.options = options
        self.process = None
        self.port = "0"
        self.start()

    def start(self):
        """Starts it, again on the port it had."""
        self.process = subprocess.Popen(
            [BALIE_SIM, "--exit-with-stdin", "--port", self.port, *self.options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        line = self.process.stdout.readline().decode()
        assert line.startswith("listening http://127.0.0.1:"), line
        self.url = line.split()[1]
        self.port = self.url.rsplit(":", 1)[1]

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.wait()

    def stop(self):
        self.process.terminate()
        assert self.wait() == 0

    def wait(self):
        status = self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        return status

    @property
    def pon(self):
        return self.url + "/pon/v1"

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=60) as answer:
            return json.load(answer)

    def send(self, method, path, value):
        request = urllib.request.Request(
            self.url + path, data=json.dumps(value).encode(), method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def put(self, path, value):
        return self.send("PUT", path, value)

    def requests(self):
        return self.get("/control/requests")

    def journal(self):
        return self.get("/control/journal")


def run_tests(module):
    """Every function test_… of a module; TAP on standard output."""
    names = [name for name in sorted(module) if name.startswith("test_")]
    wanted = os.environ.get("BALIE_TEST_ONLY")
    if wanted:
        names = [name for name in names if wanted in name]
    print("1..%d" % len(names), flush=True)
    failed = 0
    for i, name in enumerate(names, 1):
        try:
            module[name]()
            print("ok %d %s" % (i, name), flush=True)
        except Exception:  # each failure is told, the rest still run
            import traceback
            failed += 1
            print("not ok %d %s" % (i, name))
            for line in traceback.format_exc().splitlines()[-60:]:
                print("# " + line, flush=True)
    return 1 if failed else 0
