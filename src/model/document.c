#include "model/document.h"

#include "base/mem.h"

struct document *document_new(struct str source_name)
{
	struct arena arena = ARENA_INIT;
	struct document *doc = ARENA_NEW(&arena, struct document);
	doc->arena = arena;
	doc->bytes = (struct buf)BUF_INIT;
	doc->source_name = arena_str(&doc->arena, source_name);
	doc->source = doc->title = doc->call = doc->date = doc->language = STR_EMPTY;
	doc->diags.arena = &doc->arena;
	doc->root = block_new(doc, BLOCK_DOCUMENT, 1);
	return doc;
}

void document_free(struct document *doc)
{
	if (!doc)
		return;
	struct block_list *lists[] = { &doc->fields, &doc->topics, &doc->statements, &doc->actions, &doc->votes };
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		mem_free(lists[i]->items);
	buf_free(&doc->bytes);
	diag_free(&doc->diags);
	struct arena arena = doc->arena;
	arena_free(&arena);
}

/* Slices are never NULL, so every string of the union's member starts empty. */
static void init_strings(struct block *b)
{
	switch (b->type) {
	case BLOCK_FIELD: b->u.field.key = STR_EMPTY; break;
	case BLOCK_HEADING:
		b->u.heading.number = b->u.heading.id = b->u.heading.title = b->u.heading.uncovered = STR_EMPTY;
		b->u.heading.level = 1;
		b->u.heading.covered = true;
		break;
	case BLOCK_ITEM: b->u.item.marker = STR_EMPTY; break;
	case BLOCK_STATEMENT: b->u.statement.prefix = STR_EMPTY; break;
	case BLOCK_ACTION:
		b->u.action.keyword = b->u.action.id = b->u.action.anchor = b->u.action.state_text = b->u.action.due = b->u.action.since = STR_EMPTY;
		break;
	case BLOCK_DECISION: b->u.decision.keyword = b->u.decision.id = STR_EMPTY; break;
	case BLOCK_VOTE: b->u.vote.keyword = b->u.vote.outcome = b->u.vote.id = STR_EMPTY; break;
	case BLOCK_CODE: b->u.code.text = b->u.code.info = STR_EMPTY; break;
	case BLOCK_REFERENCE: b->u.reference.label = b->u.reference.url = STR_EMPTY; break;
	default: break;
	}
}

#define WITH(member) (offsetof(struct block, u) + sizeof((struct block *)0)->u.member)

static size_t size_of(enum block_type type)
{
	switch (type) {
	case BLOCK_FIELD: return WITH(field);
	case BLOCK_HEADING: return WITH(heading);
	case BLOCK_LIST: return WITH(list);
	case BLOCK_ITEM: return WITH(item);
	case BLOCK_ROLL: return WITH(roll);
	case BLOCK_STATEMENT: return WITH(statement);
	case BLOCK_ACTION: return WITH(action);
	case BLOCK_DECISION: return WITH(decision);
	case BLOCK_VOTE: return WITH(vote);
	case BLOCK_TABLE: return WITH(table);
	case BLOCK_ROW: return WITH(row);
	case BLOCK_CODE: return WITH(code);
	case BLOCK_REFERENCE: return WITH(reference);
	default: return offsetof(struct block, u);
	}
}

struct block *block_new(struct document *doc, enum block_type type, size_t line)
{
	struct block *b = arena_zero(&doc->arena, size_of(type));
	b->type = (uint8_t)type;
	b->line = (uint32_t)line;
	init_strings(b);
	return b;
}

void block_append(struct block *parent, struct block *child)
{
	child->parent = parent;
	child->next = NULL;
	child->prev = parent->last;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

void block_insert_after(struct block *place, struct block *added)
{
	added->parent = place->parent;
	added->prev = place;
	added->next = place->next;
	if (place->next)
		place->next->prev = added;
	else
		place->parent->last = added;
	place->next = added;
}

void block_prepend(struct block *parent, struct block *child)
{
	child->parent = parent;
	child->prev = NULL;
	child->next = parent->first;
	if (parent->first)
		parent->first->prev = child;
	else
		parent->last = child;
	parent->first = child;
}

void block_remove(struct block *block)
{
	struct block *parent = block->parent;
	if (block->prev)
		block->prev->next = block->next;
	else
		parent->first = block->next;
	if (block->next)
		block->next->prev = block->prev;
	else
		parent->last = block->prev;
	block->parent = block->prev = block->next = NULL;
}

void block_move_children(struct block *from, struct block *to)
{
	while (from->first) {
		struct block *child = from->first;
		from->first = child->next;
		block_append(to, child);
	}
	from->last = NULL;
}

bool block_may_hold(enum block_type parent, enum block_type child)
{
	switch (parent) {
	case BLOCK_DOCUMENT:
		return child != BLOCK_DOCUMENT && child != BLOCK_ITEM && child != BLOCK_ROW && child != BLOCK_CELL;
	case BLOCK_LIST:
		return child == BLOCK_ITEM;
	case BLOCK_TABLE:
		return child == BLOCK_ROW;
	case BLOCK_ROW:
		return child == BLOCK_CELL;
	case BLOCK_ITEM:
	case BLOCK_CELL:
		return child != BLOCK_DOCUMENT && child != BLOCK_HEADING && child != BLOCK_ITEM && child != BLOCK_ROW && child != BLOCK_CELL;
	case BLOCK_STATEMENT:
	case BLOCK_ACTION:
		return child == BLOCK_LIST || child == BLOCK_PARAGRAPH || child == BLOCK_CODE || child == BLOCK_QUOTE;
	case BLOCK_QUOTE:
		return child == BLOCK_PARAGRAPH || child == BLOCK_QUOTE;
	default:
		return false;
	}
}

struct block_iter block_iter(struct block *root)
{
	return (struct block_iter){ root, root, false, false };
}

bool block_next(struct block_iter *it)
{
	if (!it->started) {
		it->started = it->entering = true;
		return true;
	}
	if (it->entering) {
		if (it->block->first)
			it->block = it->block->first;
		else
			it->entering = false;
		return true;
	}
	if (it->block == it->root)
		return false;
	if (it->block->next) {
		it->block = it->block->next;
		it->entering = true;
	} else {
		it->block = it->block->parent;
	}
	return true;
}

void block_skip(struct block_iter *it)
{
	it->entering = false;
}

void block_list_add(struct block_list *list, struct block *block)
{
	VEC_ROOM(list->items, list->count, list->room);
	list->items[list->count++] = block;
}

struct inline_context *document_links(const struct document *doc, struct arena *arena)
{
	struct inline_context *context = inline_context_new(arena);
	for (const struct block *b = doc->root->first; b; b = b->next) {
		if (b->type == BLOCK_REFERENCE && b->u.reference.url.n)
			inline_define(context, b->u.reference.label, b->u.reference.url);
		else if (b->type == BLOCK_FIELD && str_eq_nocase(b->u.field.key, STR("Archive")) && b->text.count)
			inline_archive(context, b->text.spans[b->text.count > 1].text);
	}
	return context;
}

const char *block_type_name(enum block_type type)
{
	static const char *const names[BLOCK_TYPES] = {
		"document", "field", "heading", "paragraph", "list", "item", "roll", "statement", "action", "decision", "vote",
		"table", "row", "cell", "quote", "code", "reference", "rule",
	};
	return names[type];
}

const char *attendance_name(enum attendance status)
{
	static const char *const names[] = { "present", "partial", "absent", "expected" };
	return names[status];
}

bool vote_was_cast(const struct block *vote)
{
	return vote->u.vote.outcome.n || vote->u.vote.position_count;
}

bool heading_is_topic(const struct block *heading)
{
	return !heading->u.heading.of_roll && !heading->u.heading.of_day;
}

bool action_shows_since(const struct document *doc, const struct block *action)
{
	struct str since = action->u.action.since;
	return since.n && !action->u.action.since_told && !str_eq(since, doc->date);
}

const char *action_state_name(enum action_state state)
{
	static const char *const names[] = { "open", "done", "dropped" };
	return names[state];
}

const char *kind_name(enum kind kind)
{
	static const char *const names[] = { "notes", "agenda", "minutes", "agenda+minutes" };
	return names[kind];
}

const char *origin_name(enum origin origin)
{
	return origin == ORIGIN_AGENDA ? "agenda" : "minutes";
}

static const char *check_inlines(struct inlines text)
{
	uint8_t open[INLINE_DEPTH];
	size_t depth = 0;
	for (size_t i = 0; i < text.count; i++) {
		const struct span *s = &text.spans[i];
		if (s->type == SPAN_OPEN) {
			if (depth == INLINE_DEPTH)
				return "marks nested too deep";
			open[depth++] = s->mark;
		} else if (s->type == SPAN_CLOSE) {
			if (!depth || open[--depth] != s->mark)
				return "marks not balanced";
		} else if (s->type == SPAN_TEXT && s->text.n == 0) {
			return "empty text span";
		}
	}
	return depth ? "mark never closed" : NULL;
}

const char *document_check(const struct document *doc)
{
	size_t depth = 0;
	struct block_iter it = block_iter(doc->root);
	while (block_next(&it)) {
		const struct block *b = it.block;
		if (!it.entering) {
			depth--;
			continue;
		}
		if (++depth > BLOCK_DEPTH + 1)
			return "tree too deep";
		if (b->type >= BLOCK_TYPES)
			return "unknown block type";
		const char *wrong = check_inlines(b->text);
		if (wrong)
			return wrong;
		const struct block *last = NULL;
		size_t cells = 0;
		for (const struct block *c = b->first; c; c = c->next) {
			if (c->parent != b || c->prev != last)
				return "child with another parent or neighbour";
			if (!block_may_hold(b->type, c->type))
				return "child where it may not stand";
			last = c;
			cells++;
		}
		if (last != b->last)
			return "last child is not last";
		if (b->type == BLOCK_ROW && cells > b->parent->u.table.columns)
			return "row wider than its table";
		if (b->type == BLOCK_LIST && !b->first)
			return "list without items";
	}
	return check_inlines(doc->title_text);
}
