#include "call/survey_parts.h"
#include "write/json_out.h"

static void member(struct json_out *j, const char *key, struct str value)
{
	json_key(j, key);
	json_put_known(j, value);
}

static void member_number(struct json_out *j, const char *key, size_t n)
{
	json_key(j, key);
	json_put_number(j, n);
}

static void member_version(struct json_out *j, unsigned version)
{
	struct buf b = BUF_INIT;
	if (version)
		buf_printf(&b, "v%u", version);
	member(j, "version", buf_slice(&b));
	buf_free(&b);
}

static void member_date(struct json_out *j, struct arena *arena, struct mail_date date)
{
	member(j, "date", mail_date_iso(arena, date));
}

static void member_id(struct json_out *j, const struct message *m)
{
	member(j, "message_id", m && m->id ? m->id->text : STR_EMPTY);
}

static void names(struct json_out *j, const char *key, const struct dispute_names *list)
{
	json_key(j, key);
	json_begin(j, '[');
	for (size_t i = 0; i < list->count; i++)
		json_put_string(j, list->items[i]);
	json_end(j, ']');
}

/* ---- series ---- */

static void put_patches(struct json_out *j, const struct posting *p)
{
	json_key(j, "patches");
	json_begin(j, '{');
	json_key(j, "count");
	json_put_place(j, p->count);
	json_key(j, "missing");
	json_begin(j, '[');
	for (unsigned i = 0; i < p->count; i++)
		if (!p->patches[i].message)
			json_put_number(j, p->patches[i].number);
	json_end(j, ']');
	json_key(j, "unanswered");
	json_begin(j, '[');
	for (unsigned i = 0; i < p->count; i++)
		if (p->patches[i].message && !p->patches[i].answered)
			json_put_number(j, p->patches[i].number);
	json_end(j, ']');
	json_end(j, '}');
}

static void put_tag(struct json_out *j, struct arena *arena, const struct series_tag *t)
{
	struct str scope = t->tag->scope;
	/* "this patch" does not say which. */
	if (t->patch && !t->tag->whole && !t->tag->range_count)
		scope = arena_printf(arena, scope.n ? "patch %u: %.*s" : "patch %u", t->patch, STR_FMT(scope));
	json_begin(j, '{');
	member(j, "tag", str_of(tag_name(t->tag->kind)));
	member(j, "name", mail_name(t->tag->by));
	member(j, "scope", scope);
	member(j, "condition", t->tag->condition);
	member_id(j, t->tag->message);
	json_end(j, '}');
}

static void put_series(const struct survey *s, struct json_out *j, struct arena *arena, const struct series *series)
{
	const struct posting *newest = series->newest;
	const struct mail_address *author = series->author;
	json_begin(j, '{');
	member(j, "title", series->title);
	member_version(j, newest->version);
	json_key(j, "rfc");
	json_put_bool(j, series->rfc);
	member(j, "target", series->target);
	put_patches(j, newest);
	json_key(j, "author");
	json_begin(j, '{');
	member(j, "name", author ? mail_name(author) : STR_EMPTY);
	member(j, "affiliation", author ? survey_affiliation(s, mail_name(author), author->address, STR_EMPTY) : STR_EMPTY);
	json_end(j, '}');
	member_date(j, arena, newest->date);
	json_key(j, "first");
	json_begin(j, '{');
	member_version(j, series->first->version);
	member_date(j, arena, series->first->date);
	json_end(j, '}');
	member(j, "state", str_of(state_name(series->state)));
	json_key(j, "waiting_days");
	if (series->waiting_days >= 0)
		json_put_number(j, (size_t)series->waiting_days);
	else
		json_put_null(j);
	member_number(j, "pings", series->pings);
	member_number(j, "messages", series->messages);
	json_key(j, "last");
	json_begin(j, '{');
	member(j, "name", series->last && series->last->from ? mail_name(series->last->from) : STR_EMPTY);
	member_date(j, arena, series->last ? series->last->date : (struct mail_date){ false, 0, 0 });
	member_id(j, series->last);
	json_end(j, '}');
	json_key(j, "tags");
	json_begin(j, '[');
	for (size_t i = 0; i < series->tag_count; i++)
		put_tag(j, arena, &series->tags[i]);
	json_end(j, ']');
	member(j, "message_id", survey_series_id(series));
	member(j, "url", survey_series_url(s, arena, series));
	json_key(j, "guessed");
	json_begin(j, '[');
	for (size_t i = 0; i < series->guessed_count; i++)
		json_put_string(j, series->guessed[i]);
	json_end(j, ']');
	json_end(j, '}');
}

/* ---- threads ---- */

static void put_evidence(struct json_out *j, const struct dispute_evidence *e, struct arena *arena, bool dated)
{
	json_begin(j, '{');
	member(j, "sentence", e->sentence);
	member(j, "name", e->name);
	if (dated)
		member_date(j, arena, e->message->date);
	member_id(j, e->message);
	json_end(j, '}');
}

static void put_options(struct json_out *j, const struct dispute *d)
{
	json_key(j, "options");
	json_begin(j, '[');
	for (size_t i = 0; i < d->option_count; i++) {
		json_begin(j, '{');
		member(j, "label", d->options[i].label);
		json_key(j, "text");
		json_put_string(j, d->options[i].text);
		names(j, "for", &d->options[i].backers);
		names(j, "against", &d->options[i].opponents);
		json_end(j, '}');
	}
	json_end(j, ']');
}

static void put_thread(const struct survey *s, struct json_out *j, struct arena *arena, const struct dispute *d)
{
	const struct posting *posting = survey_posting(s, d->message);
	json_begin(j, '{');
	member(j, "title", d->title);
	member(j, "series", posting ? posting->series->title : STR_EMPTY);
	member_version(j, posting ? posting->version : 0);
	json_key(j, "why");
	json_begin(j, '[');
	for (int why = 0; why < WHY_COUNT; why++)
		if (d->why & 1u << why)
			json_put_string(j, str_of(dispute_why_name((enum dispute_why)why)));
	json_end(j, ']');
	member(j, "asked_by", d->asked_by);
	names(j, "asked_of", &d->asked_of);
	json_key(j, "evidence");
	json_begin(j, '[');
	for (size_t i = 0; i < d->evidence_count; i++)
		put_evidence(j, &d->evidence[i], arena, false);
	json_end(j, ']');
	put_options(j, d);
	names(j, "deciders", &d->deciders);
	names(j, "excluded", &d->excluded);
	member(j, "deadline", d->deadline);
	json_key(j, "settled");
	if (d->is_settled)
		put_evidence(j, &d->settled, arena, true);
	else
		json_put_null(j);
	json_key(j, "participants");
	json_begin(j, '[');
	for (size_t i = 0; i < d->participant_count; i++) {
		const struct dispute_participant *p = &d->participants[i];
		json_begin(j, '{');
		member(j, "name", p->name);
		member(j, "affiliation", survey_participant(s, d, p));
		json_end(j, '}');
	}
	json_end(j, ']');
	member_number(j, "messages", d->messages);
	member_date(j, arena, d->message->date);
	member_id(j, d->message);
	json_end(j, '}');
}

static void put_diagnostics(const struct survey *s, struct json_out *j)
{
	const struct diags *diags = survey_diagnostics(s);
	json_key(j, "diagnostics");
	json_begin(j, '[');
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *d = &diags->items[i];
		json_begin(j, '{');
		member(j, "severity", str_of(severity_name(d->severity)));
		member(j, "code", str_of(diag_name(d->code)));
		member(j, "message", d->message);
		member(j, "file", d->file);
		member_number(j, "byte", (size_t)d->byte);
		json_end(j, '}');
	}
	json_end(j, ']');
}

void survey_json(const struct survey *s, struct out *out)
{
	struct json_out j = { out, 0, true, false };
	struct arena arena = ARENA_INIT;
	json_begin(&j, '{');
	member_number(&j, "rollcall", 1);
	json_key(&j, "series");
	json_begin(&j, '[');
	for (size_t i = 0; i < s->series->count; i++)
		put_series(s, &j, &arena, s->series->items[i]);
	json_end(&j, ']');
	json_key(&j, "threads");
	json_begin(&j, '[');
	for (size_t i = 0; i < s->disputes.count; i++)
		put_thread(s, &j, &arena, &s->disputes.items[i]);
	json_end(&j, ']');
	put_diagnostics(s, &j);
	json_end(&j, '}');
	out_put(out, '\n');
	arena_free(&arena);
}
