/* Decisions and votes: what was decided, in whatever form the notes say it. */
#include "base/mem.h"
#include "model/words.h"
#include "read/label.h"
#include "read/prose.h"
#include "read/resolve.h"
#include "read/scan.h"

enum { FOLLOWING = 4, ITEMS = 8 };      /* blocks and items behind a vote that may tell how it went */

/* The last sentence of text that tells how a vote went, "Carried." in "To open the branch. Carried."; of an only one the
 * end, from the word that tells: "passed unanimously". A question tells nothing. */
static struct str outcome_in(struct str text)
{
	enum { LONGEST = 200 };
	struct str last = STR_EMPTY, word, sentence, rest = text;
	size_t sentences = 0;
	for (; prose_sentence(&rest, &sentence); sentences++)
		if (sentence.n < LONGEST && sentence.p[sentence.n - 1] != '?' && (prose_says_passed(sentence) || prose_says_failed(sentence)))
			last = sentence;
	if (sentences > 1 || !last.n)
		return last;
	for (rest = last; str_word(&rest, &word);)
		if (prose_says_passed(word) || prose_says_failed(word))
			return str_range(word.p, last.p + last.n);
	return last;
}

struct tally {
	struct resolver *r;
	struct position *items;
	size_t count, room, line;
	struct str outcome;
};

static void add_positions(struct tally *t, struct str names, struct str position, struct str option)
{
	struct mentions m = mention_names(t->r, names, t->line, DIAG_COUNT);
	for (size_t i = 0; i < m.count; i++) {
		VEC_ROOM(t->items, t->count, t->room);
		t->items[t->count++] = (struct position){ m.items[i], position, option };
	}
}

/* "+1 A, B; -1 C; 0 D", "+1 unanimous". */
static bool read_signs(struct tally *t, struct str text)
{
	struct str rest = text, piece;
	bool any = false;
	while (str_split(&rest, ';', &piece)) {
		piece = str_trim(piece);
		size_t n = piece.n > 1 && (*piece.p == '+' || *piece.p == '-') && is_digit(piece.p[1]) ? 2 : piece.n && *piece.p == '0' ? 1 : 0;
		if (!n || (piece.n > n && !is_space(piece.p[n]) && piece.p[n] != ':'))
			continue;
		struct str names = str_trim(str_skip(piece, n));
		if (names.n && *names.p == ':')
			names = str_trim(str_skip(names, 1));
		any = true;
		if (prose_says_passed(names))
			t->outcome = piece;
		else if (names.n)
			add_positions(t, names, str_first(piece, n), STR_EMPTY);
	}
	return any;
}

/* Does the text say who stood how, or how the vote went? */
static bool read_position(struct tally *t, struct str text)
{
	static const struct { const char *words, *position; } by[] = {
		{ "Nacked by ", "-1" }, { "Nack by ", "-1" }, { "Acked by ", "+1" }, { "Opposed by ", "-1" }, { "Supported by ", "+1" },
	};
	text = str_trim(text);
	if (read_signs(t, text))
		return true;
	for (size_t i = 0; i < sizeof by / sizeof *by; i++)
		if (str_starts_nocase(text, str_of(by[i].words))) {
			add_positions(t, str_skip(text, str_of(by[i].words).n), str_of(by[i].position), STR_EMPTY);
			return true;
		}
	size_t at = str_find(text, STR(" prefers "), 0);
	if (at != STR_NONE && at < 60) {
		add_positions(t, str_first(text, at), STR("+1"), str_trim(str_skip(text, at + 9)));
		return true;
	}
	if (t->outcome.n || text.n > 80 || (!prose_says_passed(text) && !prose_says_failed(text)))
		return false;
	t->outcome = text;
	return true;
}

/* What tells of a vote is the call's, as the vote is. */
static void read_behind(struct tally *t, struct block *b)
{
	if (read_position(t, block_text(t->r, b)))
		b->origin = ORIGIN_MINUTES;
}

static void read_list(struct tally *t, struct block *vote, struct block *list)
{
	size_t n = 0;
	if (list->u.list.kind == LIST_ORDERED && !vote->u.vote.option_count) {
		for (const struct block *item = list->first; item; item = item->next)
			n++;
		vote->u.vote.options = ARENA_ARRAY(&t->r->doc->arena, struct str, n);
		for (const struct block *item = list->first; item; item = item->next)
			vote->u.vote.options[vote->u.vote.option_count++] = block_text(t->r, item);
		return;
	}
	for (struct block *item = list->first; item && n < ITEMS; item = item->next, n++)
		read_behind(t, item);
}

/* "SF: 11": so many stood so. */
static bool is_count(struct str text)
{
	size_t digits = 0, colon = str_find_char(text, ':', 0);
	while (digits < text.n && is_digit(text.p[text.n - 1 - digits]))
		digits++;
	return digits && text.n <= 24 && colon != STR_NONE && !str_trim(str_range(text.p + colon + 1, text.p + text.n - digits)).n;
}

bool is_tally(struct str line)
{
	return line.n >= 3 && (*line.p == '+' || *line.p == '-') && is_digit(line.p[1]) && is_space(line.p[2]);
}

/* A tally on a line of its own below the motion is no part of what is voted on. */
static void cut_tally(struct resolver *r, struct block *vote)
{
	struct str text = raw_text(vote);
	size_t at = 0;
	while ((at = str_find_char(text, '\n', at)) != STR_NONE) {
		/* Behind a backslash the line's end is a break within the motion, as <br> is. */
		bool goes_on = str_escaped(text, at);
		struct str line = str_trim_left(str_skip(text, ++at));
		if (goes_on || !is_tally(line))
			continue;
		block_insert_after(vote, raw_block(r->doc, BLOCK_PARAGRAPH, raw_line(r->doc, vote, line), line));
		raw_set(r->doc, vote, str_trim_right(str_first(text, at)));
		return;
	}
}

static void resolve_vote(struct resolver *r, struct block *vote)
{
	cut_tally(r, vote);
	struct tally t = { .r = r, .line = vote->line, .outcome = STR_EMPTY };
	struct str text = block_text(r, vote);
	size_t sign = str_find(text, STR(" +1 "), 0);
	if (sign != STR_NONE)
		read_signs(&t, str_skip(text, sign + 1));
	size_t n = 0;
	for (struct block *b = vote->next; b && n < FOLLOWING; b = b->next) {
		n += b->type != BLOCK_PARAGRAPH || !is_count(raw_text(b));
		if (b->type == BLOCK_LIST)
			read_list(&t, vote, b);
		else if (b->type == BLOCK_PARAGRAPH)
			read_behind(&t, b);
		else if (b->type == BLOCK_DECISION && !block_text(r, b).n && !t.outcome.n)
			t.outcome = b->u.decision.keyword;
		else
			break;
	}
	/* A sibling item of the vote's own item may tell, too. */
	struct block *item = vote->parent->type == BLOCK_ITEM ? vote->parent->next : NULL;
	for (n = 0; item && n < 2 && !t.outcome.n; item = item->next, n++)
		read_behind(&t, item);
	if (!t.outcome.n)
		t.outcome = outcome_in(text);
	vote->u.vote.outcome = t.outcome;
	vote->u.vote.positions = ARENA_ARRAY(&r->doc->arena, struct position, t.count);
	for (size_t i = 0; i < t.count; i++)
		vote->u.vote.positions[i] = t.items[i];
	vote->u.vote.position_count = t.count;
	mem_free(t.items);
}

struct found {
	struct resolver *r;
	struct decision *items;
	size_t count, room;
	const struct block *topic;
	struct str outcome;      /* of the last vote: telling it is no decision of its own */
};

static void add_decision(struct found *f, const struct block *b, struct str text, size_t line)
{
	VEC_ROOM(f->items, f->count, f->room);
	f->items[f->count++] = (struct decision){ text, f->topic, b, STR_EMPTY, line };
}

/* "Conclusion/Resolution", "Decisions", "Key outcomes": every word is one of these, and one tells of a decision. */
static bool decisions_caption(struct str title)
{
	static const char *const words[] = {
		"conclusion", "conclusions", "resolution", "resolutions", "decision", "decisions", "agreements", "outcome", "outcomes",
		"and", "or", "made", "taken", "key", "recommendations",
	};
	enum { TELLING = 9 };    /* the first of them */
	struct str rest = title;
	size_t count = 0;
	while (rest.n) {
		size_t n = 0;
		while (n < rest.n && is_alpha(rest.p[n]))
			n++;
		bool ok = n == 0;
		for (size_t i = 0; !ok && i < sizeof words / sizeof *words; i++) {
			ok = str_eq_nocase(str_first(rest, n), str_of(words[i]));
			count += ok && i < TELLING;
		}
		if (!ok)
			return false;
		rest = str_skip(rest, n ? n : 1);
	}
	return count > 0;
}

/* "Grants approved": the items of a list below were. */
static bool approved_caption(struct str title)
{
	return title.n > 9 && title.n <= 60 && str_eq_nocase(str_skip(title, title.n - 9), STR(" approved")) && line_nature(title) == NATURE_TITLE;
}

static bool is_none(struct str text)
{
	while (text.n && is_punct(text.p[text.n - 1]))
		text.n--;
	return !text.n || word_in(text, (const char *const[]){ "none", "n/a", "tbd", "none yet", "no decision", NULL });
}

/* "Q: what about paper?": below what was decided, it begins what was asked then. */
static bool is_question(struct str text)
{
	return text.n && (text.p[text.n - 1] == '?' || str_starts(text, STR("Q: ")));
}

/* What a conclusion holds besides what was decided: attributes, what stays open, what is asked of all, what somebody will do, and how
 * the meeting came to its end. */
static bool decides_nothing(struct resolver *r, struct str text)
{
	static const char *const begins[] = { "Open issue", "Open question", "Open point", "Please ", NULL };
	for (size_t i = 0; begins[i]; i++)
		if (str_starts_nocase(text, str_of(begins[i])))
			return true;
	return is_none(text) || line_is_attributes(text) || is_question(text) || prose_ends_meeting(text) ||
		(str_find(str_first(text, 40), STR(" will "), 0) != STR_NONE && gives_task(r, text, false));
}

/* The motion that an outcome alone on its line, or in its item, is about: near before it, or above it. */
static const struct block *motion_before(struct resolver *r, const struct block *b)
{
	enum { LOOKED_AT = 4 };
	for (const struct block *at = b; at; at = at->parent) {
		size_t n = 0;
		for (const struct block *before = at->prev; before && n < LOOKED_AT; before = before->prev, n++)
			if ((before->type == BLOCK_ITEM || before->type == BLOCK_PARAGRAPH) && prose_moves(block_text(r, before)))
				return before;
		if (at->parent && at->parent->type == BLOCK_ITEM && prose_moves(block_text(r, at->parent)))
			return at->parent;
		if (!at->parent || at->parent->type != BLOCK_LIST)
			break;
	}
	return NULL;
}

/* Sentences of a paragraph that tell of a decision. */
static void read_prose(struct found *f, const struct block *b)
{
	enum { LONGEST = 20000 };
	struct str text = raw_text(b);
	if (text.n > LONGEST || !prose_may_tell(text))
		return;
	text = block_text(f->r, b);
	const struct block *motion = prose_is_outcome(text) ? motion_before(f->r, b) : NULL;
	if (!motion && b->type == BLOCK_CELL && prose_is_outcome(text))
		return;
	if (motion) {
		add_decision(f, motion, block_text(f->r, motion), motion->line);
		return;
	}
	bool (*const tells)(struct str) = b->type == BLOCK_STATEMENT ? prose_states_decision : prose_tells_decision;
	for (struct str sentence; prose_sentence(&text, &sentence);)
		if (tells(sentence) && !str_eq(sentence, f->outcome))
			add_decision(f, b, sentence, b->line);
}

/* The list below a line or an item that is a caption of decisions: "Decisions:"; NULL if b is none. */
static const struct block *list_decided(struct resolver *r, const struct block *b)
{
	enum { LONGEST = 40 };
	const struct block *list = b->type == BLOCK_PARAGRAPH ? b->next : b->type == BLOCK_ITEM ? b->first : NULL;
	if (!list || list->type != BLOCK_LIST || !raw_is(b) || raw_text(b).n > LONGEST)
		return NULL;
	return decisions_caption(block_text(r, b)) ? list : NULL;
}

/* What tells of a vote, or introduces the table of series below it, is no decision. */
static void read_section(struct found *f, const struct block *b)
{
	struct str whole = b->type == BLOCK_PARAGRAPH ? block_text(f->r, b) : STR_EMPTY;
	bool introduces = b->next && b->next->type == BLOCK_TABLE && b->next->u.table.kind == TABLE_SERIES;
	if (!introduces && !is_tally(whole) && !decides_nothing(f->r, whole))
		add_decision(f, b, whole, b->line);
	for (const struct block *item = b->type == BLOCK_LIST ? b->first : NULL; item; item = item->next) {
		const struct block *said = item;
		struct str text = block_text(f->r, item);
		if (!text.n && (said = item->first) && (said->type == BLOCK_STATEMENT || said->type == BLOCK_PARAGRAPH))
			text = block_text(f->r, said);
		if (!decides_nothing(f->r, text))
			add_decision(f, said, text, item->line);
	}
}

void resolve_decisions(struct resolver *r)
{
	struct found f = { .r = r, .outcome = STR_EMPTY };
	struct block_iter it = block_iter(r->doc->root);
	const struct block *decided = NULL, *below;
	size_t before = 0;       /* how many there were when the section began */
	bool section = false, approved = false;
	while (block_next(&it)) {
		struct block *b = it.block;
		if (!it.entering)
			continue;
		if (b->type == BLOCK_QUOTE) {
			block_skip(&it);
			continue;
		}
		if (b->type == BLOCK_HEADING && heading_is_topic(b)) {
			struct str title = without_signs(heading_words(r, b));
			approved = approved_caption(title);
			section = decisions_caption(title);
			before = f.count;
			f.topic = b;
		} else if (b->type == BLOCK_DECISION) {
			b->u.decision.topic = f.topic;
			struct str text = block_text(r, b);
			if (!is_none(text))
				add_decision(&f, b, text, b->line);
		} else if (b->type == BLOCK_VOTE) {
			resolve_vote(r, b);
			b->u.vote.topic = f.topic;
			f.outcome = b->u.vote.outcome;
			block_list_add(&r->doc->votes, b);
			struct str motion = block_text(r, b);
			if (prose_says_passed(b->u.vote.outcome) && motion.n)
				add_decision(&f, b, motion, b->line);
		} else if (!section && (below = list_decided(r, b))) {
			decided = below;
		} else if (!section && b == decided) {
			read_section(&f, b);
		} else if (!section && b->type == BLOCK_ITEM && b->parent == decided) {
			;     /* read with its list */
		} else if (section && f.count > before && b->type == BLOCK_PARAGRAPH && b->parent == r->doc->root && is_question(block_text(r, b))) {
			section = false;
		} else if ((section || (approved && b->type == BLOCK_LIST)) && b->parent == r->doc->root) {
			read_section(&f, b);
		} else if (!section && !(approved && b->type == BLOCK_ITEM) && (b->type == BLOCK_PARAGRAPH || b->type == BLOCK_ITEM || b->type == BLOCK_STATEMENT || b->type == BLOCK_CELL) && raw_text(b).n) {
			read_prose(&f, b);
		}
	}
	r->doc->decisions = ARENA_ARRAY(&r->doc->arena, struct decision, f.count);
	for (size_t i = 0; i < f.count; i++)
		r->doc->decisions[i] = f.items[i];
	r->doc->decision_count = f.count;
	mem_free(f.items);
}
