#include "call/call_details.h"

void details_put(struct buf *b, const struct call_file *c)
{
	for (size_t i = 0; i < c->field_count; i++) {
		const struct call_field *f = &c->fields[i];
		if (!f->item_count && !call_file_knows(f->key))
			buf_printf(b, "%.*s: %.*s\n", STR_FMT(f->key), STR_FMT(f->value));
	}
}

void details_put_lists(struct buf *b, const struct call_file *c)
{
	for (size_t i = 0; i < c->field_count; i++) {
		const struct call_field *f = &c->fields[i];
		if (!f->item_count || (call_file_knows(f->key) && !str_eq_nocase(f->key, STR("Where"))))
			continue;
		buf_printf(b, "%s%.*s:", b->n ? "\n" : "", STR_FMT(f->key));
		buf_printf(b, f->value.n ? " %.*s\n" : "\n", STR_FMT(f->value));
		for (size_t k = 0; k < f->item_count; k++)
			buf_printf(b, "- %.*s\n", STR_FMT(f->items[k].text));
	}
}
