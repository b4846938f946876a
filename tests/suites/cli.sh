#!/bin/sh
# The command: its arguments, bad input, and outputs that are complete or untouched.
. "$TOP/tests/lib.sh"
cd "$SCRATCH" || exit 1
data=$TOP/tests/cli

# run ARGS...: sets status, and leaves out and err.
run() {
	timeout 60 "$ROLLCALL" "$@" >"$SCRATCH/out" 2>"$SCRATCH/err"
	status=$?
}

# Expect after run: NAME STATUS [LINE-ON-STANDARD-ERROR]
expect() {
	if [ "$status" -ne "$2" ]; then
		fail "$1" "exit status $status, not $2
$(head -n 5 "$SCRATCH/err")"
	elif [ $# -gt 2 ] && ! grep -qxF -- "$3" "$SCRATCH/err"; then
		fail "$1" "expected: $3
$(sed 's/^/     got: /' "$SCRATCH/err" | head -n 5)"
	else
		pass "$1"
	fi
}

# What the folder holds, hidden names too; only this function's caller puts files there.
room() {
	rm -rf "$SCRATCH/room"
	mkdir "$SCRATCH/room"
	cd "$SCRATCH/room" || exit 1
	cp "$data/notes.txt" notes.txt
}
holds() { equal "$1" "$2" "$(ls -A | tr '\n' ' ')"; }
content() { equal "$1" "$2" "$(cat "$3")"; }

# Run as somebody to whom permissions apply.
as_user() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		"$@"
	fi
}
can_be_user() {
	cp "$ROLLCALL" /tmp/rollcall-cli.$$ 2>/dev/null && chmod 755 /tmp/rollcall-cli.$$ && as_user /tmp/rollcall-cli.$$ --version >/dev/null 2>&1
}

# --- arguments
run; expect "no arguments" 2 "usage: rollcall VERB [OPTION...] NAME..."
run --version; expect "--version" 0; content "prints the version" "rollcall 0.1" out
run help; expect "help" 0
cp out help
run --help; expect "--help" 0; same "is help" help out
run help render; expect "help VERB" 0
cp out helped
run help rendre; expect "help of a mistyped verb" 2 "rollcall: no verb 'rendre'; did you mean 'render'?"
run rendr x; expect "mistyped verb" 2 "rollcall: no verb 'rendr'; did you mean 'render'?"
run frobnicate; expect "unknown verb" 2 "rollcall: no verb 'frobnicate'; 'rollcall help' lists them"
run --strict render x; expect "option before the verb" 2 \
	"rollcall: the verb comes first, then '--strict'; 'rollcall help' lists the verbs"
run render; expect "no notes" 2 "rollcall: render needs more; usage: rollcall render NOTES"
run render a b; expect "two notes" 2 "rollcall: render takes no 'b'; usage: rollcall render NOTES"
run render a --agneda b; expect "mistyped option" 2 "rollcall: render has no option '--agneda'; did you mean '--agenda'?"
run render a --frobnicate; expect "unknown option" 2 \
	"rollcall: render has no option '--frobnicate'; 'rollcall help render' lists them"
run render a -x; expect "unknown short option" 2 "rollcall: render has no option '-x'; 'rollcall help render' lists them"
run render a --agenda; expect "option without its value" 2 "rollcall: --agenda needs a value: --agenda FILE"
run render a --strict=yes; expect "flag with a value" 2 "rollcall: --strict takes no value"
run render a -t md -t md; expect "option twice" 2 "rollcall: -t is given twice"
run render a -t pdf; expect "unknown format" 2 "rollcall: no format 'pdf'; -t takes md, html, odt, txt, json"
run render a -t md -o a.md; expect "-t with -o" 2 \
	"rollcall: -t is for standard output; -o takes the format from the name's ending"
run render a -o a.pdf; expect "unknown ending" 2 \
	"rollcall: a.pdf: no format has that ending; -o takes .md, .html, .htm, .odt, .txt, .json"
cp err endings
run render a -o noending; expect "no ending" 2 \
	"rollcall: noending: no format has that ending; -o takes .md, .html, .htm, .odt, .txt, .json"
run render "$data/notes.txt" --from nonsense; expect "unknown notation" 2
grep -q "^rollcall: no notation 'nonsense'; --from takes auto" err || fail "unknown notation lists the known"
run render a -t md --style a.css; expect "style that nothing takes" 2 \
	"rollcall: --style a.css: no output takes it (.css is for html, .odt and .ott for odt)"
run render a -t html --style a.css --style b.css; expect "two styles for one format" 2 \
	"rollcall: two styles for html: a.css and b.css"
run render - --people -; expect "standard input twice" 2 "rollcall: standard input ('-') can be read only once"
run check - -; expect "standard input twice in check" 2 "rollcall: standard input ('-') can be read only once"
run render "$(printf 'bad\033[2Jname\n.x')"; expect "a name cannot drive the terminal" 3 \
	"rollcall: bad?[2Jname?.x: No such file or directory"

# The help of -o and -t names every format there is.
for word in $(sed -n 's/.*-o takes //p' endings | tr -d ,) $("$ROLLCALL" render a -t '?' 2>&1 | sed 's/.*-t takes //' | tr -d ,); do
	grep -qE "[ :]$word([ ,.]|\$)" helped && pass "help names $word" || fail "help names $word"
done

room
run render notes.txt -t html; expect "render -t" 0; mv ../out ../html
run render -t html notes.txt; expect "options first" 0; same "is the same" ../html ../out
run render -thtml notes.txt; expect "-tFORMAT" 0; same "-thtml is the same" ../html ../out
mv notes.txt ./-notes.txt
run render -t html -- -notes.txt; expect "-- ends the options" 0
run render -t html ./-notes.txt; expect "a name with a dash" 0

room
cp "$data/people.txt" .
run render notes.txt --people people.txt; expect "--opt value" 0; mv ../out ../md
run render notes.txt --people=people.txt; expect "--opt=value" 0; same "--opt=value is the same" ../md ../out

# One run writes what single runs write.
room
run render notes.txt -o a.md -o a.html -o a.odt -o a.txt -o a.json; expect "five outputs" 0
for format in md html odt txt json; do
	run render notes.txt -t $format
	same "-o .$format is -t $format" ../out a.$format
done
run render notes.txt -o b.HTM; expect "ending in capitals" 0; same ".HTM is html" a.html b.HTM
holds "nothing else is written" "a.html a.json a.md a.odt a.txt b.HTM notes.txt "
same "the notes are untouched" "$data/notes.txt" notes.txt

# --- bad input
room
for input in empty blanks; do
	: >$input
	[ $input = blanks ] && printf ' \n\t\n\r\n  ' >blanks
	run render $input -o a.md
	expect "$input notes" 1
	grep -q "^$input.*: error: no title.* \[empty\]$" ../err || fail "$input notes say why" "$(cat ../err)"
	run check $input; expect "check of $input notes" 1
done
printf 'Minutes\0of a call\n' >nul
run render nul -o a.md; expect "NUL byte" 1
grep -q '^nul.*: error: byte 7 .*\[binary\]$' ../err || fail "NUL byte says where" "$(cat ../err)"
head -c 3000 "$ROLLCALL" >program
run render program -o a.md; expect "a program as notes" 1
printf 'Minutes: caf\351 call 2024-05-14\n\nPresent: A. B\303\251r\n' >latin
run render latin -o a.md; expect "Windows-1252" 0
grep -q '^latin.*: warning: byte 12 is not UTF-8.*\[wrong-encoding\]$' ../err || fail "Windows-1252 says where" "$(cat ../err)"
grep -q 'café' a.md || fail "Windows-1252 is read" "$(cat a.md)"
printf '\357\273\277Minutes: caf\351 call 2024-05-14\n' >latin
run render latin -o a.md
expect "Windows-1252 behind a byte order mark" 0 "latin:1:13: warning: byte 15 is not UTF-8; the file is read as Windows-1252 [wrong-encoding]"
printf 'Minutes: caf\303\251 call\n\nAn \342\200\234old\342\200\235 mail says caf\351, closed\224\n' >latin
run render latin -o a.md
expect "some Windows-1252 in UTF-8" 0 "latin:3:27: warning: byte 47 is not UTF-8; such bytes are read as Windows-1252 [wrong-encoding]"
grep -qx 'An “old” mail says café, closed”' a.md && grep -q 'café call' a.md || fail "only what is not UTF-8 is read as Windows-1252" "$(cat a.md)"
printf 'Minutes\n\nno \201 text\n' >latin
run render latin -o a.md; expect "neither UTF-8 nor Windows-1252" 1 "latin: error: byte 12 makes this no text; not read [binary]"
rm -f a.md latin
run render none -o a.md; expect "missing notes" 3 "rollcall: none: No such file or directory"
run render . -o a.md; expect "directory as notes" 3 "rollcall: .: Is a directory"
run render notes.txt --agenda none -o a.md; expect "missing agenda" 3 "rollcall: none: No such file or directory"
run render notes.txt --people . -o a.md; expect "directory as people" 3 "rollcall: .: Is a directory"
truncate -s 1073741825 big
run render big -o a.md; expect "more than 1 GiB" 3 "rollcall: big: File too large"
rm -f big
holds "nothing is written for bad notes" "blanks empty notes.txt nul program "

room
run render notes.txt; mv ../out ../md
"$ROLLCALL" render - <notes.txt >../out 2>../err; status=$?; expect "standard input" 0; same "standard input is read" ../md ../out
cat notes.txt | "$ROLLCALL" render - >../out 2>../err; status=$?; expect "pipe as input" 0; same "pipe is read" ../md ../out
mkfifo pipe.txt
timeout 60 cat notes.txt >pipe.txt &
run render pipe.txt; expect "FIFO as input" 0; same "FIFO is read" ../md ../out
"$ROLLCALL" render - <&- >../out 2>../err; status=$?
expect "closed standard input" 3 "rollcall: standard input: Bad file descriptor"
"$ROLLCALL" render - <. >../out 2>../err; status=$?; expect "directory on standard input" 3 "rollcall: standard input: Is a directory"

# --- outputs
room
run render notes.txt -o none/a.md; expect "missing folder" 3 "rollcall: none/a.md: No such file or directory"
mkdir d.md
run render notes.txt -o d.md; expect "directory as output" 3 "rollcall: d.md: Is a directory"
rmdir d.md
echo old >a.md
run render notes.txt -o a.md -o none/a.html; expect "second output impossible" 3 "rollcall: none/a.html: No such file or directory"
content "the first is intact" old a.md
ln -s /dev/full full.html
run render notes.txt -o a.md -o b.txt -o full.html
expect "full disk" 3 "rollcall: full.html: No space left on device"
content "old output intact when the disk is full" old a.md
holds "nothing half-written when the disk is full" "a.md full.html notes.txt "
(ulimit -f 1; run render notes.txt -o a.md -o b.html; exit $status); status=$?
expect "file past its limit" 3 "rollcall: b.html: File too large"
content "old output intact past the limit" old a.md
holds "nothing half-written past the limit" "a.md full.html notes.txt "
"$ROLLCALL" render notes.txt >/dev/full 2>../err; status=$?
expect "full standard output" 3 "rollcall: standard output: No space left on device"
"$ROLLCALL" check --explain notes.txt >/dev/full 2>../err; status=$?
grep -qxF "rollcall: standard output: No space left on device" ../err && equal "full standard output of check" 3 $status ||
	fail "full standard output of check" "$(cat ../err)"
"$ROLLCALL" help >/dev/full 2>../err; status=$?
expect "full standard output of help" 3 "rollcall: standard output: No space left on device"
"$ROLLCALL" render notes.txt >&- 2>../err; status=$?
expect "closed standard output" 3 "rollcall: standard output: Bad file descriptor"
{ (sleep 0.3; "$ROLLCALL" render notes.txt 2>../err; echo $? >../status) | :; }
status=$(cat ../status); expect "closed pipe" 3 "rollcall: standard output: Broken pipe"
"$ROLLCALL" render none 2>&- >../out; equal "closed standard error" 3 $?

room
echo old >a.md; chmod 600 a.md; ln -s a.md link.md; ln -s new.md dangling.md
run render notes.txt -o link.md -o dangling.md -o b.html; expect "links" 0
holds "links are followed" "a.md b.html dangling.md link.md new.md notes.txt "
equal "a link stays a link" "a.md new.md" "$(readlink link.md) $(readlink dangling.md)"
equal "modes are kept, or as umask says" "600 $(printf %o $((0666 & ~$(umask))))" "$(stat -c %a a.md) $(stat -c %a b.html)"
same "both are written" a.md new.md
mkfifo pipe.md
timeout 60 cat pipe.md >../piped &
run render notes.txt -o pipe.md; expect "FIFO as output" 0
wait $!
same "FIFO is written" a.md ../piped

room
if can_be_user; then
	program=/tmp/rollcall-cli.$$
	rooms=$(mktemp -d /tmp/rollcall-room.XXXXXX)
	cp notes.txt "$rooms"; echo old >"$rooms/a.md"; echo old >"$rooms/p.md"
	cp notes.txt "$rooms/secret.txt"; chmod 000 "$rooms/secret.txt"; chmod 666 "$rooms/a.md"; chmod 444 "$rooms/p.md"
	chmod 755 "$rooms"; cd "$rooms" || exit 1
	[ "$(id -u)" -eq 0 ] || chmod 555 "$rooms"
	as_user "$program" render secret.txt >"$SCRATCH/out" 2>"$SCRATCH/err"; status=$?
	expect "unreadable notes" 3 "rollcall: secret.txt: Permission denied"
	as_user "$program" render notes.txt -o a.md >"$SCRATCH/out" 2>"$SCRATCH/err"; status=$?
	expect "unwritable folder" 3 "rollcall: a.md: Permission denied"
	chmod 777 "$rooms"
	as_user "$program" render notes.txt -o p.md >"$SCRATCH/out" 2>"$SCRATCH/err"; status=$?
	expect "write-protected output" 3 "rollcall: p.md: Permission denied"
	equal "and both are intact" "old
old" "$(cat a.md p.md)"
	holds "and nothing is left" "a.md notes.txt p.md secret.txt "
	cd "$SCRATCH" || exit 1
	chmod 777 "$rooms"; rm -rf "$rooms"
else
	skip "permissions" "cannot become another user"
fi
rm -f /tmp/rollcall-cli.$$

# A small disk that is really full.
room
if unshare -m true 2>/dev/null && unshare -m sh -c "mount -t tmpfs -o size=32k tmpfs '$SCRATCH/room'" 2>/dev/null; then
	# shellcheck disable=SC2016
	unshare -m sh -c '
		mount -t tmpfs -o size=32k tmpfs "$SCRATCH/room" && cd "$SCRATCH/room" || exit 99
		cp "$TOP/tests/cli/notes.txt" . && echo old >a.md && head -c 20000 /dev/zero >fill
		"$ROLLCALL" render notes.txt -o a.md -o b.html 2>"$SCRATCH/err"
		status=$?
		ls -A | tr "\n" " " >"$SCRATCH/left"
		cat a.md >>"$SCRATCH/left"
		exit $status'
	status=$?
	expect "disk full" 3 "rollcall: b.html: No space left on device"
	content "old output intact, nothing left" "a.md fill notes.txt old" ../left
else
	skip "disk full" "no tmpfs can be mounted here"
fi

# --- killed: stopped between opening and committing by a FIFO that nobody reads
for signal in KILL TERM INT HUP; do
	room
	echo old >a.md
	mkfifo wait.html
	"$ROLLCALL" render notes.txt -o a.md -o b.txt -o wait.html 2>/dev/null &
	pid=$!
	tries=0
	# Two nameless files are open when it waits for the third.
	while [ "$(ls -l /proc/$pid/fd 2>/dev/null | grep -c deleted)" -lt 2 ] && [ $tries -lt 100 ]; do
		sleep 0.05
		tries=$((tries + 1))
	done
	# A shell's background child ignores INT; then there is nothing to see.
	kill -s $signal $pid
	[ $signal = INT ] && kill -s TERM $pid
	wait $pid 2>/dev/null
	content "killed by $signal: old output intact" old a.md
	holds "killed by $signal: nothing left" "a.md notes.txt wait.html "
done

room
i=0
while [ $i -lt 400 ]; do cat notes.txt; i=$((i + 1)); done >long.txt
"$ROLLCALL" render long.txt -o a.md 2>/dev/null
cp a.md ../new
i=0 bad=
while [ $i -lt 30 ]; do
	echo old >a.md
	timeout -s KILL "$(printf '0.%03d' $((i * 4 + 1)))" "$ROLLCALL" render long.txt -o a.md -o b.html 2>/dev/null
	[ "$(cat a.md)" = old ] || cmp -s a.md ../new || bad="$bad $i"
	i=$((i + 1))
done 2>/dev/null
equal "killed at any time: old or new, nothing between" "" "$bad"
run render long.txt -o a.md -o b.html
holds "and nothing is left after the next run" "a.md b.html long.txt notes.txt "

# --- input named as output
room
ln -s notes.txt link.md; ln notes.txt hard.md; cp notes.txt notes.md; cp "$data/people.txt" people.txt; ln -s new.md dangling.md
mkdir frames; echo x >frames/page.html; echo x >own.css; cp notes.txt own.odt
refused() {
	name=$1; shift
	run render "$@"
	expect "$name" 2 "$message"
}
message="rollcall: notes.md is an input and cannot be an output too"
refused "output is the notes" notes.md -o notes.md
refused "by another path" notes.md -o ./notes.md
message="rollcall: notes.txt is an input and cannot be an output too"
refused "by a symbolic link" notes.txt -o link.md
refused "by a hard link" notes.txt -o hard.md
refused "among others" notes.txt -o a.md -o hard.md
refused "as agenda" notes.md --agenda notes.txt -o notes.txt
message="rollcall: people.txt is an input and cannot be an output too"
refused "as people" notes.txt --people people.txt -o people.txt
message="rollcall: own.odt is an input and cannot be an output too"
refused "as style" notes.txt --style own.odt -o own.odt
message="rollcall: frames/page.html is a template and cannot be an output too"
refused "as template" notes.txt --templates frames -o frames/page.html
message="rollcall: a.md and ./a.md are the same output"
refused "the same output twice" notes.txt -o a.md -o b.md -o ./a.md
message="rollcall: new.md and dangling.md are the same output"
refused "the same output twice by a link" notes.txt -o new.md -o dangling.md
"$ROLLCALL" render notes.txt >>notes.txt 2>../err; status=$?
expect "standard output is the notes" 2 "rollcall: notes.txt is an input and cannot be an output too"
"$ROLLCALL" render - -o notes.txt <notes.txt 2>../err; status=$?
expect "output is standard input" 2 "rollcall: - is an input and cannot be an output too"
same "the notes are as they were" "$data/notes.txt" notes.txt
holds "nothing was written" "dangling.md frames hard.md link.md notes.md notes.txt own.css own.odt people.txt "

# --- templates and styles that cannot be used: refused with place and reason
room
run render notes.txt --templates none -o a.html; expect "missing template folder" 2
grep -q '^rollcall: none' ../err || fail "missing template folder is named" "$(cat ../err)"
run render notes.txt --style none.css -o a.html; expect "missing style" 2
grep -q '^rollcall: none.css' ../err || fail "missing style is named" "$(cat ../err)"
run render notes.txt --style none.odt -o a.md -o a.odt
expect "missing document of styles" 2 "rollcall: none.odt: No such file or directory"
mkdir folder.odt
run render notes.txt --style folder.odt -o a.md -o a.odt
expect "a folder as document of styles" 2 "rollcall: folder.odt: Is a directory"
rmdir folder.odt
echo "no document" >bad.odt
run render notes.txt --style bad.odt -o a.md -o a.odt; expect "broken document of styles" 2
grep -q '^rollcall: bad.odt' ../err || fail "broken document of styles is named" "$(cat ../err)"
holds "nothing was written" "bad.odt notes.txt "

# --- diagnostics
room
cp "$data/doubtful.txt" .
run render doubtful.txt -o a.md; expect "warnings do not stop" 0
[ -s a.md ] && pass "and it is written" || fail "and it is written"
cp ../err ../warnings
rm a.md
run render doubtful.txt -o a.md --strict; expect "--strict stops at warnings" 1
holds "and nothing is written" "doubtful.txt notes.txt "
same "and says the same" ../warnings ../err
if grep -vqE '^doubtful\.txt(:[0-9]+(:[0-9]+)?)?: (note|warning|error): .+ \[[a-z-]+\]$' ../err || [ ! -s ../err ]; then
	fail "form of diagnostics" "$(cat ../err)"
else
	pass "form of diagnostics"
fi
sort -s -t: -k2,2n -k3,3n ../err >../sorted
same "diagnostics are sorted" ../sorted ../err
run check doubtful.txt; expect "check" 0; same "says the same as render" ../warnings ../err
equal "check writes nothing" "" "$(cat ../out)"
run check --strict doubtful.txt; expect "check --strict" 1
run check --strict notes.txt; expect "check --strict of clean notes" 0
run check doubtful.txt none notes.txt .; expect "check goes on" 3 "rollcall: none: No such file or directory"
grep -qxF "rollcall: .: Is a directory" ../err || fail "check reports all that is unreadable" "$(cat ../err)"
grep -v '^rollcall: ' ../err >../rest
same "check reports the others too" ../warnings ../rest
: >empty
run check empty doubtful.txt; expect "check of several, one with an error" 1
run check --explain notes.txt; expect "check --explain" 0
equal "explains every line" "$(wc -l <notes.txt)" "$(wc -l <../out)"
run check --explain notes.txt doubtful.txt; expect "check --explain of several" 0
equal "names each" "==> notes.txt <==
==> doubtful.txt <==" "$(grep '^==> ' ../out)"
