/* Actions of the same owner and nearly the same words. Candidates come from an index by owner and word, a few newest
 * for each, rare words first: the work for one action does not grow with their number. */
#include <stdlib.h>

#include "base/mem.h"
#include "call/ledger_parts.h"
#include "model/people.h"
#include "model/words.h"

enum { WORDS_MOST = 64, KEPT = 8, WORDS_ASKED = 8, ONE_IN = 6, WORDS_SURE = 2, STEM_LEAST = 2, OWNER_WORDS = 16 };

/* The entries that have an owner and a word, the newest KEPT of them. */
struct posting {
	uint64_t key;            /* 0 where the place is free */
	size_t count;            /* of all there were */
	struct entry *entries[KEPT];
};

struct near {
	struct arena *arena;
	struct posting *table;
	size_t count, room;      /* room is a power of two */
	size_t searches;
};

struct near *near_new(struct arena *arena)
{
	enum { FIRST_ROOM = 64 };
	struct near *near = mem_zero(1, sizeof *near);
	near->arena = arena;
	near->room = FIRST_ROOM;
	near->table = mem_zero(near->room, sizeof *near->table);
	return near;
}

void near_free(struct near *near)
{
	if (!near)
		return;
	mem_free(near->table);
	mem_free(near);
}

static uint32_t hash_of(struct str word)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < word.n; i++)
		h = (h ^ (unsigned char)to_lower(word.p[i])) * 16777619u;
	return h;
}

/* "uses", "used", "using" are one word. */
static struct str stem(struct str word)
{
	static const char *const ends[] = { "'s", "ing", "ed", "es", "s", "e" };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct str end = str_of(ends[i]);
		if (word.n >= end.n + STEM_LEAST && str_ends(word, end))
			return str_first(word, word.n - end.n);
	}
	return word;
}

static bool is_ordinal(struct str word)
{
	return word_in(word, (const char *const[]){ "first", "second", "third", "fourth", "fifth", "last", "next", "one",
		"two", "three", "four", "five", "six", NULL });
}

static bool is_negation(struct str word)
{
	enum { LONGEST = 12 };
	if (word.n > LONGEST || (to_lower(word.p[word.n - 1]) != 't' && str_find_char(STR("nNwW"), *word.p, 0) == STR_NONE))
		return false;
	return word_in(word, (const char *const[]){ "not", "no", "never", "without", "cannot", NULL }) ||
		str_ends(word, STR("n't")) || str_ends(word, STR("n\xe2\x80\x99t"));
}

static bool joins(char c)
{
	return c == '.' || c == '/' || c == '_' || c == '\'';
}

/* The next word, letters and digits with what joins them ("v5", "4.12", "x86/mm", "don't"). */
static bool next_word(struct str text, size_t *at, struct str *word)
{
	size_t i = *at;
	while (i < text.n && !is_alnum(text.p[i]) && (unsigned char)text.p[i] < 0x80)
		i++;
	size_t begin = i;
	while (i < text.n && (is_alnum(text.p[i]) || (unsigned char)text.p[i] >= 0x80 ||
	       (joins(text.p[i]) && i + 1 < text.n && is_alnum(text.p[i + 1]))))
		i++;
	*word = str_range(text.p + begin, text.p + i);
	*at = i;
	return word->n > 0;
}

/* Hashes of the words of the owners' names, as many as there is room for; their count. */
static size_t owner_words(const struct sighting *s, uint32_t *hashes, size_t room)
{
	size_t count = 0;
	for (size_t i = 0; i < s->owner_count; i++) {
		struct str rest = s->owners[i], part;
		while (count < room && str_word(&rest, &part))
			hashes[count++] = hash_of(part);
	}
	return count;
}

static bool is_among(uint32_t hash, const uint32_t *hashes, size_t count)
{
	while (count && hashes[count - 1] != hash)
		count--;
	return count > 0;
}

static int by_hash(const void *left, const void *right)
{
	const struct token *a = left, *b = right;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (int)b->marked - (int)a->marked;
}

struct tokens near_tokens(struct near *near, const struct sighting *s)
{
	struct token found[WORDS_MOST];
	struct tokens tokens = { NULL, 0 };
	struct str word;
	size_t at = 0, count = 0;
	uint32_t owners[OWNER_WORDS];
	size_t owner_count = owner_words(s, owners, OWNER_WORDS);
	bool first = true;
	while (count < WORDS_MOST && next_word(s->text, &at, &word)) {
		bool digit = false;
		for (size_t i = 0; i < word.n; i++)
			digit = digit || is_digit(word.p[i]);
		bool negates = is_negation(word);
		if (is_among(hash_of(word), owners, owner_count) || (!negates && word_is_function(word)))
			continue;
		found[count++] = (struct token){ hash_of(stem(word)), digit || is_ordinal(word) || (is_upper(*word.p) && !first), negates };
		first = false;
	}
	qsort(found, count, sizeof *found, by_hash);
	tokens.items = ARENA_ARRAY(near->arena, struct token, count);
	for (size_t i = 0; i < count; i++)
		if (!i || found[i].hash != found[i - 1].hash)
			tokens.items[tokens.count++] = found[i];
	return tokens;
}

static bool nearly_same(const struct tokens *a, const struct tokens *b)
{
	size_t common = 0, i = 0, k = 0;
	bool marked_a = false, marked_b = false, negated = false;
	while (i < a->count || k < b->count) {
		uint32_t x = i < a->count ? a->items[i].hash : 0, y = k < b->count ? b->items[k].hash : 0;
		if (k == b->count || (i < a->count && x < y)) {
			marked_a |= a->items[i].marked;
			negated |= a->items[i++].negates;
		} else if (i == a->count || y < x) {
			marked_b |= b->items[k].marked;
			negated |= b->items[k++].negates;
		} else {
			common++;
			i++;
			k++;
		}
	}
	size_t small = a->count < b->count ? a->count : b->count, all = a->count + b->count - common;
	if (common == all)
		return common > 0;
	/* Words that stand in place of others, and words that were added. */
	if (negated || small < WORDS_SURE || (small > common && marked_a && marked_b))
		return false;
	return (small - common) * ONE_IN <= small && 2 * common >= all;
}

/* Owner and word as a key; the owner by the first word of his name, as notes often have no more. */
static uint64_t key_of(size_t family, struct str owner, uint32_t word)
{
	struct str first = STR_EMPTY;
	str_word(&owner, &first);
	uint64_t key = ((uint64_t)hash_of(first) << 32 | word) ^ ((uint64_t)family * 0x9e3779b97f4a7c15u);
	key ^= key >> 29;
	return key ? key : 1;
}

static struct posting *place(const struct near *near, uint64_t key)
{
	for (uint64_t at = key * 0x9e3779b97f4a7c15u >> 20;; at++) {
		struct posting *p = &near->table[at & (near->room - 1)];
		if (!p->key || p->key == key)
			return p;
	}
}

static struct posting *take(struct near *near, uint64_t key)
{
	if (2 * (near->count + 1) > near->room) {
		struct near old = *near;
		near->room *= 2;
		near->table = mem_zero(near->room, sizeof *near->table);
		for (size_t i = 0; i < old.room; i++)
			if (old.table[i].key)
				*place(near, old.table[i].key) = old.table[i];
		mem_free(old.table);
	}
	struct posting *p = place(near, key);
	if (!p->key) {
		p->key = key;
		near->count++;
	}
	return p;
}

static struct str owner_of(const struct sighting *s, size_t i)
{
	return s->owner_count ? s->owners[i] : STR_EMPTY;
}

static size_t owners_of(const struct sighting *s)
{
	return s->owner_count ? s->owner_count : 1;
}

void near_add(struct near *near, struct entry *entry, const struct sighting *s, const struct tokens *tokens)
{
	for (size_t o = 0; o < owners_of(s); o++)
		for (size_t i = 0; i < tokens->count; i++) {
			struct posting *p = take(near, key_of(s->call->family, owner_of(s, o), tokens->items[i].hash));
			if (p->count && p->entries[(p->count - 1) % KEPT] == entry)
				continue;
			p->entries[p->count++ % KEPT] = entry;
		}
}

static bool share_owner(const struct sighting *a, const struct sighting *b)
{
	if (!a->owner_count || !b->owner_count)
		return a->owner_count == b->owner_count;
	for (size_t i = 0; i < a->owner_count; i++)
		for (size_t k = 0; k < b->owner_count; k++)
			if (owner_same(a->owners[i], b->owners[k]))
				return true;
	return false;
}

static bool is_better(const struct entry *a, const struct entry *b)
{
	bool a_open = a->action.state == ACTION_OPEN, b_open = b->action.state == ACTION_OPEN;
	if (a_open != b_open)
		return a_open;
	const struct sighting *x = a->newest, *y = b->newest;
	return x->call->place != y->call->place ? x->call->place > y->call->place : x->line > y->line;
}

static int by_count(const void *left, const void *right)
{
	const struct posting *a = *(struct posting *const *)left, *b = *(struct posting *const *)right;
	if (a->count != b->count)
		return a->count < b->count ? -1 : 1;
	return a->key < b->key ? -1 : a->key > b->key;
}

struct entry *near_find(struct near *near, const struct sighting *s, const struct tokens *tokens)
{
	struct posting *found[WORDS_MOST];
	struct entry *best = NULL;
	near->searches++;
	for (size_t o = 0; o < owners_of(s); o++) {
		size_t count = 0;
		for (size_t i = 0; i < tokens->count; i++) {
			struct posting *p = place(near, key_of(s->call->family, owner_of(s, o), tokens->items[i].hash));
			if (p->key)
				found[count++] = p;
		}
		qsort(found, count, sizeof *found, by_count);
		for (size_t i = 0; i < count && i < WORDS_ASKED; i++)
			for (size_t k = 0; k < found[i]->count && k < KEPT; k++) {
				struct entry *e = found[i]->entries[k];
				if (e->asked == near->searches)
					continue;
				e->asked = near->searches;
				if ((!best || is_better(e, best)) && e->action.family == s->call->family &&
				    share_owner(e->action.owned, s) && nearly_same(&e->tokens, tokens))
					best = e;
			}
	}
	return best;
}
