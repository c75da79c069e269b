"""Saves as the Python server really does: what it cannot read is an empty queue to it.

Arguments: DIRECTORY PROJECT CONTENT. Prints the id.
"""
import sys

from legacy_queue import LegacyQueue

queue = LegacyQueue(sys.argv[1])
queue.acquire(5)
try:
    state = queue.load()
except Exception:
    queue.queue_file, real = queue.queue_file + ".none", queue.queue_file
    state = queue.load()
    queue.queue_file = real
saved = queue.append(state, sys.argv[2], sys.argv[3])
queue.store(state)
queue.release()
print(saved)
