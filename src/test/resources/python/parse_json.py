"""Parses standard input as exactly one JSON document, or with --lines as one a line.

Prints how many documents there were; fails on anything else.
"""
import json
import sys

text = sys.stdin.buffer.read().decode("utf-8")
documents = text.splitlines() if "--lines" in sys.argv else [text]
for document in documents:
    json.loads(document, parse_constant=lambda word: sys.exit("not JSON: " + word))
print(len(documents))
