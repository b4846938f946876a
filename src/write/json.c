/* The JSON writer: schema 1, which tests/schema.json states. Everything is written as it is met, so that memory does
 * not grow with the notes. */
#include <jansson.h>

#include "base/mem.h"
#include "model/roll.h"
#include "write/json_out.h"
#include "write/write.h"

enum { SCHEMA = 1 };

struct writer {
	struct json_out j;
	struct document *doc;
	struct arena scratch;        /* plain texts; emptied after each block and list entry */
};

static void member(struct writer *w, const char *name, struct str value)
{
	json_key(&w->j, name);
	json_put_string(&w->j, value);
}

static void member_known(struct writer *w, const char *name, struct str value)
{
	json_key(&w->j, name);
	json_put_known(&w->j, value);
}

static void member_c(struct writer *w, const char *name, const char *value)
{
	member(w, name, str_of(value));
}

static void member_bool(struct writer *w, const char *name, bool value)
{
	json_key(&w->j, name);
	json_put_bool(&w->j, value);
}

static void member_number(struct writer *w, const char *name, size_t value)
{
	json_key(&w->j, name);
	json_put_number(&w->j, value);
}

static void member_line(struct writer *w, size_t line)
{
	json_key(&w->j, "line");
	json_put_place(&w->j, line);
}

static void member_text(struct writer *w, const char *name, struct inlines text)
{
	member(w, name, inline_plain(&w->scratch, text));
}

static void member_topic(struct writer *w, const struct block *topic)
{
	member_known(w, "topic", topic && heading_is_topic(topic) ? topic->u.heading.id : STR_EMPTY);
}

static void member_strings(struct writer *w, const char *name, const struct str *items, size_t count)
{
	json_key(&w->j, name);
	json_begin(&w->j, '[');
	for (size_t i = 0; i < count; i++)
		json_put_string(&w->j, items[i]);
	json_end(&w->j, ']');
}

/* Names as resolved under the first name, labels as written under "labels". */
static void members_who(struct writer *w, const char *names, const struct mentions *who)
{
	json_key(&w->j, names);
	json_begin(&w->j, '[');
	for (size_t i = 0; i < who->count; i++)
		json_put_string(&w->j, who->items[i].name);
	json_end(&w->j, ']');
	json_key(&w->j, "labels");
	json_begin(&w->j, '[');
	for (size_t i = 0; i < who->count; i++)
		json_put_string(&w->j, who->items[i].label);
	json_end(&w->j, ']');
}

static void begin_list(struct writer *w, const char *name)
{
	json_key(&w->j, name);
	json_begin(&w->j, '[');
}

static void begin_entry(struct writer *w)
{
	json_begin(&w->j, '{');
}

static void end_entry(struct writer *w)
{
	json_end(&w->j, '}');
	if (w->scratch.chunk)
		arena_free(&w->scratch);
}

static void end_list(struct writer *w)
{
	json_end(&w->j, ']');
}

/* ---- what the notes mean ---- */

static const char *state_of_topic(const struct block *heading)
{
	return heading->u.heading.covered ? "covered" : "not covered";
}

static void fields(struct writer *w)
{
	begin_list(w, "fields");
	for (size_t i = 0; i < w->doc->fields.count; i++) {
		const struct block *b = w->doc->fields.items[i];
		begin_entry(w);
		member(w, "key", b->u.field.key);
		member_text(w, "value", b->text);
		member_line(w, b->line);
		end_entry(w);
	}
	end_list(w);
}

static void attendees(struct writer *w)
{
	begin_list(w, "attendees");
	for (size_t i = 0; i < w->doc->attendee_count; i++) {
		const struct person *p = w->doc->attendees[i];
		begin_entry(w);
		member(w, "name", p->name);
		member_known(w, "affiliation", p->affiliation);
		member_known(w, "role", p->role);
		member_c(w, "status", attendance_name(p->status));
		member_line(w, p->line);
		end_entry(w);
	}
	end_list(w);
}

static void topics(struct writer *w)
{
	begin_list(w, "topics");
	for (size_t i = 0; i < w->doc->topics.count; i++) {
		const struct block *b = w->doc->topics.items[i];
		begin_entry(w);
		member(w, "id", b->u.heading.id);
		member(w, "title", b->u.heading.title);
		member_number(w, "level", b->u.heading.level);
		member_c(w, "state", state_of_topic(b));
		member_line(w, b->line);
		end_entry(w);
	}
	end_list(w);
}

static void statement(struct writer *w, const struct block *b, const struct block *topic)
{
	begin_entry(w);
	members_who(w, "speakers", &b->u.statement.who);
	member_text(w, "text", b->text);
	member_topic(w, topic);
	member_line(w, b->line);
	end_entry(w);
}

/* A statement does not know its topic: the heading above it is met on the way. */
static void statements(struct writer *w)
{
	const struct block_list *list = &w->doc->statements;
	const struct block *topic = NULL;
	size_t done = 0;
	begin_list(w, "statements");
	struct block_iter it = block_iter(w->doc->root);
	while (done < list->count && block_next(&it)) {
		const struct block *b = it.block;
		if (!it.entering)
			continue;
		if (b->type == BLOCK_HEADING && heading_is_topic(b))
			topic = b;
		else if (b == list->items[done])
			statement(w, list->items[done++], topic);
	}
	end_list(w);
}

static void actions(struct writer *w)
{
	begin_list(w, "actions");
	for (size_t i = 0; i < w->doc->actions.count; i++) {
		const struct block *b = w->doc->actions.items[i];
		begin_entry(w);
		member_known(w, "id", b->u.action.id);
		members_who(w, "owners", &b->u.action.owners);
		member_text(w, "text", b->text);
		member_known(w, "due", b->u.action.due);
		member_c(w, "state", action_state_name(b->u.action.state));
		member_known(w, "since", b->u.action.since);
		member_topic(w, b->u.action.topic);
		member_line(w, b->line);
		end_entry(w);
	}
	end_list(w);
}

static void decisions(struct writer *w)
{
	begin_list(w, "decisions");
	for (size_t i = 0; i < w->doc->decision_count; i++) {
		const struct decision *d = &w->doc->decisions[i];
		begin_entry(w);
		member(w, "text", d->text);
		member_topic(w, d->topic);
		member_line(w, d->line);
		end_entry(w);
	}
	end_list(w);
}

static void members_vote(struct writer *w, const struct block *b)
{
	member_text(w, "text", b->text);
	member_strings(w, "options", b->u.vote.options, b->u.vote.option_count);
	begin_list(w, "positions");
	for (size_t i = 0; i < b->u.vote.position_count; i++) {
		const struct position *p = &b->u.vote.positions[i];
		json_begin(&w->j, '{');
		member(w, "name", p->who.name);
		member(w, "position", p->position);
		member_known(w, "option", p->option);
		json_end(&w->j, '}');
	}
	end_list(w);
	member_known(w, "outcome", b->u.vote.outcome);
}

static void votes(struct writer *w)
{
	begin_list(w, "votes");
	for (size_t i = 0; i < w->doc->votes.count; i++) {
		const struct block *b = w->doc->votes.items[i];
		begin_entry(w);
		members_vote(w, b);
		member_topic(w, b->u.vote.topic);
		member_line(w, b->line);
		end_entry(w);
	}
	end_list(w);
}

static void series(struct writer *w)
{
	begin_list(w, "series");
	for (size_t i = 0; i < w->doc->series_count; i++) {
		const struct series *s = w->doc->series[i];
		begin_entry(w);
		member(w, "title", s->title);
		member_known(w, "version", s->version);
		member_known(w, "status", s->status);
		begin_list(w, "stakeholders");
		for (size_t k = 0; k < s->stakeholder_count; k++) {
			json_begin(&w->j, '{');
			member(w, "name", s->stakeholders[k].name);
			member_known(w, "affiliation", s->stakeholders[k].affiliation);
			json_end(&w->j, '}');
		}
		end_list(w);
		member_strings(w, "notes", s->notes, s->note_count);
		member_known(w, "group", s->group);
		member_topic(w, s->topic);
		member_line(w, s->line);
		end_entry(w);
	}
	end_list(w);
}

static void links(struct writer *w)
{
	begin_list(w, "links");
	for (size_t i = 0; i < w->doc->link_count; i++) {
		const struct link *l = &w->doc->links[i];
		begin_entry(w);
		member(w, "url", l->url);
		member(w, "text", l->text);
		member_line(w, l->line);
		end_entry(w);
	}
	end_list(w);
}

static void diagnostics(struct writer *w)
{
	begin_list(w, "diagnostics");
	for (size_t i = 0; i < w->doc->diags.count; i++) {
		const struct diag *d = &w->doc->diags.items[i];
		begin_entry(w);
		member_c(w, "severity", severity_name(d->severity));
		member_c(w, "code", diag_name(d->code));
		member(w, "message", d->message);
		member_known(w, "file", d->file);
		member_line(w, d->line);
		json_key(&w->j, "column");
		json_put_place(&w->j, d->column);
		end_entry(w);
	}
	end_list(w);
}

/* ---- the body: every block with its facts, in the order of the notes ---- */

typedef void put_facts(struct writer *w, const struct block *b);

static void field_facts(struct writer *w, const struct block *b)
{
	member(w, "key", b->u.field.key);
	member_text(w, "text", b->text);
}

static void heading_facts(struct writer *w, const struct block *b)
{
	member_known(w, "id", b->u.heading.id);
	member_number(w, "level", b->u.heading.level);
	member_known(w, "number", b->u.heading.number);
	member_text(w, "text", b->text);
	member(w, "title", b->u.heading.title);
	member_c(w, "state", state_of_topic(b));
	member_known(w, "state_text", b->u.heading.uncovered);
	member_bool(w, "of_roll", b->u.heading.of_roll);
}

static void text_facts(struct writer *w, const struct block *b)
{
	member_text(w, "text", b->text);
}

static void list_facts(struct writer *w, const struct block *b)
{
	member_c(w, "kind", b->u.list.kind == LIST_ORDERED ? "ordered" : "bullet");
	member_bool(w, "tight", b->u.list.tight);
}

static void item_facts(struct writer *w, const struct block *b)
{
	static const char *const checks[] = { NULL, "unticked", "ticked" };
	bool ordered = b->parent->u.list.kind == LIST_ORDERED;
	json_key(&w->j, "number");
	if (ordered)
		json_put_number(&w->j, b->u.item.number);
	else
		json_put_null(&w->j);
	/* What is shown in place of a bullet: a number is a word of the notes, too. */
	struct str marker = b->u.item.marker;
	if (!marker.n && ordered)
		marker = arena_printf(&w->scratch, "%u.", (unsigned)b->u.item.number);
	member_known(w, "marker", marker);
	member_known(w, "check", b->u.item.check ? str_of(checks[b->u.item.check]) : STR_EMPTY);
	member_text(w, "text", b->text);
}

static void roll_facts(struct writer *w, const struct block *b)
{
	member_known(w, "label", inline_plain(&w->scratch, b->u.roll.label));
	const struct block *heading = b->u.roll.heading;
	member_known(w, "heading", heading ? heading->u.heading.title : STR_EMPTY);
	json_key(&w->j, "columns");
	if (b->u.roll.columns) {
		const struct str *c = b->u.roll.columns;
		json_begin(&w->j, '{');
		member_known(w, "name", c[COLUMN_NAME]);
		member_known(w, "aliases", c[COLUMN_ALIAS]);
		member_known(w, "affiliation", c[COLUMN_AFFILIATION]);
		member_known(w, "role", c[COLUMN_ROLE]);
		member_known(w, "status", c[COLUMN_STATUS]);
		member_known(w, "note", c[COLUMN_OTHER]);
		json_end(&w->j, '}');
	} else {
		json_put_null(&w->j);
	}
	begin_list(w, "people");
	for (size_t i = 0; i < b->u.roll.count; i++) {
		const struct person *p = b->u.roll.people[i];
		json_begin(&w->j, '{');
		member(w, "name", p->name);
		member_strings(w, "aliases", p->aliases, p->alias_count);
		member_known(w, "affiliation", p->affiliation);
		member_known(w, "role", p->role);
		member_c(w, "status", attendance_name(p->status));
		member_known(w, "note", p->note);
		member_line(w, p->line);
		json_end(&w->j, '}');
	}
	end_list(w);
}

static void statement_facts(struct writer *w, const struct block *b)
{
	member_known(w, "prefix", b->u.statement.prefix);
	member_text(w, "label", b->u.statement.label);
	members_who(w, "speakers", &b->u.statement.who);
	member_text(w, "text", b->text);
}

static void action_facts(struct writer *w, const struct block *b)
{
	member_known(w, "keyword", b->u.action.keyword);
	member_known(w, "id", b->u.action.id);
	member_bool(w, "id_written", b->u.action.id_written);
	members_who(w, "owners", &b->u.action.owners);
	member_bool(w, "owner_written", b->u.action.owner_written);
	member_text(w, "text", b->text);
	member_known(w, "due", b->u.action.due);
	member_c(w, "state", action_state_name(b->u.action.state));
	member_known(w, "state_text", b->u.action.state_text);
	member_known(w, "since", b->u.action.since);
	member_topic(w, b->u.action.topic);
}

static void decision_facts(struct writer *w, const struct block *b)
{
	member_known(w, "keyword", b->u.decision.keyword);
	member_known(w, "id", b->u.decision.id);
	member_text(w, "text", b->text);
	member_topic(w, b->u.decision.topic);
}

static void vote_facts(struct writer *w, const struct block *b)
{
	member_known(w, "keyword", b->u.vote.keyword);
	member_known(w, "id", b->u.vote.id);
	members_vote(w, b);
	member_text(w, "tally", b->u.vote.tally);
	member_topic(w, b->u.vote.topic);
}

static void table_facts(struct writer *w, const struct block *b)
{
	member_c(w, "kind", b->u.table.kind == TABLE_SERIES ? "series" : "plain");
	member_number(w, "columns", b->u.table.columns);
}

static void row_facts(struct writer *w, const struct block *b)
{
	member_bool(w, "header", b->u.row.header);
	member_known(w, "series", b->u.row.series ? b->u.row.series->title : STR_EMPTY);
}

static void code_facts(struct writer *w, const struct block *b)
{
	member_known(w, "info", b->u.code.info);
	member(w, "text", b->u.code.text);
}

static void reference_facts(struct writer *w, const struct block *b)
{
	member(w, "label", b->u.reference.label);
	member_known(w, "url", b->u.reference.url);
	member_text(w, "text", b->text);
}

static const struct {
	put_facts *put;          /* NULL: it has none */
	bool nests;              /* it has "blocks", even if there are none */
} body[BLOCK_TYPES] = {
	[BLOCK_FIELD] = { field_facts, false }, [BLOCK_HEADING] = { heading_facts, false },
	[BLOCK_PARAGRAPH] = { text_facts, false }, [BLOCK_LIST] = { list_facts, true }, [BLOCK_ITEM] = { item_facts, true },
	[BLOCK_ROLL] = { roll_facts, false }, [BLOCK_STATEMENT] = { statement_facts, true },
	[BLOCK_ACTION] = { action_facts, true }, [BLOCK_DECISION] = { decision_facts, false },
	[BLOCK_VOTE] = { vote_facts, false }, [BLOCK_TABLE] = { table_facts, true }, [BLOCK_ROW] = { row_facts, true },
	[BLOCK_CELL] = { text_facts, true }, [BLOCK_QUOTE] = { NULL, true }, [BLOCK_CODE] = { code_facts, false },
	[BLOCK_REFERENCE] = { reference_facts, false }, [BLOCK_RULE] = { NULL, false },
};

static void blocks(struct writer *w)
{
	begin_list(w, "body");
	struct block_iter it = block_iter(w->doc->root);
	while (block_next(&it)) {
		const struct block *b = it.block;
		if (b == w->doc->root)
			continue;
		if (!it.entering) {
			if (body[b->type].nests)
				end_list(w);
			end_entry(w);
			continue;
		}
		begin_entry(w);
		member_c(w, "type", block_type_name(b->type));
		member_c(w, "origin", origin_name(b->origin));
		member_line(w, b->line);
		if (body[b->type].put)
			body[b->type].put(w, b);
		if (body[b->type].nests)
			begin_list(w, "blocks");
	}
	end_list(w);
}

/* No folder of the machine that wrote it (design law 4). */
static struct str base_name(struct str path)
{
	size_t at = path.n;
	while (at && path.p[at - 1] != '/')
		at--;
	return str_skip(path, at);
}

const char *write_json(struct document *doc, const struct write_options *options, struct out *out)
{
	(void)options;
	json_set_alloc_funcs(mem_alloc, mem_free);
	struct writer w = { .j = { .out = out }, .doc = doc, .scratch = ARENA_INIT };
	w.j.fresh = true;
	json_begin(&w.j, '{');
	member_number(&w, "rollcall", SCHEMA);
	member(&w, "source", base_name(doc->source_name));
	member_c(&w, "kind", kind_name(doc->kind));
	member_known(&w, "title", doc->title);
	member_known(&w, "call", doc->call);
	member_known(&w, "date", doc->date);
	fields(&w);
	attendees(&w);
	topics(&w);
	statements(&w);
	actions(&w);
	decisions(&w);
	votes(&w);
	series(&w);
	links(&w);
	blocks(&w);
	diagnostics(&w);
	json_end(&w.j, '}');
	out_put(out, '\n');
	arena_free(&w.scratch);
	return NULL;
}
