#include "mail/archive_parts.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "mail/clean.h"
#include "mail/maildir.h"
#include "mail/page.h"
#include "mail/map.h"

struct mail_tables {
	struct map ids, addresses, texts;
	struct buf key;
};

struct str archive_text(struct archive *a, struct str text)
{
	if (!text.n)
		return STR_EMPTY;
	struct map_entry *slot = map_entry_of(&a->tables->texts, &a->arena, text);
	slot->item = (void *)(uintptr_t)slot->key.p;
	return slot->key;
}

struct mail_id *archive_intern_id(struct archive *a, struct str text)
{
	struct map_entry *slot = map_entry_of(&a->tables->ids, &a->arena, text);
	if (!slot->item) {
		struct mail_id *id = ARENA_NEW(&a->arena, struct mail_id);
		id->text = slot->key;
		slot->item = id;
	}
	return slot->item;
}

struct mail_id *archive_id(const struct archive *a, struct str text)
{
	return map_find(&a->tables->ids, text);
}

/* "mira@xxxxxxxxx.xxx": archives hide domains so. */
static bool is_masked(struct str address)
{
	size_t at = str_find_char(address, '@', 0);
	struct str domain = str_skip(address, at == STR_NONE ? address.n : at + 1), label = STR_EMPTY;
	if (!domain.n)
		return true;
	while (str_split(&domain, '.', &label)) {
		size_t i = 0;
		while (i < label.n && to_lower(label.p[i]) == 'x')
			i++;
		if (i == label.n && i > 2)
			return true;
	}
	return false;
}

const struct mail_address *archive_address(struct archive *a, struct str name, struct str address)
{
	struct buf *key = &a->tables->key;
	if (is_masked(address))
		address = STR_EMPTY;
	buf_cut(key, 0);
	buf_str(key, address);
	buf_put(key, '\n');
	buf_str(key, name);
	struct map_entry *slot = map_entry_of(&a->tables->addresses, &a->arena, buf_slice(key));
	if (!slot->item) {
		struct mail_address *copy = ARENA_NEW(&a->arena, struct mail_address);
		copy->address = str_first(slot->key, address.n);
		copy->name = str_skip(slot->key, address.n + 1);
		slot->item = copy;
	}
	return slot->item;
}

struct str mail_name(const struct mail_address *address)
{
	return !address ? STR_EMPTY : address->name.n ? address->name : address->address;
}

void archive_init(struct archive *a)
{
	*a = (struct archive){ .arena = ARENA_INIT };
	a->tables = mem_zero(1, sizeof *a->tables);
	a->tables->key = (struct buf)BUF_INIT;
	a->diags.arena = &a->arena;
}

void archive_free(struct archive *a)
{
	diag_free(&a->diags);
	mem_free(a->messages);
	map_free(&a->tables->ids);
	map_free(&a->tables->addresses);
	map_free(&a->tables->texts);
	buf_free(&a->tables->key);
	mem_free(a->tables);
	arena_free(&a->arena);
}

void archive_visit(struct archive *a, struct mail_visitor visitor)
{
	if (a->visitor_count == MAIL_VISITORS)
		die("too many visitors of an archive");
	a->visitors[a->visitor_count++] = visitor;
}

void archive_diag(struct archive *a, enum diag_code code, struct str file, uint64_t offset, struct str first, struct str second)
{
	struct buf shown[2] = { BUF_INIT, BUF_INIT };
	mail_clean_line(&shown[0], first);
	mail_clean_line(&shown[1], second);
	diag_add_byte(&a->diags, code, file, offset, buf_slice(&shown[0]), buf_slice(&shown[1]));
	buf_free(&shown[0]);
	buf_free(&shown[1]);
}

struct message *archive_new(struct archive *a, enum mail_form form, struct str file, uint64_t offset)
{
	struct message *m = ARENA_NEW(&a->arena, struct message);
	m->form = form;
	m->subject = m->supersedes = m->change_id = STR_EMPTY;
	m->file = archive_text(a, file);
	m->offset = offset;
	return m;
}

static void append(struct archive *a, struct message *m)
{
	VEC_ROOM(a->messages, a->count, a->room);
	m->number = a->count;
	a->messages[a->count++] = m;
}

/* Two copies of one message: lists add tags to subjects and footers to bodies, but leave sender and date. */
static bool is_same(const struct message *a, const struct message *b)
{
	bool date = !a->date.known || !b->date.known || a->date.seconds == b->date.seconds;
	bool from = !a->from || !b->from || !a->from->address.n || !b->from->address.n || a->from == b->from ||
		str_eq_nocase(a->from->address, b->from->address) || str_eq(a->from->name, b->from->name);
	return date && from;
}

struct message *archive_add(struct archive *a, struct message *m)
{
	struct message *first = m->id ? m->id->message : NULL;
	if (!first) {
		if (m->id)
			m->id->message = m;
		append(a, m);
		return m;
	}
	if (!is_same(first, m)) {
		archive_diag(a, DIAG_MAIL_DUPLICATE, m->file, m->offset, m->id->text, STR_EMPTY);
		append(a, m);
		return m;
	}
	if (first->form == MAIL_MESSAGE || m->form != MAIL_MESSAGE)
		return NULL;
	m->number = first->number;
	*first = *m;
	return first;
}

void archive_begin(struct archive *a, struct message *m)
{
	for (size_t i = 0; i < a->visitor_count; i++)
		if (a->visitors[i].begin)
			a->visitors[i].begin(a->visitors[i].self, m);
}

void archive_line(struct archive *a, struct message *m, struct str text, unsigned quote)
{
	struct mail_line line = { text, quote };
	for (size_t i = 0; i < a->visitor_count; i++)
		if (a->visitors[i].line)
			a->visitors[i].line(a->visitors[i].self, m, &line);
}

void archive_end(struct archive *a, struct message *m)
{
	for (size_t i = 0; i < a->visitor_count; i++)
		if (a->visitors[i].end)
			a->visitors[i].end(a->visitors[i].self, m);
}

int archive_read(struct archive *a, const char *name)
{
	struct stat st;
	if (strcmp(name, "-") != 0 && stat(name, &st) == 0 && S_ISDIR(st.st_mode))
		return maildir_read(a, name);
	struct source source;
	int error = source_open(&source, name);
	if (error)
		return error;
	struct str file = archive_text(a, str_of(name));
	enum page_form form = page_form(&source);
	if (form == PAGE_NONE)
		mbox_read(a, file, &source, false);
	else
		page_read(a, file, &source, form);
	if (source.broken)
		archive_diag(a, DIAG_MAIL_TRUNCATED, file, source.offset + source.n, STR("compressed file"), STR_EMPTY);
	error = source.error;
	source_close(&source);
	return error;
}
