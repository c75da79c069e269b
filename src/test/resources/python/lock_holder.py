"""Holds the queue lock until standard input ends, and at least SECONDS.

Arguments: DIRECTORY SECONDS (hold | write-back). With write-back it loads the queue first and
writes that old copy back at the end, as the Python worker does. Prints "held", then "released".
"""
import sys
import time

from legacy_queue import LegacyQueue

queue = LegacyQueue(sys.argv[1])
if not queue.acquire(30):
    sys.exit("the lock is held by somebody else")
began = time.monotonic()
copy = queue.load()
print("held", flush=True)
sys.stdin.read()
time.sleep(max(0.0, float(sys.argv[2]) - (time.monotonic() - began)))
if sys.argv[3] == "write-back":
    queue.store(copy)
queue.release()
print("released", flush=True)
