#include "base/mem.h"
#include "mail/dispute_parts.h"

enum { MOST_OPTIONS = 32 };

/* ---- the list ---- */

/* "2" after "1", "c" after "b". */
static bool follows(struct str label, struct str before)
{
	unsigned a = 0, b = 0;
	if (label.n == 1 && before.n == 1 && is_alpha(label.p[0]))
		return label.p[0] == before.p[0] + 1;
	for (size_t i = 0; i < label.n; i++)
		if (is_digit(label.p[i]))
			a = a * 10 + (unsigned)(label.p[i] - '0');
	for (size_t i = 0; i < before.n; i++)
		if (is_digit(before.p[i]))
			b = b * 10 + (unsigned)(before.p[i] - '0');
	return b && a == b + 1;
}

static bool begins_list(struct str label)
{
	return label.n == 1 && strchr("01aA", label.p[0]);
}

static struct dispute_option *add_option(const struct strand *s, struct dispute *d, struct str label, struct str text)
{
	ARENA_ROOM(s->arena, d->options, d->option_count, d->option_room);
	struct dispute_option *option = &d->options[d->option_count++];
	*option = (struct dispute_option){ .label = label, .text = text };
	return option;
}

/* The items of the list that begins at note k: their number. A bullet's list ends where another paragraph stands. */
static size_t list_length(const struct taken *taken, size_t k, const struct note **items)
{
	size_t count = 0;
	for (; k < taken->count && count < MOST_OPTIONS; k++) {
		const struct sentence *item = &taken->items[k].sentence;
		if (!item->item)
			continue;
		const struct sentence *before = count ? &items[count - 1]->sentence : NULL;
		if (!before || (item->label.n && before->label.n && follows(item->label, before->label)) ||
		    (!item->label.n && !before->label.n && item->paragraph == before->paragraph + 1))
			items[count++] = &taken->items[k];
	}
	return count;
}

/* Does a list of options begin at note k: named so, or under a sentence that says so? */
static bool introduced(const struct taken *taken, size_t k)
{
	const struct sentence *item = &taken->items[k].sentence;
	if (!item->item || (item->label.n && !begins_list(item->label)))
		return false;
	if (item->named)
		return true;
	for (size_t i = k; i-- > 0;) {
		const struct note *before = &taken->items[i];
		if (before->sentence.paragraph + 1 < item->paragraph)
			return false;
		if (before->sentence.paragraph < item->paragraph && !before->sentence.item)
			return (before->claims & CLAIM_OPTIONS) != 0;
	}
	return false;
}

/* ---- answers: 'the answer to #1 can be "Do not" or "Wait"' ---- */

/* The next text in double quotes at or after from, in s; false if none is left. */
static bool next_quote(struct str s, size_t *from, struct str *quoted)
{
	size_t open = str_find_char(s, '"', *from);
	size_t close = open == STR_NONE ? STR_NONE : str_find_char(s, '"', open + 1);
	if (close == STR_NONE)
		return false;
	*quoted = str_range(s.p + open + 1, s.p + close);
	*from = close + 1;
	return true;
}

static void read_answers(const struct strand *s, struct dispute *d, const struct note *note)
{
	struct words w;
	size_t begin, end, from = 0;
	struct str text = note->sentence.text;
	words_split(&w, text);
	while (phrase_find(&w, "answer|answers|reply|response to|for ~1 1|2|3|4|5|6|7|8|9|a|b|c|d", from, &begin, &end)) {
		size_t next, unused, at = 0;
		struct str label = w.items[end - 1], quoted;
		struct str rest = str_range(label.p + label.n, text.p + text.n);
		if (phrase_find(&w, "answer|answers|reply|response to|for", end, &next, &unused))
			rest = str_range(rest.p, w.items[next].p);
		/* '... than "..."' is what the answer is not. */
		size_t than = str_find(rest, STR(" than "), 0);
		rest = than == STR_NONE ? rest : str_first(rest, than);
		while (d->option_count < MOST_OPTIONS && next_quote(rest, &at, &quoted)) {
			while (quoted.n && strchr(",.;", quoted.p[quoted.n - 1]))
				quoted.n--;
			if (quoted.n)
				add_option(s, d, label, quoted);
		}
		from = end;
	}
}

static bool quotes_options(const struct dispute *d, const struct taken *taken)
{
	for (size_t k = 0; k < taken->count; k++)
		for (size_t o = 0; taken->items[k].sentence.item && taken->items[k].sentence.quote && o < d->option_count; o++)
			if (str_eq(taken->items[k].sentence.text, d->options[o].text))
				return true;
	return false;
}

/* Items that answers add to the options they quote: "3) Leave it." */
static void add_to_options(const struct strand *s, struct dispute *d)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct taken *taken = strand_taken(s, i);
		if (!quotes_options(d, taken))
			continue;
		for (size_t k = 0; k < taken->count && d->option_count < MOST_OPTIONS; k++) {
			const struct sentence *item = &taken->items[k].sentence;
			if (item->item && !item->quote && item->label.n && follows(item->label, d->options[d->option_count - 1].label))
				add_option(s, d, item->label, item->text);
		}
	}
}

void options_read(const struct strand *s, struct dispute *d)
{
	const struct note **best = mem_alloc(2 * MOST_OPTIONS * sizeof *best), **items = best + MOST_OPTIONS;
	size_t best_count = 0;
	for (size_t i = 0; i < s->count; i++) {
		const struct taken *taken = strand_taken(s, i);
		for (size_t k = 0; k < taken->count; k++) {
			if (!introduced(taken, k))
				continue;
			size_t count = list_length(taken, k, items);
			/* The longest is the one that was added to. */
			if (count > 1 && count > best_count) {
				memcpy(best, items, count * sizeof *items);
				best_count = count;
			}
		}
	}
	for (size_t i = 0; i < best_count; i++)
		add_option(s, d, best[i]->sentence.label, best[i]->sentence.text);
	mem_free(best);
	if (best_count)
		add_to_options(s, d);
	for (size_t i = 0; i < s->count && !best_count; i++) {
		const struct taken *taken = strand_taken(s, i);
		for (size_t k = 0; k < taken->count; k++)
			if (taken->items[k].claims & CLAIM_ANSWERS)
				read_answers(s, d, &taken->items[k]);
		if (d->option_count)
			break;
	}
}

/* ---- positions ---- */

/* Options that the words from *at on name, "1", "1-3", "2 and 3", "option b": a bit each; *at behind them, named whether
 * the word "option" or its like stands before. A letter alone is an option only if named, or in parentheses. */
static unsigned options_named(const struct dispute *d, const struct words *w, size_t *at, bool *named)
{
	unsigned set = 0;
	size_t i = *at;
	*named = i < w->count && word_matches(w->items[i], "option|options|alternative|alternatives|proposal|proposals|solution|approach|number|no");
	i += *named;
	for (; i < w->count; i++) {
		struct str word = w->items[i];
		size_t dash = str_find_char(word, '-', 0);
		struct str first = str_first(word, dash), last = dash == STR_NONE ? first : str_skip(word, dash + 1);
		bool to = i + 2 < w->count && set == 0 && word_matches(w->items[i + 1], "to|through");
		if (to)
			last = w->items[i + 2];
		bool marked = i && (word.p[-1] == '(' || word.p[-1] == '#');
		bool inside = false;
		unsigned found = 0;
		for (size_t k = 0; k < d->option_count; k++) {
			inside |= str_eq_nocase(d->options[k].label, first);
			if (inside)
				found |= 1u << k;
			if (str_eq_nocase(d->options[k].label, last))
				break;
		}
		if (is_alpha(word.p[0]) && !*named && !marked)
			found = 0;
		*named |= marked && found;
		if (!found && !(set && word_matches(word, "and|or")))
			break;
		set |= found;
		i += found && to ? 2 : 0;
	}
	*at = i;
	return set;
}

static void stand(const struct strand *s, struct dispute *d, unsigned set, bool backs, const struct dispute_names *names)
{
	for (size_t k = 0; k < d->option_count; k++)
		if (set & 1u << k)
			who_merge(s, backs ? &d->options[k].backers : &d->options[k].opponents, names);
}

/* The options that stand at most reach words behind begin; 0 if none. */
static unsigned options_near(const struct dispute *d, const struct words *w, size_t begin, size_t reach, bool need_name)
{
	for (size_t i = begin; i < w->count && i <= begin + reach; i++) {
		size_t at = i;
		bool named;
		if (word_matches(w->items[i], "because|than|over|instead"))
			return 0;
		unsigned set = options_named(d, w, &at, &named);
		if (set && (named || !need_name || i == begin))
			return set;
	}
	return 0;
}

/* "1-3 have been nacked by Mira, 4 was rejected by Bo." */
static void read_passive(const struct strand *s, struct dispute *d, const struct words *w, struct str self)
{
	size_t begin, end, from = 0;
	while (phrase_find(w, "nacked|nack'd|nak'd|acked|rejected|vetoed|opposed|favoured|favored|supported|preferred ~1 by|from", from, &begin, &end)) {
		bool backs = word_matches(w->items[begin], "acked|favoured|favored|supported|preferred");
		for (size_t i = begin > 6 ? begin - 6 : 0; i < begin; i++) {
			size_t at = i;
			bool named;
			unsigned set = options_named(d, w, &at, &named);
			while (set && at < begin && word_matches(w->items[at], "have|has|had|been|was|were|is|are|both|all|also|already"))
				at++;
			if (!set || at != begin)
				continue;
			struct dispute_names names = who_from(s, w, end, self);
			stand(s, d, set, backs, &names);
			break;
		}
		from = end;
	}
}

/* Who the sentence is about: "Mira prefers 1" where a known name stands before the verb, else its author. */
static struct dispute_names subject_of(const struct strand *s, const struct words *w, size_t verb, struct str self)
{
	struct dispute_names names = who_before(s, w, verb, self);
	if (!names.count)
		who_add(s, &names, self);
	return names;
}

static void read_active(const struct strand *s, struct dispute *d, const struct words *w, struct str self)
{
	static const struct { const char *pattern; bool backs; size_t reach; bool need_name; } verbs[] = {
		{ "prefer|prefers|preferred|preference|favorite|favourite|favor|favour|favors|favours", true, 6, false },
		{ "vote|votes|voting|voted ~1 for", true, 3, false },
		{ "vote is|goes ~2 for|to", true, 2, false },
		{ "i'm|am|is|are for", true, 1, true },
		{ "go|choose|pick|take ~1 with|for", true, 2, true },
		{ "support|supports|supporting", true, 2, true },
		{ "vote|votes|voting|voted ~1 against", false, 3, false },
		{ "against|opposed|oppose|opposes|nack|nacks|nak|veto|vetoes|reject|rejects|dislike|dislikes|object|objects ~1 to", false, 2, true },
		{ "against|oppose|opposes|nack|nacks|nak|veto|vetoes|reject|rejects|dislike|dislikes", false, 2, true },
	};
	size_t begin, end;
	for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++) {
		if (!phrase_find(w, verbs[v].pattern, 0, &begin, &end))
			continue;
		unsigned set = options_near(d, w, end, verbs[v].reach, verbs[v].need_name);
		bool turned = begin && word_matches(w->items[begin - 1], "least|not|don't|doesn't|never|no|won't|can't|cannot");
		if (!set || (turned && !verbs[v].backs))
			continue;
		size_t verb = begin;
		while (verb && word_matches(w->items[verb - 1], "would|is|am|are|strongly|also|will|least|not|don't|doesn't|i"))
			verb--;
		struct dispute_names names = subject_of(s, w, verb, self);
		stand(s, d, set, verbs[v].backs && !turned, &names);
	}
}

/* "+1 for option 2", "-1 on #3". */
static void read_signed(const struct strand *s, struct dispute *d, struct str text, const struct words *w, struct str self)
{
	if (text.n < 3 || (text.p[0] != '+' && text.p[0] != '-') || text.p[1] != '1' || is_digit(text.p[2]))
		return;
	struct dispute_names names = { NULL, 0, 0 };
	who_add(s, &names, self);
	stand(s, d, options_near(d, w, 1, 3, false), text.p[0] == '+', &names);
}

static size_t count_positions(const struct dispute *d)
{
	size_t count = 0;
	for (size_t i = 0; i < d->option_count; i++)
		count += d->options[i].backers.count + d->options[i].opponents.count;
	return count;
}

void positions_read(const struct strand *s, struct dispute *d)
{
	struct words w;
	/* Answers to numbered questions share their labels: nobody's words can be told to be of one. */
	for (size_t k = 1; k < d->option_count; k++)
		if (!d->options[k].label.n || str_eq(d->options[k].label, d->options[k - 1].label))
			return;
	for (size_t i = 0; d->option_count && i < s->count; i++) {
		const struct taken *taken = strand_taken(s, i);
		for (size_t k = 0; k < taken->count; k++) {
			const struct note *note = &taken->items[k];
			struct str self = strand_speaker(s, s->messages[i], &note->sentence);
			size_t known = count_positions(d);
			words_split(&w, note->sentence.text);
			read_passive(s, d, &w, self);
			if ((note->claims & CLAIM_POSITION) || note->sentence.text.p[0] == '+' || note->sentence.text.p[0] == '-') {
				read_active(s, d, &w, self);
				read_signed(s, d, note->sentence.text, &w, self);
			}
			if (count_positions(d) > known)
				evidence_add(s, d, i, note);
		}
	}
}
