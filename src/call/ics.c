#include "call/ics.h"

#include "call/call_details.h"
#include "call/ics_parts.h"
#include "model/people.h"

enum { DAY = 24 * 60 * 60, LOOK_BACK = 400 };

icalcomponent *ics_new(void)
{
	ical_load();
	icalcomponent *calendar = ical.icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
	ical.icalcomponent_add_property(calendar, ical.icalproperty_new_version("2.0"));
	ical.icalcomponent_add_property(calendar, ical.icalproperty_new_prodid("-//rollcall//rollcall//EN"));
	return calendar;
}

void ics_write(icalcomponent *calendar, struct out *out)
{
	char *text = ical.icalcomponent_as_ical_string_r(calendar);
	out_cstr(out, text);
	ical.icalmemory_free_buffer(text);
	ical.icalcomponent_free(calendar);
}

void ics_put(icalcomponent *part, ics_text_property *property, struct str text)
{
	struct arena arena = ARENA_INIT;
	if (text.n)
		ical.icalcomponent_add_property(part, property(arena_cstr(&arena, text)));
	arena_free(&arena);
}

/* Letters and digits of ASCII, and what other scripts have for them; all else is a hyphen, never two. */
static void put_slug(struct buf *b, struct str text)
{
	struct arena arena = ARENA_INIT;
	struct str folded = people_fold(&arena, text, false);
	for (size_t i = 0; i < folded.n; i++) {
		char c = folded.p[i];
		if (is_alnum(c) || (unsigned char)c >= 0x80 || c == '.')
			buf_put(b, c);
		else if (b->n && b->p[b->n - 1] != '-')
			buf_put(b, '-');
	}
	arena_free(&arena);
}

void ics_put_uid(icalcomponent *part, struct str name, struct str of, struct str domain)
{
	struct buf uid = BUF_INIT;
	put_slug(&uid, name.n ? name : STR("call"));
	if (of.n) {
		buf_put(&uid, '-');
		buf_str(&uid, of);
	}
	buf_put(&uid, '@');
	buf_str(&uid, domain.n ? domain : STR("rollcall.invalid"));
	ics_put(part, ical.icalproperty_new_uid, buf_slice(&uid));
	buf_free(&uid);
}

struct icaltimetype ics_utc(int64_t instant)
{
	struct icaltimetype t = ics_local(instant, 0);
	t.zone = ical.icaltimezone_get_utc_timezone();
	return t;
}

struct icaltimetype ics_local(int64_t instant, int offset)
{
	struct zone_time shown;
	struct icaltimetype t = { 0 };
	zone_at(STR("UTC"), instant + offset, &shown);
	t.year = shown.wall.year;
	t.month = shown.wall.month;
	t.day = shown.wall.day;
	t.hour = shown.wall.hour;
	t.minute = shown.wall.minute;
	t.second = shown.wall.second;
	return t;
}

void ics_put_stamp(icalcomponent *part, int64_t day)
{
	ical.icalcomponent_add_property(part, ical.icalproperty_new_dtstamp(ics_utc(day * DAY)));
}

/* Calls. */

static bool is_utc(const struct call_file *c)
{
	return str_eq(c->when.zone, STR("UTC"));
}

static struct icaltimetype in_zone(const struct call_file *c, int64_t instant)
{
	struct zone_time shown;
	zone_at(c->when.zone, instant, &shown);
	return is_utc(c) ? ics_utc(instant) : ics_local(instant, shown.offset);
}

/* Adds a property whose value is a time in the rule's zone. */
static void put_time(icalcomponent *event, const struct call_file *c, icalproperty *property)
{
	struct arena arena = ARENA_INIT;
	if (!is_utc(c))
		ical.icalproperty_add_parameter(property, ical.icalparameter_new_tzid(arena_cstr(&arena, c->when.zone)));
	ical.icalcomponent_add_property(event, property);
	arena_free(&arena);
}

/* The host of the list, by its address or its page: where names of this project are unique. */
static struct str domain_of(const struct call_file *c)
{
	struct str list = c->list;
	size_t at = str_find_char(list, '@', 0), scheme = str_find(list, STR("://"), 0), n = 0;
	if (scheme != STR_NONE)
		list = str_skip(list, scheme + 3);
	else if (at != STR_NONE)
		list = str_skip(list, at + 1);
	else
		return STR_EMPTY;
	while (n < list.n && (is_alnum(list.p[n]) || list.p[n] == '.' || list.p[n] == '-'))
		n++;
	return str_first(list, n);
}

/* of is the call's ISO date; empty: of all calls. */
static void put_description(icalcomponent *event, const struct call_file *c, struct str of)
{
	struct arena arena = ARENA_INIT;
	struct buf text = BUF_INIT, lists = BUF_INIT;
	struct str agenda = call_file_url(&arena, c->agenda, of);
	if (agenda.n)
		buf_printf(&text, "Agenda: %.*s\n", STR_FMT(agenda));
	details_put(&text, c);
	details_put_lists(&lists, c);
	if (text.n && lists.n)
		buf_put(&text, '\n');
	buf_str(&text, buf_slice(&lists));
	ics_put(event, ical.icalproperty_new_description, str_trim_right(buf_slice(&text)));
	buf_free(&lists);
	buf_free(&text);
	arena_free(&arena);
}

/* Its end by the clocks, or, where these are changed before it and so do not tell how long it takes, that. start is the
 * instant, shown what clocks show then. */
static void put_end(icalcomponent *event, const struct call_file *c, int64_t start, struct icaltimetype shown)
{
	int minutes = c->when.duration;
	struct zone_time before, after;
	if (!minutes)
		return;
	zone_at(c->when.zone, start, &before);
	zone_at(c->when.zone, start + (int64_t)minutes * 60, &after);
	if (before.offset != after.offset) {
		struct icaldurationtype duration = { .hours = (unsigned)minutes / 60, .minutes = (unsigned)minutes % 60 };
		ical.icalcomponent_add_property(event, ical.icalproperty_new_duration(duration));
		return;
	}
	int64_t end = day_of(shown.year, shown.month, shown.day) * DAY + (shown.hour * 60 + shown.minute + minutes) * 60;
	put_time(event, c, ical.icalproperty_new_dtend(is_utc(c) ? ics_utc(end) : ics_local(end, 0)));
}

/* It begins at an instant, when the clocks of the rule's zone show that. */
static icalcomponent *new_event(const struct call_file *c, int64_t day, int64_t start, struct icaltimetype shown, struct str of)
{
	icalcomponent *event = ical.icalcomponent_new(ICAL_VEVENT_COMPONENT);
	ics_put_uid(event, c->name, of, domain_of(c));
	ics_put_stamp(event, day);
	put_time(event, c, ical.icalproperty_new_dtstart(shown));
	put_end(event, c, start, shown);
	ics_put(event, ical.icalproperty_new_summary, c->name.n ? c->name : STR("Call"));
	ics_put(event, ical.icalproperty_new_location, c->where);
	put_description(event, c, of);
	return event;
}

void ics_call(const struct call_file *c, const struct occurrence *call, struct out *out)
{
	struct arena arena = ARENA_INIT;
	icalcomponent *calendar = ics_new();
	if (!is_utc(c))
		ics_add_zone(calendar, c->when.zone, call->start, call->end, false);
	ical.icalcomponent_add_component(calendar, new_event(c, call->day, call->start, in_zone(c, call->start),
		day_iso(&arena, call->day)));
	ics_write(calendar, out);
	arena_free(&arena);
}

/* What the zone's clocks show, whether they skip it or not: so many minutes after midnight. */
static struct icaltimetype on_clock(const struct call_file *c, int64_t day, int minutes)
{
	int64_t seconds = day * DAY + (int64_t)minutes * 60;
	return is_utc(c) ? ics_utc(seconds) : ics_local(seconds, 0);
}

static int rule_minutes(const struct schedule *s)
{
	return s->hour * 60 + s->minute;
}

/* When a call on a day of the rule begins. */
static int64_t start_on(const struct schedule *s, int64_t day)
{
	int64_t instant;
	struct wall wall = { .hour = s->hour, .minute = s->minute };
	day_to_date(day, &wall.year, &wall.month, &wall.day);
	zone_instant(s->zone, &wall, &instant);
	return instant;
}

static void put_rule(icalcomponent *event, const struct schedule *s)
{
	struct icalrecurrencetype rule = ical.icalrecurrencetype_from_string(s->rrule.p);
	if (s->has_until)
		rule.until = ics_utc(start_on(s, s->until));
	ical.icalcomponent_add_property(event, ical.icalproperty_new_rrule(rule));
}

static void put_exceptions(icalcomponent *event, const struct call_file *c, int64_t from)
{
	const struct schedule *s = &c->when;
	for (size_t i = 0; i < s->exception_count; i++) {
		const struct exception *e = &s->exceptions[i];
		if (e->day < from)
			continue;
		put_time(event, c, ical.icalproperty_new_exdate(on_clock(c, e->day, rule_minutes(s))));
		if (e->moved) {
			struct icaldatetimeperiodtype moved = { .time = on_clock(c, e->to, e->hour * 60 + e->minute) };
			put_time(event, c, ical.icalproperty_new_rdate(moved));
		}
	}
}

/* The day that a series goes out from: the first one on or after from, or, where that is excepted and so no good begin,
 * the last one before it that is not. */
static bool first_day(const struct schedule *s, int64_t from, int64_t *first)
{
	struct rule_days *days = rule_days_open(s, from - LOOK_BACK);
	int64_t day;
	bool before = false, reached = false;
	while (!reached && rule_days_next(days, &day)) {
		bool excepted = schedule_exception(s, day);
		reached = day >= from;
		if (!excepted || (reached && !before))
			*first = day;
		before |= !excepted;
	}
	rule_days_close(days);
	return reached;
}

bool ics_series(const struct call_file *c, int64_t from, struct out *out)
{
	const struct schedule *s = &c->when;
	int64_t first = from;
	if (!first_day(s, from, &first)) {
		diag_add(c->diags, DIAG_CALL_NEVER, s->line, s->column, day_iso(&c->text->arena, from - 1), s->days);
		return false;
	}
	schedule_foresee(s, from, c->diags);
	icalcomponent *calendar = ics_new();
	icalcomponent *event = new_event(c, first, start_on(s, first), on_clock(c, first, rule_minutes(s)), STR_EMPTY);
	if (s->rrule.n)
		put_rule(event, s);
	put_exceptions(event, c, first);
	if (!is_utc(c))
		ics_add_zone(calendar, s->zone, first * DAY, s->has_until ? start_on(s, s->until) + DAY : 0, !s->has_until);
	ical.icalcomponent_add_component(calendar, event);
	ics_write(calendar, out);
	return true;
}
