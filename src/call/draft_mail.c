/* Which series of mail is which of the notes. */
#include <stdlib.h>

#include "call/draft_parts.h"

/* A title by which a row is found. */
struct title_key {
	struct str key;
	size_t row;
	bool tail;               /* without what stands before a colon: "lamp: dim slowly" is "dim slowly" too */
};

struct draft_mail {
	const struct survey_row *rows;
	size_t count;
	struct title_key *keys;  /* sorted */
	size_t key_count;
	bool *taken;             /* by row */
	struct arena *arena;
};

static int by_key(const void *left, const void *right)
{
	const struct title_key *a = left, *b = right;
	int order = str_compare(a->key, b->key);
	if (!order)
		order = (int)a->tail - (int)b->tail;
	return order ? order : a->row < b->row ? -1 : a->row > b->row;
}

enum { TAILS = 4 };

static void add_title(struct draft_mail *mail, struct str title, size_t row)
{
	for (size_t tail = 0; tail <= TAILS; tail++) {
		struct str key = series_title_key(mail->arena, title);
		if (key.n)
			mail->keys[mail->key_count++] = (struct title_key){ key, row, tail > 0 };
		size_t colon = str_find(title, STR(": "), 0);
		if (colon == STR_NONE)
			return;
		title = str_skip(title, colon + 2);
	}
}

struct draft_mail *draft_mail_new(struct arena *arena, struct survey *survey)
{
	struct draft_mail *mail = ARENA_NEW(arena, struct draft_mail);
	size_t titles = 0;
	mail->arena = arena;
	if (!survey)
		return mail;
	mail->rows = survey_rows(survey, &mail->count);
	for (size_t i = 0; i < mail->count; i++)
		titles += mail->rows[i].title_count;
	mail->keys = ARENA_ARRAY(arena, struct title_key, titles * (TAILS + 1) + 1);
	mail->taken = ARENA_ARRAY(arena, bool, mail->count + 1);
	for (size_t i = 0; i < mail->count; i++)
		for (size_t k = 0; k < mail->rows[i].title_count; k++)
			add_title(mail, mail->rows[i].titles[k], i);
	if (mail->key_count)
		qsort(mail->keys, mail->key_count, sizeof *mail->keys, by_key);
	return mail;
}

static bool has_stakeholder(const struct series_entry *entry, struct str name)
{
	for (size_t i = 0; i < entry->stakeholder_count; i++)
		if (str_eq_nocase(entry->stakeholders[i].name, name))
			return true;
	return false;
}

/* The one row that the keys from first on lead to, whole titles before tails; of several, the one whose author has a stake. */
static const struct survey_row *only(const struct draft_mail *mail, size_t first, const struct series_entry *entry)
{
	const struct survey_row *found = NULL, *staked = NULL;
	bool several = false, several_staked = false, tail = mail->keys[first].tail;
	for (size_t i = first; i < mail->key_count && str_eq(mail->keys[i].key, mail->keys[first].key) && mail->keys[i].tail == tail; i++) {
		const struct survey_row *row = &mail->rows[mail->keys[i].row];
		several |= found && row != found;
		found = row;
		if (row->author.n && has_stakeholder(entry, row->author)) {
			several_staked |= staked && row != staked;
			staked = row;
		}
	}
	if (!several)
		return found;
	return several_staked ? NULL : staked;
}

static bool has_words(struct str key, size_t words)
{
	for (size_t i = 0; i < key.n && words > 1; i++)
		words -= key.p[i] == ' ';
	return words <= 1;
}

const struct survey_row *draft_mail_take(struct draft_mail *mail, const struct series_entry *entry)
{
	struct str key = series_title_key(mail->arena, entry->title);
	size_t low = 0, high = mail->key_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(mail->keys[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == mail->key_count || !str_eq(mail->keys[low].key, key))
		return NULL;
	const struct survey_row *row = only(mail, low, entry);
	/* "Cleanups" may be anything. */
	if (row && mail->keys[low].tail && !has_words(key, 3) && !has_stakeholder(entry, row->author))
		row = NULL;
	if (row)
		mail->taken[row - mail->rows] = true;
	return row;
}

const struct survey_row *draft_mail_next(const struct draft_mail *mail, size_t *at)
{
	while (*at < mail->count) {
		size_t i = (*at)++;
		if (!mail->taken[i] && !mail->rows[i].superseded)
			return &mail->rows[i];
	}
	return NULL;
}
