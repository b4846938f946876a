/* The tables of series in a draft. */
#include <stdlib.h>

#include "base/mem.h"
#include "call/draft_parts.h"
#include "call/series_view.h"
#include "read/label.h"
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

struct str draft_series_heading(const struct series_history *history, const struct draft *d, struct survey *survey)
{
	size_t count, rows = 0;
	const struct series_entry **entries = shown(history, d, &count);
	if (survey)
		survey_rows(survey, &rows);
	struct str heading = !count ? (rows ? STR("Series") : STR_EMPTY) : entries[0]->last->topic.n ? entries[0]->last->topic : STR("Series");
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

/* What a row of an agenda's table says. */
struct row {
	struct str title, version, status;
	const struct stakeholder *stakeholders;
	size_t stakeholder_count;
	struct str notes;                /* Markdown, a note a line */
};

/* A title as Markdown that begins nothing else: no log's time ("19.07: ..."), item, heading, quote or keyword. */
static void put_title(struct str title, struct buf *out)
{
	enum { NEAR = 12 };
	struct keyword_hit hit;
	uint32_t number;
	size_t begin = out->n;
	markdown_literal(out, title, NULL);
	if (!title.n || (is_alpha(*title.p) && !keyword_at_begin(title, &hit) && !line_number_length(title, &number)))
		return;
	for (size_t i = begin; i < out->n && i < begin + NEAR && out->p[i] != '\\'; i++)
		if (is_punct(out->p[i])) {
			struct str rest = str_range(out->p + i, out->p + out->n);
			struct buf copy = BUF_INIT;
			buf_str(&copy, rest);
			buf_cut(out, i);
			buf_put(out, '\\');
			buf_str(out, buf_slice(&copy));
			buf_free(&copy);
			return;
		}
}

/* "v4 Waiting for v5"; a status that the reader would not tell from the title is set off by emphasis. */
static void put_status(const struct row *row, struct buf *out)
{
	struct buf all = BUF_INIT;
	put_title(row->title, &all);
	if (row->version.n && !str_starts(row->status, row->version))
		buf_printf(&all, " %.*s", STR_FMT(row->version));
	size_t before = all.n;
	if (row->status.n) {
		buf_put(&all, ' ');
		markdown_literal(&all, row->status, NULL);
		bool told = series_status(buf_slice(&all)) == before + 1;
		buf_cut(&all, before);
		buf_cstr(&all, told ? " " : " *");
		markdown_literal(&all, row->status, NULL);
		buf_cstr(&all, told ? "" : "*");
	}
	buf_str(out, buf_slice(&all));
	buf_free(&all);
}

static void put_row(const struct row *row, struct buf *out)
{
	put_status(row, out);
	buf_put(out, '\t');
	for (size_t i = 0; i < row->stakeholder_count; i++) {
		const struct stakeholder *s = &row->stakeholders[i];
		buf_cstr(out, i ? "; " : "");
		markdown_literal(out, s->name, NULL);
		if (s->affiliation.n) {
			buf_cstr(out, ", ");
			markdown_literal(out, s->affiliation, NULL);
		}
	}
	buf_cstr(out, row->stakeholder_count ? "\n" : "-\n");
	for (struct str notes = row->notes; notes.n;) {
		size_t end = str_find_char(notes, '\n', 0);
		struct str note = end == STR_NONE ? notes : str_first(notes, end);
		buf_printf(out, "%.*s\t\n", STR_FMT(note));
		notes = str_skip(notes, end == STR_NONE ? notes.n : end + 1);
	}
}

/* Does mail know the status better than the notes: a newer version, a message on the day of the notes or later? A status
 * that an earlier draft took from mail is counted anew. */
static bool is_newer(const struct survey_row *mail, const struct series_entry *e)
{
	int order = e->version.n ? series_version_compare(mail->version, e->version) : 1;
	if (order != 0 || !e->status.n || survey_status(e->status))
		return order >= 0;
	return mail->day.n && str_compare(mail->day, e->last->call->date) >= 0;
}

static void put_entry(const struct series_entry *e, const struct survey_row *mail, struct buf *out)
{
	struct row row = { e->title, e->version, e->status, e->stakeholders, e->stakeholder_count, STR_EMPTY };
	if (mail && is_newer(mail, e)) {
		row.version = mail->version;
		row.status = mail->status;
	}
	if (mail)
		row.notes = mail->notes;
	put_row(&row, out);
}

static void begin_table(struct str group, struct buf *out)
{
	if (group.n) {
		buf_put(out, '\n');
		markdown_literal(out, group, NULL);
		buf_put(out, '\n');
	}
	buf_cstr(out, "\nSeries\tStakeholders\n");
}

/* What no call had yet, below the last table where an earlier draft's new series stand there. */
static void put_new(const struct draft_mail *mail, const struct series_entry *above, struct str heading, struct buf *out)
{
	struct str group = STR("New on the list");
	size_t at = 0;
	bool begun = above && str_eq(group_of(above, heading), group);
	for (const struct survey_row *r; (r = draft_mail_next(mail, &at));) {
		struct stakeholder author = { r->author, r->affiliation };
		struct row row = { r->title, r->version, r->status, &author, r->author.n ? 1 : 0, r->notes };
		if (!begun)
			begin_table(group, out);
		begun = true;
		put_row(&row, out);
	}
}

void draft_series(const struct series_history *history, const struct draft *d, struct str heading, struct survey *survey, struct buf *out)
{
	size_t count;
	const struct series_entry **entries = shown(history, d, &count);
	struct draft_mail *mail = draft_mail_new(&d->calls->arena, survey);
	for (size_t i = 0; i < count; i++) {
		struct str group = group_of(entries[i], heading);
		if (!i || !str_eq(group, group_of(entries[i - 1], heading)))
			begin_table(group, out);
		put_entry(entries[i], draft_mail_take(mail, entries[i]), out);
	}
	put_new(mail, count ? entries[count - 1] : NULL, heading, out);
	mem_free(entries);
}
