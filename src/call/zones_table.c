#include "call/zones_table.h"

#include "base/utf8.h"

void zone_span(struct buf *b, struct str zone, const struct occurrence *call)
{
	struct zone_time start, end;
	zone_at(zone, call->start, &start);
	zone_at(zone, call->end, &end);
	buf_printf(b, "%02d:%02d", start.wall.hour, start.wall.minute);
	if (call->end != call->start)
		buf_printf(b, " - %02d:%02d", end.wall.hour, end.wall.minute);
}

/* "BST", "BST/GMT" where clocks are changed during the call. */
static struct str letters_of(struct arena *arena, struct str zone, const struct occurrence *call)
{
	struct zone_time start, end;
	zone_at(zone, call->start, &start);
	zone_at(zone, call->end, &end);
	bool same = strcmp(start.abbreviation, end.abbreviation) == 0;
	return arena_printf(arena, "%s%s%s", start.abbreviation, same ? "" : "/", same ? "" : end.abbreviation);
}

struct str call_time(struct arena *arena, const struct schedule *s, const struct occurrence *call)
{
	struct buf b = BUF_INIT;
	struct str letters = letters_of(arena, s->zone, call);
	zone_span(&b, s->zone, call);
	buf_printf(&b, " %.*s", STR_FMT(letters));
	if (!str_eq(s->zone, letters))
		buf_printf(&b, " (%.*s)", STR_FMT(s->zone));
	struct str text = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return text;
}

struct str call_day(struct arena *arena, const struct occurrence *call)
{
	int year, month, day;
	day_to_date(call->day, &year, &month, &day);
	return arena_printf(arena, "%s, %d %s %d", weekday_name(day_weekday(call->day)), day, month_name(month), year);
}

static void put_padded(struct buf *b, struct str text, size_t columns)
{
	buf_str(b, text);
	for (size_t n = utf8_columns(text); n < columns; n++)
		buf_put(b, ' ');
	buf_cstr(b, "  ");
}

/* Columns: those of all cities, those of all abbreviations. */
static void put_line(struct buf *b, const struct call_zone *zone, const struct occurrence *call, size_t city,
	struct str letters, size_t columns)
{
	struct zone_time start, end;
	zone_at(zone->name, call->start, &start);
	zone_at(zone->name, call->end, &end);
	put_padded(b, zone->city, city);
	zone_span(b, zone->name, call);
	buf_cstr(b, "  ");
	put_padded(b, letters, columns);
	buf_cstr(b, weekday_name(day_weekday(start.day)));
	if (start.day < call->day)
		buf_cstr(b, "  -1 day");
	else if (end.day > call->day)
		buf_cstr(b, "  +1 day");
	buf_put(b, '\n');
}

void zones_table(struct buf *b, const struct call_file *c, const struct occurrence *call)
{
	struct arena arena = ARENA_INIT;
	struct call_zone own = { c->when.zone, zone_city(&arena, c->when.zone) };
	const struct call_zone *zones = c->zone_count ? c->zones : &own;
	size_t count = c->zone_count ? c->zone_count : 1, city = 0, columns = 0;
	struct str *letters = ARENA_ARRAY(&arena, struct str, count);
	for (size_t i = 0; i < count; i++) {
		size_t n = utf8_columns(zones[i].city);
		letters[i] = letters_of(&arena, zones[i].name, call);
		city = n > city ? n : city;
		columns = letters[i].n > columns ? letters[i].n : columns;
	}
	for (size_t i = 0; i < count; i++)
		put_line(b, &zones[i], call, city, letters[i], columns);
	arena_free(&arena);
}
