/* Text of any charset to UTF-8. */
#ifndef MAIL_CHARSET_H
#define MAIL_CHARSET_H

#include "base/buf.h"

/* Does the system know the charset? */
bool charset_known(struct str charset);

/* text as UTF-8: itself where it is that already, else in b, which is emptied. Text without a charset, and of one that is
 * not known, is UTF-8 where it can be, else Windows-1252. Bytes that the charset does not have become U+FFFD. */
struct str charset_decode(struct str charset, struct str text, struct buf *b);

#endif
