/* Labels: what stands before a colon at the begin of a line, and keywords that say what a line is. */
#ifndef READ_LABEL_H
#define READ_LABEL_H

#include "base/str.h"

struct label {
	struct str prefix;       /* "(12:58:11 PM)" or "(AIS)" before the name; empty if none */
	struct str whole;        /* as written before the colon: "Roger (Citrix; x86 maintainer) [chat]"; may hold emphasis signs */
	struct str names;        /* without what stands in parentheses or brackets: "Roger", "NL, AWB" */
	struct str affiliation;  /* first words in the parentheses: "Citrix"; empty if none */
	struct str text;         /* what is said */
	bool strong;             /* marked up as bold or emphasised */
	bool inside;             /* strong, and the colon is marked up with it: "**Name:** text" */
	bool stamped;            /* a log line: the prefix is a time of day */
};

/* Does the text begin with a label? Says nothing of whether the label is a person. */
bool label_find(struct str text, struct label *label);
/* "<nick> text", "**<nick>** text", as in a chat without times: a label where what is known of the nick says so. */
bool label_chat(struct str text, struct label *label);
/* Length of the time of day that begins a line of a log, "(12:58:11 PM)", "[15:03]", "15:03"; 0 if none. */
size_t label_stamp(struct str text);

/* "Topic: Release", "ITEM: Release": what announces a topic, with its colon and before a title; its length, or 0. */
size_t label_topic(struct str text);

enum keyword { KEYWORD_NONE, KEYWORD_ACTION, KEYWORD_DECISION, KEYWORD_VOTE, KEYWORD_PASSED };

struct keyword_hit {
	enum keyword kind;
	size_t begin;            /* offset where the keyword begins; what stands before it is not part of it */
	struct str word;         /* as written: "ACTION", "Vote|Motion" */
	struct str id;           /* "2018-07.3" or empty */
	struct str owner;        /* "ACTION(Name):", "Action Name::" -> Name; empty if none */
	struct str state;        /* "[done]" behind it -> done; empty if none */
	struct str text;         /* what stands behind */
	bool linked;             /* it begins the text of a link, which goes on in text: "[ACTION - do x](url)" */
};

/* A keyword at the begin of text (emphasis signs allowed before it). */
bool keyword_at_begin(struct str text, struct keyword_hit *hit);
/* A word at the begin of text that is a keyword of actions where somebody is given something to do behind it: "Next steps:",
 * "Follow-up:", "Task:", "Action on", and "AR:", which may be a person as well. */
bool keyword_weak(struct str text, struct keyword_hit *hit);
/* The first ACTION, "Action Name::", decision or vote keyword anywhere in text, at a word's begin. */
bool keyword_find(struct str text, struct keyword_hit *hit);
/* The same but behind its begin. */
bool keyword_find_inside(struct str text, struct keyword_hit *hit);

#endif
