#include "model/names.h"
#include "model/roll_parts.h"
#include "model/words.h"

/* An affiliation of one word and a name of two. */
enum { RUN_ON_WORDS = 3, COUNTED_WORDS = 8 };

bool piece_is_single(struct str text)
{
	struct str rest = str_trim(text), word;
	return str_word(&rest, &word) && !str_trim(rest).n;
}

static struct str first_word(struct str text)
{
	struct str word;
	str_word(&text, &word);
	return word;
}

static size_t words_of(struct str text)
{
	size_t n = 0;
	struct str word;
	while (n < COUNTED_WORDS && str_word(&text, &word))
		n++;
	return n;
}

size_t run_on_affiliation(const struct run_on *run, const struct roll_knowledge *k, struct str piece, bool last)
{
	if (roll_knows_name(k, piece))
		return 0;
	if (roll_knows_affiliation(k, piece))
		return piece.n;
	size_t n = affiliation_before(k, piece), words = words_of(piece);
	if (n)
		return n;
	struct str first = first_word(piece);
	if (words == 1)
		return last || tally_count(&run->firsts, first) > 1 ? piece.n : 0;
	if (tally_count(&run->firsts, first) <= 1 && words < RUN_ON_WORDS)
		return 0;
	if (!name_is_capitalised(first))
		return 0;
	/* "Sample Foundation Mira Okafor" */
	struct str rest = str_skip(piece, (size_t)(first.p + first.n - piece.p)), word;
	n = first.n;
	while (str_word(&rest, &word) && word_is_organisation(word))
		n = (size_t)(word.p + word.n - piece.p);
	return n;
}

struct run_on run_on_find(const struct roll_knowledge *k, const struct pieces *p)
{
	struct run_on run = { false, { NULL, NULL, 0, 0 } };
	size_t several = 0, evident = 0, known = 0, lengthy = 0;
	size_t end = p->count;
	if (p->count < 3)
		return run;
	for (size_t i = 0; i < p->count; i++) {
		if (p->items[i].groups || p->items[i].before == JOINT_GROUP || p->items[i].before == JOINT_SEMICOLON)
			return run;
		if (p->items[i].before == JOINT_DASH && end == p->count)
			end = i;
		if (i && p->items[i].text.n)
			tally_add(&run.firsts, first_word(p->items[i].text));
	}
	for (size_t i = 1; i + 1 < p->count; i++) {
		struct str text = p->items[i].text;
		size_t words = words_of(text);
		if (words < 2 || p->items[i].before == JOINT_DASH)
			continue;
		several++;
		struct str first = first_word(text), behind = str_range(first.p + first.n, text.p + text.n);
		size_t n = roll_knows_name(k, text) || roll_knows_affiliation(k, text) ? 0 : affiliation_before(k, text);
		struct str rest = str_skip(text, n);
		if (n && name_shape(rest) != NAME_NO) {
			evident++;
			known += name_shape(rest) == NAME_LIKELY;
			lengthy += words >= RUN_ON_WORDS;
		} else if (tally_count(&run.firsts, first) > 1 && name_shape(behind) != NAME_NO) {
			evident++;
			lengthy += words >= RUN_ON_WORDS;
		}
	}
	const struct piece *last = &p->items[p->count - 1];
	/* "Felix Moss, Felix Lind" are people; a line of them does not end with one who lends others the first name. */
	bool ends = last->before == JOINT_DASH || roll_knows_affiliation(k, last->text) || (piece_is_single(last->text) &&
		tally_count(&run.firsts, last->text) > 1);
	run.found = evident && evident * 2 >= several && (known || (ends && lengthy * 2 >= evident));
	return run;
}
