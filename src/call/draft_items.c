/* The items of a draft, each under its heading. */
#include "call/draft_parts.h"

static const struct str threads_heading = { "Threads that seem to need the call", 34 };

/* The item of that title, once. */
static const struct draft_item *take_item(struct draft_maker *m, struct str title)
{
	for (size_t i = 0; i < m->last->item_count; i++)
		if (!m->placed[i] && str_eq_nocase(m->last->items[i].title, title)) {
			m->placed[i] = true;
			return &m->last->items[i];
		}
	return NULL;
}

static bool has_item(const struct draft_maker *m, struct str title)
{
	for (size_t i = 0; i < m->last->item_count; i++)
		if (!m->placed[i] && str_eq_nocase(m->last->items[i].title, title))
			return true;
	return false;
}

/* A section, with what was not covered under the same heading. */
static void put_section(struct draft_maker *m, struct buf *out, struct str heading, struct str text)
{
	const struct draft_item *item = take_item(m, heading);
	buf_printf(out, "\n## %.*s\n", STR_FMT(heading));
	if (item && item->text.n)
		buf_printf(out, "\n%.*s\n", STR_FMT(item->text));
	if (text.n)
		buf_printf(out, "\n%.*s\n", STR_FMT(text));
}

static bool is_standing(const struct draft_maker *m, struct str title)
{
	for (size_t i = 0; i < m->o->standing_count; i++)
		if (str_eq_nocase(m->o->standing[i], title))
			return true;
	return false;
}

/* What was not covered, but for what goes under a heading that is to come. */
static void put_uncovered(struct draft_maker *m, struct str to_come, struct buf *out)
{
	for (size_t i = 0; i < m->last->item_count; i++) {
		const struct draft_item *item = &m->last->items[i];
		if (m->placed[i] || is_standing(m, item->title) || str_eq_nocase(item->title, to_come) ||
		    str_eq_nocase(item->title, threads_heading))
			continue;
		m->placed[i] = true;
		buf_printf(out, "\n## %.*s\n", STR_FMT(item->heading));
		if (item->text.n)
			buf_printf(out, "\n%.*s\n", STR_FMT(item->text));
	}
}

static struct str series(const struct draft_maker *m, struct str heading)
{
	struct buf b = BUF_INIT;
	draft_series(m->history, m->d, heading, m->o->survey, &b);
	struct str text = arena_str(draft_arena(m), str_trim(buf_slice(&b)));
	buf_free(&b);
	return text;
}

/* Is the thread no news: covered in a call after its last message, or an item of the last notes that stands in the draft
 * anyway? */
static bool is_known(const struct draft_maker *m, const struct survey_item *item)
{
	struct str key = series_title_key(draft_arena(m), item->title);
	for (size_t i = 0; i < m->d->count; i++) {
		const struct sketch *s = m->d->sketches[i];
		if (s->call->family != m->d->calls->main_family)
			continue;
		for (size_t k = 0; k < s->topic_count; k++)
			if (str_eq(s->topics[k].key, key) && ((s == m->last && (m->again || !s->call->held || !s->topics[k].covered)) ||
			    (s->topics[k].covered && s->call->held && item->day.n && str_compare(item->day, s->call->date) < 0)))
				return true;
	}
	return false;
}

static struct str threads(const struct draft_maker *m)
{
	struct buf b = BUF_INIT;
	size_t count;
	const struct survey_item *items = survey_items(m->o->survey, &count);
	for (int settled = 0; settled < 2; settled++)
		for (size_t i = 0; i < count; i++)
			if (items[i].settled == (settled == 1) && !is_known(m, &items[i]))
				buf_printf(&b, "\n### %.*s\n\n%.*s\n", STR_FMT(items[i].title), STR_FMT(items[i].text));
	struct str text = arena_str(draft_arena(m), str_trim(buf_slice(&b)));
	buf_free(&b);
	return text;
}

/* With what an earlier draft had there and the call did not come to. */
static void put_threads(struct draft_maker *m, struct buf *out)
{
	struct str text = m->o->survey ? threads(m) : STR_EMPTY;
	if (text.n || has_item(m, threads_heading))
		put_section(m, out, threads_heading, text);
}

/* What the last call did not come to, and what the list did not settle. */
static void put_open_items(struct draft_maker *m, struct str to_come, struct buf *out)
{
	put_uncovered(m, to_come, out);
	put_threads(m, out);
}

/* "Series (Mira)", where that is what stood over the last tables: who leads the item stays with it. */
static struct str with_leader(struct str item, struct str heading)
{
	struct str behind = str_trim(str_skip(heading, item.n));
	return str_starts_nocase(heading, item) && str_starts(behind, STR("(")) && str_ends(behind, STR(")")) ? heading : item;
}

void draft_items(struct draft_maker *m, struct buf *out)
{
	struct str acts = draft_actions(m), heading = draft_series_heading(m->history, m->d, m->o->survey);
	const struct str *at_actions = NULL, *at_series = NULL;
	for (size_t i = 0; i < m->o->standing_count; i++) {
		const struct str *item = &m->o->standing[i];
		if (!at_actions && draft_item_is_actions(*item))
			at_actions = item;
		else if (!at_series && draft_item_is_series(*item))
			at_series = item;
	}
	if (!at_actions && acts.n)
		put_section(m, out, STR("Actions"), acts);
	if (!at_actions)
		put_open_items(m, heading, out);
	for (size_t i = 0; i < m->o->standing_count; i++) {
		const struct str *item = &m->o->standing[i];
		struct str title = item == at_series ? with_leader(*item, heading) : *item;
		put_section(m, out, title, item == at_actions ? acts : item == at_series ? series(m, title) : STR_EMPTY);
		if (item == at_actions)
			put_open_items(m, heading, out);
	}
	if (!at_series && heading.n)
		put_section(m, out, heading, series(m, heading));
}

void draft_add_threads(const struct draft_maker *m, struct buf *out)
{
	struct str text = m->o->survey ? threads(m) : STR_EMPTY;
	if (text.n)
		buf_printf(out, "\n## %.*s\n\n%.*s\n", STR_FMT(threads_heading), STR_FMT(text));
}
