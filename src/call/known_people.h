/* What a people file says of the people of a mailing list. */
#ifndef CALL_KNOWN_PEOPLE_H
#define CALL_KNOWN_PEOPLE_H

#include "base/diag.h"

struct known_people;

/* Lives in the arena; text, the bytes of the file, must outlive it. */
struct known_people *known_people_new(struct arena *arena, struct str text, struct diags *diags);
struct str known_affiliation(const struct known_people *known, struct str name);     /* empty: unknown */

#endif
