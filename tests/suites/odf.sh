#!/bin/sh
# Every ODT is valid OpenDocument 1.3 (interop/odf.py).
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=tests/laws exec python3 tests/interop/odf.py "$SCRATCH"
