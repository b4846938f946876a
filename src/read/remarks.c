/* Remarks: what people of the call wrote to its chat, which some scribes set off as a quote, "> *Mira:* here it is". */
#include "base/mem.h"
#include "model/names.h"
#include "model/words.h"
#include "read/label.h"
#include "read/resolve.h"

/* How sure it is that a quote holds remarks and is none of mail. */
enum sign { SIGN_NONE, SIGN_MARKED, SIGN_KNOWN };

/* Does the line begin with who says it: emphasised and like a name, or somebody of the roll? */
static enum sign begins_remark(struct resolver *r, struct str line)
{
	struct label label;
	if (!label_find(line, &label) || !label.text.n)
		return SIGN_NONE;
	struct str names = plain_text(r, label.names);
	if (people_find(r->people, names).found != PEOPLE_NONE)
		return SIGN_KNOWN;
	return label.strong && name_shape(names) == NAME_LIKELY && !label_is_no_person(names) ? SIGN_MARKED : SIGN_NONE;
}

/* The least sure of its paragraphs. */
static enum sign sign_of(struct resolver *r, const struct block *quote)
{
	enum sign least = quote->first ? SIGN_KNOWN : SIGN_NONE;
	for (const struct block *b = quote->first; b && least; b = b->next) {
		enum sign sign = b->type == BLOCK_PARAGRAPH ? begins_remark(r, str_first(raw_text(b), str_find_char(raw_text(b), '\n', 0))) : SIGN_NONE;
		least = sign < least ? sign : least;
	}
	return least;
}

/* Is it of a thread of mail: "Mira wrote:" over it, or a quote in it? */
static bool is_mail(const struct block *quote)
{
	for (const struct block *b = quote->first; b; b = b->next)
		if (b->type == BLOCK_QUOTE)
			return true;
	const struct block *above = quote->prev ? quote->prev : quote->parent;
	struct str text = str_trim(raw_text(above));
	return str_ends(text, STR(" wrote:")) || str_ends(text, STR(" writes:"));
}

/* The lines of a quoted paragraph behind place: each label begins another paragraph, other lines go on. Returns the last. */
static struct block *lift(struct resolver *r, struct block *quoted, struct block *place)
{
	struct str rest = raw_text(quoted), line;
	struct block *open = NULL;
	struct buf text = BUF_INIT;
	for (size_t n = 0; rest.n && str_split(&rest, '\n', &line); n++) {
		/* The line break of a quote is a hard one. */
		if (rest.n && str_ends(line, STR("\\")))
			line.n--;
		line = str_trim(line);
		if (open && begins_remark(r, line)) {
			raw_set(r->doc, open, arena_str(&r->doc->arena, buf_slice(&text)));
			buf_cut(&text, 0);
		}
		if (!open || !text.n) {
			struct block *b = block_new(r->doc, BLOCK_PARAGRAPH, quoted->line + n);
			b->origin = quoted->parent->origin;
			raw_set(r->doc, b, STR_EMPTY);
			raw_flag(b, open ? RAW_JOINED : 0);
			block_insert_after(open ? open : place, b);
			open = b;
		} else {
			buf_put(&text, '\n');
		}
		buf_str(&text, line);
	}
	raw_set(r->doc, open, arena_str(&r->doc->arena, buf_slice(&text)));
	buf_free(&text);
	return open;
}

void resolve_remarks(struct resolver *r)
{
	enum { SEVERAL = 3 };
	struct block_list quotes = { NULL, 0, 0 };
	struct block_iter it = block_iter(r->doc->root);
	bool mail = r->strict;
	while (!mail && block_next(&it)) {
		if (!it.entering || it.block->type != BLOCK_QUOTE)
			continue;
		mail = is_mail(it.block);
		enum sign sign = sign_of(r, it.block);
		if (sign)
			block_list_add(&quotes, it.block);
		block_skip(&it);
	}
	for (size_t i = 0; i < quotes.count && !mail; i++) {
		struct block *quote = quotes.items[i], *place = quote;
		if (sign_of(r, quote) == SIGN_MARKED && quotes.count < SEVERAL)
			continue;
		for (struct block *b = quote->first; b; b = b->next)
			place = lift(r, b, place);
		block_remove(quote);
	}
	mem_free(quotes.items);
}
