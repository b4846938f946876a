/* Which messages are a version of a series, and which are about it. */
#ifndef MAIL_POSTINGS_H
#define MAIL_POSTINGS_H

#include "mail/series.h"

enum { COUNT_LIMIT = 999 };       /* a series of more patches is none: "[1/86400]" */

/* Fills the list's of, patch and subjects; returns the postings by all_next, in the order of their dates. Messages later
 * than the day are of none (as series_find()). */
struct posting *postings_find(struct archive *a, struct series_list *list, int64_t day);

/* Are they the same person: by address, or by name where one has no address? NULL is nobody. */
bool same_person(const struct mail_address *a, const struct mail_address *b);
/* Adds what identifies a person: the address in small letters, else the name. */
void person_key(struct buf *key, const struct mail_address *person);

/* The patch of that number; NULL if nothing is known of it. */
struct patch *posting_patch(const struct posting *p, unsigned number);
bool is_within(const struct message *m, int64_t day);

#endif
