"""Takes out of a queue file what our saves put in, and prints the rest exactly as Python writes it.

If the result equals the bytes from before, nothing that Python owned was changed.
Arguments: DIRECTORY ID...
"""
import json
import sys

from legacy_queue import LegacyQueue

ours = set(sys.argv[2:])
state = LegacyQueue(sys.argv[1]).load()
state.pop("mem0_queue_monitor", None)
for key in ("queue", "last_100"):
    state[key] = [entry for entry in state[key] if entry["id"] not in ours]
state["stats"]["total_queued"] -= len(ours)
sys.stdout.write(json.dumps(state, indent=2))
