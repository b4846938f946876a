/* Rolls of an office: "Secretary: Ana Braun" beside the roll, "Chair: Mira Okafor" in the head. Who held it was there. */
#include "model/names.h"
#include "model/words.h"
#include "read/label.h"
#include "read/rolls.h"

/* "Chairs", "Meeting Host", "Note taker(s)", "Minutes by": *role is what each of them is, "Chair", or empty. */
static bool names_office(struct str label, struct str *role)
{
	enum { MOST_WORDS = 3 };
	static const char *const offices[] = { "chair", "chairs", "co-chair", "co-chairs", "chairperson", "chairman", "chairwoman",
		"host", "hosts", "scribe", "scribes", "secretary", "moderator", "moderators", "facilitator", "facilitators", "mc",
		"notetaker", "notetakers", "note-taker", "note-takers", "taker", "takers", "minute-taker", NULL };
	static const char *const about[] = { "meeting", "session", "call", "acting", "note", "notes", "minute", "minutes", "taken", NULL };
	size_t group = str_find_char(label, '(', 1), words = 0;
	label = str_trim(group == STR_NONE ? label : str_first(label, group));
	struct str rest = label, word = STR_EMPTY, before = STR_EMPTY;
	*role = STR_EMPTY;
	while (str_word(&rest, &word)) {
		if (++words > MOST_WORDS)
			return false;
		if (!str_trim(rest).n)
			break;
		if (!word_in(word, about))
			return false;
		before = word;
	}
	if (str_eq_nocase(word, STR("by")))
		return word_in(before, (const char *const[]){ "notes", "minutes", "taken", NULL });
	if (!word_in(word, offices))
		return false;
	*role = word.p[word.n - 1] == 's' ? str_first(label, label.n - 1) : label;
	return true;
}

bool roll_is_of_office(struct resolver *r, const struct block *roll, struct str *role)
{
	struct str label = inline_plain(&r->doc->arena, roll->u.roll.label);
	return names_office(label.n || !roll->u.roll.heading ? label : block_text(r, roll->u.roll.heading), role);
}

/* "Host: Heliograph Works", where that is somebody's affiliation, names nobody. */
static bool are_full_names(struct resolver *r, const struct person_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (name_shape(list->items[i]->name) != NAME_LIKELY || roll_knows_affiliation(r->knowledge, list->items[i]->name))
			return false;
	return list->count > 0;
}

/* "**Secretary:** Ana Braun (Widget Org)". */
static bool roll_of_paragraph(struct resolver *r, struct block *p, enum attendance status)
{
	struct label label;
	struct str role;
	struct person_list people = { NULL, 0, 0 };
	if (p->type != BLOCK_PARAGRAPH || !label_find(raw_text(p), &label) || label.prefix.n || !names_office(label.names, &role))
		return false;
	struct str text = roll_entry_text(r, label.text);
	roll_study(r->knowledge, text, ROLL_LINE);
	roll_parse(&r->doc->arena, r->knowledge, text, ROLL_LINE, status, p->line, &people, NULL);
	bool found = are_full_names(r, &people);
	if (found) {
		struct block *roll = roll_new(r, p, label.whole);
		roll_fill(r, roll, &people);
		roll_replace(p, roll);
	}
	person_list_free(&people);
	return found;
}

/* "## Host" over a list or a table of people, and nothing else. */
static bool roll_of_section(struct resolver *r, struct block *heading, enum attendance status)
{
	struct block *below = heading->next;
	struct str role;
	if (heading->type != BLOCK_HEADING || heading->u.heading.of_roll || !below || (below->next && below->next->type != BLOCK_HEADING) ||
	    !names_office(without_signs(block_text(r, heading)), &role))
		return false;
	if (below->type == BLOCK_LIST && !r->strict && group_holds_people(r, below, false, false))
		below = roll_from_list(r, below, status, STR_EMPTY);
	if (!below || below->type != BLOCK_ROLL || below != heading->next)
		return false;
	below->u.roll.heading = heading;
	heading->u.heading.of_roll = !heading->u.heading.number.n && !heading_number(r, heading);
	return true;
}

/* "Guests:" over the next label: the caption of nobody. */
static bool captions_nobody(const struct block *b)
{
	struct label label;
	enum attendance status;
	struct str role, text = b && b->type == BLOCK_PARAGRAPH ? str_trim_right(raw_text(b)) : STR_EMPTY;
	/* With nothing behind it a label ends in a colon, "：" too, or in emphasis: a quick look, as any paragraph is asked. */
	if (!text.n || str_find_char(STR(":*_\x9a"), text.p[text.n - 1], 0) == STR_NONE)
		return false;
	return label_find(text, &label) && !label.text.n && !label.prefix.n &&
		(roll_caption(label.names, &status) || names_office(label.names, &role));
}

/* Is b, or the heading b stands under, next to a roll, but for captions of nobody? */
static bool stands_beside(const struct block *b)
{
	enum { MOST_EMPTY = 4 };
	const struct block *next = b->type == BLOCK_HEADING && b->next ? b->next->next : b->next, *before = b->prev;
	for (size_t i = 0; i < MOST_EMPTY && captions_nobody(next); i++)
		next = next->next;
	for (size_t i = 0; i < MOST_EMPTY && captions_nobody(before); i++)
		before = before->prev;
	return (before && before->type == BLOCK_ROLL) ||
		(next && (next->type == BLOCK_ROLL || (next->type == BLOCK_HEADING && next->u.heading.of_roll)));
}

static bool any_there(const struct document *doc)
{
	for (const struct block *b = doc->root->first; b; b = b->next)
		for (size_t i = 0; b->type == BLOCK_ROLL && i < b->u.roll.count; i++)
			if (b->u.roll.people[i]->status == PERSON_PRESENT || b->u.roll.people[i]->status == PERSON_PARTIAL)
				return true;
	return false;
}

static void take_beside(struct resolver *r, struct block *b, enum attendance status)
{
	if (stands_beside(b) && (r->strict || !roll_of_paragraph(r, b, status)))
		roll_of_section(r, b, status);
}

void rolls_of_office(struct resolver *r)
{
	enum attendance status = any_there(r->doc) ? PERSON_PRESENT : PERSON_EXPECTED;
	struct block *root = r->doc->root, *other;
	struct str role;
	/* Upwards and then downwards from the roll: one may stand beside another. */
	for (struct block *b = root->last; b; b = other) {
		other = b->prev;
		take_beside(r, b, status);
	}
	for (struct block *b = root->first; b; b = other) {
		other = b->next;
		take_beside(r, b, status);
	}
	for (struct block *b = root->first; b && !r->strict; b = b->next)
		if (b->type == BLOCK_ROLL && roll_is_of_office(r, b, &role))
			for (size_t i = 0; i < b->u.roll.count; i++)
				if (!b->u.roll.people[i]->role.n)
					b->u.roll.people[i]->role = role;
}

void officers_of_fields(struct resolver *r, struct person_list *list)
{
	struct str role;
	struct block *first = any_there(r->doc) ? r->doc->root->first : NULL;
	for (const struct block *b = first; b; b = b->next) {
		struct person_list people = { NULL, 0, 0 };
		if (b->type != BLOCK_FIELD || !names_office(b->u.field.key, &role))
			continue;
		/* Nothing that the rest taught: in rollcall's own Markdown that is told otherwise. */
		roll_parse(&r->doc->arena, NULL, block_text(r, b), ROLL_LINE, PERSON_PRESENT, b->line, &people, NULL);
		bool names = are_full_names(r, &people);
		for (size_t i = 0; i < people.count && names; i++) {
			if (!people.items[i]->role.n)
				people.items[i]->role = role;
			person_list_add(list, people.items[i]);
		}
		person_list_free(&people);
	}
}

/* Has the roll somebody who may be this one, "Mira Okafor" or "Mira"? */
static bool is_listed(struct resolver *r, const struct person *person)
{
	struct people_answer answer = people_find(r->people, person->name);
	struct str rest = person->name, first;
	if (answer.found != PEOPLE_NONE && answer.source == PEOPLE_ATTENDEES)
		return true;
	if (!str_word(&rest, &first))
		return true;
	answer = people_find(r->people, first);
	return answer.found == PEOPLE_UNIQUE && answer.source == PEOPLE_ATTENDEES && str_eq_nocase(answer.person->name, first);
}

void register_officers(struct resolver *r, const struct person_list *officers)
{
	struct document *doc = r->doc;
	size_t full = 0;
	for (size_t i = 0; i < doc->attendee_count; i++)
		full += name_shape(doc->attendees[i]->name) == NAME_LIKELY;
	/* Among nicks it may be anybody. */
	if (full * 3 < doc->attendee_count * 2)
		return;
	for (size_t i = 0; i < officers->count; i++) {
		if (is_listed(r, officers->items[i]))
			continue;
		people_add(r->people, officers->items[i], PEOPLE_ATTENDEES);
		doc->attendees[doc->attendee_count++] = officers->items[i];
	}
}
