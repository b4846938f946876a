/* Series of mail as rows of an agenda's tables. */
#include "call/survey_agenda.h"
#include "call/survey_parts.h"
#include "write/markdown_inline.h"

struct str survey_series_status(struct arena *arena, const struct series *s)
{
	struct str state = survey_state_text(s->state);
	/* In these states something goes on; in the others it waits. */
	bool active = s->state == STATE_UNDER_REVIEW || s->state == STATE_OBJECTIONS;
	if (s->superseded_by)
		return arena_printf(arena, "%.*s by %.*s", STR_FMT(state), STR_FMT(s->superseded_by->title));
	if (s->waiting_days > 0)
		state = arena_printf(arena, active ? "%.*s, last message %d day%s ago" : "%.*s for %d day%s", STR_FMT(state), s->waiting_days,
			s->waiting_days == 1 ? "" : "s");
	if (!s->rfc && !s->target.n)
		return state;
	return arena_printf(arena, "%.*s (%s%s%.*s)", STR_FMT(state), s->rfc ? "RFC" : "", s->target.n ? s->rfc ? ", for " : "for " : "",
		STR_FMT(s->target));
}

bool survey_status(struct str status)
{
	for (int state = STATE_NO_REPLY; state <= STATE_SUPERSEDED; state++) {
		struct str text = survey_state_text((enum series_state)state), rest = str_skip(status, text.n < status.n ? text.n : status.n);
		if (str_starts_nocase(status, text) && (!rest.n || str_starts(rest, STR(" for ")) || str_starts(rest, STR(" by ")) || *rest.p == ','))
			return true;
	}
	return false;
}

/* "author: from the Message-ID" as a note: no label, and no small letter, which would go on with the line above. */
static void put_guess(struct buf *b, struct str guess)
{
	size_t colon = str_find(guess, STR(": "), 0);
	buf_cstr(b, b->n ? "\nGuessed " : "Guessed ");
	markdown_literal(b, colon == STR_NONE ? guess : str_first(guess, colon), NULL);
	if (colon == STR_NONE)
		return;
	buf_cstr(b, ", ");
	markdown_literal(b, str_skip(guess, colon + 2), NULL);
}

static struct str notes_text(const struct survey *s, struct arena *arena, const struct series *series)
{
	struct buf b = BUF_INIT;
	survey_put_link(s, survey_series_id(series), &b);
	for (size_t i = 0; i < series->guessed_count; i++)
		put_guess(&b, series->guessed[i]);
	struct str text = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return text;
}

static struct survey_row row_of(const struct survey *s, struct arena *arena, const struct series *series)
{
	struct survey_row row = { .title = series->title, .superseded = series->state == STATE_SUPERSEDED };
	size_t count = 0;
	for (const struct posting *p = series->first; p; p = p->next)
		count++;
	struct str *titles = ARENA_ARRAY(arena, struct str, count);
	for (const struct posting *p = series->first; p; p = p->next)
		titles[row.title_count++] = p->title;
	row.titles = titles;
	row.version = arena_printf(arena, "v%u", series->newest->version);
	row.status = survey_series_status(arena, series);
	if (series->author) {
		row.author = mail_name(series->author);
		row.affiliation = survey_affiliation(s, row.author, series->author->address, STR_EMPTY);
	}
	row.day = series->last ? mail_date_day(arena, series->last->date) : STR_EMPTY;
	row.notes = notes_text(s, arena, series);
	return row;
}

const struct survey_row *survey_rows(struct survey *s, size_t *count)
{
	struct arena *arena = &s->archive.arena;
	const struct series_list *list = s->series;
	struct survey_row *rows = ARENA_ARRAY(arena, struct survey_row, list->count + 1);
	*count = 0;
	for (size_t g = 0; g < SURVEY_STATES; g++)
		for (size_t i = 0; i < list->count; i++)
			if (list->items[i]->state == survey_states[g])
				rows[(*count)++] = row_of(s, arena, list->items[i]);
	return rows;
}
