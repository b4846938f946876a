/* Rolls: lists, lines and tables of people under a caption, or at the begin of the notes without one. */
#include "base/mem.h"
#include "model/names.h"
#include "read/label.h"
#include "read/resolve.h"
#include "read/rolls.h"
#include "read/scan.h"

/* A heading without the pictures and signs before its first letter. */
struct str without_signs(struct str title)
{
	size_t i = 0;
	while (i < title.n) {
		unsigned char c = (unsigned char)title.p[i];
		/* UTF-8 of the planes of pictures and signs: U+2000 to U+2FFF, U+FE00 up, and from U+10000 on. */
		size_t n = c >= 0xf0 ? 4 : c == 0xe2 || c == 0xef ? 3 : c < 0x80 && !is_alnum((char)c) ? 1 : 0;
		if (!n)
			break;
		i += n;
	}
	return i < title.n ? str_skip(title, i) : title;
}

enum {
	FIRST_BLOCKS = 3       /* at the begin a list of people is a roll, caption or not */
};

struct str plain_text(struct resolver *r, struct str raw)
{
	return inline_plain(&r->doc->arena, inline_parse(&r->doc->arena, r->inlines, raw));
}

struct str block_text(struct resolver *r, const struct block *b)
{
	return raw_plain(r->doc, b, r->inlines);
}

struct block *roll_new(struct resolver *r, const struct block *at, struct str label)
{
	struct block *roll = block_new(r->doc, BLOCK_ROLL, at->line);
	roll->origin = at->origin;
	if (label.n)
		roll->u.roll.label = inline_parse(&r->doc->arena, r->inlines, label);
	return roll;
}

/* In a roll where somebody is ticked, those who are not were absent. */
static void settle_ticks(struct person_list *list, bool ticked)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i]->status == PERSON_EXPECTED && ticked)
			list->items[i]->status = PERSON_ABSENT;
}

void roll_fill(struct resolver *r, struct block *roll, struct person_list *list)
{
	roll->u.roll.people = ARENA_ARRAY(&r->doc->arena, struct person *, list->count);
	for (size_t i = 0; i < list->count; i++)
		roll->u.roll.people[i] = list->items[i];
	roll->u.roll.count = list->count;
	person_list_free(list);
}

static enum attendance item_status(const struct block *item, enum attendance status)
{
	return item->u.item.check == CHECK_UNTICKED ? PERSON_EXPECTED : item->u.item.check == CHECK_TICKED ? PERSON_PRESENT : status;
}

struct block *roll_replace(struct block *old, struct block *added)
{
	block_insert_after(old, added);
	block_remove(old);
	return added;
}

/* An item's text became people. What stands below it stays: its first paragraph as the item's text. */
static void leave_below(struct resolver *r, struct block *item)
{
	struct block *below = item->first;
	if (below)
		raw_set(r->doc, item, below->type == BLOCK_PARAGRAPH ? raw_text(below) : STR_EMPTY);
	if (!below || below->type == BLOCK_PARAGRAPH)
		block_remove(below ? below : item);
}

static void insert_before(struct block *place, struct block *added)
{
	if (place->prev)
		block_insert_after(place->prev, added);
	else
		block_prepend(place->parent, added);
}

/* made stands where the item stood. The items before it are a list of their own then, which is returned; NULL if there are
 * none. */
static struct block *item_becomes(struct resolver *r, struct block *list, struct block *item, struct block *made)
{
	struct block *before = NULL;
	if (list->first != item) {
		before = block_new(r->doc, BLOCK_LIST, list->line);
		before->u.list = list->u.list;
		before->origin = list->origin;
		insert_before(list, before);
	}
	while (list->first != item) {
		struct block *earlier = list->first;
		block_remove(earlier);
		block_append(before, earlier);
	}
	block_remove(item);
	insert_before(list, made);
	if (list->first)
		list->line = list->first->line;
	else
		block_remove(list);
	return before;
}

/* A list to one roll, or to several where its items are captions of their own. NULL if it names nobody. */
static struct block *roll_from_items(struct resolver *r, struct block *list, enum attendance status, struct str label)
{
	struct block *last = list, *roll = NULL;
	struct person_list people = { NULL, 0, 0 };
	bool ticked = false;
	size_t groups = count_groups(r, list), items = 0, sure = 0;
	for (struct block *item = list->first; item; item = item->next) {
		struct str brief, entry = entry_of_item(r, item, &brief);
		items++;
		sure += roll_looks_like_entry(entry);
		if (!item->first)
			roll_study(r->knowledge, entry, ROLL_ITEM);
	}
	roll_trust(r->knowledge, sure, items);
	for (struct block *item = list->first, *next; item; item = next) {
		struct label caption;
		enum attendance own = status;
		struct str raw = raw_text(item);
		next = item->next;
		struct str brief, entry = entry_of_item(r, item, &brief);
		if (!brief.n && (item_captions(r, raw, true, &caption, &own) ||
		    (groups && item_groups(r, raw, true, &caption)) || (groups > 1 && item_groups(r, raw, false, &caption)))) {
			struct person_list few = { NULL, 0, 0 };
			if (roll_parse(&r->doc->arena, r->knowledge, roll_entry_text(r, caption.text), ROLL_LINE, own, item->line, &few, NULL)) {
				/* What captions the list goes on with its first group. */
				struct block *more = roll_new(r, item, last == list && !roll && label.n ?
					arena_join(&r->doc->arena, label, STR(", "), caption.whole) : caption.whole);
				roll_fill(r, more, &few);
				block_insert_after(last, more);
				last = more;
				leave_below(r, item);
			}
			continue;
		}
		enum attendance mine = item_status(item, status);
		ticked |= item->u.item.check == CHECK_TICKED;
		if (!entry_is_sentence(entry) && roll_parse(&r->doc->arena, r->knowledge, entry, ROLL_ITEM, mine, item->line, &people, NULL)) {
			if (!roll)
				roll = roll_new(r, item, label);
			if (brief.n)
				person_alias(&r->doc->arena, people.items[people.count - 1], brief);
			/* "C2) Mira Okafor", and a number alone on its line */
			if (item->u.item.marker.n > 2 || (item->u.item.marker.n && is_digit(*item->u.item.marker.p)))
				roll_note(r, people.items[people.count - 1], item->u.item.marker);
			leave_below(r, item);
		}
	}
	roll_trust(r->knowledge, 0, 0);
	if (roll) {
		settle_ticks(&people, ticked);
		roll_fill(r, roll, &people);
		block_insert_after(list, roll);
		if (last == list)
			last = roll;
	}
	person_list_free(&people);
	if (last == list)
		return NULL;
	/* Items that named nobody stay a list behind the roll. */
	if (list->first) {
		struct block *rest = list;
		block_remove(rest);
		block_insert_after(last, rest);
		return rest;
	}
	block_remove(list);
	return last;
}

/* "- Regrets" among the names: a caption for those behind it, in this list or in the next. */
static struct block *caption_among(struct resolver *r, const struct block *list, enum attendance *status)
{
	for (struct block *item = list->first->next; item; item = item->next) {
		struct str text = block_text(r, item);
		if (!item->first && text.n <= 40 && roll_caption(text, status) && (item->next || (list->next && list->next->type == BLOCK_LIST)))
			return item;
	}
	return NULL;
}

struct block *roll_from_list(struct resolver *r, struct block *list, enum attendance status, struct str label)
{
	struct block *last = NULL, *caption = NULL;
	for (;;) {
		enum attendance below;
		struct block *item = caption_among(r, list, &below), *next = NULL;
		struct str text = STR_EMPTY;
		if (item) {
			text = block_text(r, item);
			next = raw_block(r->doc, BLOCK_PARAGRAPH, item->line, raw_text(item));
			list = item_becomes(r, list, item, next);
		}
		struct block *roll = roll_from_items(r, list, status, label);
		if (roll && caption)
			block_remove(caption);
		last = roll ? roll : last;
		if (!next)
			return last;
		caption = next;
		list = caption->next;
		status = below;
		label = text;
	}
}

/* One paragraph that is a line of names. */
static struct block *roll_from_line(struct resolver *r, struct block *p, struct str text, enum attendance status, struct str label)
{
	struct person_list people = { NULL, 0, 0 };
	text = roll_entry_text(r, text);
	roll_study(r->knowledge, text, ROLL_LINE);
	if (!roll_parse(&r->doc->arena, r->knowledge, text, ROLL_LINE, status, p->line, &people, NULL))
		return NULL;
	struct block *roll = roll_new(r, p, label);
	roll_fill(r, roll, &people);
	return roll_replace(p, roll);
}

static bool unlabelled(const struct block *b)
{
	struct label label;
	return b && b->type == BLOCK_PARAGRAPH && !label_find(raw_text(b), &label);
}

static bool plain_paragraph(const struct block *b)
{
	return unlabelled(b) && raw_text(b).n <= 160;
}

/* Paragraphs one below the other without blank lines, each a name: "Present" over a name a line. */
static struct block *roll_from_lines(struct resolver *r, struct block *first, enum attendance status, struct str label)
{
	struct str texts[256], initials[256], text;
	struct label label_of_line;
	size_t n = 0;
	struct block *b = first;
	for (; n < 256 && b && (b == first || raw_flags(b) & RAW_JOINED || (label.n && entry_with_address(r, b, &text))); b = b->next) {
		bool spelled = entry_spelled_out(r, b, &label_of_line), addressed = !spelled && entry_with_address(r, b, &text);
		if (!spelled && !addressed && !plain_paragraph(b))
			break;
		initials[n] = spelled ? label_of_line.names : STR_EMPTY;
		texts[n++] = roll_entry_text(r, spelled ? label_of_line.text : addressed ? text : raw_text(b));
	}
	size_t names = 0, sure = 0;
	for (size_t i = 0; i < n; i++) {
		names += name_shape(texts[i]) == NAME_LIKELY;
		sure += roll_looks_like_entry(texts[i]);
	}
	/* Under a caption most is enough: "Till" and "Will" are words as well as names. */
	if (n < 2 ? names == 0 : !roll_looks_like_items(texts, n) && !(label.n && 3 * names >= 2 * n))
		return NULL;
	struct person_list people = { NULL, 0, 0 };
	struct block *roll = roll_new(r, first, label), *next;
	for (size_t i = 0; i < n; i++)
		roll_study(r->knowledge, texts[i], ROLL_ITEM);
	roll_trust(r->knowledge, sure, n);
	block_insert_after(first, roll);
	b = first;
	for (size_t i = 0; i < n; i++, b = next) {
		next = b->next == roll ? roll->next : b->next;
		if (roll_parse(&r->doc->arena, r->knowledge, texts[i], ROLL_ITEM, status, b->line, &people, NULL)) {
			block_remove(b);
			if (initials[i].n)
				person_alias(&r->doc->arena, people.items[people.count - 1], initials[i]);
		} else {
			block_remove(b);
			block_insert_after(roll, b);
		}
	}
	roll_trust(r->knowledge, 0, 0);
	roll_fill(r, roll, &people);
	return roll;
}

/* What stands below a caption: a list, a table, lines of names. NULL if it is none of people. */
static struct block *roll_below(struct resolver *r, struct block *b, enum attendance status, struct str label)
{
	if (b->type == BLOCK_LIST && !r->strict)
		return roll_from_list(r, b, status, label);
	if (b->type == BLOCK_TABLE && roll_is_table(r, b, true))
		return roll_from_table(r, b, status, label);
	if (b->type != BLOCK_PARAGRAPH || r->strict)
		return NULL;
	struct label caption;
	enum attendance own = status;
	if (item_captions(r, raw_text(b), true, &caption, &own) && !entry_spelled_out(r, b, &caption))
		return roll_from_line(r, b, caption.text, own, caption.whole);
	struct block *groups = label.n ? roll_from_groups(r, b, status, label) : NULL;
	if (groups)
		return groups;
	struct str text = roll_entry_of(r, b);
	struct label first;
	bool several = (plain_paragraph(b->next) && raw_flags(b->next) & RAW_JOINED) || entry_spelled_out(r, b, &first);
	struct str name = text.n && text.p[text.n - 1] == ',' ? str_first(text, text.n - 1) : text;
	if (!several && (roll_looks_like_line(text, false) || name_shape(name) == NAME_LIKELY))
		return roll_from_line(r, b, raw_text(b), status, label);
	return roll_from_lines(r, b, status, label);
}

static struct block *strict_caption(struct resolver *r, struct block *p)
{
	struct str text = raw_text(p);
	if (text.n < 2 || text.p[text.n - 1] != ':' || str_escaped(text, text.n - 1) || !p->next || p->next->type != BLOCK_TABLE ||
	    !roll_is_table(r, p->next, false))
		return NULL;
	struct block *roll = roll_from_table(r, p->next, PERSON_PRESENT, str_first(text, text.n - 1));
	if (roll) {
		roll->origin = p->origin;
		block_remove(p);
	}
	return roll;
}

/* "Present: Mira Okafor" over "Tomas Hale", a name a line. */
static bool names_go_on(const struct block *p, struct str text)
{
	return p->next && raw_flags(p->next) & RAW_JOINED && plain_paragraph(p->next) && str_find_char(text, ',', 0) == STR_NONE &&
		roll_looks_like_entry(text) && roll_looks_like_entry(raw_text(p->next));
}

static struct block *roll_from_first(struct resolver *r, struct block *p, enum attendance status, const struct label *label)
{
	struct str whole = raw_text(p);
	raw_set(r->doc, p, label->text);
	struct block *roll = roll_from_lines(r, p, status, label->whole);
	if (!roll)
		raw_set(r->doc, p, whole);
	return roll;
}

/* "(Present: Mira, Bo)" -> "Present: Mira, Bo": a paragraph that stands in parentheses as a whole. */
static struct str out_of_parentheses(struct str text)
{
	size_t depth = 0;
	for (size_t i = 0; i < text.n; i++) {
		depth += text.p[i] == '(';
		depth -= depth && text.p[i] == ')';
		if (!depth && i + 1 < text.n)
			return text;
	}
	return text.n > 2 && !depth ? str_trim(str_range(text.p + 1, text.p + text.n - 1)) : text;
}

/* A caption paragraph: "Present: A, B" or "Folks on the call:" over a list. */
static struct block *captioned_paragraph(struct resolver *r, struct block *p)
{
	struct label label;
	enum attendance status;
	struct str text = out_of_parentheses(raw_text(p));
	/* In rollcall's own Markdown whatever ends in a colon over a roll is its caption. */
	if (r->strict)
		return strict_caption(r, p);
	/* A caption without a colon right above its names. */
	bool labelled = label_find(text, &label);
	if (!labelled && text.n <= 40 && p->next && raw_flags(p->next) & RAW_JOINED && roll_caption(text, &status) && plain_paragraph(p->next)) {
		struct block *below = roll_from_lines(r, p->next, status, text);
		if (below)
			block_remove(p);
		return below;
	}
	if (!labelled && p->next && p->next->type == BLOCK_LIST && p->next->line == p->line + 1 && text.n <= 40 && roll_caption(text, &status) &&
	    items_look_like_people(r, p->next)) {
		struct block *below = roll_from_list(r, p->next, status, text);
		if (below)
			block_remove(p);
		return below;
	}
	if (!labelled || label.prefix.n)
		return NULL;
	/* "OSG: A, B, C" in the minutes of an "OSG Meeting", and "Other: D" right below. */
	bool part = p->prev && p->prev->type == BLOCK_ROLL && raw_flags(p) & RAW_JOINED && roll_caption_part(label.names);
	if (!roll_caption(label.names, &status) && (str_eq(label.whole, label.names) || !roll_caption(label.whole, &status)) &&
	    !(roll_caption_body(label.names, r->doc->title) && roll_looks_like_line(label.text, true)) && !(part && label.text.n))
		return NULL;
	if (label.text.n) {
		struct block *roll = names_go_on(p, label.text) ? roll_from_first(r, p, status, &label) : NULL;
		return roll ? roll : roll_from_line(r, p, label.text, status, label.whole);
	}
	/* "Present:" over "Guests: A, B" stays, where it is no roll's caption. */
	struct label own;
	enum attendance ignored = status;
	bool apart = p->next && p->next->type == BLOCK_PARAGRAPH && item_captions(r, raw_text(p->next), true, &own, &ignored) &&
		!entry_spelled_out(r, p->next, &own);
	struct block *roll = p->next ? roll_below(r, p->next, status, label.whole) : NULL;
	if (roll && !apart)
		block_remove(p);
	return roll;
}

/* The section under a heading that captions a roll. The heading is the roll's where nothing else stands there. */
static void roll_section(struct resolver *r, struct block *heading, enum attendance status)
{
	const struct block *caption = heading;
	bool only_rolls = true, any = false, parted = false;
	struct block *sub = NULL, *next;
	for (struct block *b = heading->next; b; b = next) {
		next = b->next;
		if (b->type == BLOCK_HEADING) {
			enum attendance own = status;
			/* "Attendees" over "Board members" and "Guests", headings of one size. */
			bool people = next && (next->type == BLOCK_LIST ? items_look_like_people(r, next) :
				next->type == BLOCK_TABLE && roll_is_table(r, next, false));
			bool part = !any && (people || roll_caption_weak(without_signs(block_text(r, b))));
			if (b->u.heading.level <= heading->u.heading.level && !part)
				break;
			/* "Guests" over "Northwind" and "Quarry", of which one may be empty: groups. */
			size_t level = heading->u.heading.level;
			parted |= b == heading->next && b->u.heading.level > level;
			/* Nobody came from there. */
			if (parted && any && next && next->type == BLOCK_HEADING && b->u.heading.level > level) {
				b->u.heading.of_roll = true;
				continue;
			}
			if (next && next->type == BLOCK_HEADING && next->u.heading.level > level && b->u.heading.level > level)
				continue;
			if (roll_caption(without_signs(block_text(r, b)), &own))
				status = own;
			else if (!next || (next->type != BLOCK_LIST && next->type != BLOCK_TABLE) ||
				 (next->type == BLOCK_LIST && !group_holds_people(r, next, parted, !any)))
				break;
			sub = b;
			caption = b;
			continue;
		}
		if (any && !sub && b->type == BLOCK_LIST && !items_look_like_people(r, b)) {
			only_rolls = false;
			continue;
		}
		struct block *roll = b->type == BLOCK_PARAGRAPH ? captioned_paragraph(r, b) : NULL;
		if (!roll)
			roll = roll_below(r, b, status, STR_EMPTY);
		if (!roll) {
			only_rolls &= b->type == BLOCK_RULE || line_is_attributes(raw_text(b));
			continue;
		}
		any = true;
		for (struct block *made = roll; made != caption; made = made->prev)
			if (made->type == BLOCK_ROLL && !made->u.roll.heading)
				made->u.roll.heading = caption;
		only_rolls &= roll->type == BLOCK_ROLL;
		if (sub) {
			sub->u.heading.of_roll = true;
			sub = NULL;
		}
		next = roll->next;
	}
	heading->u.heading.of_roll = any && only_rolls && !heading->u.heading.number.n && !heading_number(r, heading);
	if (!heading->u.heading.of_roll)
		for (struct block *b = heading->next; b && b->type != BLOCK_HEADING; b = b->next)
			if (b->type == BLOCK_ROLL)
				b->u.roll.heading = NULL;
}

/* "- Present: Mira Okafor, Tomas Hale": an item that says who was there; and behind it who was not. */
static struct block *roll_of_item(struct resolver *r, struct block *item, bool found)
{
	enum attendance status;
	struct label label;
	struct person_list people = { NULL, 0, 0 };
	if (item->first || !label_find(raw_text(item), &label) || !label.text.n || label.prefix.n || !roll_caption(label.names, &status) ||
	    (status == PERSON_ABSENT && !found))
		return NULL;
	struct str text = roll_entry_text(r, label.text);
	if (!roll_looks_like_line(text, false) && !roll_looks_like_entry(text))
		return NULL;
	roll_study(r->knowledge, text, ROLL_LINE);
	if (!roll_parse(&r->doc->arena, r->knowledge, text, ROLL_LINE, status, item->line, &people, NULL))
		return NULL;
	struct block *roll = roll_new(r, item, label.whole);
	roll_fill(r, roll, &people);
	return roll;
}

/* An item that captions the names behind it or the list below it, "- **Attendees:**" over names. found: a roll stands
 * before. Returns the last block made of the list, or NULL. */
static struct block *roll_in_list(struct resolver *r, struct block *list, bool found)
{
	for (struct block *item = list->first; item; item = item->next) {
		enum attendance status;
		struct label label;
		struct block *names = item->first, *roll = roll_of_item(r, item, found);
		struct str caption = block_text(r, item);
		if (roll) {
			item_becomes(r, list, item, roll);
			return roll;
		}
		if (!names || names->type != BLOCK_LIST || names->next || caption.n > 60)
			continue;
		if (label_find(raw_text(item), &label) && !label.text.n)
			caption = plain_text(r, label.whole);
		if (!roll_caption(caption, &status) || !(items_look_like_people(r, names) || items_hold_people(r, names)))
			continue;
		block_remove(names);
		item_becomes(r, list, item, names);
		roll = roll_from_list(r, names, status, caption);
		return roll ? roll : names;
	}
	return NULL;
}

/* "Sign in below. Roll call:": the last sentence captions the list below. */
static bool caption_ends(struct str text, enum attendance *status)
{
	size_t begin = text.n;
	if (!str_ends(text, STR(":")))
		return false;
	while (begin > 1 && !(is_space(text.p[begin - 1]) && str_find_char(STR(".!?"), text.p[begin - 2], 0) != STR_NONE))
		begin--;
	return begin > 1 && roll_caption(str_skip(text, begin), status);
}

static void register_attendee(struct resolver *r, struct person *person)
{
	struct document *doc = r->doc;
	const struct person *known = people_add(r->people, person, PEOPLE_ATTENDEES);
	/* Among those not ticked and among the apologies: that agrees. */
	if (known && known->status == PERSON_ABSENT && person->status == PERSON_ABSENT)
		return;
	if (known)
		diag_add(&doc->diags, DIAG_DUPLICATE_ATTENDEE, person->line, 1, person->name, arena_printf(&doc->arena, "%zu", known->line));
	else
		doc->attendees[doc->attendee_count++] = person;
}

/* Those of an office at last: the roll may list them as well. */
static void register_attendees(struct resolver *r)
{
	struct document *doc = r->doc;
	struct person_list officers = { NULL, 0, 0 };
	size_t room = 0;
	struct str role;
	for (struct block *b = doc->root->first; b; b = b->next)
		if (b->type == BLOCK_ROLL)
			room += b->u.roll.count;
	officers_of_fields(r, &officers);
	doc->attendees = ARENA_ARRAY(&doc->arena, struct person *, room + officers.count);
	for (struct block *b = doc->root->first; b; b = b->next) {
		if (b->type != BLOCK_ROLL)
			continue;
		bool office = roll_is_of_office(r, b, &role);
		for (size_t i = 0; i < b->u.roll.count; i++) {
			if (office)
				person_list_add(&officers, b->u.roll.people[i]);
			else
				register_attendee(r, b->u.roll.people[i]);
		}
	}
	register_officers(r, &officers);
	person_list_free(&officers);
}

void resolve_rolls(struct resolver *r)
{
	bool headed = false, found = false;
	size_t place = 0;
	roll_learn_meeting(r->knowledge, r->doc->title);
	struct block *next;
	for (struct block *b = r->doc->root->first; b; b = next) {
		next = b->next;
		if (b->type == BLOCK_LIST)
			table_from_hint(r, b);
	}
	for (struct block *b = r->doc->root->first; b; b = next) {
		enum attendance status;
		struct block *roll = NULL;
		next = b->next;
		place += b->type != BLOCK_FIELD;
		if (b->type == BLOCK_HEADING) {
			if (b->u.heading.of_roll)
				continue;
			struct str title = block_text(r, b);
			struct label label;
			if (!r->strict && label_find(raw_text(b), &label) && label.text.n && roll_caption(label.names, &status)) {
				roll = roll_from_line(r, b, label.text, status, label.whole);
			} else if (!str_starts_nocase(title, STR("from ")) && roll_caption(without_signs(title), &status)) {
				roll_section(r, b, status);
				found = true;
				next = b->next;
			} else {
				headed = true;
			}
		} else if (b->type == BLOCK_PARAGRAPH) {
			roll = captioned_paragraph(r, b);
			if (!roll && !r->strict && b->next && b->next->type == BLOCK_LIST && caption_ends(raw_text(b), &status))
				roll = roll_from_list(r, b->next, status, STR_EMPTY);
			if (!roll && !r->strict && !headed && !found && unlabelled(b) && roll_looks_like_paragraph(block_text(r, b)))
				roll = roll_from_line(r, b, raw_text(b), PERSON_PRESENT, STR_EMPTY);
		} else if (b->type == BLOCK_LIST && !r->strict && (!headed || place <= FIRST_BLOCKS) && !found && count_items(b) >= 3 && items_look_like_people(r, b)) {
			roll = roll_from_list(r, b, PERSON_PRESENT, STR_EMPTY);
		} else if (b->type == BLOCK_LIST && !r->strict && found && items_are_ticked_people(r, b)) {
			roll = roll_from_list(r, b, PERSON_PRESENT, STR_EMPTY);
		} else if (b->type == BLOCK_LIST && !r->strict && (roll = roll_in_list(r, b, found))) {
			found = true;
		} else if (b->type == BLOCK_TABLE && roll_is_table(r, b, false)) {
			roll = roll_from_table(r, b, PERSON_PRESENT, STR_EMPTY);
		}
		if (roll) {
			found = true;
			next = roll->next;
		}
	}
	rolls_of_office(r);
	register_attendees(r);
}
