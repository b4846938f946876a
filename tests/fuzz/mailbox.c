/* Fuzz target: any bytes as a file of mail, through every reader, threads, tags, hints and series. */
#include <stdlib.h>

#include "files.h"
#include "mail/series.h"

/* What may be shown must be text: no control characters, in one line. */
static void check(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			abort();
}

static void check_line(void *self, struct message *m, const struct mail_line *line)
{
	(void)self;
	(void)m;
	check(line->text);
}

static void check_message(const struct archive *a, const struct message *m)
{
	size_t steps = 0;
	check(m->subject);
	if (m->id)
		check(m->id->text);
	if (m->from) {
		check(m->from->name);
		check(m->from->address);
	}
	for (const struct message *up = m; up; up = up->parent)
		if (steps++ > a->count)
			abort();
	if (!m->root || m->root->root != m->root || a->messages[m->number] != m)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct archive a;
	archive_init(&a);
	struct mail_tags *tags = tags_collect(&a);
	struct mail_hints *hints = hints_collect(&a);
	archive_visit(&a, (struct mail_visitor){ .line = check_line });
	if (archive_read(&a, fuzz_file("mail", (struct str){ (const char *)data, size })) != 0)
		abort();
	archive_thread(&a);
	struct series_list *list = series_find(&a, tags, hints, size % 3 ? -1 : 19850);
	for (size_t i = 0; i < a.count; i++)
		check_message(&a, a.messages[i]);
	for (size_t i = 0; i < list->count; i++) {
		const struct series *s = list->items[i];
		if (!s->newest || !s->first || !state_name(s->state))
			abort();
	}
	series_free(list);
	tags_free(tags);
	hints_free(hints);
	archive_free(&a);
	return 0;
}
