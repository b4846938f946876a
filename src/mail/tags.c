#include "mail/tags.h"

#include "base/mem.h"
#include "mail/archive_parts.h"
#include "mail/subject.h"
#include "mail/tag_scope.h"
#include "model/names.h"

enum { PARAGRAPH_LIMIT = 2000 };

static const struct { const char *name; enum tag_kind kind; } known[] = {
	{ "reviewed-by", TAG_REVIEWED }, { "reviewed-and-tested-by", TAG_REVIEWED }, { "acked-by", TAG_ACKED },
	{ "tested-by", TAG_TESTED }, { "release-acked-by", TAG_RELEASE_ACKED }, { "nacked-by", TAG_NACKED },
	{ "nack-by", TAG_NACKED }, { "nak-by", TAG_NACKED }, { "naked-by", TAG_NACKED }, { "not-acked-by", TAG_NOT_ACKED },
};

const char *tag_name(enum tag_kind kind)
{
	static const char *const names[] = { "Reviewed-by", "Acked-by", "Tested-by", "Release-Acked-by", "Nacked-by", "Not-acked-by" };
	return names[kind];
}

bool tag_find(struct str name, enum tag_kind *kind)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_eq_nocase(name, str_of(known[i].name))) {
			*kind = known[i].kind;
			return true;
		}
	return false;
}

bool tag_names_patch(const struct mail_tag *tag, unsigned patch)
{
	for (unsigned i = 0; i < tag->range_count; i++)
		if (patch >= tag->ranges[i].first && patch <= tag->ranges[i].last)
			return true;
	return false;
}

struct mail_tags {
	struct archive *archive;
	struct mail_tag **first;          /* by the message's number */
	size_t count;

	/* Of the message that streams by. */
	bool is_patch, over;
	struct mail_tag *last, *group;    /* the last tag; the first of those that stand one below the other */
	struct mail_tag lead;             /* what the words before the group say of it */
	struct buf before;                /* the sender's words of the paragraph */
	bool before_leads;                /* an empty line ended it, behind a colon */
	struct buf behind;                /* the words behind the tags, until they make a sentence */
	bool wants_behind;
};

static void begin(void *self, struct message *m)
{
	struct mail_tags *t = self;
	size_t have = t->count;
	if (m->number >= have) {
		t->count = mem_grow(have, m->number + 1, sizeof *t->first);
		t->first = mem_resize(t->first, t->count * sizeof *t->first);
		memset(t->first + have, 0, (t->count - have) * sizeof *t->first);
	}
	t->first[m->number] = NULL;
	struct subject subject = subject_parse(m->subject);
	t->is_patch = subject.patch && !subject.reply;
	t->over = t->before_leads = t->wants_behind = false;
	t->last = t->group = NULL;
	buf_cut(&t->before, 0);
	buf_cut(&t->behind, 0);
}

/* The last sentence of a text, without what closes it. */
static struct str last_sentence(struct str s)
{
	s = str_trim(s);
	while (s.n && (s.p[s.n - 1] == ':' || s.p[s.n - 1] == ','))
		s = str_trim_right(str_first(s, s.n - 1));
	for (size_t i = s.n; i-- > 1;)
		if (is_space(s.p[i]) && (s.p[i - 1] == '.' || s.p[i - 1] == '?' || s.p[i - 1] == '!'))
			return str_trim(str_skip(s, i));
	return s;
}

/* Up to its full stop. */
static struct str first_sentence(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] == '.' || s.p[i] == '!') && (i + 1 == s.n || is_space(s.p[i + 1])))
			return str_first(s, i + 1);
	return s;
}

static void give_condition(struct mail_tags *t, struct str condition)
{
	condition = arena_str(&t->archive->arena, condition);
	for (struct mail_tag *tag = t->group; tag; tag = tag->next)
		tag->condition = condition;
}

/* What stands behind the tags is complete. */
static void end_behind(struct mail_tags *t)
{
	struct str sentence = first_sentence(buf_slice(&t->behind));
	if (t->wants_behind && sentence.n && tag_condition_behind(sentence))
		give_condition(t, sentence);
	t->wants_behind = false;
	buf_cut(&t->behind, 0);
}

/* "Mira Okafor <mira@example.org>"; what stands behind it in *rest. A text without line ends has other words there: then
 * the name is its words with capitals. */
static const struct mail_address *parse_person(struct mail_tags *t, struct str value, bool run_on, struct str *rest)
{
	size_t open = str_find_char(value, '<', 0);
	size_t close = open == STR_NONE ? STR_NONE : str_find_char(value, '>', open);
	struct str name = value, address = STR_EMPTY;
	*rest = STR_EMPTY;
	if (close != STR_NONE && open < 100) {
		name = str_first(value, open);
		address = str_trim(str_range(value.p + open + 1, value.p + close));
		*rest = str_trim(str_skip(value, close + 1));
	} else {
		size_t hash = str_find(value, STR(" #"), 0);
		name = str_first(value, hash == STR_NONE ? value.n : hash);
		*rest = str_trim(str_skip(value, name.n));
		struct str left = name, word, end = STR_EMPTY;
		for (int i = 0; run_on && i < 3 && str_word(&left, &word) && name_is_capitalised(word); i++)
			end = word;
		if (run_on && end.n) {
			*rest = str_trim(str_range(end.p + end.n, value.p + value.n));
			name = str_range(value.p, end.p + end.n);
		}
	}
	name = str_trim(name);
	if (name.n > 1 && name.p[0] == '"' && name.p[name.n - 1] == '"')
		name = str_range(name.p + 1, name.p + name.n - 1);
	if (name.n > 100 || (!name.n && !address.n))
		return NULL;
	return archive_address(t->archive, archive_text(t->archive, name), archive_text(t->archive, address));
}

/* "# xl part", "(for the tools)" behind the person. */
static void scope_behind(struct mail_tags *t, struct mail_tag *tag, struct str rest)
{
	while (rest.n && (rest.p[0] == '#' || rest.p[0] == '(' || rest.p[0] == '[' || rest.p[0] == ' '))
		rest = str_skip(rest, 1);
	while (rest.n && (rest.p[rest.n - 1] == ')' || rest.p[rest.n - 1] == ']' || rest.p[rest.n - 1] == ' '))
		rest.n--;
	if (rest.n && rest.n < 200) {
		rest = arena_str(&t->archive->arena, rest);
		if (tag_condition_before(rest))
			tag->condition = rest;
		else if (!tag_scope(tag, rest))
			tag->scope = rest;
	}
}

/* What the words before tags say of them. */
static void read_before(struct mail_tags *t)
{
	struct mail_tag *lead = &t->lead, scope = { .scope = STR_EMPTY };
	struct str sentence = last_sentence(buf_slice(&t->before));
	*lead = (struct mail_tag){ .scope = STR_EMPTY, .condition = STR_EMPTY };
	if (!sentence.n || sentence.n > 300 || t->is_patch)
		return;
	sentence = arena_str(&t->archive->arena, sentence);
	if (tag_condition_before(sentence)) {
		if (tag_scope(&scope, sentence) && (scope.whole || scope.range_count))
			*lead = scope;
		lead->condition = sentence;
		return;
	}
	/* Of a long sentence the last part that says it: "so, for the whole series". */
	for (size_t i = sentence.n; i-- > 0;)
		if (i == 0 || (sentence.p[i - 1] == ',' && is_space(sentence.p[i])))
			if (tag_scope(lead, str_trim(str_skip(sentence, i))))
				return;
}

static void add(struct mail_tags *t, struct message *m, enum tag_kind kind, struct str value)
{
	struct str rest;
	const struct mail_address *by = parse_person(t, value, m->quotes_guessed, &rest);
	if (!by)
		return;
	struct mail_tag *tag = ARENA_NEW(&t->archive->arena, struct mail_tag);
	if (!t->group || t->before.n) {
		end_behind(t);
		t->group = tag;
		read_before(t);
	}
	*tag = t->lead;
	tag->kind = kind;
	tag->by = by;
	tag->message = m;
	if (m->quotes_guessed)
		buf_str(&t->behind, rest);
	else if (rest.n)
		scope_behind(t, tag, rest);
	if (t->last)
		t->last->next = tag;
	else
		t->first[m->number] = tag;
	t->last = tag;
	t->wants_behind = !t->is_patch;
	buf_cut(&t->before, 0);
	t->before_leads = false;
}

/* The first tag of the line: its kind, its begin, and what stands behind its colon. Within a line a person must follow. */
static bool find_tag(struct str line, enum tag_kind *kind, size_t *at, struct str *value)
{
	for (size_t i = 0; (i = str_find_nocase(line, STR("-by:"), i)) != STR_NONE; i += 4) {
		size_t start = i;
		while (start > 0 && (is_alpha(line.p[start - 1]) || line.p[start - 1] == '-'))
			start--;
		*value = str_trim(str_skip(line, i + 4));
		bool apart = start == 0 || is_space(line.p[start - 1]) || line.p[start - 1] == '(';
		bool first = !str_trim(str_first(line, start)).n;
		bool person = value->n && (first || name_is_capitalised(*value) || str_find_char(*value, '@', 0) != STR_NONE);
		if (apart && person && tag_find(str_range(line.p + start, line.p + i + 3), kind)) {
			*at = start;
			return true;
		}
	}
	return false;
}

static void add_words(struct buf *b, struct str words)
{
	words = str_trim(words);
	if (b->n + words.n >= PARAGRAPH_LIMIT)
		buf_cut(b, 0);
	if (b->n && words.n)
		buf_put(b, ' ');
	buf_str(b, str_first(words, PARAGRAPH_LIMIT));
}

static void empty_line(struct mail_tags *t)
{
	if (t->behind.n)
		end_behind(t);
	/* Words that end in a colon lead to the next paragraph. */
	t->before_leads = t->before.n && (t->before.p[t->before.n - 1] == ':' || t->before.p[t->before.n - 1] == ',');
	if (!t->before_leads)
		buf_cut(&t->before, 0);
}

static void line(void *self, struct message *m, const struct mail_line *l)
{
	struct mail_tags *t = self;
	enum tag_kind kind;
	size_t at;
	struct str value, text = str_trim(l->text);
	if (t->over)
		return;
	if (l->quote || !text.n) {
		empty_line(t);
		if (l->quote)
			t->group = t->wants_behind ? t->group : NULL;
		return;
	}
	if (str_eq(text, STR("--")) || (t->is_patch && (str_eq(text, STR("---")) || str_starts(text, STR("diff --git "))))) {
		t->over = true;
		end_behind(t);
		return;
	}
	if (!find_tag(text, &kind, &at, &value)) {
		/* A posted patch may have other trailers between: Signed-off-by. */
		if (t->wants_behind)
			add_words(&t->behind, text);
		if (t->before_leads)
			buf_cut(&t->before, 0);
		t->before_leads = false;
		add_words(&t->before, text);
		return;
	}
	if (at) {
		if (t->before_leads)
			buf_cut(&t->before, 0);
		add_words(&t->before, str_first(text, at));
	}
	add(t, m, kind, value);
}

static void end(void *self, struct message *m)
{
	(void)m;
	end_behind(self);
}

struct mail_tags *tags_collect(struct archive *a)
{
	struct mail_tags *t = ARENA_NEW(&a->arena, struct mail_tags);
	t->archive = a;
	t->before = t->behind = (struct buf)BUF_INIT;
	archive_visit(a, (struct mail_visitor){ t, begin, line, end });
	return t;
}

void tags_free(struct mail_tags *t)
{
	mem_free(t->first);
	buf_free(&t->before);
	buf_free(&t->behind);
}

const struct mail_tag *tags_of(const struct mail_tags *t, const struct message *m)
{
	return m->number < t->count && m->form != MAIL_LISTED ? t->first[m->number] : NULL;
}
