#!/bin/sh
# Verbs over many calls: what they print for the notes in tests/cycle. ACCEPT=1: rewrite what differs.
. "$TOP/tests/lib.sh"
cd tests/cycle || exit 1

for case in *.args; do
	name=${case%.args}
	# shellcheck disable=SC2046
	timeout 60 "$ROLLCALL" $(cat "$case") >"$SCRATCH/out" 2>"$SCRATCH/err"
	echo "exit $?" >>"$SCRATCH/err"
	# Styles are no matter of these cases.
	sed -i '/^<style>/,/<\/style>/d' "$SCRATCH/out"
	for kind in out err; do
		if [ "${ACCEPT-}" ]; then
			cmp -s "$name.$kind" "$SCRATCH/$kind" || { cp "$SCRATCH/$kind" "$name.$kind" && echo "wrote $name.$kind"; }
			pass "$name.$kind"
		else
			same "$name.$kind" "$name.$kind" "$SCRATCH/$kind"
		fi
	done
done
for file in *.out *.err; do
	[ -e "${file%.*}.args" ] || fail "$file" "there is no ${file%.*}.args"
done
