"""Measures from outside how long the queue lock is held, by trying for it again and again.

Arguments: DIRECTORY. Prints "ready", tries every 2 ms until standard input ends, then prints
{"holds": [[seconds, pid], ...], "tries": N}. A hold is the time from the first refusal to the last
of those that follow one another while the same process has the lock, as the kernel's list says
(the pid is 0 where there is no such list): too short by up to two pauses, and as long as two holds
of one process together if nothing was tried between them. A shared lock is asked for, and given
back at once, so nobody else waits for it who does not try in the same microsecond.
"""
import fcntl
import json
import os
import select
import sys
import time

file = os.open(os.path.join(sys.argv[1], "mem0_queue.lock"), os.O_RDWR | os.O_CREAT, 0o644)
inode = ":%d" % os.fstat(file).st_ino
holds, first, last, owner, tries = [], None, None, 0, 0


def holder():
    """Who has the lock; None if nobody has it any more, 0 if this system does not tell."""
    try:
        with open("/proc/locks") as locks:
            for line in locks:
                words = line.split()
                if words[1] == "FLOCK" and words[3] == "WRITE" and words[5].endswith(inode):
                    return int(words[4])
        return None
    except OSError:
        return 0


def end():
    global first
    if first is not None:
        holds.append([last - first, owner])
    first = None


print("ready", flush=True)
while not select.select([sys.stdin], [], [], 0.002)[0]:
    tries += 1
    now = time.monotonic()
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        fcntl.flock(file, fcntl.LOCK_UN)
        end()
    except BlockingIOError:
        seen = holder()
        if seen is not None and seen != owner:
            end()
        if first is None:
            first, owner = now, seen or 0
        last = now
        if seen is None:
            end()
json.dump({"holds": holds, "tries": tries}, sys.stdout)
