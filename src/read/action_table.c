/* Tables of actions: a row an action, with whose it is, its term and its state in columns of their own. */
#include "model/date.h"
#include "model/words.h"
#include "read/action_state.h"
#include "read/label.h"
#include "read/resolve.h"

struct columns {
	size_t what, who, when, status;      /* SIZE_MAX where there is none */
	bool named;                          /* the head of the first says that it holds actions */
};

static struct columns read_head(struct resolver *r, const struct block *table)
{
	static const char *const actions[] = { "action", "actions", "action item", "action items", "task", "tasks", "todo", "to do", NULL };
	static const char *const whats[] = { "what", "description", "item", NULL };
	static const char *const whos[] = {
		"owner", "owners", "owner(s)", "action owner", "who", "by whom", "assignee", "assignees", "assigned to", "responsible", "responsible person", "lead", NULL,
	};
	static const char *const whens[] = { "due", "due date", "due by", "deadline", "when", "by when", "target date", "eta", NULL };
	static const char *const states[] = { "status", "state", "done", "done?", "progress", NULL };
	struct columns c = { SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX, false };
	size_t i = 0;
	if (table->u.table.kind != TABLE_PLAIN || !table->first || !table->first->u.row.header)
		return c;
	for (const struct block *cell = table->first->first; cell; cell = cell->next, i++) {
		struct str head = block_text(r, cell);
		bool action = word_in(head, actions);
		if ((action && !c.named) || (c.what == SIZE_MAX && word_in(head, whats))) {
			c.what = i;
			c.named = action;
		} else if (c.who == SIZE_MAX && word_in(head, whos)) {
			c.who = i;
		} else if (c.when == SIZE_MAX && word_in(head, whens)) {
			c.when = i;
		} else if (c.status == SIZE_MAX && word_in(head, states)) {
			c.status = i;
		}
	}
	return c;
}

static struct block *cell_at(const struct block *row, size_t column)
{
	struct block *cell = column == SIZE_MAX ? NULL : row->first;
	for (; cell && column; column--)
		cell = cell->next;
	return cell;
}

static struct str text_at(struct resolver *r, const struct block *row, size_t column)
{
	const struct block *cell = cell_at(row, column);
	return cell ? block_text(r, cell) : STR_EMPTY;
}

/* What the cell of its state says; kept as it is written where the brackets of an action's head can hold it. */
static void take_state(struct block *action, struct str told)
{
	enum { LONGEST = 24 };
	enum action_state state;
	if (!told.n || !state_read(told, &state))
		return;
	bool fits = told.n <= LONGEST;
	for (size_t i = 0; i < told.n; i++)
		fits &= str_find_char(STR("[]()|*_`\\<"), told.p[i], 0) == STR_NONE;
	action->u.action.state = (uint8_t)state;
	action->u.action.state_text = fits ? state_kept(told, state) : STR_EMPTY;
}

void actions_table(struct resolver *r, struct block *table, bool section)
{
	enum { LONGEST_OWNER = 60 };
	struct columns c = read_head(r, table);
	if (c.what == SIZE_MAX || c.who == SIZE_MAX || !(c.named || section))
		return;
	for (struct block *row = table->first->next; row; row = row->next) {
		struct block *cell = cell_at(row, c.what);
		struct keyword_hit hit;
		if (!cell || !raw_text(cell).n || action_says_nothing(raw_text(cell)) || keyword_find(raw_text(cell), &hit))
			continue;
		action_from(r, cell, ACTION_OPEN);
		struct block *action = cell->first;
		struct str owner = text_at(r, row, c.who);
		owner = str_trim(str_first(owner, str_find(owner, STR(" ("), 0)));
		if (owner.n && owner.n <= LONGEST_OWNER && all_may_own(r, owner))
			action_owner(r, action, owner);
		if (!action->u.action.state_text.n && action->u.action.state == ACTION_OPEN)
			take_state(action, text_at(r, row, c.status));
	}
}

struct str term_in_table(struct resolver *r, const struct block *action)
{
	const struct block *cell = action->parent;
	if (cell->type != BLOCK_CELL)
		return STR_EMPTY;
	struct columns c = read_head(r, cell->parent->parent);
	struct date_hit hit;
	bool told = c.what != SIZE_MAX && c.who != SIZE_MAX && date_is(text_at(r, cell->parent, c.when), &hit);
	return told && hit.possible && hit.year ? date_iso(&r->doc->arena, &hit) : STR_EMPTY;
}
