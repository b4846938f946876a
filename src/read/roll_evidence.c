/* Do a list and its items look like people? */
#include "base/mem.h"
#include "model/names.h"
#include "model/words.h"
#include "read/rolls.h"

enum { LONGEST_GROUP = 60 };   /* bytes of what names a group of people */

bool item_captions(struct resolver *r, struct str text, bool in_roll, struct label *label, enum attendance *status)
{
	enum attendance around = *status;
	if (!label_find(text, label) || !label->text.n || label->prefix.n)
		return false;
	if (roll_caption(label->names, status) || roll_caption(label->whole, status))
		return true;
	*status = around;
	if (in_roll && roll_caption_weak(label->names))
		return true;
	/* "Team: mira, bo": inside a roll whatever stands before several names groups them. */
	return in_roll && name_shape(label->names) != NAME_LIKELY && roll_looks_like_line(plain_text(r, label->text), false);
}

bool item_groups(struct resolver *r, struct str text, bool sure, struct label *label)
{
	static const char *const dashes[] = { " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 " };
	size_t at = STR_NONE, n = 0;
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes && at == STR_NONE; i++, n = str_of(dashes[i - 1]).n)
		at = str_find(text, str_of(dashes[i]), 0);
	if (r->strict || at == STR_NONE || at > LONGEST_GROUP)
		return false;
	struct str left = str_first(text, at), right = str_skip(text, at + n);
	enum name_shape shape = name_shape(left);
	if (sure ? shape != NAME_NO || !roll_looks_like_entry(right) : shape == NAME_LIKELY || !roll_looks_like_line(plain_text(r, right), false))
		return false;
	*label = (struct label){ STR_EMPTY, left, left, STR_EMPTY, right, false, false, false };
	return true;
}

size_t count_groups(struct resolver *r, const struct block *list)
{
	struct label label;
	size_t groups = 0;
	for (const struct block *item = list->first; item; item = item->next)
		groups += item_groups(r, raw_text(item), true, &label);
	return groups;
}

bool items_hold_people(struct resolver *r, const struct block *list)
{
	struct label label;
	if (list->first == list->last && roll_looks_like_line(roll_entry_of(r, list->first), true))
		return true;
	for (const struct block *item = list->first; item; item = item->next) {
		enum attendance status = PERSON_PRESENT;
		if (item->first || !item_captions(r, raw_text(item), true, &label, &status))
			return false;
	}
	return true;
}

size_t count_items(const struct block *list)
{
	size_t n = 0;
	for (const struct block *item = list->first; item; item = item->next)
		n++;
	return n;
}

bool items_look_like_people(struct resolver *r, const struct block *list)
{
	enum { MOST = 5000 };
	size_t n = 0;
	/* "- Mira Okafor (Northwind)" alone */
	if (list->first == list->last) {
		struct str only = roll_entry_of(r, list->first);
		return (str_ends(only, STR(")")) || list->first->u.item.check != CHECK_NONE) && roll_looks_like_entry(only);
	}
	struct str *texts = mem_alloc((count_items(list) + 1) * sizeof *texts);
	for (const struct block *item = list->first; item && n < MOST; item = item->next)
		texts[n++] = roll_entry_of(r, item);
	bool people = roll_looks_like_items(texts, n);
	mem_free(texts);
	return people;
}

bool items_are_ticked_people(struct resolver *r, const struct block *list)
{
	size_t items = 0, ticked = 0;
	for (const struct block *item = list->first; item; item = item->next) {
		struct str text = roll_entry_of(r, item);
		size_t dash = str_find(text, STR(" - "), 0), comma = str_find(text, STR(", "), 0), end = dash < comma ? dash : comma;
		if (item->first || item->u.item.check == CHECK_NONE || end == STR_NONE || name_shape(str_first(text, end)) != NAME_LIKELY)
			return false;
		items++;
		ticked += item->u.item.check == CHECK_TICKED;
	}
	return items >= 3 && ticked;
}

/* "Agenda", "Action items": no group of people. */
static bool is_other_section(struct str title)
{
	struct str word;
	while (str_word(&title, &word))
		if (word_in(word, (const char *const[]){ "action", "actions", "agenda", "decisions", "discussion", "issues", "items", "links",
			"minutes", "notes", "topics", "updates", NULL }))
			return true;
	return false;
}

/* "Core" right below "Attendees", over nicks; and then "Tools", which may be anything else. */
static bool are_nicks(struct resolver *r, const struct block *list, bool first)
{
	struct str group = block_text(r, list->prev);
	for (const struct block *item = list->first; item; item = item->next)
		if (item->first || !entry_is_nick(roll_entry_of(r, item)))
			return false;
	return !(first ? label_is_no_person(group) : is_other_section(group));
}

bool group_holds_people(struct resolver *r, const struct block *list, bool parted, bool first)
{
	return items_look_like_people(r, list) || (parted && are_nicks(r, list, first)) ||
		(list->first == list->last && roll_looks_like_entry(roll_entry_text(r, raw_text(list->first))));
}
