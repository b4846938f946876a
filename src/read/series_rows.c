/* Series tables: which lines of a wrapped table begin a series, and where its status begins. */
#include "base/mem.h"
#include "read/label.h"
#include "read/tables.h"

enum { FULL_CELL = 45 };     /* a line at least this long may be wrapped into the next one */

static bool has_word(struct str text, struct str word)
{
	size_t at = 0;
	while ((at = str_find_nocase(text, word, at)) != STR_NONE) {
		size_t end = at + word.n;
		if ((at == 0 || !is_alpha(text.p[at - 1])) && (end == text.n || !is_alpha(text.p[end])))
			return true;
		at++;
	}
	return false;
}

bool series_head(const struct str *cells, size_t count)
{
	if (count < 2 || cells[0].n > 40 || !has_word(cells[0], STR("series")))
		return false;
	for (size_t i = 1; i < count; i++)
		if (cells[i].n <= 40 && (has_word(cells[i], STR("stakeholders")) || has_word(cells[i], STR("stakeholder"))))
			return true;
	return false;
}

/* Words that begin a status, by their first letters. "#" stands for a version number. */
static const char *const status_words[128][8] = {
	['A'] = { "Acked", "Abandoned" },
	['B'] = { "Blocked on", "Blocked by" },
	['C'] = { "Committed" },
	['D'] = { "Dropped", "Done" },
	['F'] = { "Fully acked" },
	['I'] = { "In progress", "In review" },
	['L'] = { "Largely blocked" },
	['M'] = { "Merged" },
	['N'] = { "Needs review", "No progress", "No update", "Not started" },
	['O'] = { "On hold" },
	['P'] = { "Partly blocked", "Posted" },
	['R'] = { "RFC posted", "Ready to", "Ready for", "Reviewed" },
	['S'] = { "Still blocked", "Stalled", "Superseded" },
	['U'] = { "Under review" },
	['W'] = { "Waiting for", "Waiting on", "Work has", "Work in progress", "WIP" },
	['v'] = { "v# posted", "v# sent", "v# out", "v# submitted", "v# is out", "v# under review", "v# to be posted" },
	['w'] = { "waiting for" },
};

/* And what is said of a stakeholder, whose name stands before it. */
static const char *const away_words[128][8] = {
	['i'] = { "is away" },
	['o'] = { "on sabbatical", "on leave", "on holiday", "on vacation", "on PTO" },
};

static size_t match_status(struct str s, const char *pattern)
{
	size_t i = 0;
	for (; *pattern; pattern++) {
		if (*pattern == '#') {
			size_t from = i;
			while (i < s.n && is_digit(s.p[i]))
				i++;
			if (i == from)
				return 0;
		} else if (i < s.n && s.p[i] == *pattern) {
			i++;
		} else {
			return 0;
		}
	}
	return i == s.n || !is_alnum(s.p[i]) ? i : 0;
}

static bool match_any(struct str s, const char *const words[128][8])
{
	for (const char *const *word = words[*s.p & 0x7f]; *word; word++)
		if (match_status(s, *word))
			return true;
	return false;
}

/* "Mira Okafor on sabbatical": where the name begins, at least one word behind the begin of the text. */
static size_t name_before(struct str text, size_t at)
{
	size_t begin = at;
	for (;;) {
		size_t end = begin;
		while (end && text.p[end - 1] == ' ')
			end--;
		size_t word = end;
		while (word && text.p[word - 1] != ' ')
			word--;
		bool capital = word < end && is_upper(text.p[word]), small = end - word > 1 && is_lower(text.p[word + 1]);
		if (word == 0 || !capital || !small)
			return begin;
		begin = word;
	}
}

size_t series_status(struct str text)
{
	/* What is set off by emphasis up to the end. */
	static const struct str tags[] = { { "<i>", 3 }, { "<em>", 4 }, { "<b>", 3 } };
	for (size_t k = 0; k < 3; k++) {
		size_t at = str_find(text, tags[k], 1);
		if (at != STR_NONE && text.p[text.n - 1] == '>' && str_find(text, STR("</"), at) != STR_NONE)
			return at;
	}
	if (text.n > 4 && (text.p[text.n - 1] == '*' || text.p[text.n - 1] == '_')) {
		char c = text.p[text.n - 1];
		size_t at = text.n - 1;
		while (at && text.p[at] == c)
			at--;
		while (at && text.p[at] != c)
			at--;
		while (at && text.p[at - 1] == c)
			at--;
		if (at > 1 && is_space(text.p[at - 1]))
			return at;
	}
	for (size_t i = 0; i < text.n; i++) {
		if (i && is_alnum(text.p[i - 1]))
			continue;
		if (match_any(str_skip(text, i), status_words))
			return i;
		if (match_any(str_skip(text, i), away_words))
			return name_before(text, i);
	}
	return text.n;
}

/* Every word capitalised or a number, but for the small words of titles. */
static bool title_case(struct str s)
{
	static const struct str small[] = { { "of", 2 }, { "for", 3 }, { "and", 3 }, { "the", 3 }, { "in", 2 }, { "on", 2 }, { "with", 4 }, { "to", 2 }, { "a", 1 } };
	struct str word;
	size_t count = 0;
	if (!s.n || str_find_char(STR(".,;:!?)"), s.p[s.n - 1], 0) != STR_NONE)
		return false;
	while (str_word(&s, &word)) {
		bool ok = is_upper(*word.p) || is_digit(*word.p) || *word.p == '&';
		for (size_t i = 0; !ok && count && i < sizeof small / sizeof *small; i++)
			ok = str_eq(word, small[i]);
		if (!ok)
			return false;
		count++;
	}
	return count >= 2 && count <= 8;
}

static bool begins_small(struct str s)
{
	return s.n && (is_lower(*s.p) || (is_punct(*s.p) && *s.p != '[' && *s.p != '<' && *s.p != '*' && *s.p != '`'));
}

/* Why a line begins a series, or does not. */
enum row { ROW_NEW, ROW_NOTE, ROW_NEW_DOUBTED, ROW_NOTE_DOUBTED };

/* The first row may be wrapped before its stakeholders; "x86/mm: title" begins the next one. */
static bool ends_first(const struct wrapped_line *l)
{
	struct keyword_hit hit;
	struct str rest = l->left, word;
	return keyword_at_begin(l->left, &hit) ||
		(begins_small(l->left) && str_word(&rest, &word) && word.p[word.n - 1] != ':');
}

static enum row judge(const struct wrapped_line *l, const struct wrapped_line *below, bool first)
{
	struct label label;
	struct keyword_hit hit;
	size_t status = series_status(l->left);
	if (first)
		return ROW_NEW;
	if (!l->left.n)
		return ROW_NOTE;
	if (l->right.n) {
		bool sentence = l->left.n >= FULL_CELL && below && !below->right.n && !below->blank_before && begins_small(below->left);
		return sentence ? ROW_NOTE_DOUBTED : ROW_NEW;
	}
	if (keyword_at_begin(l->left, &hit) || status == 0)
		return ROW_NOTE;
	if (title_case(str_trim(str_first(l->left, status))) && status == l->left.n)
		return ROW_NEW_DOUBTED;
	/* "Title Waiting for v5" without a stakeholder. */
	struct str title = str_trim(str_first(l->left, status));
	if (status < l->left.n && title.n <= 80 && !label_find(l->left, &label) && is_upper(*title.p) &&
	    (title_case(title) || str_find_char(title, ' ', 0) == STR_NONE))
		return ROW_NEW_DOUBTED;
	return ROW_NOTE;
}

static void close_note(struct table_builder *b, struct block **open, struct buf *text)
{
	if (*open)
		raw_set(b->doc, *open, arena_str(&b->doc->arena, buf_slice(text)));
	buf_cut(text, 0);
	*open = NULL;
}

void series_rows(struct table_builder *b, const struct wrapped_line *lines, size_t count)
{
	struct block *row = NULL, *left = NULL, *right = NULL, *open = NULL;
	struct buf text = BUF_INIT;     /* of the open note, which may be wrapped over many lines */
	size_t length = 0;
	for (size_t i = 0; i < count; i++) {
		const struct wrapped_line *l = &lines[i], *below = i + 1 < count ? &lines[i + 1] : NULL;
		bool wrapped = i == 1 && !lines[0].right.n && l->right.n && ends_first(l);
		enum row kind = wrapped ? ROW_NOTE_DOUBTED : judge(l, below, row == NULL);
		if (kind == ROW_NEW_DOUBTED || kind == ROW_NOTE_DOUBTED)
			diag_add(&b->doc->diags, DIAG_ROW_MAY_CONTINUE, l->line, 1,
				kind == ROW_NEW_DOUBTED ? STR("taken as a series of its own") : STR("taken as part of it"), STR_EMPTY);
		if (kind == ROW_NEW || kind == ROW_NEW_DOUBTED) {
			row = table_row(b, l->line, false);
			left = table_cell(b, row, l->line, l->left);
			right = table_cell(b, row, l->line, l->right);
			close_note(b, &open, &text);
			continue;
		}
		if (l->right.n) {
			if (raw_text(right).n)
				block_append(right, raw_block(b->doc, BLOCK_PARAGRAPH, l->line, l->right));
			else
				raw_set(b->doc, right, l->right);
		}
		if (!l->left.n)
			continue;
		struct label label;
		struct keyword_hit hit;
		bool begins = label_find(l->left, &label) || keyword_at_begin(l->left, &hit);
		if (open && !begins && !l->blank_before && (length >= FULL_CELL || begins_small(l->left))) {
			buf_put(&text, ' ');
		} else {
			close_note(b, &open, &text);
			open = raw_block(b->doc, BLOCK_PARAGRAPH, l->line, l->left);
			block_append(left, open);
		}
		buf_str(&text, l->left);
		length = l->left.n;
	}
	close_note(b, &open, &text);
	buf_free(&text);
	b->widest = b->widest > 2 ? b->widest : 2;
}
