#include "call/ics.h"
#include "call/ics_parts.h"
#include "call/zone.h"

/* "Bo Lindqvist, Yun Sato: " where the action's text does not name its owners itself. */
static void put_owners(struct buf *b, const struct sighting *s)
{
	for (size_t i = 0; i < s->owner_count; i++)
		buf_printf(b, "%s%.*s", i ? ", " : "", STR_FMT(s->owners[i]));
}

static void put_summary(icalcomponent *todo, const struct ledger_action *a)
{
	struct buf text = BUF_INIT;
	put_owners(&text, a->owned);
	if (text.n)
		buf_cstr(&text, ": ");
	buf_str(&text, a->worded->text);
	ics_put(todo, ical.icalproperty_new_summary, buf_slice(&text));
	buf_free(&text);
}

static void put_description(icalcomponent *todo, const struct ledger_action *a)
{
	struct buf text = BUF_INIT;
	buf_printf(&text, "Action %.*s", STR_FMT(a->id));
	if (a->first->call->name.n)
		buf_printf(&text, " of %.*s", STR_FMT(a->first->call->name));
	if (a->since.n)
		buf_printf(&text, "\nOpen since %.*s", STR_FMT(a->since));
	if (a->last->call->date.n)
		buf_printf(&text, "\nLast seen %.*s", STR_FMT(a->last->call->date));
	ics_put(todo, ical.icalproperty_new_description, buf_slice(&text));
	buf_free(&text);
}

static icalcomponent *new_todo(const struct ledger_action *a)
{
	icalcomponent *todo = ical.icalcomponent_new(ICAL_VTODO_COMPONENT);
	int64_t day = 0;
	ics_put_uid(todo, a->first->call->name, a->id, STR_EMPTY);
	if (!day_parse_last(a->last->call->date, &day))
		day = 0;
	ics_put_stamp(todo, day);
	put_summary(todo, a);
	put_description(todo, a);
	if (day_parse_last(a->due, &day)) {
		struct icaltimetype due = { .is_date = 1 };
		day_to_date(day, &due.year, &due.month, &due.day);
		ical.icalcomponent_add_property(todo, ical.icalproperty_new_due(due));
	}
	ical.icalcomponent_add_property(todo, ical.icalproperty_new_status(ICAL_STATUS_NEEDSACTION));
	return todo;
}

void ics_actions(const struct ledger *l, const struct ledger_view *view, struct out *out)
{
	icalcomponent *calendar = ics_new();
	for (size_t i = 0; i < ledger_count(l); i++) {
		const struct ledger_action *a = ledger_action(l, i);
		if (a->state == ACTION_OPEN && ledger_shows(view, a))
			ical.icalcomponent_add_component(calendar, new_todo(a));
	}
	ics_write(calendar, out);
}
