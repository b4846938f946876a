#include "cli/survey_mail.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "call/call_file.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "model/date.h"
#include "write/template_file.h"

static int load(const char *name, struct buf *bytes)
{
	int error = name ? file_read(name, bytes) : 0;
	return error ? system_error(name, error) : EXIT_DONE;
}

static int read_date(const char *text, struct arena *arena, struct str *day)
{
	struct date_hit hit;
	*day = STR_EMPTY;
	if (!text)
		return EXIT_DONE;
	if (!date_is(str_of(text), &hit) || !hit.possible || !hit.year || !hit.day)
		return usage_error("'%s' is no date; --date takes one as 2024-06-11", text);
	*day = date_iso(arena, &hit);
	return EXIT_DONE;
}

static int read_base(const char *name, struct buf *base)
{
	struct buf bytes = BUF_INIT;
	int status = load(name, &bytes);
	if (!name || status != EXIT_DONE)
		return status;
	struct call_file *call = call_file_read(str_of(name), &bytes);
	struct out err = out_to(STDERR_FILENO);
	diag_print_from(call->diags, SEVERITY_WARNING, str_of(name), &err);
	out_flush(&err);
	out_free(&err);
	buf_str(base, call->archive);
	call_file_free(call);
	return EXIT_DONE;
}

static int read_affiliations(const char *folder, struct arena *arena, struct buf *table)
{
	struct str name, content;
	const char *wrong = template_find(arena, folder, "affiliations.txt", &name, &content);
	if (wrong)
		return usage_error("%s", wrong);
	buf_str(table, content);
	return EXIT_DONE;
}

bool survey_is_archive(const char *name)
{
	static const struct str endings[] = { { ".mbox", 5 }, { ".mbx", 4 }, { ".eml", 4 }, { ".gz", 3 } };
	struct buf folder = BUF_INIT;
	struct stat about;
	bool found = false;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		found |= str_ends(str_of(name), endings[i]);
	buf_printf(&folder, "%s/cur", name);
	found |= stat(folder.p, &about) == 0 && S_ISDIR(about.st_mode);
	buf_free(&folder);
	return found;
}

static void show_progress(void *self, struct str file, uint64_t done, uint64_t size)
{
	struct progress *p = self;
	enum { KILOBYTE = 1024 };
	(void)file;
	p->all = (size_t)(size / KILOBYTE);
	progress_step(p, (size_t)(done / KILOBYTE));
}

/* Every archive can be left out but the last one: what is wrong with a file is said, the others are read. */
static int read_archives(const struct survey_options *o, struct survey *s)
{
	struct progress progress = progress_begin("KB of mail", 0);
	size_t wrong = 0, all = 0;
	survey_progress(s, show_progress, &progress);
	for (int operands = 0; operands < 2; operands++) {
		const struct names *names = operands ? o->operands : o->mail;
		for (size_t i = 0; names && i < names->count; i++) {
			int error = survey_read(s, names->items[i]);
			all++;
			if (error) {
				progress_end(&progress);
				wrong++;
				system_error(names->items[i], error);
			}
		}
	}
	progress_end(&progress);
	return wrong ? (wrong == all ? EXIT_SYSTEM : EXIT_NOTES) : EXIT_DONE;
}

int survey_open(const struct survey_options *o, struct survey_run *run)
{
	struct arena arena = ARENA_INIT;
	*run = (struct survey_run){ NULL, false, BUF_INIT, BUF_INIT, BUF_INIT };
	struct str day;
	int status = read_date(o->date, &arena, &day);
	if (status == EXIT_DONE)
		status = load(o->people, &run->people);
	if (status == EXIT_DONE && o->archive.n)
		buf_str(&run->base, o->archive);
	else if (status == EXIT_DONE)
		status = read_base(o->call, &run->base);
	if (status == EXIT_DONE)
		status = read_affiliations(o->templates, &arena, &run->affiliations);
	if (status == EXIT_DONE) {
		struct survey_sources sources = { buf_slice(&run->affiliations), buf_slice(&run->people), buf_slice(&run->base) };
		run->survey = survey_new(&sources);
		status = read_archives(o, run->survey);
		run->incomplete = status == EXIT_NOTES;
		if (status != EXIT_SYSTEM) {
			survey_settle(run->survey, day);
			status = EXIT_DONE;
		}
	}
	arena_free(&arena);
	return status;
}

int survey_judge(const struct survey_run *run)
{
	const struct diags *diags = survey_diagnostics(run->survey);
	struct out err = out_to(STDERR_FILENO);
	diag_print_from(diags, SEVERITY_WARNING, STR_EMPTY, &err);
	out_flush(&err);
	out_free(&err);
	return run->incomplete || diag_worst(diags) == SEVERITY_ERROR ? EXIT_NOTES : EXIT_DONE;
}

/* Above the series' tables. */
static void draw_threads(const void *threads, struct xml *x)
{
	listing_tables(threads, x);
}

int survey_print(struct survey *s, enum list_format format, const char *templates, struct out *out)
{
	if (format == LIST_JSON) {
		survey_json(s, out);
		return EXIT_DONE;
	}
	struct listing *series = survey_series(s), *threads = survey_threads(s);
	struct listing_page page = { templates, threads->row_count ? draw_threads : NULL, threads };
	int status = EXIT_DONE;
	if (format == LIST_TEXT || format == LIST_MD) {
		status = list_write(format, threads, &page, out);
		out_put(out, '\n');
	}
	if (status == EXIT_DONE)
		status = list_write(format, series, &page, out);
	listing_free(threads);
	listing_free(series);
	return status;
}

void survey_close(struct survey_run *run)
{
	survey_free(run->survey);
	buf_free(&run->affiliations);
	buf_free(&run->people);
	buf_free(&run->base);
}
