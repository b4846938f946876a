#include "base/diag.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"

static const struct {
	const char *name, *message;
	enum severity severity;
} codes[] = {
#define X(code, name, severity, message) { name, message, SEVERITY_##severity },
	DIAG_LIST(X)
#undef X
};

/* A hostile name must not reach a terminal raw: control bytes become '?', and a subject is shown by its beginning. */
static void add_subject(struct buf *b, struct str s)
{
	enum { SHOWN = 120 };
	size_t n = s.n;
	if (n > SHOWN) {
		n = SHOWN;
		while (n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
			n--;
	}
	for (size_t i = 0; i < n; i++)
		buf_put(b, (unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f ? '?' : s.p[i]);
	if (n < s.n)
		buf_cstr(b, "...");
}

static struct diag *add(struct diags *d, enum diag_code code, struct str first, struct str second)
{
	struct buf text = BUF_INIT;
	struct str subjects[] = { first, second };
	size_t used = 0;
	for (const char *m = codes[code].message; *m; m++) {
		if (m[0] == '{' && m[1] == '}' && used < 2) {
			add_subject(&text, subjects[used++]);
			m++;
		} else {
			buf_put(&text, *m);
		}
	}
	VEC_ROOM(d->items, d->count, d->room);
	struct diag *item = &d->items[d->count++];
	*item = (struct diag){ .code = code, .severity = codes[code].severity,
		.message = arena_str(d->arena, buf_slice(&text)), .file = d->file.n ? d->file : STR_EMPTY };
	buf_free(&text);
	return item;
}

void diag_add(struct diags *d, enum diag_code code, size_t line, size_t column, struct str first, struct str second)
{
	struct diag *item = add(d, code, first, second);
	item->line = line;
	item->column = column;
}

void diag_add_byte(struct diags *d, enum diag_code code, struct str file, uint64_t byte, struct str first, struct str second)
{
	struct diag *item = add(d, code, first, second);
	item->file = file;
	item->byte = byte;
}

void diag_copy(struct diags *d, const struct diag *item)
{
	VEC_ROOM(d->items, d->count, d->room);
	d->items[d->count] = *item;
	d->items[d->count++].message = arena_str(d->arena, item->message);
}

void diag_place(struct str text, const char *at, size_t *line, size_t *column)
{
	for (const char *p = text.p; p < at && p < text.p + text.n; p++) {
		if (*p == '\n') {
			++*line;
			*column = 1;
		} else if (((unsigned char)*p & 0xc0) != 0x80) {
			++*column;
		}
	}
}

static int by_place(const void *left, const void *right)
{
	const struct diag *a = left, *b = right;
	int file = str_compare(a->file, b->file);
	if (file)
		return file;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	if (a->byte != b->byte)
		return a->byte < b->byte ? -1 : 1;
	if (a->code != b->code)
		return a->code < b->code ? -1 : 1;
	return str_compare(a->message, b->message);
}

void diag_sort(struct diags *d)
{
	if (d->count)
		qsort(d->items, d->count, sizeof *d->items, by_place);
}

enum severity diag_worst(const struct diags *d)
{
	enum severity worst = SEVERITY_NOTE;
	for (size_t i = 0; i < d->count; i++)
		if (d->items[i].severity > worst)
			worst = d->items[i].severity;
	return worst;
}

void diag_print(const struct diags *d, struct str notes, struct out *out)
{
	diag_print_from(d, SEVERITY_NOTE, notes, out);
}

void diag_print_from(const struct diags *d, enum severity least, struct str notes, struct out *out)
{
	for (size_t i = 0; i < d->count; i++) {
		const struct diag *item = &d->items[i];
		if (item->severity < least)
			continue;
		out_str(out, item->file.n ? item->file : notes);
		if (item->file.n && !item->line)
			out_printf(out, ": byte %" PRIu64, item->byte);
		if (item->line)
			out_printf(out, ":%zu", item->line);
		if (item->line && item->column)
			out_printf(out, ":%zu", item->column);
		out_printf(out, ": %s: ", severity_name(item->severity));
		out_str(out, item->message);
		out_printf(out, " [%s]\n", codes[item->code].name);
	}
}

void diag_free(struct diags *d)
{
	mem_free(d->items);
	d->items = NULL;
	d->count = d->room = 0;
}

const char *diag_name(enum diag_code code)
{
	return codes[code].name;
}

const char *diag_text(enum diag_code code)
{
	return codes[code].message;
}

enum severity diag_severity(enum diag_code code)
{
	return codes[code].severity;
}

const char *severity_name(enum severity severity)
{
	static const char *const names[] = { "note", "warning", "error" };
	return names[severity];
}
