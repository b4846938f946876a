/* Style sheets for mail: a subset of CSS, comments included, parsed once, that becomes style attributes.
 *
 *   SELECTOR, SELECTOR { property: value; ... }
 *
 * A selector is an element, classes or both (td, .minutes, td.minutes), with :first-child or not, and before it, behind
 * a blank, one more of its kind that some element around must match. Of the rules that match an element, each
 * property's last one counts: there are no other weights. Properties and the values that each may have are those that
 * mail clients honour (https://www.caniemail.com); lengths are in px, em or %, colours #rrggbb. Everything else, an
 * at-rule too, is an error that is told with its line. */
#ifndef WRITE_MAIL_STYLE_H
#define WRITE_MAIL_STYLE_H

#include <stdint.h>

#include "base/arena.h"

enum { MAIL_STYLE_MOST = 40 };       /* declarations of an element: no more than there are properties */

struct mail_declaration {
	struct str property, value;
};

struct mail_declarations {
	const struct mail_declaration *items[MAIL_STYLE_MOST];
	size_t count;
};

/* An element as selectors see it. */
struct mail_element {
	struct str name, classes;        /* classes: separated by blanks */
	bool first;                      /* among its parent's elements */
};

struct mail_style;

/* NULL and the style, which lives in arena with css, or what is wrong: "FILE:LINE: what". */
const char *mail_style_read(struct arena *arena, const char *file, struct str css, const struct mail_style **style);

/* The set of what selectors ask for around an element that this one is: together with those of the elements around it,
 * it is what mail_style_find() wants as around. */
uint64_t mail_style_around(const struct mail_style *style, const struct mail_element *e);
/* What an element in these gets. */
void mail_style_find(const struct mail_style *style, const struct mail_element *e, uint64_t around,
	struct mail_declarations *found);
/* The value of one property of them; empty where there is none. */
struct str mail_style_value(const struct mail_declarations *found, struct str property);

#endif
