/* Groups of people under one caption, a line each: "Board members - Mira Okafor, Bo Lind" over "Team - Ines Duarte". */
#include "model/names.h"
#include "read/rolls.h"

enum { GROUP_BYTES = 60, MOST_GROUPS = 64 };

struct group_line {
	struct str name, people;     /* people is empty where nobody came */
	size_t line;
};

/* "Team - Mira Okafor", "Committee members -". */
static bool read_group(struct str text, struct group_line *group)
{
	size_t at = str_find(text, STR(" - "), 1);
	if (at == STR_NONE && str_ends(text, STR(" -")))
		at = text.n - 2;
	if (at == STR_NONE || at == 0 || at > GROUP_BYTES)
		return false;
	group->name = str_trim(str_first(text, at));
	group->people = str_trim(str_skip(text, at + 2));
	return name_shape(group->name) != NAME_LIKELY || roll_caption_weak(group->name);
}

/* The groups of the paragraphs from first on; *last is the last one of these. 0: some line of them is none, or they could
 * be a person and where they are from as well. */
static size_t read_groups(struct resolver *r, struct block *first, struct group_line *groups, struct block **last)
{
	size_t count = 0, sure = 0, lists = 0;
	for (struct block *b = first; b && b->type == BLOCK_PARAGRAPH && (b == first || raw_flags(b) & RAW_JOINED); b = b->next) {
		struct str rest = raw_text(b), line;
		for (size_t i = 0; str_split(&rest, '\n', &line); i++) {
			struct group_line *group = &groups[count];
			if (count == MOST_GROUPS || !read_group(str_trim(line), group))
				return 0;
			struct str people = roll_entry_text(r, group->people);
			bool several = roll_looks_like_line(people, false);
			if (people.n && !several && !roll_looks_like_entry(people))
				return 0;
			group->line = b->line + i;
			sure += roll_caption_weak(group->name) || name_shape(group->name) == NAME_NO;
			lists += several;
			count++;
		}
		*last = b;
	}
	return count >= 2 && sure && lists ? count : 0;
}

struct block *roll_from_groups(struct resolver *r, struct block *first, enum attendance status, struct str label)
{
	struct group_line groups[MOST_GROUPS];
	struct block *last = NULL, *place = NULL;
	size_t count = read_groups(r, first, groups, &last);
	if (!count)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		struct person_list people = { NULL, 0, 0 };
		struct str text = roll_entry_text(r, groups[i].people);
		/* What captions them all goes on with the first group. */
		struct str name = i ? groups[i].name : arena_join(&r->doc->arena, label, STR(", "), groups[i].name);
		struct block *made;
		roll_study(r->knowledge, text, ROLL_LINE);
		if (text.n && roll_parse(&r->doc->arena, r->knowledge, text, ROLL_LINE, status, groups[i].line, &people, NULL)) {
			made = roll_new(r, first, name);
			made->line = groups[i].line;
			roll_fill(r, made, &people);
		} else {
			made = raw_block(r->doc, BLOCK_PARAGRAPH, groups[i].line, text.n ? arena_join(&r->doc->arena, name, STR(" - "), groups[i].people) : name);
			made->origin = first->origin;
		}
		block_insert_after(place ? place : last, made);
		place = made;
	}
	while (first != last) {
		struct block *next = first->next;
		block_remove(first);
		first = next;
	}
	block_remove(last);
	return place;
}
