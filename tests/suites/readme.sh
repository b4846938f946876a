#!/bin/sh
# Every example of the README that shows a prompt runs as printed. A line "..." stands for any lines.
. "$TOP/tests/lib.sh"
mkdir "$SCRATCH/tree" "$SCRATCH/tree/build" && cd "$SCRATCH/tree" || exit 1
ln -s "$TOP/samples" samples
ln -s "$ROLLCALL" build/rollcall

# One file a command: its first line is the command, the rest is what it prints.
awk -v folder="$SCRATCH" '
	/^```/ { inside = !inside; file = ""; next }
	inside && /^\$ / { file = sprintf("%s/example.%02d", folder, ++n); print substr($0, 3) > file; next }
	file { print > file }
' "$TOP/README.md"

for example in "$SCRATCH"/example.*; do
	[ -f "$example" ] || { fail "examples in README.md"; break; }
	command=$(head -n 1 "$example")
	sed 1d "$example" >"$SCRATCH/expected"
	PATH=$SCRATCH/tree/build:$PATH sh -c "$command" >"$SCRATCH/actual" 2>&1
	if grep -qx '\.\.\.' "$SCRATCH/expected"; then
		# What stands between the dots must be there, in order, as whole lines.
		if awk 'NR == FNR { want[++n] = $0; next } { got[++m] = $0 }
			END {
				j = 1
				for (i = 1; i <= n; i++) {
					if (want[i] == "...") { loose = 1; continue }
					while (loose && j <= m && got[j] != want[i]) j++
					if (j > m || got[j] != want[i]) { print "missing: " want[i]; exit 1 }
					j++; loose = 0
				}
				exit !(loose || j == m + 1)
			}' "$SCRATCH/expected" "$SCRATCH/actual" >"$SCRATCH/why"; then
			pass "$command"
		else
			fail "$command" "$(cat "$SCRATCH/why" "$SCRATCH/actual")"
		fi
	else
		same "$command" "$SCRATCH/expected" "$SCRATCH/actual"
	fi
done
