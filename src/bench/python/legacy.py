"""Stands in for the Python programs that share the queue files; driven line by line over stdin.

One command a line, one answer a line:

    generate N        writes mem0_queue.json with N entries                         -> its size in bytes
    open              loads the file, to append to it from memory                   -> number of entries
    append            appends one entry to what was opened, writes and renames      -> number of entries
    load              reads the file as the old programs do                         -> milliseconds: wall, processor
    save              loads, appends, writes and renames under the lock             -> milliseconds: wall, processor
    hold / release    takes and gives back the queue lock                           -> ok
    count             number of entries and of different ids in the file            -> "N M"
"""
import fcntl
import http.client
import json
import os
import random
import sys
import time
import urllib.parse
import uuid
from pathlib import Path

folder = Path(sys.argv[1])
queue_file = folder / "mem0_queue.json"
lock_file = folder / "mem0_queue.lock"
chance = random.Random(20261123)
WORDS = (
    "memory queue worker retry lock sync agent deploy cluster token schema index folder release"
    " décision naïve übergang 漢字 😀 \"quoted\" path\\to line\nbreak tab\there"
).split(" ")


def entry(number):
    # About 880 bytes on disk: 100 MB hold 119,000 of them.
    text = ""
    while len(text) < 520:
        text += chance.choice(WORDS) + " "
    return {
        "id": str(uuid.uuid4()),
        "project_id": "project-%d" % (number % 32),
        "content": text,
        "timestamp": int(time.time()) - 86400 + number // 10,
        "retries": 0,
    }


def empty():
    stats = {"total_queued": 0, "total_synced": 0, "total_failed": 0, "last_sync": None}
    return {"queue": [], "last_100": [], "failed": [], "stats": stats}


def load():
    with open(queue_file) as f:
        return json.load(f)


def add(queue):
    new = entry(len(queue["queue"]))
    queue["queue"].append(new)
    queue["last_100"].append(new)
    queue["last_100"] = queue["last_100"][-100:]
    queue["stats"]["total_queued"] += 1


def write(queue):
    temporary = folder / "mem0_queue.tmp"
    with open(temporary, "w") as f:
        json.dump(queue, f, indent=2)
    temporary.replace(queue_file)


def locked():
    f = open(lock_file, "w")
    while True:
        try:
            fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return f
        except OSError:
            time.sleep(0.1)


def milliseconds(action):
    start, used = time.perf_counter(), time.process_time()
    action()
    wall, processor = time.perf_counter() - start, time.process_time() - used
    return "%.3f %.3f" % (wall * 1000, processor * 1000)


def save():
    with locked():
        queue = load() if queue_file.exists() else empty()
        add(queue)
        write(queue)


def sync(url, most):
    """Uploads one after the other, each over a connection of its own, under the lock."""
    address = urllib.parse.urlsplit(url)
    sent = 0
    with locked():
        queue = load()
        for waiting in queue["queue"][:most]:
            body = {"user_id": waiting["project_id"], "content": waiting["content"]}
            connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
            connection.request(
                "POST", "/memory", json.dumps(body), {"Content-Type": "application/json"}
            )
            if json.loads(connection.getresponse().read()).get("success"):
                sent += 1
            connection.close()
        queue["queue"] = queue["queue"][sent:]
        queue["stats"]["total_synced"] += sent
        write(queue)


opened = None
held = None
for line in sys.stdin:
    command, *arguments = line.split()
    answer = "ok"
    if command == "generate":
        queue = empty()
        for i in range(int(arguments[0])):
            queue["queue"].append(entry(i))
        queue["last_100"] = queue["queue"][-100:]
        queue["stats"]["total_queued"] = len(queue["queue"])
        write(queue)
        answer = os.path.getsize(queue_file)
    elif command == "open":
        opened = load()
        answer = len(opened["queue"])
    elif command == "append":
        add(opened)
        write(opened)
        answer = len(opened["queue"])
    elif command == "load":
        answer = milliseconds(load)
    elif command == "save":
        answer = milliseconds(save)
    elif command == "sync":
        answer = milliseconds(lambda: sync(arguments[0], int(arguments[1])))
    elif command == "hold":
        held = locked()
    elif command == "release":
        held.close()
    elif command == "count":
        ids = [e["id"] for e in load()["queue"]]
        answer = "%d %d" % (len(ids), len(set(ids)))
    else:
        sys.exit("unknown command: " + command)
    print(answer, flush=True)
