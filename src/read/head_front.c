/* What stands before the title: YAML front matter, the header of a mail. */
#include "read/head.h"

#include "model/words.h"

static bool ends_front(const struct line *l)
{
	struct str raw = str_trim_right(l->raw);
	return str_eq(raw, STR("---")) || str_eq(raw, STR("..."));
}

/* A line of what is nested in the value above it: indented, an item of a list, or blank. */
static bool is_nested(const struct line *l)
{
	return l->cls == LINE_BLANK || is_space(*l->raw.p) || *l->raw.p == '-';
}

/* "key:" or "key: |" over nested lines: these are a block of the key's, kept as they are. */
static void add_nested(struct head *h, const struct line *l, struct str key, size_t end)
{
	const struct line *first = &h->lines->items[h->at + 1], *last = &h->lines->items[end - 1];
	struct block *code = block_new(h->doc, BLOCK_CODE, l->number);
	code->u.code.info = key;
	code->u.code.text = lines_without_indent(h->doc, str_range(first->raw.p, last->raw.p + last->raw.n), first->indent);
	block_append(h->doc->root, code);
}

static struct str unquoted(struct str value)
{
	bool quoted = value.n > 1 && (*value.p == '"' || *value.p == '\'') && value.p[value.n - 1] == *value.p;
	return quoted ? str_range(value.p + 1, value.p + value.n - 1) : value;
}

/* One entry of front matter with what is nested in it. */
static void front_entry(struct head *h, size_t end, struct str *title)
{
	const struct line *l = head_line(h);
	struct str raw = str_trim(l->raw);
	size_t colon = str_find_char(raw, ':', 0), next = h->at + 1;
	if (colon == STR_NONE || colon == 0 || is_nested(l) || is_punct(*raw.p) || str_find_char(str_first(raw, colon), '`', 0) != STR_NONE) {
		if (raw.n)
			head_add_paragraph(h, l);
		h->at++;
		return;
	}
	while (next < end && is_nested(&h->lines->items[next]))
		next++;
	while (h->lines->items[next - 1].cls == LINE_BLANK)
		next--;
	struct str key = str_trim(str_first(raw, colon)), value = str_trim(str_skip(raw, colon + 1));
	bool scalar = value.n && value.n <= 3 && (*value.p == '|' || *value.p == '>');
	if (next > h->at + 1 && (scalar || !value.n)) {
		add_nested(h, l, key, next);
	} else {
		struct block *field = head_add_field(h, l, key, value);
		while (++h->at < next)
			raw_extend(h->doc, field, str_trim(head_line(h)->raw));
		if (str_eq_nocase(key, STR("title")))
			*title = unquoted(raw_text(field));
	}
	h->at = next;
}

struct str head_front_matter(struct head *h)
{
	struct str title = STR_EMPTY;
	size_t end = h->at + 1;
	if (!head_line(h) || head_line(h)->number != 1 || !str_eq(str_trim_right(head_line(h)->raw), STR("---")))
		return title;
	while (end < h->lines->count && end < h->at + HEAD_LINES && !ends_front(&h->lines->items[end]))
		end++;
	if (end >= h->lines->count || end == h->at + HEAD_LINES)
		return title;
	h->at++;
	while (h->at < end)
		front_entry(h, end, &title);
	h->at++;
	return title;
}

/* A header field of a mail (RFC 5322 §2.2). The names of the others have a hyphen in them as a rule: "Mira: hello" is none. */
static bool mail_field(const struct line *l, struct str *key, struct str *value, bool *known)
{
	static const char *const names[] = {
		"from", "to", "cc", "bcc", "subject", "date", "reply-to", "message-id", "in-reply-to", "references", "list-id", "sender",
		"return-path", "received", "mime-version", "content-type", "content-transfer-encoding", "user-agent", "x-mailer", "sent", NULL
	};
	size_t colon = str_find_char(str_first(l->raw, 78), ':', 0);
	if (colon == STR_NONE || colon == 0 || !is_alpha(*l->raw.p))
		return false;
	*key = str_first(l->raw, colon);
	*value = str_trim(str_skip(l->raw, colon + 1));
	for (size_t i = 0; i < colon; i++)
		if (!is_alnum(key->p[i]) && key->p[i] != '-')
			return false;
	*known = word_in(*key, names);
	return *known || str_find_char(*key, '-', 0) != STR_NONE;
}

/* Is what the field says that the text is coded, or in parts (RFC 2045 §5, §6)? */
static bool is_encoded(const struct block *field)
{
	struct str key = field->u.field.key, value = raw_text(field);
	return (str_eq_nocase(key, STR("Content-Type")) && str_starts_nocase(value, STR("multipart/"))) ||
		(str_eq_nocase(key, STR("Content-Transfer-Encoding")) && word_in(value, (const char *const[]){ "quoted-printable", "base64", NULL }));
}

static bool is_folded(const struct line *l)
{
	return l->text.n && is_space(*l->raw.p);
}

struct str head_mail_fields(struct head *h)
{
	struct str subject = STR_EMPTY, key, value;
	bool has_subject = false, known;
	const struct line *top = head_line(h);
	/* "From mira@example.org Tue May 14 18:03:45 2024", where it was saved from a folder of mails (RFC 4155). */
	size_t count = 0, envelope = top && h->at + 1 < h->lines->count && str_starts(top->raw, STR("From ")) && mail_field(top + 1, &key, &value, &known);
	for (size_t i = h->at + envelope; i < h->lines->count && i < h->at + HEAD_LINES; i++) {
		const struct line *l = &h->lines->items[i];
		if (mail_field(l, &key, &value, &known)) {
			count += known;
			has_subject |= str_eq_nocase(key, STR("Subject"));
		} else if (i == h->at + envelope || !is_folded(l)) {
			break;
		}
	}
	if (count < 2 || !has_subject)
		return subject;
	if (envelope) {
		head_add_paragraph(h, top);
		h->at++;
	}
	struct block *field = NULL;
	bool encoded = false;
	for (; head_line(h); h->at++) {
		const struct line *l = head_line(h);
		if (mail_field(l, &key, &value, &known))
			field = head_add_field(h, l, key, value);
		else if (is_folded(l))
			raw_extend(h->doc, field, str_trim(l->raw));
		else
			break;
		if (str_eq_nocase(field->u.field.key, STR("Subject")))
			subject = raw_text(field);
		encoded |= is_encoded(field);
	}
	diag_add(&h->doc->diags, DIAG_LOOKS_LIKE, top->number, 1, STR("a mail"), encoded ?
		STR("its headers are kept as fields, its parts as they are: save its text to have them decoded") : STR("its headers are kept as fields"));
	return subject;
}
