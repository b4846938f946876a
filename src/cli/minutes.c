#include "cli/minutes.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/progress.h"
#include "cli/report.h"

struct entry {
	char *name;
	bool found;              /* in a folder */
	int error;               /* of the folder itself */
};

struct entries {
	struct entry *items;
	size_t count, room;
};

static char *copy(const char *folder, const char *name)
{
	struct buf b = BUF_INIT;
	if (folder)
		buf_printf(&b, "%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/");
	buf_cstr(&b, name);
	return b.n ? b.p : mem_zero(1, 1);
}

static void add(struct entries *e, char *name, bool found, int error)
{
	VEC_ROOM(e->items, e->count, e->room);
	e->items[e->count++] = (struct entry){ name, found, error };
}

static bool is_notes(const char *name)
{
	struct str s = str_of(name);
	return *name != '.' && (str_ends(s, STR(".txt")) || str_ends(s, STR(".md")));
}

static int by_name(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	return strcmp(a->name, b->name);
}

static void add_folder(struct entries *e, const char *name, const char *people)
{
	DIR *folder = opendir(name);
	size_t first = e->count;
	if (!folder) {
		add(e, copy(NULL, name), false, errno);
		return;
	}
	for (const struct dirent *d; (d = readdir(folder));) {
		if (!is_notes(d->d_name))
			continue;
		char *path = copy(name, d->d_name);
		struct stat about;
		bool file = stat(path, &about) != 0 || !S_ISDIR(about.st_mode);
		if (file && !(people && file_same(people, path)))
			add(e, path, true, 0);
		else
			mem_free(path);
	}
	closedir(folder);
	if (e->count > first)
		qsort(e->items + first, e->count - first, sizeof *e->items, by_name);
}

static void list(struct entries *e, const struct names *operands, const char *people)
{
	for (size_t i = 0; i < operands->count; i++) {
		struct stat about;
		const char *name = operands->items[i];
		if (strcmp(name, "-") != 0 && stat(name, &about) == 0 && S_ISDIR(about.st_mode))
			add_folder(e, name, people);
		else
			add(e, copy(NULL, name), false, 0);
	}
}

static void free_entries(struct entries *e)
{
	for (size_t i = 0; i < e->count; i++)
		mem_free(e->items[i].name);
	mem_free(e->items);
}

static bool is_minutes(const struct document *doc)
{
	return doc->date.n || doc->actions.count || doc->series_count || diag_worst(&doc->diags) == SEVERITY_ERROR;
}

static bool is_mailbox(struct str name)
{
	return str_ends(name, STR(".mbox")) || str_ends(name, STR(".mbx"));
}

/* False where the file could not be read. */
static bool read_one(struct input *input, const struct entry *e, struct calls *calls, minutes_take *take, void *context)
{
	struct document *doc = NULL;
	if (is_mailbox(str_of(e->name))) {
		calls_add_unread(calls, str_of(e->name), STR("an archive of mail, which draft and series read with --mail"));
		return true;
	}
	int error = e->error ? e->error : input_try(input, e->name, &doc);
	if (error) {
		calls_add_unread(calls, str_of(e->name), str_of(strerror(error)));
		return false;
	}
	if (!e->found || is_minutes(doc)) {
		struct call *call = calls_add(calls, doc);
		if (!call->left_out)
			take(context, call, doc);
	}
	document_free(doc);
	return true;
}

static int read_all(struct input *input, const struct entries *e, struct calls *calls, minutes_take *take, void *context)
{
	struct progress progress = progress_begin("notes", e->count);
	size_t read = 0;
	for (size_t i = 0; i < e->count; i++) {
		read += read_one(input, &e->items[i], calls, take, context);
		progress_step(&progress, i + 1);
	}
	progress_end(&progress);
	if (read || !e->count)
		return EXIT_DONE;
	minutes_judge(calls, SEVERITY_NOTE, false);
	return EXIT_SYSTEM;
}

int minutes_read(const struct input_options *options, const struct names *operands, struct calls *calls,
	minutes_take *take, void *context)
{
	struct input *input;
	struct entries entries = { NULL, 0, 0 };
	int status = input_one_stdin(options, operands);
	if (status == EXIT_DONE)
		status = input_open(options, &input);
	if (status != EXIT_DONE)
		return status;
	list(&entries, operands, options->people);
	if (entries.count)
		status = read_all(input, &entries, calls, take, context);
	else
		status = usage_error("%s holds no notes: no .txt and no .md files", operands->items[0]);
	free_entries(&entries);
	input_close(input);
	return status;
}

int minutes_judge(const struct calls *calls, enum severity least, bool strict)
{
	struct out err = out_to(STDERR_FILENO);
	enum severity worst = SEVERITY_NOTE;
	for (size_t i = 0; i < calls->count; i++) {
		struct call *call = calls->items[i];
		diag_sort(&call->diags);
		diag_print_from(&call->diags, least, call->file, &err);
		enum severity severity = diag_worst(&call->diags);
		worst = severity > worst ? severity : worst;
	}
	out_flush(&err);
	out_free(&err);
	return worst == SEVERITY_ERROR || (strict && worst == SEVERITY_WARNING) ? EXIT_NOTES : EXIT_DONE;
}
