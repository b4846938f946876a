#!/bin/sh
# Every example of the README that shows a prompt prints what stands there. ACCEPT=1: write there what it prints.
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
	sh -c "$command" >"$SCRATCH/actual" 2>&1
	if [ "${ACCEPT-}" ]; then
		mv "$SCRATCH/actual" "$SCRATCH/accepted.${example##*.}"
		pass "$command"
	else
		same "$command" "$SCRATCH/expected" "$SCRATCH/actual"
	fi
done

[ "${ACCEPT-}" ] || exit 0
awk -v folder="$SCRATCH" '
	/^```/ { inside = !inside; skipping = 0 }
	inside && /^\$ / {
		print
		file = sprintf("%s/accepted.%02d", folder, ++n)
		while ((getline line < file) > 0) print line
		skipping = 1
		next
	}
	!skipping
' "$TOP/README.md" >"$SCRATCH/README.md" && { cmp -s "$SCRATCH/README.md" "$TOP/README.md" || cp "$SCRATCH/README.md" "$TOP/README.md"; }
