/* States of actions as notes write them, around what is to be done or below it. */
#ifndef READ_ACTION_STATE_H
#define READ_ACTION_STATE_H

#include "model/document.h"

/* "open", "Done", "in progress", "DEFER - why", "✓": does the word, or the first words of it, say a state? */
bool state_read(struct str word, enum action_state *state);

/* Is the text no more than a sign, "✓"? */
bool state_is_sign(struct str text, enum action_state *state);

/* Each of these cuts a state off a text, and leaves all as it was where there is none. What is cut is written, as the
 * notes have it. */

/* "[Open] text", "[New]-A & B: text" */
bool state_before(struct str *text, struct str *written, enum action_state *state);
/* "... - Done.", "... (done)", "... DONE", "... ✓", "... [DEFER - why]", "~~text~~" */
bool state_behind(struct str *text, struct str *written, enum action_state *state);
/* What only a list of actions has: "DONE: text", "Done - text", "(done) text", "**DONE** text", "✅ text" */
bool state_ahead(struct str *text, struct str *written, enum action_state *state);

/* "done, will send it", "Status: done", "[DONE]": does the text, which stands below an action, say that it is no longer
 * open? */
bool state_closes(struct str text, enum action_state *state);
/* Does a line of the text but the first say so, where that line is not a wrapped one? */
bool state_closes_below(struct str text, enum action_state *state);

/* A state as the model keeps it: without what sets it off, and empty where it says nothing more than the state. */
struct str state_kept(struct str written, enum action_state state);

#endif
