"""Repeating timers on Twisted: one LoopingCall each.

    timers_twisted.py dispatch TIMERS SECONDS     every call is due again after 1 ms: as many as the reactor can make
    timers_twisted.py paced TIMERS SECONDS RATE   RATE calls a second in all, evenly spread over the timers and the time

Prints one line of JSON: the calls that were made, and the seconds from the start of the reactor to its end. A
LoopingCall that is late leaves calls out; those are not counted, for nobody made them.
"""

import json
import resource
import sys
import time

from twisted.internet import reactor
from twisted.internet.task import LoopingCall

calls = 0


def call():
    global calls
    calls += 1


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def start(count, seconds, interval, paced):
    cpu, wall = cpu_seconds(), time.monotonic()

    def stop():
        figures = {"events": calls, "cpu": cpu_seconds() - cpu, "wall": time.monotonic() - wall}
        print(json.dumps(figures), flush=True)
        reactor.stop()

    for i in range(count):
        if paced:
            reactor.callLater(interval * i / count, LoopingCall(call).start, interval)
        else:
            LoopingCall(call).start(interval, now=False)
    reactor.callLater(seconds, stop)


def main(mode, count, seconds, rate=None):
    count, seconds = int(count), float(seconds)
    interval = count / float(rate) if mode == "paced" else 0.001
    reactor.callWhenRunning(start, count, seconds, interval, mode == "paced")
    reactor.run()


if (sys.argv[1:2], len(sys.argv)) not in ((["dispatch"], 4), (["paced"], 5)):
    sys.exit("usage: timers_twisted.py dispatch TIMERS SECONDS | paced TIMERS SECONDS RATE")
main(*sys.argv[1:])
