#!/bin/sh
# LibreOffice opens, shows and saves our ODT (interop/office.py).
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=tests/laws exec python3 tests/interop/office.py "$SCRATCH"
