/* Rolls: who was there, in the notations of real notes, to persons. */
#ifndef MODEL_ROLL_H
#define MODEL_ROLL_H

#include "model/document.h"

/* A growing list. The array is memory of its own, the persons live in an arena. */
struct person_list {
	struct person **items;
	size_t count, room;
};

void person_list_add(struct person_list *list, struct person *person);
void person_list_free(struct person_list *list);

/* An empty person: all slices STR_EMPTY, present. */
struct person *person_new(struct arena *arena, struct str name, size_t line);
/* False, and it is not added, where the person has the alias already. aliases must come from this function alone. */
bool person_alias(struct arena *arena, struct person *person, struct str alias);

/* What the document taught so far: which words are affiliations, which are names. It grows by roll_study() before the
 * entries are parsed, and by roll_parse() itself. It lives in the arena; the texts
 * it is given must outlive it. */
struct roll_knowledge;
struct roll_knowledge *roll_knowledge_new(struct arena *arena);
void roll_learn_meeting(struct roll_knowledge *k, struct str title);
void roll_learn_affiliation(struct roll_knowledge *k, struct str affiliation);
void roll_learn_name(struct roll_knowledge *k, struct str name);
bool roll_knows_affiliation(const struct roll_knowledge *k, struct str affiliation);
bool roll_knows_name(const struct roll_knowledge *k, struct str name);

/* How many entries of the roll at hand have a full name. Where most of them do "Darran Page" is a person as well, and "Seo
 * Register", and "Pavel novak"; where half of them do "Z" is one. 0 of 0 behind the roll. */
void roll_trust(struct roll_knowledge *k, size_t full, size_t entries);

enum roll_form {
	ROLL_ITEM,      /* an item or a line of its own: commas set off affiliation and role, "Name, Affiliation" */
	ROLL_LINE       /* what stands behind a caption, or a paragraph: commas stand between people, "A, B, C and D" */
};

/* Collect evidence from an entry without making persons: affiliations in parentheses, behind a dash, that come again.
 * Call it for each entry of a roll, and each cell of stakeholders, before the first roll_parse(). */
void roll_study(struct roll_knowledge *k, struct str entry, enum roll_form form);

/* One entry (for ROLL_LINE possibly several lines joined by '\n') to persons at the end of list; their number.
 * Every word of the entry is in their fields, but ticks; an "and" between people is a note of the one behind it.
 *   status      what the roll's caption says; an unticked entry makes PERSON_EXPECTED, "(late)" makes PERSON_PARTIAL
 *   check       may be NULL; whether the entry had a tick box: "[x]", "[ ]"
 *   k           what the document taught; may be NULL
 * 0, and nothing is added, where the entry shows no person ("7 members (Quorum)"): the caller keeps it as text. */
size_t roll_parse(struct arena *arena, struct roll_knowledge *k, struct str entry, enum roll_form form,
	enum attendance status, size_t line, struct person_list *list, enum check *check);

/* A caption in the entry itself, "Present: A, B", "Observers: C": its length with the colon, and what it says.
 * 0 if there is none. */
size_t roll_caption_before(struct str entry, enum attendance *status);

/* Is the label or heading a caption of a roll, "Directors Present", "Folks on the line (by age)", "Regrets"?
 * Decided by the words in it; "Members should vote", "Attendance policy" are none. status says who stands below. */
bool roll_caption(struct str label, enum attendance *status);
/* "Council members", "Observers": groups that caption a roll only where a roll is known to stand. */
bool roll_caption_weak(struct str label);
/* "Other", "Remote": no word in it says something else; it goes on with the roll above it. */
bool roll_caption_part(struct str label);
/* "OSG" in the minutes of the "OSG Meeting": the initials of who meets caption them. */
bool roll_caption_body(struct str label, struct str meeting);

/* Does a run of items look like people: each name-shaped, perhaps with an affiliation? Needs at least two items; one
 * in eight may be something else. */
bool roll_looks_like_items(const struct str *items, size_t count);
/* One entry alone: a full name, perhaps with details. */
bool roll_looks_like_entry(struct str entry);
/* Does a line look like people with commas between: at least three of them (with strict), or two? */
bool roll_looks_like_line(struct str line, bool strict);
/* A paragraph without a caption: strictly so, and hardly anything but full names where it is longer than one person. */
bool roll_looks_like_paragraph(struct str text);

/* What the column of a table of attendees holds, by its header. */
enum roll_column { COLUMN_OTHER, COLUMN_NAME, COLUMN_ALIAS, COLUMN_AFFILIATION, COLUMN_ROLE, COLUMN_STATUS };
enum roll_column roll_column(struct str header);

/* The person as one entry in rollcall's own notation, without a tick: "Name @nick, Affiliation (role) (note)".
 * roll_parse(ROLL_ITEM) of it gives the same person. */
struct str roll_format(struct arena *arena, const struct person *person);

#endif
