/* Open actions after each call, stacked by age: a bar a call. */
#include "base/mem.h"
#include "call/ledger_view.h"

enum { AGES = 4, BARS = 24, LEFT = 40, TOP = 14, HEIGHT = 160, WIDTH = 640, RIGHT = 30, LABEL = 24, DATE = 72,
	BAR_MOST = 40 };

static const char *const age_names[AGES] = { "new", "1 call old", "2 or 3 calls old", "older" };
static const long age_ends[AGES - 1] = { 1, 2, 4 };     /* in calls */

struct ledger_chart {
	struct str *dates;
	size_t count;                /* of calls held */
	size_t (*open)[AGES];        /* by call and age */
};

/* Every call held, as a number from 0; of notes of one call the first counts. */
static size_t *number_calls(const struct calls *calls, struct ledger_chart *chart)
{
	size_t *numbers = mem_alloc((calls->count + 1) * sizeof *numbers);
	const struct call *before = NULL;
	for (size_t i = 0; i < calls->count; i++) {
		const struct call *call = calls->items[i];
		bool counts = call->held && !call->left_out && call->family == calls->main_family;
		if (counts && !(before && call_same(before, call)))
			chart->dates[chart->count++] = call->date;
		if (counts)
			before = call;
		numbers[i] = chart->count ? chart->count - 1 : 0;
	}
	return numbers;
}

/* It was open after the calls from begin up to, not including, end: a step up and a step down in each age. It may have
 * been opened before the first of them. */
static void add_span(struct ledger_chart *chart, long (*steps)[AGES], long opened, size_t begin, size_t end)
{
	for (size_t age = 0; age < AGES; age++) {
		long from = age ? opened + age_ends[age - 1] : opened, to = age < AGES - 1 ? opened + age_ends[age] : (long)end;
		from = from < (long)begin ? (long)begin : from;
		to = to > (long)end ? (long)end : to;
		if (from >= to || to > (long)chart->count)
			continue;
		steps[from][age]++;
		steps[to][age]--;
	}
}

static void add_action(struct ledger_chart *chart, long (*steps)[AGES], const size_t *numbers,
	const struct ledger_action *action)
{
	const struct sighting *first = action->first;
	size_t begin = numbers[first->call->place];
	long opened = (long)begin - (long)first->carried.calls_ago;
	bool open = true;
	for (const struct sighting *s = first; s; s = s->next) {
		size_t at = numbers[s->call->place];
		if (open && s->state != ACTION_OPEN && (!s->next || !call_same(s->call, s->next->call) || s->next->state != ACTION_OPEN)) {
			add_span(chart, steps, opened, begin, at);
			open = false;
		} else if (!open && s->state == ACTION_OPEN && action->state == ACTION_OPEN) {
			begin = at;
			open = true;
		}
	}
	if (open)
		add_span(chart, steps, opened, begin, chart->count);
}

struct ledger_chart *ledger_chart_new(const struct calls *calls, const struct ledger *l, const struct ledger_view *view)
{
	struct ledger_chart *chart = mem_zero(1, sizeof *chart);
	chart->dates = mem_zero(calls->count + 1, sizeof *chart->dates);
	size_t *numbers = number_calls(calls, chart);
	chart->open = mem_zero(chart->count + 1, sizeof *chart->open);
	long (*steps)[AGES] = mem_zero(chart->count + 2, sizeof *steps);
	for (size_t i = 0; i < ledger_count(l); i++)
		if (ledger_action(l, i)->family == calls->main_family && ledger_owned(view, ledger_action(l, i)))
			add_action(chart, steps, numbers, ledger_action(l, i));
	long sum[AGES] = { 0 };
	for (size_t i = 0; i < chart->count; i++)
		for (size_t age = 0; age < AGES; age++) {
			sum[age] += steps[i][age];
			chart->open[i][age] = sum[age] > 0 ? (size_t)sum[age] : 0;
		}
	mem_free(steps);
	mem_free(numbers);
	if (chart->count >= 2)
		return chart;
	ledger_chart_free(chart);
	return NULL;
}

void ledger_chart_free(struct ledger_chart *chart)
{
	if (!chart)
		return;
	mem_free(chart->dates);
	mem_free(chart->open);
	mem_free(chart);
}

static size_t total(const struct ledger_chart *chart, size_t call)
{
	size_t sum = 0;
	for (size_t age = 0; age < AGES; age++)
		sum += chart->open[call][age];
	return sum;
}

static void put_text(struct xml *x, long left, long top, const char *anchor, const char *class, struct str text)
{
	xml_start(x, "text");
	if (class)
		xml_attr_c(x, "class", class);
	xml_attr_n(x, "x", left);
	xml_attr_n(x, "y", top);
	xml_attr_c(x, "text-anchor", anchor);
	xml_text(x, text);
	xml_end(x);
}

static void age_class(struct xml *x, size_t age)
{
	char name[] = "age-0";
	name[sizeof name - 2] = (char)('0' + age);
	xml_attr_c(x, "class", name);
}

static void put_bar(struct xml *x, size_t age, long left, long top, long width, long height)
{
	xml_start(x, "rect");
	age_class(x, age);
	xml_attr_n(x, "x", left);
	xml_attr_n(x, "y", top);
	xml_attr_n(x, "width", width);
	xml_attr_n(x, "height", height);
	xml_end(x);
}

/* What the colours mean: a list, which finds its own place on a narrow page. */
static void put_key(struct xml *x)
{
	xml_start(x, "ul");
	xml_attr_c(x, "class", "key");
	for (size_t age = 0; age < AGES; age++) {
		xml_start(x, "li");
		age_class(x, age);
		xml_text_c(x, age_names[age]);
		xml_end(x);
	}
	xml_end(x);
	xml_raw(x, STR("\n"));
}

static void put_description(const struct ledger_chart *chart, size_t first, struct xml *x)
{
	struct buf b = BUF_INIT;
	for (size_t i = first; i < chart->count; i++) {
		size_t old = total(chart, i) - chart->open[i][0];
		buf_printf(&b, "%s%.*s: %zu open, %zu of them from calls before", i > first ? "; " : "",
			STR_FMT(chart->dates[i].n ? chart->dates[i] : STR("unknown date")), total(chart, i), old);
	}
	xml_start(x, "desc");
	xml_attr_c(x, "id", "chart-desc");
	xml_text(x, buf_slice(&b));
	xml_end(x);
	buf_free(&b);
}

/* Dates stand below the bars, counted from the last one, as many as there is room for; those marked "more" only where
 * the page is wide. */
static void put_dates(const struct ledger_chart *chart, size_t first, size_t step, struct xml *x)
{
	size_t every = (DATE + step - 1) / step;
	for (size_t i = first; i < chart->count; i++) {
		size_t behind = chart->count - 1 - i;
		long middle = LEFT + (long)((i - first) * step + step / 2);
		if (behind % every)
			continue;
		put_text(x, middle, TOP + HEIGHT + LABEL - 6, "middle", step < 2 * DATE && behind / every % 2 ? "more" : NULL,
			chart->dates[i]);
	}
}

static void put_bars(const struct ledger_chart *chart, size_t first, size_t step, size_t most, struct xml *x)
{
	long width = (long)(step * 3 / 4 < BAR_MOST ? step * 3 / 4 : BAR_MOST);
	for (size_t i = first; i < chart->count; i++) {
		long left = LEFT + (long)((i - first) * step + step / 2) - width / 2, floor = TOP + HEIGHT;
		size_t below = 0;
		for (size_t age = AGES; age-- > 0;) {
			/* From the sum below to the sum above, so that no rounding leaves a gap. */
			long bottom = floor - (long)(below * HEIGHT / most), top;
			below += chart->open[i][age];
			top = floor - (long)(below * HEIGHT / most);
			if (bottom > top)
				put_bar(x, age, left, top, width, bottom - top);
		}
	}
}

static void put_axis(size_t most, struct xml *x)
{
	struct buf b = BUF_INIT;
	for (int end = 0; end < 2; end++) {
		long y = end ? TOP : TOP + HEIGHT;
		xml_start(x, "line");
		xml_attr_c(x, "class", "axis");
		xml_attr_n(x, "x1", LEFT);
		xml_attr_n(x, "x2", WIDTH);
		xml_attr_n(x, "y1", y);
		xml_attr_n(x, "y2", y);
		xml_end(x);
		buf_cut(&b, 0);
		buf_printf(&b, "%zu", end ? most : 0);
		put_text(x, LEFT - 6, y + 4, "end", NULL, buf_slice(&b));
	}
	buf_free(&b);
}

void ledger_chart_draw(const void *context, struct xml *x)
{
	const struct ledger_chart *chart = context;
	size_t first = chart->count > BARS ? chart->count - BARS : 0, most = 1, step = (WIDTH - LEFT) / (chart->count - first);
	struct buf box = BUF_INIT;
	for (size_t i = first; i < chart->count; i++)
		most = total(chart, i) > most ? total(chart, i) : most;
	buf_printf(&box, "0 0 %d %d", WIDTH + RIGHT, TOP + HEIGHT + LABEL);
	xml_start(x, "svg");
	xml_attr(x, "viewBox", buf_slice(&box));
	xml_attr_c(x, "role", "img");
	xml_attr_c(x, "aria-labelledby", "chart-title chart-desc");
	xml_start(x, "title");
	xml_attr_c(x, "id", "chart-title");
	xml_text_c(x, "Open actions after each call, by age");
	xml_end(x);
	put_description(chart, first, x);
	put_axis(most, x);
	put_bars(chart, first, step, most, x);
	put_dates(chart, first, step, x);
	xml_end(x);
	xml_raw(x, STR("\n"));
	put_key(x);
	buf_free(&box);
}
