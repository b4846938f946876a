/* JSON on its way out, value by value: nothing of it is kept. Two blanks a level, members in the order given (RFC 8259;
 * escapes are jansson's). */
#ifndef WRITE_JSON_OUT_H
#define WRITE_JSON_OUT_H

#include "base/out.h"

struct json_out {
	struct out *out;
	size_t depth;
	bool fresh;          /* nothing stands yet in the open object or array */
	bool named;          /* a member's name stands, its value follows */
};

void json_begin(struct json_out *j, char bracket);      /* '{' or '[' */
void json_end(struct json_out *j, char bracket);        /* '}' or ']' */
/* The name of the next value, a literal of the caller. */
void json_key(struct json_out *j, const char *name);
/* Bytes that are no UTF-8 become U+FFFD. */
void json_put_string(struct json_out *j, struct str s);
/* null where empty. */
void json_put_known(struct json_out *j, struct str s);
void json_put_number(struct json_out *j, size_t n);
/* null where 0. */
void json_put_place(struct json_out *j, size_t n);
void json_put_bool(struct json_out *j, bool b);
void json_put_null(struct json_out *j);

#endif
