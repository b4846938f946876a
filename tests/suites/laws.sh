#!/bin/sh
# The laws, over every input (laws/laws.py) and over mixtures of them (laws/mixed.py).
export PYTHONDONTWRITEBYTECODE=1
python3 tests/laws/laws.py && python3 tests/laws/mixed.py "${MIXED:-100}"
