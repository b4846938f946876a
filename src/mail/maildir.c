#include "mail/maildir.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

static int is_message(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Byte by byte: scandir's alphasort() asks the locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int read_folder(struct archive *a, const char *name, const char *part)
{
	struct dirent **entries;
	struct buf path = BUF_INIT;
	buf_printf(&path, "%s/%s", name, part);
	int count = scandir(path.p, &entries, is_message, by_name);
	int error = count < 0 ? errno : 0;
	for (int i = 0; i < count; i++) {
		buf_cut(&path, 0);
		buf_printf(&path, "%s/%s/%s", name, part, entries[i]->d_name);
		struct source source;
		/* A message that was moved or deleted meanwhile is no error: that is what others do with a maildir. */
		int wrong = source_open(&source, path.p);
		if (!wrong) {
			mbox_read(a, archive_text(a, buf_slice(&path)), &source, true);
			wrong = source.error;
			source_close(&source);
		}
		if (wrong && wrong != ENOENT && wrong != EISDIR && !error)
			error = wrong;
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	buf_free(&path);
	return error;
}

int maildir_read(struct archive *a, const char *name)
{
	int current = read_folder(a, name, "cur"), fresh = read_folder(a, name, "new");
	if (current == ENOENT && fresh == ENOENT)
		return EISDIR;
	return current && current != ENOENT ? current : fresh && fresh != ENOENT ? fresh : 0;
}
