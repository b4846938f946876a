/* Labels of speakers at the begin of blocks, before it is known who speaks. Only speaker*.c include it. */
#ifndef READ_SPEAKER_LABEL_H
#define READ_SPEAKER_LABEL_H

#include "read/label.h"
#include "read/resolve.h"

/* A paragraph or item whose text is still raw, and no quoted one. */
bool speaker_candidate(const struct block *b);

/* How these notes say who speaks, beside a colon. */
struct speaker_style {
	bool dashes;             /* several lines begin as "MO - the van is late" does */
	bool bold;               /* and as "**Mira** The van is late." does */
};

struct speaker_style speaker_style(struct resolver *r);

/* A label before text, or over a list. */
bool speaker_label(struct resolver *r, struct speaker_style style, const struct block *b, struct label *label);

/* "**Mira** The van is late.": the bold name of somebody known, without a colon. */
bool speaker_bold_label(struct resolver *r, struct str text, struct label *label);
/* Do lines begin so, and do they say something, where "**Mira** raised it" tells of her? Then each begins a paragraph. */
bool speaker_bold_lines(struct resolver *r);

/* Is b, which has a bold label, an item among others whose bold labels are terms, and none that is known? */
bool speaker_among_terms(struct resolver *r, const struct block *b);

/* Length of what separates two names of a label at s; 0 if nothing does. */
size_t speaker_separator(struct str s);
/* "mira", "mira/odo", "mira, odo": is each somebody known? */
bool speaker_all_known(struct resolver *r, struct str names);

/* "[martin] text", "[martin/mira] text": names in brackets speak where each is somebody known, and not below an action. */
bool speaker_bracket(struct resolver *r, const struct block *b, struct label *label);

#endif
