#!/bin/sh
# Facts that must come out of real threads of mail, and out of the agendas drafted of them (mail/facts.py).
PYTHONDONTWRITEBYTECODE=1 exec python3 tests/mail/facts.py "$ROLLCALL" "$SCRATCH"
