#!/bin/sh
# Pages pass Vnu and axe-core in Chromium (interop/web.py).
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=tests/laws exec python3 tests/interop/web.py "$SCRATCH"
