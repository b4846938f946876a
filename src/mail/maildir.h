/* A maildir: a folder of messages, a file each, in its folders cur and new. */
#ifndef MAIL_MAILDIR_H
#define MAIL_MAILDIR_H

#include "mail/archive_parts.h"

/* Reads them in the order of their names. EISDIR where the folder is no maildir, or errno. */
int maildir_read(struct archive *a, const char *name);

#endif
