#include "call/survey_parts.h"

#include <stdlib.h>

enum { WIDTH = 180, HEIGHT = 18, MARGIN = 5, DAY = 24 * 60 * 60, MOST_VERSIONS = 40 };

struct survey_bar {
	const struct series *series;
	int64_t from, to;                /* seconds: of the first version, and the end of today */
	unsigned char replies[WIDTH];    /* is there one that falls there? */
	size_t count;                    /* of them */
};

struct survey_bars {
	struct survey_bar *items;        /* by series' address */
	size_t count;
};

static long place(const struct survey_bar *bar, int64_t seconds)
{
	int64_t span = bar->to - bar->from, at = seconds - bar->from;
	if (at < 0 || span <= 0)
		at = 0;
	if (at > span)
		at = span;
	return MARGIN + (long)(span > 0 ? at * (WIDTH - 2 * MARGIN) / span : 0);
}

static bool is_patch(const struct survey *s, const struct message *m)
{
	const struct subject *subject = &s->series->subjects[m->number];
	return (subject->patch || subject->rfc) && !subject->reply;
}

static int by_series(const void *a, const void *b)
{
	const struct series *x = ((const struct survey_bar *)a)->series, *y = ((const struct survey_bar *)b)->series;
	return x < y ? -1 : x > y;
}

static struct survey_bar *find(const struct survey_bars *bars, const struct series *series)
{
	struct survey_bar wanted = { .series = series };
	return bars->count ? bsearch(&wanted, bars->items, bars->count, sizeof wanted, by_series) : NULL;
}

const struct survey_bars *survey_bars_new(const struct survey *s, struct arena *arena)
{
	struct survey_bars *bars = ARENA_NEW(arena, struct survey_bars);
	bars->items = ARENA_ARRAY(arena, struct survey_bar, s->series->count);
	for (size_t i = 0; i < s->series->count && s->today >= 0; i++) {
		const struct series *series = s->series->items[i];
		if (series->first->date.known)
			bars->items[bars->count++] = (struct survey_bar){ .series = series, .from = series->first->date.seconds,
				.to = (s->today + 1) * DAY };
	}
	if (bars->count)
		qsort(bars->items, bars->count, sizeof *bars->items, by_series);
	for (size_t i = 0; i < s->series->message_count; i++) {
		const struct message *m = s->archive.messages[i];
		struct survey_bar *bar = s->series->of[i] && m->date.known && !is_patch(s, m) ? find(bars, s->series->of[i]->series) : NULL;
		if (!bar || m->date.seconds > bar->to)
			continue;
		bar->replies[place(bar, m->date.seconds)] = 1;
		bar->count++;
	}
	return bars;
}

const struct survey_bar *survey_bar(const struct survey_bars *bars, const struct series *series)
{
	return find(bars, series);
}

/* "v1 2024-05-02, v2 2024-05-20; 7 replies". */
static void put_title(const struct survey_bar *bar, struct xml *x)
{
	struct buf b = BUF_INIT;
	struct arena arena = ARENA_INIT;
	for (const struct posting *p = bar->series->first; p; p = p->next)
		buf_printf(&b, "%sv%u %.*s", b.n ? ", " : "", p->version, STR_FMT(mail_date_day(&arena, p->date)));
	buf_printf(&b, "; %zu repl%s", bar->count, bar->count == 1 ? "y" : "ies");
	xml_element(x, "title", buf_slice(&b));
	arena_free(&arena);
	buf_free(&b);
}

static void put_rect(struct xml *x, const char *class, long left, long top, long width, long height)
{
	xml_start(x, "rect");
	xml_attr_c(x, "class", class);
	xml_attr_n(x, "x", left);
	xml_attr_n(x, "y", top);
	xml_attr_n(x, "width", width);
	xml_attr_n(x, "height", height);
	xml_end(x);
}

void survey_bar_draw(const void *context, struct xml *x)
{
	const struct survey_bar *bar = context;
	const struct posting *p = bar->series->first;
	struct buf box = BUF_INIT;
	buf_printf(&box, "0 0 %d %d", WIDTH, HEIGHT);
	xml_start(x, "svg");
	xml_attr_c(x, "class", "life");
	xml_attr(x, "viewBox", buf_slice(&box));
	xml_attr_c(x, "role", "img");
	put_title(bar, x);
	put_rect(x, "span", MARGIN, HEIGHT / 2 - 1, WIDTH - 2 * MARGIN, 2);
	for (long i = 0; i < WIDTH; i++)
		if (bar->replies[i])
			put_rect(x, "reply", i, HEIGHT / 2 - 5, 1, 10);
	for (int count = 0; p && count < MOST_VERSIONS; p = p->next, count++) {
		if (!p->date.known)
			continue;
		xml_start(x, "circle");
		xml_attr_c(x, "class", "version");
		xml_attr_n(x, "cx", place(bar, p->date.seconds));
		xml_attr_n(x, "cy", HEIGHT / 2);
		xml_attr_n(x, "r", 4);
		xml_end(x);
	}
	xml_end(x);
	buf_free(&box);
}
