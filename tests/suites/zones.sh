#!/bin/sh
# The zones table beside date(1): "first Thursday of the month, 16:00 Europe/London", 2018 to 2030, from both sides of
# every change of clocks.
. "$TOP/tests/lib.sh"
cd "$SCRATCH" || exit 1

zones='America/Los_Angeles America/New_York Europe/London Europe/Berlin Asia/Shanghai'
{
	echo "Name: Lantern"
	echo "When: first Thursday of the month, 16:00 Europe/London, 1 hour"
	echo "Zones: $(echo "$zones" | sed 's/ /, /g')"
} >thursday.call

# The first Thursdays, by date(1) alone: that day of the first seven whose name is Thursday.
for year in $(seq 2018 2030); do
	for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
		for day in 1 2 3 4 5 6 7; do echo "$year-$month-0$day"; done
	done
done | date -f - '+%F %A' | sed -n 's/ Thursday$//p' >days
equal "first Thursdays of thirteen years" 156 "$(wc -l <days)"

# What a zone's clocks show at these instants, a line each, by date(1).
shown() {
	sed 's/^/@/' "$2" | TZ=$1 date -f - '+%F %H:%M %Z %A'
}
sed 's/$/ 16:00/' days | TZ=Europe/London date -f - +%s >starts
awk '{ print $1 + 3600 }' starts >ends
for zone in $zones; do
	city=$(basename "$zone" | tr _ ' ')
	shown "$zone" starts >start
	shown "$zone" ends | cut -d' ' -f1,2 >end
	paste -d' ' days start end | awk -v city="$city" '{
		print $1, city, $3, "-", $7, $4, $5 ($6 > $1 ? " +1 day" : $2 < $1 ? " -1 day" : "")
	}' >"$(basename "$zone").expected"
done

while read -r day; do
	"$ROLLCALL" draft --call thursday.call --date "$day" --announce 2>>err | sed -n "s/^    \(.*:.*\)/$day \1/p" | tr -s ' ' 
done <days >tables
for zone in $zones; do
	city=$(basename "$zone" | tr _ ' ')
	grep "^[0-9-]* $city" tables >got
	same "$zone, 2018 to 2030" "$(basename "$zone").expected" got
done
same "nothing is doubted" /dev/null err

# Thirteen years have 26 changes, and clocks show another time or name after each.
for zone in America/New_York Europe/London Asia/Shanghai; do
	spans=$(cut -d' ' -f2- <"$(basename "$zone").expected" | sed 's/ [A-Z][a-z]*day.*//' | uniq | wc -l)
	if [ "$spans" -ge 27 ]; then pass "both sides of changes, $zone"; else fail "both sides of changes, $zone" "$spans"; fi
done
