/* The steps of series_find(). */
#ifndef MAIL_SERIES_PARTS_H
#define MAIL_SERIES_PARTS_H

#include "mail/series.h"

/* Says once that something of the series is a guess. */
void series_guess(struct archive *a, struct series *s, struct str what);
/* What the messages tell: counts, tags, answers, reviewers, pings. */
void series_count(struct archive *a, struct series_list *list, const struct mail_tags *tags, const struct mail_hints *hints,
	int64_t day);
/* State and days, from what was counted. */
void series_judge(struct series *s, int64_t day);

#endif
