#!/bin/sh
# The golden cases (README.md). ACCEPT=1: rewrite what differs.
. "$TOP/tests/lib.sh"
accept=${ACCEPT-}
cd tests/cases || exit 1

# expected FILE ACTUAL: both absent, or both there and the same.
expected() {
	if [ -e "$1" ] && [ -e "$2" ] && cmp -s "$1" "$2"; then
		pass "$1"
	elif [ "$accept" ]; then
		if [ -e "$2" ]; then cp "$2" "$1"; else rm -f "$1"; fi
		echo "wrote $1"
		pass "$1"
	elif [ ! -e "$2" ] && [ -e "$1" ]; then
		fail "$1" "nothing was written"
	elif [ -e "$2" ]; then
		same "$1" "$1" "$2"
	fi
}

out=$SCRATCH/out
for notes in *.txt; do
	case $notes in *.out.txt | '*.txt') continue ;; esac
	name=${notes%.txt}
	args=
	[ -e "$name.args" ] && args=$(cat "$name.args")
	rm -rf "$out"
	mkdir "$out"
	odt=
	[ -e "$name.content.xml" ] && odt="-o $out/odt.odt"
	# shellcheck disable=SC2086
	"$ROLLCALL" render "$notes" $args --style bare.css -o "$out/md.md" -o "$out/html.html" -o "$out/json.json" -o "$out/out.txt" $odt \
		2>"$out/diag"
	status=$?
	if [ "$status" -gt 1 ]; then
		fail "$name" "exit status $status
$(cat "$out/diag")"
		continue
	fi
	for kind in md html json; do
		expected "$name.$kind" "$out/$kind.$kind"
	done
	expected "$name.out.txt" "$out/out.txt"
	expected "$name.diag" "$out/diag"
	if [ "$odt" ]; then
		unzip -p "$out/odt.odt" content.xml >"$out/content.xml"
		expected "$name.content.xml" "$out/content.xml"
	fi
	if [ -e "$name.explain" ]; then
		# check has no agenda.
		# shellcheck disable=SC2046
		"$ROLLCALL" check --explain "$notes" $(echo "$args" | sed 's/--agenda[ =][^ ]*//') >"$out/explain" 2>/dev/null
		expected "$name.explain" "$out/explain"
	fi
done

for file in *; do
	case $file in
	*.out.txt) notes=${file%.out.txt}.txt ;;
	*.content.xml) notes=${file%.content.xml}.txt ;;
	*.md | *.html | *.json | *.diag | *.explain | *.args) notes=${file%.*}.txt ;;
	*) continue ;;
	esac
	[ -e "$notes" ] || fail "$file" "there is no $notes"
done
