#!/bin/sh
# Mail that nobody should send (mail/hostile.py), and the bar of a long run.
. "$TOP/tests/lib.sh"
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=tests/laws
python3 tests/mail/hostile.py "$SCRATCH" || exit 1
python3 tests/mail/bar.py
