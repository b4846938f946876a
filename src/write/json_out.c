#include "write/json_out.h"

#include <jansson.h>

#include "base/utf8.h"

static void indent(struct json_out *j)
{
	static const char blanks[] = "                                ";
	out_put(j->out, '\n');
	for (size_t n = j->depth * 2; n;) {
		size_t part = n < sizeof blanks - 1 ? n : sizeof blanks - 1;
		out_add(j->out, blanks, part);
		n -= part;
	}
}

/* What stands before a value or a member's name. */
static void next(struct json_out *j)
{
	if (j->named) {
		j->named = false;
		return;
	}
	if (!j->fresh)
		out_put(j->out, ',');
	j->fresh = false;
	if (j->depth)
		indent(j);
}

void json_begin(struct json_out *j, char bracket)
{
	next(j);
	out_put(j->out, bracket);
	j->depth++;
	j->fresh = true;
}

void json_end(struct json_out *j, char bracket)
{
	j->depth--;
	if (!j->fresh)
		indent(j);
	j->fresh = false;
	out_put(j->out, bracket);
}

void json_key(struct json_out *j, const char *name)
{
	next(j);
	out_put(j->out, '"');
	out_cstr(j->out, name);
	out_cstr(j->out, "\": ");
	j->named = true;
}

static int take(const char *bytes, size_t n, void *out)
{
	out_add(out, bytes, n);
	return 0;
}

/* False where s is no UTF-8; nothing is written then. */
static bool put_string(struct out *out, struct str s)
{
	json_t *string = json_stringn(s.p, s.n);
	if (!string)
		return false;
	json_dump_callback(string, take, out, JSON_ENCODE_ANY);
	json_decref(string);
	return true;
}

/* Most strings are as they stand. */
static bool is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || (unsigned char)s.p[i] >= 0x7f || s.p[i] == '"' || s.p[i] == '\\')
			return false;
	return true;
}

void json_put_string(struct json_out *j, struct str s)
{
	next(j);
	if (is_plain(s)) {
		out_put(j->out, '"');
		out_str(j->out, s);
		out_put(j->out, '"');
		return;
	}
	if (put_string(j->out, s))
		return;
	struct buf clean = BUF_INIT;
	utf8_clean(&clean, s);
	put_string(j->out, buf_slice(&clean));
	buf_free(&clean);
}

void json_put_known(struct json_out *j, struct str s)
{
	if (s.n)
		json_put_string(j, s);
	else
		json_put_null(j);
}

void json_put_number(struct json_out *j, size_t n)
{
	next(j);
	out_printf(j->out, "%zu", n);
}

void json_put_place(struct json_out *j, size_t n)
{
	if (n)
		json_put_number(j, n);
	else
		json_put_null(j);
}

void json_put_bool(struct json_out *j, bool b)
{
	next(j);
	out_cstr(j->out, b ? "true" : "false");
}

void json_put_null(struct json_out *j)
{
	next(j);
	out_cstr(j->out, "null");
}
