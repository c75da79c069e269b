"""Stands in for the Python workers beside our acts. An "upload" is a line in a file; with --api it
is a POST as theirs, and the file tells of those that were answered with success.

Started through a script named mem0_queue_worker.py that calls main(), so that it is found among
the processes as the real ones are. What it shares with them, manner by manner:

a  one run: the lock for all of it, 3 attempts, then failed[], whose entries get one more attempt
   in the same run and begin at 0 again; the copy that was loaded is written back at the end.
b  several cycles: the dead letters, without any lock, and the loaded copy written back over the
   file; then a run as above with 5 attempts, then to the dead letters before the queue is written.

The dead-letter file is truncated and written in place. Standard output is the worker's log, which
--buffered holds back to the end; a killed one then has none at all.
"""
import argparse
import datetime
import json
import os
import random
import signal
import time

from legacy_queue import LegacyQueue
from legacy_upload import posted

LOCK_SECONDS, ATTEMPTS = {"a": 5, "b": 30}, {"a": 3, "b": 5}


class StandIn:
    def __init__(self, options):
        self.options = options
        self.queue = LegacyQueue(options.directory)
        self.chance = random.Random(options.seed)
        self.uploads = 0

    def say(self, line):
        print(line, flush=not self.options.buffered)

    def stored(self, entry):
        """One upload: whether the API has stored it. Killed here, nobody learns of it."""
        time.sleep(self.options.pause)
        api = self.options.api
        good = posted(api, entry) if api else self.chance.random() < self.options.stored
        if good:
            with open(self.options.sent, "a") as file:
                file.write(json.dumps({"id": entry["id"], "content": entry["content"]}) + "\n")
        self.uploads += 1
        if self.uploads == self.options.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return good

    def success(self, state, entry, words):
        state["stats"]["total_synced"] += 1
        state["stats"]["last_sync"] = datetime.datetime.now().isoformat()
        self.say("  ✅ %s: %s (ID: %s...)" % (words, entry["project_id"], entry["id"][:8]))

    def run(self):
        if not self.queue.acquire(LOCK_SECONDS[self.options.manner]):
            self.say("⚠️  Could not acquire lock (timeout). Queue might be busy. Skipping this run.")
            return
        state = self.queue.load()
        failed = ", %d failed" % len(state["failed"]) if self.options.manner == "a" else ""
        self.say("\n📤 Processing queue: %d pending%s" % (len(state["queue"]), failed))
        for entry in list(state["queue"]):
            self.once(state, entry)
        if self.options.manner == "a" and state["failed"]:
            self.retry_failed(state)
        self.queue.store(state)
        self.queue.release()
        end = "Worker done" if self.options.manner == "a" else "Queue processed"
        self.say("\n✨ %s:\n   Total synced: %d" % (end, state["stats"]["total_synced"]))

    def once(self, state, entry):
        most = ATTEMPTS[self.options.manner]
        if self.stored(entry):
            state["queue"].remove(entry)
            self.success(state, entry, "Synced")
            return
        entry["retries"] += 1
        if entry["retries"] < most:
            self.say("  ⏳ Retry %d/%d: %s" % (entry["retries"], most, entry["project_id"]))
            return
        state["queue"].remove(entry)
        if self.options.manner == "a":
            state["failed"].append(entry)
            state["stats"]["total_failed"] += 1
            self.say("  ❌ Failed (3x): %s → moved to failed" % entry["project_id"])
        else:
            self.bury(entry)

    def retry_failed(self, state):
        self.say("\n🔄 Retrying %d failed entries..." % len(state["failed"]))
        for entry in list(state["failed"]):
            if self.stored(entry):
                state["failed"].remove(entry)
                state["stats"]["total_failed"] -= 1
                self.success(state, entry, "Recovered")
            else:
                entry["retries"] = 0
                self.say("  ⏸️  Still failed: %s (will retry next time)" % entry["project_id"])

    def bury(self, entry):
        entry["moved_to_dlq_at"] = entry["last_attempt"] = time.time()
        self.write_dead_letters(self.dead_letters() + [entry])
        words = (entry["project_id"], entry["id"][:8], entry["retries"])
        self.say("📋 Moved to DLQ: %s (ID: %s...) after %d retries" % words)

    def dead_letters(self):
        if os.path.exists(self.queue.dead_letter_file):
            with open(self.queue.dead_letter_file) as file:
                return json.load(file)["items"]
        return []

    def write_dead_letters(self, items):
        with open(self.queue.dead_letter_file, "w") as file:
            now = datetime.datetime.now().isoformat()
            json.dump({"items": items, "last_update": now}, file, indent=2)

    def retry_dead_letters(self):
        items, left = self.dead_letters(), []
        self.say("\n🔄 Processing DLQ: %d items" % len(items))
        for entry in items:
            entry["retry_count"] = entry.get("retry_count", 0) + 1
            entry["last_attempt"] = time.time()
            words = (entry["project_id"], entry["id"][:8], entry["retry_count"])
            if self.stored(entry):
                self.say("  ✅ DLQ recovered: %s (ID: %s...) after %d retries" % words)
            else:
                left.append(entry)
        self.write_dead_letters(left)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("directory")
    parser.add_argument("manner", choices=["a", "b"])
    parser.add_argument("--sent", required=True, help="the file of what was uploaded")
    parser.add_argument("--api", help="uploads go there instead")
    parser.add_argument("--stored", type=float, default=0.5, help="the share that succeeds")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pause", type=float, default=0.0, help="seconds per upload")
    parser.add_argument("--cycles", type=int, default=1)
    parser.add_argument("--kill-at", type=int, default=0, help="dies of signal 9 at that upload")
    parser.add_argument("--buffered", action="store_true")
    stand_in = StandIn(parser.parse_args())
    for _ in range(stand_in.options.cycles):
        if stand_in.options.manner == "b":
            stand_in.retry_dead_letters()
        stand_in.run()
        time.sleep(stand_in.options.pause)
