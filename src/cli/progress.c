#include "cli/progress.h"

#include <time.h>
#include <unistd.h>

#include "base/out.h"

enum { BAR = 30 };       /* characters */

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void say(struct out *err)
{
	out_flush(err);
	out_free(err);
}

struct progress progress_begin(const char *what, size_t all)
{
	struct progress p = { what, all, isatty(STDERR_FILENO) == 1, false, 0, 0 };
	if (p.wanted)
		p.began = p.last = now();
	return p;
}

static void draw_bar(struct out *err, size_t full)
{
	out_put(err, '[');
	for (size_t i = 0; i < BAR; i++)
		out_put(err, i < full ? '#' : '.');
	out_cstr(err, "] ");
}

void progress_step(struct progress *p, size_t done)
{
	static const double patience = 1.0, pause = 0.1;
	if (!p->wanted)
		return;
	double time = now();
	if (time - p->began < patience || time - p->last < pause)
		return;
	struct out err = out_to(STDERR_FILENO);
	out_cstr(&err, "\rrollcall: ");
	if (p->all)
		draw_bar(&err, done < p->all ? done * BAR / p->all : BAR);
	out_printf(&err, "%zu", done);
	if (p->all)
		out_printf(&err, " of %zu", p->all);
	out_printf(&err, " %s\033[K", p->what);
	say(&err);
	p->shown = true;
	p->last = time;
}

void progress_end(struct progress *p)
{
	if (!p->shown)
		return;
	struct out err = out_to(STDERR_FILENO);
	out_cstr(&err, "\r\033[K");
	say(&err);
	p->shown = false;
}
