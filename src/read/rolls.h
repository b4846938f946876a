/* Inside of resolve_rolls(): blocks of people, made of lists, lines and tables. Only roll*.c include it. */
#ifndef READ_ROLLS_H
#define READ_ROLLS_H

#include "read/label.h"
#include "read/resolve.h"

/* An entry without mark-up; what a link points to stays as a word in brackets. */
struct str roll_entry_text(struct resolver *r, struct str raw);
struct str roll_entry_of(struct resolver *r, const struct block *b);
/* The entry of an item. "MO: Mira Okafor", "[MO] Mira Okafor", "MO - Mira Okafor": *brief is the short name before the one
 * it stands for, else empty. */
struct str entry_of_item(struct resolver *r, const struct block *item, struct str *brief);
/* Text joined behind the person's note. */
void roll_note(struct resolver *r, struct person *person, struct str text);
/* "miraok", "@mok", "bol (if awake)". */
bool entry_is_nick(struct str entry);
/* "Mira nominated Bo as chair": small words among the first ones are no part of a name. */
bool entry_is_sentence(struct str entry);
/* "MB: Mira Bell", a paragraph: initials before the name they stand for. */
bool entry_spelled_out(struct resolver *r, const struct block *b, struct label *label);
/* "Mira Okafor (Northwind) : mira@example.org", a paragraph: *text is the entry with the address as a word about her. */
bool entry_with_address(struct resolver *r, const struct block *b, struct str *text);

/* "Council members: A, B": an item that captions its own names. status says what stands around it, and then of them. */
bool item_captions(struct resolver *r, struct str text, bool in_roll, struct label *label, enum attendance *status);
/* "Board - Mira Okafor (chair), Bo Lind": a dash that groups as a colon does. It is sure where what stands before the
 * dash is no name, else the other items decide. */
bool item_groups(struct resolver *r, struct str text, bool sure, struct label *label);
size_t count_groups(struct resolver *r, const struct block *list);      /* sure ones */
size_t count_items(const struct block *list);
bool items_look_like_people(struct resolver *r, const struct block *list);
/* "Room: A, B" over "Phone: C, D", or one item "A, B, C": the items below a caption. */
bool items_hold_people(struct resolver *r, const struct block *list);
/* "[x] Mira Okafor - Northwind": a list of boxes, each with a full name and where they are from. */
bool items_are_ticked_people(struct resolver *r, const struct block *list);
/* The list below the heading of a group, where one person is enough. parted: nothing but groups stands below the caption,
 * and they may hold nicks alone; first: it is the first of them. */
bool group_holds_people(struct resolver *r, const struct block *list, bool parted, bool first);

/* An empty roll from where at stands; label is its caption as written, or empty. */
struct block *roll_new(struct resolver *r, const struct block *at, struct str label);
/* The roll takes the people of the list, and frees it. */
void roll_fill(struct resolver *r, struct block *roll, struct person_list *list);
/* added stands where old stood; returns added. */
struct block *roll_replace(struct block *old, struct block *added);

/* A list to rolls, another one at each caption among its items. Returns the last block made of it, or NULL. */
struct block *roll_from_list(struct resolver *r, struct block *list, enum attendance status, struct str label);

/* "Board members - Mira, Bo" over "Team - Ines": paragraphs from first on to a roll for each group; label is the caption of
 * them all. Returns the last block made of them, or NULL. */
struct block *roll_from_groups(struct resolver *r, struct block *first, enum attendance status, struct str label);

/* The table that replaces the list and the block before it, where that names its columns, "Name / GitHub / affiliation"; else
 * NULL. */
struct block *table_from_hint(struct resolver *r, struct block *list);

/* Is it a table whose columns tell of people: one of names, and without a caption another one that a roll has? */
bool roll_is_table(struct resolver *r, const struct block *table, bool under_caption);
/* The roll that replaces the table, or NULL where its rows name nobody. */
struct block *roll_from_table(struct resolver *r, struct block *table, enum attendance status, struct str label);

/* "Secretary: Ana Braun" and "## Host" over a name become rolls where they stand beside one; each of them has that role. */
void rolls_of_office(struct resolver *r);
bool roll_is_of_office(struct resolver *r, const struct block *roll, struct str *role);
/* Whom the fields of the head name, "Chair: Mira Okafor", where anybody was there. */
void officers_of_fields(struct resolver *r, struct person_list *list);
/* To the attendees, who have room for them: whoever is not among them, as far as can be told. */
void register_officers(struct resolver *r, const struct person_list *officers);

#endif
