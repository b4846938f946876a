#!/bin/sh
# The targets of the Makefile that can be tried in a tree that is built.
. "$TOP/tests/lib.sh"
build=${BUILD#"$TOP"/}
run_make() { make --no-print-directory BUILD="$build" "$@"; }

# What would be compiled if a file had changed.
compiled() { run_make -n -W "$1" all | sed -nE 's/.* -c -o .* (src.*\.c)$/\1/p' | sort -u; }

run_make all units >"$SCRATCH/again" 2>&1
if grep -qE '^  .*/' "$SCRATCH/again"; then
	fail "nothing is built twice" "$(head -n 5 "$SCRATCH/again")"
else
	pass "nothing is built twice"
fi

# A changed header rebuilds what includes it, directly or not; one that only the command uses rebuilds only the command.
compiled src/cli/verb.h >"$SCRATCH/rebuilt"
grep -lE '#include "cli/verb\.h"' src/*/*.c | sort >"$SCRATCH/includers"
same "a changed header rebuilds its includers" "$SCRATCH/includers" "$SCRATCH/rebuilt"
compiled src/base/str.h >"$SCRATCH/rebuilt"
ls src/*/*.c >"$SCRATCH/all"
if [ "$(wc -l <"$SCRATCH/rebuilt")" -gt "$(($(wc -l <"$SCRATCH/all") / 2))" ]; then
	pass "a base header rebuilds most"
else
	fail "a base header rebuilds most" "$(cat "$SCRATCH/rebuilt")"
fi
if run_make -n -W styles/page.css all | grep -q 'assets.c$'; then pass "a changed style is built in"; else fail "a changed style is built in"; fi

installed() { (cd "$SCRATCH/root" && find . ! -type d | sort | tr '\n' ' '); }
expected="./usr/bin/rollcall $(for page in src/cli/*.[1-9]; do
	echo "./usr/share/man/man${page##*.}/$(basename "$page") "; done | sort | tr -d '\n')"
run_make -s install DESTDIR="$SCRATCH/root" PREFIX=/usr >"$SCRATCH/said" 2>&1 || fail "install" "$(cat "$SCRATCH/said")"
equal "install" "$expected" "$(installed)"
equal "what is installed runs" "$("$ROLLCALL" --version)" "$("$SCRATCH/root/usr/bin/rollcall" --version)"
run_make -s uninstall DESTDIR="$SCRATCH/root" PREFIX=/usr >"$SCRATCH/said" 2>&1
equal "uninstall" "" "$(installed)"

# Prints the paths of what it made, each there and not empty: five formats of every sample.
run_make -s demo >"$SCRATCH/paths" 2>"$SCRATCH/said" || fail "demo" "$(cat "$SCRATCH/said")"
missing=
while read -r path; do
	case $path in "$build"/demo/*) [ -s "$path" ] || missing="$missing $path" ;; esac
done <"$SCRATCH/paths"
equal "demo makes what it prints" "" "$missing"
samples=$(ls samples/*.txt samples/*.md | grep -cv people.txt)
equal "demo renders every sample in five formats" $((5 * samples)) "$(grep -c "^$build/demo/" "$SCRATCH/paths")"
