#include "mail/hints.h"

#include "base/mem.h"
#include "mail/archive_parts.h"
#include "mail/subject.h"

enum { PING_WORDS = 40, COMMITTED_WORDS = 15 };

struct mail_hints {
	struct archive *archive;
	struct mail_hint **items;         /* by the message's number; NULL: nothing found */
	size_t count;

	/* Of the message that streams by. */
	size_t words;                     /* of the sender's own */
	bool asks, committed, over;
};

static struct mail_hint *hint(struct mail_hints *h, const struct message *m)
{
	struct mail_hint **place = &h->items[m->number];
	if (!*place) {
		*place = ARENA_NEW(&h->archive->arena, struct mail_hint);
		(*place)->change_id = STR_EMPTY;
	}
	return *place;
}

static void begin(void *self, struct message *m)
{
	struct mail_hints *h = self;
	size_t have = h->count;
	if (m->number >= have) {
		h->count = mem_grow(have, m->number + 1, sizeof *h->items);
		h->items = mem_resize(h->items, h->count * sizeof *h->items);
		memset(h->items + have, 0, (h->count - have) * sizeof *h->items);
	}
	h->items[m->number] = NULL;
	h->words = 0;
	h->asks = h->committed = h->over = false;
}

/* Does text begin with one of these, whatever follows? */
static bool begins_with(struct str text, const char *const *list)
{
	for (; *list; list++)
		if (str_starts_nocase(text, str_of(*list)))
			return true;
	return false;
}

/* "ping", "ping?", "Gentle ping", "any comments on this?": what is said to be heard at last. */
static bool asks(struct str line)
{
	static const char *const asking[] = { "gentle reminder", "friendly reminder", "any comments", "any feedback", "any update",
		"any news", "any thoughts", "any progress", "any chance to look", "any chance of a review", NULL };
	struct str rest = line, word;
	while (str_word(&rest, &word)) {
		while (word.n && !is_alnum(word.p[word.n - 1]))
			word.n--;
		struct str from = str_range(word.p, line.p + line.n);
		while (from.n && (from.p[0] == '(' || from.p[0] == '"'))
			from = str_skip(from, 1);
		if (str_eq_nocase(word, STR("ping")) || str_eq_nocase(word, STR("pinging")) || str_starts_nocase(word, STR("ping^")) ||
			begins_with(from, asking))
			return true;
	}
	return false;
}

static bool one_of(struct str word, const char *const *list)
{
	for (; *list; list++)
		if (str_eq_nocase(word, str_of(*list)))
			return true;
	return false;
}

/* "Applied, thanks", "Thanks, I have now pushed this": in the first words, and nothing says that it is not so yet. */
static bool is_committed(struct str line)
{
	static const char *const done[] = { "applied", "committed", "pushed", "queued", "merged", NULL };
	static const char *const not_yet[] = { "not", "never", "haven't", "hasn't", "isn't", "wasn't", "if", "once", "when", "until", "before",
		"after", "unless", "should", "would", "could", "can", "can't", "will", "may", "might", "please", "be", "but", "who", "why", NULL };
	enum { FIRST = 6 };
	struct str word;
	bool found = false;
	if (str_find_char(line, '?', 0) != STR_NONE)
		return false;
	for (size_t i = 0; str_word(&line, &word); i++) {
		while (word.n && !is_alnum(word.p[word.n - 1]))
			word.n--;
		if (one_of(word, not_yet))
			return false;
		found |= i < FIRST && one_of(word, done);
	}
	return found;
}

/* The id in "<a@b>" or at the end of "https://lists.example.org/r/a@b/". */
static const struct mail_id *id_in(struct mail_hints *h, struct str value)
{
	size_t open = str_find_char(value, '<', 0), close = str_find_char(value, '>', open == STR_NONE ? 0 : open);
	if (open != STR_NONE && close != STR_NONE)
		value = str_range(value.p + open + 1, value.p + close);
	value = str_trim(value);
	while (value.n && value.p[value.n - 1] == '/')
		value.n--;
	for (size_t slash; (slash = str_find_char(value, '/', 0)) != STR_NONE;)
		value = str_skip(value, slash + 1);
	bool one = value.n && value.n < 1000 && str_find_char(value, '@', 0) != STR_NONE && str_find_char(value, ' ', 0) == STR_NONE;
	return one ? archive_intern_id(h->archive, value) : NULL;
}

static bool value_of(struct str line, struct str name, struct str *value)
{
	if (!str_starts_nocase(line, name))
		return false;
	*value = str_trim(str_skip(line, name.n));
	return value->n > 0;
}

static void line(void *self, struct message *m, const struct mail_line *l)
{
	struct mail_hints *h = self;
	struct str text = str_trim(l->text), value, word;
	if (h->over || l->quote || !text.n)
		return;
	if (str_eq(text, STR("--"))) {
		h->over = true;
		return;
	}
	if (h->words <= PING_WORDS && !str_ends(text, STR("wrote:")) && !str_ends(text, STR("writes:"))) {
		struct str rest = text;
		while (h->words <= PING_WORDS && str_word(&rest, &word))
			h->words++;
		h->asks = h->asks || asks(text);
		h->committed = h->committed || (h->words <= COMMITTED_WORDS && is_committed(text));
	}
	char c = to_lower(text.p[0] == '-' && text.n > 2 ? text.p[2] : text.p[0]);
	if (c == 's' && value_of(text, STR("Supersedes:"), &value))
		hint(h, m)->supersedes = id_in(h, value);
	else if (c == 'c' && value_of(text, STR("change-id:"), &value))
		hint(h, m)->change_id = archive_text(h->archive, str_first(value, 200));
	else if (c == 'l' && (value_of(text, STR("- Link to v"), &value) || value_of(text, STR("Link to v"), &value)) &&
		!hint(h, m)->supersedes && is_digit(value.p[0]) && str_find_char(value, ':', 0) != STR_NONE)
		hint(h, m)->supersedes = id_in(h, str_skip(value, str_find_char(value, ':', 0) + 1));
}

static void end(void *self, struct message *m)
{
	struct mail_hints *h = self;
	struct subject subject = subject_parse(m->subject);
	bool answer = subject.reply || m->in_reply_to.count;
	if (subject.ping || (h->asks && h->words <= PING_WORDS && answer))
		hint(h, m)->ping = true;
	if (h->committed && h->words <= COMMITTED_WORDS && answer)
		hint(h, m)->committed = true;
}

struct mail_hints *hints_collect(struct archive *a)
{
	struct mail_hints *h = ARENA_NEW(&a->arena, struct mail_hints);
	h->archive = a;
	archive_visit(a, (struct mail_visitor){ h, begin, line, end });
	return h;
}

void hints_free(struct mail_hints *h)
{
	mem_free(h->items);
}

struct mail_hint hint_of(const struct mail_hints *h, const struct message *m)
{
	if (m->number < h->count && m->form != MAIL_LISTED && h->items[m->number])
		return *h->items[m->number];
	return (struct mail_hint){ .change_id = STR_EMPTY };
}
