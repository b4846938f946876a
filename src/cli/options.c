#include "cli/options.h"

#include <string.h>

#include "base/mem.h"
#include "cli/report.h"
#include "cli/verb.h"

void names_add(struct names *names, const char *name)
{
	VEC_ROOM(names->items, names->count, names->room);
	names->items[names->count++] = name;
}

void names_free(struct names *names)
{
	mem_free(names->items);
	*names = (struct names){ NULL, 0, 0 };
}

static const char *dashes(const char *name)
{
	return name[1] ? "--" : "-";
}

void option_show(const struct option *option, struct out *out)
{
	out_cstr(out, dashes(option->name));
	out_cstr(out, option->name);
	if (option->value)
		out_printf(out, " %s", option->value);
}

static const char *option_name(const void *list, size_t i)
{
	const struct verb *verb = list;
	if (i == verb->option_count)
		return "help";
	return i < verb->option_count ? verb->options[i].name : NULL;
}

static enum parsed unknown(const struct verb *verb, const char *arg)
{
	struct str name = str_first(str_of(arg), strcspn(arg, "="));
	char word[32] = "";
	name = str_skip(name, strspn(arg, "-"));
	const char *near = NULL;
	if (name.n > 1 && name.n < sizeof word) {
		memcpy(word, name.p, name.n);
		word[name.n] = '\0';
		near = nearest(word, option_name, verb);
	}
	if (near)
		usage_error("%s has no option '%s'; did you mean '%s%s'?", verb->name, arg, dashes(near), near);
	else
		usage_error("%s has no option '%s'; 'rollcall help %s' lists them", verb->name, arg, verb->name);
	return PARSED_WRONG;
}

/* The option that arg names; *value is what is joined to it ("--people=x", "-ox"), or NULL. */
static const struct option *find(const struct verb *verb, const char *arg, const char **value)
{
	*value = NULL;
	for (size_t i = 0; i < verb->option_count; i++) {
		const struct option *o = &verb->options[i];
		size_t dash_count = strlen(dashes(o->name)), n = strlen(o->name);
		if (strncmp(arg, dashes(o->name), dash_count) != 0 || strncmp(arg + dash_count, o->name, n) != 0)
			continue;
		const char *rest = arg + dash_count + n;
		if (!*rest)
			return o;
		if (dash_count == 2 && *rest == '=')
			*value = rest + 1;
		else if (dash_count == 1)
			*value = rest;
		if (*value)
			return o;
	}
	return NULL;
}

/* Store one option; false if it cannot be, which is said. */
static bool store(const struct option *o, const char *value, char *values)
{
	const char *dash = dashes(o->name);
	switch (o->kind) {
	case OPTION_FLAG:
		if (value) {
			usage_error("%s%s takes no value", dash, o->name);
			return false;
		}
		*(bool *)(void *)(values + o->place) = true;
		break;
	case OPTION_ONE: {
		const char **place = (const char **)(void *)(values + o->place);
		if (*place) {
			usage_error("%s%s is given twice", dash, o->name);
			return false;
		}
		*place = value;
		break;
	}
	case OPTION_MANY:
		names_add((struct names *)(void *)(values + o->place), value);
		break;
	}
	return true;
}

enum parsed options_parse(const struct verb *verb, char **args, void *values, struct names *operands)
{
	bool ended = false;
	for (; *args; args++) {
		const char *arg = *args, *value;
		if (ended || arg[0] != '-' || !arg[1]) {
			names_add(operands, arg);
			continue;
		}
		if (strcmp(arg, "--") == 0) {
			ended = true;
			continue;
		}
		if (strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0)
			return PARSED_HELP;
		const struct option *o = find(verb, arg, &value);
		if (!o)
			return unknown(verb, arg);
		if (o->kind != OPTION_FLAG && !value) {
			value = *++args;
			if (!value) {
				usage_error("%s needs a value: %s %s", arg, arg, o->value);
				return PARSED_WRONG;
			}
		}
		if (!store(o, value, values))
			return PARSED_WRONG;
	}
	if (operands->count >= verb->least && operands->count <= verb->most)
		return PARSED_RUN;
	if (operands->count > verb->most)
		usage_error("%s takes no '%s'; usage: rollcall %s %s", verb->name, operands->items[verb->most], verb->name,
			verb->operands);
	else
		usage_error("%s needs more; usage: rollcall %s %s", verb->name, verb->name, verb->operands);
	return PARSED_WRONG;
}

void options_free(const struct verb *verb, void *values)
{
	for (size_t i = 0; i < verb->option_count; i++)
		if (verb->options[i].kind == OPTION_MANY)
			names_free((struct names *)(void *)((char *)values + verb->options[i].place));
}

/* Edits from one word to the other: a letter added, dropped, changed, or two neighbours swapped. Words are short. */
static size_t distance(const char *a, const char *b)
{
	enum { LONGEST = 32 };
	size_t rows[3][LONGEST + 1], n = strlen(a), m = strlen(b);
	if (n > LONGEST || m > LONGEST)
		return LONGEST;
	size_t *before = rows[0], *above = rows[1], *row = rows[2];
	for (size_t j = 0; j <= m; j++)
		above[j] = before[j] = j;
	for (size_t i = 1; i <= n; i++) {
		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			row[j] = best;
		}
		size_t *oldest = before;
		before = above;
		above = row;
		row = oldest;
	}
	return above[m];
}

const char *nearest(const char *word, const char *(*next)(const void *list, size_t i), const void *list)
{
	const char *best = NULL, *candidate;
	size_t least = 3;
	for (size_t i = 0; (candidate = next(list, i)); i++) {
		size_t d = distance(word, candidate);
		/* Half of a short word changed is another word. */
		if (d < least && 2 * d < strlen(candidate) + 1) {
			best = candidate;
			least = d;
		}
	}
	return best;
}
