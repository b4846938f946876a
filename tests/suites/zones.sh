#!/bin/sh
# The zones table beside date(1), 2018 to 2030: "first Thursday of the month, 16:00 Europe/London", and every Thursday of
# the months around changes of clocks, among them the weeks between those of America and of Europe.
. "$TOP/tests/lib.sh"
cd "$SCRATCH" || exit 1

cat >zones <<'END'
America/Los_Angeles San Francisco
America/New_York New York
Europe/London London
Europe/Berlin Berlin
Asia/Shanghai Beijing
END

# The Thursdays of these months and days, by date(1) alone.
thursdays() {
	for year in $(seq 2018 2030); do
		for month in $1; do
			for day in $2; do echo "$year-$month-$day"; done
		done
	done | date -f - "+%F %A" 2>thirty-first | sed -n 's/ Thursday$//p'
}

# What a zone's clocks show at these instants, a line each, by date(1).
shown() {
	sed 's/^/@/' "$2" | TZ=$1 date -f - '+%F %H:%M %Z %A'
}

# The table that each of the days of this file must give, and the one that rollcall gives.
compare() {
	name=$1 rule=$2 days=$3
	{
		echo "Name: Lantern"
		echo "When: $rule, 16:00 Europe/London, 1 hour"
		echo "Zones:"
		sed 's/\([^ ]*\) \(.*\)/- \1 (\2)/' zones
	} >"$name.call"
	sed 's/$/ 16:00/' "$days" | TZ=Europe/London date -f - +%s >starts
	awk '{ print $1 + 3600 }' starts >ends
	while read -r zone city; do
		shown "$zone" starts >start
		shown "$zone" ends | cut -d' ' -f1,2 >end
		paste -d' ' "$days" start end | awk -v city="$city" '{
			print $1, city, $3, "-", $7, $4, $5 ($6 > $1 ? " +1 day" : $2 < $1 ? " -1 day" : "")
		}' >"$name-$city.expected"
	done <zones
	while read -r day; do
		"$ROLLCALL" draft --call "$name.call" --date "$day" --announce 2>>err |
			sed -n "s/^    \(.*:.*\)/$day \1/p" | tr -s ' '
	done <"$days" >"$name.tables"
	while read -r zone city; do
		grep "^[0-9-]* $city" "$name.tables" >got
		same "$name, $city, 2018 to 2030" "$name-$city.expected" got
	done <zones
}

# In thirteen years clocks are changed 26 times, and calls show another time or name after each.
changes() {
	spans=$(cut -d' ' -f2- <"$1-$2.expected" | sed 's/ [A-Z][a-z]*day.*//' | uniq | wc -l)
	if [ "$spans" -ge "$3" ]; then pass "both sides of changes, $1, $2"; else fail "both sides of changes, $1, $2" "$spans"; fi
}

thursdays "01 02 03 04 05 06 07 08 09 10 11 12" "01 02 03 04 05 06 07" >days
equal "first Thursdays of thirteen years" 156 "$(wc -l <days)"
compare first "first Thursday of the month" days

thursdays "03 04 10 11" "$(seq -w 1 31)" >around
equal "Thursdays around changes" 227 "$(wc -l <around)"
compare every "every Thursday" around

same "nothing is doubted" /dev/null err
while read -r zone city; do
	changes first "$city" 27
done <zones
# The two changes of a year on each side of the ocean are on different days.
changes every "San Francisco" 53
changes every "New York" 53
changes every London 27
