#!/usr/bin/env python3
"""Random configurations and workloads for the schedule's rules.

Use: random_cases.py --seed N --count K --out DIR

Each case is a folder `case-NNNN` with `app.conf`, sometimes `workload.json`,
and `args` (one line: the values of `--for` and `--seed` with their options).
The same seed gives the same cases; case number I of seed N does not depend on
the count.

A case has a flavour: its instants lie on a coarse grid, so that finishes,
requests, wakes, deadlines and the ends of waits coincide often, or on a fine
one; its intervals are modest or huge; a few cases are errors.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path

NANOSECONDS = 1_000_000_000


@dataclass
class Case:
    """One case, as the texts of its files."""

    conf: str
    workload: str | None
    horizon: str
    seed: int
    is_error: bool = False

    def args(self):
        """The line of the file `args`."""
        return f"--for {self.horizon} --seed {self.seed}"

    def write(self, folder):
        """Write the files of the case."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "app.conf").write_text(self.conf, encoding="utf-8")
        (folder / "args").write_text(self.args() + "\n", encoding="utf-8")
        if self.workload is not None:
            (folder / "workload.json").write_text(
                self.workload, encoding="utf-8")

    @classmethod
    def read(cls, folder):
        """Read a case back."""
        folder = Path(folder)
        words = (folder / "args").read_text(encoding="utf-8").split()
        values = dict(zip(words[::2], words[1::2]))
        workload = folder / "workload.json"
        return cls(
            conf=(folder / "app.conf").read_text(encoding="utf-8"),
            workload=(workload.read_text(encoding="utf-8")
                      if workload.exists() else None),
            horizon=values.get("--for", "1h"),
            seed=int(values.get("--seed", "0")),
        )


def decimal_text(nanoseconds):
    """Seconds as a decimal number."""
    whole, rest = divmod(nanoseconds, NANOSECONDS)
    if rest == 0:
        return str(whole)
    return f"{whole}.{rest:09d}".rstrip("0")


class Generator:
    """Draws one case from a generator of its own."""

    def __init__(self, seed, number):
        self.random = random.Random(f"{seed}/{number}")

    # -- small draws --------------------------------------------------------

    def chance(self, probability):
        """True with this probability."""
        return self.random.random() < probability

    def pick(self, *values):
        """One of the values."""
        return self.random.choice(values)

    def span(self, least, most):
        """A length between so many steps of the case's grid.

        In a fine case it is any number of nanoseconds; in a mixed case now
        and then one nanosecond beside the grid.
        """
        if self.fine and self.chance(0.7):
            digits = 10 ** self.random.randint(0, 7)
            value = self.random.randint(
                int(least * self.step), int(most * self.step))
            return max(value // digits * digits, int(least * self.step))
        value = self.random.randint(int(least), int(most)) * self.step
        if self.mixed and value > 0 and self.chance(0.1):
            value += self.pick(-1, 1)
        return value

    def duration(self, nanoseconds):
        """A timedelta of ZConfig, written in one of several ways."""
        choice = self.random.random()
        seconds, rest = divmod(nanoseconds, NANOSECONDS)
        if choice < 0.15 and seconds >= 60:
            tail = decimal_text(seconds % 60 * NANOSECONDS + rest)
            return f"{seconds // 60}m {tail}s"
        if choice < 0.25 and nanoseconds % (60 * NANOSECONDS) == 0:
            return f"{nanoseconds // (60 * NANOSECONDS)}m"
        if choice < 0.35 and nanoseconds % (6 * NANOSECONDS) == 0:
            tenths = nanoseconds // (6 * NANOSECONDS)
            return f"{tenths // 10}.{tenths % 10}m"
        return decimal_text(nanoseconds) + "s"

    def number(self, nanoseconds):
        """Seconds for JSON; `Number` keeps the digits as they are."""
        return Number(decimal_text(nanoseconds))

    # -- the parts of a case ------------------------------------------------

    def case(self):
        """The case."""
        self.step = self.pick(
            NANOSECONDS // 4, NANOSECONDS // 2, NANOSECONDS // 2,
            NANOSECONDS, NANOSECONDS, NANOSECONDS)
        self.fine = self.chance(0.15)
        self.mixed = not self.fine and self.chance(0.15)
        self.huge = self.chance(0.06)
        # Runs that fail in a row; too few floors for runs that take long;
        # runs and requests that outlast the default grace.
        self.failing = self.chance(0.2)
        self.crowded = self.chance(0.2)
        self.lasting = self.chance(0.08)
        self.horizon = self.random.randint(8, self.pick(30, 80, 150))
        count = self.pick(0, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 8)
        if count == 0 and self.chance(0.7):
            count = 2
        # Daemons that are much alike collide more often.
        self.alike = self.chance(0.4)
        self.names = self.daemon_names(count)
        self.daemons = [self.daemon_keys() for _ in self.names]
        if self.alike and count > 1:
            for keys in self.daemons[1:]:
                for key in ("RunEvery", "Priority", "StartAfter"):
                    keys.pop(key, None)
                    if key in self.daemons[0] and self.chance(0.8):
                        keys[key] = self.daemons[0][key]
                keys.setdefault("RunEvery", self.daemons[0]["RunEvery"])
                self.put_in_range(keys)
        self.app = self.app_keys()
        self.workload = self.workload_value() if self.chance(0.93) else None
        is_error = self.chance(0.03)
        if is_error:
            self.spoil()
        horizon = decimal_text(self.span(self.horizon, self.horizon)) + "s"
        return Case(
            conf=self.conf_text(),
            workload=self.workload_text(),
            horizon=horizon,
            seed=self.pick(0, 1, 42, self.random.getrandbits(63)),
            is_error=is_error,
        )

    def daemon_names(self, count):
        """Names in mixed case; now and then a section without a name."""
        names = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta",
                 "theta"][:count]
        self.random.shuffle(names)
        if names and self.chance(0.1):
            names[self.random.randrange(count)] = None
        return names

    def daemon_keys(self):
        """The keys of a daemon: name to nanoseconds, or to text."""
        period = max(self.span(1, self.pick(2, 5, 12)), self.step)
        if self.huge and self.chance(0.4):
            period = self.pick(
                10**17, 4 * 10**18, 2**63 - 1, 2**63 - 2, 2**62,
                9223372036 * NANOSECONDS)
        keys = {"RunEvery": period}
        if self.chance(0.35):
            keys["IncreaseIdleBy"] = self.span(0, 4)
            if self.huge and self.chance(0.3):
                keys["IncreaseIdleBy"] = self.pick(
                    10**18, 3 * 10**18, 2**63 - 1)
        if self.chance(0.35):
            keys["MultiplyIdleBy"] = self.pick(
                "1", "1.0", "2", "3", "1.5", "1.25", "1.1", "1.333333",
                "1.41421356", "1.0000004", "2.7182818", "1e1")
            if self.huge and self.chance(0.3):
                keys["MultiplyIdleBy"] = self.pick("1e9", "123456.789", "1e15")
        if self.chance(0.35):
            keys["MaximumIdle"] = period + self.span(0, 10)
        if self.chance(0.35):
            keys["MinimumIdle"] = self.pick(
                0, period, min(self.step, period), period // 2)
        if self.chance(0.5):
            keys["Priority"] = str(self.random.randint(-2, 3))
        if self.chance(0.3):
            keys["StartAfter"] = self.span(0, 6)
            if self.huge and self.chance(0.2):
                keys["StartAfter"] = self.pick(10**18, 2**63 - 1)
        if self.chance(0.2):
            keys["Jitter"] = self.pick(
                "0", "0.5", "0.25", "1", "0.75", "1.0",
                "1" if self.huge else "0.1")
        if self.chance(0.6):
            keys["RecordCount"] = str(self.random.randint(1, 3))
        if self.chance(0.35):
            keys["RunTimeout"] = max(self.span(1, 4), 1)
        if self.chance(0.75 if self.crowded else 0.3):
            keys["MaximumWait"] = self.span(0, 4)
        if self.chance(0.3):
            keys["WhenQuietFor"] = self.span(0, 4)
            if self.huge and self.chance(0.2):
                keys["WhenQuietFor"] = self.pick(10**18, 2**63 - 1)
        if self.chance(0.25):
            keys["Floor"] = self.pick("own", "own", "shared")
        if self.chance(0.8 if self.failing else 0.25):
            keys["FailureLimit"] = str(self.random.randint(1, 3))
        self.put_in_range(keys)
        return keys

    def put_in_range(self, keys):
        """MinimumIdle ≤ RunEvery ≤ MaximumIdle ≤ Int64."""
        period = keys["RunEvery"]
        if "MinimumIdle" in keys:
            keys["MinimumIdle"] = min(keys["MinimumIdle"], period)
        if "MaximumIdle" in keys:
            keys["MaximumIdle"] = min(
                max(keys["MaximumIdle"], period), 2**63 - 1)

    def app_keys(self):
        """The keys of the app."""
        keys = {}
        if self.chance(0.2 if self.crowded else 0.6):
            keys["Concurrency"] = str(self.pick(1, 1, 2, 2, 3, 4))
        if self.chance(0.4):
            keys["StayAliveFor"] = self.span(
                0, self.pick(4, self.horizon, self.horizon + 10))
        if self.chance(0.8 if self.lasting else 0.35):
            keys["ShutdownAfter"] = self.span(
                0, self.pick(self.horizon, self.horizon + 10))
        if self.chance(0.5):
            keys["ShutdownIfIdle"] = self.span(0, self.pick(2, 5, 12))
            if self.huge and self.chance(0.3):
                keys["ShutdownIfIdle"] = self.pick(10**18, 2**63 - 1)
        if self.chance(0.1 if self.lasting else 0.5):
            keys["GracePeriod"] = self.span(0, self.pick(1, 3, 6, 20))
            if self.huge and self.chance(0.3):
                keys["GracePeriod"] = self.pick(10**18, 2**63 - 1)
        if self.chance(0.3):
            keys["MaximumRequests"] = str(self.random.randint(1, 6))
        return keys

    def lower_name(self, name):
        """The name of a daemon as the workload knows it."""
        return "simulateddaemon" if name is None else name

    def workload_value(self):
        """The workload: a value for JSON."""
        value = {}
        # Busy daemons, long runs and many requests are a matter of the case.
        self.longest_run = self.pick(0, 1, 2, 4, 8)
        if self.crowded:
            self.longest_run = self.pick(1, 2, 3)
        if self.lasting:
            self.longest_run = self.pick(40, 150)
            self.horizon += 80
        if self.names and self.chance(0.93):
            value["daemons"] = {
                self.lower_name(name): self.behaviour_value()
                for name in self.names if self.chance(0.85)
            }
        longest_request = self.pick(0, 1, 2, 5, 40 if self.lasting else 5)
        if self.chance(0.55):
            value["requests"] = [
                [self.number(self.span(0, self.horizon)),
                 self.number(self.span(0, self.pick(0, 1, longest_request)))]
                for _ in range(self.pick(0, 1, 2, 4, 8, 16))
            ]
        if self.names and self.chance(0.6):
            value["wakes"] = [
                self.wake_value(value.get("daemons", {}))
                for _ in range(self.pick(0, 1, 3, 6, 12))
            ]
        return value

    def wake_value(self, behaviours):
        """A wake: at any instant, or where a start or a finish may be."""
        index = self.random.randrange(len(self.names))
        name = self.lower_name(self.names[index])
        if self.chance(0.6):
            return [self.number(self.span(0, self.horizon)), name]
        keys = self.daemons[index]
        behaviour = behaviours.get(name, {})
        length = round(
            float(behaviour.get("secondsWhenIdle", 0)) * NANOSECONDS)
        at = keys.get("StartAfter", 0)
        interval = keys["RunEvery"]
        for _ in range(self.random.randint(0, 4)):
            at += self.pick(0, length) + interval
            interval += keys.get("IncreaseIdleBy", 0)
        if at > 10**15:
            at = self.span(0, self.horizon)
        return [self.number(at + self.pick(0, 0, length)), name]

    def behaviour_value(self):
        """What the workload says about a daemon."""
        value = {}
        if self.chance(0.65):
            value["arrivals"] = [
                [self.number(self.span(0, self.horizon)),
                 self.random.randint(0, self.pick(1, 3, 10))]
                for _ in range(self.pick(0, 1, 2, 5, 10))
            ]
        if self.chance(0.6):
            value["secondsPerUnit"] = self.number(
                self.span(0, min(self.longest_run, 2)))
            if self.huge and self.chance(0.1):
                value["secondsPerUnit"] = self.number(10**18)
        if self.chance(0.65):
            value["secondsWhenIdle"] = self.number(
                self.span(0, self.longest_run))
        if self.chance(0.8 if self.failing else 0.3):
            value["failingRuns"] = sorted(self.random.sample(
                range(1, 11), self.pick(1, 2, 4, 6, 8)))
            self.random.shuffle(value["failingRuns"])
        if self.chance(0.25):
            value["doneAfterRuns"] = self.random.randint(1, 8)
        return value

    # -- errors -------------------------------------------------------------

    def spoil(self):
        """Make an error of the configuration or of the workload."""
        choices = [self.spoil_app]
        if self.daemons:
            choices.append(self.spoil_daemon)
        if self.workload is not None:
            choices.append(self.spoil_workload)
        self.random.choice(choices)()

    def spoil_app(self):
        """A key of the app out of range, or unknown."""
        key, value = self.pick(
            ("Concurrency", "0"), ("MaximumRequests", "0"),
            ("StayAliveFor", "-1s"), ("ShutdownAfter", "-0.5s"),
            ("ShutdownIfIdle", "-1s"), ("GracePeriod", "-1m"),
            ("ShutDownAfterwards", "1s"), ("Concurrency", "1.5"))
        self.app[key] = value

    def spoil_daemon(self):
        """A key of a daemon out of range, missing, or unknown."""
        keys = self.random.choice(self.daemons)
        key, value = self.pick(
            ("RunEvery", "0s"), ("RunEvery", None), ("RunEvery", "-1s"),
            ("IncreaseIdleBy", "-1s"), ("MultiplyIdleBy", "0.999"),
            ("MultiplyIdleBy", "inf"), ("MultiplyIdleBy", "nan"),
            ("MaximumIdle", "0.000000001s"), ("MinimumIdle", "106751d"),
            ("MinimumIdle", "-1s"), ("Priority", "high"),
            ("StartAfter", "-1s"), ("Jitter", "1.5"), ("Jitter", "-0.1"),
            ("RecordCount", "0"), ("RunTimeout", "0s"),
            ("MaximumWait", "-1s"), ("WhenQuietFor", "-1s"),
            ("Floor", "mine"), ("FailureLimit", "0"), ("RunEvrey", "5s"))
        if key in ("MaximumIdle", "MinimumIdle"):
            keys["RunEvery"] = NANOSECONDS
        if value is None:
            del keys[key]
        else:
            keys[key] = value

    def spoil_workload(self):
        """An unknown name or key, a negative number, half a unit, too much."""
        value = self.workload
        kind = self.pick("key", "name", "request", "wake")
        if self.names and self.chance(0.6):
            kind = self.pick("negative", "half", "many", "unknown", "wake at")
            name = self.lower_name(self.names[0])
            behaviour = value.setdefault("daemons", {}).setdefault(name, {})
        if kind == "key":
            value["request"] = []
        elif kind == "name":
            value.setdefault("daemons", {})["nobody"] = {}
        elif kind == "request":
            value["requests"] = [[Number("-1"), 1]]
        elif kind == "wake":
            value["wakes"] = [[1, "nobody"]]
        elif kind == "wake at":
            value["wakes"] = [[Number("-0.5"), name]]
        elif kind == "negative":
            behaviour["secondsPerUnit"] = Number("-0.5")
        elif kind == "half":
            behaviour["arrivals"] = [[1, Number("2.5")]]
        elif kind == "many":
            behaviour["arrivals"] = [[1, 6_000_000], [2, 4_000_001]]
        elif kind == "unknown":
            behaviour["secondsWhenBusy"] = 1

    # -- texts --------------------------------------------------------------

    def conf_text(self):
        """The configuration."""
        lines = ["# A random case."]
        name = self.pick("foo", "foo", "Foo", "app-1", None)
        lines.append("<DaemonApp>" if name is None else f"<DaemonApp {name}>")
        app_lines = self.key_lines(self.app, "  ")
        after = self.chance(0.1)
        if not after:
            lines += app_lines
        for name, keys in zip(self.names, self.daemons):
            if name is None:
                lines.append("  <SimulatedDaemon>")
            else:
                written = self.pick(name, name, name.capitalize())
                lines.append(f"  <SimulatedDaemon {written}>")
            lines += self.key_lines(keys, "    ")
            lines.append("  </SimulatedDaemon>")
        if after:
            lines += app_lines
        lines.append("</DaemonApp>")
        return "\n".join(lines) + "\n"

    def key_lines(self, keys, indent):
        """The lines of KEY VALUE, in any order."""
        lines = []
        for key, value in keys.items():
            if not isinstance(value, str):
                value = self.duration(value)
            if self.chance(0.05):
                key = self.pick(key.lower(), key.upper())
            lines.append(f"{indent}{key} {value}")
        self.random.shuffle(lines)
        return lines

    def workload_text(self):
        """The workload as JSON; None where there is none."""
        if self.workload is None:
            return None
        return json_text(self.workload) + "\n"


class Number(str):
    """A number of JSON whose digits are kept."""


def json_text(value):
    """JSON with the digits of every `Number` kept."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        members = [
            f"{json.dumps(key)}: {json_text(one)}"
            for key, one in value.items()
        ]
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(json_text(one) for one in value) + "]"
    return json.dumps(value)


def generate(seed, number):
    """Case number `number` of the seed."""
    return Generator(seed, number).case()


def main():
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    for number in range(options.count):
        folder = Path(options.out) / f"case-{number:04d}"
        generate(options.seed, number).write(folder)


if __name__ == "__main__":
    main()
