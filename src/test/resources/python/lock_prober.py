"""Measures from outside how long the queue lock is held, by trying for it again and again.

Arguments: DIRECTORY. Prints "ready", tries every 2 ms until standard input ends, then prints
{"holds": [seconds, ...], "tries": N}. A hold is the time from the first refusal to the last of
those that follow one another: it is too short by up to two pauses, and as long as two holds
together if nothing was tried between them. A shared lock is asked for, and given back at once, so
nobody else waits for it who does not try in the same microsecond.
"""
import fcntl
import json
import os
import select
import sys
import time

file = os.open(os.path.join(sys.argv[1], "mem0_queue.lock"), os.O_RDWR | os.O_CREAT, 0o644)
holds, first, last, tries = [], None, None, 0
print("ready", flush=True)
while not select.select([sys.stdin], [], [], 0.002)[0]:
    tries += 1
    now = time.monotonic()
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        fcntl.flock(file, fcntl.LOCK_UN)
        if first is not None:
            holds.append(last - first)
        first = None
    except BlockingIOError:
        first = now if first is None else first
        last = now
json.dump({"holds": holds, "tries": tries}, sys.stdout)
