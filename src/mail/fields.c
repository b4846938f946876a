#include "mail/fields.h"

static const struct str names[] = {
#define X(code, name) { name, sizeof name - 1 },
	FIELD_LIST(X)
#undef X
};

const char *field_name(enum field field)
{
	return names[field].p;
}

/* Length of the name before the colon, or 0. Blanks before the colon are obsolete syntax (§4.5). */
static size_t name_length(struct str line)
{
	size_t i = 0;
	while (i < line.n && line.p[i] > ' ' && line.p[i] < 0x7f && line.p[i] != ':')
		i++;
	size_t n = i;
	while (i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'))
		i++;
	return i < line.n && line.p[i] == ':' ? n : 0;
}

bool field_like(struct str line)
{
	return name_length(line) > 0;
}

static void keep(struct fields *f, struct str name, struct str value)
{
	for (size_t i = 0; i < FIELD_COUNT; i++)
		if (str_eq_nocase(name, names[i])) {
			struct str *place = f->first[i].n ? &f->again[i] : &f->first[i];
			if (!place->n)
				*place = str_trim(value);
			return;
		}
}

/* The line at *at, without its end, and step over it. */
static struct str next_line(struct str s, size_t *at)
{
	size_t end = str_find_char(s, '\n', *at);
	struct str line = str_range(s.p + *at, s.p + (end == STR_NONE ? s.n : end));
	*at = end == STR_NONE ? s.n : end + 1;
	return line;
}

static bool is_empty(struct str line)
{
	return line.n == 0 || (line.n == 1 && line.p[0] == '\r');
}

void fields_parse(struct str message, struct fields *f)
{
	struct str name = STR_EMPTY;
	const char *value = message.p, *end = message.p;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		f->first[i] = f->again[i] = STR_EMPTY;
	f->complete = false;
	size_t at = 0, begin = 0;
	while (at < message.n) {
		begin = at;
		struct str line = next_line(message, &at);
		if (is_empty(line)) {
			f->complete = true;
			break;
		}
		size_t n = line.p[0] == ' ' || line.p[0] == '\t' ? 0 : name_length(line);
		if (n) {
			keep(f, name, str_range(value, end));
			name = str_first(line, n);
			value = memchr(line.p, ':', line.n);
			value++;
		} else if (line.p[0] != ' ' && line.p[0] != '\t' && begin > 0 && !str_starts(line, STR(">From "))) {
			/* Neither a field nor its continuation: the body begins without an empty line, or the message is cut off. */
			f->complete = line.p + line.n < message.p + message.n;
			if (f->complete)
				at = begin;
			break;
		}
		end = line.p + line.n;
	}
	keep(f, name, str_range(value, end));
	f->size = at;
}
