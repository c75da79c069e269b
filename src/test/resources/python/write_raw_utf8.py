"""Rewrites the queue as a program does that knows nothing of escapes: raw UTF-8, one line.

Arguments: DIRECTORY
"""
import json
import sys

from legacy_queue import LegacyQueue

queue = LegacyQueue(sys.argv[1])
state = queue.load()
text = json.dumps(state, ensure_ascii=False)
with open(queue.queue_file, "w", encoding="utf-8", errors="surrogatepass") as file:
    file.write(text.replace("\ud83d", ""))
