#include <string.h>

#include "cli/report.h"
#include "cli/verb.h"

const struct verb *const verbs[] = { &render_verb, &check_verb, &draft_verb, &actions_verb, &series_verb, &post_verb, &help_verb, NULL };

const struct verb *verb_find(const char *name)
{
	for (const struct verb *const *verb = verbs; *verb; verb++)
		if (strcmp((*verb)->name, name) == 0)
			return *verb;
	return NULL;
}

static const char *verb_name(const void *unused, size_t i)
{
	(void)unused;
	return verbs[i] ? verbs[i]->name : NULL;
}

int verb_unknown(const char *name)
{
	const char *near = nearest(name, verb_name, NULL);
	if (near)
		return usage_error("no verb '%s'; did you mean '%s'?", name, near);
	return usage_error("no verb '%s'; 'rollcall help' lists them", name);
}
