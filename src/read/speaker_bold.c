/* "**Mira** The van is late.": a bold name without a colon, where that is how the notes say who speaks. */
#include "model/words.h"
#include "read/speaker_label.h"

/* A bold run at the begin of a text, and what stands behind it. */
static bool bold_run(struct str text, struct str *name, struct str *said)
{
	enum { LONGEST = 60 };
	struct str sign = str_first(text, 2);
	if (!str_eq(sign, STR("**")) && !str_eq(sign, STR("__")))
		return false;
	size_t close = str_find(str_first(text, LONGEST), sign, 3);
	if (close == STR_NONE || close + 2 >= text.n || !is_space(text.p[close + 2]))
		return false;
	*name = str_range(text.p + 2, text.p + close);
	*said = str_trim(str_skip(text, close + 2));
	return said->n && !is_space(*name->p) && name->p[name->n - 1] != ':' && str_find_char(STR("-:|(,"), *said->p, 0) == STR_NONE;
}

bool speaker_bold_label(struct resolver *r, struct str text, struct label *label)
{
	struct str name, said, rest, word;
	if (!bold_run(text, &name, &said) || !speaker_all_known(r, name))
		return false;
	/* "**Mira** Okafor is here": no more than a part of a name is bold. */
	rest = said;
	str_word(&rest, &word);
	struct str more = plain_text(r, str_range(text.p, word.p + word.n));
	if (people_find(r->people, more).found == PEOPLE_UNIQUE)
		return false;
	*label = (struct label){ STR_EMPTY, name, name, STR_EMPTY, said, true, false, false };
	return true;
}

/* Does it say something, as a sentence does that begins anew, or go on from the name? */
struct said {
	size_t lines, speech, prose;
};

static void count_line(struct resolver *r, struct str line, struct said *count)
{
	struct label label;
	if (!speaker_bold_label(r, line, &label))
		return;
	struct str text = plain_text(r, label.text);
	count->lines++;
	if (!text.n || is_lower(*text.p))
		count->prose++;
	else if (str_find_char(STR(".?!)"), text.p[text.n - 1], 0) != STR_NONE || words_have_verb(text))
		count->speech++;
}

/* Each line of the paragraph that begins so begins a paragraph of its own. Returns the last one. */
static struct block *cut_lines(struct resolver *r, struct block *b)
{
	struct label label;
	for (size_t at = 0; (at = str_find_char(raw_text(b), '\n', at)) != STR_NONE; at++) {
		struct str text = raw_text(b), below = str_trim_left(str_skip(text, at + 1));
		if (!speaker_bold_label(r, below, &label))
			continue;
		struct block *made = raw_block(r->doc, BLOCK_PARAGRAPH, raw_line(r->doc, b, below), below);
		made->origin = b->origin;
		raw_flag(made, RAW_JOINED);
		raw_set(r->doc, b, str_trim_right(str_first(text, at)));
		block_insert_after(b, made);
		b = made;
		at = (size_t)-1;
	}
	return b;
}

bool speaker_bold_lines(struct resolver *r)
{
	enum { SEVERAL = 2 };
	struct said count = { 0, 0, 0 };
	struct block_iter it = block_iter(r->doc->root);
	while (block_next(&it)) {
		if (!it.entering || !speaker_candidate(it.block))
			continue;
		struct str rest = raw_text(it.block), line;
		while (rest.n && str_split(&rest, '\n', &line))
			count_line(r, str_trim(line), &count);
	}
	if (count.speech < SEVERAL || 2 * count.speech < count.lines || 4 * count.prose > count.lines)
		return false;
	it = block_iter(r->doc->root);
	while (block_next(&it))
		if (it.entering && it.block->type == BLOCK_PARAGRAPH && speaker_candidate(it.block))
			it.block = cut_lines(r, it.block);
	return true;
}
