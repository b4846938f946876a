#include "call/announce.h"

#include "call/call_details.h"
#include "call/zones_table.h"
#include "write/message.h"
#include "write/text_template.h"

enum slot { NAME, DAY, DATE, TIME, ZONES, WHERE, DETAILS, LISTS, LIST, ARCHIVE, CHAIR, AGENDA_URL, MINUTES_URL, AGENDA, SLOTS };

static const char *const slots[] = {
	[NAME] = "name", [DAY] = "day", [DATE] = "date", [TIME] = "time", [ZONES] = "zones", [WHERE] = "where",
	[DETAILS] = "details", [LISTS] = "lists", [LIST] = "list", [ARCHIVE] = "archive", [CHAIR] = "chair",
	[AGENDA_URL] = "agenda-url", [MINUTES_URL] = "minutes-url", [AGENDA] = "agenda", [SLOTS] = NULL,
};
static const struct text_template type = { "announce.txt", slots, NULL };

static struct str take(struct arena *arena, struct buf *b)
{
	struct str text = arena_str(arena, buf_slice(b));
	buf_free(b);
	return text;
}

static void fill(struct arena *arena, const struct announcement *a, struct str *values)
{
	const struct call_file *c = a->file;
	struct buf zones = BUF_INIT, details = BUF_INIT, lists = BUF_INIT;
	zones_table(&zones, c, a->call);
	details_put(&details, c);
	details_put_lists(&lists, c);
	values[NAME] = c->name.n ? c->name : STR("community call");
	values[DAY] = call_day(arena, a->call);
	values[DATE] = day_iso(arena, a->call->day);
	values[TIME] = call_time(arena, &c->when, a->call);
	values[ZONES] = take(arena, &zones);
	values[WHERE] = c->where;
	values[DETAILS] = take(arena, &details);
	values[LISTS] = take(arena, &lists);
	values[LIST] = c->list;
	values[ARCHIVE] = c->archive;
	values[CHAIR] = c->chair;
	values[AGENDA_URL] = call_file_url(arena, c->agenda, values[DATE]);
	values[MINUTES_URL] = call_file_url(arena, c->minutes, a->last);
	values[AGENDA] = a->agenda;
}

static size_t read_list(struct arena *arena, const struct call_file *c, struct message_address *to)
{
	const struct call_field *list = call_file_field(c, STR("List"));
	if (message_parse_address(arena, c->list, to))
		return 1;
	if (list)
		diag_add(c->diags, DIAG_CALL_LIST, list->line, list->column, list->value, STR_EMPTY);
	return 0;
}

const char *announce_write(struct arena *arena, const struct announcement *a, const char *templates, struct out *out)
{
	static const char field[] = "Subject:";
	struct str values[SLOTS], text, subject;
	struct message_address to;
	struct message m = { .subject = STR_EMPTY, .date = STR_EMPTY, .id = STR_EMPTY, .reply_to = STR_EMPTY,
		.text = STR_EMPTY, .html = STR_EMPTY, .from = { STR_EMPTY, STR_EMPTY } };
	struct buf filled = BUF_INIT;
	fill(arena, a, values);
	const char *wrong = text_template_fill(arena, &type, templates, values, &filled);
	text = buf_slice(&filled);
	if (!wrong && (!str_split(&text, '\n', &subject) || !str_starts(subject, str_of(field))))
		wrong = "announce.txt: begins with no line 'Subject: ...'";
	if (!wrong) {
		m.subject = str_trim(str_skip(subject, strlen(field)));
		m.text = str_trim_left(text);
		m.to_count = read_list(arena, a->file, &to);
		m.to = &to;
		message_write(&m, out);
	}
	buf_free(&filled);
	return wrong;
}
