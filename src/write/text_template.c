#include "write/text_template.h"

#include "write/template_file.h"

/* One template on its way into out. */
struct filling {
	struct arena *arena;
	const struct text_template *type;
	const struct str *values;
	struct str file;
	size_t line;
	const char *error;       /* the first one */
	struct buf *out;
	struct buf paragraph;    /* its lines so far */
	bool placed;             /* the required slot was met */
	bool slots, kept;        /* has the paragraph lines with slots, and is one of them kept? */
};

static void fail(struct filling *f, const char *what, struct str name)
{
	if (!f->error)
		f->error = arena_printf(f->arena, "%.*s:%zu: %s'%.*s'", STR_FMT(f->file), f->line, what, STR_FMT(name)).p;
}

/* What stands for name; empty where the template has no such slot, which is said. */
static struct str value_of(struct filling *f, struct str name)
{
	f->placed = f->placed || (f->type->required && str_eq(name, str_of(f->type->required)));
	for (size_t i = 0; f->type->slots[i]; i++)
		if (str_eq(name, str_of(f->type->slots[i])))
			return f->values[i];
	fail(f, "no slot ", name);
	return STR_EMPTY;
}

/* What the lines below a slot's first begin with: what stands before it if that is no words, else blanks. */
static struct str lead_of(struct filling *f, struct str before)
{
	struct buf lead = BUF_INIT;
	bool words = false;
	for (size_t i = 0; i < before.n; i++)
		words |= is_alnum(before.p[i]) || (unsigned char)before.p[i] >= 0x80;
	for (size_t i = 0; i < before.n && !words; i++)
		buf_put(&lead, before.p[i] == '-' || before.p[i] == '*' ? ' ' : before.p[i]);
	struct str kept = arena_str(f->arena, buf_slice(&lead));
	buf_free(&lead);
	return kept;
}

/* Appends s without blanks at the ends of its lines. */
static void put_value(struct filling *f, struct buf *line, struct str s)
{
	size_t begin = line->n;
	while (begin > 0 && line->p[begin - 1] != '\n')
		begin--;
	struct str lead = lead_of(f, str_skip(buf_slice(line), begin)), rest = s, piece;
	for (bool first = true; str_split(&rest, '\n', &piece); first = false) {
		piece = str_trim_right(piece);
		if (!first) {
			buf_put(line, '\n');
			buf_str(line, piece.n ? lead : str_trim_right(lead));
		}
		buf_str(line, piece);
	}
}

/* The line with its slots filled; false where it is left out. */
static bool fill_line(struct filling *f, struct str text, struct buf *line)
{
	bool slots = false, kept = false;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] != '{' || (i + 1 < text.n && text.p[i + 1] == '{')) {
			buf_put(line, text.p[i]);
			i += text.p[i] == '{';
			continue;
		}
		size_t end = str_find_char(text, '}', i);
		if (end == STR_NONE) {
			fail(f, "no } behind ", str_skip(text, i));
			break;
		}
		struct str name = str_range(text.p + i + 1, text.p + end);
		bool silent = str_starts(name, STR("?"));
		struct str value = str_trim_right(value_of(f, str_skip(name, silent)));
		slots = true;
		kept |= value.n > 0;
		if (!silent)
			put_value(f, line, value);
		i = end;
	}
	f->slots |= slots;
	f->kept |= kept;
	return !slots || kept;
}

static void end_paragraph(struct filling *f)
{
	if (f->paragraph.n && (f->kept || !f->slots)) {
		if (f->out->n && !str_ends(buf_slice(f->out), STR("\n\n")))
			buf_put(f->out, '\n');
		buf_str(f->out, buf_slice(&f->paragraph));
	}
	buf_cut(&f->paragraph, 0);
	f->slots = f->kept = false;
}

static void take_line(struct filling *f, struct str text)
{
	struct str bare = str_trim(text);
	if (str_starts(bare, STR("{#")) && str_ends(bare, STR("}")))
		return;
	if (!bare.n) {
		end_paragraph(f);
		return;
	}
	struct buf line = BUF_INIT;
	if (fill_line(f, text, &line)) {
		buf_str(&f->paragraph, str_trim_right(buf_slice(&line)));
		buf_put(&f->paragraph, '\n');
	}
	buf_free(&line);
}

const char *text_template_fill(struct arena *arena, const struct text_template *type, const char *folder,
	const struct str *values, struct buf *out)
{
	struct filling f = { .arena = arena, .type = type, .values = values, .out = out, .paragraph = BUF_INIT };
	struct str rest, line;
	size_t before = out->n;
	f.error = template_find(arena, folder, type->file, &f.file, &rest);
	while (!f.error && str_split(&rest, '\n', &line)) {
		f.line++;
		take_line(&f, str_trim_right(line));
	}
	f.line = 1;
	if (type->required && !f.placed)
		fail(&f, "there is no place for ", str_of(type->required));
	if (f.error)
		buf_cut(out, before);
	else
		end_paragraph(&f);
	buf_free(&f.paragraph);
	return f.error;
}
