#!/bin/sh
# What holds for the mail of any notes (laws/mail.py).
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=tests/laws exec python3 tests/laws/mail.py "$SCRATCH"
