"""The queue as the Python programs know it: same files, same lock, same manners.

Unlike them it never takes an unreadable file for an empty queue: it fails, loudly.
"""
import fcntl
import json
import os
import time
import uuid


class LegacyQueue:
    def __init__(self, directory):
        self.directory = directory
        self.queue_file = os.path.join(directory, "mem0_queue.json")
        self.temporary = os.path.join(directory, "mem0_queue.tmp")
        self.lock_file = os.path.join(directory, "mem0_queue.lock")
        self.dead_letter_file = os.path.join(directory, "mem0_queue_dlq.json")
        self.held = None

    def load(self):
        if not os.path.exists(self.queue_file):
            return {
                "queue": [],
                "last_100": [],
                "failed": [],
                "stats": {
                    "total_queued": 0,
                    "total_synced": 0,
                    "total_failed": 0,
                    "last_sync": None,
                },
            }
        with open(self.queue_file) as file:
            return json.load(file)

    def store(self, state):
        with open(self.temporary, "w") as file:
            json.dump(state, file, indent=2)
        os.rename(self.temporary, self.queue_file)

    def acquire(self, seconds):
        file = open(self.lock_file, "w")
        deadline = time.time() + seconds
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self.held = file
                return True
            except BlockingIOError:
                if time.time() > deadline:
                    file.close()
                    return False
                time.sleep(0.1)

    def release(self):
        self.held.close()
        self.held = None

    def append(self, state, project, content):
        entry = new_entry(project, content)
        state["queue"].append(entry)
        state["last_100"].append(entry)
        state["last_100"] = state["last_100"][-100:]
        state["stats"]["total_queued"] += 1
        return entry["id"]


def new_entry(project, content, timestamp=None):
    return {
        "id": str(uuid.uuid4()),
        "project_id": project,
        "content": content,
        "timestamp": int(time.time() if timestamp is None else timestamp),
        "retries": 0,
    }
