/* Resolve, the last pass: what the blocks mean, once the whole document is known. Each step is a file of its own and
 * leaves a tree that document_check() accepts, but for raw texts. They run in the order in which they stand here. */
#ifndef READ_RESOLVE_H
#define READ_RESOLVE_H

#include "model/people.h"
#include "model/roll.h"
#include "read/raw.h"

struct resolver {
	struct document *doc;
	struct roll_knowledge *knowledge;
	struct people *people;
	struct person_list file;       /* of the people file */
	bool strict;                   /* rollcall's own Markdown: only what is marked up counts */
	bool origin_marked;
	struct inline_context *inlines;
	bool action_required;          /* "AR:" is nobody, but says so */
	struct block_list series_tables;     /* from resolve_series() to complete_series() */
};

/* Numbers that begin headings and go on to count, "1 Welcome" over "1.1 Budget": they leave the text. */
void number_sections(struct resolver *r);

/* Rolls: who was there. Fills doc->attendees and the registry. */
void resolve_rolls(struct resolver *r);

/* Quotes that are no mail but what people of the call wrote to its chat become paragraphs, each with its label. */
void resolve_remarks(struct resolver *r);

/* What a block whose text is raw says, or a part of such a text, without mark-up. */
struct str block_text(struct resolver *r, const struct block *b);
struct str plain_text(struct resolver *r, struct str raw);

/* A heading without the pictures and signs before its first letter. */
struct str without_signs(struct str title);

/* Cut actions, decisions and votes out of paragraphs, items and cells, and the items of sections that list actions.
 * Owners are not known yet. */
void split_keywords(struct resolver *r);

/* "none", a sign or a link alone: it says nothing of what to do. */
bool action_says_nothing(struct str text);
/* The text of an item or a cell becomes its action, the first block in it. */
void action_from(struct resolver *r, struct block *holder, enum action_state state);
/* Names that stand apart from an action's text own it. */
void action_owner(struct resolver *r, struct block *action, struct str names);

/* The rows of a table whose head tells of actions and of who is to do them; section: it stands below a caption of
 * actions, so that "What" may be the head of their column, too. */
void actions_table(struct resolver *r, struct block *table, bool section);
/* The term of an action in a cell of such a table, as the column of terms has it; empty if there is none. */
struct str term_in_table(struct resolver *r, const struct block *action);

/* Series tables: fills doc->series; stakeholders join the registry. */
void resolve_series(struct resolver *r);

/* Which labels are speakers, by evidence of the whole document; paragraphs become statements. */
void resolve_speakers(struct resolver *r);

/* The notes of each series, and what introduces its table: its heading, or the last paragraph below that. Which
 * paragraphs there are is known once the speakers are. */
void complete_series(struct resolver *r);

/* Owners, states and ids of actions. */
void resolve_actions(struct resolver *r);
/* The owners and the term of one action, out of its text. */
void read_duty(struct resolver *r, struct block *action);
/* Does the text of an item name who is to do what it says: "Mira to do x", "Mira: do x", "do x (Mira)"? */
bool names_owner(struct resolver *r, struct str text);
/* "Mira to read it": somebody known, and what is given to her to do. What somebody "will" do is no more than told. */
bool gives_duty(struct resolver *r, struct str text);
/* "Mira to read it", "Mira will read it", "Mira: read it", "read it (Mira)": does the text behind a word that may be a
 * keyword give somebody something to do? Who is not known does where "to" says so, or as a label where label_does; there
 * "Mira will read it" may be said by somebody. */
bool gives_task(struct resolver *r, struct str text, bool label_does);
/* Does it say whose the action before it is, or its term: "Assigned to: Mira", "Due: 2031-06-01"? */
bool assigns(struct str text);
/* May each of the names own an action, by their shape or because somebody has them? */
bool all_may_own(struct resolver *r, struct str names);
/* Is the text no more than the name of somebody who may own actions: "Mira Okafor", "**Mira**:"? */
bool is_owner(struct resolver *r, struct str text);

/* Is the text no more than the names of people who are known, or of all: "Mira:", "Everyone"? */
bool is_known(struct resolver *r, struct str text);

/* Outcomes and positions of votes, decisions told in prose. */
void resolve_decisions(struct resolver *r);
/* Does the line begin with a vote's sign: "+1 Mira"? */
bool is_tally(struct str line);

/* Length of the numbering behind a heading's signs, "## 1. Title", "## IV. Title", which is still in its text; 0 if none. */
size_t heading_number(struct resolver *r, const struct block *h);
/* A heading without the number that stands in its text still. */
struct str heading_words(struct resolver *r, const struct block *h);

/* In-line text of every block, ids, topics, links, lists by kind. Nothing is raw afterwards. */
void finish(struct resolver *r);

/* "Board", "editors", "Chairs": who is meant by what they are. */
bool mention_is_role(struct str word);
/* "Triage team", "Community members": several, by the last word of what they are called. */
bool mention_is_group(struct str name);
/* Names out of "A, B & C and D" to mentions; resolved against the registry. Ambiguous and unknown ones are reported
 * with code once a label (DIAG_COUNT: not reported). */
struct mentions mention_names(struct resolver *r, struct str names, size_t line, enum diag_code unknown);

/* The heading a top-level block stands under, or NULL: h is the last one seen. */
bool heading_is(const struct block *h, const char *const *words, size_t count);

#endif
