/* Captions of actions: what a heading, a line or an item says of the list below it. */
#ifndef READ_CAPTION_H
#define READ_CAPTION_H

#include "model/document.h"

enum caption {
	CAPTION_NONE,
	CAPTION_ACTIONS,     /* each item is an action */
	CAPTION_STEPS        /* an item is one where it names its owner: below "Next steps" stands other text, too */
};

/* "Action items", "Open actions", "Summary of action items from last week". The state is that of its actions where they
 * tell none. */
enum caption actions_caption(struct str title, enum action_state *state);

/* "Action", "Action item:": the caption of one action. */
bool caption_of_one(struct str title);

/* "Summary of discussion" among actions: what stands below it are none. */
bool caption_of_other(struct str title);

#endif
