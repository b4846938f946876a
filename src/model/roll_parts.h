/* Inside of rolls: an entry in pieces, what a piece is, and persons out of them. Only roll*.c include it. */
#ifndef MODEL_ROLL_PARTS_H
#define MODEL_ROLL_PARTS_H

#include "model/roll.h"

/* A set of texts with a count for each; letter case and blanks around do not matter. The texts must outlive it. Without
 * an arena it is freed with tally_free(). */
struct tally {
	struct arena *arena;
	struct tally_entry { struct str text; uint32_t hash; uint32_t count; } *entries;
	size_t used, room;
};

size_t tally_add(struct tally *t, struct str text);           /* the count from now on */
void tally_free(struct tally *t);
size_t tally_count(const struct tally *t, struct str text);

struct roll_knowledge {
	struct arena *arena;
	struct tally affiliations, names;
	struct brackets {
		struct tally texts, entries; /* what may be another name behind a name: each text, and each with its name */
		size_t codes, fitting;       /* of them capitals like "BRY": all, and those made of the name's letters */
		bool shared;                 /* one of these stands behind two names */
		size_t full;                 /* of them full names behind a nick */
	} brackets;
	struct str meeting;      /* what meets: the document's title */
	size_t longest;          /* words of the longest affiliation */
	size_t grouped;          /* entries with an affiliation in parentheses */
	bool listed;             /* an entry has three people or more between its commas */
	bool likely;             /* half of the entries around are full names */
	bool sure;               /* most entries around are people: so is one of capitalised words that say something else */
};

/* A piece of an entry: text between commas and dashes, then groups in parentheses or brackets. */
enum joint { JOINT_NONE, JOINT_COMMA, JOINT_SEMICOLON, JOINT_DASH, JOINT_AND, JOINT_GROUP };

struct group {
	struct str text;         /* inside the signs */
	struct str whole;        /* with them */
};

struct piece {
	struct str text;         /* trimmed; may be empty before a group */
	enum joint before;       /* what stands before it; JOINT_GROUP: a group of the piece before */
	struct str word;         /* "and", "or", "and/or" as it stands before it, whatever else; empty if none */
	size_t group, groups;    /* into pieces.groups */
};

struct pieces {
	struct piece *items;
	size_t count, room;
	struct group *groups;
	size_t group_count, group_room;
};

/* Top-level commas, semicolons, dashes with blanks, tabs; "and", "&" between two names. Free with pieces_free(). */
void pieces_split(struct pieces *p, struct str entry);
void pieces_free(struct pieces *p);

/* Text without blanks, emphasis signs and closing punctuation around it. The full stop of "Inc.", "R." and "J.S." stays. */
struct str piece_clean(struct str text);

/* "[x]" or "[ ]" at the begin of an entry, taken off it. */
enum check roll_tick(struct str *entry);

enum detail {
	DETAIL_NAME, DETAIL_AFFILIATION, DETAIL_ROLE, DETAIL_NOTE, DETAIL_PARTIAL, DETAIL_ABSENT, DETAIL_ALIAS,
	DETAIL_SUFFIX            /* "Inc.": belongs to the affiliation before it */
};

/* What text is that stands behind a name; never DETAIL_NAME. */
enum detail detail_of(const struct roll_knowledge *k, struct str text);
/* Is it a small word that says nothing of somebody in a call, and so may be a nick or a name? */
bool says_nothing(struct str word);
/* Is it a person's name, alone or with words behind it ("Mira for Otto", "Mira @mok")? */
bool piece_is_person(const struct roll_knowledge *k, struct str text);

bool piece_is_single(struct str text);      /* one word */

/* Words of text that are a known affiliation, at its begin (or end): their length in bytes, 0 if there is none. The rest
 * must not be empty. */
size_t affiliation_before(const struct roll_knowledge *k, struct str text);
size_t affiliation_behind(const struct roll_knowledge *k, struct str text);

/* Fields of a person take what a text says; what is there already is kept and the new joined behind. */
void person_detail(struct arena *arena, const struct roll_knowledge *k, struct person *person, struct str text);
void person_group(struct arena *arena, const struct roll_knowledge *k, struct person *person, struct group group);
void person_affiliation(struct arena *arena, struct person *person, struct str text);
void person_note(struct arena *arena, struct person *person, struct str text);
/* "Mira Okafor (MO)": the initials that stand for the person in the notes. Behind an affiliation the first letter is
 * enough where they are not those of the affiliation: "Mira Okafor - Northwind (MKO)", but "Advanced Systems (AS)". */
bool is_short_name(struct str text, struct str name, struct str affiliation);
/* Learn from what stands in brackets behind a name; true where it is another name in itself, and no affiliation. */
bool brackets_study(struct brackets *b, struct str text, struct str name);
/* "Mira Okafor (Miranda Okafor)", "(mira.okafor)", "(MOK)" among such capitals: another name of the person. */
bool is_other_name(const struct roll_knowledge *k, struct str text, const struct person *person);
/* "miraok (Mira Okafor)": the text in brackets is the name, and what stands before it a nick: one made of the name's
 * letters, or one of several where no brackets hold affiliations. */
bool is_full_name(const struct roll_knowledge *k, struct str text, struct str nick);
/* "aka Mimi": other names begin here. What follows behind commas goes on with them, if it can be a name. */
bool is_alias(struct str text);
bool person_also(struct arena *arena, struct person *person, struct str text);
/* A person from the text of a piece: name, and what stands behind it. */
struct person *person_from(struct arena *arena, const struct roll_knowledge *k, struct str text, size_t line);

/* In "A, Org B, Org C ..." the commas stand between name and affiliation, and nothing but a blank between people. */
struct run_on {
	bool found;
	struct tally firsts;     /* first words of the pieces */
};
/* firsts is to be freed with tally_free(). */
struct run_on run_on_find(const struct roll_knowledge *k, const struct pieces *p);
/* The affiliation that begins a piece of a run-on entry: its length, 0 if none. */
size_t run_on_affiliation(const struct run_on *r, const struct roll_knowledge *k, struct str piece, bool last);

#endif
