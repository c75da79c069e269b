"""Stands in for the programs that share the queue: takes the lock, reads and writes as they do.

    hold DIR            takes the lock, says "held", keeps it until a line comes
    try DIR             says "free" or "busy"
    save DIR ID...      appends one entry per id under the lock, waiting as long as it takes
    saves DIR N PREFIX  N saves, one lock each; says "started" first, the ids at the end
    sync DIR            takes everything out of the queue, as if it had been uploaded
    serve DIR           for each line "save NAME" saves the entry "theirs" in DIR/NAME, for each
                        line "sync NAME" syncs there, each time saying "done"
    load DIR            prints the queue as canonical JSON
"""

import fcntl
import json
import sys
import time
from pathlib import Path


def locked(folder, seconds=60.0):
    lock = open(folder / "mem0_queue.lock", "w")
    deadline = time.time() + seconds
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except OSError:
            if time.time() > deadline:
                raise
            time.sleep(0.01)


def load(folder):
    path = folder / "mem0_queue.json"
    if not path.exists():
        return {
            "queue": [],
            "last_100": [],
            "failed": [],
            "stats": {"total_queued": 0, "total_synced": 0, "total_failed": 0, "last_sync": None},
        }
    with open(path) as file:
        return json.load(file)


def store(folder, data):
    temporary = folder / "mem0_queue.tmp"
    with open(temporary, "w") as file:
        json.dump(data, file, indent=2)
    temporary.rename(folder / "mem0_queue.json")


def save(folder, id):
    with locked(folder):
        data = load(folder)
        entry = {
            "id": id,
            "project_id": "python",
            "content": "text of " + id,
            "timestamp": 1764460800,
            "retries": 0,
        }
        data["queue"].append(entry)
        data["last_100"].append(entry)
        data["last_100"] = data["last_100"][-100:]
        data["stats"]["total_queued"] += 1
        store(folder, data)


def sync(folder):
    with locked(folder):
        data = load(folder)
        data["stats"]["total_synced"] += len(data["queue"])
        data["stats"]["last_sync"] = "2025-11-30T10:00:00.000001"
        data["queue"] = []
        store(folder, data)


def main(command, folder, *rest):
    folder = Path(folder)
    if command == "hold":
        with locked(folder):
            print("held", flush=True)
            sys.stdin.readline()
    elif command == "try":
        with open(folder / "mem0_queue.lock", "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                print("free")
            except OSError:
                print("busy")
    elif command == "save":
        for id in rest:
            save(folder, id)
    elif command == "saves":
        print("started", flush=True)
        for number in range(int(rest[0])):
            save(folder, rest[1] + str(number))
    elif command == "serve":
        for line in sys.stdin:
            act, name = line.split()
            if act == "save":
                save(folder / name, "theirs")
            else:
                sync(folder / name)
            print("done", flush=True)
    elif command == "sync":
        sync(folder)
    elif command == "load":
        print(json.dumps(load(folder), sort_keys=True))


main(*sys.argv[1:])
