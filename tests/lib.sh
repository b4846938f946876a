# Functions for suites: . "$TOP/tests/lib.sh"

pass() { printf 'ok %s\n' "$1"; }

# fail NAME [WHAT]: WHAT stands under the result, line by line.
fail() {
	printf 'not ok %s\n' "$1"
	[ -z "${2-}" ] || printf '%s\n' "$2" | sed 's/^/  /'
}

skip() { printf 'skip %s: %s\n' "$1" "$2"; }

# same NAME EXPECTED ACTUAL: two files, byte by byte.
same() {
	if cmp -s -- "$2" "$3"; then
		pass "$1"
	else
		fail "$1" "$(diff -u -- "$2" "$3" 2>&1 | head -n 40)"
	fi
}

# equal NAME EXPECTED ACTUAL: two strings.
equal() {
	if [ "$2" = "$3" ]; then pass "$1"; else fail "$1" "expected: $2
     got: $3"; fi
}

have() { command -v "$1" >/dev/null 2>&1; }
