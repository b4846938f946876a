#!/bin/sh
# Mails: golden files of the samples (post/), what is refused, and where else than to standard output it can go.
# ACCEPT=1: rewrite what differs.
. "$TOP/tests/lib.sh"
cd "$SCRATCH" || exit 1
golden=$TOP/tests/post
samples=$TOP/samples
nl='
'

# golden NAME: out against post/NAME.
expected() {
	if [ "${ACCEPT-}" ] && ! cmp -s "$golden/$1" out; then
		cp out "$golden/$1"
		echo "wrote $1"
	fi
	same "$1" "$golden/$1" out
}

for sample in lantern-2024-05.txt lantern-2024-06.txt lantern-board-2024-03.txt lantern-docs-2024-06-12.md; do
	name=${sample%.*}
	set -- "$samples/$sample" --people "$samples/people.txt"
	[ ! -f "$samples/$name.agenda.txt" ] || set -- "$@" --agenda "$samples/$name.agenda.txt"
	"$ROLLCALL" post --html "$@" >out 2>err
	expected "$name.html"
	"$ROLLCALL" post --text "$@" >out 2>err
	expected "$name.txt"
	"$ROLLCALL" post "$@" --to 'Lantern <lantern-devel@lists.example.org>' --to '"Okafor, Mira" <mira@northwind.example>' \
		--from 'Inés Duarte <ines@northwind.example>' --date 'Wed, 12 Jun 2024 09:30:00 +0200' \
		--message-id 20240612.1@northwind.example --reply-to-id '<20240604.7@example.org>' \
		--attach "$samples/people.txt" >out 2>err
	expected "$name.eml"
done

notes=$samples/lantern-2024-06.txt
# refuse NAME SAYS ARGS...: exit status 2, nothing written, the reason said.
refuse() {
	name=$1 says=$2
	shift 2
	"$ROLLCALL" post "$notes" "$@" >out 2>err
	status=$?
	if [ $status -ne 2 ]; then
		fail "$name" "exit status $status, not 2"
	elif [ -s out ]; then
		fail "$name" "something was written"
	elif ! grep -qF -- "$says" err; then
		fail "$name" "$(cat err)"
	else
		pass "$name"
	fi
}
refuse "no recipient" "a message needs --to"
refuse "a subject of two lines" "--subject 'a?Bcc: x@example.org': not one line" --to a@example.org --subject "a${nl}Bcc: x@example.org"
refuse "a subject with a return" "not one line" --to a@example.org --subject "$(printf 'a\rBcc: x')"
refuse "a subject with a line separator" "not one line" --to a@example.org --subject "$(printf 'a\342\200\250b')"
refuse "a subject that is no UTF-8" "not one line" --to a@example.org --subject "$(printf 'a\377b')"
refuse "an empty subject" "not one line" --to a@example.org --subject ' '
for wrong in a @example.org a@ 'a b@example.org' 'a@example..org' 'a@-example.org' "a@example.org${nl}Bcc: x@example.org" \
	'a@example.org, b@example.org' 'A <a@example.org> b' 'A, B <a@example.org>' '"A <a@example.org>' '<a@example.org' \
	"A${nl}Bcc: b@example.org <a@example.org>" 'a@example.org>' '"a"b" <a@example.org>' ''; do
	refuse "recipient '$(echo "$wrong" | tr '\n' '?')'" "no mail address" --to "$wrong"
done
refuse "a sender that is none" "--from 'x': no mail address" --to a@example.org --from x
for wrong in x '<x>' 'x y@example.org' "x@example.org${nl}Bcc: y@example.org" '<x@y> <z@y>' '@' 'x@'; do
	refuse "id '$(echo "$wrong" | tr '\n' '?')'" "no message id" --to a@example.org --reply-to-id "$wrong"
	refuse "own id '$(echo "$wrong" | tr '\n' '?')'" "no message id" --to a@example.org --message-id "$wrong"
done
for wrong in yesterday 2024-06-12 'Tue, 12 Jun 2024 09:30:00 +0200' 'Wed, 12 Jun 2024 09:30:00 +0200 x' \
	"12 Jun 2024 09:30:00 +0200${nl}Bcc: x@example.org" '32 Jun 2024 09:30:00 +0200'; do
	refuse "date '$(echo "$wrong" | tr '\n' '?')'" "no such date" --to a@example.org --date "$wrong"
done
refuse "a calendar of no call file" "--attach ics needs --call" --to a@example.org --attach ics
refuse "a call file that is not there" "--call none.call: No such file" --to a@example.org --attach ics --call none.call
echo 'Name: Lantern' >ruleless.call
refuse "a call file without a rule" "ruleless.call: no field When" --to a@example.org --attach ics --call ruleless.call
refuse "an attachment that is not there" "--attach none.ics: No such file or directory" --to a@example.org --attach none.ics
refuse "an attachment that is a folder" "Is a directory" --to a@example.org --attach .
refuse "an attachment twice" "is attached already" --to a@example.org --attach odt --attach odt
refuse "standard input attached" "has no name" --to a@example.org --attach -
bad=$(printf 'a\nBcc: x.ics')
: >"$bad"
refuse "an attachment whose name has two lines" "no name for an attachment" --to a@example.org --attach "$bad"
refuse "both parts" "which of them" --html --text
refuse "a part with a recipient" "--to is for a whole message" --html --to a@example.org
refuse "text with a style" "text has no style" --text --style x.css
refuse "a style that is not there" "none.css: No such file" --html --style none.css
# style NAME SAYS CSS
style() {
	printf "$3" >style.css
	refuse "style: $1" "$2" --html --style style.css
}
style "an unknown property" "style.css:2: no property of mail's styles: 'float: left'" 'p {\n\tfloat: left;\n}\n'
style "an unknown value" "style.css:3: mail clients honour no such value of 'color: red'" '/* a\n b */\np { color: red }'
style "an address" "style.css:1: no property" 'p { background-image: url(http://example.org/) }'
style "a quote" "style.css:1: mail clients honour" 'p { font-family: "a" }'
style "an at-rule" "style.css:1: mail's styles have no at-rules: '@media print {'" '@media print {\np { }}'
style "a selector" "style.css:2: no selector of mail's styles: 'a:hover'" '\na:hover { }'
style "three selectors" "style.css:1: no selector" 'a b c { }'
style "a rule without end" "style.css:1: no rule" 'p { color: #000000'
style "a comment without end" "style.css:1: this comment does not end" '/* p'
style "declarations alone" "style.css:1: declarations without a selector" '{ color: #000000 }'
printf '.action { color: #000000 }' >style.css
"$ROLLCALL" post --html "$notes" --style style.css >out 2>err
equal "a style of one's own" 5 "$(grep -c '<p style="color:#000000">' out)"
mkdir templates
printf '<p id="x" class="y" onclick="z()" title="t"><b data-rc="title"/><i data-rc="body"/></p>' >templates/mail.html
"$ROLLCALL" post --html "$notes" --templates templates >out 2>err
equal "a template of one's own" '<p title="t" style' "$(head -c 18 out)"

# --- the calendar is of the agenda's own call, of minutes the next one
# calendar NOTES ARGS...: the attached calendar in ics, the rest of the mail in out.
calendar() {
	wanted=$1
	shift
	"$ROLLCALL" post "$wanted" --to a@example.org --attach odt --attach ics --call "$samples/lantern.call" >out 2>err
	"$ROLLCALL" draft --call "$samples/lantern.call" --ics "$@" >expected
	sed -n '/filename=.*\.ics/,/^--=/{/^[A-Za-z0-9+\/=]*$/p}' out | base64 -d >ics
}
calendar "$samples/lantern-2024-06.agenda.txt" --date 2024-06-11
same "an agenda's calendar" expected ics
calendar "$notes" --date 2024-07-09
same "the calendar of the next call" expected ics
equal "its name and type" "Content-Type: text/calendar; charset=utf-8; name=lantern-2024-06.ics" "$(grep 'name=.*ics$' out | head -n 1)"
printf 'When: first Tuesday, 16:00 BST\n' >wrong.call
"$ROLLCALL" post "$notes" --to a@example.org --attach ics --call wrong.call >out 2>err
equal "a rule that is refused" 1 $?
equal "a rule that is refused: nothing written, said why" "0 wrong.call:1:28: error" "$(wc -c <out | tr -d ' ') $(cut -d: -f1-4 err | grep call)"
printf 'A call\n\nAnn: yes\n' >undated.txt
"$ROLLCALL" post undated.txt --to a@example.org --attach ics --call "$samples/lantern.call" >out 2>err
equal "a calendar for notes without a date" "2 0" "$? $(wc -c <out | tr -d ' ')"

# --- headers cannot be had by what the notes say
printf 'Minutes: =?utf-8?q?a=0D=0ABcc:_x@example.org?= \303\251\n\nAnn: yes\n' >inject.txt
"$ROLLCALL" post inject.txt --to '=?utf-8?q?a=0D=0ABcc?= <a@example.org>' >out 2>err
equal "a title that looks encoded" "$(printf 'To: =?UTF-8?Q?=3D=3Futf=2D8=3Fq=3Fa=3D0D=3D0ABcc=3F=3D?= <a@example.org>\nSubject: =?UTF-8?Q?Minutes=3A_=3D=3Futf=2D8=3Fq=3Fa=3D0D=3D0ABcc=3A=5Fx=40?=\n =?UTF-8?Q?example=2Eorg=3F=3D_=C3=A9?=')" "$(sed '/^MIME/,$d' out)"

# --- more than Gmail shows
{ printf 'Minutes: Call 2024-06-12\n\nAttendees: Ann, Bo\n\n'; for i in $(seq 1200); do printf 'Ann: this is what was said for the %sth time.\n\n' "$i"; done; } >long.txt
"$ROLLCALL" post --html long.txt >out 2>err
equal "clipped: written all the same" 0 $?
if grep -q '^rollcall: long.txt: warning: the HTML has .* \[mail-clipped\]$' err; then pass "clipped: said"; else fail "clipped: said" "$(cat err)"; fi
"$ROLLCALL" post --html --strict long.txt >out 2>err
equal "clipped: strict" "1 0" "$? $(wc -c <out)"

# --- the clipboard: programs that keep what they are given
mkdir bin
for program in wl-copy xclip pbcopy; do
	printf '#!/bin/sh\ncat >"%s/got.%s.$(echo "$*" | tr -c "a-z\\n" _)"\n' "$SCRATCH" "$program" >"bin/$program"
done
chmod +x bin/*
copy() {
	rm -f got.*
	env -u WAYLAND_DISPLAY -u DISPLAY PATH="$PATH_WITH" "$@" >out 2>err
	status=$?
}
PATH_WITH=$SCRATCH/bin:/usr/bin:/bin
"$ROLLCALL" post --html "$notes" >html 2>err
"$ROLLCALL" render -t txt "$notes" >text 2>err
copy env WAYLAND_DISPLAY=w DISPLAY=d "$ROLLCALL" post --copy "$notes"
same "wl-copy gets HTML" html got.wl-copy.__type_text_html
same "wl-copy gets the text" text got.wl-copy.__primary___type_text_plain_charset_utf__
equal "nothing is written too" "0 0" "$status $(wc -c <out)"
copy env DISPLAY=d "$ROLLCALL" post --copy "$notes"
same "xclip gets HTML" html got.xclip._selection_clipboard__t_text_html
same "xclip gets the text" text got.xclip._selection_primary__t____________
copy "$ROLLCALL" post --copy --text "$notes"
same "pbcopy gets the text" text got.pbcopy.
copy "$ROLLCALL" post --copy "$notes"
equal "pbcopy takes no HTML" "2 rollcall: pbcopy takes text alone: add --text, or use --open and copy what the browser shows" "$status $(tail -n 1 err)"
rm bin/pbcopy
copy "$ROLLCALL" post --copy "$notes"
equal "no clipboard" "2 rollcall: no clipboard: install xclip, or wl-copy where Wayland runs, or use --open and copy what the browser shows" "$status $(tail -n 1 err)"
printf '#!/bin/sh\nexit 1\n' >bin/xclip
copy env DISPLAY=d "$ROLLCALL" post --copy "$notes"
equal "a clipboard that fails" "3 rollcall: xclip: Input/output error" "$status $(tail -n 1 err)"
printf '#!/bin/sh\ncp "$1" "%s/shown"\necho "$1" >"%s/name"\n' "$SCRATCH" "$SCRATCH" >bin/look
chmod +x bin/look
mkdir tmp
copy env BROWSER=look TMPDIR="$SCRATCH/tmp" "$ROLLCALL" post --open "$notes"
same "a browser shows the HTML" html shown
equal "in a file of its own" "0 html" "$status $(sed 's/.*\.//' name)"
