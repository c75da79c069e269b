"""Saves as the Python server does: lock, load, append, dump(indent=2), rename. No fsync.

Arguments: DIRECTORY COUNT PROJECT LOCK_SECONDS. Prints the id of each memory after it was stored.
"""
import sys

from legacy_queue import LegacyQueue

queue = LegacyQueue(sys.argv[1])
for i in range(int(sys.argv[2])):
    if not queue.acquire(float(sys.argv[4])):
        print("timeout", flush=True)
        continue
    state = queue.load()
    saved = queue.append(state, sys.argv[3], "saved by Python, number %d" % i)
    queue.store(state)
    queue.release()
    print(saved, flush=True)
