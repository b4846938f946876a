/* Entries of a roll as people write them, made ready for roll_parse(). */
#include "model/names.h"
#include "model/words.h"
#include "read/label.h"
#include "read/rolls.h"

/* "[Mira Okafor][]", a reference that nothing defines, and "\"Mira Okafor - Northwind\"": what the signs are around. */
static struct str bare_entry(struct str text)
{
	if (str_starts(text, STR("[")) && str_ends(text, STR("][]")) && str_find_char(text, ']', 0) == text.n - 3)
		return str_trim(str_first(str_skip(text, 1), text.n - 4));
	if (text.n > 2 && *text.p == '"' && str_find_char(text, '"', 1) == text.n - 1)
		return str_trim(str_first(str_skip(text, 1), text.n - 2));
	return text;
}

/* "(Mira, Tomas) + Bo (Quarry)" -> "Mira; Tomas; Bo (Quarry)": people in brackets, and others who came to them. */
static struct str open_people(struct arena *arena, struct str s)
{
	size_t end = s.n && *s.p == '(' ? str_find_char(s, ')', 1) : STR_NONE;
	if (end == STR_NONE)
		return s;
	struct str inside = str_range(s.p + 1, s.p + end), rest = str_trim(str_skip(s, end + 1));
	bool sign = rest.n && str_find_char(STR("+&,;"), *rest.p, 0) != STR_NONE;
	if (!(sign || str_starts_nocase(rest, STR("and "))) || str_find_char(inside, '(', 0) != STR_NONE ||
	    str_find_char(inside, ',', 0) == STR_NONE || !roll_looks_like_line(inside, false))
		return s;
	char *people = arena_alloc(arena, inside.n + 1);
	for (size_t i = 0; i < inside.n; i++)
		people[i] = inside.p[i] == ',' ? ';' : inside.p[i];
	people[inside.n] = '\0';
	return arena_join(arena, (struct str){ people, inside.n }, STR("; "), str_trim(str_skip(rest, sign)));
}

/* Does the link that opens at i say where it leads? */
static bool shows_url(struct inlines spans, size_t i)
{
	const struct span *s = &spans.spans[i];
	return s->bare || (i + 2 < spans.count && s[1].type == SPAN_TEXT && s[2].type == SPAN_CLOSE && str_eq(s[1].text, s->text));
}

/* text is what the spans say. */
static struct str with_urls(struct resolver *r, struct str text, struct inlines spans)
{
	for (size_t i = 0; i < spans.count; i++)
		if (spans.spans[i].type == SPAN_OPEN && spans.spans[i].mark == MARK_LINK && !shows_url(spans, i))
			text = arena_printf(&r->doc->arena, "%.*s (%.*s)", STR_FMT(text), STR_FMT(spans.spans[i].text));
	/* Where mark-up parts a word a blank does. */
	for (size_t at; (at = str_find(text, STR(INLINE_JOINT), 0)) != STR_NONE;)
		text = arena_join(&r->doc->arena, str_first(text, at), STR(" "), str_skip(text, at + sizeof INLINE_JOINT - 1));
	return r->strict ? text : open_people(&r->doc->arena, bare_entry(text));
}

struct str roll_entry_text(struct resolver *r, struct str raw)
{
	struct inlines spans = inline_parse(&r->doc->arena, r->inlines, raw);
	return with_urls(r, inline_plain(&r->doc->arena, spans), spans);
}

struct str roll_entry_of(struct resolver *r, const struct block *b)
{
	return with_urls(r, block_text(r, b), raw_links(r->doc, b, r->inlines));
}

bool entry_is_nick(struct str entry)
{
	struct str word;
	return str_word(&entry, &word) && name_is_nick(word) && (*word.p == '@' || (is_lower(*word.p) && !word_classes(word))) &&
		(!str_trim(entry).n || *str_trim(entry).p == '(');
}

bool entry_is_sentence(struct str entry)
{
	size_t end = 0, words = 0, small = 0;
	while (end < entry.n && str_find_char(STR(",([:;@-"), entry.p[end], 0) == STR_NONE && !str_starts(str_skip(entry, end), STR(" / ")))
		end++;
	/* The begin of an address, "mira@example.org", tells nothing. */
	if (end < entry.n && entry.p[end] == '@')
		while (end && !is_space(entry.p[end - 1]))
			end--;
	struct str rest = str_first(entry, end), word;
	while (str_word(&rest, &word)) {
		words++;
		small += is_lower(*word.p) && !name_is_particle(word) && !str_eq(word, STR("for")) && !str_eq(word, STR("from")) &&
			!str_eq(word, STR("and")) && !str_eq(word, STR("aka"));
	}
	return words >= 3 && small > 0;
}

/* "Mira Okafor: @mira" -> "Mira Okafor @mira". */
static struct str with_nick(struct resolver *r, struct str entry)
{
	size_t colon = str_find(entry, STR(": @"), 1);
	if (colon == STR_NONE || str_find_char(entry, ' ', colon + 2) != STR_NONE)
		return entry;
	return arena_join(&r->doc->arena, str_first(entry, colon), STR(" "), str_skip(entry, colon + 2));
}

void roll_note(struct resolver *r, struct person *person, struct str text)
{
	if (text.n)
		person->note = person->note.n ? arena_join(&r->doc->arena, person->note, STR("; "), text) : text;
}

/* The words of a name are cut at its hyphens, too. */
static bool next_part(struct str *rest, struct str *part)
{
	if (!rest->n)
		return false;
	size_t end = 0;
	while (end < rest->n && !is_space(rest->p[end]) && rest->p[end] != '-')
		end++;
	*part = str_first(*rest, end);
	*rest = str_trim_left(str_skip(*rest, end + 1));
	return true;
}

/* "MO", "MOka" and "MiraO" for "Mira Okafor", "IDM" for "Ines Duarte-Matos": the first name or its letter, and then the
 * letters of the parts behind it, or the begin of one of them. */
static bool stands_for(struct str brief, struct str name)
{
	struct str part, rest = name;
	if (brief.n < 2 || !next_part(&rest, &part) || !part.n || to_lower(*part.p) != to_lower(*brief.p))
		return false;
	struct str more = str_skip(brief, brief.n > part.n && str_starts_nocase(brief, part) ? part.n : 1), letters = more;
	while (next_part(&rest, &part)) {
		if (part.n > more.n && str_starts_nocase(part, more))
			return true;
		if (part.n && letters.n && to_lower(*part.p) == to_lower(*letters.p))
			letters = str_skip(letters, 1);
	}
	return !letters.n;
}

/* The name that begins an entry. */
static struct str name_of(struct str entry)
{
	size_t end = 0;
	while (end < entry.n && str_find_char(STR(",;(["), entry.p[end], 0) == STR_NONE && !str_starts(str_skip(entry, end), STR(" - ")))
		end++;
	return str_trim(str_first(entry, end));
}

/* "[MO] Mira Okafor (Chair)", "MO - Mira Okafor, Northwind". */
static bool brief_before(struct str entry, struct str *brief, struct str *full)
{
	enum { LONGEST = 16 };
	bool bracket = entry.n && *entry.p == '[';
	size_t end = bracket ? str_find_char(str_first(entry, LONGEST), ']', 1) : str_find(str_first(entry, LONGEST), STR(" - "), 1);
	if (end == STR_NONE)
		return false;
	*brief = str_trim(str_range(entry.p + bracket, entry.p + end));
	*full = str_trim(str_skip(entry, end + (bracket ? 1 : 3)));
	return roll_looks_like_entry(*full) && stands_for(*brief, name_of(*full));
}

/* "MO: Mira Okafor @mira", "MiraO: Mira Okafor". */
static bool spelled_label(struct resolver *r, struct str raw, struct str *brief, struct str *full)
{
	struct label label;
	if (!label_find(raw, &label) || label.strong || name_shape(label.names) != NAME_MAYBE)
		return false;
	*brief = label.names;
	*full = roll_entry_text(r, label.text);
	return roll_looks_like_entry(*full) && to_lower(*full->p) == to_lower(*brief->p);
}

struct str entry_of_item(struct resolver *r, const struct block *item, struct str *brief)
{
	struct str full, entry = roll_entry_of(r, item);
	if (!r->strict && (spelled_label(r, raw_text(item), brief, &full) || brief_before(entry, brief, &full)))
		return with_nick(r, full);
	*brief = STR_EMPTY;
	return with_nick(r, entry);
}

bool entry_spelled_out(struct resolver *r, const struct block *b, struct label *label)
{
	return b && b->type == BLOCK_PARAGRAPH && raw_text(b).n <= 160 && label_find(raw_text(b), label) && name_is_initials(label->names) &&
		name_shape(str_trim(str_first(label->text, str_find_char(label->text, '(', 0)))) == NAME_LIKELY && !r->strict;
}

bool entry_with_address(struct resolver *r, const struct block *b, struct str *text)
{
	struct label label;
	if (r->strict || !b || b->type != BLOCK_PARAGRAPH || raw_text(b).n > 160 || !label_find(raw_text(b), &label) ||
	    !roll_looks_like_entry(label.whole))
		return false;
	size_t at = label.text.n;
	while (at && !is_space(label.text.p[at - 1]))
		at--;
	struct str address = str_skip(label.text, at), group = str_trim(str_first(label.text, at));
	while (group.n && group.p[group.n - 1] == ':')
		group = str_trim(str_first(group, group.n - 1));
	if (str_find_char(address, '@', 1) == STR_NONE || (group.n && (*group.p != '(' || group.p[group.n - 1] != ')')))
		return false;
	*text = arena_printf(&r->doc->arena, "%.*s %.*s (%.*s)", STR_FMT(label.whole), STR_FMT(group), STR_FMT(address));
	return true;
}
