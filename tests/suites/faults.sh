#!/bin/sh
# Every n-th allocation, write and read fails; signals, limits, full devices (faults/faults.py).
set -e
cc -std=c11 -D_GNU_SOURCE -Wall -Wextra -O1 -fPIC -shared -o "$SCRATCH/fault.so" tests/faults/fault.c -ldl
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=tests/laws exec python3 tests/faults/faults.py "$SCRATCH/fault.so"
