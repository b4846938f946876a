/* Whom a person works for, by the domain of their address: a table that users edit (templates/affiliations.txt).
 *
 *   example.com    Northwind Systems
 *   example.org    -
 *
 * A line a domain: the domain, blanks, the employer's name, or "-" where the domain is no employer. It holds for the
 * domains below it too ("eu.example.com"), unless a longer line says otherwise; "edu" is all of .edu. Blank lines and
 * those that begin with '#' are skipped. A domain that is not in the table says nothing. */
#ifndef MAIL_AFFILIATION_H
#define MAIL_AFFILIATION_H

#include "base/arena.h"

struct affiliations;

/* The table lives in the arena, and points into text. */
struct affiliations *affiliations_new(struct arena *arena, struct str text);
/* Of what stands behind the '@' of an address, or of the address whole; empty: none, or unknown. */
struct str affiliation_of(const struct affiliations *a, struct str address);

#endif
