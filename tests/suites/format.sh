#!/bin/sh
# The examples of format.md, and a section for every rule of the scanner. ACCEPT=1: rewrite what they expect.
. "$TOP/tests/lib.sh"
have python3 || { skip format "no python3"; exit 0; }
exec python3 tests/format.py "$ROLLCALL" ${ACCEPT:+--accept}
