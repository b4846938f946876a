#include "cli/next_call.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "call/zones_table.h"
#include "cli/report.h"
#include "model/date.h"

int next_call_open(const char *name, struct next_call *next)
{
	struct buf bytes = BUF_INIT;
	*next = (struct next_call){ .date = STR_EMPTY };
	if (!name)
		return EXIT_DONE;
	int error = file_read(name, &bytes);
	if (error) {
		buf_free(&bytes);
		return usage_error("--call %s: %s", name, strerror(error));
	}
	next->file = call_file_read(str_of(name), &bytes);
	return EXIT_DONE;
}

void next_call_close(struct next_call *next)
{
	call_file_free(next->file);
}

int next_call_judge(const struct next_call *next, bool strict)
{
	if (!next->file)
		return EXIT_DONE;
	struct out err = out_to(STDERR_FILENO);
	diag_sort(next->file->diags);
	diag_print(next->file->diags, next->file->file, &err);
	out_flush(&err);
	out_free(&err);
	return diag_worst(next->file->diags) >= (strict ? SEVERITY_WARNING : SEVERITY_ERROR) ? EXIT_NOTES : EXIT_DONE;
}

/* Is there no rule because of errors in the call file? */
static bool is_refused(const struct next_call *next)
{
	return next->file && !next->file->has_when && diag_worst(next->file->diags) == SEVERITY_ERROR;
}

int next_call_need_rule(const struct next_call *next)
{
	if (is_refused(next))
		return EXIT_NOTES;
	if (!next->file->has_when)
		return usage_error("%.*s: no field When, which says when calls are", STR_FMT(next->file->file));
	return EXIT_DONE;
}

const char *next_call_people(struct arena *arena, const struct next_call *next)
{
	if (!next->file || !next->file->people.n)
		return NULL;
	struct str folder = next->file->file;
	while (folder.n && folder.p[folder.n - 1] != '/')
		folder.n--;
	if (*next->file->people.p == '/')
		folder.n = 0;
	return arena_join(arena, folder, STR_EMPTY, next->file->people).p;
}

void next_call_name(struct next_call *next, const struct call *last)
{
	if (next->file && last && !next->file->name.n)
		next->file->name = last->name;
}

static int read_date(struct arena *arena, const char *given, struct str *date)
{
	struct date_hit day;
	if (!date_is(str_of(given), &day) || !day.possible || !day.year || !day.day)
		return usage_error("'%s' is no date; --date takes one as 2024-06-11", given);
	*date = date_iso(arena, &day);
	return EXIT_DONE;
}

int next_call_find(struct next_call *next, struct arena *arena, const char *given, struct str after, bool itself)
{
	struct call_file *c = next->file;
	int64_t day;
	next->timed = c && c->has_when;
	if (given && read_date(arena, given, &next->date) != EXIT_DONE)
		return EXIT_USAGE;
	if (!given && itself && after.n == sizeof "2024-06-11" - 1)
		next->date = after;
	if (next->date.n) {
		if (!next->timed || !day_parse(next->date, &day))
			return EXIT_DONE;
		next->call.day = day;
		if (!next->series || schedule_has(&c->when, day))
			schedule_on(&c->when, day, c->diags, &next->call);
		return EXIT_DONE;
	}
	if (is_refused(next))
		return EXIT_NOTES;
	if (!next->timed)
		return usage_error("when is the next call? give --date, as 2024-06-11%s",
			c ? ", or a field When in the call file" : ", or --call with a call file");
	if (!after.n)
		return usage_error("when is the next call? give --date, as 2024-06-11, or dated minutes of the last one");
	if (!schedule_next(&c->when, after, c->diags, &next->call))
		return EXIT_NOTES;
	next->date = day_iso(arena, next->call.day);
	return EXIT_DONE;
}

void next_call_tell(const struct next_call *next, struct arena *arena, struct str last, struct draft_options *options)
{
	const struct call_file *c = next->file;
	if (!c)
		return;
	const struct draft_field known[] = {
		{ STR("Time"), next->timed ? call_time(arena, &c->when, &next->call) : STR_EMPTY }, { STR("Chair"), c->chair },
		{ STR("Where"), c->where }, { STR("List"), c->list }, { STR("Archive"), c->archive },
		{ STR("Last minutes"), call_file_url(arena, c->minutes, last) },
	};
	size_t count = sizeof known / sizeof *known;
	struct draft_field *fields = ARENA_ARRAY(arena, struct draft_field, count);
	struct str *standing = ARENA_ARRAY(arena, struct str, c->standing_count + 1);
	options->fields = fields;
	for (size_t i = 0; i < count; i++)
		if (known[i].value.n)
			fields[options->field_count++] = known[i];
	for (size_t i = 0; i < c->standing_count; i++)
		standing[i] = c->standing[i].text;
	options->standing = standing;
	options->standing_count = c->standing_count;
	options->name = c->name;
}
