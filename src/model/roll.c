#include "model/roll.h"

#include "model/names.h"
#include "model/roll_parts.h"
#include "model/words.h"

/* More details than these at one person, or groups behind one piece, are kept as one note. */
enum { MOST_DETAILS = 32 };

/* One entry being read: pieces become persons; details go to the last, or to all that wait for an affiliation. */
struct reading {
	struct arena *arena;
	struct roll_knowledge *k;
	const struct pieces *pieces;
	struct person_list *list;
	size_t first;                /* of this entry's persons in list */
	size_t waiting;              /* the first person without affiliation that one to come belongs to */
	enum attendance status;
	size_t line;
	struct str early;            /* words before the first person */
	const struct piece *before;  /* a piece of groups alone before the first person: "(Org) Name" */
};

static struct person *last_person(const struct reading *r)
{
	return r->list->count > r->first ? r->list->items[r->list->count - 1] : NULL;
}

static void add_words(struct reading *r, struct str text)
{
	struct person *person = last_person(r);
	if (person)
		person_note(r->arena, person, text);
	else if (text.n)
		r->early = r->early.n ? arena_join(r->arena, r->early, STR("; "), text) : text;
}

static void add_groups(struct reading *r, const struct piece *piece)
{
	struct person *person = last_person(r);
	if (!person && !r->before && !piece->text.n && !r->early.n) {
		r->before = piece;
		return;
	}
	for (size_t i = 0; i < piece->groups; i++) {
		struct group group = r->pieces->groups[piece->group + i];
		if (i == MOST_DETAILS) {
			struct group last = r->pieces->groups[piece->group + piece->groups - 1];
			add_words(r, str_range(group.whole.p, last.whole.p + last.whole.n));
			break;
		}
		if (person)
			person_group(r->arena, r->k, person, group);
		else
			add_words(r, group.text);
	}
}

static void add_person(struct reading *r, struct str text, struct str word)
{
	struct person *person = person_from(r->arena, r->k, text, r->line);
	if (person->status == PERSON_PRESENT)
		person->status = r->status;
	else if (person->status == PERSON_PARTIAL && r->status == PERSON_ABSENT)
		person->status = PERSON_ABSENT;
	person_list_add(r->list, person);
	if (r->before) {
		add_groups(r, r->before);
		r->before = NULL;
	}
	if (word.n)
		person_note(r->arena, person, word);
	if (r->k)
		roll_learn_name(r->k, person->name);
}

/* To all persons that wait; they wait no longer. */
static void add_affiliation(struct reading *r, struct str text)
{
	bool taken = false;
	for (size_t i = r->waiting; i < r->list->count; i++)
		if (!r->list->items[i]->affiliation.n) {
			person_affiliation(r->arena, r->list->items[i], text);
			taken = true;
		}
	if (!taken)
		add_words(r, text);
	r->waiting = r->list->count;
}

/* A detail behind persons: an affiliation to all that wait, all else to the last. */
static void add_detail(struct reading *r, struct str text)
{
	struct person *person = last_person(r);
	if (!text.n)
		return;
	if (!person) {
		add_words(r, text);
		return;
	}
	if (r->list->count - r->waiting > 1 && detail_of(r->k, text) == DETAIL_AFFILIATION)
		add_affiliation(r, text);
	else
		person_detail(r->arena, r->k, person, text);
}

/* From one piece to behind another with its groups, as the notes have it. */
static struct str pieces_text(const struct reading *r, size_t from, size_t to)
{
	const struct piece *last = &r->pieces->items[to - 1];
	struct str end = last->groups ? r->pieces->groups[last->group + last->groups - 1].whole : last->text;
	const struct piece *first = &r->pieces->items[from];
	struct str begin = first->text.n || !first->groups ? first->text : r->pieces->groups[first->group].whole;
	return str_range(begin.p, end.p + end.n);
}

static bool is_organisation(const struct roll_knowledge *k, struct str text)
{
	enum detail what = detail_of(k, text);
	struct str rest = text, word;
	if (roll_knows_affiliation(k, text) || what == DETAIL_SUFFIX || what == DETAIL_ROLE)
		return true;
	while (str_word(&rest, &word))
		if (word_is_organisation(word))
			return true;
	return false;
}

/* ---- An item: "Name, Affiliation", "A, B (Org)", "A, B - Org" ---- */

/* Is the first group behind the piece an affiliation? */
static bool has_affiliation(const struct reading *r, const struct piece *piece)
{
	return piece->groups && detail_of(r->k, r->pieces->groups[piece->group].text) == DETAIL_AFFILIATION;
}

/* Do the commas in front of a dash or the end stand between people? */
static bool item_lists_people(const struct reading *r, size_t from, size_t to, bool dash)
{
	const struct piece *p = r->pieces->items;
	size_t commas = 0, singles = 0, full = 0, strange = 0;
	bool known = false;
	for (size_t i = from; i < to; i++) {
		if (p[i].before == JOINT_COMMA || i == from) {
			commas += i > from;
			singles += piece_is_single(p[i].text);
			full += name_shape(p[i].text) == NAME_LIKELY;
		}
		if (i == from)
			continue;
		bool name = roll_knows_name(r->k, p[i].text);
		if (is_organisation(r->k, p[i].text) && !name)
			return false;
		strange += !piece_is_person(r->k, p[i].text);
		known |= name;
	}
	/* In a long list one in eight may be something else. */
	if (strange * 8 > commas)
		return false;
	bool first_full = name_shape(p[from].text) == NAME_LIKELY;
	if (!commas || known)
		return commas > 0;
	/* "Mira Okafor, Northwind - Lisbon" */
	if (dash)
		return commas > 1 || !first_full || full == 2;
	const struct piece *last = &p[to - 1];
	if (last->groups && last->text.n) {
		bool only_last = true;
		for (size_t i = from; i + 1 < to; i++)
			only_last &= p[i].groups == 0;
		if (only_last && has_affiliation(r, last))
			return singles == commas + 1 || full == commas + 1;
		/* "Mira (Northwind), Otto (Heliograph)" */
		if (!only_last && has_affiliation(r, &p[from]))
			return true;
	}
	/* Two names alone, where an entry above lists people so and none has an affiliation. */
	if (commas == 1)
		return full == 2 && r->k && r->k->listed && !r->k->affiliations.used;
	bool people = commas >= 3 ? full >= 2 || singles == commas + 1 : singles == 3 || (first_full && full == 3);
	if (people && r->k)
		r->k->listed = true;
	return people;
}

/* "Mira Okafor, Northwind & Quarry": one word behind the one word where somebody works goes on with it. */
static bool extends_affiliation(const struct reading *r, const struct piece *before, struct str text)
{
	struct person *person = last_person(r);
	if (!person || !str_eq(person->affiliation, before->text) || before->groups || !piece_is_single(text) ||
	    !piece_is_single(before->text))
		return false;
	person->affiliation = str_range(before->text.p, text.p + text.n);
	return true;
}

static void read_item(struct reading *r, size_t from, size_t to)
{
	const struct piece *p = r->pieces->items;
	size_t dash = from;
	r->waiting = r->list->count;
	size_t begin = r->list->count;
	while (dash < to && (p[dash].before != JOINT_DASH || dash == from))
		dash++;
	bool people = item_lists_people(r, from, dash, dash < to && !is_organisation(r->k, p[from].text) &&
		detail_of(r->k, p[dash].text) == DETAIL_AFFILIATION);
	bool note = false, aka = false;
	size_t details = 0;
	for (size_t i = from; i < to; i++) {
		if (details == MOST_DETAILS) {
			add_words(r, pieces_text(r, i, to));
			break;
		}
		bool first = r->list->count == begin;
		bool another = i < dash && (p[i].before == JOINT_AND || (people && p[i].before == JOINT_COMMA));
		enum detail what = p[i].text.n ? detail_of(r->k, p[i].text) : DETAIL_NOTE;
		if (!p[i].text.n) {
			details++;
		} else if (p[i].before == JOINT_AND && i + 1 == to && !p[i].groups && extends_affiliation(r, &p[i - 1], p[i].text)) {
			;
		} else if ((first || another) && piece_is_person(r->k, p[i].text)) {
			add_person(r, p[i].text, p[i].word);
		} else if (p[i].before == JOINT_GROUP && name_shape(p[i].text) == NAME_LIKELY && p[i].groups) {
			r->waiting = r->list->count;
			add_person(r, p[i].text, p[i].word);
		} else {
			details++;
			if (p[i].word.n)
				add_words(r, p[i].word);
			/* Behind the affiliation another dash begins words about it. */
			const struct person *person = last_person(r);
			if ((i > dash || (i && p[i - 1].groups)) && p[i].before == JOINT_DASH && what == DETAIL_AFFILIATION && person && person->affiliation.n)
				note = true;
			/* "aka Mimi, mok, @miraok": all of them, up to the next dash. */
			if (aka && p[i].before == JOINT_COMMA && last_person(r) && person_also(r->arena, last_person(r), p[i].text))
				continue;
			aka = !note && is_alias(p[i].text);
			if (note)
				add_words(r, p[i].text);
			else
				add_detail(r, p[i].text);
			note |= what == DETAIL_NOTE && p[i].before == JOINT_DASH;
		}
		/* "A, B (Org)": to both. */
		if (i + 1 == dash && dash == to && r->list->count - r->waiting > 1 && !p[from].groups &&
		    has_affiliation(r, &p[i])) {
			add_affiliation(r, r->pieces->groups[p[i].group].text);
			struct piece more = p[i];
			more.group++;
			more.groups--;
			add_groups(r, &more);
		} else {
			add_groups(r, &p[i]);
		}
	}
}

/* ---- A line: "A, B, C and D" ---- */

/* What a piece of a line is, by the person before it. */
enum place { PLACE_PERSON, PLACE_DETAIL, PLACE_WORDS };

struct line_evidence {
	struct tally seen;
	bool pairs;      /* "Mira Okafor, Northwind, Tomas Hale, Heliograph": every second one is where they work */
};

static enum place place_of(const struct reading *r, const struct line_evidence *e, size_t i,
	const struct person *person)
{
	const struct piece *items = r->pieces->items, *piece = &items[i];
	bool known = roll_knows_affiliation(r->k, piece->text) && !roll_knows_name(r->k, piece->text);
	bool again = !known && i && tally_count(&e->seen, piece->text) > 1 &&
		name_shape(items[i - 1].text) == NAME_LIKELY && tally_count(&e->seen, items[0].text) == 1;
	bool free = person && !person->affiliation.n;
	if (person && (piece->before == JOINT_DASH || is_organisation(r->k, piece->text)))
		return PLACE_DETAIL;
	if (free && (known || again || (e->pairs && (i & 1))))
		return PLACE_DETAIL;
	if (!piece_is_person(r->k, piece->text))
		return PLACE_WORDS;
	return piece->before != JOINT_GROUP || name_shape(piece->text) == NAME_LIKELY ? PLACE_PERSON : PLACE_WORDS;
}

static struct line_evidence read_evidence(const struct reading *r)
{
	const struct pieces *p = r->pieces;
	struct line_evidence e = { { NULL, NULL, 0, 0 }, false };
	size_t at_odd = 0, elsewhere = 0;
	for (size_t i = 0; i < p->count; i++)
		if (p->items[i].text.n)
			tally_add(&e.seen, p->items[i].text);
	for (size_t i = 0; i < p->count; i++)
		if (roll_knows_affiliation(r->k, p->items[i].text) || tally_count(&e.seen, p->items[i].text) > 1) {
			at_odd += i & 1;
			elsewhere += !(i & 1);
		}
	e.pairs = at_odd && !elsewhere && p->count % 2 == 0 && at_odd * 4 >= p->count;
	return e;
}

static void read_line(struct reading *r)
{
	const struct piece *items = r->pieces->items;
	struct line_evidence evidence = read_evidence(r);
	size_t details = 0;
	for (size_t i = 0; i < r->pieces->count; i++) {
		const struct piece *piece = &items[i];
		struct person *person = last_person(r);
		enum place place = piece->text.n ? place_of(r, &evidence, i, person) : PLACE_WORDS;
		if (place == PLACE_PERSON) {
			if (person && person->affiliation.n)
				r->waiting = r->list->count;
			add_person(r, piece->text, piece->word);
			add_groups(r, piece);
			details = 0;
			continue;
		}
		if (piece->word.n)
			add_words(r, piece->word);
		if (place == PLACE_DETAIL && details++ < MOST_DETAILS) {
			if (piece->before != JOINT_DASH)
				r->waiting = r->list->count - 1;
			add_detail(r, piece->text);
			add_groups(r, piece);
		} else if (person && (piece->before == JOINT_GROUP || !piece->text.n) && details++ < MOST_DETAILS) {
			person_detail(r->arena, r->k, person, piece->text);
			add_groups(r, piece);
		} else if (!piece->text.n && !person && details++ < MOST_DETAILS) {
			add_groups(r, piece);
		} else {
			size_t end = i + 1;
			while (end < r->pieces->count && !items[end].word.n &&
			       (!items[end].text.n || place_of(r, &evidence, end, person) != PLACE_PERSON))
				end++;
			add_words(r, pieces_text(r, i, end));
			i = end - 1;
		}
	}
	tally_free(&evidence.seen);
}

/* ---- A run-on: "A, Org B, Org C, Org" ---- */

static void read_run_on(struct reading *r, const struct run_on *run)
{
	const struct pieces *p = r->pieces;
	r->waiting = r->list->count;
	for (size_t i = 0; i < p->count; i++) {
		struct str text = p->items[i].text;
		bool last = i + 1 == p->count;
		if (!text.n)
			continue;
		if (p->items[i].before == JOINT_DASH) {
			add_affiliation(r, text);
			continue;
		}
		size_t n = i && r->waiting < r->list->count ? run_on_affiliation(run, r->k, text, last) : 0;
		if (n) {
			if (r->k)
				roll_learn_affiliation(r->k, str_first(text, n));
			add_affiliation(r, str_first(text, n));
			text = str_trim(str_skip(text, n));
		}
		if (!text.n)
			continue;
		if (piece_is_person(r->k, text))
			add_person(r, text, p->items[i].word);
		else
			add_words(r, text);
	}
}

/* ---- Entries ---- */

/* A line a person: each with a full name before its first comma, and at most one comma. */
static bool lines_are_entries(struct str entry)
{
	struct str line, piece;
	size_t lines = 0;
	while (str_split(&entry, '\n', &line)) {
		struct str rest = str_trim(line);
		size_t commas = 0;
		if (!rest.n)
			continue;
		lines++;
		if (rest.p[rest.n - 1] == ',' || !str_split(&rest, ',', &piece))
			return false;
		size_t group = str_find_char(piece, '(', 1);
		if (name_shape(str_first(piece, group == STR_NONE ? piece.n : group)) != NAME_LIKELY)
			return false;
		while (str_split(&rest, ',', &piece))
			commas++;
		if (commas > 1 && group == STR_NONE)
			return false;
	}
	return lines > 1;
}

static struct str strip_bullet(struct str s)
{
	s = str_trim(s);
	if (s.n > 1 && (*s.p == '-' || *s.p == '*' || *s.p == '+') && is_space(s.p[1]))
		s = str_trim_left(str_skip(s, 1));
	else if (str_starts(s, STR("\xe2\x80\xa2")))
		s = str_trim_left(str_skip(s, 3));
	return s;
}

/* "[Mira Okafor/Northwind]": one group around it all. */
static struct str unwrap(struct str s)
{
	if (s.n > 2 && (*s.p == '[' || *s.p == '(') && s.p[s.n - 1] == (*s.p == '[' ? ']' : ')') &&
	    str_find_char(s, *s.p, 1) == STR_NONE && str_find_char(s, s.p[s.n - 1], 0) == s.n - 1)
		return str_trim(str_first(str_skip(s, 1), s.n - 2));
	return s;
}

/* Do the pieces show people at all: an item at its begin, a line for half of it? */
static bool shows_people(const struct roll_knowledge *k, const struct pieces *p, enum roll_form form)
{
	size_t people = 0, filled = 0;
	for (size_t i = 0; i < p->count; i++) {
		if (!p->items[i].text.n)
			continue;
		bool person = piece_is_person(k, p->items[i].text);
		if (form == ROLL_ITEM)
			return person;
		filled++;
		people += person || is_organisation(k, p->items[i].text);
	}
	return people && people * 2 >= filled;
}

static void read_entry(struct reading *r, struct str entry, enum roll_form form)
{
	struct pieces pieces;
	pieces_split(&pieces, entry);
	r->pieces = &pieces;
	struct run_on run = run_on_find(r->k, &pieces);
	bool semicolons = false;
	for (size_t i = 0; i < pieces.count; i++)
		semicolons |= pieces.items[i].before == JOINT_SEMICOLON;
	if (!shows_people(r->k, &pieces, form)) {
		;
	} else if (run.found) {
		read_run_on(r, &run);
	} else if (form == ROLL_ITEM || semicolons) {
		for (size_t i = 0, begin = 0; i <= pieces.count; i++)
			if (i == pieces.count || (i && pieces.items[i].before == JOINT_SEMICOLON)) {
				read_item(r, begin, i);
				begin = i;
			}
	} else {
		read_line(r);
	}
	r->pieces = NULL;
	r->before = NULL;
	tally_free(&run.firsts);
	pieces_free(&pieces);
}

/* Line ends and runs of blanks as one blank. */
static struct str flat(struct arena *arena, struct str s)
{
	if (str_find_char(s, '\n', 0) == STR_NONE && str_find(s, STR("  "), 0) == STR_NONE)
		return s;
	char *copy = arena_alloc(arena, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i] == '\n' ? ' ' : s.p[i];
		if (c != ' ' || n == 0 || copy[n - 1] != ' ')
			copy[n++] = c;
	}
	copy[n] = '\0';
	return (struct str){ copy, n };
}

/* rollcall's own notation where every field has its key: "(name: ...) (role: ...)". Values may hold any sign. */
static struct person *read_keyed(struct arena *arena, struct str entry, enum attendance status, size_t line)
{
	static const char *const keys[] = { "name: ", "affiliation: ", "role: ", "alias: ", "note: ", "status: " };
	enum { KEYS = sizeof keys / sizeof *keys };
	if (!str_starts(entry, STR("(name: ")) || !str_ends(entry, STR(")")))
		return NULL;
	struct person *person = person_new(arena, STR_EMPTY, line);
	person->status = status;
	for (size_t at = 1; at < entry.n;) {
		size_t key = 0, end = at;
		while (key < KEYS && !str_starts(str_skip(entry, at), str_of(keys[key])))
			key++;
		if (key == KEYS)
			break;
		at += str_of(keys[key]).n;
		for (bool stop = false; !stop && (end = str_find(entry, STR(") ("), end)) != STR_NONE; end += !stop)
			for (size_t i = 1; i < KEYS; i++)
				stop |= str_starts(str_skip(entry, end + 3), str_of(keys[i]));
		if (end == STR_NONE)
			end = entry.n - 1;
		struct str value = str_range(entry.p + at, entry.p + end);
		struct str *fields[] = { &person->name, &person->affiliation, &person->role, NULL, &person->note };
		if (key == KEYS - 1)
			person->status = PERSON_PARTIAL;
		else if (!fields[key])
			person_alias(arena, person, value);
		else
			*fields[key] = value;
		at = end + 3;
	}
	return person->name.n ? person : NULL;
}

size_t roll_parse(struct arena *arena, struct roll_knowledge *k, struct str entry, enum roll_form form,
	enum attendance status, size_t line, struct person_list *list, enum check *check)
{
	struct reading r = { arena, k, NULL, list, list->count, list->count, status, line, STR_EMPTY, NULL };
	entry = strip_bullet(entry);
	enum check tick = roll_tick(&entry);
	if (check)
		*check = tick;
	if (tick == CHECK_UNTICKED)
		r.status = PERSON_EXPECTED;
	struct person *keyed = read_keyed(arena, entry, r.status, line);
	if (keyed) {
		person_list_add(list, keyed);
		return 1;
	}
	entry = unwrap(entry);
	if (!entry.n)
		return 0;
	if (lines_are_entries(entry)) {
		struct str one;
		while (str_split(&entry, '\n', &one))
			if (str_trim(one).n)
				read_entry(&r, one, ROLL_ITEM);
	} else {
		read_entry(&r, flat(arena, entry), form);
	}
	if (list->count > r.first && r.early.n)
		person_note(arena, list->items[r.first], r.early);
	return list->count - r.first;
}

void roll_study(struct roll_knowledge *k, struct str entry, enum roll_form form)
{
	struct pieces p;
	entry = strip_bullet(entry);
	roll_tick(&entry);
	pieces_split(&p, flat(k->arena, unwrap(entry)));
	struct run_on run = run_on_find(k, &p);
	for (size_t i = 0; i < p.count; i++) {
		const struct piece *piece = &p.items[i];
		if (!run.found && piece->text.n && piece->before == JOINT_DASH &&
		    detail_of(k, piece->text) == DETAIL_AFFILIATION)
			roll_learn_affiliation(k, piece->text);
		struct str behind = piece->before == JOINT_DASH ? piece->text : STR_EMPTY;
		for (size_t g = 0; g < piece->groups; g++) {
			struct str text = p.groups[piece->group + g].text;
			if (brackets_study(&k->brackets, text, piece->text))
				continue;
			if (detail_of(k, text) == DETAIL_AFFILIATION && !is_short_name(text, i && !behind.n ? piece->text : p.items[0].text, behind)) {
				roll_learn_affiliation(k, text);
				k->grouped++;
			}
		}
		if (run.found && i) {
			size_t n = run_on_affiliation(&run, k, piece->text, i + 1 == p.count);
			if (n)
				roll_learn_affiliation(k, str_first(piece->text, n));
		}
	}
	/* "Name, Affiliation", where the second cannot be another name. */
	if (!run.found && form == ROLL_ITEM && p.count == 2 && !p.group_count && p.items[1].before == JOINT_COMMA &&
	    name_shape(p.items[0].text) == NAME_LIKELY && name_shape(p.items[1].text) != NAME_LIKELY &&
	    detail_of(k, p.items[1].text) == DETAIL_AFFILIATION && !affiliation_before(k, p.items[1].text))
		roll_learn_affiliation(k, p.items[1].text);
	tally_free(&run.firsts);
	pieces_free(&p);
}
