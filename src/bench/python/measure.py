"""Runs a command; prints wall seconds, processor seconds, peak memory in MB and the exit code."""
import os
import sys
import time

start = time.perf_counter()
child = os.fork()
if child == 0:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.execvp(sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - start
unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
print(
    "%.4f %.4f %.1f %d"
    % (wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit, os.waitstatus_to_exitcode(status))
)
