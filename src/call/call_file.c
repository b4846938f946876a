#include "call/call_file.h"

#include "base/mem.h"
#include "read/decode.h"

enum { MOST_FIELDS = 1000 };

/* Known fields whose value is one text. */
static const struct {
	const char *key;
	size_t place;
} texts[] = {
	{ "Name", offsetof(struct call_file, name) },
	{ "Where", offsetof(struct call_file, where) },
	{ "List", offsetof(struct call_file, list) },
	{ "Archive", offsetof(struct call_file, archive) },
	{ "Chair", offsetof(struct call_file, chair) },
	{ "People", offsetof(struct call_file, people) },
	{ "Agenda", offsetof(struct call_file, agenda) },
	{ "Minutes", offsetof(struct call_file, minutes) },
};
static const char *const others[] = { "When", "Except", "Zones", "Standing" };
enum { TEXTS = sizeof texts / sizeof *texts, KNOWN = TEXTS + sizeof others / sizeof *others };

static struct str known_key(size_t i)
{
	return str_of(i < TEXTS ? texts[i].key : others[i - TEXTS]);
}

bool call_file_knows(struct str key)
{
	for (size_t i = 0; i < KNOWN; i++)
		if (str_eq_nocase(key, known_key(i)))
			return true;
	return false;
}

const struct call_field *call_file_field(const struct call_file *c, struct str key)
{
	for (size_t i = 0; i < c->field_count; i++)
		if (str_eq_nocase(c->fields[i].key, key))
			return &c->fields[i];
	return NULL;
}

struct str call_file_url(struct arena *arena, struct str url, struct str date)
{
	struct str mark = STR("{date}");
	size_t at = str_find(url, mark, 0);
	if (at == STR_NONE)
		return url;
	if (!date.n)
		return STR_EMPTY;
	return arena_join(arena, str_first(url, at), date, str_skip(url, at + mark.n));
}

/* Lines. */

static size_t column_of(struct str line, const char *at)
{
	size_t number = 1, column = 1;
	diag_place(line, at, &number, &column);
	return column;
}

/* "Key: value"; no URL, whose colon no blank follows. */
static bool split_field(struct str line, struct str *key, struct str *value)
{
	size_t colon = str_find_char(line, ':', 0);
	if (!is_alpha(*line.p) || colon == STR_NONE || (colon + 1 < line.n && !is_space(line.p[colon + 1])))
		return false;
	*key = str_trim(str_first(line, colon));
	*value = str_trim(str_skip(line, colon + 1));
	return true;
}

static void add_field(struct call_file *c, struct str line, size_t number, struct str key, struct str value)
{
	const struct call_field *before = call_file_field(c, key);
	if (before && call_file_knows(key))
		diag_add(c->diags, DIAG_CALL_TWICE, number, 1, arena_printf(&c->text->arena, "'%.*s'", STR_FMT(key)),
			arena_printf(&c->text->arena, "%zu", before->line));
	VEC_ROOM(c->fields, c->field_count, c->field_room);
	c->fields[c->field_count++] = (struct call_field){ .key = key, .written = value, .line = number,
		.column = column_of(line, value.p) };
}

static void add_item(struct call_field *f, struct str line, size_t number, struct str text)
{
	VEC_ROOM(f->items, f->item_count, f->item_room);
	f->items[f->item_count++] = (struct call_item){ text, number, column_of(line, text.p) };
}

/* The line goes on with what stands above it. */
static void lengthen(struct call_field *f, struct str line)
{
	struct str *text = f->item_count ? &f->items[f->item_count - 1].text : &f->written;
	struct str more = str_trim(line);
	if (text->n) {
		*text = str_range(text->p, more.p + more.n);
	} else {
		f->line++;
		f->column = column_of(line, more.p);
		*text = more;
	}
}

static void take_line(struct call_file *c, struct str line, size_t number)
{
	struct call_field *last = c->field_count ? &c->fields[c->field_count - 1] : NULL;
	struct str bare = str_trim(line), key, value;
	if (!bare.n || *line.p == '#')
		return;
	if (last && bare.n > 1 && (*bare.p == '-' || *bare.p == '*') && is_space(bare.p[1]))
		add_item(last, line, number, str_trim(str_skip(bare, 1)));
	else if (last && is_space(*line.p))
		lengthen(last, line);
	else if (c->field_count < MOST_FIELDS && split_field(line, &key, &value))
		add_field(c, line, number, key, value);
	else
		diag_add(c->diags, DIAG_CALL_LINE, number, column_of(line, bare.p), bare, STR_EMPTY);
}

enum { LONGEST_KEY = 16 };

static struct str lowered(char *room, struct str key)
{
	for (size_t i = 0; i < key.n; i++)
		room[i] = to_lower(key.p[i]);
	return (struct str){ room, key.n };
}

/* Says it of a field of one's own whose key is next to a known one: "Exept". */
static void say_near(struct call_file *c, const struct call_field *f)
{
	char own[LONGEST_KEY], known[LONGEST_KEY];
	if (f->key.n > LONGEST_KEY || call_file_knows(f->key))
		return;
	for (size_t i = 0; i < KNOWN; i++)
		if (str_one_apart(lowered(own, f->key), lowered(known, known_key(i))))
			diag_add(c->diags, DIAG_CALL_FIELD, f->line, 1, f->key, known_key(i));
}

/* Its words with single blanks between them. */
static struct str joined(struct arena *arena, struct str text)
{
	struct buf b = BUF_INIT;
	struct str rest = text, word;
	while (str_word(&rest, &word)) {
		if (b.n)
			buf_put(&b, ' ');
		buf_str(&b, word);
	}
	struct str kept = arena_str(arena, buf_slice(&b));
	buf_free(&b);
	return kept;
}

/* Fields whose value is a list. */

typedef void take_member(struct call_file *c, struct str text, size_t line, size_t column);

static void take_members(struct call_file *c, struct str text, size_t line, size_t column, take_member *take)
{
	const char *end = text.p + text.n;
	while (text.n) {
		size_t n = 0;
		while (n < text.n && text.p[n] != ',' && text.p[n] != ';')
			n++;
		struct str member = str_trim(str_first(text, n));
		size_t at_line = line, at_column = column;
		diag_place(str_range(text.p, end), member.p, &at_line, &at_column);
		if (member.n)
			take(c, member, at_line, at_column);
		struct str rest = str_skip(text, n + 1);
		diag_place(text, rest.p, &line, &column);
		text = rest;
	}
}

static void take_list(struct call_file *c, const char *key, take_member *take)
{
	const struct call_field *f = call_file_field(c, str_of(key));
	if (!f)
		return;
	take_members(c, f->written, f->line, f->column, take);
	for (size_t i = 0; i < f->item_count; i++)
		take_members(c, f->items[i].text, f->items[i].line, f->items[i].column, take);
}

static void take_exception(struct call_file *c, struct str text, size_t line, size_t column)
{
	schedule_except(&c->text->arena, text, line, column, c->diags, &c->when);
}

/* "America/Los_Angeles", "America/Los_Angeles (San Francisco)" */
static void take_zone(struct call_file *c, struct str text, size_t line, size_t column)
{
	size_t bracket = str_find_char(text, '(', 0);
	struct call_zone zone = { str_trim(str_first(text, bracket)), STR_EMPTY };
	if (bracket != STR_NONE)
		zone.city = str_trim(str_first(str_skip(text, bracket + 1), str_find_char(text, ')', bracket) - bracket - 1));
	if (!zone_exists(zone.name)) {
		diag_add(c->diags, DIAG_CALL_ZONE, line, column, zone.name,
			STR("write its name, such as Europe/London; its line is left out of the table"));
		return;
	}
	if (!zone.city.n)
		zone.city = zone_city(&c->text->arena, zone.name);
	VEC_ROOM(c->zones, c->zone_count, c->zone_room);
	c->zones[c->zone_count++] = zone;
}

static void understand(struct call_file *c)
{
	const struct call_field *when = call_file_field(c, STR("When"));
	const struct call_field *standing = call_file_field(c, STR("Standing"));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const struct call_field *f = call_file_field(c, str_of(texts[i].key));
		*(struct str *)((char *)c + texts[i].place) = f ? f->value : STR_EMPTY;
	}
	if (standing) {
		c->standing = standing->items;
		c->standing_count = standing->item_count;
	}
	if (when)
		c->has_when = schedule_parse(&c->text->arena, when->written, when->line, when->column, c->diags, &c->when);
	if (c->has_when)
		take_list(c, "Except", take_exception);
	take_list(c, "Zones", take_zone);
}

struct call_file *call_file_read(struct str file, struct buf *bytes)
{
	struct call_file *c = mem_zero(1, sizeof *c);
	struct str rest, line;
	c->file = file;
	c->text = document_new(file);
	c->diags = &c->text->diags;
	c->text->bytes = *bytes;
	*bytes = (struct buf)BUF_INIT;
	decode(c->text, buf_slice(&c->text->bytes));
	rest = c->text->source;
	for (size_t number = 1; str_split(&rest, '\n', &line); number++)
		take_line(c, line, number);
	for (size_t i = 0; i < c->field_count; i++) {
		struct call_field *f = &c->fields[i];
		say_near(c, f);
		f->value = joined(&c->text->arena, f->written);
		for (size_t k = 0; k < f->item_count; k++)
			if (str_find_char(f->items[k].text, '\n', 0) != STR_NONE)
				f->items[k].text = joined(&c->text->arena, f->items[k].text);
	}
	understand(c);
	diag_sort(c->diags);
	return c;
}

void call_file_free(struct call_file *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->field_count; i++)
		mem_free(c->fields[i].items);
	mem_free(c->fields);
	mem_free(c->zones);
	document_free(c->text);
	mem_free(c);
}
