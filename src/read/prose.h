/* Decisions told in prose: "The board agreed to pay for the van." */
#ifndef READ_PROSE_H
#define READ_PROSE_H

#include "base/str.h"

/* May a text hold a sentence that tells of a decision? A quick look, without reading mark-up. */
bool prose_may_tell(struct str text);

/* The next sentence of a plain text, with the sign that ends it; false behind the last. "..." ends one, too. */
bool prose_sentence(struct str *rest, struct str *sentence);

/* Does the sentence, plain and without what stands around it, tell that something was decided? A body that agreed,
 * an agreement of all, a motion that was carried; never what one person agreed to do, nor a question. */
bool prose_tells_decision(struct str sentence);

/* Does it begin with what was agreed, so that it tells so even where somebody says it? */
bool prose_states_decision(struct str sentence);

/* Is it a motion that awaits its outcome: "Mira set a motion to wait"? */
bool prose_moves(struct str text);

/* Is it nothing but an outcome: "Motion approved."? */
bool prose_is_outcome(struct str text);

/* Does the text say that a motion was carried, or that it was not? */
bool prose_says_passed(struct str text);
bool prose_says_failed(struct str text);

/* Does every sentence of the text tell that the meeting came to its end, and nothing else? */
bool prose_ends_meeting(struct str text);

#endif
