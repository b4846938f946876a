#!/bin/sh
# Under valgrind, the samples: no invalid access, no use of what was never set, nothing lost.
. "$TOP/tests/lib.sh"

if ! have valgrind; then
	skip memcheck "valgrind is not installed"
	exit
fi

watched() {
	name=$1
	shift
	valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
		"$ROLLCALL" "$@" >"$SCRATCH/out" 2>"$SCRATCH/err"
	status=$?
	if [ "$status" -le 1 ]; then pass "$name"; else fail "$name" "status $status
$(grep -A 12 '^==' "$SCRATCH/err" | head -n 30)"; fi
}

for notes in samples/*.txt samples/*.md; do
	[ -f "$notes" ] || continue
	watched "render $notes" render "$notes" -o "$SCRATCH/o.md" -o "$SCRATCH/o.html" -o "$SCRATCH/o.odt" -o "$SCRATCH/o.txt" -o "$SCRATCH/o.json"
	watched "explain $notes" check --explain "$notes"
	[ ! -f "$SCRATCH/o.odt" ] || watched "style $notes" render "$notes" --style "$SCRATCH/o.odt" -o "$SCRATCH/styled.odt"
	watched "post $notes" post "$notes" --to 'Inés <ines@example.org>' --attach odt --attach samples/people.txt
	watched "templates $notes" render "$notes" --templates templates -o "$SCRATCH/o.html"
done
last=samples/lantern-2024-06.txt
watched "draft" draft --call samples/lantern.call "$last"
watched "announcement" draft --call samples/lantern.call "$last" --announce
watched "calendar of a call" draft --call samples/lantern.call "$last" --ics
watched "calendar of the series" draft --call samples/lantern.call "$last" --ics --series
watched "calendar of actions" actions -t ics "$last"
for file in $(grep -l '^When:' tests/cycle/call/*.call); do
	watched "announcement by $file" draft --call "$file" --date 2024-07-09 --announce
done
watched "calendar in a mail" post "$last" --to ines@example.org --attach ics --call samples/lantern.call
