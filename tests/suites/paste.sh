#!/bin/sh
# What is posted survives being pasted, with real programs (interop/paste.py).
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=tests/laws exec python3 tests/interop/paste.py "$SCRATCH"
