/* The people of a document, and whom a label means: attendees first, then stakeholders, then the people file. */
#ifndef MODEL_PEOPLE_H
#define MODEL_PEOPLE_H

#include "model/roll.h"

enum people_source { PEOPLE_ATTENDEES, PEOPLE_STAKEHOLDERS, PEOPLE_FILE, PEOPLE_SOURCES };

/* The registry; it, its index and all results live in the arena, the persons where they were. */
struct people;
struct people *people_new(struct arena *arena);

/* Two persons with the same full name (case, diacritics and blanks aside) are one, and both give it aliases; the one
 * of the better source is the result of a search. Adding takes constant time. A person's name and aliases must not
 * change after that; add it again when it got an alias. NULL if the name was new, else the person who had it. */
const struct person *people_add(struct people *p, const struct person *person, enum people_source source);

enum people_found { PEOPLE_NONE, PEOPLE_UNIQUE, PEOPLE_AMBIGUOUS };

struct people_answer {
	enum people_found found;
	const struct person *person;      /* PEOPLE_UNIQUE, else NULL */
	enum people_source source;        /* where the person, or the candidates, were found */
	struct str names;                 /* PEOPLE_AMBIGUOUS: the candidates, "Mira Okafor or Mira Lind" */
	const struct person *there;       /* PEOPLE_AMBIGUOUS: the only candidate who was not absent, else NULL */
};

/* Whom the label means. Tried source by source; in each the full name, then an alias, nick ("@x" or "x") or
 * abbreviation, then first name, last name, first and last name or initial ("Mira O", "MiraO"), the first words of the
 * name, and at last capital initials ("AWB"). Letter case and diacritics do not matter ("Jürgen" is "Jurgen" and
 * "Juergen"), nor do "(Org)", "from Org", emphasis and a possessive 's behind the name. Whole words only. */
struct people_answer people_find(const struct people *p, struct str label);

/* A person whose full, first or last name is one letter away (one more, less, other, or two exchanged) from the label
 * of at least five letters; NULL if none or several. A guess: to be shown, never to be used.
 * Only the first 2,000 people of a document are guessed at. */
const struct person *people_near(const struct people *p, struct str label);

/* Whose nick goes on from the label, of at least four letters, where that begins nobody else's name or nick: "huon" is
 * "huonw". For labels that people_find() does not know; NULL if none or several. Only the first 2,000 people count. */
const struct person *people_begun(const struct people *p, struct str label);

/* "Jürgen Groß" -> "jurgen strauss"; with digraphs "juergen strauss". Blanks collapsed, marks and full stops dropped. */
struct str people_fold(struct arena *arena, struct str name, bool digraphs);

/* A people file: one person a line, "- Mira Okafor, Northwind, aka Mimi, mok, @miraok", or as in any roll. Blank
 * lines, headings (#) and comments (<!-- -->) are skipped. A line that names no person is diagnosed as bad-person and
 * left out. Returns the number added to list. */
size_t people_load(struct arena *arena, struct str text, struct diags *diags, struct person_list *list);

#endif
