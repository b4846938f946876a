/* The shape of a person's name. Who is a person follows from evidence in the document; shape is the least of it. */
#ifndef MODEL_NAMES_H
#define MODEL_NAMES_H

#include "base/str.h"

enum name_shape {
	NAME_NO,        /* a sentence, a heading, a number: "Next steps", "Access Code", "10:30", "See" */
	NAME_MAYBE,     /* one word, which may be a first name as well as another word: "Wei", "bosco", "@miraok", "AWB" */
	NAME_LIKELY     /* two to five words: "Jan van der Berg", "H. Peter Moss", "J. S. Lim", "Anand V" */
};

/* One name without affiliation; emphasis signs and blanks around it, and a full stop behind it, do not matter. Letters
 * are UTF-8; those with diacritics, and scripts without case, count. */
enum name_shape name_shape(struct str text);

/* "AWB", "TC", "M.M.": two to five capitals. */
bool name_is_initials(struct str text);
/* One token a person goes by in a chat or a forge: "bosco", "PR__", "@mira95", "tlind", "wren_[m]". */
bool name_is_nick(struct str text);
/* A particle inside names, "van", "de", "bin": any case. */
bool name_is_particle(struct str word);
/* Does the word begin with a capital letter, or one of a script without case? */
bool name_is_capitalised(struct str word);

#endif
