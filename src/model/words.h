/* English words that tell a sentence from a heading, and labels from people. All data of the language stands here. */
#ifndef MODEL_WORDS_H
#define MODEL_WORDS_H

#include "base/str.h"

enum line_nature {
	NATURE_TITLE,         /* can be a heading: "Release plan for 4.12" */
	NATURE_SENTENCE,      /* "I meant to spend half an hour on it", "we should get fresh ones" */
	NATURE_GREETING       /* "Hi all", "Best Regards", "Thanks, Mira." */
};

/* A line of text without mark-up. */
enum line_nature line_nature(struct str line);

/* Is the word, in any case, one of the list? It holds small letters and ends with NULL. */
bool word_in(struct str word, const char *const *list);

/* What a word is, several at a time; one search in the table. The predicates below say what each means. */
enum {
	WORD_FUNCTION = 1 << 0, WORD_SUBJECT = 1 << 1, WORD_AUXILIARY = 1 << 2, WORD_VERB = 1 << 3, WORD_LABEL = 1 << 4,
	WORD_NAME = 1 << 5, WORD_ORGANISATION = 1 << 6, WORD_ROLE = 1 << 7
};
unsigned word_classes(struct str word);

/* Articles, prepositions, conjunctions, pronouns, auxiliaries, question words: the, for, and, we, is, how. Any case. */
bool word_is_function(struct str word);
/* I, you, he, we, they, this, there ... and their contractions ("we'll"): the subject of a sentence. */
bool word_is_subject(struct str word);
/* is, was, has, will, should, can't, does ...: a verb in a finite form. */
bool word_is_auxiliary(struct str word);
/* says, agreed, went, suggests ...: what minutes say of people; as a second word it makes a sentence. */
bool word_is_verb(struct str word);
/* Does the text hold a finite verb that shape can see: a subject with an auxiliary near, or an auxiliary? */
bool words_have_verb(struct str text);

/* Of such a name's parts none can be sure: "May", "Page", "An" are names too. */
bool word_can_be_name(struct str word);

/* Nouns and verbs of meetings, documents and software that stand as labels or in headings and are no names: note, time,
 * date, link, goal, status, access, code, next ... Any case; a plural -s is taken off. */
bool word_is_label(struct str word);
/* Inc, GmbH, University, Foundation, Labs, Committee: a part of an organisation's name. */
bool word_is_organisation(struct str word);
/* chair, secretary, representative, non-voting, guest: what somebody is in a meeting or at work. */
bool word_is_role(struct str word);
/* Is the label one that no person can be: a label word in it, a function word, a digit alone, a question, an identifier? */
bool label_is_no_person(struct str label);

/* NULL if the table of words is in order, else the first word out of it. For tests. */
const char *words_check(void);

#endif
