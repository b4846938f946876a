#!/bin/sh
# The suites that run the program, once more with AddressSanitizer and UndefinedBehaviorSanitizer.
. "$TOP/tests/lib.sh"

flags='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer'
folder=$BUILD/asan
if ! make -s -j2 BUILD="$folder" CFLAGS="$flags" all units >"$SCRATCH/make" 2>&1; then
	fail build "$(tail -n 20 "$SCRATCH/make")"
	exit
fi
pass build

export ASAN_OPTIONS=exitcode=86:detect_leaks=0 UBSAN_OPTIONS=halt_on_error=1:exitcode=86:print_stacktrace=1

# Suites of the project as a whole, with the instrumented program in place of the other.
for suite in ${SANITIZED_SUITES:-unit cases format cli post cycle}; do
	[ -x "tests/suites/$suite.sh" ] || continue
	mkdir -p "$SCRATCH/$suite"
	BUILD=$folder ROLLCALL=$folder/rollcall SCRATCH=$SCRATCH/$suite CFLAGS=$flags "tests/suites/$suite.sh" \
		>"$SCRATCH/$suite.log" 2>&1
	status=$?
	grep -hE '^(ok|not ok|skip) ' "$SCRATCH/$suite.log" | sed "s/^\(ok\|not ok\|skip\) /\1 $suite /"
	[ "$status" -eq 0 ] || fail "$suite" "$(tail -n 20 "$SCRATCH/$suite.log")"
done

export PYTHONDONTWRITEBYTECODE=1 BUILD="$folder" ROLLCALL="$folder/rollcall"
python3 tests/laws/laws.py words fixpoint together 2>&1 || exit 1
PYTHONPATH=tests/laws:tests/bench python3 tests/growth/growth.py small
