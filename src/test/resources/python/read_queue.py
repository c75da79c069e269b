"""Reads a queue directory with json.load, and prints what a Python program would see.

Arguments: DIRECTORY
"""
import json
import os
import sys

from legacy_queue import LegacyQueue

queue = LegacyQueue(sys.argv[1])
state = queue.load()
with open(queue.queue_file, "rb") as file:
    raw = file.read()
for key in ("queue", "last_100", "failed"):
    for entry in state[key]:
        # What the Python programs take for granted.
        assert isinstance(entry["id"], str) and isinstance(entry["project_id"], str), key
        assert isinstance(entry["retries"], int) and isinstance(entry["timestamp"], int), key
json.dump(
    {
        "keys": list(state),
        "queue": [entry["id"] for entry in state["queue"]],
        "contents": [entry["content"] for entry in state["queue"]],
        "last_100": [entry["id"] for entry in state["last_100"]],
        "failed": [entry["id"] for entry in state["failed"]],
        "stats": state["stats"],
        "ascii": all(byte < 128 for byte in raw),
        "mode": oct(os.stat(queue.queue_file).st_mode & 0o777),
    },
    sys.stdout,
)
