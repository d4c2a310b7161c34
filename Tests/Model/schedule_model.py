#!/usr/bin/env python3
"""A reference model of the schedule's rules (Documentation/schedule.md).

The model is written from that page alone, as plainly as possible: at every
instant it looks at every daemon, every request and every wake again.  It
shares no code with the package; its traces are compared with those of
`daemonapp simulate --format trace`.

All instants and durations are integers: whole nanoseconds.  Fractions are
exact until the page says that they are rounded.

Use:

    schedule_model.py CONF [--workload FILE] [--for DURATION] [--seed N]

or, from Python, `trace_of(conf_text, workload_text, for_text, seed)`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction

SECOND = 1_000_000_000

# "Sums and products past Int64 stay at its greatest value; such an instant
# never comes and prints as null."
NEVER = 2**63 - 1

MILLION = 1_000_000


class ConfigurationError(Exception):
    """The configuration cannot be used."""


class InputError(Exception):
    """The workload cannot be used."""


# ---------------------------------------------------------------------------
# Numbers
# ---------------------------------------------------------------------------

def rounded(value):
    """To the nearest whole, halves away from zero ("All instants...")."""
    value = Fraction(value)
    if value < 0:
        return -rounded(-value)
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def saturated(value):
    """A sum or product past Int64 stays at its greatest value."""
    return min(value, NEVER)


def nanoseconds_of_decimal(number):
    """An exact decimal number of seconds, rounded once to a nanosecond."""
    if number == 0:
        return 0
    if number.adjusted() > 40:
        return NEVER if number > 0 else -NEVER
    if number.adjusted() < -40:
        return 0
    return saturated(rounded(Fraction(number) * SECOND))


def seconds_text(value):
    """An instant or duration as the trace prints it.

    "seconds are decimal numbers, exact to the nanosecond, no exponent, at
    most nine digits after the point, no trailing zeros"
    """
    whole, rest = divmod(value, SECOND)
    if rest == 0:
        return str(whole)
    return f"{whole}.{rest:09d}".rstrip("0")


def instant_text(value):
    """An instant, or null where it is missing or never comes."""
    if value is None or value == NEVER:
        return "null"
    return seconds_text(value)


# ---------------------------------------------------------------------------
# The generator of Jitter
# ---------------------------------------------------------------------------

class SplitMix64:
    """SplitMix64, as the paragraph on Jitter says; it starts as the seed."""

    MASK = 2**64 - 1

    def __init__(self, seed):
        self.state = seed & self.MASK

    def next(self):
        """The next 64 bits."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & self.MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & self.MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & self.MASK
        return z ^ (z >> 31)

    def share(self):
        """The 53 high bits as u in [0, 1), exactly."""
        return Fraction(self.next() >> 11, 2**53)


# ---------------------------------------------------------------------------
# Configuration
# ---------------------------------------------------------------------------

@dataclass
class Parameters:
    """"A daemon's parameters", in nanoseconds; None means none."""

    name: str
    run_every: int
    increase_idle_by: int
    multiply_idle_by: int           # in millionths
    maximum_idle: int
    minimum_idle: int
    priority: int
    start_after: int
    jitter: Fraction
    record_count: int | None
    run_timeout: int | None
    maximum_wait: int | None
    when_quiet_for: int | None
    own_floor: bool
    failure_limit: int | None


@dataclass
class AppParameters:
    """The keys of "Who runs next" and "How long the app lives"."""

    name: str
    concurrency: int
    stay_alive_for: int
    shutdown_after: int | None
    shutdown_if_idle: int | None
    grace_period: int
    maximum_requests: int | None
    daemons: list[Parameters] = field(default_factory=list)


UNITS = {
    "w": 7 * 24 * 3600, "d": 24 * 3600, "h": 3600, "m": 60, "s": 1,
}


def parse_duration(text):
    """ZConfig's timedelta ("Durations in the configuration...").

    Parts of a decimal number and one of w d h m s, separated by spaces,
    converted exactly and rounded once.  Of a repeated unit the last counts.
    """
    parts = {}
    for part in text.split():
        number, unit = part[:-1], part[-1]
        if unit not in UNITS:
            raise ValueError(f"not a duration: {text!r}")
        try:
            value = Decimal(number)
        except InvalidOperation as error:
            raise ValueError(f"not a duration: {text!r}") from error
        if not value.is_finite():
            raise ValueError(f"not a finite duration: {text!r}")
        if value != 0 and abs(value.adjusted()) > 40:
            value = Decimal(10) ** 40 if value.adjusted() > 0 else Decimal(0)
        parts[unit] = value
    total = Fraction(0)
    for unit, value in parts.items():
        total += Fraction(value) * UNITS[unit]
    return saturated(rounded(total * SECOND))


def duration_from(least):
    """A duration of at least so many nanoseconds."""
    def convert(text):
        value = parse_duration(text)
        if value < least:
            raise ValueError(f"out of range: {text!r}")
        return value
    return convert


def integer_from(least):
    """An integer, with a lower limit if it is not None."""
    def convert(text):
        value = int(text)
        if least is not None and value < least:
            raise ValueError(f"out of range: {text!r}")
        return value
    return convert


def multiplier(text):
    """MultiplyIdleBy: a finite float >= 1, rounded to a millionth."""
    value = float(text)
    if not 1 <= value < float("inf"):
        raise ValueError(f"out of range: {text!r}")
    return rounded(Fraction(value) * MILLION)


def jitter(text):
    """Jitter: a float from 0 to 1, taken as the exact value of the double."""
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError(f"out of range: {text!r}")
    return Fraction(value)


def floor_is_own(text):
    """Floor: `shared` or `own`."""
    if text not in ("shared", "own"):
        raise ValueError(f"neither shared nor own: {text!r}")
    return text == "own"


DAEMON_KEYS = {
    "runevery": duration_from(1),
    "increaseidleby": duration_from(0),
    "multiplyidleby": multiplier,
    "maximumidle": duration_from(0),
    "minimumidle": duration_from(0),
    "priority": integer_from(None),
    "startafter": duration_from(0),
    "jitter": jitter,
    "recordcount": integer_from(1),
    "runtimeout": duration_from(1),
    "maximumwait": duration_from(0),
    "whenquietfor": duration_from(0),
    "floor": floor_is_own,
    "failurelimit": integer_from(1),
}

APP_KEYS = {
    "concurrency": integer_from(1),
    "stayalivefor": duration_from(0),
    "shutdownafter": duration_from(0),
    "shutdownifidle": duration_from(0),
    "graceperiod": duration_from(0),
    "maximumrequests": integer_from(1),
}


def daemon_parameters(name, values):
    """Defaults and relations of the table of a daemon's parameters."""
    if "runevery" not in values:
        raise ConfigurationError(f"{name}: RunEvery is missing")
    period = values["runevery"]
    increase = values.get("increaseidleby", 0)
    multiply = values.get("multiplyidleby", MILLION)
    # "P·M³ + 3·I": one product, rounded once.
    cube = saturated(rounded(Fraction(period * multiply**3, MILLION**3)))
    default_maximum = saturated(cube + saturated(3 * increase))
    maximum = values.get("maximumidle", default_maximum)
    minimum = values.get("minimumidle", period)
    if maximum < period:
        raise ConfigurationError(f"{name}: MaximumIdle is less than RunEvery")
    if minimum > period:
        raise ConfigurationError(f"{name}: MinimumIdle is more than RunEvery")
    return Parameters(
        name=name,
        run_every=period,
        increase_idle_by=increase,
        multiply_idle_by=multiply,
        maximum_idle=maximum,
        minimum_idle=minimum,
        priority=values.get("priority", 0),
        start_after=values.get("startafter", 0),
        jitter=values.get("jitter", Fraction(0)),
        record_count=values.get("recordcount"),
        run_timeout=values.get("runtimeout"),
        maximum_wait=values.get("maximumwait"),
        when_quiet_for=values.get("whenquietfor"),
        own_floor=values.get("floor", False),
        failure_limit=values.get("failurelimit"),
    )


def app_parameters(name, values, daemons):
    """Defaults of the table of `<DaemonApp>`."""
    return AppParameters(
        name=name,
        concurrency=values.get("concurrency", 1),
        stay_alive_for=values.get("stayalivefor", 0),
        shutdown_after=values.get("shutdownafter"),
        shutdown_if_idle=values.get("shutdownifidle"),
        grace_period=values.get("graceperiod", 30 * SECOND),
        maximum_requests=values.get("maximumrequests"),
        daemons=daemons,
    )


def parse_configuration(text):
    """The ZConfig text, restricted to what the model needs.

    One `<DaemonApp NAME>` with `<SimulatedDaemon NAME>` sections and lines of
    KEY VALUE; no directives.  "An app without a name is `daemonapp`", and a
    section without a name is called by its type in lower case.
    """
    app = None                  # (name, values), while open or when closed
    app_open = False
    section = None              # (name, values), while open
    daemons = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("</"):
            kind = line[2:].rstrip(">").strip().lower()
            if section is not None and kind == "simulateddaemon":
                daemons.append(daemon_parameters(*section))
                section = None
            elif section is None and app_open and kind == "daemonapp":
                app_open = False
            else:
                raise ConfigurationError(f"line {number}: unbalanced end")
        elif line.startswith("<"):
            match = re.fullmatch(r"<(\S+?)(?:\s+(\S+))?\s*>", line)
            if match is None:
                raise ConfigurationError(f"line {number}: malformed section")
            kind = match[1].lower()
            name = (match[2] or kind).lower()
            if app is None and kind == "daemonapp":
                app, app_open = (name, {}), True
            elif app_open and section is None and kind == "simulateddaemon":
                if name in [daemon.name for daemon in daemons]:
                    raise ConfigurationError(f"line {number}: name used twice")
                section = (name, {})
            else:
                raise ConfigurationError(f"line {number}: unknown section")
        elif not app_open:
            raise ConfigurationError(f"line {number}: key outside the app")
        else:
            key, value = (*line.split(None, 1), "")[:2]
            key = key.lower()
            keys = APP_KEYS if section is None else DAEMON_KEYS
            values = app[1] if section is None else section[1]
            if key not in keys or key in values:
                raise ConfigurationError(f"line {number}: bad key {key}")
            try:
                values[key] = keys[key](value)
            except ValueError as error:
                raise ConfigurationError(f"line {number}: {error}") from error
    if app is None or app_open or section is not None:
        raise ConfigurationError("the app's section is missing or not closed")
    return app_parameters(*app, daemons)


# ---------------------------------------------------------------------------
# Workload
# ---------------------------------------------------------------------------

@dataclass
class Behaviour:
    """What the workload says about one daemon."""

    arrivals: list[tuple[int, int]] = field(default_factory=list)
    seconds_per_unit: int = 0
    seconds_when_idle: int = 0
    failing_runs: list[int] = field(default_factory=list)
    done_after_runs: int | None = None


@dataclass
class Workload:
    """The workload; `gateway` says whether a gateway listens."""

    daemons: dict[str, Behaviour] = field(default_factory=dict)
    gateway: bool = False
    requests: list[tuple[int, int]] = field(default_factory=list)
    wakes: list[tuple[int, str]] = field(default_factory=list)


def workload_number(value):
    """A number that is not negative, exactly."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise InputError(f"not a number: {value!r}")
    if value < 0:
        raise InputError(f"negative: {value!r}")
    return Decimal(value)


def workload_seconds(value):
    """Seconds, "rounded to a nanosecond when it is read"."""
    return nanoseconds_of_decimal(workload_number(value))


def workload_count(value):
    """A whole number; "half a unit" is an error."""
    number = workload_number(value)
    if number != number.to_integral_value():
        raise InputError(f"not whole: {value!r}")
    return int(number)


def workload_pairs(value):
    """A list of pairs."""
    if not isinstance(value, list):
        raise InputError(f"not a list: {value!r}")
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2:
            raise InputError(f"not a pair: {pair!r}")
    return value


def workload_object(value, keys):
    """An object with known keys only (all, if keys is None)."""
    if not isinstance(value, dict):
        raise InputError(f"not an object: {value!r}")
    for key in value:
        if keys is not None and key not in keys:
            raise InputError(f"unknown: {key!r}")
    return value


def parse_workload(text, names):
    """The workload of the section `daemonapp simulate CONF`."""
    def refuse(constant):
        raise InputError(f"not a number: {constant}")

    try:
        top = json.loads(text, parse_float=Decimal, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise InputError(str(error)) from error
    workload_object(top, ("daemons", "requests", "wakes"))
    workload = Workload()
    units_in_all = 0
    for name, value in workload_object(top.get("daemons", {}), names).items():
        workload_object(value, (
            "arrivals", "secondsPerUnit", "secondsWhenIdle", "failingRuns",
            "doneAfterRuns",
        ))
        behaviour = Behaviour()
        for at, units in workload_pairs(value.get("arrivals", [])):
            count = workload_count(units)
            units_in_all += count
            behaviour.arrivals.append((workload_seconds(at), count))
        behaviour.seconds_per_unit = workload_seconds(
            value.get("secondsPerUnit", 0))
        behaviour.seconds_when_idle = workload_seconds(
            value.get("secondsWhenIdle", 0))
        behaviour.failing_runs = [
            workload_count(ordinal) for ordinal in value.get("failingRuns", [])
        ]
        if "doneAfterRuns" in value:
            behaviour.done_after_runs = workload_count(value["doneAfterRuns"])
        workload.daemons[name] = behaviour
    if units_in_all > 10 * MILLION:
        raise InputError("more than 10 million units")
    workload.gateway = "requests" in top
    for at, length in workload_pairs(top.get("requests", [])):
        workload.requests.append(
            (workload_seconds(at), workload_seconds(length)))
    for at, name in workload_pairs(top.get("wakes", [])):
        if name not in names:
            raise InputError(f"unknown daemon: {name!r}")
        workload.wakes.append((workload_seconds(at), name))
    return workload


# ---------------------------------------------------------------------------
# The simulation
# ---------------------------------------------------------------------------

@dataclass(eq=False)
class Run:
    """A run in progress, and how it will end."""

    daemon: Daemon
    number: int
    end: int
    outcome: str
    units: int


@dataclass(eq=False)
class Daemon:
    """A daemon and what changes about it."""

    parameters: Parameters
    behaviour: Behaviour
    order: int
    interval: int               # w
    due: int
    run: Run | None = None
    runs: int = 0
    units_taken: int = 0
    failures_in_a_row: int = 0
    woken_while_running: bool = False
    paused: bool = False
    removed: bool = False


@dataclass(eq=False)
class Request:
    """A web request; its state is future, in flight, answered or refused."""

    arrival: int
    end: int
    state: str = "future"


class Simulation:
    """One simulation; `trace()` gives its lines."""

    def __init__(self, app, workload, horizon, seed):
        self.app = app
        self.workload = workload
        self.horizon = horizon
        self.generator = SplitMix64(seed)
        self.lines = []
        self.daemons = []
        for order, parameters in enumerate(app.daemons):
            # "A daemon keeps its interval w, at first P"; "the first run is
            # due at start + StartAfter".
            self.daemons.append(Daemon(
                parameters=parameters,
                behaviour=workload.daemons.get(parameters.name, Behaviour()),
                order=order,
                interval=parameters.run_every,
                due=parameters.start_after,
            ))
        self.requests = [
            Request(arrival, saturated(arrival + length))
            for arrival, length in sorted(workload.requests)
        ]
        self.runs_in_progress = []      # in the order in which they started
        self.last_request_end = None
        self.requests_answered = 0
        self.something_ended = False    # at this instant
        self.stop_reason = None         # once a stop has begun
        self.grace_end = None
        self.stopped = False

    # -- the trace ----------------------------------------------------------

    def emit(self, now, event, *members):
        """One line of the trace; members are (key, text) pairs."""
        pairs = [("at", seconds_text(now)), ("event", f'"{event}"'), *members]
        self.lines.append(
            "{" + ",".join(f'"{key}":{text}' for key, text in pairs) + "}")

    @staticmethod
    def string(text):
        """A string of JSON."""
        return json.dumps(text, ensure_ascii=False)

    # -- the whole ----------------------------------------------------------

    def trace(self):
        """All lines.

        "The events at the last instant of --for still belong to the
        simulation; then, if the app has not stopped, the trace ends with"
        `end`.
        """
        self.emit(0, "start", ("app", self.string(self.app.name)))
        now = 0
        while now is not None and now <= self.horizon:
            self.instant(now)
            if self.stopped:
                return self.lines
            now = self.next_instant(now)
        self.emit(self.horizon, "end")
        return self.lines

    def next_instant(self, now):
        """The next instant at which anything can happen; None if none."""
        instants = [self.app.stay_alive_for]
        if self.app.shutdown_after is not None:
            instants.append(self.app.shutdown_after)
        if self.idle_check_after_requests() is not None:
            instants.append(self.idle_check_after_requests())
        if self.grace_end is not None:
            instants.append(self.grace_end)
        for run in self.runs_in_progress:
            instants.append(run.end)
        for daemon in self.daemons:
            instants.append(daemon.due)
            instants.append(self.end_of_wait_for_quiet(daemon))
        for request in self.requests:
            instants.append(request.arrival)
            instants.append(request.end)
        for at, _ in self.workload.wakes:
            instants.append(at)
        coming = [at for at in instants if now < at < NEVER]
        return min(coming) if coming else None

    def instant(self, now):
        """"At one instant, in this order: ...\""""
        self.something_ended = False
        # The hard deadline.
        if self.app.shutdown_after == now:
            self.begin_stop(now, "deadline")
        # Finishes, in the order in which the runs started.
        for run in list(self.runs_in_progress):
            if run.end == now:
                self.finish(run, now)
        # Work that arrives is counted: `pending` counts it by its instant.
        # Requests that arrive, then requests that end.
        for request in self.requests:
            if request.state == "future" and request.arrival == now:
                self.request_arrives(request, now)
        for request in self.requests:
            if request.state == "in flight" and request.end == now:
                self.request_ends(request, now)
        # Wakes.
        for at, name in self.workload.wakes:
            if at == now:
                self.wake(name, now)
        # Starts.
        while self.stop_reason is None:
            daemon = self.first_that_may_start(now)
            if daemon is None:
                break
            self.start(daemon, now)
        # Last, the idle decision.
        if self.stop_reason is None and self.idle_is_decided_at(now):
            self.decide_idle(now)
        # "The stop is the last event of its instant."
        if self.stop_reason is not None:
            if not self.anything_in_progress() or now >= self.grace_end:
                self.stop(now)

    # -- runs ---------------------------------------------------------------

    def may_start(self, daemon, now):
        """Whether it is ready, its floor is free, and it may start.

        "A daemon is *ready* once its due time has come."  "A daemon never has
        two runs at once."  "a paused daemon is not started".
        """
        if daemon.removed or daemon.paused or daemon.run is not None:
            return False
        if now < daemon.due:
            return False
        if not daemon.parameters.own_floor:
            shared = [run for run in self.runs_in_progress
                      if not run.daemon.parameters.own_floor]
            if len(shared) >= self.app.concurrency:
                return False
        return self.is_quiet_for(daemon, now)

    def is_quiet_for(self, daemon, now):
        """WhenQuietFor: "it may start only when no request is in flight and
        now − lastRequestEnd ≥ WhenQuietFor; where no request has ended yet,
        it is quiet"."""
        if daemon.parameters.when_quiet_for is None:
            return True
        if self.requests_in_flight():
            return False
        return now >= self.end_of_wait_for_quiet(daemon)

    def end_of_wait_for_quiet(self, daemon):
        """The instant when the quiet is long enough, as far as is known."""
        quiet = daemon.parameters.when_quiet_for
        if quiet is None or self.last_request_end is None:
            return 0
        return saturated(self.last_request_end + quiet)

    def first_that_may_start(self, now):
        """"the first of all such daemons starts: those past MaximumWait first
        (earliest due first), then by Priority, highest first, then by due
        time, earliest first, then by the order in which the daemons were
        started ... Each rule settles the ties of the ones before it.\""""
        def place(daemon):
            longest = daemon.parameters.maximum_wait
            if longest is not None and now - daemon.due >= longest:
                first = (0, daemon.due)
            else:
                first = (1, 0)
            return (*first, -daemon.parameters.priority, daemon.due,
                    daemon.order)

        able = [one for one in self.daemons if self.may_start(one, now)]
        return min(able, key=place) if able else None

    def start(self, daemon, now):
        """Start a run.  "A run of no length finishes before the next start,
        and its daemon, if due again at that instant, takes part in the choice
        of it.\""""
        daemon.runs += 1
        self.emit(
            now, "run",
            ("daemon", self.string(daemon.parameters.name)),
            ("run", str(daemon.runs)),
            ("due", seconds_text(daemon.due)),
        )
        outcome, units, length = self.what_it_finds(daemon, now)
        daemon.units_taken += units
        daemon.run = Run(
            daemon, daemon.runs, saturated(now + length), outcome, units)
        self.runs_in_progress.append(daemon.run)
        if length == 0:
            self.finish(daemon.run, now)

    def what_it_finds(self, daemon, now):
        """Outcome, units and length of the run that starts (the workload's
        `arrivals`, `failingRuns` and `doneAfterRuns`)."""
        parameters, behaviour = daemon.parameters, daemon.behaviour
        if daemon.runs in behaviour.failing_runs:
            # "such a run takes no units and lasts secondsWhenIdle"
            outcome, units = "failed", 0
        else:
            # "A run takes min(pending, RecordCount) units that arrived up to
            # and at its start"
            arrived = sum(
                units for at, units in behaviour.arrivals if at <= now)
            units = arrived - daemon.units_taken
            if parameters.record_count is not None:
                units = min(units, parameters.record_count)
            outcome = "worked" if units > 0 else "idle"
        if units > 0:
            length = saturated(units * behaviour.seconds_per_unit)
        else:
            length = behaviour.seconds_when_idle
        # "A run longer than RunTimeout ends at start + RunTimeout as failed,
        # says `units` 0, and its units stay pending."
        timeout = parameters.run_timeout
        if timeout is not None and length > timeout:
            outcome, units, length = "failed", 0, timeout
        # "that run ends as done, whatever it would have been; its units and
        # length are as they would have been"
        if daemon.runs == behaviour.done_after_runs:
            outcome = "done"
        return outcome, units, length

    def finish(self, run, now):
        """"The outcome of a run decides the wait.\""""
        daemon = run.daemon
        parameters = daemon.parameters
        self.runs_in_progress.remove(run)
        daemon.run = None
        self.something_ended = True
        woken = daemon.woken_while_running
        daemon.woken_while_running = False
        if run.outcome == "done":
            # "it is removed"; "after done, both are null"
            daemon.removed = True
            self.emit_finish(run, now, None)
            return
        if run.outcome == "worked":
            daemon.interval = parameters.run_every
            wait = parameters.minimum_idle
        else:
            daemon.interval = self.longer_interval(daemon)
            wait = daemon.interval
        if run.outcome == "failed":
            daemon.failures_in_a_row += 1
            if (parameters.failure_limit is not None
                    and daemon.failures_in_a_row >= parameters.failure_limit):
                daemon.paused = True
        else:
            daemon.failures_in_a_row = 0
        if woken and not daemon.paused:
            # "a daemon woken while it runs is treated as woken at the instant
            # of its finish, after the outcome has been booked: due then,
            # w = P, and its finish says wait 0"
            daemon.interval = parameters.run_every
            wait = 0
        if wait > 0 and parameters.jitter > 0:
            # "One draw per finish that waits, in order, only for daemons
            # whose Jitter is over 0": a finish that says wait 0 does not
            # wait.  "wait + wait·Jitter·u, rounded"
            share = parameters.jitter * self.generator.share()
            wait = saturated(rounded(wait + wait * share))
        daemon.due = saturated(now + wait)
        self.emit_finish(run, now, daemon.due)

    @staticmethod
    def longer_interval(daemon):
        """"w becomes min(w·M + I, MaximumIdle), the product rounded before I
        is added\""""
        parameters = daemon.parameters
        product = saturated(rounded(
            Fraction(daemon.interval * parameters.multiply_idle_by, MILLION)))
        longer = saturated(product + parameters.increase_idle_by)
        return min(longer, parameters.maximum_idle)

    def emit_finish(self, run, now, due):
        """"`wait` is next − at"; null where next is null."""
        never = due is None or due == NEVER
        self.emit(
            now, "finish",
            ("daemon", self.string(run.daemon.parameters.name)),
            ("run", str(run.number)),
            ("outcome", self.string(run.outcome)),
            ("units", str(run.units)),
            ("wait", "null" if never else seconds_text(due - now)),
            ("next", instant_text(due)),
        )

    def wake(self, name, now):
        """"a waiting daemon becomes due now and w becomes P; ... a ready
        daemon is unchanged, and a daemon is ready from its due time on, that
        instant included.  A wake of a paused or removed daemon is ignored
        ... During the grace of a stop wakes still make daemons due.\""""
        for daemon in self.daemons:
            if daemon.parameters.name != name:
                continue
            if daemon.paused or daemon.removed:
                continue
            if daemon.run is not None:
                daemon.woken_while_running = True
            elif now < daemon.due:
                daemon.due = now
                daemon.interval = daemon.parameters.run_every

    # -- requests -----------------------------------------------------------

    def requests_in_flight(self):
        """The requests in flight."""
        return [one for one in self.requests if one.state == "in flight"]

    def request_arrives(self, request, now):
        """"From the beginning of a stop on (the deadline's own instant
        included) it accepts no request"; a refused one has no line."""
        if self.stop_reason is not None:
            request.state = "refused"
            return
        request.state = "in flight"
        self.emit(now, "request")

    def request_ends(self, request, now):
        """The response; the one that makes MaximumRequests begins a stop."""
        request.state = "answered"
        self.last_request_end = now
        self.requests_answered += 1
        self.something_ended = True
        self.emit(now, "response")
        if self.requests_answered == self.app.maximum_requests:
            self.begin_stop(now, "requests")

    # -- stops --------------------------------------------------------------

    def anything_in_progress(self):
        """Whether a run or request is in progress."""
        return bool(self.runs_in_progress or self.requests_in_flight())

    def idle_check_after_requests(self):
        """lastRequestEnd + G; "where a gateway listens and no request has
        ended yet, since the start of the app"; None where neither is."""
        gap = self.app.shutdown_if_idle
        if gap is None or not self.workload.gateway:
            return None
        return saturated((self.last_request_end or 0) + gap)

    def idle_is_decided_at(self, now):
        """"it is decided after the starts of an instant at which a run or
        request ended or a daemon was paused or removed, when S comes, and
        when lastRequestEnd + G comes" (paused and removed: in a simulation
        always by the end of a run)."""
        return (self.something_ended
                or now == self.app.stay_alive_for
                or now == self.idle_check_after_requests())

    def decide_idle(self, now):
        """The paragraph "Idle stop"."""
        if now < self.app.stay_alive_for or self.anything_in_progress():
            return
        if any(self.may_start(daemon, now) for daemon in self.daemons):
            return
        left = [daemon for daemon in self.daemons if not daemon.removed]
        if not left and not self.workload.gateway:
            self.begin_stop(now, "done")
            return
        needed = self.app.shutdown_if_idle
        if needed is None:
            return
        next_start = self.next_possible_start(now)
        if next_start is not None and next_start - now < needed:
            return
        after_requests = self.idle_check_after_requests()
        if after_requests is not None and now < after_requests:
            return
        self.begin_stop(now, "idle")

    def next_possible_start(self, now):
        """The earliest instant at which a daemon can start: "the later of its
        due time and the end of its wait for quiet"; None where there is none.

        "A paused daemon is still left, but makes no instant."  A run that is
        still in progress (only when the grace ends) "counts as due then".
        """
        instants = []
        for daemon in self.daemons:
            if daemon.paused or daemon.removed:
                continue
            due = daemon.due if daemon.run is None else now
            instants.append(max(due, self.end_of_wait_for_quiet(daemon)))
        coming = [at for at in instants if at < NEVER]
        return min(coming) if coming else None

    def begin_stop(self, now, reason):
        """"The first reason stays, and its grace", which "begins with the
        stop"."""
        if self.stop_reason is None:
            self.stop_reason = reason
            self.grace_end = saturated(now + self.app.grace_period)

    def stop(self, now):
        """The end; next is "the earliest instant at which a daemon that is
        neither paused nor removed could have started (as in *gap*), but not
        before the stop"."""
        next_start = self.next_possible_start(now)
        if next_start is not None:
            next_start = max(next_start, now)
        self.stopped = True
        self.emit(
            now, "stop",
            ("reason", self.string(self.stop_reason)),
            ("next", instant_text(next_start)),
        )


def trace_of(conf_text, workload_text=None, for_text="1h", seed=0):
    """The lines of the trace; raises ConfigurationError or InputError."""
    app = parse_configuration(conf_text)
    workload = Workload()
    if workload_text is not None:
        names = [daemon.name for daemon in app.daemons]
        workload = parse_workload(workload_text, names)
    return Simulation(app, workload, parse_duration(for_text), seed).trace()


def main(arguments=None):
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("conf")
    parser.add_argument("--workload")
    parser.add_argument("--for", dest="horizon", default="1h")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--format", choices=["trace"], default="trace")
    options = parser.parse_args(arguments)
    with open(options.conf, encoding="utf-8") as file:
        conf_text = file.read()
    workload_text = None
    if options.workload is not None:
        with open(options.workload, encoding="utf-8") as file:
            workload_text = file.read()
    try:
        lines = trace_of(
            conf_text, workload_text, options.horizon, options.seed)
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 78
    except InputError as error:
        print(error, file=sys.stderr)
        return 65
    for line in lines:
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
