/* Labels of speakers at the begin of blocks, before it is known who speaks. Only speaker*.c include it. */
#ifndef READ_SPEAKER_LABEL_H
#define READ_SPEAKER_LABEL_H

#include "read/label.h"
#include "read/resolve.h"

/* A paragraph or item whose text is still raw, and no quoted one. */
bool speaker_candidate(const struct block *b);

/* Do several lines begin as "MO - the van is late" does? Then it is how these notes say who speaks. */
bool speaker_dashes(struct resolver *r);

/* A label before text, or over a list; dashes: what speaker_dashes() says. */
bool speaker_label(struct resolver *r, bool dashes, const struct block *b, struct label *label);

/* Length of what separates two names of a label at s; 0 if nothing does. */
size_t speaker_separator(struct str s);

/* "[martin] text", "[martin/mira] text": names in brackets speak where each is somebody known, and not below an action. */
bool speaker_bracket(struct resolver *r, const struct block *b, struct label *label);

#endif
