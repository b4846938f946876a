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

# What is printed as JSON keeps its schema.
export PYTHONDONTWRITEBYTECODE=1
for verb in actions series series-mail; do
	case $verb in
	series) cases=$(grep -l '^series .*-t json' ./*.args | grep -v mail) ;;
	series-mail) cases=$(grep -l '^series --mail .*-t json' ./*.args) ;;
	*) cases=$(grep -l "^$verb .*-t json" ./*.args) ;;
	esac
	# shellcheck disable=SC2046
	python3 valid.py $verb $(echo "$cases" | sed 's/args$/out/') >"$SCRATCH/wrong" 2>&1
	case $? in
	0) pass "schema of $verb" ;;
	77) skip "schema of $verb" "python3-jsonschema is not installed" ;;
	*) fail "schema of $verb" "$(cat "$SCRATCH/wrong")" ;;
	esac
done

# Years of calls, drafted and held one after the other.
# shellcheck disable=SC2046
python3 simulate.py "$ROLLCALL" "$SCRATCH/years" $(seq "$([ "$FAST" ] && echo 3 || echo 20)")

# Drafts of all notes there are, each alone.
[ "$FAST" ] || PYTHONPATH=$TOP/tests/laws python3 drafts.py "$SCRATCH/drafts"

# What is printed as iCalendar is read by libical's own parser.
calendars=$(grep -l '^BEGIN:VCALENDAR' ./*.out)
# shellcheck disable=SC2046,SC2086
if ! cc -std=c11 -Wall -Wextra -o "$SCRATCH/valid_ics" valid_ics.c $(pkg-config --cflags --libs libical) 2>"$SCRATCH/err"; then
	fail "calendars are valid" "$(cat "$SCRATCH/err")"
elif wrong=$("$SCRATCH/valid_ics" $calendars); then
	pass "calendars are valid"
else
	fail "calendars are valid" "$wrong"
fi
