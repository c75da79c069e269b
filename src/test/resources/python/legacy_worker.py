"""Stands in for the Python workers, without HTTP: an upload appends the id to a file.

Arguments: DIRECTORY (a | b) UPLOADS SECONDS_PER_UPLOAD SHARE_THAT_FAILS SEED PASSES
Manner a: holds the lock for the whole pass, tries 3 times, then failed[], whose entries get one
more attempt in each pass. Manner b: 5 attempts, then the dead-letter file, which is outside the
lock. Both keep the copy that they loaded and write it once, at the end.
One thing it does better than the originals: the dead-letter file is renamed into place, because a
torn one is a loss of theirs that no monitor can prevent.
"""
import json
import os
import random
import sys
import time

from legacy_queue import LegacyQueue

directory, manner, uploads, pause, failing, seed, passes = sys.argv[1:8]
queue = LegacyQueue(directory)
chance = random.Random(int(seed))
attempts = 3 if manner == "a" else 5


def upload(entry):
    time.sleep(float(pause))
    if chance.random() < float(failing):
        return False
    with open(uploads, "a") as file:
        file.write(entry["id"] + "\n")
    print("  ✅ Synced: %s (ID: %s...)" % (entry["project_id"], entry["id"][:8]), flush=True)
    return True


def load_dead_letters():
    if not os.path.exists(queue.dead_letter_file):
        return []
    with open(queue.dead_letter_file) as file:
        return json.load(file)["items"]


def store_dead_letters(items):
    with open(queue.dead_letter_file + ".tmp", "w") as file:
        json.dump({"items": items, "last_update": "2026-11-23T12:00:00"}, file, indent=2)
    os.rename(queue.dead_letter_file + ".tmp", queue.dead_letter_file)


def retry_dead_letters():
    left = [entry for entry in load_dead_letters() if not upload(entry)]
    store_dead_letters(left)


def one_pass():
    if not queue.acquire(5 if manner == "a" else 30):
        print("⚠️  Could not acquire lock (timeout). Queue might be busy. Skipping this run.")
        return
    state = queue.load()
    print("📤 Processing queue: %d pending, %d failed" % (len(state["queue"]), len(state["failed"])))
    for entry in list(state["queue"]):
        if upload(entry):
            state["queue"].remove(entry)
            state["stats"]["total_synced"] += 1
            continue
        entry["retries"] += 1
        if entry["retries"] >= attempts:
            state["queue"].remove(entry)
            if manner == "a":
                state["failed"].append(entry)
                state["stats"]["total_failed"] += 1
            else:
                store_dead_letters(load_dead_letters() + [entry])
    if manner == "a":
        for entry in list(state["failed"]):
            if upload(entry):
                state["failed"].remove(entry)
                state["stats"]["total_synced"] += 1
                state["stats"]["total_failed"] -= 1
            else:
                entry["retries"] = 0
    queue.store(state)
    queue.release()
    print("✨ Worker done:", flush=True)


for i in range(int(passes)):
    if manner == "b":
        retry_dead_letters()
    one_pass()
    time.sleep(0.05)
