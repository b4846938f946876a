#!/bin/sh
# What is posted can be sent and opens right, with real programs (interop/send.py).
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=tests/laws exec python3 tests/interop/send.py "$SCRATCH"
