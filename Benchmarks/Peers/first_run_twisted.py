"""The shortest useful Twisted daemon: says `first` when its first call is made, and stops.

Whoever starts it takes the time from the start of the process to that line.
"""

from twisted.internet import reactor
from twisted.internet.task import LoopingCall


def first():
    print("first", flush=True)
    reactor.stop()


reactor.callWhenRunning(LoopingCall(first).start, 3600, now=True)
reactor.run()
