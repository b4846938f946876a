/* Cut actions, decisions and votes out of the text they stand in. */
#include <string.h>

#include "model/date.h"
#include "model/names.h"
#include "model/words.h"
#include "read/action_state.h"
#include "read/caption.h"
#include "read/label.h"
#include "read/resolve.h"

static enum block_type type_of(enum keyword kind)
{
	return kind == KEYWORD_ACTION ? BLOCK_ACTION : kind == KEYWORD_VOTE ? BLOCK_VOTE : BLOCK_DECISION;
}

void action_owner(struct resolver *r, struct block *action, struct str owner)
{
	action->u.action.owners.items = ARENA_NEW(&r->doc->arena, struct mention);
	action->u.action.owners.items->label = owner;
	action->u.action.owners.items->name = STR_EMPTY;
	action->u.action.owners.count = 1;
	action->u.action.owner_written = true;
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
			action_owner(r, b, hit->owner);
		if (hit->state.n && state_read(hit->state, &state)) {
			written = str_range(hit->state.p - 1, hit->state.p + hit->state.n + 1);
			b->u.action.state = (uint8_t)state;
		} else {
			/* "AI: + text": the bullet of an item that the keyword makes an action. */
			if (!r->strict && str_starts(text, STR("+ ")))
				text = str_trim(str_skip(text, 2));
			/* What is in the brackets of "ACTION [2]: text" but no state is text. */
			if (hit->state.n)
				text = arena_join(&r->doc->arena, arena_join(&r->doc->arena, STR("["), hit->state, STR("]")), STR(" "), text);
			if (state_before(&text, &written, &state) ||
			    (!r->strict && (state_behind(&text, &written, &state) || state_closes_below(text, &state))))
				b->u.action.state = (uint8_t)state;
		}
		b->u.action.state_text = state_kept(written, state);
	}
	raw_set(r->doc, b, text);
}

/* "<mira> [ACTION] tom to do x": a command to a bot, which takes nicks for owners. */
static bool is_command(struct str text, const struct keyword_hit *hit)
{
	return hit->kind == KEYWORD_ACTION && hit->begin > 1 && text.p[hit->begin] == '[' && text.p[hit->begin - 2] == '>';
}

static bool is_required(struct str word)
{
	return str_eq(word, STR("AR"));
}

/* A weak keyword and what gives it its weight. */
static bool find_weak(struct resolver *r, struct str text, struct keyword_hit *hit)
{
	if (!keyword_weak(text, hit))
		return false;
	bool required = is_required(hit->word);
	return hit->id.n || (required && r->action_required) || (hit->owner.n && (r->strict || is_owner(r, hit->owner))) ||
		(!hit->owner.n && gives_task(r, hit->text, required));
}

static bool find(struct resolver *r, struct str text, struct keyword_hit *hit)
{
	if (r->strict)
		return str_starts(text, STR("**")) && (keyword_at_begin(text, hit) || find_weak(r, text, hit));
	return keyword_find(text, hit) || find_weak(r, text, hit);
}

/* Does "AR:" somewhere begin an action, there being nobody of these initials? Then it does everywhere. */
static bool requires_actions(struct resolver *r)
{
	struct block_iter it = block_iter(r->doc->root);
	struct keyword_hit hit;
	bool person = people_find(r->people, STR("AR")).found != PEOPLE_NONE;
	while (!person && block_next(&it)) {
		struct str text = it.entering && raw_is(it.block) ? raw_text(it.block) : STR_EMPTY;
		if (str_starts(text, STR("AR")) || str_starts(text, STR("**AR")))
			if (find_weak(r, text, &hit) && is_required(hit.word))
				return true;
	}
	return false;
}

/* "none", or a link alone, which says nothing of what to do. */
bool action_says_nothing(struct str text)
{
	enum { SHORT = 40 };
	static const char *const words[] = { "none", "none.", "n/a", "-", "no open actions", "nothing", "(none)", "yes", "no", NULL };
	bool absent = str_starts_nocase(text, STR("none ")) || str_starts_nocase(text, STR("none,")) ||
		(str_starts_nocase(text, STR("no ")) && str_find_nocase(text, STR("action"), 0) != STR_NONE);
	if (word_in(text, words) || (absent && text.n <= SHORT))
		return true;
	enum action_state state;
	if (state_is_sign(text, &state))
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
	return hit->kind == KEYWORD_ACTION && action_says_nothing(hit->text);
}

/* "... (@mira:example.org, 14:11:34)": a bot's note of who gave the command when; where it begins, or STR_NONE. */
static size_t find_stamp(struct str text)
{
	enum { LONGEST = 80 };
	struct str t = str_trim_right(text), clock = t.n > 11 ? str_skip(t, t.n - 11) : STR_EMPTY;
	static const char shape[] = ", dd:dd:dd)";
	for (size_t i = 0; i < sizeof shape - 1; i++)
		if (!clock.n || !(shape[i] == 'd' ? is_digit(clock.p[i]) : clock.p[i] == shape[i]))
			return STR_NONE;
	size_t open = t.n - clock.n;
	while (open && t.n - open < LONGEST && !is_space(t.p[open - 1]) && t.p[open - 1] != '(')
		open--;
	bool opens = open > 1 && t.p[open - 1] == '(' && open < t.n - clock.n && is_space(t.p[open - 2]);
	return opens ? open - 1 : STR_NONE;
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
	if (!find(r, text, &hit) || (!r->strict && says_nothing(&hit)))
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
	bool command = is_command(text, &hit);
	for (bool more = true; more;) {
		struct keyword_hit next;
		for (; counted < hit.word.p; counted++)
			line += *counted == '\n';
		struct block *made = block_new(r->doc, type_of(hit.kind), line);
		made->origin = b->origin;
		more = !r->strict && keyword_find_inside(hit.text, &next) && !says_nothing(&next) &&
			!(hit.kind == KEYWORD_ACTION && action_says_nothing(str_trim_right(str_first(hit.text, next.begin))));
		if (more)
			hit.text = str_trim_right(str_first(hit.text, next.begin));
		if (hit.linked)
			hit.text = arena_join(&r->doc->arena, STR("["), hit.text, STR_EMPTY);
		size_t stamp = r->strict || hit.kind == KEYWORD_VOTE ? STR_NONE : find_stamp(hit.text);
		struct str noted = stamp == STR_NONE ? STR_EMPTY : str_trim(str_skip(hit.text, stamp));
		hit.text = str_trim_right(str_first(hit.text, stamp));
		fill(r, made, &hit);
		if (made->type == BLOCK_ACTION)
			made->u.action.listed = command;
		command = false;
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
		/* Who noted it stands below it, being no part of what is to be done. */
		if (noted.n) {
			place = raw_block(r->doc, BLOCK_PARAGRAPH, line, noted);
			place->origin = made->origin;
			block_insert_after(made, place);
		}
		replaces = false;
		if (more)
			hit = next;
	}
	return result;
}

/* "✓" on a line of its own right above the action whose state it tells. */
static void take_sign(struct block *action)
{
	enum action_state state;
	struct block *above = action->prev;
	if (action->u.action.state_text.n || !(raw_flags(action) & RAW_JOINED) || !above || above->type != BLOCK_PARAGRAPH || !state_is_sign(raw_text(above), &state))
		return;
	action->u.action.state = (uint8_t)state;
	action->u.action.state_text = state_kept(raw_text(above), state);
	block_remove(above);
}

/* What is said in a text below an action: "Mira: done" -> done */
static struct str said_below(struct resolver *r, struct str text)
{
	struct label label;
	return label_find(text, &label) && label.text.n && is_known(r, label.names) ? label.text : text;
}

/* "done, will send it" below an action. */
static void read_below(struct resolver *r, struct block *item)
{
	enum action_state state;
	struct block *action = item->first;
	if (r->strict || !action || action->type != BLOCK_ACTION || action->u.action.state_text.n || action->u.action.state != ACTION_OPEN)
		return;
	for (const struct block *b = action->next; b; b = b->next)
		for (const struct block *below = b->type == BLOCK_LIST ? b->first : b; below; below = b->type == BLOCK_LIST ? below->next : NULL)
			if (state_closes(said_below(r, raw_text(below)), &state))
				action->u.action.state = (uint8_t)state;
}

/* An action that its place makes one, out of a text of b, which may tell another state than that of its section. */
static struct block *listed_action(struct resolver *r, const struct block *b, struct str text, size_t line, enum action_state state)
{
	struct str written = STR_EMPTY;
	struct block *action = block_new(r->doc, BLOCK_ACTION, line);
	action->origin = b->origin;
	if (!state_before(&text, &written, &state) && !state_ahead(&text, &written, &state) && !state_behind(&text, &written, &state))
		state_closes_below(text, &state);
	if (b->type == BLOCK_ITEM && b->u.item.check == CHECK_TICKED)
		state = ACTION_DONE;
	action->u.action.state = (uint8_t)state;
	action->u.action.state_text = state_kept(written, state);
	action->u.action.keyword = STR("ACTION");
	action->u.action.listed = true;
	raw_set(r->doc, action, text);
	return action;
}

void action_from(struct resolver *r, struct block *holder, enum action_state state)
{
	struct block *action = listed_action(r, holder, raw_text(holder), holder->line, state);
	raw_set(r->doc, holder, STR_EMPTY);
	block_prepend(holder, action);
}

static void action_from_item(struct resolver *r, struct block *item, enum action_state state, struct str since)
{
	action_from(r, item, state);
	item->first->u.action.since = since;
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
			if (names_owner(r, raw_text(below)) && !assigns(block_text(r, below)))
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

/* The items of a list below somebody's name, "Mira Okafor:", are what she is to do. */
static void actions_of_owner(struct resolver *r, struct block *list, struct str owner, enum action_state state, struct str since)
{
	while (owner.n && (owner.p[owner.n - 1] == ':' || is_space(owner.p[owner.n - 1])))
		owner.n--;
	for (struct block *item = list->first; item; item = item->next)
		if (raw_text(item).n && !action_says_nothing(raw_text(item))) {
			action_from_item(r, item, state, since);
			action_owner(r, item->first, owner);
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
		if (!text.n || action_says_nothing(text))
			continue;
		struct str bare = text, written;
		enum action_state own;
		if (!state_before(&bare, &written, &own))
			bare = text;
		bool dated = date_is(text, &date), owned = !dated && names_owner(r, bare), group = false;
		if (dated)
			below.since = date_iso(&r->doc->arena, &date);
		else if (item->first && !owned && is_owner(r, block_text(r, item)))
			for (struct block *b = item->first; b; b = b->next) {
				if (b->type == BLOCK_LIST)
					actions_of_owner(r, b, block_text(r, item), a.state, a.since);
			}
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
	if (!each && !names_owner(r, text) && (!single || action_says_nothing(text)))
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

/* The paragraph below a paragraph that is a caption of actions, and what stands on the next lines: actions, and names over
 * lists of what is theirs. */
static void lines_below(struct resolver *r, struct block *caption, enum action_state state)
{
	bool single = caption_of_one(block_text(r, caption));
	for (struct block *b = caption->next; b && b->type == BLOCK_PARAGRAPH && raw_is(b); b = b->next) {
		if (b != caption->next && !(raw_flags(b) & RAW_JOINED))
			break;
		if (b->next && b->next->type == BLOCK_LIST && is_known(r, block_text(r, b))) {
			actions_of_owner(r, b->next, block_text(r, b), state, STR_EMPTY);
			b = b->next;
			continue;
		}
		b = split_block(r, b);
		if (b->type == BLOCK_ACTION)
			take_sign(b);
		else
			b = actions_told(r, b, single && b == caption->next, state);
	}
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
	struct str owner = STR_EMPTY;        /* whose name stands below the caption of the section */
	size_t level = 0;
	bool single = false;
	r->action_required = requires_actions(r);
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
			bool empty = owner.n || (b->prev && b->prev->type == BLOCK_HEADING);     /* no action stands below the caption itself */
			bool below = section == CAPTION_ACTIONS && (b->u.heading.level > level || empty) && is_known(r, title);
			owner = below ? title : STR_EMPTY;
			if (!below) {
				section = r->strict ? CAPTION_NONE : actions_caption(title, &state);
				single = caption_of_one(title);
				level = b->u.heading.level;
			}
		}
		if (b->type == BLOCK_RULE && b->prev && b->prev->type != BLOCK_HEADING)
			section = CAPTION_NONE;
		if (!raw_is(b) || (b->type != BLOCK_PARAGRAPH && b->type != BLOCK_ITEM && b->type != BLOCK_CELL)) {
			if (b->type == BLOCK_TABLE && !r->strict)
				actions_table(r, b, section != CAPTION_NONE);
			if (section && owner.n && b->type == BLOCK_LIST && b->parent == root)
				actions_of_owner(r, b, owner, state, STR_EMPTY);
			else if (section && b->parent == root)
				actions_below(r, b, section, state);
			continue;
		}
		/* "Mira:" over a list */
		if (section == CAPTION_ACTIONS && b->type == BLOCK_PARAGRAPH && b->parent == root)
			owner = b->next && b->next->type == BLOCK_LIST && is_known(r, block_text(r, b)) ? block_text(r, b) : STR_EMPTY;
		struct str text = raw_text(b);
		if (!r->strict && text.n <= 80 && (here = actions_caption(block_text(r, b), &state_here))) {
			struct block *list = b->type == BLOCK_PARAGRAPH ? b->next : b->first;
			struct keyword_hit hit;
			if (b->type == BLOCK_PARAGRAPH && list && list->type == BLOCK_PARAGRAPH && raw_is(list) && here == CAPTION_ACTIONS && !find(r, text, &hit)) {
				lines_below(r, b, state_here);
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
		if (section && text.n <= 40 && caption_of_other(block_text(r, b)))
			section = CAPTION_NONE;
		b = it.block = split_block(r, b);
		if (b->type == BLOCK_ACTION && !r->strict)
			take_sign(b);
		if (section == CAPTION_ACTIONS && b->type == BLOCK_PARAGRAPH && b->parent == root && b->prev &&
		    (b->prev->type == BLOCK_HEADING || (b->prev->type == BLOCK_ACTION && b->prev->u.action.listed)))
			b = it.block = actions_told(r, b, single && b->prev->type == BLOCK_HEADING, state);
		if (b->type == BLOCK_ITEM && !r->strict) {
			stated_item(r, b, !lists.anywhere);
			read_below(r, b);
		} else if (b->type == BLOCK_PARAGRAPH && b->parent == root && raw_is(b) && !lists.anywhere && is_sentence(raw_text(b)) && gives_duty(r, plain_text(r, raw_text(b)))) {
			b = it.block = told_action(r, b);
		}
		if (section && b->parent == root)
			actions_below(r, b, section, state);
	}
}
