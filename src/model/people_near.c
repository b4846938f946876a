#include "model/people_parts.h"

/* NEAR_PEOPLE is how many can be guessed at. */
enum { NEAR_PEOPLE = 2000, NEAR_LETTERS = 5, NEAR_BYTES = 40 };

/* The text and the text without each of its letters. */
typedef void near_visit(void *context, struct str text);
static void near_forms(struct str text, near_visit *visit, void *context)
{
	char form[NEAR_BYTES];
	if (text.n < NEAR_LETTERS || text.n > NEAR_BYTES)
		return;
	visit(context, text);
	for (size_t i = 0; i < text.n; i++) {
		size_t n = 0;
		for (size_t k = 0; k < text.n; k++)
			if (k != i)
				form[n++] = text.p[k];
		visit(context, (struct str){ form, n });
	}
}

struct near_add {
	const struct people *people;
	struct entity *entity;
};

static void add_near(void *context, struct str text)
{
	struct near_add *add = context;
	table_add(add->people->arena, &add->people->index->table, people_hash(text, KEY_NEAR, 0), add->entity);
}

static void index_near(const struct people *p)
{
	for (; p->index->near_done < p->count && p->index->near_done < NEAR_PEOPLE; p->index->near_done++) {
		struct entity *entity = p->entities[p->index->near_done];
		struct near_add k = { p, entity };
		struct folded f = fold_both(entity->person->name);
		for (size_t i = 0; i < f.count; i++) {
			struct words w = words_of(buf_slice(&f.text[i]));
			near_forms(buf_slice(&f.text[i]), add_near, &k);
			if (w.count > 1) {
				near_forms(w.items[0], add_near, &k);
				near_forms(w.items[w.count - 1], add_near, &k);
			}
		}
		folded_free(&f);
	}
}

static bool one_apart(struct str a, struct str b)
{
	return a.n >= NEAR_LETTERS && b.n >= NEAR_LETTERS && str_one_apart(a, b);
}

struct near_search {
	const struct people *people;
	struct str label;
	struct candidates hits;
};

static void find_near(void *context, struct str text)
{
	struct near_search *search = context;
	struct candidates c = { .count = 0 };
	add_slot(&c, slot_find(&search->people->index->table, people_hash(text, KEY_NEAR, 0)));
	for (size_t i = 0; i < c.count; i++) {
		struct folded f = fold_both(c.items[i]->person->name);
		bool near = false;
		for (size_t n = 0; n < f.count; n++) {
			struct words w = words_of(buf_slice(&f.text[n]));
			near |= one_apart(search->label, buf_slice(&f.text[n]));
			if (w.count > 1)
				near |= one_apart(search->label, w.items[0]) || one_apart(search->label, w.items[w.count - 1]);
		}
		if (near)
			add_candidate(&search->hits, c.items[i]);
		folded_free(&f);
	}
}

const struct person *people_near(const struct people *p, struct str label)
{
	struct near_search search = { p, STR_EMPTY, { .count = 0 } };
	label = people_label(label);
	if (!label.n || label.n > LABEL_BYTES)
		return NULL;
	index_near(p);
	struct folded f = fold_both(label);
	for (size_t i = 0; i < f.count; i++) {
		search.label = buf_slice(&f.text[i]);
		near_forms(search.label, find_near, &search);
	}
	folded_free(&f);
	return search.hits.count == 1 && !search.hits.more ? search.hits.items[0]->person : NULL;
}
