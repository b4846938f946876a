#include "call/ledger_view.h"
#include "write/json_out.h"

static void member(struct json_out *j, const char *key, struct str value)
{
	json_key(j, key);
	json_put_known(j, value);
}

static void member_place(struct json_out *j, const char *key, size_t n)
{
	json_key(j, key);
	json_put_place(j, n);
}

static void member_number(struct json_out *j, const char *key, size_t n)
{
	json_key(j, key);
	json_put_number(j, n);
}

void calls_json(const struct calls *calls, struct json_out *j)
{
	json_key(j, "calls");
	json_begin(j, '[');
	for (size_t i = 0; i < calls->count; i++) {
		const struct call *call = calls->items[i];
		if (call->left_out)
			continue;
		json_begin(j, '{');
		member(j, "file", call->file);
		member(j, "kind", str_of(kind_name(call->kind)));
		member(j, "title", call->title);
		member(j, "call", call->name);
		member(j, "date", call->date);
		json_end(j, '}');
	}
	json_end(j, ']');
}

void calls_json_diagnostics(const struct calls *calls, struct json_out *j)
{
	json_key(j, "diagnostics");
	json_begin(j, '[');
	for (size_t i = 0; i < calls->count; i++) {
		const struct call *call = calls->items[i];
		for (size_t k = 0; k < call->diags.count; k++) {
			const struct diag *d = &call->diags.items[k];
			json_begin(j, '{');
			member(j, "severity", str_of(severity_name(d->severity)));
			member(j, "code", str_of(diag_name(d->code)));
			member(j, "message", d->message);
			member(j, "file", call->file);
			member_place(j, "line", d->line);
			member_place(j, "column", d->column);
			json_end(j, '}');
		}
	}
	json_end(j, ']');
}

static void history(const struct ledger_action *action, struct json_out *j)
{
	json_key(j, "history");
	json_begin(j, '[');
	for (const struct sighting *s = action->first; s; s = s->next) {
		json_begin(j, '{');
		member(j, "date", s->call->date);
		member(j, "state", str_of(action_state_name(s->state)));
		member(j, "file", s->call->file);
		member_place(j, "line", s->line);
		json_end(j, '}');
	}
	json_end(j, ']');
}

static void put_action(const struct ledger *l, const struct ledger_action *action, struct json_out *j)
{
	json_begin(j, '{');
	member(j, "id", action->id);
	json_key(j, "owners");
	json_begin(j, '[');
	for (size_t i = 0; i < action->owned->owner_count; i++)
		json_put_string(j, action->owned->owners[i]);
	json_end(j, ']');
	json_key(j, "text");
	json_put_string(j, action->worded->text);
	member(j, "state", str_of(action_state_name(action->state)));
	member(j, "due", action->due);
	member(j, "since", action->since);
	member(j, "last_seen", action->last->call->date);
	member(j, "closed", action->closing ? action->closing->call->date : STR_EMPTY);
	member_number(j, "carried", action->carried);
	member_place(j, "calls_ago", ledger_calls_ago(l, action));
	member(j, "call", action->last->call->name);
	history(action, j);
	json_end(j, '}');
}

void ledger_json(const struct calls *calls, const struct ledger *l, const struct ledger_view *view, struct out *out)
{
	struct json_out j = { out, 0, true, false };
	json_begin(&j, '{');
	member_number(&j, "rollcall", 1);
	calls_json(calls, &j);
	json_key(&j, "actions");
	json_begin(&j, '[');
	for (size_t i = 0; i < ledger_count(l); i++)
		if (ledger_shows(view, ledger_action(l, i)))
			put_action(l, ledger_action(l, i), &j);
	json_end(&j, ']');
	calls_json_diagnostics(calls, &j);
	json_end(&j, '}');
	out_put(out, '\n');
}
