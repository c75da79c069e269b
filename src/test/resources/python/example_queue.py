"""Writes the queue directory of the command line contract's example, as Python's own programs do.

Counters 61 queued, 10 synced, 6 failed; 40 pending, 6 failed, 3 dead letters, 2 emergency lines
and a worker log. Arguments: DIRECTORY. Prints what it wrote as JSON.
"""
import datetime
import json
import os
import random
import sys
import time
import uuid

from legacy_queue import LegacyQueue, new_entry

directory = sys.argv[1]
chance = random.Random(61)
uuid.uuid4 = lambda: uuid.UUID(int=chance.getrandbits(128), version=4)
now = int(time.time())
texts = [
    "The importer reads at most 500 rows at a time.",
    "Zażółć gęślą jaźń – l’été à Genève, 日本語, 🧠",
    "First line\nsecond line with a \"quote\" and a \\ backslash\tand a tab",
    "Ends in half a surrogate pair \ud83d",
]
projects = ["trace-hub", "second-brain", "café--notes", "web/shop"]


def entry(i, **more):
    made = new_entry(projects[i % 4], "%d: %s" % (i, texts[i % 4]), now - 6000 + 60 * i)
    made.update(more)
    return made


everything = [entry(i) for i in range(61)]
synced, failed, dead, pending = (
    everything[:10],
    everything[10:16],
    everything[16:19],
    everything[21:61],
)
queue = {
    "queue": [dict(e, retries=i % 3) for i, e in enumerate(pending)],
    "last_100": everything,
    "failed": failed,
    "stats": {
        "total_queued": 61,
        "total_synced": 10,
        "total_failed": 6,
        "last_sync": datetime.datetime.fromtimestamp(now - 500).isoformat() + ".000007",
    },
}
LegacyQueue(directory).store(queue)
open(os.path.join(directory, "mem0_queue.lock"), "w").close()

dead_letters = {
    "items": [dict(e, retries=5, moved_to_dlq_at=now - 400.5, last_attempt=now - 400.5) for e in dead],
    "last_update": datetime.datetime.fromtimestamp(now - 400).isoformat(),
}
with open(os.path.join(directory, "mem0_queue_dlq.json"), "w") as file:
    json.dump(dead_letters, file, indent=2)

emergency = [dict(entry(19 + i), emergency=True) for i in range(2)]
with open(os.path.join(directory, "mem0_emergency.json"), "a") as file:
    for line in emergency:
        file.write(json.dumps(line) + "\n")

os.makedirs(os.path.join(directory, "logs"))
with open(os.path.join(directory, "logs", "mem0_worker.log"), "w", encoding="utf-8") as log:
    log.write("📤 Processing queue: 50 pending, 6 failed\n")
    for memory in synced:
        log.write("  ✅ Synced: %s (ID: %s...)\n" % (memory["project_id"], memory["id"][:8]))
    log.write("  ⏳ Retry 1/3: trace-hub\n")
    log.write("\n✨ Worker done:\n   Queue: 40 pending\n   Failed: 6 failed\n   Total synced: 10\n")

json.dump(
    {
        "pending": [e["id"] for e in pending],
        "failed": [e["id"] for e in failed],
        "dead_letters": [e["id"] for e in dead],
        "emergency": [e["id"] for e in emergency],
        "synced": [e["id"] for e in synced],
        "first_content": pending[0]["content"],
    },
    sys.stdout,
)
