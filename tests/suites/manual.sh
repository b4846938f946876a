#!/bin/sh
# The manual says what the program says: options, verbs, codes; and it is well formed.
. "$TOP/tests/lib.sh"

"$ROLLCALL" help | sed -n 's/^  \([a-z]*\)  .*/\1/p' >"$SCRATCH/verbs"
[ -s "$SCRATCH/verbs" ] || fail "help lists verbs"
while read -r verb; do
	page=src/cli/rollcall-$verb.1
	[ "$verb" = help ] && page=src/cli/rollcall.1
	if grep -qx "\.It Cm $verb" src/cli/rollcall.1; then pass "verb $verb in rollcall.1"; else fail "verb $verb in rollcall.1"; fi
	if [ ! -f "$page" ]; then
		fail "page of $verb"
		continue
	fi
	# "  -o FILE   text" and "  --strict" against ".It Fl o Ar FILE" and ".It Fl -strict".
	"$ROLLCALL" help "$verb" | sed -nE 's/^  --?([a-z-]+)( ([A-Z]+))?( .*|)$/\1 \3/p' | sed -E 's/^(..+) /-\1 /; s/ $//' |
		sed -E 's/ / Ar /; s/^/Fl /' | sort >"$SCRATCH/help"
	sed -n 's/^\.It \(Fl .*\)/\1/p' "$page" | sort >"$SCRATCH/page"
	same "options of $verb" "$SCRATCH/page" "$SCRATCH/help"
	sed -n 's/^\.Op \(Fl .*\)/\1/p' "$page" | sort >"$SCRATCH/synopsis"
	same "synopsis of $verb" "$SCRATCH/page" "$SCRATCH/synopsis"
	"$ROLLCALL" "$verb" --help >"$SCRATCH/long" && "$ROLLCALL" help "$verb" >"$SCRATCH/help"
	same "$verb --help" "$SCRATCH/help" "$SCRATCH/long"
	if awk 'length > 80' "$SCRATCH/help" | grep -q .; then fail "help of $verb fits"; else pass "help of $verb fits"; fi
done <"$SCRATCH/verbs"

# Codes and severities: X(NAME, "name", SEVERITY, ...) against .It Sy name Pq severity.
sed -nE 's/^	X\([A-Z_]+, "([a-z-]+)", ([A-Z]+),.*/\1 \2/p' src/base/diag.h | tr 'A-Z' 'a-z' | sort >"$SCRATCH/codes"
sed -nE 's/^\.It Sy ([a-z-]+) Pq ([a-z]+)$/\1 \2/p' src/cli/rollcall-diagnostics.7 | sort >"$SCRATCH/listed"
same "codes of rollcall-diagnostics.7" "$SCRATCH/codes" "$SCRATCH/listed"

for page in src/cli/*.[1-9]; do
	missing=$(sed -nE 's/^\.Xr (rollcall[a-z-]*) ([1-9]).*/\1.\2/p' "$page" | sort -u |
		while read -r other; do [ -e "src/cli/$other" ] || echo "$other"; done)
	equal "$page refers to pages that exist" "" "$missing"
	if ! have mandoc; then
		skip "$page is well formed" "no mandoc"
	elif said=$(mandoc -T lint -W warning "$page" 2>&1); then
		pass "$page is well formed"
	else
		fail "$page is well formed" "$said"
	fi
done
