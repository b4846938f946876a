#include "mail/archive_parts.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "mail/maildir.h"
#include "mail/page.h"

/* A hash table of things that begin with their key. */
struct slot {
	uint64_t hash;
	void *item;
};

struct table {
	struct slot *slots;
	size_t count, room;      /* room: a power of two, or 0 */
};

struct mail_tables {
	struct table ids, addresses, texts;
};

static uint64_t hash_add(uint64_t hash, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		hash = (hash ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	return hash ^ hash >> 29;
}

static uint64_t hash_of(struct str s)
{
	return hash_add(0xcbf29ce484222325u, s);
}

static void grow(struct table *t)
{
	struct table old = *t;
	t->room = old.room ? 2 * old.room : 256;
	t->slots = mem_zero(t->room, sizeof *t->slots);
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].item) {
			size_t k = old.slots[i].hash & (t->room - 1);
			while (t->slots[k].item)
				k = (k + 1) & (t->room - 1);
			t->slots[k] = old.slots[i];
		}
	mem_free(old.slots);
}

/* The slot of the item that is(item, key), or the free one where it would be. */
static struct slot *slot_of(struct table *t, uint64_t hash, bool (*is)(const void *item, const void *key), const void *key)
{
	size_t k = hash & (t->room - 1);
	while (t->slots[k].item && !(t->slots[k].hash == hash && is(t->slots[k].item, key)))
		k = (k + 1) & (t->room - 1);
	return &t->slots[k];
}

static struct slot *find(struct table *t, uint64_t hash, bool (*is)(const void *item, const void *key), const void *key)
{
	if (4 * t->count >= 3 * t->room)
		grow(t);
	return slot_of(t, hash, is, key);
}

static void put(struct table *t, struct slot *slot, uint64_t hash, void *item)
{
	*slot = (struct slot){ hash, item };
	t->count++;
}

/* Texts and ids begin with a struct str. */
static bool is_text(const void *item, const void *key)
{
	return str_eq(*(const struct str *)item, *(const struct str *)key);
}

static bool is_address(const void *item, const void *key)
{
	const struct mail_address *a = item, *b = key;
	return str_eq(a->address, b->address) && str_eq(a->name, b->name);
}

struct str archive_text(struct archive *a, struct str text)
{
	if (!text.n)
		return STR_EMPTY;
	struct table *t = &a->tables->texts;
	uint64_t hash = hash_of(text);
	struct slot *slot = find(t, hash, is_text, &text);
	if (!slot->item) {
		struct str *copy = ARENA_NEW(&a->arena, struct str);
		*copy = arena_str(&a->arena, text);
		put(t, slot, hash, copy);
	}
	return *(struct str *)slot->item;
}

struct mail_id *archive_intern_id(struct archive *a, struct str text)
{
	struct table *t = &a->tables->ids;
	uint64_t hash = hash_of(text);
	struct slot *slot = find(t, hash, is_text, &text);
	if (!slot->item) {
		struct mail_id *id = ARENA_NEW(&a->arena, struct mail_id);
		id->text = arena_str(&a->arena, text);
		put(t, slot, hash, id);
	}
	return slot->item;
}

struct mail_id *archive_id(const struct archive *a, struct str text)
{
	struct table *t = &a->tables->ids;
	return t->room ? slot_of(t, hash_of(text), is_text, &text)->item : NULL;
}

/* "george@xxxxxxx.xxx": archives hide domains so. */
static bool is_masked(struct str address)
{
	size_t at = str_find_char(address, '@', 0);
	if (at == STR_NONE || at + 1 == address.n)
		return true;
	for (size_t i = at + 1; i < address.n; i++)
		if (address.p[i] != 'x' && address.p[i] != 'X' && address.p[i] != '.')
			return false;
	return true;
}

const struct mail_address *archive_address(struct archive *a, struct str name, struct str address)
{
	struct mail_address key = { name, is_masked(address) ? STR_EMPTY : address };
	struct table *t = &a->tables->addresses;
	uint64_t hash = hash_add(hash_of(key.address), key.name);
	struct slot *slot = find(t, hash, is_address, &key);
	if (!slot->item) {
		struct mail_address *copy = ARENA_NEW(&a->arena, struct mail_address);
		*copy = (struct mail_address){ archive_text(a, key.name), archive_text(a, key.address) };
		put(t, slot, hash, copy);
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
	a->diags.arena = &a->arena;
}

void archive_free(struct archive *a)
{
	diag_free(&a->diags);
	mem_free(a->messages);
	mem_free(a->tables->ids.slots);
	mem_free(a->tables->addresses.slots);
	mem_free(a->tables->texts.slots);
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
	diag_add_byte(&a->diags, code, file, offset, first, second);
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
		mbox_read(a, file, &source);
	else
		page_read(a, file, &source, form);
	if (source.broken)
		archive_diag(a, DIAG_MAIL_TRUNCATED, file, source.offset + source.n, STR("compressed file"), STR_EMPTY);
	error = source.error;
	source_close(&source);
	return error;
}
