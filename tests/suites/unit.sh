#!/bin/sh
# The unit tests: every program of tests/unit.
. "$TOP/tests/lib.sh"
CMOCKA_MESSAGE_OUTPUT=TAP
export CMOCKA_MESSAGE_OUTPUT

for source in tests/unit/test_*.c; do
	name=$(basename "$source" .c)
	timeout 300 "$BUILD/unit/$name" >"$SCRATCH/tap" 2>"$SCRATCH/err"
	status=$?
	# "ok 3 - NAME", "ok 3 - NAME # SKIP", "not ok 3 - NAME" and "# ..." lines about it.
	sed -nE "s|^ok [0-9]+ - (.*[^ ]) *# SKIP.*|skip ${name#test_} \1: not here|p; t
		s|^(not )?ok [0-9]+ - (.*)|\1ok ${name#test_} \2|p; t
		s|^# |  |p" "$SCRATCH/tap"
	if ! grep -q '^1\.\.' "$SCRATCH/tap"; then
		fail "$name runs" "status $status
$(tail -n 20 "$SCRATCH/err")"
	elif [ "$status" -gt 100 ]; then
		fail "$name ends" "status $status
$(tail -n 20 "$SCRATCH/err")"
	fi
done
