/* Lines that say whose the words quoted below are. */
#ifndef MAIL_ATTRIBUTION_H
#define MAIL_ATTRIBUTION_H

#include "base/str.h"

/* "On Tue, 12 Apr 2016 at 10:58, Mira Okafor <mira@example.org> wrote:", "Mira Okafor writes ("Re: ..."):", "Am 12.4.
 * schrieb Mira Okafor:": the name, as written, else the address; empty if the text says no such thing. */
struct str attribution_name(struct str text);

/* "Mira Okafor <mira@example.org> 04/18/16 6:45 PM >>>": the name; the marks before it count as its quoting. */
struct str attribution_groupwise(struct str text);

#endif
