/* Cut actions, decisions and votes out of the text they stand in. */
#include <string.h>

#include "base/phrases.h"
#include "model/date.h"
#include "model/names.h"
#include "model/words.h"
#include "read/label.h"
#include "read/resolve.h"

static enum block_type type_of(enum keyword kind)
{
	return kind == KEYWORD_ACTION ? BLOCK_ACTION : kind == KEYWORD_VOTE ? BLOCK_VOTE : BLOCK_DECISION;
}

/* "open", "done", "dropped" as people write it; false for a word that says no state. */
static bool read_state(struct str word, enum action_state *state)
{
	static const struct { const char *begin; enum action_state state; } words[] = {
		{ "open", ACTION_OPEN }, { "new", ACTION_OPEN }, { "pending", ACTION_OPEN }, { "ongoing", ACTION_OPEN },
		{ "in progress", ACTION_OPEN }, { "in-progress", ACTION_OPEN }, { "wip", ACTION_OPEN }, { "carried", ACTION_OPEN }, { "carriedover", ACTION_OPEN }, { "inprogress", ACTION_OPEN },
		{ "started", ACTION_OPEN }, { "defer", ACTION_OPEN }, { "postponed", ACTION_OPEN }, { "todo", ACTION_OPEN },
		{ "done", ACTION_DONE }, { "closed", ACTION_DONE }, { "complete", ACTION_DONE }, { "finished", ACTION_DONE }, { "fixed", ACTION_DONE },
		{ "resolved", ACTION_DONE }, { "\xe2\x9c\x93", ACTION_DONE }, { "\xe2\x9c\x85", ACTION_DONE }, { "\xe2\x9c\x94", ACTION_DONE },
		{ "dropped", ACTION_DROPPED }, { "cancelled", ACTION_DROPPED }, { "canceled", ACTION_DROPPED }, { "abandoned", ACTION_DROPPED },
		{ "rejected", ACTION_DROPPED }, { "obsolete", ACTION_DROPPED }, { "\xe2\x9c\x97", ACTION_DROPPED }, { "\xe2\x9c\x98", ACTION_DROPPED },
	};
	word = str_trim(word);
	/* A state is written as it stands: with what may be a tag it is text. */
	if (str_find_char(word, '<', 0) != STR_NONE)
		return false;
	char first = word.n ? to_lower(*word.p) : '\0';
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (*words[i].begin != first)
			continue;
		struct str begin = str_of(words[i].begin);
		if (!str_starts_nocase(word, begin))
			continue;
		if (word.n > begin.n && is_alpha(word.p[begin.n]) && !str_eq_nocase(str_skip(word, begin.n), STR("d")) &&
		    !str_eq_nocase(str_skip(word, begin.n), STR("red")) && !is_space(word.p[begin.n]))
			continue;
		*state = words[i].state;
		return true;
	}
	return false;
}

/* "[Open] text", "[New]-A & B: text": cut the state off the begin. */
static bool state_before(struct str *text, struct str *written, enum action_state *state)
{
	if (!text->n || *text->p != '[')
		return false;
	size_t end = str_find_char(str_first(*text, 80), ']', 1);
	if (end == STR_NONE || !read_state(str_range(text->p + 1, text->p + end), state))
		return false;
	if (end + 1 < text->n && (text->p[end + 1] == '(' || text->p[end + 1] == '['))
		return false;     /* a link */
	*written = str_first(*text, end + 1);
	*text = str_trim(str_skip(*text, end + 1));
	while (text->n && (*text->p == '-' || *text->p == ':'))
		*text = str_trim_left(str_skip(*text, 1));
	return true;
}

/* "... - Done.", "... (done)", "... -- done", "... ✓", "... [DEFER - why]": cut the state off the end. */
static bool state_behind(struct str *text, struct str *written, enum action_state *state)
{
	struct str t = str_trim_right(*text);
	enum action_state told;      /* where it turns out to be none, state stays */
	size_t at = STR_NONE;
	if (t.n > 2 && (t.p[t.n - 1] == ')' || t.p[t.n - 1] == ']')) {
		char open = t.p[t.n - 1] == ')' ? '(' : '[';
		for (size_t i = t.n - 1; i-- > 0 && t.n - i < 80;)
			if (t.p[i] == open) {
				at = i;
				break;
			}
		if (at == STR_NONE)
			return false;
		struct str inside = str_range(t.p + at + 1, t.p + t.n - 1);
		if (str_starts(inside, STR("\xe2\x9c\x85")))
			inside = str_trim(str_skip(inside, 3));
		if (!inside.n || str_find_char(inside, t.p[t.n - 1], 0) != STR_NONE || !read_state(inside, &told) || (open == '(' && inside.n > 12))
			return false;
	} else {
		struct str end = t;
		while (end.n && (end.p[end.n - 1] == '.' || end.p[end.n - 1] == '!'))
			end.n--;
		at = end.n;
		while (at && !is_space(end.p[at - 1]))
			at--;
		if (at == 0 || !read_state(str_skip(end, at), &told))
			return false;
		bool sign = (unsigned char)end.p[at] >= 0x80;
		size_t dash = at;
		while (dash && (is_space(t.p[dash - 1]) || t.p[dash - 1] == '-'))
			dash--;
		if (dash && t.n - at <= 8 && str_find_char(str_range(t.p + dash, t.p + at), '-', 0) != STR_NONE)
			at = dash;
		else if (!sign)
			return false;
	}
	*written = str_trim(str_skip(t, at));
	*text = str_trim_right(str_first(t, at));
	*state = told;
	return text->n > 0;
}

static void add_owner(struct resolver *r, struct block *action, struct str owner)
{
	action->u.action.owners.items = ARENA_NEW(&r->doc->arena, struct mention);
	action->u.action.owners.items->label = owner;
	action->u.action.owners.items->name = STR_EMPTY;
	action->u.action.owners.count = 1;
	action->u.action.owner_written = true;
}

/* A state as written without what sets it off: "- Done." -> Done, "[In Progress]" -> In Progress. */
static struct str bare_state(struct str written)
{
	while (written.n && (is_space(*written.p) || str_find_char(STR("-[("), *written.p, 0) != STR_NONE))
		written = str_skip(written, 1);
	while (written.n && (is_space(written.p[written.n - 1]) || str_find_char(STR("])."), written.p[written.n - 1], 0) != STR_NONE))
		written.n--;
	return written;
}

/* "DONE: Mira did x", "CARRIEDOVER: Bo to do y": a state as a label in capitals. */
static bool state_label(struct str *text, struct str *written, enum action_state *state)
{
	size_t colon = str_find_char(str_first(*text, 24), ':', 0);
	struct str word = colon == STR_NONE ? STR_EMPTY : str_first(*text, colon);
	for (size_t i = 0; i < word.n; i++)
		if (!is_upper(word.p[i]) && word.p[i] != ' ' && word.p[i] != '-')
			return false;
	if (word.n < 3 || !read_state(word, state))
		return false;
	*written = word;
	*text = str_trim(str_skip(*text, colon + 1));
	return text->n > 0;
}

/* The words that the model has for a state say nothing more than the state; "open" is worth keeping, being the rule. */
static struct str kept_state(struct str written, enum action_state state)
{
	written = bare_state(written);
	return state != ACTION_OPEN && str_eq(written, str_of(action_state_name(state))) ? STR_EMPTY : written;
}

/* What a new block of a keyword says of itself. */
static void fill(struct resolver *r, struct block *b, const struct keyword_hit *hit)
{
	struct str text = hit->text, written = STR_EMPTY;
	enum action_state state = ACTION_OPEN;
	if (b->type == BLOCK_DECISION) {
		b->u.decision.keyword = hit->word;
	} else if (b->type == BLOCK_VOTE) {
		b->u.vote.keyword = hit->word;
	} else {
		b->u.action.keyword = hit->word;
		b->u.action.id = hit->id;
		b->u.action.id_written = hit->id.n > 0;
		if (hit->owner.n)
			add_owner(r, b, hit->owner);
		if (hit->state.n && read_state(hit->state, &state)) {
			written = str_range(hit->state.p - 1, hit->state.p + hit->state.n + 1);
			b->u.action.state = (uint8_t)state;
		} else if (state_before(&text, &written, &state) || (!r->strict && state_behind(&text, &written, &state))) {
			b->u.action.state = (uint8_t)state;
		}
		b->u.action.state_text = kept_state(written, state);
	}
	raw_set(r->doc, b, text);
}

static bool find(const struct resolver *r, struct str text, bool whole, struct keyword_hit *hit)
{
	if (r->strict || whole)
		return str_starts(text, STR("**")) == r->strict && keyword_at_begin(text, hit);
	return keyword_find(text, hit);
}

/* "Action", "Action item:": the caption of one action. */
static bool of_one(struct str title)
{
	while (title.n && (is_punct(title.p[title.n - 1]) || is_space(title.p[title.n - 1])))
		title.n--;
	return str_starts_nocase(title, STR("action")) && !str_ends(title, STR("s"));
}

/* "Summary of discussion" among actions: what stands below it are none. */
static bool other_caption(struct str title)
{
	static const char *const words[] = { "summary", "of", "the", "discussion", "discussions", "discussed", "notes", "minutes", "background", "agenda", NULL };
	struct str rest = title, word;
	while (str_word(&rest, &word)) {
		while (word.n && is_punct(word.p[word.n - 1]))
			word.n--;
		if (!word_in(word, words))
			return false;
	}
	return title.n > 0;
}

/* "none", or a link alone, which says nothing of what to do. */
static bool is_nothing(struct str text)
{
	static const char *const words[] = { "none", "none.", "n/a", "-", "no open actions", "nothing", "(none)", NULL };
	if (word_in(text, words))
		return true;
	struct label label;
	struct str said = label_find(text, &label) && label.text.n && name_shape(label.names) != NAME_NO ? label.text : text;
	while (said.n && (*said.p == '(' || *said.p == '<'))
		said = str_skip(said, 1);
	struct str rest = said, word;
	return (str_starts_nocase(said, STR("https://")) || str_starts_nocase(said, STR("http://"))) && str_word(&rest, &word) && !str_trim(rest).n;
}

static bool says_nothing(const struct keyword_hit *hit)
{
	return hit->kind == KEYWORD_ACTION && is_nothing(hit->text);
}

/* Cut every keyword of a block's text; new blocks stand behind it, or as first children of an item or cell. Returns what
 * stands in b's place: b, or the block that a paragraph became. */
static struct block *split_block(struct resolver *r, struct block *b)
{
	struct keyword_hit hit;
	struct str text = raw_text(b);
	bool holder = b->type == BLOCK_ITEM || b->type == BLOCK_CELL;
	struct block *place = holder ? NULL : b, *result = b;
	/* What rollcall's own Markdown marks is one, whatever it says. */
	if (!find(r, text, false, &hit) || (!r->strict && says_nothing(&hit)))
		return b;
	/* "[done] ACTION 2024-05.1: text": the state stands before. */
	struct str before = str_trim(str_first(text, hit.begin)), written = STR_EMPTY;
	enum action_state state = ACTION_OPEN;
	bool stated = hit.kind == KEYWORD_ACTION && !hit.state.n && state_before(&before, &written, &state) && !before.n;
	if (stated) {
		hit.state = str_range(written.p + 1, written.p + written.n - 1);
		hit.begin = 0;
	}
	bool replaces = hit.begin == 0 && b->type == BLOCK_PARAGRAPH;
	unsigned flags = raw_flags(b);
	if (!replaces)
		raw_set(r->doc, b, str_trim_right(str_first(text, hit.begin)));
	size_t line = b->line;
	const char *counted = text.p;
	for (bool more = true; more;) {
		struct keyword_hit next;
		for (; counted < hit.word.p; counted++)
			line += *counted == '\n';
		struct block *made = block_new(r->doc, type_of(hit.kind), line);
		made->origin = b->origin;
		more = !r->strict && keyword_find_inside(hit.text, &next) && !says_nothing(&next) &&
			!(hit.kind == KEYWORD_ACTION && is_nothing(str_trim_right(str_first(hit.text, next.begin))));
		if (more)
			hit.text = str_trim_right(str_first(hit.text, next.begin));
		if (hit.linked)
			hit.text = arena_join(&r->doc->arena, STR("["), hit.text, STR_EMPTY);
		fill(r, made, &hit);
		raw_flag(made, flags);
		if (place)
			block_insert_after(place, made);
		else
			block_prepend(b, made);
		if (replaces) {
			block_remove(b);
			result = made;
		}
		/* A keyword alone on its line: the next line is what it says, or a text that says who is to do what. */
		struct block *next_block = made->next;
		if (!more && !raw_text(made).n && next_block && next_block->type == BLOCK_PARAGRAPH && hit.kind != KEYWORD_PASSED && !r->strict &&
		    (raw_flags(next_block) & RAW_JOINED || (hit.kind == KEYWORD_ACTION && names_owner(r, raw_text(next_block))))) {
			hit.text = raw_text(next_block);
			fill(r, made, &hit);
			block_remove(next_block);
		}
		place = made;
		replaces = false;
		if (more)
			hit = next;
	}
	return result;
}

/* What a caption says of the list below it. */
enum caption {
	CAPTION_NONE,
	CAPTION_ACTIONS,     /* each item is an action */
	CAPTION_STEPS        /* an item is one where it names its owner: below "Next steps" stands other text, too */
};

/* "Action items", "Open actions", "Summary of action items from last week": every other word is one of these. */
static enum caption actions_caption(struct str title, enum action_state *state)
{
	static const char *const others[] = {
		"items", "item", "open", "closed", "from", "last", "meeting", "meetings", "week", "month", "update", "updates", "summary", "of", "review", "new", "old",
		"outstanding", "previous", "the", "register", "points", "point", "done", "completed", "pending", "list", "call", "calls", "status", "our", "past", "and",
		"follow-up", "follow-ups", "followup", "todo", "carried", "over", "this", "most", "recent", "next", "steps", "key", "assigned", "today", "minutes", "not", "covered", "plan", "plans", "follow", "up",
		"on", "for", "recap", "one", "two", "three", "four", "five", "several", "some", NULL,
	};
	static const char *const steps[] = {
		"next steps", "next step", "takeaways", "key takeaways", "follow-up", "follow-ups", "followup", "followups", "follow up", "follow ups", "tasks", "assignments", NULL,
	};
	struct str word, rest = title;
	bool action = false;
	*state = ACTION_OPEN;
	while (title.n && (is_punct(title.p[title.n - 1]) || is_space(title.p[title.n - 1])))
		title.n--;
	if (!title.n || title.n > 60)
		return CAPTION_NONE;
	if (word_in(title, steps))
		return CAPTION_STEPS;
	/* Most texts are no caption: a quick look, before every word is judged. */
	static struct phrases hints = PHRASES("action", "ais", "todos");
	if (!phrases_in(&hints, title))
		return CAPTION_NONE;
	while (str_word(&rest, &word)) {
		while (word.n && is_punct(word.p[word.n - 1]))
			word.n--;
		while (word.n && is_punct(*word.p))
			word = str_skip(word, 1);
		if (str_ends(word, STR("'s")))
			word.n -= 2;
		else if (str_ends(word, STR("\xe2\x80\x99s")))
			word.n -= 4;
		bool ok = !word.n || is_digit(*word.p) || word_in(word, others);
		if (word_in(word, (const char *const[]){ "action", "actions", "ais", "todos", NULL }))
			action = ok = true;
		if (!ok)
			return CAPTION_NONE;
		if (word_in(word, (const char *const[]){ "closed", "done", "completed", NULL }))
			*state = ACTION_DONE;
	}
	return action ? CAPTION_ACTIONS : CAPTION_NONE;
}

/* An action that its place makes one, out of a text of b, which may tell another state than that of its section. */
static struct block *listed_action(struct resolver *r, const struct block *b, struct str text, size_t line, enum action_state state)
{
	struct str written = STR_EMPTY;
	struct block *action = block_new(r->doc, BLOCK_ACTION, line);
	action->origin = b->origin;
	if (!state_before(&text, &written, &state) && !state_label(&text, &written, &state))
		state_behind(&text, &written, &state);
	if (b->type == BLOCK_ITEM && b->u.item.check == CHECK_TICKED)
		state = ACTION_DONE;
	action->u.action.state = (uint8_t)state;
	action->u.action.state_text = kept_state(written, state);
	action->u.action.keyword = STR("ACTION");
	action->u.action.listed = true;
	raw_set(r->doc, action, text);
	return action;
}

static void action_from_item(struct resolver *r, struct block *item, enum action_state state, struct str since)
{
	struct block *action = listed_action(r, item, raw_text(item), item->line, state);
	action->u.action.since = since;
	raw_set(r->doc, item, STR_EMPTY);
	block_prepend(item, action);
}

/* Keyword actions in the lists below an item have the state of their section. */
static void actions_nested(struct resolver *r, struct block *item, enum action_state state, size_t depth)
{
	for (struct block *b = item->first; b && depth < 8; b = b->next) {
		if (b->type != BLOCK_LIST)
			continue;
		for (struct block *below = b->first; below; below = below->next) {
			split_block(r, below);
			if (state != ACTION_OPEN && below->first && below->first->type == BLOCK_ACTION && !below->first->u.action.state_text.n)
				below->first->u.action.state = (uint8_t)state;
			actions_nested(r, below, state, depth + 1);
		}
	}
}

/* Does an item of the lists below it name its owner? */
static bool owned_below(struct resolver *r, const struct block *item)
{
	for (const struct block *b = item->first; b; b = b->next)
		for (const struct block *below = b->type == BLOCK_LIST ? b->first : NULL; below; below = below->next)
			if (names_owner(r, raw_text(below)))
				return true;
	return false;
}

/* Do most items of the list name their owners? Then the others are actions, too. */
static bool mostly_owned(struct resolver *r, const struct block *list)
{
	size_t owned = 0, items = 0;
	for (const struct block *item = list->first; item; item = item->next, items++)
		owned += names_owner(r, raw_text(item));
	return owned > 1 && 3 * owned > 2 * items;
}

/* "Mira Okafor" over a list of what she is to do. */
static void actions_of_owner(struct resolver *r, struct block *item, enum action_state state, struct str since)
{
	struct str owner = block_text(r, item);
	while (owner.n && (owner.p[owner.n - 1] == ':' || is_space(owner.p[owner.n - 1])))
		owner.n--;
	for (struct block *b = item->first; b; b = b->next)
		for (struct block *below = b->type == BLOCK_LIST ? b->first : NULL; below; below = below->next)
			if (raw_text(below).n && !is_nothing(raw_text(below))) {
				action_from_item(r, below, state, since);
				add_owner(r, below->first, owner);
			}
}

struct actions {
	enum caption caption;
	enum action_state state;
	struct str since;        /* of the date that groups them, or empty */
};

/* The items of a list under a caption of actions. A date as an item groups those below it, and so does a title over
 * items that name their owners. */
static void actions_list(struct resolver *r, struct block *list, struct actions a, size_t depth)
{
	enum { DEEPEST = 4 };
	bool steps = a.caption == CAPTION_STEPS;
	if (steps && mostly_owned(r, list))
		a.caption = CAPTION_ACTIONS;
	for (struct block *item = list->first; item; item = item->next) {
		struct date_hit date;
		struct actions below = a;
		split_block(r, item);
		actions_nested(r, item, a.state, 0);
		struct str text = raw_text(item);
		if (item->first && item->first->type == BLOCK_ACTION) {
			if (a.state != ACTION_OPEN && !item->first->u.action.state_text.n)
				item->first->u.action.state = (uint8_t)a.state;
			continue;
		}
		if (!text.n || is_nothing(text))
			continue;
		struct str bare = text, written;
		enum action_state own;
		if (!state_before(&bare, &written, &own))
			bare = text;
		bool dated = date_is(text, &date), owned = !dated && names_owner(r, bare), group = false;
		if (dated)
			below.since = date_iso(&r->doc->arena, &date);
		else if (item->first && !owned && is_owner(r, block_text(r, item)))
			actions_of_owner(r, item, a.state, a.since);
		else if (!owned && (a.caption == CAPTION_STEPS || owned_below(r, item)))
			group = true;
		else
			action_from_item(r, item, a.state, a.since);
		if (group || steps)
			below.caption = CAPTION_STEPS;
		if ((dated || group || (steps && !depth)) && depth < DEEPEST)
			for (struct block *b = item->first; b; b = b->next)
				if (b->type == BLOCK_LIST)
					actions_list(r, b, below, depth + 1);
	}
}

/* Lines of a paragraph behind a caption of actions, or behind an action that stood there, which it may go on to assign: each is an action where all name their owners,
 * else the whole is where it names one or the caption, being of one action, is right above. Returns what stands in its
 * place. */
static struct block *actions_told(struct resolver *r, struct block *paragraph, bool single, enum action_state state)
{
	struct str text = raw_text(paragraph), rest = text, line;
	bool each = true;
	if (paragraph->prev->type == BLOCK_ACTION && assigns(text)) {
		struct block *action = paragraph->prev;
		raw_set(r->doc, action, arena_join(&r->doc->arena, raw_text(action), STR("\n"), text));
		block_remove(paragraph);
		return action;
	}
	for (; each && str_split(&rest, '\n', &line);)
		each = names_owner(r, str_trim(line));
	if (!each && !names_owner(r, text) && (!single || is_nothing(text)))
		return paragraph;
	struct block *place = paragraph;
	for (rest = text; rest.n;) {
		if (!each)
			line = rest, rest = STR_EMPTY;
		else
			str_split(&rest, '\n', &line);
		struct block *action = listed_action(r, paragraph, str_trim(line), raw_line(r->doc, paragraph, line), state);
		block_insert_after(place, action);
		place = action;
	}
	block_remove(paragraph);
	return place;
}

static void actions_below(struct resolver *r, struct block *b, enum caption caption, enum action_state state)
{
	if (b->type == BLOCK_LIST)
		actions_list(r, b, (struct actions){ caption, state, STR_EMPTY }, 0);
	else if (b->type == BLOCK_ACTION && state != ACTION_OPEN && !b->u.action.state_text.n)
		b->u.action.state = (uint8_t)state;
}

/* "--> do x (mira)": an arrow before it and its owner behind it. */
static bool arrow_item(const struct resolver *r, const struct block *item)
{
	struct str text = raw_text(item);
	const char *p = text.p, *begin = r->doc->source.p;
	if (r->strict || text.n < 4 || p <= begin || p > begin + r->doc->source.n)
		return false;
	while (p > begin && p[-1] == ' ')
		p--;
	if (p - begin < 3 || memcmp(p - 3, "-->", 3) != 0)
		return false;
	struct str line = str_trim_right(str_first(text, str_find_char(text, '\n', 0)));
	size_t open = line.n && line.p[line.n - 1] == ')' ? line.n : 0;
	while (open && line.p[open - 1] != '(')
		open--;
	struct str names = open ? str_range(line.p + open, line.p + line.n - 1) : STR_EMPTY;
	return names.n && names.n < 40 && str_find_char(names, ' ', 0) == STR_NONE;
}

/* Where the notes list their actions. */
struct listing {
	bool heading;       /* below a heading of its own */
	bool anywhere;      /* or below a paragraph or an item */
};

static struct listing lists_actions(struct resolver *r)
{
	struct block_iter it = block_iter(r->doc->root);
	struct listing lists = { false, false };
	enum action_state state;
	while (block_next(&it)) {
		struct block *b = it.block;
		if (!it.entering || !raw_is(b) || (b->type != BLOCK_HEADING && b->type != BLOCK_PARAGRAPH && b->type != BLOCK_ITEM))
			continue;
		struct str text = raw_text(b);
		if (text.n > 80 || str_find_nocase(text, STR("action"), 0) == STR_NONE ||
		    actions_caption(without_signs(plain_text(r, text)), &state) != CAPTION_ACTIONS)
			continue;
		lists.anywhere = true;
		lists.heading |= b->type == BLOCK_HEADING;
	}
	return lists;
}

/* One sentence alone, of one line or two? */
static bool is_sentence(struct str text)
{
	return text.n <= 200 && str_find(text, STR(". "), 0) == STR_NONE && str_find(text, STR(".\n"), 0) == STR_NONE;
}

/* "Mira to do x." as a paragraph of its own: the action that stands in its place. */
static struct block *told_action(struct resolver *r, struct block *paragraph)
{
	struct block *action = listed_action(r, paragraph, raw_text(paragraph), paragraph->line, ACTION_OPEN);
	block_insert_after(paragraph, action);
	block_remove(paragraph);
	return action;
}

/* "[Open] text" as a list item anywhere, "Mira to do x" where told is true. */
static void stated_item(struct resolver *r, struct block *item, bool told)
{
	struct str text = raw_text(item), written;
	enum action_state state = ACTION_OPEN;
	bool stated = state_before(&text, &written, &state) && text.n;
	/* "[New] text" may say so of anything. */
	if (stated && str_starts_nocase(written, STR("[new")))
		stated = names_owner(r, text);
	if (stated || arrow_item(r, item) || (told && gives_duty(r, plain_text(r, text))))
		action_from_item(r, item, state, STR_EMPTY);
}

void split_keywords(struct resolver *r)
{
	struct block_iter it = block_iter(r->doc->root);
	struct block *const root = r->doc->root;
	enum action_state state = ACTION_OPEN, state_here;
	enum caption section = CAPTION_NONE, here;
	bool single = false;
	const struct listing lists = r->strict ? (struct listing){ true, true } : lists_actions(r);
	while (block_next(&it)) {
		struct block *b = it.block;
		if (!it.entering)
			continue;
		/* The head of a column is no action. */
		if (b->type == BLOCK_QUOTE || (b->type == BLOCK_ROW && b->u.row.header)) {
			block_skip(&it);
			continue;
		}
		if (b->type == BLOCK_HEADING) {
			struct str title = without_signs(block_text(r, b));
			section = r->strict ? CAPTION_NONE : actions_caption(title, &state);
			single = of_one(title);
		}
		if (b->type == BLOCK_RULE && b->prev && b->prev->type != BLOCK_HEADING)
			section = CAPTION_NONE;
		if (!raw_is(b) || (b->type != BLOCK_PARAGRAPH && b->type != BLOCK_ITEM && b->type != BLOCK_CELL)) {
			if (section && b->parent == root)
				actions_below(r, b, section, state);
			continue;
		}
		struct str text = raw_text(b);
		if (!r->strict && text.n <= 80 && (here = actions_caption(block_text(r, b), &state_here))) {
			struct block *list = b->type == BLOCK_PARAGRAPH ? b->next : b->first;
			struct keyword_hit hit;
			if (b->type == BLOCK_PARAGRAPH && list && list->type == BLOCK_PARAGRAPH && raw_is(list) && here == CAPTION_ACTIONS && !find(r, text, false, &hit)) {
				split_block(r, list);
				if (b->next == list)
					actions_told(r, list, of_one(block_text(r, b)), state_here);
				continue;
			}
			/* "Review actions" as an item of an agenda, or where they have a heading: below it stands other text, too. */
			if (b->type == BLOCK_ITEM && here == CAPTION_ACTIONS && (lists.heading || str_starts_nocase(plain_text(r, text), STR("review"))))
				here = CAPTION_STEPS;
			if (list && list->type == BLOCK_LIST) {
				actions_below(r, list, here, state_here);
				continue;
			}
		}
		if (section && text.n <= 40 && other_caption(block_text(r, b)))
			section = CAPTION_NONE;
		b = it.block = split_block(r, b);
		if (section == CAPTION_ACTIONS && b->type == BLOCK_PARAGRAPH && b->parent == root && b->prev &&
		    (b->prev->type == BLOCK_HEADING || (b->prev->type == BLOCK_ACTION && b->prev->u.action.listed)))
			b = it.block = actions_told(r, b, single && b->prev->type == BLOCK_HEADING, state);
		if (b->type == BLOCK_ITEM && !r->strict)
			stated_item(r, b, !lists.anywhere);
		else if (b->type == BLOCK_PARAGRAPH && b->parent == root && raw_is(b) && !lists.anywhere && is_sentence(raw_text(b)) && gives_duty(r, plain_text(r, raw_text(b))))
			b = it.block = told_action(r, b);
		if (section && b->parent == root)
			actions_below(r, b, section, state);
	}
}
