/* The tables of series in a draft. */
#include <stdlib.h>

#include "base/mem.h"
#include "call/draft_parts.h"
#include "call/series_view.h"
#include "read/tables.h"
#include "write/markdown_inline.h"

/* A series stands in the tables until a held call reported it merged or dropped. */
static bool shows(const struct series_entry *e, const struct draft *d)
{
	return e->family == d->calls->main_family && (e->state == SERIES_OPEN || !e->closing->call->held);
}

static const struct series_entry **shown(const struct series_history *h, const struct draft *d, size_t *count)
{
	const struct series_entry **entries = mem_alloc((series_history_count(h) + 1) * sizeof *entries);
	*count = 0;
	for (size_t i = 0; i < series_history_count(h); i++)
		if (shows(series_history_entry(h, i), d))
			entries[(*count)++] = series_history_entry(h, i);
	qsort(entries, *count, sizeof *entries, series_by_place);
	return entries;
}

struct str draft_series_heading(const struct series_history *history, const struct draft *d)
{
	size_t count;
	const struct series_entry **entries = shown(history, d, &count);
	struct str heading = !count ? STR_EMPTY : entries[0]->last->topic.n ? entries[0]->last->topic : STR("Series");
	mem_free(entries);
	return heading;
}

/* What introduces its table: the paragraph above it, else the heading, where that is not the one over all tables. */
static struct str group_of(const struct series_entry *e, struct str heading)
{
	const struct series_sighting *s = e->last;
	struct str group = s->group.n ? s->group : s->topic;
	return str_eq(group, heading) ? STR_EMPTY : group;
}

/* "v4 Waiting for v5"; a status that the reader would not tell from the title is set off by emphasis. */
static void put_status(const struct series_entry *e, struct str title, struct buf *out)
{
	struct buf all = BUF_INIT;
	buf_str(&all, title);
	if (e->version.n && !str_starts(e->status, e->version))
		buf_printf(&all, " %.*s", STR_FMT(e->version));
	size_t before = all.n;
	if (e->status.n) {
		buf_put(&all, ' ');
		markdown_literal(&all, e->status, NULL);
		bool told = series_status(buf_slice(&all)) == before + 1;
		buf_cut(&all, before);
		buf_cstr(&all, told ? " " : " *");
		markdown_literal(&all, e->status, NULL);
		buf_cstr(&all, told ? "" : "*");
	}
	buf_str(out, buf_slice(&all));
	buf_free(&all);
}

static void put_row(const struct series_entry *e, struct buf *out)
{
	struct buf title = BUF_INIT;
	markdown_literal(&title, e->title, NULL);
	put_status(e, buf_slice(&title), out);
	buf_put(out, '\t');
	for (size_t i = 0; i < e->stakeholder_count; i++) {
		const struct stakeholder *s = &e->stakeholders[i];
		buf_cstr(out, i ? "; " : "");
		markdown_literal(out, s->name, NULL);
		if (s->affiliation.n) {
			buf_cstr(out, ", ");
			markdown_literal(out, s->affiliation, NULL);
		}
	}
	buf_cstr(out, e->stakeholder_count ? "\n" : "-\n");
	buf_free(&title);
}

void draft_series(const struct series_history *history, const struct draft *d, struct str heading, struct buf *out)
{
	size_t count;
	const struct series_entry **entries = shown(history, d, &count);
	for (size_t i = 0; i < count; i++) {
		struct str group = group_of(entries[i], heading);
		if (!i || !str_eq(group, group_of(entries[i - 1], heading))) {
			if (group.n) {
				buf_put(out, '\n');
				markdown_literal(out, group, NULL);
				buf_put(out, '\n');
			}
			buf_cstr(out, "\nSeries\tStakeholders\n");
		}
		put_row(entries[i], out);
	}
	mem_free(entries);
}
