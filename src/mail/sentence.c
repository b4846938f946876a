#include "mail/sentence.h"

#include "base/mem.h"
#include "mail/attribution.h"

enum {
	LONGEST_PARAGRAPH = 64 * 1024,
	MOST_BYTES = 32 * 1024,          /* kept of one message */
	LONGEST_LABEL = 8
};

void sentences_init(struct sentences *s)
{
	*s = (struct sentences){ .arena = ARENA_INIT };
	for (unsigned d = 0; d <= QUOTE_DEPTH; d++)
		s->at[d].text = s->at[d].label = (struct buf)BUF_INIT;
}

void sentences_begin(struct sentences *s)
{
	arena_free(&s->arena);
	s->count = 0;
	s->paragraph = 0;
	s->quote = 0;
	s->pending = STR_EMPTY;
	s->in_patch = s->ended = false;
	s->bytes = 0;
	for (unsigned d = 0; d <= QUOTE_DEPTH; d++) {
		buf_cut(&s->at[d].text, 0);
		s->at[d].open = false;
		s->authors[d] = STR_EMPTY;
	}
}

void sentences_free(struct sentences *s)
{
	for (unsigned d = 0; d <= QUOTE_DEPTH; d++) {
		buf_free(&s->at[d].text);
		buf_free(&s->at[d].label);
	}
	arena_free(&s->arena);
	mem_free(s->items);
	s->items = NULL;
	s->count = s->room = 0;
}

/* ---- from a paragraph to sentences ---- */

/* Words that a full stop follows within a sentence. */
static bool is_abbreviation(struct str before)
{
	static const char *const words[] = { "e.g", "eg", "i.e", "ie", "etc", "vs", "cf", "resp", "approx", "No", "Dr", "Mr", "Ms", NULL };
	size_t begin = before.n;
	while (begin && !is_space(before.p[begin - 1]) && before.p[begin - 1] != '(')
		begin--;
	struct str word = str_skip(before, begin);
	if (word.n == 1 && is_upper(word.p[0]) && word.p[0] != 'I')
		return true;
	for (size_t i = 0; words[i]; i++)
		if (str_eq(word, str_of(words[i])))
			return true;
	return false;
}

/* The length of the sentence at the begin of text, white space behind it not included. */
static size_t sentence_length(struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (!strchr(".!?", text.p[i]) || !text.p[i])
			continue;
		size_t end = i + 1;
		while (end < text.n && strchr(".!?\"')", text.p[end]))
			end++;
		if (end == text.n)
			return end;
		if (!is_space(text.p[end]))
			continue;
		size_t next = end;
		while (next < text.n && is_space(text.p[next]))
			next++;
		if (next < text.n && is_lower(text.p[next]))
			continue;
		if (text.p[i] == '.' && end == i + 1 && is_abbreviation(str_first(text, i)))
			continue;
		return end;
	}
	return text.n;
}

static void add_sentence(struct sentences *s, const struct sentence *sentence)
{
	if (s->bytes + sentence->text.n > MOST_BYTES)
		return;
	s->bytes += sentence->text.n;
	VEC_ROOM(s->items, s->count, s->room);
	s->items[s->count] = *sentence;
	s->items[s->count++].text = arena_str(&s->arena, sentence->text);
}

static void close_paragraph(struct sentences *s, unsigned depth)
{
	struct paragraph *p = &s->at[depth];
	struct str text = str_trim(buf_slice(&p->text));
	if (!p->open)
		return;
	p->open = false;
	if (text.n) {
		struct sentence sentence = { .quote = depth, .author = s->authors[depth], .paragraph = s->paragraph++, .item = p->item, .named = p->named,
			.label = p->item && p->label.n ? arena_str(&s->arena, buf_slice(&p->label)) : STR_EMPTY };
		while (text.n) {
			size_t n = sentence_length(text);
			sentence.text = str_first(text, n);
			add_sentence(s, &sentence);
			sentence.item = sentence.named = false;
			sentence.label = STR_EMPTY;
			text = str_trim_left(str_skip(text, n));
		}
	}
	buf_cut(&p->text, 0);
}

/* ---- lines ---- */

/* "1. ", "2) ", "5). ", "(3) ", "a) ", "b. ", "#4 ", "Option 2: ", "- ", "* ": the length with the blank, and the label. */
static size_t list_mark(struct str line, struct str *label, bool *named)
{
	static const struct str words[] = { { "Option ", 7 }, { "Alternative ", 12 }, { "Proposal ", 9 }, { "Solution ", 9 }, { "Approach ", 9 } };
	size_t i = 0, begin;
	bool word = false, opened = false;
	*named = false;
	*label = STR_EMPTY;
	if (line.n > 1 && (line.p[0] == '-' || line.p[0] == '*') && line.p[1] == ' ')
		return 2;
	for (size_t k = 0; k < sizeof words / sizeof *words && !word; k++)
		if (str_starts_nocase(line, words[k])) {
			i = words[k].n;
			word = true;
		}
	if (i < line.n && (line.p[i] == '(' || line.p[i] == '#')) {
		opened = line.p[i] == '(';
		i++;
	}
	for (begin = i; i < line.n && is_digit(line.p[i]) && i < begin + 2;)
		i++;
	if (i == begin && i < line.n && is_alpha(line.p[i]))
		i++;
	*label = str_range(line.p + begin, line.p + i);
	size_t marks = i;
	while (i < line.n && strchr(opened ? ")." : word ? ":.)" : ").", line.p[i]))
		i++;
	if (word && str_starts(str_skip(line, i), STR(" - ")))
		i += 2;
	if (!label->n || i == marks || i >= line.n || line.p[i] != ' ' || (is_alpha(label->p[0]) && !word && !opened && line.p[marks] == '.' && is_upper(label->p[0])))
		return 0;
	*named = word;
	return i + 1;
}

/* "Reviewed-by: ...", "Not-acked-by: ..." */
static bool is_tag(struct str line)
{
	size_t colon = str_find_char(str_first(line, 40), ':', 0);
	return colon != STR_NONE && colon > 3 && is_alpha(line.p[0]) && str_eq_nocase(str_range(line.p + colon - 3, line.p + colon), STR("-by"));
}

/* Lines of a patch and of what a patch is about. */
static bool is_patch_line(struct sentences *s, struct str line)
{
	if (str_starts(line, STR("diff --git ")) || str_starts(line, STR("--- a/")) || str_starts(line, STR("+++ ")) ||
	    str_starts(line, STR("@@ -")) || str_starts(line, STR("Index: "))) {
		s->in_patch = true;
		return true;
	}
	if (!s->in_patch)
		return line.n && (line.p[0] == '+' || line.p[0] == '|') && !(line.n > 1 && is_digit(line.p[1]));
	s->in_patch = !line.n || strchr("+-@\\ \t", line.p[0]) || str_starts(line, STR("index ")) || str_starts(line, STR("new file ")) ||
		str_starts(line, STR("deleted file ")) || str_starts(line, STR("rename ")) || str_starts(line, STR("similarity "));
	return s->in_patch;
}

/* A line of code: said to nobody. */
static bool is_code_line(struct str line)
{
	struct str text = str_trim_left(line);
	bool indented = line.n - text.n >= 4 || (line.n && line.p[0] == '\t');
	if (!text.n)
		return false;
	char last = text.p[text.n - 1];
	if (last == '{' || text.p[0] == '}' || str_ends(text, STR(");")) || (text.p[0] == '#' && text.n > 1 && is_lower(text.p[1])))
		return true;
	return indented && (last == ';' || str_find(text, STR("/*"), 0) != STR_NONE || str_find_char(text, ' ', 0) == STR_NONE);
}

/* The rest of the body is no text of the message: a signature, what a list adds. */
static bool is_end(struct str line)
{
	return str_eq(line, STR("--")) || str_starts(line, STR("_____________"));
}

/* The name of the sender in the head of a message that some programs put above what they quote: "From: ... On Behalf Of
 * Mira Okafor Sent: ...". */
static struct str forwarded_name(struct str text)
{
	size_t at = str_find(text, STR("From: "), 0), end = str_find(text, STR("Sent: "), 0);
	if (end == STR_NONE)
		end = str_find(text, STR("Date: "), 0);
	if (at == STR_NONE || end == STR_NONE || end < at)
		return STR_EMPTY;
	struct str name = str_range(text.p + at + 6, text.p + end);
	at = str_find(name, STR("On Behalf Of "), 0);
	if (at != STR_NONE)
		name = str_skip(name, at + 13);
	at = str_find_char(name, '<', 0);
	if (at == STR_NONE)
		at = str_find_char(name, '[', 0);
	name = str_trim(at == STR_NONE ? name : str_first(name, at));
	return name.n < 80 ? name : STR_EMPTY;
}

/* Such a head: its author is known from now on. */
static bool is_forwarded_head(struct sentences *s, unsigned depth)
{
	struct paragraph *p = &s->at[depth];
	struct str text = buf_slice(&p->text);
	if (!p->open || !(str_starts(text, STR("-----Original Message-----")) || str_starts(text, STR("From: "))))
		return false;
	struct str name = forwarded_name(text);
	if (!name.n)
		return false;
	s->authors[depth] = arena_str(&s->arena, name);
	return true;
}

/* A new author of what is quoted this deep: what he said before is over, as is all that is quoted deeper. */
static void set_author(struct sentences *s, unsigned depth, struct str name)
{
	if (depth > QUOTE_DEPTH)
		return;
	for (unsigned d = depth; d <= QUOTE_DEPTH; d++) {
		close_paragraph(s, d);
		s->authors[d] = STR_EMPTY;
	}
	s->authors[depth] = arena_str(&s->arena, name);
}

/* A paragraph before a blank line names who wrote what follows: that is quoted once more, but for programs that quote
 * such a line with the words below it. */
static bool hold_author(struct sentences *s, unsigned depth)
{
	struct paragraph *p = &s->at[depth];
	struct str text = str_trim(buf_slice(&p->text));
	struct str name = p->open && !p->item ? attribution_name(text) : STR_EMPTY;
	if (!name.n)
		return false;
	s->pending = arena_str(&s->arena, name);
	s->pending_dated = false;
	for (size_t i = 0; i < text.n; i++)
		s->pending_dated |= is_digit(text.p[i]);
	buf_cut(&p->text, 0);
	p->open = false;
	return true;
}

static void use_author(struct sentences *s, unsigned before, unsigned depth)
{
	struct str name = s->pending;
	s->pending = STR_EMPTY;
	if (depth == before + 1 || (depth == before && depth && s->pending_dated))
		set_author(s, depth, name);
}

/* Is its last sentence said to the end? */
static bool is_over(const struct paragraph *p)
{
	struct str text = str_trim(buf_slice(&p->text));
	return p->item || !text.n || strchr(".!?:;", text.p[text.n - 1]);
}

/* The paragraph that the lines of another depth end: said to the end, or an author's line, or to be continued. */
static void leave(struct sentences *s, unsigned from, unsigned to)
{
	struct paragraph *p = &s->at[from];
	struct str text = str_trim(buf_slice(&p->text));
	if (!p->open || !text.n)
		return;
	/* Some programs put ">>> " before the author's line, of words that are quoted once. */
	if (is_forwarded_head(s, from)) {
		close_paragraph(s, from);
		return;
	}
	bool marked = from >= 3 && to == from - 2;
	struct str name = to > from || marked ? attribution_name(text) : STR_EMPTY;
	if (name.n) {
		name = arena_str(&s->arena, name);
		buf_cut(&p->text, 0);
		p->open = false;
		set_author(s, marked ? to : from + 1, name);
	} else if (!from || is_over(p))
		close_paragraph(s, from);
	else
		p->broken = true;
}

static void begin_paragraph(struct sentences *s, unsigned depth, struct str label, bool item, bool named)
{
	struct paragraph *p = &s->at[depth];
	close_paragraph(s, depth);
	p->open = true;
	p->item = item;
	p->named = named;
	p->broken = false;
	buf_cut(&p->label, 0);
	buf_str(&p->label, str_first(label, LONGEST_LABEL));
}

static void add_line(struct sentences *s, unsigned depth, struct str line)
{
	struct paragraph *p = &s->at[depth];
	if (p->text.n + line.n > LONGEST_PARAGRAPH)
		begin_paragraph(s, depth, STR_EMPTY, false, false);
	struct str word;
	while (str_word(&line, &word)) {
		if (p->text.n)
			buf_put(&p->text, ' ');
		buf_str(&p->text, word);
	}
	p->broken = false;
}

void sentences_line(struct sentences *s, const struct mail_line *line)
{
	unsigned depth = line->quote < QUOTE_DEPTH ? line->quote : QUOTE_DEPTH;
	struct str text = line->text, label;
	bool named;
	if (s->ended)
		return;
	if (depth == 0 && is_end(text)) {
		s->ended = true;
		return;
	}
	struct str groupwise = depth >= 3 ? attribution_groupwise(text) : STR_EMPTY;
	if (groupwise.n) {
		is_forwarded_head(s, s->quote);
		for (unsigned d = depth - 2; d <= QUOTE_DEPTH; d++)
			close_paragraph(s, d);
		close_paragraph(s, depth - 3);
		s->authors[depth - 2] = arena_str(&s->arena, groupwise);
		s->quote = depth - 3;
		return;
	}
	if (s->pending.n && str_trim(text).n)
		use_author(s, s->quote, depth);
	if (depth != s->quote) {
		leave(s, s->quote, depth);
		s->in_patch = false;
		s->quote = depth;
	}
	if (is_patch_line(s, text))
		return;
	if (is_code_line(text)) {
		close_paragraph(s, depth);
		return;
	}
	text = str_trim_left(text);
	if (!text.n) {
		/* A blank line among quotes may stand around the reply that interrupts a sentence. */
		if (hold_author(s, depth))
			return;
		if (is_forwarded_head(s, depth) || !depth || is_over(&s->at[depth]))
			close_paragraph(s, depth);
		else
			s->at[depth].broken = true;
		return;
	}
	size_t mark = list_mark(text, &label, &named);
	bool tag = is_tag(text);
	struct paragraph *p = &s->at[depth];
	if (mark || tag || !p->open || (p->broken && !is_lower(text.p[0])))
		begin_paragraph(s, depth, label, mark != 0, named);
	add_line(s, depth, str_skip(text, mark));
	if (tag)
		close_paragraph(s, depth);
}

void sentences_end(struct sentences *s)
{
	for (unsigned d = 0; d <= QUOTE_DEPTH; d++)
		close_paragraph(s, d);
}
