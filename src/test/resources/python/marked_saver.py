"""Saves as the Python server does, texts that can be told apart.

Arguments: DIRECTORY COUNT MARK PROJECTS LOCK_SECONDS PAUSE. The projects, with commas between them,
take turns; the pause is between two saves. Prints a line for each: {"id", "project", "content",
"seconds"}, without an id if the lock was not to be had.
"""
import json
import sys
import time

from legacy_queue import LegacyQueue

queue = LegacyQueue(sys.argv[1])
count, mark, projects = int(sys.argv[2]), sys.argv[3], sys.argv[4].split(",")
lock_seconds, pause = float(sys.argv[5]), float(sys.argv[6])
for i in range(count):
    if i > 0:
        time.sleep(pause)
    began = time.monotonic()
    project = projects[i % len(projects)]
    content = "%s: memory number %d" % (mark, i)
    saved = None
    if queue.acquire(lock_seconds):
        state = queue.load()
        saved = queue.append(state, project, content)
        queue.store(state)
        queue.release()
    seconds = time.monotonic() - began
    line = {"id": saved, "project": project, "content": content, "seconds": seconds}
    print(json.dumps(line), flush=True)
