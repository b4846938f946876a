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
/* "Mira nominated Bo as chair": small words among the first ones are no part of a name. */
bool entry_is_sentence(struct str entry);
/* "MB: Mira Bell", a paragraph: initials before the name they stand for. */
bool entry_spelled_out(struct resolver *r, const struct block *b, struct label *label);
/* "Mira Okafor (Northwind) : mira@example.org", a paragraph: *text is the entry with the address as a word about her. */
bool entry_with_address(struct resolver *r, const struct block *b, struct str *text);

/* An empty roll from where at stands; label is its caption as written, or empty. */
struct block *roll_new(struct resolver *r, const struct block *at, struct str label);
/* The roll takes the people of the list, and frees it. */
void roll_fill(struct resolver *r, struct block *roll, struct person_list *list);
/* added stands where old stood; returns added. */
struct block *roll_replace(struct block *old, struct block *added);

/* Is it a table whose columns tell of people: one of names, and without a caption another one that a roll has? */
bool roll_is_table(struct resolver *r, const struct block *table, bool under_caption);
/* The roll that replaces the table, or NULL where its rows name nobody. */
struct block *roll_from_table(struct resolver *r, struct block *table, enum attendance status, struct str label);

#endif
