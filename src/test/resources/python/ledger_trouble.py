"""Gets into the way of a ledger.

Arguments: FILE (newer | hold). newer: gives it the number of a version that is not made yet. hold:
lets nobody else read or write it, prints "held", and goes on until standard input ends.
"""
import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
if sys.argv[2] == "newer":
    connection.execute("PRAGMA user_version = 4711")
else:
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    print("held", flush=True)
    sys.stdin.read()
    connection.execute("ROLLBACK")
connection.close()
